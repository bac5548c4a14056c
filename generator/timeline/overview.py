"""The overview: many deadlines on one axis, a line each, small enough to see them all at once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from generator.deadline.reading import Deadline, Interval
from generator.timeline.axis import Axis, Column, tidy
from generator.timeline.shapes import Bar, Dashes, Diamond, Label, Shape, Strokes, Thread
from generator.timeline.strip import Size, is_drawn, strip
from generator.values import Span

PITCH = 11
"""The distance between the lines of an overview with numbers, in px."""
LONGEST_NUMBER = 6
"""A longer number of an activity is cut short in an overview, in characters."""
MINI_PITCH = 4.5
"""The same in a small map in a list of plans, without numbers."""


@dataclass(frozen=True, slots=True)
class Overview:
    """The shapes of a map and its height in px; its width is that of its place on the page."""

    height: float
    shapes: tuple[Shape, ...]


def overview(terms: Iterable[tuple[str, Deadline | None]], axis: Axis) -> Overview:
    """The map of a plan: a line for each of `terms` (the number to show, the deadline) that has a date, in their sequence.

    Up to twenty lines stand PITCH apart; more of them move together, and from 25 on the numbers are left out.
    """
    dated = _dated(terms, axis)
    pitch = _pitch(len(dated))
    return _draw(dated, axis, pitch, bar=pitch * 5 / PITCH, numbers=pitch > 8.9)


def mini_map(terms: Iterable[tuple[str, Deadline | None]], axis: Axis, period: Span) -> Overview:
    """A map without numbers of a plan with `period`, for a list of plans that share `axis`; what lies outside is cut off."""
    own = replace(axis, period=period)
    dated = _dated(terms, own)
    return _draw(dated, own, MINI_PITCH, bar=2.6, numbers=False)


def falls(deadline: Deadline, column: Column, axis: Axis) -> bool:
    """Whether `deadline` has a day in a column of the axis; «до …» falls where its last day is."""
    spans = (_reach(interval, axis) for interval in deadline.intervals)
    return any(start <= column.last and end >= column.first for start, end in spans)


def _reach(interval: Interval, axis: Axis) -> tuple[date, date]:
    end = interval.end or axis.period.end
    return interval.start or end, end


def _dated(terms: Iterable[tuple[str, Deadline | None]], axis: Axis) -> list[tuple[str, Deadline]]:
    return [(number, term) for number, term in terms if term and is_drawn(term, axis)]


def _pitch(lines: int) -> float:
    if lines <= 20:
        return PITCH
    return max(220 / lines, min(4, 600 / lines))


def _size(middle: float, bar: float) -> Size:
    return Size(
        middle=tidy(middle),
        bar=tidy(bar),
        radius=1 if bar > 3 else 0,
        hair=tidy(bar * 0.8),
        tick=tidy(bar * 1.6),
        tick_width=1.5,
        stop=tidy(bar * 1.7),
        stop_width=1.5,
        half=tidy(max(bar * 0.8, 2.2)),  # a day is seen in the smallest map
        strokes="1.2 3",
        labels=False,
    )


def _draw(terms: list[tuple[str, Deadline]], axis: Axis, pitch: float, bar: float, *, numbers: bool) -> Overview:
    shapes: list[Shape] = []
    for line, (number, term) in enumerate(terms):
        size = _size(pitch * (line + 0.5) + pitch * 0.2, bar)
        drawn = strip(term, axis, size)
        shapes.extend(drawn)
        if numbers and number:
            shapes.append(_number(number, drawn, size))
    return Overview(tidy(pitch * (len(terms) + 0.4)), tuple(shapes))


def _number(number: str, drawn: tuple[Shape, ...], size: Size) -> Label:
    """The number of an activity: before its first shape, after its last where there is no room before, else in the margin."""
    number = number if len(number) <= LONGEST_NUMBER else f"{number[: LONGEST_NUMBER - 1]}…"
    starts, ends = zip(*map(_extent, drawn), strict=True)
    start, end = min(starts), max(ends)
    room = (len(number) * 6 + 4) / 3  # of the narrowest page, 300 px, in per cent
    gap = tidy(size.half + 3 if any(isinstance(shape, Diamond) for shape in drawn) else 4)
    y = tidy(size.middle + 3.5)
    if start >= room:
        return Label(start, gap, y, number, left=True, small=True)
    if end + room <= 100:
        return Label(end, gap, y, number, small=True)
    return Label(0, 4, y, number, left=True, small=True)


def _extent(shape: Shape) -> tuple[float, float]:
    """Where a shape begins and ends, in per cent."""
    match shape:
        case Bar() | Dashes():
            return shape.x, shape.x + shape.width
        case Thread() | Strokes():
            return shape.x, shape.end
        case _:
            return shape.x, shape.x
