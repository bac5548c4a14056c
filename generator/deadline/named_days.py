"""Repetitions that name their days: «ежемесячно 5 и 20 числа», «ежегодно (август)», «ежегодно до 1 сентября»."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice, pairwise, product

from generator.deadline import refusal
from generator.deadline.extent import Days, cut, extent, is_possible, is_school_like, pieces
from generator.deadline.phrase import Cycle, Era, Frequency, Point, Span, Spans, Unit, Until
from generator.deadline.reading import Precision
from generator.deadline.terms import PRECISION, OpenDays
from generator.deadline.years import Context

MOST = 1500
"""The most occurrences: every day of a plan of four years."""
_LAST_OF_EVERY_MONTH = 28
"""RFC 5545 passes over the 30th in February, which no order means."""
_FIRST_MONTHS = {Cycle.QUARTER: (1, 4, 7, 10), Cycle.HALF_YEAR: (1, 7)}
_COMMON_YEAR = 2001
"""Any year without 29 February, in which dates are compared."""


@dataclass(frozen=True, slots=True)
class Repetition:
    """A repetition in a plan: its RRULE (RFC 5545, 3.3.10) and its occurrences; none where the plan has no end."""

    rrule: str
    occurrences: tuple[OpenDays, ...]
    precision: Precision
    rule: str


def bounded(found: Iterable[Days]) -> tuple[Days, ...]:
    """All occurrences; refused if they are more than a page can show."""
    days = tuple(islice(found, MOST + 1))
    if len(days) > MOST:
        raise refusal.too_many(MOST)
    return days


def numbers(values: Iterable[int]) -> str:
    """Numbers as an RRULE lists them: «4,10»."""
    return ",".join(map(str, sorted(set(values))))


def days_of_month(frequency: Frequency, term: Spans, context: Context) -> Repetition:
    """«5 числа каждого месяца», «ежемесячно с 1 по 10 число»."""
    spans = sorted((span.first.number, span.last.number) for span in term.spans)
    found = [day for first, last in spans for day in range(first, last + 1)]
    if any(last < first for first, last in spans) or len(found) != len(set(found)):
        raise refusal.reversed_range()
    _check_days(frequency, Cycle.MONTH, found)
    occurrences = _in_months(spans, context.window)
    return Repetition(f"FREQ=MONTHLY;BYMONTHDAY={numbers(found)}", bounded(occurrences), Precision.DAY, "repeat-day")


def _in_months(spans: Iterable[tuple[int, int]], window: Days | None) -> Iterator[Days]:
    spans = list(spans)
    for month, _ in pieces(window, Cycle.MONTH) if window else ():
        for first, last in spans:
            days = cut((month.replace(day=first), month.replace(day=last)), window) if window else None
            if days:
                yield days


def until_day_of_month(frequency: Frequency, term: Until, context: Context) -> Repetition:
    """«до 1 числа каждого месяца», «ежеквартально до 5 числа месяца, следующего за отчётным»."""
    points = [point for point in term.points if isinstance(point, Point)]
    found = [point.number for point in points]
    if len({point.next_month for point in points}) > 1:
        raise refusal.unclear()
    if points[0].next_month:
        return _month_reports(frequency, found, context)
    _check_days(frequency, Cycle.MONTH, found)
    days = tuple((None, last) for _, last in _in_months([(number, number) for number in sorted(found)], context.window))
    return Repetition(f"FREQ=MONTHLY;BYMONTHDAY={numbers(found)}", days, Precision.DAY, "repeat-until")


def _month_reports(frequency: Frequency, found: list[int], context: Context) -> Repetition:
    """The last days for reports, each in the month after the month, quarter or half-year on which it reports."""
    _check_days(frequency, frequency.cycle, found)
    if frequency.cycle is Cycle.MONTH:
        rrule = f"FREQ=MONTHLY;BYMONTHDAY={numbers(found)}"
    elif frequency.cycle in _FIRST_MONTHS:
        months = _FIRST_MONTHS[frequency.cycle]
        rrule = f"FREQ=YEARLY;BYMONTH={numbers(months)};BYMONTHDAY={numbers(found)}"
    else:
        raise refusal.which_month()
    window = context.window
    whole = _calendar(window, frequency.cycle) if window else ()
    days = tuple((None, (last + timedelta(days=1)).replace(day=number)) for last in whole for number in sorted(found))
    return Repetition(rrule, days, Precision.DAY, "repeat-report")


def _calendar(window: Days, cycle: Cycle) -> Iterator[date]:
    """The last days of the months, quarters or half-years that a window touches."""
    years = (date(window[0].year, 1, 1), date(window[1].year, 12, 31))
    for piece in pieces(years, cycle):
        if cut(piece, window):
            yield piece[1]


def _check_days(frequency: Frequency, cycle: Cycle, found: list[int]) -> None:
    if frequency.cycle is not cycle or frequency.every != 1 or frequency.weekdays:
        raise refusal.which_month()
    if min(found) < 1 or max(found) > _LAST_OF_EVERY_MONTH:
        raise refusal.short_month(_LAST_OF_EVERY_MONTH)


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
    return Repetition(rrule, bounded(_in_years(spans, context)), precision, rule)


def _in_years(spans: Iterable[Span], context: Context) -> Iterator[Days]:
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
        return Repetition(rrule, tuple(_year_reports(spans, context)), Precision.DAY, "repeat-report")
    found: list[OpenDays] = [(None, last) for _, last in _in_years(spans, context)]
    return Repetition(rrule, tuple(found), Precision.DAY, "repeat-until")


def _year_reports(spans: list[Span], context: Context) -> Iterator[tuple[None, date]]:
    """The last days for the reports on the years of the plan, each in the year after: the last one lies outside the plan."""
    window = context.window
    if window and is_school_like(window):
        raise refusal.which_year()
    if window:
        for year, span in product(range(window[0].year, window[1].year + 1), spans):
            yield None, _in(year + 1, span)[1]
