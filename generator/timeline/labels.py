"""The words beside the shapes of a strip: the dates of terms that name days."""

from collections.abc import Iterator, Sequence
from datetime import date

from generator.deadline.reading import Interval, Precision
from generator.timeline.axis import Axis
from generator.timeline.shapes import Label

Place = tuple[float, float]
"""Where a term begins and ends on the axis, in per cent."""


def labels(
    terms: Sequence[tuple[Interval, Place]], precision: Precision | None, axis: Axis, middle: float, half: float
) -> Iterator[Label]:
    """The dates of `terms`, the terms of one activity on its line at `middle` px; `half` is half the height of a diamond.

    A month has no label: the axis names it. One date stands beside its shape; those of several stand below their thread.
    """
    if len(terms) == 1:
        (interval, place), *_ = terms
        if _is_exact(interval, precision):
            yield _alone(interval, place, axis, middle, half)
    else:
        yield from _below(terms, precision, axis, middle)


def beyond(intervals: Sequence[Interval], axis: Axis, middle: float) -> Iterator[Label]:
    """Terms so far from the plan that the axis does not go there: named at the end they lie behind."""
    for interval in intervals:
        if interval.start and interval.start > axis.span.end:
            yield Label(100, 2, middle + 4, f"{interval.start:%d.%m.%Y} →", left=True)
        elif interval.end and interval.end < axis.span.start:
            yield Label(0, 2, middle + 4, f"← {interval.end:%d.%m.%Y}")


def _is_exact(interval: Interval, precision: Precision | None) -> bool:
    return precision is Precision.DAY or interval.start is None or interval.end is None


def _alone(interval: Interval, place: Place, axis: Axis, middle: float, half: float) -> Label:
    """To the right; to the left where the page ends or the "as of" line is near; else, and where dashes are, below."""
    x, end = place
    text = _words(interval, axis)
    room = _room(text)
    gap = half + 4 if interval.start == interval.end else 6
    if interval.end is None:
        return Label(x, gap, middle + 16, text, left=x + room > 100)
    if _is_free(end, room, axis):
        return Label(end, gap, middle + 4, text)
    if interval.start is None:
        return Label(end, gap, middle + 16, text, left=end >= room)
    if x - room >= 0:
        return Label(x, gap, middle + 4, text, left=True)
    return Label(end, 0, middle + 20, text, left=True)


def _below(terms: Sequence[tuple[Interval, Place]], precision: Precision | None, axis: Axis, middle: float) -> Iterator[Label]:
    """From left to right, each where there is room up to the next; where there is none, the axis and the words tell."""
    taken = 0.0
    for index, (interval, (start, end)) in enumerate(terms):
        if not _is_exact(interval, precision):
            continue
        text = _words(interval, axis)
        room = _room(text)
        x = end if interval.start is None else start
        limit = terms[index + 1][1][0] if index + 1 < len(terms) else 100
        if x >= taken and x + room <= limit and _is_free(x, room, axis):
            yield Label(x, 0, middle + 20, text)
            taken = x + room
        elif x - room >= taken:
            yield Label(x, 0, middle + 20, text, left=True)
            taken = x


def _is_free(x: float, room: float, axis: Axis) -> bool:
    now = axis.now_x
    return x + room <= 100 and not (now is not None and x <= now < x + room)


def _room(text: str) -> float:
    """How much of the narrowest axis, 300 px, a label takes with its distance, in per cent: 14 for «25.05»."""
    return (len(text) * 6 + 12) / 3


def _words(interval: Interval, axis: Axis) -> str:
    """«25.05», «15–30.04», «10.03–02.04», «до 20.08», «с 01.09»; with the year where the axis has several."""
    start, end = interval.start, interval.end
    if start is None or end is None:
        return f"до {_day(end, axis)}" if end else f"с {_day(start, axis)}" if start else ""
    if start == end:
        return _day(start, axis)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start:%d}–{_day(end, axis)}"
    return f"{start:%d.%m}–{_day(end, axis)}" if start.year == end.year else f"{_day(start, axis)}–{_day(end, axis)}"


def _day(day: date, axis: Axis) -> str:
    return f"{day:%d.%m}" if axis.span.start.year == axis.span.end.year else f"{day:%d.%m.%Y}"
