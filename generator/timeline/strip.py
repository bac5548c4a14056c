"""The strip: one deadline as shapes on an axis. Ink is certainty: the more exact a term, the denser it is drawn.

Vague terms are drawn as vague, nothing is made exact.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from generator.deadline.reading import Deadline, Interval, Kind, Precision
from generator.timeline.axis import Axis, tidy
from generator.timeline.labels import Place, beyond, labels
from generator.timeline.shapes import Bar, Dashes, Diamond, Shape, Strokes, Thread, Tick, thickening, thinning

LONGEST_DENSE = 31
"""Up to so many days a bar is drawn in full ink: a month or less."""
LONGEST_CAPSULE = 100
"""Up to so many days an occurrence of a repetition is a capsule: a quarter; a longer one is as vague as «в течение года»."""
MOST_CAPSULES = 60
"""More occurrences than this are one path without round ends."""


@dataclass(frozen=True, slots=True)
class Size:
    """The measures of one line of a drawing in px: its middle, and the height of what stands on it."""

    middle: float
    bar: float
    radius: float
    hair: float
    tick: float
    tick_width: float
    stop: float
    stop_width: float
    half: float
    strokes: str
    labels: bool

    @property
    def bar_top(self) -> float:
        """The upper edge of a bar."""
        return tidy(self.middle - self.bar / 2)

    @property
    def hair_top(self) -> float:
        """The upper edge of dashes, strokes and capsules."""
        return tidy(self.middle - self.hair / 2)


STRIP = Size(
    middle=16, bar=12, radius=3, hair=10, tick=18, tick_width=2, stop=22, stop_width=3, half=8, strokes="1.5 6", labels=True
)  # fmt: skip
"""The strip of a row: 32 px high."""


def strip(
    deadline: Deadline | None, axis: Axis, size: Size = STRIP, *, hollow: bool = False, off: Collection[Interval] = ()
) -> tuple[Shape, ...]:
    """The shapes of `deadline` on `axis`; none for one that has no date.

    What is called off is drawn in outline: of all its terms, if `hollow`, or of those that `off` names.
    """
    if deadline is None:
        return ()
    return tuple(_draw(deadline, axis, size, deadline.intervals if hollow else off))


def is_drawn(deadline: Deadline, axis: Axis) -> bool:
    """Whether anything of `deadline` stands on `axis`."""
    return deadline.kind is Kind.REPEAT or any(_is_seen(interval, axis) for interval in deadline.intervals)


def _draw(deadline: Deadline, axis: Axis, size: Size, off: Collection[Interval]) -> Iterator[Shape]:
    seen = [interval for interval in deadline.intervals if _is_seen(interval, axis)]
    match deadline.kind:
        case Kind.REPEAT:
            yield from _repetition(deadline, seen, axis, size, off)
        case Kind.THROUGHOUT:
            yield from (_strokes(interval, axis, size) for interval in _joined(seen))
        case _:
            yield from _terms(seen, deadline.precision, axis, size, off)
    if size.labels:
        yield from beyond(deadline.intervals, axis, size.middle)


def _is_seen(interval: Interval, axis: Axis) -> bool:
    starts_later = interval.start is not None and interval.start > axis.span.end
    ends_before = interval.end is not None and interval.end < axis.span.start
    return not (starts_later or ends_before)


def _place(interval: Interval, axis: Axis, before: date | None = None) -> Place:
    """Where a term begins and ends on the axis; a day is a point at noon, an open end reaches to that of the period.

    An open beginning after another term of the same activity, which ended on the day `before`, reaches back to that.
    """
    if interval.start is not None and interval.start == interval.end:
        return (axis.noon(interval.start),) * 2
    first = (before or axis.period.start) if interval.start is None else interval.start
    last = axis.period.end if interval.end is None else interval.end
    if interval.start is None and interval.end is not None and interval.end < first:
        first = axis.span.start
    if interval.end is None and interval.start is not None and interval.start > last:
        last = axis.span.end
    return axis.x(first), axis.after(last)


def _terms(
    seen: list[Interval], precision: Precision | None, axis: Axis, size: Size, off: Collection[Interval]
) -> Iterator[Shape]:
    """One term, or several on a thread."""
    befores = [None, *(interval.end for interval in seen)]
    places = [_place(interval, axis, before) for interval, before in zip(seen, befores, strict=False)]
    if seen and (first := min(end for _, end in places)) < (last := max(start for start, _ in places)):
        yield Thread(first, last, size.middle)
    for interval, (x, end) in zip(seen, places, strict=True):
        yield from _term(interval, x, end, precision is Precision.DAY, size, interval in off)
    if size.labels:
        yield from labels(list(zip(seen, places, strict=True)), precision, axis, size.middle, size.half)


def _term(interval: Interval, x: float, end: float, exact: bool, size: Size, hollow: bool) -> Iterator[Shape]:
    if interval.start is None or interval.end is None:
        steps = min(max(round((end - x) / 2.3), 5), 22)
        path = thickening(steps) if interval.start is None else thinning(steps)
        yield Dashes(x, tidy(end - x), size.hair_top, size.hair, steps, path)
        yield _tick(end if interval.start is None else x, size.stop, size.stop_width, size)
    elif interval.start == interval.end:
        yield Diamond(x, size.middle, size.half, hollow)
    else:
        soft = (interval.end - interval.start).days + 1 > LONGEST_DENSE
        yield Bar(x, tidy(end - x), size.bar_top, size.bar, 0 if exact else size.radius, soft, hollow)
        if exact:
            yield from (_tick(at, size.tick, size.tick_width, size) for at in (x, end))


class Beat(Enum):
    """How the occurrences of a repetition are drawn."""

    CAPSULES = auto()
    """Short and soft: each is some time within its step."""
    BEADS = auto()
    """The same, where they are too many to be round."""
    BARS = auto()
    """In full ink: what a year names of itself, a month or a quarter."""
    DAYS = auto()
    """Diamonds."""
    TICKS = auto()
    """Only a last or a first day is named."""
    STROKES = auto()
    """Long, and so without ends."""


def beat(deadline: Deadline, intervals: Iterable[Interval]) -> Beat:
    """How those `intervals` of a repeated deadline are drawn that stand on an axis."""
    intervals = list(intervals)
    lengths = [(end - start).days + 1 for start, end in ((i.start, i.end) for i in intervals) if start and end]
    if not lengths:
        return Beat.TICKS if intervals else Beat.CAPSULES
    if len(lengths) > MOST_CAPSULES:
        return Beat.BEADS
    if max(lengths) > LONGEST_CAPSULE:
        return Beat.STROKES
    if max(lengths) == 1:
        return Beat.DAYS
    return Beat.BARS if (deadline.repeat or "").startswith("FREQ=YEARLY") else Beat.CAPSULES


def _repetition(deadline: Deadline, seen: list[Interval], axis: Axis, size: Size, off: Collection[Interval]) -> Iterator[Shape]:
    spans = [(i.start, i.end) for i in seen if i.start and i.end]
    hollow = [i in off for i in seen if i.start and i.end]
    way = beat(deadline, seen)
    if way is not Beat.STROKES:
        yield Thread(axis.x(axis.period.start), axis.after(axis.period.end), size.middle, dotted=True)
    for interval in seen:  # «до 5 числа каждого месяца»: only its last day is known
        if interval.start is None and interval.end is not None:
            yield _tick(axis.after(interval.end), size.tick, size.tick_width, size)
        elif interval.end is None and interval.start is not None:
            yield _tick(axis.x(interval.start), size.tick, size.tick_width, size)
    if way is Beat.BEADS:
        yield _beads(spans, axis, size)
    elif way is Beat.STROKES:
        for start, end in spans:
            x, width = axis.x(start), axis.after(end) - axis.x(start)
            yield Strokes(tidy(x + width * 0.06), tidy(x + width * 0.94), size.middle, size.hair, size.strokes)
    elif way is Beat.DAYS:
        for (start, _), is_off in zip(spans, hollow, strict=True):
            yield Diamond(axis.noon(start), size.middle, tidy(size.half * 0.75), is_off)
    elif way is Beat.BARS:
        for (start, end), is_off in zip(spans, hollow, strict=True):
            x, width = axis.x(start), axis.after(end) - axis.x(start)
            yield Bar(x, tidy(width), size.bar_top, size.bar, size.radius, hollow=is_off)
    else:
        for (start, end), is_off in zip(spans, hollow, strict=True):
            x, width = axis.x(start), axis.after(end) - axis.x(start)
            x, width = tidy(x + width * 0.22), tidy(width * 0.56)
            yield Bar(x, width, size.hair_top, size.hair, size.hair / 2, soft=True, hollow=is_off)


def _beads(spans: list[tuple[date, date]], axis: Axis, size: Size) -> Dashes:
    """Many occurrences as one path, each over 56 % of its days."""
    x, end = axis.x(spans[0][0]), axis.after(spans[-1][1])
    scale = 10000 / (end - x)
    path = []
    for start, last in spans:
        left, width = axis.x(start), axis.after(last) - axis.x(start)
        at, wide = round((left + width * 0.22 - x) * scale), max(round(width * 0.56 * scale), 1)
        path.append(f"M{at} 0h{wide}v1h-{wide}z")
    return Dashes(x, tidy(end - x), size.hair_top, size.hair, 100, "".join(path), soft=True)


def _strokes(interval: Interval, axis: Axis, size: Size) -> Strokes:
    x, end = _place(interval, axis)
    return Strokes(x, end, size.middle, size.hair, size.strokes)


def _joined(intervals: list[Interval]) -> list[Interval]:
    """Intervals that follow each other day on day as one: «в течение года» of a plan of several years has no ends within."""
    joined: list[Interval] = []
    for interval in intervals:
        before = joined[-1] if joined else None
        if before and before.end and interval.start and (interval.start - before.end).days == 1:
            joined[-1] = Interval(before.start, interval.end)
        else:
            joined.append(interval)
    return joined


def _tick(x: float, height: float, width: float, size: Size) -> Tick:
    return Tick(x, tidy(size.middle - height / 2), tidy(size.middle + height / 2), width)
