"""Events of a calendar: the days on which the terms of a row stand in it, and how these are meant.

A named day or range is an event of those days; «до 20 августа» is one of the last day alone, «с 1 сентября» one of the first.
A month, a quarter, a week is an event of all its days that says so: «В течение месяца». What lasts for a year or the whole plan
is an event of the last day of each such term: a bar over all the days of a year would bury the others. A repetition is one
event with a rule where the rule gives the very days it was read as, else an event for each time.

A term that a report put off to another day is called off in its place, and stands on that day as an event of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from dateutil.rrule import rrulestr

from generator.deadline.reading import Deadline, Precision
from generator.filed import Filed
from generator.model import ReportStatus
from generator.months import Term, is_dated, long_terms, terms
from generator.plan import Plan, Row
from generator.russian import month_name
from generator.status.row import term_of

LAST_DAY = "Последний день"
_LONGEST = timedelta(days=92)
"""So long a quarter is at most."""
_ONE_DAY, _ONE_WEEK = timedelta(days=1), timedelta(days=6)
_WITHIN = {
    Precision.WEEK: (0, "В течение недели"),
    Precision.MONTH: (1, "В течение месяца"),
    Precision.QUARTER: (3, "В течение квартала"),
    Precision.HALF_YEAR: (6, "В течение полугодия"),
    Precision.YEAR: (0, "В течение года"),
    Precision.SCHOOL_YEAR: (0, "В течение учебного года"),
    Precision.PERIOD: (0, "Весь период плана"),
}
"""What is approximate: the most months it lies in (0: any), and how it is called; of more months the names are told."""


@dataclass(frozen=True, slots=True)
class Event:
    """Days of a calendar, both inclusive, of one term, and the reports on it, the newest last.

    `meant` says how the days are meant, empty where they are just those that are named. `rule` is an RRULE or empty. `term_id`
    tells it from others of its row, `replaces` is the first day of the one of a series that it stands for. `is_new_day` is the
    event of the day to which the term was put off.
    """

    term: Term
    first: date
    last: date
    meant: str
    reports: tuple[Filed, ...]
    term_id: str = ""
    rule: str = ""
    replaces: date | None = None
    is_new_day: bool = False

    @property
    def is_bar(self) -> bool:
        """Whether it is longer than any quarter."""
        return self.last - self.first >= _LONGEST

    @property
    def postponed(self) -> Filed | None:
        """The newest report that put the term off; an earlier day is none, and what is reported later does not put it back."""
        newest = next((one for one in reversed(self.reports) if one.report.status is ReportStatus.POSTPONED), None)
        last = self.term.occurrence.last or date.max
        return newest if newest and newest.report.until and newest.report.until > last else None

    @property
    def is_dropped(self) -> bool:
        """Whether an amendment dropped the row, or the newest report says that the term is called off."""
        newest = self.reports[-1].report.status if self.reports else None
        return self.term.row.activity.dropped is not None or newest is ReportStatus.CANCELLED

    @property
    def is_off(self) -> bool:
        """Whether nothing is to happen on its days any more."""
        return self.is_dropped or (self.postponed is not None and not self.is_new_day)


def events(plan: Plan, row: Row, reports: Sequence[Filed]) -> Iterator[Event]:
    """The events of a row, in the sequence of its terms, then those of the days to which terms were put off.

    `reports` are those on the row, the oldest first.
    """
    found = tuple(terms([(plan, row)])) or tuple(long_terms([(plan, row)]))
    if not found:
        return
    occurrences = [term.occurrence for term in found]
    told: dict[int, list[Filed]] = {}
    for filed in reports:
        if (meant := term_of(filed, occurrences)) is not None:
            told.setdefault(occurrences.index(meant), []).append(filed)
    each = [_event(term, tuple(told.get(index, ()))) for index, term in enumerate(found)]
    if len(each) > 1:  # none of the terms of a row has the last day of another
        each = [replace(event, term_id=event.last.isoformat()) for event in each]
    if rule := _rule(each):
        yield replace(each[0], reports=(), rule=rule, term_id="")
        yield from (replace(event, replaces=event.first, term_id="") for event in each if event.reports)
    else:
        yield from each
    for event in each:
        if (put_off := event.postponed) and (day := put_off.report.until):
            yield replace(event, first=day, last=day, meant="Перенесено", is_new_day=True)


def on_last_day(event: Event) -> Event:
    """The same on its last day alone."""
    return replace(event, first=event.last, meant=LAST_DAY)


def _event(term: Term, reports: tuple[Filed, ...]) -> Event:
    interval = term.occurrence.interval
    start, end = (interval.start, interval.end) if interval else (None, None)
    known = end or start or date.min
    first, last = start if start and is_dated(term.row.deadline) else known, known
    return Event(term, first, last, _meant(term, first, last), reports)


def _meant(term: Term, first: date, last: date) -> str:
    """How the days of an event are meant; nothing where they are just those that are named."""
    deadline, interval = term.row.deadline, term.occurrence.interval
    if deadline is None or interval is None:
        return ""
    if interval.start is None:
        return LAST_DAY
    if interval.end is None and is_dated(deadline):
        return "Первый день"
    return _within(deadline, first, last)


def _within(deadline: Deadline, first: date, last: date) -> str:
    if deadline.precision not in _WITHIN:
        return ""
    most, words = _WITHIN[deadline.precision]
    if deadline.precision is Precision.WEEK and last - first > _ONE_WEEK:
        return "В один из этих дней"
    if most and (last.year - first.year) * 12 + last.month - first.month >= most:
        if first.year == last.year:
            return f"{month_name(first.month).capitalize()}–{month_name(last.month)}"
        return f"{month_name(first.month).capitalize()} {first.year} – {month_name(last.month)} {last.year}"
    return words


def _rule(each: Sequence[Event]) -> str:
    """The RRULE of a repetition if it gives the very days of `each`, each as long as the first and no bar; else nothing."""
    repeat = each[0].term.row.deadline.repeat if len(each) > 1 and each[0].term.row.deadline else None
    if repeat is None or each[0].is_bar or len({event.last - event.first for event in each}) > 1:
        return ""
    starts = [event.first for event in each]
    rule = f"{repeat};UNTIL={starts[-1]:%Y%m%d}"
    expanded = rrulestr(rule, dtstart=datetime(starts[0].year, starts[0].month, starts[0].day))  # noqa: DTZ001  days alone
    return rule if [moment.date() for moment in expanded] == starts else ""
