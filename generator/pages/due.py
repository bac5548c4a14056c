"""By what a part of the special section falls due: the rows and points of orders that ask to publish it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.deadline import explain
from generator.deadline.reading import Deadline, UnreadableDeadline
from generator.ids import href
from generator.model import Part, Point
from generator.occurrence import occurrences
from generator.pages.requisites import requisites
from generator.pages.rows import label, number
from generator.pages.section import Section
from generator.plan import Plan, Row, read_term
from generator.russian import unbroken

_ALL = "all"


@dataclass(frozen=True, slots=True)
class Due:
    """A row or a point that asks for a part: where it stands, its term as worded and as read, and whom it names.

    `last` is the last day (inclusive) of the next term that has not passed on the day of the page; None: none is ahead.
    """

    href: str
    place: str
    wording: str
    reading: str
    responsible: str
    last: date | None


def dues(part: Part, section: Section) -> tuple[Due, ...]:
    """What asks to publish `part`: those that name it, or else those that name all required parts and mean it too."""
    named = tuple(_naming(part.id, section))
    return named or (tuple(_naming(_ALL, section)) if part.required else ())


def next_day(found: Iterable[Due]) -> date | None:
    """The nearest last day among them, None if none is ahead."""
    return min((due.last for due in found if due.last), default=None)


def _naming(name: str, section: Section) -> Iterator[Due]:
    for plan in section.plans:
        yield from _of(name, plan, plan.roadmap.order.points, plan.activities, "школы", section)
    for concern in section.concerns:
        plan = concern.plan
        points = (point for point in plan.roadmap.order.points if point in concern.points or point.schools is None)
        yield from _of(name, plan, points, (*concern.answers, *concern.others), "района", section)


def _of(name: str, plan: Plan, points: Iterable[Point], rows: Iterable[Row], whose: str, section: Section) -> Iterator[Due]:
    page = section.page
    for point in points:
        if name in (point.publishes or ()):
            order = plan.roadmap.order
            place = f"пункт {label(point.number, 'без номера')}, {order.kind} {requisites(order)}"
            yield _due(href(page, plan.address), place, point.deadline, _read(point, plan), "", plan, section.as_of)
    for row in rows:
        activity = row.activity
        if name in activity.publishes and activity.dropped is None:
            target, place = href(page, plan.address, row.anchor), f"п. {number(row)} плана {whose}"
            yield _due(target, place, activity.deadline, row.deadline, activity.responsible, plan, section.as_of)


def _due(
    target: str, place: str, wording: str | None, deadline: Deadline | None, responsible: str | None, plan: Plan, as_of: date
) -> Due:
    lasts = (term.last for term in occurrences(deadline, plan.roadmap.period))
    ahead = next((last for last in lasts if last and last >= as_of), None)
    return Due(target, place, wording or "", unbroken(explain(deadline)) if deadline else "", responsible or "", ahead)


def _read(point: Point, plan: Plan) -> Deadline | None:
    try:
        return read_term(point, plan.roadmap)
    except UnreadableDeadline:
        return None
