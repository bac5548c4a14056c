"""The signs of a drawing, for its key: only those that stand on the page, in the sequence of their certainty."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from generator.deadline.reading import Deadline, Interval, Kind, Precision
from generator.timeline.strip import LONGEST_DENSE, Beat, beat


class Sign(StrEnum):
    """A sign and its words."""

    DAY = "точный день"
    DAYS = "от дня до дня"
    MONTH = "месяц"
    MONTHS = "несколько месяцев"
    LIST = "несколько сроков"
    UNTIL = "до даты, начало не названо"
    SINCE = "с даты, конец не назван"
    REPEAT = "повторяется"
    REPEAT_DAYS = "повторяется, день назван"
    REPEAT_TICKS = "повторяется, назван последний день"
    REPEAT_BARS = "повторяется каждый год"
    REPEAT_STROKES = "повторяется, без дат"
    THROUGHOUT = "весь период, без дат"
    REPORT = "день отчёта"


_REPEATED = {
    Beat.CAPSULES: Sign.REPEAT,
    Beat.BEADS: Sign.REPEAT,
    Beat.BARS: Sign.REPEAT_BARS,
    Beat.DAYS: Sign.REPEAT_DAYS,
    Beat.TICKS: Sign.REPEAT_TICKS,
    Beat.STROKES: Sign.REPEAT_STROKES,
}


def signs(deadlines: Iterable[Deadline | None]) -> tuple[Sign, ...]:
    """The signs with which `deadlines` are drawn, each once."""
    seen = {sign for deadline in deadlines if deadline for sign in _of(deadline)}
    return tuple(sign for sign in Sign if sign in seen)


def _of(deadline: Deadline) -> Iterator[Sign]:
    match deadline.kind:
        case Kind.UNDATED:
            return
        case Kind.REPEAT:
            yield _REPEATED[beat(deadline, deadline.intervals)]
        case Kind.THROUGHOUT:
            yield Sign.THROUGHOUT
        case _:
            if len(deadline.intervals) > 1:
                yield Sign.LIST
            for interval in deadline.intervals:
                yield _of_term(interval, deadline.precision)


def _of_term(interval: Interval, precision: Precision | None) -> Sign:
    if interval.start is None:
        return Sign.UNTIL
    if interval.end is None:
        return Sign.SINCE
    if interval.start == interval.end:
        return Sign.DAY
    if precision is Precision.DAY:
        return Sign.DAYS
    return Sign.MONTH if (interval.end - interval.start).days < LONGEST_DENSE else Sign.MONTHS
