"""The terms of a row: the days of each, how it is called, and which of them a report means by `occurrence`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.deadline import given
from generator.deadline.extent import month_end
from generator.deadline.reading import Deadline, Interval, Kind, Precision, UnreadableDeadline
from generator.russian import day_month, day_month_year, month_name, plural
from generator.values import Span

_ONE_DAY = timedelta(days=1)
_ROMAN = ("I", "II", "III", "IV")
_YEARLY = (Precision.YEAR, Precision.SCHOOL_YEAR, Precision.PERIOD)
_UNITS = {
    "FREQ=DAILY": ("дня", "дней"),
    "FREQ=WEEKLY": ("недели", "недель"),
    "FREQ=MONTHLY": ("месяца", "месяцев"),
    "FREQ=MONTHLY;INTERVAL=3": ("квартала", "кварталов"),
    "FREQ=MONTHLY;INTERVAL=6": ("полугодия", "полугодий"),
    "FREQ=YEARLY": ("года", "лет"),
}


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One term of a row. `first` and `last` are its days, both inclusive; `interval` is what the wording says of them.

    Without a date both are None; `last` is None also where the wording names no last day («с 1 сентября»): neither ever
    passes. `name` tells the term from others of its row («сентябрь», «5 октября 2022») and is empty where there is but one.
    """

    first: date | None
    last: date | None
    name: str = ""
    interval: Interval | None = None


UNDATED = Occurrence(None, None)
"""The one term of a row that has no date."""


def occurrences(deadline: Deadline | None, period: Span) -> tuple[Occurrence, ...]:
    """The terms of a row with this `deadline` in a plan of this `period`, one after another; never none.

    «До 20 августа» names no first day: it is taken to begin with the plan, as it is drawn, and not with the order, which the
    plan may precede by months or follow; in a series («ежемесячно до 5 числа») after the last day of the one before.
    """
    intervals = deadline.intervals if deadline else ()
    if deadline is None or not intervals:
        return (UNDATED,)
    found: list[Occurrence] = []
    for interval in intervals:
        first, name = interval.start, ""
        if first is None:
            begin = found[-1].last + _ONE_DAY if found and found[-1].last else period.start
            first = min(begin, interval.end or begin)
        if len(intervals) > 1:
            name = _name(interval, deadline)
        found.append(Occurrence(first, interval.end, name, interval))
    return tuple(found)


def find(text: str, among: Sequence[Occurrence]) -> Occurrence | None:
    """The one of the terms of a row that `text` means: a year, or as in `dates`: a day, a month, `a/b`, `../b`, `a/..`.

    It names the very days of the term, or days within it, or a stretch that holds it and no other («2021-09» for
    «5 сентября»). None if it means none of them, or several, or is no date. The terms of a row never overlap.
    """
    try:
        (meant,) = given("", (re.sub(r"^(\d{4})$", r"\1-01/\1-12", text),)).intervals
    except UnreadableDeadline:
        return None
    fitting = [term for term in among if term.interval and _is_within(meant, term.interval)]
    return fitting[0] if len(fitting) == 1 else None


def of_terms(deadline: Deadline, number: int) -> str:
    """What follows «6 из 12» for the terms of `deadline`: «месяцев», «недель», «сроков»."""
    one, many = ("срока", "сроков")
    if deadline.kind is Kind.THROUGHOUT:
        one, many = _UNITS["FREQ=YEARLY"]
    elif deadline.repeat and not re.search(r"BY\w+=[^;]*,", deadline.repeat):  # else several in one month or year
        rhythm = re.match(r"FREQ=\w+(;INTERVAL=\d+)?", deadline.repeat)
        one, many = _UNITS.get(rhythm[0] if rhythm else "", (one, many))
    return plural(number, one, many, many)


def _is_within(one: Interval, other: Interval) -> bool:
    """Whether the days of one lie within those of the other; of an open start only the last day counts."""
    (a, b), (c, d) = _bounds(one), _bounds(other)
    return (c <= a and b <= d) or (a <= c and d <= b)


def _bounds(interval: Interval) -> tuple[date, date]:
    return interval.start or interval.end or date.min, interval.end or date.max


def _name(interval: Interval, deadline: Deadline) -> str:
    """The shortest name that tells the term from the others; the year only where they lie in several."""
    start, end = interval.start, interval.end
    years = [day.year for term in deadline.intervals for day in (term.start, term.end) if day]
    in_years = min(years) != max(years)
    if start is None or end is None:
        known, word = (end, "до") if end else (start, "с")
        return f"{word} {_day(known, in_years)}" if known else ""
    if start == end:
        return _day(start, in_years)
    if deadline.precision in _YEARLY:
        return f"{start.year} год" if start.year == end.year else f"{start.year}/{end.year} учебный год"
    year = f" {end.year}" if in_years else ""
    if (unit := _unit(start, end, deadline.precision)) is not None:
        return unit + year
    if deadline.kind is Kind.REPEAT and deadline.precision not in (Precision.DAY, Precision.WEEK):
        is_whole = True  # cut to the period, and still called by its months
    else:
        is_whole = start.day == 1 and end == month_end(end)
    if is_whole:
        return _months(start, end, in_years)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{_day(end, in_years)}"
    return f"{_day(start, in_years and start.year != end.year)} – {_day(end, in_years)}"


def _day(day: date, with_year: bool) -> str:
    return day_month_year(day) if with_year else day_month(day)


def _unit(start: date, end: date, precision: Precision | None) -> str | None:
    """«II квартал», «I полугодие», where the days are just that; the half-year of a school is another one."""
    if precision is Precision.QUARTER and (start.month - 1) // 3 == (end.month - 1) // 3:
        return f"{_ROMAN[(start.month - 1) // 3]} квартал"
    if precision is Precision.HALF_YEAR and (start.month, end.month) in ((1, 6), (7, 12)):
        return f"{_ROMAN[start.month // 7]} полугодие"
    return None


def _months(start: date, end: date, in_years: bool) -> str:
    year = f" {end.year}" if in_years else ""
    if (start.year, start.month) == (end.year, end.month):
        return month_name(start.month) + year
    if start.year == end.year:
        return f"{month_name(start.month)}–{month_name(end.month)}{year}"
    return f"{month_name(start.month)} {start.year} – {month_name(end.month)}{year}"
