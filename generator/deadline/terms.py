"""The days of a term in a plan: of a list of dates, of «до», of a year or a period."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from generator.deadline import refusal
from generator.deadline.extent import Days, check_year, cut, years_of
from generator.deadline.phrase import EndOf, Era, Point, Spans, Unit, Whole, Years
from generator.deadline.reading import Precision
from generator.deadline.years import Context, Source, locate, named_years, school_years_of

PRECISION = {
    Unit.DAY: Precision.DAY,
    Unit.DAY_OF_MONTH: Precision.DAY,
    Unit.DECADE: Precision.DAY,
    Unit.MONTH: Precision.MONTH,
    Unit.QUARTER: Precision.QUARTER,
    Unit.HALF_YEAR: Precision.HALF_YEAR,
}

OpenDays = tuple[date | None, date | None]
"""The same as `Days`, perhaps with an open start or end."""


def span_days(term: Spans, context: Context) -> tuple[list[Days], Source]:
    """The days of each span of a list, one after another. Raises `UnreadableDeadline`."""
    found: list[Days] = []
    source = Source.TEXT
    is_outside = False
    for span in term.spans:
        first, first_source = locate(span.first, context)
        last, last_source = locate(span.last, context)
        for days, each in ((first, first_source), (last, last_source)):
            if each is Source.TEXT:
                is_outside = is_outside or (context.window is not None and cut(days, context.window) is None)
            elif is_outside:
                raise refusal.outside_before()  # «10 марта 2020, 10 июня» in a plan for 2021
        if span.first != span.last and last[0] <= first[0]:
            raise refusal.reversed_range()
        found.append((first[0], last[1]))
        source |= first_source | last_source
    check_order(found)
    return found, source


def check_order(found: Sequence[Days]) -> None:
    """Refuse a list that is not in sequence: nobody can tell of which year its terms are."""
    if any(later[0] <= earlier[1] for earlier, later in pairwise(found)):
        raise refusal.unsorted_list()


def until_day(point: Point | Years, context: Context, *, inclusive: bool) -> tuple[Days, Source]:
    """The days of the point of «до 15 апреля»; the last of them is the last day of the term.

    «до мая», «до 2024 года» are refused: nobody knows whether May and 2024 belong to it, unless «включительно» says so.
    """
    if isinstance(point, Years):
        if not inclusive:
            raise refusal.until_unit(None)
        return named_years(point, context), Source.TEXT
    if point.unit not in (Unit.DAY, Unit.DAY_OF_MONTH) and not inclusive:
        raise refusal.until_unit(point.unit)
    days, source = locate(point, context)
    if source is Source.PERIOD and context.window and days[1] == context.window[0]:
        raise refusal.first_day()  # «до 1 сентября» in a school year: of this autumn or of the next?
    return days, source


def end_of(term: EndOf, context: Context) -> tuple[date, Precision, Source]:
    """The last day of «до конца мая», «до конца 2021 года»."""
    match term.what:
        case Point(unit=Unit.DAY | Unit.DAY_OF_MONTH):
            raise refusal.unclear()
        case Point() as point:
            days, source = locate(point, context)
            return days[1], PRECISION[point.unit or Unit.MONTH], source
        case Years() as years:
            return named_years(years, context)[1], years_precision(years), Source.TEXT
        case Whole.SCHOOL_YEAR:
            days, source = locate(Point(Unit.DAY, 31, 5), context)
            return days[1], Precision.SCHOOL_YEAR, source
        case Whole.THIS_YEAR:
            return date(context.current_year, 12, 31), Precision.YEAR, Source.TEXT
        case _:
            return _calendar_year(context)[1], Precision.YEAR, Source.PERIOD


def _calendar_year(context: Context) -> Days:
    """The days of the plan, if it ends with the calendar year in which it begins."""
    window = context.window
    if window is None:
        raise refusal.no_period()
    if window[1] != date(window[0].year, 12, 31):
        raise refusal.which_year()
    return window


def whole_days(term: Years | Whole, context: Context) -> tuple[list[OpenDays], Precision, str]:
    """The days, the precision and the rule of «2021 год», «в течение года», «весь период»."""
    match term:
        case Years():
            rule = "school-year" if term.first.era is Era.SCHOOL else "year"
            return [named_years(term, context)], years_precision(term), rule
        case Whole.THIS_YEAR:
            window = context.window
            year = date(context.current_year, 1, 1), date(context.current_year, 12, 31)
            check_year(context.current_year)
            if window and not year[0] <= window[0] <= window[1] <= year[1]:
                raise refusal.which_year()
            return [window or year], Precision.YEAR, "during-year"
        case Whole.CALENDAR_YEAR:
            return [_calendar_year(context)], Precision.YEAR, "during-year"
        case Whole.YEAR:
            if context.window is None:
                raise refusal.no_period()
            return [*years_of(context.window)], Precision.YEAR, "during-year"
        case Whole.SCHOOL_YEAR:
            return [*school_years_of(context)], Precision.SCHOOL_YEAR, "school-year"
        case _:
            if context.period is None or context.period.start is None:
                raise refusal.no_period()
            return [(context.period.start, context.period.end)], Precision.PERIOD, "whole-period"


def years_precision(years: Years) -> Precision:
    """Year or school year."""
    return Precision.SCHOOL_YEAR if years.first.era is Era.SCHOOL else Precision.YEAR
