"""Terms in time: whether a plan runs on a day, and what comes due next.

The day is always an argument; only while a plan runs do its pages depend on it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.deadline.reading import Interval, Kind
from generator.model import Span
from generator.plan import Plan, Row


class Phase(StrEnum):
    """Where a day lies to the period of a plan."""

    BEFORE = "before"
    RUNNING = "running"
    OVER = "over"


def phase(period: Span, as_of: date) -> Phase:
    """Whether the plan of `period` (both ends inclusive) is to begin, runs or is over on the day `as_of`."""
    if as_of < period.start:
        return Phase.BEFORE
    return Phase.RUNNING if as_of <= period.end else Phase.OVER


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a row that has not passed: its first day (None for «до …») and its last, both inclusive."""

    row: Row
    start: date | None
    end: date


def coming(plan: Plan, as_of: date) -> tuple[Term, ...]:
    """The next term of each activity, by last day: of several terms or a repetition the first that ends on `as_of` or later.

    Nothing comes due where no day is named: «в течение года», an open end, no date at all. Nothing at all while the plan does
    not run.
    """
    if phase(plan.roadmap.period, as_of) is not Phase.RUNNING:
        return ()
    terms = [term for row in plan.activities if (term := _next(row, as_of))]
    return tuple(sorted(terms, key=lambda term: (term.end, term.start or date.min)))


def _next(row: Row, as_of: date) -> Term | None:
    if row.deadline is None or row.deadline.kind is Kind.THROUGHOUT:
        return None
    return next((Term(row, *days) for days in map(_days, row.deadline.intervals) if days and days[1] >= as_of), None)


def _days(interval: Interval) -> tuple[date | None, date] | None:
    return None if interval.end is None else (interval.start, interval.end)
