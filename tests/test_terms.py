"""On which days a plan runs, and that nothing says otherwise."""

from datetime import date

import pytest

from generator.deadline.reading import Deadline, Interval, Kind
from generator.terms import REACH, Phase, phase, running_days
from generator.values import Span

YEAR = Span(start=date(2021, 1, 1), end=date(2021, 12, 31))
SIGNED = date(2020, 12, 20)


def term(start: str | None, end: str | None) -> Deadline:
    first, last = (date.fromisoformat(day) if day else None for day in (start, end))
    return Deadline("срок", Kind.DAYS, (Interval(first, last),), None, None)


def days(order: date, *terms: Deadline | None) -> tuple[str, str]:
    found = running_days(YEAR, terms, order)
    return found.start.isoformat(), found.end.isoformat()


def test_a_plan_runs_in_its_period():
    assert days(SIGNED) == ("2021-01-01", "2021-12-31")
    assert days(SIGNED, term("2021-05-01", "2021-05-31"), term(None, "2021-08-20"), None) == ("2021-01-01", "2021-12-31")


def test_a_plan_runs_to_its_last_term_and_from_its_first():
    assert days(SIGNED, term("2021-09-01", "2022-03-15")) == ("2021-01-01", "2022-03-15")
    assert days(date(2020, 11, 1), term("2020-12-10", "2020-12-10")) == ("2020-12-10", "2021-12-31")
    assert days(SIGNED, term("2022-02-01", None)) == ("2021-01-01", "2022-02-01")


def test_a_plan_does_not_run_before_its_order():
    assert days(date(2021, 3, 27), term("2021-02-01", "2021-02-28")) == ("2021-03-27", "2021-12-31")
    assert days(date(2022, 6, 1)) == ("2021-12-31", "2021-12-31")


def test_a_slip_of_a_year_makes_no_plan_endless():
    assert days(SIGNED, term("2021-05-01", "2121-05-01"), term("1921-05-01", "1921-05-02")) == ("2021-01-01", "2021-12-31")
    edge = date.fromordinal(YEAR.end.toordinal() + REACH).isoformat()
    assert days(SIGNED, term(edge, edge))[1] == edge


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2020, 12, 31), Phase.BEFORE),
        (date(2021, 1, 1), Phase.RUNNING),
        (date(2021, 12, 31), Phase.RUNNING),
        (date(2022, 1, 1), Phase.OVER),
    ],
)
def test_both_ends_are_days_on_which_it_runs(day, expected):
    assert phase(YEAR, day) is expected
