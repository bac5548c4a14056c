"""Repetitions that name their months or days of the year: «ежегодно (август)», «ежегодно до 1 сентября»."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise, product

from generator.deadline import refusal
from generator.deadline.extent import Days, cut, extent, is_possible, is_school_like
from generator.deadline.phrase import Era, Point, Span, Spans, Unit, Until
from generator.deadline.reading import Precision
from generator.deadline.repetition import Repetition, bounded, numbers
from generator.deadline.terms import PRECISION, OpenDays
from generator.deadline.years import Context

_COMMON_YEAR = 2001
"""Any year without 29 February, in which dates are compared."""


def in_each_year(term: Spans, context: Context) -> Repetition:
    """«ежегодно (август)», «ежегодно 1 сентября», «I квартал, ежегодно»."""
    if any(point.year or point.unit is Unit.HALF_YEAR for span in term.spans for point in (span.first, span.last)):
        raise refusal.unclear()  # «ежегодно, май 2021»; a half-year may be that of the school
    spans = sorted(term.spans, key=lambda span: _in(_COMMON_YEAR, span))
    days = [_in(_COMMON_YEAR, span) for span in spans]
    if any(last < first for first, last in days) or any(after[0] <= before[1] for before, after in pairwise(days)):
        raise refusal.unsayable()  # «ежегодно с ноября по февраль»
    precision = PRECISION[term.unit or Unit.DAY]
    if precision is Precision.DAY:
        rrule, rule = _dates_rule(days), "repeat-day"
    else:
        months = [month for first, last in days for month in range(first.month, last.month + 1)]
        rrule, rule = f"FREQ=YEARLY;BYMONTH={numbers(months)}", "repeat-month"
    return Repetition(rrule, bounded(_occurrences(spans, context)), precision, rule)


def _occurrences(spans: Iterable[Span], context: Context) -> Iterator[Days]:
    window = context.window
    if window:
        for year, span in product(range(window[0].year, window[1].year + 1), spans):
            days = cut(_in(year, span), window)
            if days:
                yield days


def _in(year: int, span: Span) -> Days:
    if not is_possible(span.first, _COMMON_YEAR) or not is_possible(span.last, _COMMON_YEAR):
        raise refusal.unsayable()  # 29 February is not in every year
    return extent(span.first, year)[0], extent(span.last, year)[1]


def _dates_rule(days: Iterable[Days]) -> str:
    """The RRULE of some days of the year, if months and days of the month say it without adding others."""
    all_days = [first + timedelta(days=offset) for first, last in days for offset in range((last - first).days + 1)]
    months, days_of_month = {day.month for day in all_days}, {day.day for day in all_days}
    if len(all_days) != len(months) * len(days_of_month):
        raise refusal.unsayable()
    return f"FREQ=YEARLY;BYMONTH={numbers(months)};BYMONTHDAY={numbers(days_of_month)}"


def has_each_quarter(term: Spans) -> bool:
    """Whether a list names one month of each quarter: «ежеквартально (март, июнь, сентябрь, декабрь)»."""
    is_plain = term.unit is Unit.MONTH and all(span.first == span.last and not span.first.year for span in term.spans)
    return is_plain and sorted((span.first.month - 1) // 3 for span in term.spans) == [0, 1, 2, 3]


def until_each_year(term: Until, context: Context) -> Repetition:
    """«ежегодно до 1 сентября», «ежегодно до 25 марта года, следующего за отчётным»."""
    points = [point for point in term.points if isinstance(point, Point) and point.unit is Unit.DAY]
    eras = {point.year.era if point.year else None for point in points}
    if len(points) != len(term.points) or eras not in ({None}, {Era.AFTER}):
        raise refusal.unclear()
    spans = sorted((Span(point, point) for point in points), key=lambda span: _in(_COMMON_YEAR, span))
    rrule = _dates_rule(_in(_COMMON_YEAR, span) for span in spans)
    if eras == {Era.AFTER}:
        return Repetition(rrule, tuple(_reports(spans, context)), Precision.DAY, "repeat-report")
    found: list[OpenDays] = [(None, last) for _, last in _occurrences(spans, context)]
    return Repetition(rrule, tuple(found), Precision.DAY, "repeat-until")


def _reports(spans: list[Span], context: Context) -> Iterator[tuple[None, date]]:
    """The last days for the reports on the years of the plan, each in the year after: the last one lies outside the plan."""
    window = context.window
    if window and is_school_like(window):
        raise refusal.which_year()
    if window:
        for year, span in product(range(window[0].year, window[1].year + 1), spans):
            yield None, _in(year + 1, span)[1]
