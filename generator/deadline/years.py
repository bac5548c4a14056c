"""Which year is meant: the year of the text, else that of the section heading, else the one that fits into the period."""

from dataclasses import dataclass
from datetime import date
from enum import Flag, auto

from generator.deadline import refusal
from generator.deadline.extent import FIRST_YEAR, Days, check_year, cut, extent, is_possible, is_school_like, name, school_year
from generator.deadline.phrase import Era, Point, Unit, Years
from generator.deadline.reading import Interval


class Source(Flag):
    """Where the year of a reading came from, if not from the text."""

    TEXT = 0
    SECTION = auto()
    PERIOD = auto()


@dataclass(frozen=True, slots=True)
class Context:
    """What a wording is read against: the period of the plan, the date of its order, the year of the section heading."""

    period: Interval | None = None
    order_date: date | None = None
    section: int | None = None

    @property
    def window(self) -> Days | None:
        """The days of the plan, or of its section; None if they have no end or nobody says."""
        period: Days | None = None
        if self.period and self.period.start and self.period.end and self.period.start <= self.period.end:
            period = self.period.start, self.period.end
            for day in period:
                check_year(day.year)
        if self.section is None:
            return period
        check_year(self.section)
        section = date(self.section, 1, 1), date(self.section, 12, 31)
        return (cut(section, period) if period else None) or section

    @property
    def current_year(self) -> int:
        """«текущий год»: that of the order."""
        if self.order_date is None:
            raise refusal.no_order()
        return self.order_date.year


def locate(point: Point, context: Context) -> tuple[Days, Source]:
    """The days of a point of the calendar, and where its year came from. Raises `UnreadableDeadline`."""
    if point.unit is Unit.DAY_OF_MONTH:
        raise refusal.bare_number(point.number)
    match point.year:
        case None if context.section is not None:
            return extent(point, context.section), Source.SECTION
        case None:
            return _in_period(point, context), Source.PERIOD
        case year if year.era is Era.NAMED:
            return extent(point, year.number), Source.TEXT
        case year if year.era is Era.CURRENT:
            return extent(point, context.current_year), Source.TEXT
        case year if year.era is Era.SCHOOL:
            return extent(point, _school(point, year.number)), Source.TEXT
        case _:
            raise refusal.unclear()  # «года, следующего за отчётным» without «ежегодно»


def _school(point: Point, autumn: int) -> int:
    """The year of a point in a school year: «сентябрь», «май 2020-2021 учебного года»."""
    if point.unit is Unit.HALF_YEAR:
        return autumn
    if point.unit is Unit.QUARTER or point.month == 8:  # a quarter of which year? August before the school year or after it?
        raise refusal.unclear()
    return autumn if point.month >= 9 else autumn + 1


def _in_period(point: Point, context: Context) -> Days:
    """The days of a point in the one year that puts it inside the period."""
    window = context.window
    if window is None:
        raise refusal.no_year()
    if point.unit is Unit.HALF_YEAR and window[0].year < window[1].year:
        raise refusal.school_half()
    years = range(window[0].year, window[1].year + 1)
    if not any(is_possible(point, year) for year in years):
        raise refusal.impossible(name(point))
    found = [days for year in years if is_possible(point, year) and cut(days := extent(point, year), window)]
    if not found:
        raise refusal.outside()
    is_before = context.order_date is None or context.order_date < window[0]
    if len(found) > 1:
        raise refusal.several_years()
    if is_before and is_school_like(window) and found[0][0].month == window[1].month == 8:
        raise refusal.which_august()
    return found[0]


def named_years(years: Years, context: Context) -> Days:
    """The days of «2021 год», «2021–2024 годы», «2020-2021 учебный год»."""
    first = years.first
    if first.era is Era.SCHOOL:
        return school_year(first.number)
    number = context.current_year if first.era is Era.CURRENT else first.number
    last = number if years.last is None else years.last
    check_year(number)
    check_year(last)
    if last == number + 1 and context.window and is_school_like(context.window):
        raise refusal.two_years()  # «2020-2021 гг.»
    if last < number or (years.last is not None and last == number):
        raise refusal.reversed_range()
    return date(number, 1, 1), date(last, 12, 31)


def school_years_of(context: Context) -> tuple[Days, ...]:
    """The school years of the plan, each cut to it: the one it touches, or several that lie in it from end to end."""
    window = context.window
    if window is None:
        raise refusal.no_period()
    found = [school_year(autumn) for autumn in range(max(window[0].year - 1, FIRST_YEAR), window[1].year + 1)]
    cuts = [(days, part) for days in found if (part := cut(days, window))]
    if not cuts or (len(cuts) > 1 and any(days != part for days, part in cuts)):
        raise refusal.school_year()
    return tuple(part for _, part in cuts)
