"""Whatever stands in the cell: it is read, and then soundly, or it is refused in Russian, and soon."""

import json
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.deadline import RULES, Deadline, Interval, Kind, UnreadableDeadline, explain, read
from generator.deadline.answer import answer

WORDS = (Path(__file__).parent / "tables" / "words.txt").read_text(encoding="utf-8").split()
DAYS = st.dates(date(1985, 1, 1), date(2105, 12, 31))


@st.composite
def periods(draw: st.DrawFn) -> Interval | None:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    usual = [Interval(date(2021, 1, 1), date(2021, 12, 31)), Interval(date(2020, 9, 1), date(2021, 8, 31)), None]
    return draw(st.sampled_from([*usual, Interval(first, last), Interval(first, None)]))


texts = st.text(max_size=60) | st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)


@settings(max_examples=500, deadline=None)
@given(texts, periods(), st.none() | DAYS, st.none() | st.integers(1980, 2110))
def test_any_text_is_read_soundly_or_refused(text: str, period: Interval | None, order: date | None, year: int | None) -> None:
    try:
        deadline = read(text, period=period, order_date=order, year=year)
    except UnreadableDeadline as refused:
        assert refused.reason.endswith(".")
        assert refused.advice.endswith(".")
        assert str(refused) == refused.reason
    else:
        check(deadline, text)
        assert read(text, period=period, order_date=order, year=year) == deadline


def check(deadline: Deadline, text: str) -> None:
    assert deadline.wording == text
    assert deadline.rule in RULES
    assert explain(deadline)
    assert "None" not in explain(deadline)
    ends = [(interval.end or date.max, interval.start or date.min) for interval in deadline.intervals]
    assert ends == sorted(ends)
    for interval in deadline.intervals:
        assert interval.start or interval.end
        assert not (interval.start and interval.end) or interval.start <= interval.end
    assert (deadline.undated is not None) is (deadline.kind is Kind.UNDATED) is (deadline.precision is None)
    assert (deadline.repeat is not None) is (deadline.kind is Kind.REPEAT)
    assert bool(deadline.intervals) or deadline.kind in (Kind.UNDATED, Kind.REPEAT)
    parts = "|".join(("FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)", r"(INTERVAL|BYMONTH|BYMONTHDAY)=\d+(,\d+)*", "BYDAY=[-,0-9A-Z]+"))
    assert deadline.repeat is None or all(re.fullmatch(parts, part) for part in deadline.repeat.split(";"))


@given(texts)
def test_an_answer_is_json(text: str) -> None:
    found = json.loads(json.dumps(answer(text, Interval(date(2021, 1, 1), date(2021, 12, 31)), date(2021, 3, 4))))
    assert found["text"] == text
    assert set(found) in ({"text", "error"}, {"text", "kind", "intervals", "repeat", "undated", "precision", "rule"})


HOSTILE = (
    *("(", ")", ",", "май,", "май-", "1,", "1.", "и ", "-", " ", "<", "«", "а", "а-", "1", "2021-", "по ", "по плану ", "i"),
    *("по плану школы ", "в соответствии с ", "каждый ", "по вторникам и средам, ", "(май)", "ежегодно ", "до ", "15.05.2021"),
    *("в сроки, ", "следующего за отчетным ", "кв.", "1 - ", "май 2021, ", "\u200d", "и\u0306"),
)


@contextmanager
def at_most_a_second_of_work() -> Iterator[None]:
    """A limit of the system on what this process works itself: it does not matter how busy the machine is."""

    def stop(*_: object) -> None:
        raise AssertionError("more than a second of work")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@pytest.mark.parametrize("piece", HOSTILE)
def test_four_thousand_signs_are_answered_soon(piece: str) -> None:
    text = (piece * 4000)[:4000]
    with at_most_a_second_of_work():
        assert answer(text, Interval(date(2021, 1, 1), date(2021, 12, 31)))["text"] == text


def test_a_longer_text_is_refused_unread() -> None:
    with pytest.raises(UnreadableDeadline, match="длиннее 4000 знаков"):
        read("м" * 4001)


@pytest.mark.parametrize("text", ["ежедневно", "по понедельникам", "раз в неделю"])
def test_a_hundred_years_of_occurrences_are_refused(text: str) -> None:
    with pytest.raises(UnreadableDeadline, match="повторов больше 1500"):
        read(text, period=Interval(date(1990, 1, 1), date(2100, 12, 31)))


@pytest.mark.parametrize("text", ["ежедневно", "ежегодно", "май", "в течение года"])
def test_a_period_of_ten_thousand_years_is_a_misprint(text: str) -> None:
    with pytest.raises(UnreadableDeadline, match="похож на опечатку"):
        read(text, period=Interval(date(1, 1, 1), date(9999, 12, 31)))
