"""Terms in time: whether a plan runs on a day, and what comes due next.

The day is always an argument; only while a plan runs do its pages depend on it.
"""

from datetime import date
from enum import StrEnum

from generator.deadline.reading import Deadline, Kind
from generator.model import Span


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


def latest_first(period: Span) -> tuple[int, int]:
    """A key that sorts periods by their first day, the latest first."""
    return -period.start.toordinal(), -period.end.toordinal()


def next_term(deadline: Deadline | None, as_of: date) -> tuple[date | None, date] | None:
    """First and last day (both inclusive; the first is None for «до …») of the first term that ends on `as_of` or later.

    None where nothing comes due: no last day is named («в течение года», an open end, no date), or all terms have passed.
    """
    if deadline is None or deadline.kind is Kind.THROUGHOUT:
        return None
    ends = ((interval.start, interval.end) for interval in deadline.intervals if interval.end)
    return next(((start, end) for start, end in ends if end >= as_of), None)
