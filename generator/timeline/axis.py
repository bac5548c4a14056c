"""The axis: which days a drawing shows, and where a day stands on it.

All positions are per cent of the width of the drawing, from 0 (the first day begins) to 100 (the last day ends). Days have
their true length, so February is narrower than March; only dates are counted, so no time zone and no clock change plays a part.
"""

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generator.deadline.reading import Deadline
from generator.russian import day_month, month_name, short_month
from generator.terms import reach
from generator.values import Span

QUARTERS = ("I", "II", "III", "IV")
MOST_COLUMNS = 26
"""The most columns a label still fits into: two years of months, six of quarters, 26 of years."""


@dataclass(frozen=True, slots=True)
class Column:
    """A month, a quarter, a year or more of the axis; `first` and `last` are inclusive.

    At the ends of the axis a piece of less than half a column belongs to its neighbour. `label` fits into the column («мар», or
    «м» on a long axis), `name` is the short name («мар», «I»), `title` the full one («март 2021»); `year` is set where a year
    begins on an axis of several. `strong` marks the first month of a quarter, first quarter of a year, first year of a decade.
    `number` counts from the first month (or quarter) of the year in which the axis begins: March is 3 whatever was before it.
    """

    first: date
    last: date
    x: float
    width: float
    label: str
    name: str
    title: str
    year: str
    strong: bool
    number: int

    @property
    def middle(self) -> float:
        """The middle of the column, in per cent."""
        return tidy(self.x + self.width / 2)


@dataclass(frozen=True, slots=True)
class Mark:
    """A word at a line of the axis; `left` puts it to the left of the line. `kind` is now, order, period or year.

    `start` and `end` are what the word takes of the narrowest axis, 300 px, in per cent.
    """

    kind: str
    x: float
    text: str
    left: bool = False
    start: float = 0
    end: float = 0


@dataclass(frozen=True)  # without slots: what is asked for every shape is worked out once and kept
class Axis:
    """The days of a drawing.

    `span` is what is drawn, `period` the period of the plan within it; they differ where a term lies outside the period.
    `now` is the day of the "as of" line, None while no plan runs. `order` is the date of the order.
    """

    span: Span
    period: Span
    now: date | None = None
    order: date | None = None

    def x(self, day: date) -> float:
        """Where `day` begins; a day outside the axis gives its nearer end."""
        return self._at(day.toordinal())

    def after(self, day: date) -> float:
        """Where `day` ends."""
        return self._at(day.toordinal() + 1)

    def noon(self, day: date) -> float:
        """The middle of `day`: a point stands there."""
        return self._at(day.toordinal() + 0.5)

    def covers(self, day: date) -> bool:
        """Whether the axis shows `day`."""
        return self.span.start <= day <= self.span.end

    def _at(self, ordinal: float) -> float:
        start, days = self._extent
        share = (ordinal - start) / days
        return tidy(min(max(share * 100, 0), 100))

    @cached_property
    def _extent(self) -> tuple[int, int]:
        """The number of the first day, and how many days there are."""
        return self.span.start.toordinal(), self.span.days

    @cached_property
    def step(self) -> int:
        """How many months a column has: the least of 1, 3, 12, 120 … that gives at most MOST_COLUMNS of them."""
        months = _month(self.span.end) - _month(self.span.start) + 1
        step = 1
        for wider in (3, 12, 120, 1200, 12000):
            if months / step <= MOST_COLUMNS:
                break
            step = wider
        return step

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the axis, from left to right."""
        return tuple(self._columns())

    def _columns(self) -> Iterator[Column]:
        step = self.step
        pieces = list(self._pieces(step))
        has_years = step <= 3 and self.span.start.year != self.span.end.year
        for index, (month, first, last) in enumerate(pieces):
            x = self.x(first)
            name, title = _names(month, step)
            begins_year = index == 0 or month % 12 == 0
            yield Column(
                first=first,
                last=last,
                x=x,
                width=tidy(self.after(last) - x),
                label=name if step > 1 or len(pieces) <= 12 else name[0],
                name=name,
                title=title,
                year=str(month // 12) if has_years and begins_year else "",
                strong=month % {1: 3, 3: 12}.get(step, step * 10) == 0,
                number=month // step - self.span.start.year * 12 // step + 1,
            )

    def _pieces(self, step: int) -> list[tuple[int, date, date]]:
        """The columns as their first month on the endless count, first and last day; short ones joined to their neighbours."""
        start, end = self.span.start, self.span.end
        months = range(_month(start) // step * step, _month(end) + 1, step)
        pieces = [(month, max(_first_day(month), start), min(_last_day(month + step - 1), end)) for month in months]
        if len(pieces) > 1 and _is_short(pieces[0], step):
            (_, first, _), (month, _, last), *rest = pieces
            pieces = [(month, first, last), *rest]
        if len(pieces) > 1 and _is_short(pieces[-1], step):
            *rest, (month, first, _), (_, _, last) = pieces
            pieces = [*rest, (month, first, last)]
        return pieces

    @cached_property
    def lines(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Where the upright lines stand: the thin ones, and the strong ones with both edges."""
        columns = self.columns
        thin = tuple(column.x for column in columns[1:] if not column.strong)
        strong = tuple(column.x for column in columns[1:] if column.strong)
        return thin, (0, *strong, 100)

    @cached_property
    def years(self) -> tuple[Mark, ...]:
        """The years above the columns, where they are months or quarters of more than one year."""
        if self.step > 3 or self.span.start.year == self.span.end.year:
            return ()
        marks = [
            Mark("year", self.x(max(date(year, 1, 1), self.span.start)), str(year))
            for year in range(self.span.start.year, self.span.end.year + 1)
        ]
        nexts = [mark.x for mark in marks[1:]] + [100.0]
        return tuple(mark for mark, after in zip(marks, nexts, strict=True) if after - mark.x >= 9)

    @property
    def now_x(self) -> float | None:
        """Where the "as of" line stands."""
        return None if self.now is None else self.noon(self.now)

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The words above the axis: the "as of" day, the date of the order, the ends of the period where they lie within.

        A word that would run into one named before is left out; the "as of" day never is.
        """
        marks: list[Mark] = []
        for kind, x, text in self._marks():
            width = (len(text) * 6 + 4) / 3
            for left in (False, True):
                start, end = (x - width, x) if left else (x, x + width)
                is_free = all(end <= mark.start or start >= mark.end for mark in marks)
                if start >= 0 and end <= 100 and is_free:
                    marks.append(Mark(kind, x, text, left, start, end))
                    break
        return tuple(marks)

    def _marks(self) -> Iterator[tuple[str, float, str]]:
        if self.now is not None:
            yield "now", self.noon(self.now), f"на {day_month(self.now)}"
        if self.order is not None and self.covers(self.order):
            yield "order", self.noon(self.order), f"приказ {self.order:%d.%m}"
        if self.period.end < self.span.end:
            yield "period", self.after(self.period.end), f"период до {self.period.end:%d.%m}"
        if self.period.start > self.span.start:
            yield "period", self.x(self.period.start), f"период с {self.period.start:%d.%m}"

    @cached_property
    def limits(self) -> tuple[float, ...]:
        """Where the period of the plan begins and ends, if the axis goes on there."""
        inner = (self.x(self.period.start), self.after(self.period.end))
        return tuple(x for x in inner if 0 < x < 100)


def make_axis(
    period: Span, deadlines: Iterable[Deadline | None] = (), as_of: date | None = None, order: date | None = None
) -> Axis:
    """The axis of a plan: its period, made longer by whole months where a term lies outside.

    `as_of` is drawn where it lies on the axis; give none while no plan runs. For several plans on one axis `period` goes from
    the first day of all to the last.
    """
    days = reach(period, deadlines)
    start = days.start.replace(day=1) if days.start < period.start else period.start
    end = _last_day(_month(days.end)) if days.end > period.end else period.end
    is_seen = as_of is not None and start <= as_of <= end
    return Axis(Span(start=start, end=end), period, as_of if is_seen else None, order)


def tidy(value: float) -> float:
    """Two decimals, and a whole number without them: short to write, and the same on every machine."""
    rounded = round(value, 2)
    return int(rounded) if rounded == int(rounded) else rounded


def _month(day: date) -> int:
    """The number of a month on an endless count: January of the year 0 is 0."""
    return day.year * 12 + day.month - 1


def _first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1) if month >= 12 else date.min


def _last_day(month: int) -> date:
    if month // 12 > date.max.year:
        return date.max
    return date(month // 12, month % 12 + 1, calendar.monthrange(month // 12, month % 12 + 1)[1])


def _is_short(piece: tuple[int, date, date], step: int) -> bool:
    _, first, last = piece
    return ((last - first).days + 1) * 2 < step * 30


def _names(month: int, step: int) -> tuple[str, str]:
    """The short and the full name of the column that begins with `month`."""
    year, number = divmod(month, 12)
    if step == 1:
        return short_month(number + 1), f"{month_name(number + 1)} {year}"
    if step == 3:
        return QUARTERS[number // 3], f"{QUARTERS[number // 3]} квартал {year}"
    return str(year), str(year) if step == 12 else f"{year}–{year + step // 12 - 1}"
