"""The days that a point of the calendar covers, and a length of time cut into years, quarters, months, weeks."""

from collections.abc import Iterator
from datetime import date, timedelta

from generator.deadline import refusal
from generator.deadline.phrase import Cycle, Era, Point, Unit

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""A year outside these is a misprint."""

_MONTHS_OF = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF_YEAR: 6}
_HIGHEST = {Unit.DECADE: 3, Unit.QUARTER: 4, Unit.HALF_YEAR: 2}
_ONE_DAY = timedelta(days=1)

Days = tuple[date, date]
"""The first and the last day, both included."""


def extent(point: Point, year: int) -> Days:
    """The days of `point` in `year`. Raises `UnreadableDeadline` where the calendar has none («29.02.2021», «V квартал»)."""
    check_year(year)
    if not is_possible(point, year):
        raise refusal.impossible(name(point, year))
    match point.unit:
        case Unit.DAY:
            day = date(year, point.month, point.number)
            return day, day
        case Unit.DECADE:
            first = date(year, point.month, 10 * point.number - 9)
            return first, (month_end(first) if point.number == 3 else first + timedelta(days=9))
        case Unit.HALF_YEAR if point.year and point.year.era is Era.SCHOOL:
            return school_half(year, point.number)
        case unit:
            months = _MONTHS_OF[unit or Unit.MONTH]
            first = date(year, point.month or (point.number - 1) * months + 1, 1)
            return first, month_end(add_months(first, months - 1))


def is_possible(point: Point, year: int) -> bool:
    """Whether the calendar of `year` has such a point."""
    if point.unit in (Unit.DAY, Unit.DECADE, Unit.MONTH) and not 1 <= point.month <= 12:
        return False
    if point.unit is Unit.DAY:
        return 1 <= point.number <= month_end(date(year, point.month, 1)).day
    return point.unit is Unit.MONTH or (point.unit in _HIGHEST and 1 <= point.number <= _HIGHEST[point.unit])


def check_year(year: int) -> None:
    """Refuse a year that no plan has."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise refusal.misprint(year, FIRST_YEAR, LAST_YEAR)


def name(point: Point, year: int | None = None) -> str:
    """A point in digits, for a refusal: it may be one that the calendar does not have."""
    of_year = f".{year}" if year else ""
    names = {
        Unit.DAY: f"{point.number:02}.{point.month:02}{of_year}",
        Unit.MONTH: f"{point.month:02}{of_year}",
        Unit.QUARTER: f"{point.number}-й квартал",
        Unit.HALF_YEAR: f"{point.number}-е полугодие",
    }
    return names.get(point.unit or Unit.DAY, f"{point.number}-я декада месяца")


def month_end(day: date) -> date:
    """The last day of the month of `day`."""
    return add_months(day.replace(day=1), 1) - _ONE_DAY


def add_months(day: date, months: int) -> date:
    """The same day some months later, or the last one of that month if it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    first = date(index // 12, index % 12 + 1, 1)
    following = date((index + 1) // 12, (index + 1) % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), following - _ONE_DAY)


def school_year(autumn: int) -> Days:
    """The school year that begins in a year: as a deadline it ends with the lessons, on 31 May."""
    check_year(autumn)
    return date(autumn, 9, 1), date(autumn + 1, 5, 31)


def school_half(autumn: int, number: int) -> Days:
    """A half of a school year: September to December, January to May."""
    first, last = school_year(autumn)
    return (first, date(autumn, 12, 31)) if number == 1 else (date(autumn + 1, 1, 1), last)


def cut(days: Days, window: Days) -> Days | None:
    """What `days` and `window` have in common."""
    first, last = max(days[0], window[0]), min(days[1], window[1])
    return (first, last) if first <= last else None


def years_of(window: Days) -> list[Days]:
    """A length of time cut into its years: one if it is no longer than a year, else calendar years or school years.

    School years where it begins in August or September and ends in May to August, as the plans of schools do.
    """
    if window[1] < add_months(window[0], 12):
        return [window]
    return list(_cut_at(window, 12, window[0].month if is_school_like(window) else 1))


def is_school_like(window: Days) -> bool:
    """Whether a period begins and ends as school years do."""
    return window[0].month in (8, 9) and window[1].month in (5, 6, 7, 8) and window[0].year < window[1].year


def pieces(window: Days, cycle: Cycle, every: int = 1) -> Iterator[Days]:
    """`window` cut into years, half-years, quarters, months, weeks from Monday, or days; several at a time from its start."""
    match cycle:
        case Cycle.YEAR | Cycle.SCHOOL_YEAR if every == 1:
            yield from years_of(window)
        case Cycle.YEAR | Cycle.SCHOOL_YEAR:
            yield from _cut_at(window, 12 * every, 1)
        case Cycle.HALF_YEAR if is_school_like(window):
            for year in _cut_at(window, 12, window[0].month):
                yield from _cut_at(year, 12, 1)
        case Cycle.HALF_YEAR:
            yield from _cut_at(window, 6, 1)
        case Cycle.QUARTER:
            yield from _cut_at(window, 3, 1)
        case Cycle.MONTH:
            yield from _cut_at(window, every, window[0].month)
        case Cycle.WEEK:
            yield from _cut_days(window, window[0] - timedelta(days=window[0].weekday()), 7 * every)
        case _:
            yield from _cut_days(window, window[0], every)


def _cut_at(window: Days, months: int, month: int) -> Iterator[Days]:
    """Pieces of so many months, one of which begins with the month of that number."""
    first = date(window[0].year, month, 1)
    if first > window[0]:
        first = add_months(first, -12)
    while first <= window[1]:
        following = add_months(first, months)
        piece = cut((first, following - _ONE_DAY), window)
        if piece:
            yield piece
        first = following


def _cut_days(window: Days, first: date, days: int) -> Iterator[Days]:
    while first <= window[1]:
        following = first + timedelta(days=days)
        piece = cut((first, following - _ONE_DAY), window)
        if piece:
            yield piece
        first = following
