"""Terms in time: on which days a plan runs, and whether it does on a day.

The day is always an argument; only while a plan runs do its pages depend on it.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from generator.deadline.reading import Deadline
from generator.values import Span

REACH = 366
"""How many days before and after the period of its plan a term is believed to lie; one further off is taken for a slip."""


class Phase(StrEnum):
    """Where a day lies to the days on which a plan runs."""

    BEFORE = "before"
    RUNNING = "running"
    OVER = "over"


def reach(period: Span, deadlines: Iterable[Deadline | None]) -> Span:
    """`period`, made longer where a term of its plan lies outside: to the first and the last day that the `deadlines` name.

    All ends are inclusive. A day more than REACH days outside the period counts for nothing.
    """
    days = [period.start, period.end, *_named(deadlines)]
    return Span(
        start=min(day for day in days if (period.start - day).days <= REACH),
        end=max(day for day in days if (day - period.end).days <= REACH),
    )


def running_days(period: Span, deadlines: Iterable[Deadline | None], order: date, until: date | None = None) -> Span:
    """The days on which a plan runs, both ends inclusive.

    It runs from the first day of its period (or of a term before it), but not before its `order` was signed: until then there
    is no plan. It runs to the last day of its period, or of a term after it: what is still due is not over. One in whose place
    another came runs `until` the day before.
    """
    whole = reach(period, deadlines)
    start = min(max(whole.start, order), whole.end)
    return Span(start=start, end=max(start, min(whole.end, until or whole.end)))


def _named(deadlines: Iterable[Deadline | None]) -> Iterator[date]:
    for deadline in deadlines:
        for interval in deadline.intervals if deadline else ():
            yield from (day for day in (interval.start, interval.end) if day)


def phase(days: Span, as_of: date) -> Phase:
    """Whether what runs on `days` (both ends inclusive) is to begin, runs or is over on the day `as_of`."""
    if as_of < days.start:
        return Phase.BEFORE
    return Phase.RUNNING if as_of <= days.end else Phase.OVER


def latest_first(period: Span) -> tuple[int, int]:
    """A key that sorts periods by their first day, the latest first."""
    return -period.start.toordinal(), -period.end.toordinal()
