"""By what a part of the special section falls due: the rows and points of orders that ask to publish it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.deadline.reading import Deadline, UnreadableDeadline
from generator.model import Part, Point
from generator.occurrence import occurrences
from generator.plan import Plan, Row, read_term
from generator.section import Section

_ALL = "all"


@dataclass(frozen=True, slots=True)
class Due:
    """A row of `plan`, or a point of its order, that asks for a part, and its `deadline` as read (None: it names none).

    `last` is the last day (inclusive) of the next term that has not passed on the day of the section (None: none is ahead),
    `passed` that of the latest term that has.
    """

    plan: Plan
    asks: Row | Point
    deadline: Deadline | None
    last: date | None
    passed: date | None

    @property
    def responsible(self) -> str:
        """Whom a row names; a point names nobody apart from its words."""
        return self.asks.activity.responsible or "" if isinstance(self.asks, Row) else ""


def dues(part: Part, section: Section) -> tuple[Due, ...]:
    """What asks to publish `part`: those that name it, or else those that name all required parts and mean it too."""
    named = tuple(_naming(part.id, section))
    return named or (tuple(_naming(_ALL, section)) if part.required else ())


def next_day(found: Iterable[Due]) -> date | None:
    """The nearest last day among them, None if none is ahead."""
    return min((due.last for due in found if due.last), default=None)


def passed_day(found: Iterable[Due]) -> date | None:
    """The latest last day that has passed, None if none has."""
    return max((due.passed for due in found if due.passed), default=None)


def _naming(name: str, section: Section) -> Iterator[Due]:
    for plan in section.plans:
        yield from _of(name, plan, plan.roadmap.order.points, plan.activities, section.as_of)
    for concern in section.concerns:
        points = (point for point in concern.plan.roadmap.order.points if point.schools is None or point in concern.points)
        yield from _of(name, concern.plan, points, (*concern.answers, *concern.others), section.as_of)


def _of(name: str, plan: Plan, points: Iterable[Point], rows: Iterable[Row], as_of: date) -> Iterator[Due]:
    for point in points:
        if name in (point.publishes or ()):
            yield _due(plan, point, _read(point, plan), as_of)
    for row in rows:
        if name in row.activity.publishes and row.activity.dropped is None:
            yield _due(plan, row, row.deadline, as_of)


def _due(plan: Plan, asks: Row | Point, deadline: Deadline | None, as_of: date) -> Due:
    lasts = [term.last for term in occurrences(deadline, plan.roadmap.period) if term.last]
    ahead = next((last for last in lasts if last >= as_of), None)
    return Due(plan, asks, deadline, ahead, max((last for last in lasts if last < as_of), default=None))


def _read(point: Point, plan: Plan) -> Deadline | None:
    try:
        return read_term(point, plan.roadmap)
    except UnreadableDeadline:
        return None
