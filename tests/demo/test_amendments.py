"""How the amended plan of the fictional district was worded on a day agrees with the table made by hand in `amendments.md`."""

from datetime import date

import pytest
from fiction import DISTRICT, read
from handmade import tables

from generator.amendments import in_force
from generator.plan import Row

((NAME, TABLE),) = tables("amendments.md").items()
PLAN = read().plans[f"{DISTRICT}/{NAME}"]
SPANS = [column for column in TABLE[0] if " – " in column]
DAYS = [(date.fromisoformat(day), span) for span in SPANS for day in span.split(" – ")]


def rows(day: date) -> dict[str, Row]:
    return {row.id: row for row in in_force(PLAN, day).rows}


def cell(row: Row | None, what: str) -> str:
    if row is None:
        return "нет"
    activity = row.activity
    match what:
        case "строка":
            return "исключена" if activity.dropped else "есть"
        case "номер":
            return activity.number or ""
        case "наименование":
            return activity.title
        case "срок":
            return activity.deadline or ""
        case "последний день":
            assert row.deadline is not None
            return str(row.deadline.intervals[-1].end) if row.deadline.intervals else "даты нет"
        case "ответственные":
            return activity.responsible or ""
        case "результат":
            return activity.result or ""
        case "место":
            return next(one.text for one in activity.cells if one.column == "place")
    raise ValueError(what)


@pytest.mark.parametrize(("day", "span"), DAYS, ids=[str(day) for day, _ in DAYS])
def test_what_was_changed(day, span):
    found = rows(day)
    assert [cell(found.get(line["Строка"]), line["Что"]) for line in TABLE] == [line[span] for line in TABLE]


@pytest.mark.parametrize("day", [day for day, _ in DAYS], ids=str)
def test_all_else_stayed_as_it_was(day):
    named = {line["Строка"] for line in TABLE}
    then, today = rows(day), {row.id: row for row in PLAN.rows}
    changed = {id_ for id_ in today if id_ not in then or told(then[id_]) != told(today[id_])}
    assert changed <= named
    assert then.keys() <= today.keys()


def told(row: Row):
    """A row without its history."""
    return row.activity.model_copy(update={"was": (), "dropped": None, "activities": ()}), row.deadline, row.responsible


def test_the_days_follow_one_another_to_the_end_of_the_plan():
    starts, ends = zip(*(map(date.fromisoformat, span.split(" – ")) for span in SPANS), strict=True)
    assert [end.toordinal() + 1 for end in ends[:-1]] == [start.toordinal() for start in starts[1:]]
    assert (starts[0], ends[-1]) == (PLAN.roadmap.order.date, PLAN.roadmap.period.end)
    assert [*starts[1:]] == [amendment.date for amendment in PLAN.roadmap.amendments]
