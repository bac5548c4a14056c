"""The calendar: in which months the terms of every kind of deadline begin and end."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.deadline import given as given_dates
from generator.deadline import read
from generator.deadline.reading import Deadline, Interval, Kind
from generator.model import Roadmap
from generator.months import Term, by_month, entries, following, is_dated, running, terms
from generator.plan import Plan, Row, make_plan

ORDER = {"kind": "приказ", "title": "О плане", "date": "2019-12-01", "authority": "Отдел"}


def plan_of(*deadlines: dict[str, object], period: str = "2020-01-01/2021-12-31") -> Plan:
    activities = [{"number": str(number), "title": "Дело", **deadline} for number, deadline in enumerate(deadlines, 1)]
    tree = {"title": "План", "period": period, "order": ORDER, "parties": [], "columns": [], "activities": activities}
    roadmap = Roadmap.model_validate_json(json.dumps(tree))
    return make_plan("oblast/rayon/plan", "plan.yml", roadmap)


def rows_of(plan: Plan) -> list[tuple[Plan, Row]]:
    return [(plan, row) for row in plan.activities]


def table(*deadlines: dict[str, object], **settings: str) -> list[str]:
    """Each entry as «2021-05 WITHIN 2021-05-01», by month."""
    found = by_month(terms(rows_of(plan_of(*deadlines, **settings))))
    return [f"{y}-{m:02} {entry.event} {entry.day}" for (y, m), group in found.items() for entry in group]


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        ("25 мая 2021 г.", ["2021-05 day 2021-05-25"]),
        ("29 февраля 2020 г.", ["2020-02 day 2020-02-29"]),
        ("Февраль 2020 г.", ["2020-02 within 2020-02-01"]),
        ("17–31 марта 2021 г.", ["2021-03 within 2021-03-17"]),
        ("10 марта-2 апреля 2021 года", ["2021-03 begins 2021-03-10", "2021-04 ends 2021-04-02"]),
        ("Март-декабрь 2021", ["2021-03 begins 2021-03-01", "2021-12 ends 2021-12-31"]),
        ("декабрь 2020 – февраль 2021", ["2020-12 begins 2020-12-01", "2021-02 ends 2021-02-28"]),
        ("Март, сентябрь 2021", ["2021-03 within 2021-03-01", "2021-09 within 2021-09-01"]),
        ("II квартал 2021 года", ["2021-04 begins 2021-04-01", "2021-06 ends 2021-06-30"]),
        ("До 20.08.2021", ["2021-08 until 2021-08-20"]),
        ("до конца 2021 года", ["2021-12 until 2021-12-31"]),
        ("с 1 сентября 2021 года", ["2021-09 begins 2021-09-01"]),
        ("ежегодно (август)", ["2020-08 within 2020-08-01", "2021-08 within 2021-08-01"]),
        ("ежегодно до 1 сентября", ["2020-09 until 2020-09-01", "2021-09 until 2021-09-01"]),
    ],
)
def test_every_kind(wording, expected):
    assert table({"deadline": wording}) == expected


@pytest.mark.parametrize(
    "deadline",
    [
        {"deadline": "в течение года"},
        {"deadline": "ежегодно"},
        {"deadline": "постоянно"},
        {"deadline": "2020/2021 учебный год"},
        {"deadline": "по отдельному плану"},
        {"undated": "empty"},
    ],
    ids=lambda deadline: next(iter(deadline.values())),
)
def test_what_names_no_days_has_no_month(deadline):
    assert table(deadline) == []
    (_, row), *_ = rows_of(plan_of(deadline))
    assert not is_dated(row.deadline)


def test_repetitions_by_occurrence():
    year = {"period": "2020-01-01/2020-12-31"}
    assert table({"deadline": "ежемесячно"}, **year) == [f"2020-{m:02} within 2020-{m:02}-01" for m in range(1, 13)]
    assert table({"deadline": "ежеквартально"}, **year) == [
        *("2020-01 begins 2020-01-01", "2020-03 ends 2020-03-31", "2020-04 begins 2020-04-01", "2020-06 ends 2020-06-30"),
        *("2020-07 begins 2020-07-01", "2020-09 ends 2020-09-30", "2020-10 begins 2020-10-01", "2020-12 ends 2020-12-31"),
    ]
    weekly = table({"deadline": "еженедельно"}, period="2020-02-03/2020-03-08")
    assert weekly == [
        *("2020-02 within 2020-02-03", "2020-02 within 2020-02-10", "2020-02 within 2020-02-17"),
        *("2020-02 begins 2020-02-24", "2020-03 ends 2020-03-01", "2020-03 within 2020-03-02"),
    ]


def test_days_of_a_month_stand_in_their_sequence():
    found = table({"deadline": "до 20 мая 2021 г."}, {"deadline": "5 мая 2021 г."}, {"deadline": "Май 2021 г."})
    assert found == ["2021-05 within 2021-05-01", "2021-05 day 2021-05-05", "2021-05 until 2021-05-20"]


def test_what_runs_on_a_day_and_what_follows():
    plan = plan_of(
        {"deadline": "Май 2021 г."},
        {"deadline": "до 20 мая 2021 г."},
        {"deadline": "с 1 сентября 2020 года"},
        {"deadline": "Май, сентябрь 2021"},
        {"deadline": "1 июня 2021 г."},
        {"deadline": "в течение года"},
    )
    found = tuple(terms(rows_of(plan)))

    def numbers(chosen: tuple[Term, ...]) -> list[str | None]:
        return [term.row.activity.number for term in chosen]

    assert numbers(running(found, date(2021, 5, 20))) == ["2", "1", "4", "3"]
    assert numbers(running(found, date(2021, 5, 21))) == ["1", "4", "3"]
    assert numbers(running(found, date(2021, 5, 31))) == ["1", "4", "3"]
    assert numbers(running(found, date(2021, 6, 1))) == ["5", "3"]
    assert numbers(following(found, date(2021, 5, 20), 3)) == ["5", "4"]
    assert numbers(following(found, date(2021, 4, 30), 2)) == ["1", "4"]
    assert numbers(following(found, date(2021, 9, 1), 3)) == []


DAYS = st.dates(date(2019, 1, 1), date(2022, 12, 31))


@given(DAYS, st.integers(0, 900), st.sampled_from(["both", "open start", "open end"]))
def test_a_term_stands_in_the_months_of_its_ends_alone(first, length, shape):
    last = first + timedelta(days=length)
    text = {"both": f"{first}/{last}" if length else str(first), "open start": f"../{last}", "open end": f"{first}/.."}[shape]
    (term,) = terms(rows_of(plan_of({"deadline": "срок", "dates": [text]})))
    expected = {"both": {first, last}, "open start": {last}, "open end": {first}}[shape]
    found = entries(term)
    assert {entry.month for entry in found} == {(day.year, day.month) for day in expected}
    assert len(found) == len({entry.month for entry in found})
    assert all(entry.day in expected for entry in found)


WORDINGS = [
    *("ежемесячно", "еженедельно", "ежедневно", "раз в полугодие", "ежеквартально"),
    *("ежемесячно до 5 числа", "ежегодно (август)"),
]


@settings(deadline=None)  # of time nothing is claimed
@given(st.sampled_from(WORDINGS), DAYS, st.integers(31, 500))
def test_each_time_of_a_repetition_stands_in_the_months_of_its_ends(wording, start, length):
    period = Interval(start, start + timedelta(days=length))
    deadline = read(wording, period=period)
    months = {(day.year, day.month) for i in deadline.intervals for day in (i.start, i.end) if day}
    found = by_month(terms(rows_of(plan_of({"deadline": wording}, period=f"{period.start}/{period.end}"))))
    assert set(found) == months
    assert sum(map(len, found.values())) == sum(
        2 if i.start and i.end and i.start.replace(day=1) != i.end.replace(day=1) else 1 for i in deadline.intervals
    )


def test_a_date_given_beside_the_wording_counts():
    assert is_dated(given_dates("2 раза в год", ("2021-04", "2021-10")))
    assert not is_dated(Deadline("ежегодно", Kind.REPEAT, (), None, "repeat", repeat="FREQ=YEARLY"))
