"""Repetitions: the RRULE of «ежемесячно», «по пятницам», and which module reads the ones that name months or days.

FREQ, INTERVAL, BYMONTH, BYMONTHDAY and BYDAY are used; what these cannot say is refused.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from generator.deadline import refusal
from generator.deadline.extent import Days, cut, pieces
from generator.deadline.named_days import (
    Repetition,
    bounded,
    days_of_month,
    has_each_quarter,
    in_each_year,
    until_day_of_month,
    until_each_year,
)
from generator.deadline.phrase import RRULE_DAYS, Cycle, Frequency, Phrase, Point, Since, Spans, Term, Unit, Until, Whole, Years
from generator.deadline.reading import Precision
from generator.deadline.terms import span_days, whole_days
from generator.deadline.years import Context, locate, named_years

_BASES = {
    Cycle.YEAR: ("YEARLY", 1, Precision.YEAR),
    Cycle.SCHOOL_YEAR: ("YEARLY", 1, Precision.SCHOOL_YEAR),
    Cycle.HALF_YEAR: ("MONTHLY", 6, Precision.HALF_YEAR),
    Cycle.QUARTER: ("MONTHLY", 3, Precision.QUARTER),
    Cycle.MONTH: ("MONTHLY", 1, Precision.MONTH),
    Cycle.WEEK: ("WEEKLY", 1, Precision.WEEK),
    Cycle.DAY: ("DAILY", 1, Precision.DAY),
}
_ONLY_EVERY = (Cycle.SCHOOL_YEAR, Cycle.HALF_YEAR, Cycle.QUARTER)


def repeat(phrase: Phrase, context: Context) -> Repetition:
    """The repetition that a phrase with a frequency is. Raises `UnreadableDeadline`."""
    frequency, term = phrase.frequency, phrase.term
    if frequency is None:
        raise refusal.unclear()
    _check_count(frequency, term)
    match term:
        case Spans() if term.unit is Unit.DAY_OF_MONTH:
            return days_of_month(frequency, term, context)
        case Until() if term.unit is Unit.DAY_OF_MONTH:
            return until_day_of_month(frequency, term, context)
        case Spans() if _is_each_year(frequency) or (frequency.cycle is Cycle.QUARTER and has_each_quarter(term)):
            return in_each_year(term, context)
        case Until() if _is_each_year(frequency):
            return until_each_year(term, context)
        case None | Spans() | Since() | Years() | Whole():
            return _plain(frequency, term, context)
    raise refusal.unclear()


def _is_each_year(frequency: Frequency) -> bool:
    return frequency.cycle is Cycle.YEAR and frequency.every == 1


def _check_count(frequency: Frequency, term: Term | None) -> None:
    """Refuse «2 раза в год», unless as many months follow («2 раза в год (апрель, октябрь)»), and «раз в 2 квартала»."""
    if frequency.cycle is Cycle.SCHOOL_QUARTER or not 1 <= frequency.every <= 31:
        raise refusal.unsayable()
    if frequency.every > 1 and frequency.cycle in _ONLY_EVERY:
        raise refusal.unsayable()
    named = len(term.spans) if isinstance(term, Spans) and _is_each_year(frequency) else 1
    if frequency.times and frequency.times != named:
        raise refusal.unsayable()


def _plain(frequency: Frequency, term: Spans | Since | Years | Whole | None, context: Context) -> Repetition:
    """«ежемесячно», «еженедельно в течение учебного года», «по пятницам с сентября по май»."""
    name, interval, precision = _BASES[frequency.cycle]
    every = interval * frequency.every
    rrule = f"FREQ={name}" + (f";INTERVAL={every}" if every > 1 else "")
    if isinstance(term, Spans):
        _check_span(frequency, term)
    if frequency.every > 1 and frequency.cycle in (Cycle.WEEK, Cycle.DAY) and not _has_start(term, context):
        raise refusal.phase()
    windows = _windows(frequency, term, context)
    if frequency.weekdays:
        rrule += ";BYDAY=" + ",".join(frequency.weekdays)
        days: Iterable[Days] = (day for window in windows for day in _weekdays(frequency.weekdays, window))
        return Repetition(rrule, bounded(days), Precision.DAY, "repeat-weekday")
    if frequency.cycle is Cycle.SCHOOL_YEAR and context.window and not _is_from_september(context.window):
        raise refusal.school_year()
    found = (piece for window in windows for piece in pieces(window, frequency.cycle, frequency.every))
    return Repetition(rrule, bounded(found), precision, "repeat")


def _has_start(term: Spans | Since | Years | Whole | None, context: Context) -> bool:
    """Whether the first day of «раз в 2 недели» is named («с 1 сентября») and lies in the plan, so that the others follow."""
    if not isinstance(term, Since) or isinstance(term.start, Years) or term.start.unit is not Unit.DAY:
        return False
    days, _ = locate(term.start, context)
    return context.window is None or cut(days, context.window) is not None


def _is_from_september(window: Days) -> bool:
    return window[0].month in (8, 9)


def _check_span(frequency: Frequency, term: Spans) -> None:
    """Only what lasts longer than its repetition bounds it: «ежемесячно с сентября по май», «еженедельно в марте»."""
    is_long = all(span.first != span.last for span in term.spans)
    is_month = term.unit in (Unit.MONTH, Unit.QUARTER, Unit.HALF_YEAR)
    fits = {
        Cycle.MONTH: is_month and (is_long or term.unit is not Unit.MONTH),
        Cycle.WEEK: is_month or is_long,
        Cycle.DAY: is_month or is_long,
    }
    if not fits.get(frequency.cycle, False):
        raise refusal.unclear()


def _windows(frequency: Frequency, term: Spans | Since | Years | Whole | None, context: Context) -> list[Days]:
    """The lengths of time in which something comes back; none where the plan has no end."""
    window = context.window
    match term:
        case None | Whole.YEAR | Whole.PERIOD:
            return [window] if window else []
        case Spans():
            return span_days(term, context)[0]
        case Since(start=Point(year=None)) if frequency.cycle is Cycle.YEAR:
            raise refusal.unclear()  # «ежегодно с 1 сентября»: from this day on, or always from this day?
        case Since(start=start):
            first = (named_years(start, context) if isinstance(start, Years) else locate(start, context)[0])[0]
            part = cut((first, window[1]), window) if window else None
            return [part] if part else []
        case Years():
            named = named_years(term, context)
            return [(cut(named, window) if window else None) or named]
        case _:
            return [(first, last) for first, last in whole_days(term, context)[0] if first and last]


def _weekdays(weekdays: tuple[str, ...], window: Days) -> Iterator[Days]:
    """The days of the week in `window`: «MO» each Monday, «1MO» the first one of a month, «-1FR» the last Friday."""
    for offset in range((window[1] - window[0]).days + 1):
        day = window[0] + timedelta(days=offset)
        name = RRULE_DAYS[day.weekday()]
        is_last = (day + timedelta(days=7)).month != day.month
        names = {name, f"{(day.day + 6) // 7}{name}", f"-1{name}" if is_last else name}
        if not names.isdisjoint(weekdays):
            yield day, day
