"""The strip: one deadline as shapes on an axis. Ink is certainty: the more exact a term, the denser it is drawn.

Vague terms are drawn as vague, nothing is made exact.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.deadline.reading import Deadline, Interval, Kind, Precision
from generator.timeline.axis import Axis, tidy
from generator.timeline.shapes import Bar, Dashes, Diamond, Label, Shape, Strokes, Thread, Tick, thickening, thinning

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


def strip(deadline: Deadline | None, axis: Axis, size: Size = STRIP, *, hollow: bool = False) -> tuple[Shape, ...]:
    """The shapes of `deadline` on `axis`; none for one that has no date. `hollow` draws what is called off in outline."""
    if deadline is None:
        return ()
    return tuple(_draw(deadline, axis, size, hollow))


def is_drawn(deadline: Deadline, axis: Axis) -> bool:
    """Whether anything of `deadline` stands on `axis`."""
    return deadline.kind is Kind.REPEAT or any(_is_seen(interval, axis) for interval in deadline.intervals)


def _draw(deadline: Deadline, axis: Axis, size: Size, hollow: bool) -> Iterator[Shape]:
    seen = [interval for interval in deadline.intervals if _is_seen(interval, axis)]
    match deadline.kind:
        case Kind.REPEAT:
            yield from _repetition(deadline, seen, axis, size)
        case Kind.THROUGHOUT:
            yield from (_strokes(interval, axis, size) for interval in _joined(seen))
        case _:
            starts, ends = [_ends(interval, axis)[0] for interval in seen], [_ends(interval, axis)[1] for interval in seen]
            if seen and min(ends) < max(starts):
                yield Thread(min(ends), max(starts), size.middle)
            for index, interval in enumerate(seen):
                until = starts[index + 1] if index + 1 < len(seen) else None
                yield from _term(interval, deadline.precision, axis, size, hollow, until)
    if size.labels:
        yield from _beyond(deadline, axis, size)


def _is_seen(interval: Interval, axis: Axis) -> bool:
    starts_later = interval.start is not None and interval.start > axis.span.end
    ends_before = interval.end is not None and interval.end < axis.span.start
    return not (starts_later or ends_before)


def _ends(interval: Interval, axis: Axis) -> tuple[float, float]:
    """Where a term begins and ends on the axis; a day is a point at noon, an open end reaches to that of the period."""
    if interval.start is not None and interval.start == interval.end:
        return (axis.noon(interval.start),) * 2
    first = axis.period.start if interval.start is None else interval.start
    last = axis.period.end if interval.end is None else interval.end
    if interval.start is None and interval.end is not None and interval.end < first:
        first = axis.span.start
    if interval.end is None and interval.start is not None and interval.start > last:
        last = axis.span.end
    return axis.x(first), axis.after(last)


def _term(
    interval: Interval, precision: Precision | None, axis: Axis, size: Size, hollow: bool, until: float | None
) -> Iterator[Shape]:
    """One term; `until` is where the next one of the same activity begins, its label must not reach so far."""
    x, end = _ends(interval, axis)
    if interval.start is None or interval.end is None:
        yield from _open(interval, x, end, axis, size)
    elif interval.start == interval.end:
        yield Diamond(x, size.middle, size.half, hollow)
        yield from _label(_day(interval.start, axis), x, end, axis, size, size.half + 4, until)
    else:
        exact = precision is Precision.DAY
        days = (interval.end - interval.start).days + 1
        radius = 0 if exact else size.radius
        soft = days > LONGEST_DENSE
        yield Bar(x, tidy(end - x), size.bar_top, size.bar, radius, soft, hollow)
        if exact:
            yield from (_tick(at, size.tick, size.tick_width, size) for at in (x, end))
            yield from _label(_days(interval.start, interval.end, axis), x, end, axis, size, 6, until)


def _open(interval: Interval, x: float, end: float, axis: Axis, size: Size) -> Iterator[Shape]:
    """A term that names only its last day («до 20.08»), or only its first («с 1 сентября»)."""
    steps = min(max(round((end - x) / 2.3), 5), 22)
    if interval.end is not None:
        path, known, word = thickening(steps), end, f"до {_day(interval.end, axis)}"
    elif interval.start is not None:
        path, known, word = thinning(steps), x, f"с {_day(interval.start, axis)}"
    else:
        return
    yield Dashes(x, tidy(end - x), size.hair_top, size.hair, steps, path)
    yield _tick(known, size.stop, size.stop_width, size)
    if not size.labels:
        return
    room = _room(word)
    if known == end and _is_free(end, room, axis):
        yield Label(end, 6, size.middle + 4, word)
    else:  # below the dashes
        left = known + room > 100
        yield Label(known, 6, size.middle + 16, word, left)


def _repetition(deadline: Deadline, seen: list[Interval], axis: Axis, size: Size) -> Iterator[Shape]:
    spans = [(i.start, i.end) for i in seen if i.start and i.end]
    longest = max(((end - start).days + 1 for start, end in spans), default=0)
    if longest <= LONGEST_CAPSULE:
        yield Thread(axis.x(axis.period.start), axis.after(axis.period.end), size.middle, dotted=True)
    if len(spans) > MOST_CAPSULES:
        yield _beads(spans, axis, size)
    elif longest > LONGEST_CAPSULE:
        for start, end in spans:
            x, width = axis.x(start), axis.after(end) - axis.x(start)
            yield Strokes(tidy(x + width * 0.06), tidy(x + width * 0.94), size.middle, size.hair, size.strokes)
    elif longest == 1:
        yield from (Diamond(axis.noon(start), size.middle, tidy(size.half * 0.75)) for start, _ in spans)
    elif (deadline.repeat or "").startswith("FREQ=YEARLY"):
        for start, end in spans:
            yield Bar(axis.x(start), tidy(axis.after(end) - axis.x(start)), size.bar_top, size.bar, size.radius)
    else:
        for start, end in spans:
            x, width = axis.x(start), axis.after(end) - axis.x(start)
            yield Bar(tidy(x + width * 0.22), tidy(width * 0.56), size.hair_top, size.hair, size.hair / 2, soft=True)


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
    x, end = _ends(interval, axis)
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


def _label(text: str, x: float, end: float, axis: Axis, size: Size, dx: float, until: float | None) -> Iterator[Label]:
    """The dates beside their shape: to the right; to the left where the page ends or the "as of" line is near; else below."""
    if not size.labels:
        return
    room = _room(text)
    if until is not None and end + room > until:
        return  # one of several points close together: the axis and the words tell
    if _is_free(end, room, axis):
        yield Label(end, dx, size.middle + 4, text)
    elif x - room >= 0:
        yield Label(x, dx, size.middle + 4, text, left=True)
    else:
        yield Label(end, 0, size.middle + 20, text, left=True)


def _is_free(x: float, room: float, axis: Axis) -> bool:
    now = axis.now_x
    return x + room <= 100 and not (now is not None and x <= now < x + room)


def _room(text: str) -> float:
    """How much of the narrowest axis, 300 px, a label takes with its distance, in per cent: 14 for «25.05»."""
    return (len(text) * 6 + 12) / 3


def _beyond(deadline: Deadline, axis: Axis, size: Size) -> Iterator[Label]:
    """A term so far from the plan that the axis does not go there: named at the end it lies behind."""
    for interval in deadline.intervals:
        if interval.start and interval.start > axis.span.end:
            yield Label(100, 2, size.middle + 4, f"{interval.start:%d.%m.%Y} →", left=True)
        elif interval.end and interval.end < axis.span.start:
            yield Label(0, 2, size.middle + 4, f"← {interval.end:%d.%m.%Y}")


def _day(day: date, axis: Axis) -> str:
    """«25.05», with the year where the axis has several."""
    return f"{day:%d.%m}" if axis.span.start.year == axis.span.end.year else f"{day:%d.%m.%Y}"


def _days(first: date, last: date, axis: Axis) -> str:
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%d}–{_day(last, axis)}"
    return f"{first:%d.%m}–{_day(last, axis)}" if first.year == last.year else f"{_day(first, axis)}–{_day(last, axis)}"
