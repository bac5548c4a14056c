"""By what a part of the special section falls due, in words: where the row or point stands, its term, and whom it names."""

from dataclasses import dataclass

from generator.deadline import explain
from generator.due import Due
from generator.filed import level_of
from generator.ids import href
from generator.pages.news import WHOSE
from generator.pages.requisites import requisites
from generator.pages.rows import label, number
from generator.plan import Row
from generator.russian import unbroken


@dataclass(frozen=True, slots=True)
class DueLine:
    """A row or a point that asks for a part: where it stands, its term as worded and as read, and whom it names."""

    href: str
    place: str
    wording: str
    reading: str
    responsible: str


def due_line(page: str, due: Due) -> DueLine:
    """The words of `due`, and the link to it, on the page at the address `page`."""
    plan, asks = due.plan, due.asks
    reading = unbroken(explain(due.deadline)) if due.deadline else ""
    if isinstance(asks, Row):
        place = f"п. {number(asks)} плана {WHOSE[level_of(plan.owner)]}"
        return DueLine(href(page, plan.address, asks.anchor), place, asks.activity.deadline or "", reading, due.responsible)
    order = plan.roadmap.order
    place = f"пункт {label(asks.number, 'без номера')}, {order.kind} {requisites(order)}"
    return DueLine(href(page, plan.address), place, asks.deadline or "", reading, due.responsible)
