"""The calendar: on which days the terms of plans begin and end, month by month, and what has no place in a month.

A term stands in the month of its first day and in that of its last, once where these are one; in the months between it is not
repeated. «До 20 августа» stands in August alone. What names no days of its own («в течение года», «ежегодно», rows without a
date) stands in no month. Nothing is judged here and nothing depends on a day but `running` and `following`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from generator.deadline.reading import Deadline, Kind, Precision
from generator.occurrence import Occurrence, occurrences
from generator.plan import Plan, Row

Month = tuple[int, int]
"""A year and a month of it, 1 to 12."""
_WHOLE_YEARS = (Precision.YEAR, Precision.SCHOOL_YEAR, Precision.PERIOD)


class Event(StrEnum):
    """What happens to a term in a month."""

    DAY = "day"
    """It is this one day."""
    WITHIN = "within"
    """It begins and ends: «Май 2021 г.», «17–31 марта»."""
    BEGINS = "begins"
    """Its first day; the last is in a later month, or is not named."""
    ENDS = "ends"
    """Its last day; the first was in a month before."""
    UNTIL = "until"
    """Its last day, where the wording names no first one."""


@dataclass(frozen=True, slots=True)
class Term:
    """One dated term of a row of a plan; its days are those of `occurrence`, both inclusive."""

    plan: Plan
    row: Row
    occurrence: Occurrence


@dataclass(frozen=True, slots=True)
class Entry:
    """What happens to a term on a `day`: the first of a term that begins, also of one within its month, else the last."""

    term: Term
    event: Event
    day: date

    @property
    def month(self) -> Month:
        """The month in whose list it stands."""
        return self.day.year, self.day.month


def is_dated(deadline: Deadline | None) -> bool:
    """Whether a deadline names days of its own, so that it has a place in the calendar."""
    if deadline is None or not deadline.intervals or deadline.kind is Kind.THROUGHOUT:
        return False
    return deadline.kind is not Kind.REPEAT or deadline.precision not in _WHOLE_YEARS


def terms(rows: Iterable[tuple[Plan, Row]]) -> Iterator[Term]:
    """The dated terms of `rows`, each with its plan; a repetition has one for each time."""
    for plan, row in rows:
        if is_dated(row.deadline):
            yield from (Term(plan, row, occurrence) for occurrence in occurrences(row.deadline, plan.roadmap.period))


def long_terms(rows: Iterable[tuple[Plan, Row]]) -> Iterator[Term]:
    """The terms of `rows` that have no days of their own but last for a year or a whole plan: «в течение года», «ежегодно»."""
    for plan, row in rows:
        if row.deadline is not None and row.deadline.intervals and not is_dated(row.deadline):
            yield from (Term(plan, row, occurrence) for occurrence in occurrences(row.deadline, plan.roadmap.period))


def entries(term: Term) -> tuple[Entry, ...]:
    """What happens to a term: one entry, or two where it begins in one month and ends in another."""
    first, last = _named(term.occurrence)
    if first is None or last is None:
        known = first or last
        if known is None:
            return ()
        return (Entry(term, Event.BEGINS if first else Event.UNTIL, known),)
    if first == last:
        return (Entry(term, Event.DAY, first),)
    if (first.year, first.month) == (last.year, last.month):
        return (Entry(term, Event.WITHIN, first),)
    return Entry(term, Event.BEGINS, first), Entry(term, Event.ENDS, last)


def by_month(found: Iterable[Term]) -> Mapping[Month, tuple[Entry, ...]]:
    """What happens in each month, by day, else in the sequence of the terms; a month in which nothing does is left out."""
    by_day = sorted((entry for term in found for entry in entries(term)), key=lambda entry: entry.day)
    return {month: tuple(group) for month, group in groupby(by_day, key=lambda entry: entry.month)}


def running(found: Iterable[Term], as_of: date) -> tuple[Term, ...]:
    """The terms that go on on the day `as_of`, by last day; those without one are the last."""
    now = (term for term in found if _first(term) <= as_of <= _last(term))
    return tuple(sorted(now, key=_last))


def following(found: Iterable[Term], as_of: date, most: int) -> tuple[Term, ...]:
    """The terms that begin after the day `as_of`, by first day: at most so many, one for each row."""
    later = sorted((term for term in found if _first(term) > as_of), key=lambda term: (_first(term), _last(term)))
    nearest: dict[tuple[str, str], Term] = {}
    for term in later:
        nearest.setdefault((term.plan.address, term.row.id), term)
    return tuple(nearest.values())[:most]


def _named(occurrence: Occurrence) -> tuple[date | None, date | None]:
    """The days that the wording names."""
    interval = occurrence.interval
    return (interval.start, interval.end) if interval else (None, None)


def _first(term: Term) -> date:
    return term.occurrence.first or date.min


def _last(term: Term) -> date:
    return term.occurrence.last or date.max
