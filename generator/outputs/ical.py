"""One calendar as RFC 5545 has it: all-day events of the terms of plans, for the calendar of a phone.

A named day or range is an event of those days; «до 20 августа» is one of the last day alone, «с 1 сентября» one of the first. A
month, a quarter, a week is an event of all its days that says so: «В течение месяца». A repetition is one event with a rule
where the rule gives the very days it was read as, else an event for each time. Nothing takes time of anybody (TRANSPARENT), and
nothing depends on the clock: an event was last changed on the day of the order, the amendment or the report that changed it.

The `full` calendar also has what lasts for a year or the whole plan, as one event on the last day of each such term (a bar over
all the days of a year would bury the others), and reminds at nine in the morning a week before the last day of a term.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from dateutil.rrule import rrulestr

from generator.deadline import explain
from generator.deadline.reading import Deadline, Precision
from generator.filed import Filed, is_about
from generator.ids import CALENDAR, FULL_CALENDAR, anchor, data_file
from generator.model import ReportStatus
from generator.months import Term, is_dated, long_terms, terms
from generator.outputs.content_lines import day_line, duration_line, line, stamp_line, text_line
from generator.outputs.identity import identity
from generator.pages.requisites import changes, requisites
from generator.plan import Plan, Row
from generator.russian import day_month_year, month_name, unbroken
from generator.status import State
from generator.status.row import term_of

_ONE_DAY, _ONE_WEEK = timedelta(days=1), timedelta(days=6)
_END = line("END", "VEVENT")
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
_OFTEN = ("FREQ=DAILY", "FREQ=WEEKLY")
"""Of what comes back so often nobody is reminded."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """What a calendar is made of.

    `page` is the address of the page it belongs to, `title` its name. `rows` are the rows that concern it, each with its plan,
    worded as on the day of the site, dropped ones among them. The reports of `reporter` count, or, if that is empty, those of
    whoever adopted the plan.
    """

    page: str
    title: str
    rows: tuple[tuple[Plan, Row], ...]
    reporter: str = ""


@dataclass(frozen=True, slots=True)
class _Event:
    """Days of a calendar, both inclusive, of one term, and the reports on it, the newest last; `rule` is an RRULE or empty.

    `term_id` tells it from others of its row, `replaces` is the first day of the one of a series that it stands for.
    """

    term: Term
    first: date
    last: date
    reports: tuple[Filed, ...]
    term_id: str = ""
    rule: str = ""
    replaces: date | None = None


@dataclass(frozen=True, slots=True)
class _Written:
    """An event as lines, its alarm and its end apart, and when it was last changed; `is_long` ones stand in full calendars."""

    lines: bytes
    alarm: bytes
    changed: date
    is_long: bool


class Scribe:
    """Writes the calendars of one unit. An event that stands in several of them is written once."""

    def __init__(self, filed: Iterable[Filed], site_url: str, *, is_demo: bool) -> None:
        """`filed` are the reports there are on the day of the site; `site_url` is where it is published, or empty."""
        self._site_url = site_url
        self._is_demo = is_demo
        self._written: dict[tuple[str, str, tuple[str, ...]], tuple[_Written, ...]] = {}
        self._filed: dict[tuple[str, str], list[Filed]] = {}
        for one in sorted(filed, key=lambda one: one.age):
            if one.report.roadmap and one.report.status is not None:
                self._filed.setdefault((one.reporter, one.report.roadmap), []).append(one)

    def calendars(self, agenda: Agenda) -> Iterator[tuple[str, bytes]]:
        """The calendars of an agenda, each with the ending of its file; RFC 5545 knows no empty ones."""
        events = [event for plan, row in agenda.rows for event in self._row(plan, row, agenda.reporter or plan.owner)]
        if dated := [event for event in events if not event.is_long]:
            body = b"".join(event.lines + _END for event in dated)
            yield CALENDAR, self._frame(agenda, CALENDAR, agenda.title, max(event.changed for event in dated), body)
        if events:
            body = b"".join(event.lines + event.alarm + _END for event in events)
            title = f"{agenda.title}, полный календарь"
            yield FULL_CALENDAR, self._frame(agenda, FULL_CALENDAR, title, max(event.changed for event in events), body)

    def _frame(self, agenda: Agenda, ending: str, title: str, changed: date, body: bytes) -> bytes:
        name = f"Вымышленный пример. {title}" if self._is_demo else title
        head = [
            line("BEGIN", "VCALENDAR"),
            line("VERSION", "2.0"),
            line("PRODID", "-//roadmaps//roadmaps//RU"),
            line("CALSCALE", "GREGORIAN"),
            line("UID", str(identity("calendar", agenda.page, ending))),
            stamp_line("LAST-MODIFIED", changed),
            text_line("NAME", name),
            text_line("X-WR-CALNAME", name),
            duration_line("REFRESH-INTERVAL;VALUE=DURATION", _ONE_DAY),
            duration_line("X-PUBLISHED-TTL", _ONE_DAY),
        ]
        if self._site_url:
            head.append(line("URL", f"{self._site_url}{agenda.page}/"))
            head.append(line("SOURCE;VALUE=URI", f"{self._site_url}{data_file(agenda.page, ending)}"))
        return b"".join((*head, body, line("END", "VCALENDAR")))

    def _row(self, plan: Plan, row: Row, reporter: str) -> tuple[_Written, ...]:
        told = [one for one in self._filed.get((reporter, plan.address), ()) if is_about(one.report, row)]
        key = plan.address, row.id, tuple(one.path for one in told)
        if key not in self._written:
            page = f"{self._site_url}{plan.address}/#{anchor(row.id)}" if self._site_url else ""
            about = tuple(_about(plan, row, is_demo=self._is_demo))
            self._written[key] = tuple(_write(event, about, page) for event in _events(plan, row, told))
        return self._written[key]


# --- which events there are


def _events(plan: Plan, row: Row, reports: Sequence[Filed]) -> Iterator[_Event]:
    """The events of a row, in the sequence of its terms."""
    found = tuple(terms([(plan, row)])) or tuple(long_terms([(plan, row)]))
    if not found:
        return
    occurrences = [term.occurrence for term in found]
    told: dict[int, list[Filed]] = {}
    for filed in reports:
        if (meant := term_of(filed, occurrences)) is not None:
            told.setdefault(occurrences.index(meant), []).append(filed)
    each = [_event(term, tuple(told.get(index, ()))) for index, term in enumerate(found)]
    if rule := _rule(each):
        yield replace(each[0], reports=(), rule=rule)
        yield from (replace(event, replaces=event.first) for event in each if event.reports)
    elif len(each) == 1:
        yield each[0]
    else:  # none of the terms of a row has the last day of another
        yield from (replace(event, term_id=event.last.isoformat()) for event in each)


def _event(term: Term, reports: tuple[Filed, ...]) -> _Event:
    interval = term.occurrence.interval
    first, last = (interval.start, interval.end) if interval else (None, None)
    known = last or first or date.min
    is_long = not is_dated(term.row.deadline)
    return _Event(term, known if is_long else first or known, last or known, reports)


def _rule(events: Sequence[_Event]) -> str:
    """The RRULE of a repetition if it gives the very days of `events`, each as long as the first; else nothing."""
    repeat = events[0].term.row.deadline.repeat if len(events) > 1 and events[0].term.row.deadline else None
    if repeat is None or len({event.last - event.first for event in events}) > 1:
        return ""
    starts = [event.first for event in events]
    rule = f"{repeat};UNTIL={starts[-1]:%Y%m%d}"
    expanded = rrulestr(rule, dtstart=datetime(starts[0].year, starts[0].month, starts[0].day))  # noqa: DTZ001  days alone
    return rule if [moment.date() for moment in expanded] == starts else ""


# --- how an event is written


def _write(event: _Event, about: Sequence[str], page: str) -> _Written:
    """The event with what is `about` its row; `page` is the address of the row in full, or empty."""
    plan, row = event.term.plan, event.term.row
    revisions, summary = _revisions(event), _summary(event)
    changed = max({plan.roadmap.order.date, *revisions, *filter(None, (row.activity.added,))})
    is_off = _is_off(event)
    told = [_told(event.reports[-1])] if event.reports else []
    lines = [
        line("BEGIN", "VEVENT"),
        line("UID", str(identity("term", plan.address, row.id, event.term_id))),
        stamp_line("DTSTAMP", changed),
        stamp_line("LAST-MODIFIED", changed),
        line("SEQUENCE", str(len(revisions))),
        day_line("DTSTART", event.first),
        day_line("DTEND", event.last + _ONE_DAY),
        text_line("SUMMARY", f"Отменено. {summary}" if is_off else summary),
        text_line("DESCRIPTION", "\n".join((*about, *told, *filter(None, (page,))))),
        line("STATUS", "CANCELLED" if is_off else "CONFIRMED"),
        line("TRANSP", "TRANSPARENT"),
    ]
    if event.rule:
        lines.append(line("RRULE", event.rule))
    if event.replaces:
        lines.append(day_line("RECURRENCE-ID", event.replaces))
    if page:
        lines.append(line("URL", page))
    deadline = row.deadline
    is_often = deadline is not None and (deadline.repeat or "").startswith(_OFTEN)
    alarm = b"" if is_off or is_often else b"".join(_alarm(event, summary))
    return _Written(b"".join(lines), alarm, changed, not is_dated(deadline))


def _alarm(event: _Event, summary: str) -> Iterator[bytes]:
    """Counted from the beginning of the event, as all programs can: a week before its last day, at nine in the morning."""
    yield line("BEGIN", "VALARM")
    yield line("ACTION", "DISPLAY")
    yield duration_line("TRIGGER", timedelta(days=(event.last - event.first).days - 7, hours=9))
    yield text_line("DESCRIPTION", f"Через неделю. {summary}")
    yield line("END", "VALARM")


def _revisions(event: _Event) -> set[date]:
    """The days on which the event was changed after the order, and after an amendment that added its row."""
    activity = event.term.row.activity
    amended = (*(wording.until for wording in activity.was), *filter(None, (activity.dropped,)))
    return {*amended, *(filed.report.date for filed in event.reports)}


def _is_off(event: _Event) -> bool:
    """Whether an amendment dropped the row, or the newest report says that the term is called off."""
    newest = event.reports[-1].report.status if event.reports else None
    return event.term.row.activity.dropped is not None or newest is ReportStatus.CANCELLED


def _summary(event: _Event) -> str:
    """«В течение месяца: 6. Создание на сайтах…»: how the days are meant, then the words of the plan."""
    row = event.term.row
    words = ": ".join(filter(None, (_above(event.term), _named(row))))
    meant = _meant(event)
    return f"{meant}: {words}" if meant else words


def _named(row: Row) -> str:
    return " ".join(filter(None, (row.activity.number, row.activity.title)))


def _above(term: Term) -> str:
    """The row that a sub-activity belongs to."""
    path = term.row.path[:-2]
    above = next((row for row in term.plan.rows if row.path == path), None) if term.row.depth else None
    return _named(above).rstrip(": ") if above else ""


def _meant(event: _Event) -> str:
    """How the days of an event are meant; nothing where they are just those that are named."""
    deadline, interval = event.term.row.deadline, event.term.occurrence.interval
    if deadline is None or interval is None:
        return ""
    if interval.start is None:
        return "Последний день"
    if not is_dated(deadline):
        return _within(deadline, event.last, event.last)
    if interval.end is None:
        return "Первый день"
    return _within(deadline, event.first, event.last)


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


def _about(plan: Plan, row: Row, *, is_demo: bool) -> Iterator[str]:
    """What the plan says of a row, letter for letter, and how its deadline was read."""
    activity, order = row.activity, plan.roadmap.order
    if activity.deadline:
        yield f"Срок: {activity.deadline}"
    if row.deadline is not None:
        yield f"Прочитан так: {unbroken(explain(row.deadline))}"
    if activity.responsible:
        yield f"Ответственные: {activity.responsible}"
    if activity.dropped is not None:
        yield f"Исключено {changes(plan.roadmap, activity.dropped)}."
    yield f"План: {plan.roadmap.title}"
    yield f"{order.kind} {requisites(order)}, {order.authority}"
    if is_demo:
        yield "Вымышленный пример: такого плана нет."


def _told(filed: Filed) -> str:
    """«Отчёт 24.03.2026: перенесено на 15 июня 2026 года.»"""
    report = filed.report
    state = State(report.status.value).label if report.status else ""
    until = f" на {day_month_year(report.until)} года" if report.until else ""
    return f"Отчёт {report.date:%d.%m.%Y}: {state}{until}."
