"""A month of a calendar: what begins and ends in it, each with a strip of the days of the month."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from markupsafe import Markup

from generator.deadline.extent import month_end
from generator.deadline.reading import Deadline, Interval, Kind, Precision
from generator.ids import href
from generator.model import Party
from generator.months import Entry, Event, Month, Term
from generator.pages.marks import Told
from generator.pages.planned import Planned
from generator.pages.rows import number
from generator.pages.template import macro
from generator.pages.verbatim import linked, verbatim
from generator.plan import Plan, Row
from generator.russian import day_month, day_month_year, listing, month_name, plural, unbroken, weekday
from generator.status import State
from generator.timeline import Axis, make_axis, strip
from generator.timeline.shapes import Shape
from generator.timeline.strip import Size
from generator.values import Span

MOST_NAMED = 4
"""So many terms of one repetition in a month are named and told of one by one; of more only how many there are."""
_STRIP = Size(
    middle=8, bar=9, radius=0, hair=8, tick=15, tick_width=2, stop=16, stop_width=3, half=7, strokes="1.5 6", labels=False
)  # fmt: skip
"""The strip of an entry: 16 px high."""
_OFF = (State.CANCELLED, State.POSTPONED)
"""What is told of a term that holds no more."""


class Line(NamedTuple):
    """An entry of a list: `when` and what it `tells` are the words of the site, the other texts those of the plan.

    `within` is the row that a sub-activity belongs to. `shapes` stand on the days of the month; `origin` is whose plan it is,
    where the calendar has several.
    """

    when: Markup | str
    tells: str
    href: str
    number: str
    title: Markup
    within: Markup
    wording: Markup
    responsible: Markup
    origin: Told | None
    told: tuple[Told, ...]
    shapes: tuple[Shape, ...] = ()


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month: its anchor, its name and year, its axis with the Mondays on it (place in per cent, day), and its lines."""

    id: str
    title: str
    year: int
    axis: Axis
    mondays: tuple[tuple[float, int], ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A month in the map of a year: how many entries it has, and the link to it where it has any."""

    id: str
    name: str
    title: str
    amount: int
    href: str
    is_now: bool


def month_id(month: Month) -> str:
    """The anchor of a month: «2021-05»."""
    return f"{month[0]}-{month[1]:02}"


@dataclass(frozen=True, slots=True)
class Clerk:
    """What the lines of a calendar are written with, on the page at the address `page`.

    `planned` are its plans by address; `now` is the day that the page shows, None while no plan runs.
    """

    page: str
    planned: Mapping[str, Planned]
    now: date | None

    def month(self, month: Month, entries: Sequence[Entry]) -> MonthView:
        """A month with what happens in it."""
        first = date(*month, 1)
        axis = make_axis(Span(start=first, end=month_end(first)), (), self.now)
        mondays = (first + timedelta(days=day) for day in range(axis.span.days))
        return MonthView(
            id=month_id(month),
            title=month_name(month[1]).capitalize(),
            year=month[0],
            axis=axis,
            mondays=tuple((axis.x(day), day.day) for day in mondays if day.weekday() == 0),
            lines=tuple(self._entry(group, axis) for group in _grouped(entries)),
        )

    def cells(self, year: int, months: Mapping[Month, Sequence[Entry]], page: str) -> tuple[Cell, ...]:
        """The twelve months of a year; those with entries lead to their place on the page at the address `page`."""
        return tuple(
            Cell(
                id=month_id(month),
                name=month_name(month[1])[:3],
                title=f"{month_name(month[1])} {year}",
                amount=len(_grouped(months.get(month, ()))),
                href=href(self.page, page, month_id(month)) if month in months else "",
                is_now=self.now is not None and month == (self.now.year, self.now.month),
            )
            for month in ((year, number) for number in range(1, 13))
        )

    def running(self, term: Term) -> Line:
        """A term that goes on."""
        first, last = term.occurrence.first, term.occurrence.last
        if last is None or first is None:
            return self._line(term, f"с {day_month_year(first or date.min)}", "последний день не назван")
        tells = f"последний день, {weekday(last)}" if first < last else f"один день, {weekday(last)}"
        return self._line(term, f"по {day_month_year(last)}" if first < last else day_month_year(last), tells)

    def following(self, term: Term) -> Line:
        """A term that is still to begin."""
        first, last = term.occurrence.first, term.occurrence.last
        if first is None or first == last:
            return self._line(term, day_month_year(first or date.min), weekday(first or date.min))
        return self._line(term, f"с {day_month_year(first)}", f"по {day_month_year(last)}" if last else "", told=())

    def vague(self, planned: Planned, row: Row) -> Line:
        """A row without days of its own: its words, and how they are read or why there is no date."""
        told = tuple(line for line in planned.told(self.page, row) if line.mark != State.UNDATED)  # the heading says it
        return self._write(planned, row, verbatim(row.activity.deadline), row.reading, told, wording="")

    def _entry(self, group: Sequence[Entry], axis: Axis) -> Line:
        """One entry, or several terms of one repetition."""
        entry, terms = group[0], [one.term for one in group]
        when, tells = _words(entry) if len(group) == 1 else _count(group)
        each = [self._told(term) for term in terms]
        ended = (said for one, said in zip(group, each, strict=True) if _is_end(one))
        told = chain.from_iterable(ended) if len(group) <= MOST_NAMED else ()
        off = tuple(term for term, said in zip(terms, each, strict=True) if any(line.mark in _OFF for line in said))
        shapes = _shapes(terms, off, axis, exact=_is_exact(group))
        return self._line(entry.term, when, tells, tuple(dict.fromkeys(told)), shapes)

    def _line(
        self, term: Term, when: str, tells: str, told: tuple[Told, ...] | None = None, shapes: tuple[Shape, ...] = ()
    ) -> Line:
        """A line of a term; without `told` with all that is known of it."""
        planned = self.planned[term.plan.address]
        told = self._told(term) if told is None else told
        wording = term.row.activity.deadline or ""
        return self._write(planned, term.row, unbroken(when), unbroken(tells), told, wording, shapes)

    def _page_of(self, party: Party | None, planned: Planned) -> str:
        """The link to the page of a party; nothing where it has none."""
        address = planned.parties.get(party) if party else None
        return href(self.page, address) if address else ""

    def _told(self, term: Term) -> tuple[Told, ...]:
        return self.planned[term.plan.address].told(self.page, term.row, term.occurrence)

    def _write(
        self,
        planned: Planned,
        row: Row,
        when: Markup | str,
        tells: str,
        told: tuple[Told, ...],
        wording: str,
        shapes: tuple[Shape, ...] = (),
    ) -> Line:
        return Line(
            when=when,
            tells=tells,
            href=href(self.page, planned.plan.address, row.anchor),
            number=number(row) if row.activity.number else "",
            title=verbatim(row.activity.title),
            within=verbatim(_above(planned.plan, row)),
            wording=verbatim(wording),
            responsible=linked((piece.text, self._page_of(piece.party, planned)) for piece in row.responsible),
            origin=planned.origin if len(self.planned) > 1 else None,
            told=told,
            shapes=shapes,
        )


@lru_cache(maxsize=2048)  # on the pages of all schools of a district the line of a row of its plan is one and the same
def written(line: Line, ground: str = "", *, said: bool = False) -> Markup:
    """A line as it is drawn; `ground` is the id of the ground of its month, `said` that its `when` are words of the plan."""
    return macro("calendar/line.html.j2", "write")(line, ground, said)


def _is_end(entry: Entry) -> bool:
    """Whether nothing of its term comes after it."""
    return entry.event is not Event.BEGINS or entry.term.occurrence.last is None


def _above(plan: Plan, row: Row) -> str:
    """The row that a sub-activity belongs to, in its own words: without them «для руководителей» says nothing."""
    if not row.depth:
        return ""
    rows = plan.rows[: [other.id for other in plan.rows].index(row.id)]
    above = next((other for other in reversed(rows) if other.depth < row.depth), None)
    return f"{above.activity.number or ''} {above.activity.title}".strip() if above else ""


def _grouped(entries: Iterable[Entry]) -> tuple[tuple[Entry, ...], ...]:
    """The entries of a month; the terms of one repetition are told together, at the first of them."""
    groups: dict[tuple[str, ...], list[Entry]] = {}
    for entry in entries:
        row = entry.term.row
        is_repeated = row.deadline is not None and row.deadline.kind is Kind.REPEAT
        key = (entry.term.plan.address, row.id) + (() if is_repeated else (entry.event, str(entry.day)))
        groups.setdefault(key, []).append(entry)
    return tuple(map(tuple, groups.values()))


def _words(entry: Entry) -> tuple[str, str]:
    """When, and what of it: «с 1 марта», «начало, идёт по 31 декабря»."""
    first, last = entry.term.occurrence.first, entry.term.occurrence.last
    match entry.event:
        case Event.DAY:
            return day_month(entry.day), weekday(entry.day)
        case Event.UNTIL:
            return f"по {day_month(entry.day)}", f"последний день, {weekday(entry.day)}"
        case Event.BEGINS:
            return f"с {day_month(entry.day)}", f"начало, идёт по {_other(last, entry)}" if last else "последний день не назван"
        case Event.ENDS:
            return f"по {day_month(entry.day)}", f"окончание, идёт с {_other(first, entry)}"
        case _:
            return _within(entry), "весь месяц" if _is_whole(entry) else ""


def _other(day: date | None, entry: Entry) -> str:
    """The other end of a term; with its year where that is another one."""
    other = day or entry.day
    return day_month(other) if other.year == entry.day.year else day_month_year(other)


def _within(entry: Entry) -> str:
    last = entry.term.occurrence.last or entry.day
    return f"{entry.day.day}–{day_month(last)}"


def _is_whole(entry: Entry) -> bool:
    return entry.day.day == 1 and entry.term.occurrence.last == month_end(entry.day)


def _count(group: Sequence[Entry]) -> tuple[str, str]:
    """Several terms of a repetition: «5 и 20 мая», or how many they are."""
    if len(group) <= MOST_NAMED and all(entry.event is group[0].event for entry in group):
        if group[0].event in (Event.DAY, Event.UNTIL):
            before = "по " if group[0].event is Event.UNTIL else ""
            return before + listing([*(str(entry.day.day) for entry in group[:-1]), day_month(group[-1].day)]), ""
        return listing([_within(entry) for entry in group]), ""
    amount = len({entry.term.occurrence for entry in group})
    return f"{amount} {plural(amount, 'срок', 'срока', 'сроков')}", "в этом месяце"


def _is_exact(group: Sequence[Entry]) -> bool:
    """Whether both ends of all of them are days that the wording names and the month has."""
    deadline = group[0].term.row.deadline
    is_inside = all(entry.event in (Event.WITHIN, Event.DAY) for entry in group)
    return is_inside and deadline is not None and deadline.precision is Precision.DAY


def _shapes(terms: Sequence[Term], off: Iterable[Term], axis: Axis, *, exact: bool) -> tuple[Shape, ...]:
    """The terms on the days of the month, those called off in outline; an end that lies outside it has no tick."""
    if terms[0].row.deadline is None:
        return ()
    return _strip(axis.span.start, tuple(_intervals(terms)), tuple(_intervals(off)), exact)


@lru_cache(maxsize=2048)  # the same rows stand in the calendars of all schools of a district
def _strip(first: date, intervals: tuple[Interval, ...], off: tuple[Interval, ...], exact: bool) -> tuple[Shape, ...]:
    axis = make_axis(Span(start=first, end=month_end(first)))
    deadline = Deadline("", Kind.LIST, intervals, Precision.DAY if exact else Precision.MONTH, "")
    return strip(deadline, axis, _STRIP, off=off)


def _intervals(terms: Iterable[Term]) -> Iterator[Interval]:
    """Each once: a term of a repetition may have both its days in the month."""
    yield from dict.fromkeys(term.occurrence.interval for term in terms if term.occurrence.interval)
