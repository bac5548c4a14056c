"""Rows of plans as lines of a list: each leads to its row on the page of the plan."""

from dataclasses import dataclass

from generator.ids import href
from generator.plan import Plan, Row


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row: its number, its deadline, what is to be done and who is to do it, in the words of the order."""

    href: str
    number: str
    deadline: str
    title: str
    responsible: str


def row_line(page: str, plan: Plan, row: Row) -> RowLine:
    """The line of one row."""
    activity = row.activity
    target = href(page, plan.address, row.anchor)
    return RowLine(target, number(row), activity.deadline or "", activity.title, activity.responsible or "")


def label(number: str | None, row: str) -> str:
    """The printed `number` of a row without the dot at its end, as one says it; the id of the `row` where there is none."""
    return (number or "").strip().rstrip(".") or row


def number(row: Row) -> str:
    """The label of a row."""
    return label(row.activity.number, row.id)
