"""Repetitions that name a day of the month: «до 1 числа каждого месяца», «ежемесячно 5 и 20 числа»."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from generator.deadline import refusal
from generator.deadline.extent import Days, cut, pieces
from generator.deadline.phrase import Cycle, Frequency, Point, Spans, Until
from generator.deadline.reading import Precision
from generator.deadline.repetition import LAST_OF_EVERY_MONTH, Repetition, bounded, numbers
from generator.deadline.years import Context

_FIRST_MONTHS = {Cycle.QUARTER: (1, 4, 7, 10), Cycle.HALF_YEAR: (1, 7)}


def days_of_month(frequency: Frequency, term: Spans, context: Context) -> Repetition:
    """«5 числа каждого месяца», «ежемесячно с 1 по 10 число»."""
    spans = sorted((span.first.number, span.last.number) for span in term.spans)
    found = [day for first, last in spans for day in range(first, last + 1)]
    if any(last < first for first, last in spans) or len(found) != len(set(found)):
        raise refusal.reversed_range()
    _check(frequency, Cycle.MONTH, found)
    occurrences = _days(spans, context.window)
    return Repetition(f"FREQ=MONTHLY;BYMONTHDAY={numbers(found)}", bounded(occurrences), Precision.DAY, "repeat-day")


def _days(spans: Iterable[tuple[int, int]], window: Days | None) -> Iterator[Days]:
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
        return _reports(frequency, found, context)
    _check(frequency, Cycle.MONTH, found)
    days = tuple((None, last) for _, last in _days([(number, number) for number in sorted(found)], context.window))
    return Repetition(f"FREQ=MONTHLY;BYMONTHDAY={numbers(found)}", days, Precision.DAY, "repeat-until")


def _reports(frequency: Frequency, found: list[int], context: Context) -> Repetition:
    """The last days for reports, each in the month after the month, quarter or half-year on which it reports."""
    _check(frequency, frequency.cycle, found)
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


def _check(frequency: Frequency, cycle: Cycle, found: list[int]) -> None:
    if frequency.cycle is not cycle or frequency.every != 1 or frequency.weekdays:
        raise refusal.which_month()
    if min(found) < 1 or max(found) > LAST_OF_EVERY_MONTH:
        raise refusal.short_month(LAST_OF_EVERY_MONTH)
