"""A calendar as RFC 5545 has it: all-day events of the terms of plans, for the calendar of a phone.

There are two. The short one has every term with days of its own; what is longer than a quarter stands in it on its last day
alone, so that no day of a phone is full for months («Последний день: …», the words of the term in the description). The `full`
one has such terms on all their days, and what lasts for a year or the whole plan on its last day, and reminds at nine in the
morning a week before the last day of a term.

Nothing takes time of anybody (TRANSPARENT), and nothing depends on the clock: an event was last changed on the day of the
order, the amendment, the report or the correction that changed it. One that is off stays as CANCELLED: programs strike it out
or take it away, also those into which somebody loads the file once more.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.change import What
from generator.filed import Filed, is_about
from generator.ids import CALENDAR, FULL_CALENDAR, anchor, data_file
from generator.months import is_dated
from generator.outputs.content_lines import day_line, duration_line, line, stamp_line, text_line
from generator.outputs.event_words import about, summary, told
from generator.outputs.events import Event, events, on_last_day
from generator.outputs.identity import identity
from generator.plan import Plan, Row
from generator.revision import Revision, Step

_ONE_DAY = timedelta(days=1)
_END = line("END", "VEVENT")
_AROUND = (What.PLAN, What.ORDER, What.PERIOD)
"""What of a plan around its rows stands in their events."""
_OFTEN = ("FREQ=DAILY", "FREQ=WEEKLY")
"""Of what comes back so often nobody is reminded."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """What a calendar is made of.

    `page` is the address of the page it belongs to, `title` its name; our words in it are without commas, for programs that
    show the backslash before them. `rows` are the rows that concern it, each with its plan, worded as on the day of the site,
    dropped ones among them. The reports of `reporter` count, or, if that is empty, those of whoever adopted the plan.
    """

    page: str
    title: str
    rows: tuple[tuple[Plan, Row], ...]
    reporter: str = ""


@dataclass(frozen=True, slots=True)
class _Written:
    """An event as lines without its end, in the `short` calendar (empty: not there) and the `full` one; when it was changed."""

    short: bytes
    full: bytes
    changed: date


class Scribe:
    """Writes the calendars of one unit. An event that stands in several of them is written once."""

    def __init__(
        self, filed: Iterable[Filed], site_url: str, corrections: Mapping[str, Sequence[Revision]], *, is_demo: bool
    ) -> None:
        """`filed` are the reports there are on the day of the site; `site_url` is where it is published, or empty.

        `corrections` are the known ones of each plan, by its path in the data.
        """
        self._site_url = site_url
        self._is_demo = is_demo
        self._corrections = corrections
        self._corrected: dict[str, dict[str, list[date]]] = {}
        self._written: dict[tuple[str, str, tuple[str, ...]], tuple[_Written, ...]] = {}
        self._filed: dict[tuple[str, str], list[Filed]] = {}
        for one in sorted(filed, key=lambda one: one.age):
            if one.report.roadmap and one.report.status is not None:
                self._filed.setdefault((one.reporter, one.report.roadmap), []).append(one)

    def calendars(self, agenda: Agenda) -> Iterator[tuple[str, bytes]]:
        """The calendars of an agenda, each with the ending of its file; RFC 5545 knows no empty ones."""
        found = [event for plan, row in agenda.rows for event in self._row(plan, row, agenda.reporter or plan.owner)]
        if short := [event for event in found if event.short]:
            body = b"".join(event.short + _END for event in short)
            yield CALENDAR, self._frame(agenda, CALENDAR, agenda.title, max(event.changed for event in short), body)
        if found:
            body = b"".join(event.full + _END for event in found)
            title = f"{agenda.title} (полный календарь)"
            yield FULL_CALENDAR, self._frame(agenda, FULL_CALENDAR, title, max(event.changed for event in found), body)

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
        reports = [one for one in self._filed.get((reporter, plan.address), ()) if is_about(one.report, row)]
        key = plan.address, row.id, tuple(one.path for one in reports)
        if key not in self._written:
            page = f"{self._site_url}{plan.address}/#{anchor(row.id)}" if self._site_url else ""
            says, corrected = tuple(about(plan, row, is_demo=self._is_demo)), self._corrections_of(plan, row)
            self._written[key] = tuple(_write(event, says, page, corrected) for event in events(plan, row, reports))
        return self._written[key]

    def _corrections_of(self, plan: Plan, row: Row) -> list[date]:
        """The days of the commits that changed the row or the plan around it; one that changed both counts twice."""
        if plan.source not in self._corrected:
            self._corrected[plan.source] = _by_anchor(self._corrections.get(plan.source, ()))
        days = self._corrected[plan.source]
        return [*days.get("", ()), *days.get(row.anchor, ())]


def _by_anchor(corrections: Iterable[Revision]) -> dict[str, list[date]]:
    """The days of corrections by the anchor of the row; the empty one is the plan itself, and what is not known in detail."""
    days: dict[str, list[date]] = {}
    for one in corrections:
        if one.step not in (Step.PUBLISHED, Step.REMOVED):
            told = {change.anchor for change in one.changes if change.anchor or change.what in _AROUND}
            for place in told if one.changes else {""}:
                days.setdefault(place, []).append(one.day)
    return days


def _write(event: Event, about: Sequence[str], page: str, corrected: Sequence[date]) -> _Written:
    """The event with what is `about` its row; `page` is the address of the row in full, or empty."""
    order, activity, deadline = event.term.plan.roadmap.order, event.term.row.activity, event.term.row.deadline
    amended = (*(wording.until for wording in activity.was), *filter(None, (activity.dropped,)))
    revisions = (*amended, *(filed.report.date for filed in event.reports), *corrected)
    changed = max((order.date, *revisions, *filter(None, (activity.added,))))
    says = "\n".join((*about, *told(event), *filter(None, (page,))))
    full = _lines(event, says, page, changed, len(revisions))
    short = _lines(on_last_day(event), says, page, changed, len(revisions)) if event.is_bar else full
    is_often = deadline is not None and (deadline.repeat or "").startswith(_OFTEN) and not event.is_new_day
    alarm = b"" if event.is_off or is_often else b"".join(_alarm(event))
    return _Written(short if is_dated(deadline) else b"", full + alarm, changed)


def _lines(event: Event, says: str, page: str, changed: date, sequence: int) -> bytes:
    kind = "postponed" if event.is_new_day else "term"
    lines = [
        line("BEGIN", "VEVENT"),
        line("UID", str(identity(kind, event.term.plan.address, event.term.row.id, event.term_id))),
        stamp_line("DTSTAMP", changed),
        stamp_line("LAST-MODIFIED", changed),
        line("SEQUENCE", str(sequence)),
        day_line("DTSTART", event.first),
        day_line("DTEND", event.last + _ONE_DAY),
        text_line("SUMMARY", summary(event)),
        text_line("DESCRIPTION", says),
        line("STATUS", "CANCELLED" if event.is_off else "CONFIRMED"),
        line("TRANSP", "TRANSPARENT"),
    ]
    if event.rule:
        lines.append(line("RRULE", event.rule))
    if event.replaces:
        lines.append(day_line("RECURRENCE-ID", event.replaces))
    if page:
        lines.append(line("URL", page))
    return b"".join(lines)


def _alarm(event: Event) -> Iterator[bytes]:
    """Counted from the beginning of the event, as all programs can: a week before its last day, at nine in the morning."""
    yield line("BEGIN", "VALARM")
    yield line("ACTION", "DISPLAY")
    yield duration_line("TRIGGER", timedelta(days=(event.last - event.first).days - 7, hours=9))
    yield text_line("DESCRIPTION", f"Через неделю. {summary(event)}")
    yield line("END", "VALARM")
