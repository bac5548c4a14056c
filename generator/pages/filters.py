"""Filters of the page of a plan: rows with something in common, each a plain link that leaves only them.

A style sheet shared by all pages cannot know the parties of one, so the classes have numbers: the third party of the plan is
`p3` everywhere. `timeline.css` has a rule for each of `CLASSES`; what is beyond them (a twenty-fifth party) is a count and no
link. An address is a promise, and parties may be added: in it a party has the id of its page.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.deadline.reading import Kind
from generator.ids import href
from generator.model import Roadmap
from generator.pages.markdown import Html
from generator.pages.record import Record
from generator.pages.template import draw
from generator.pages.verbatim import verbatim
from generator.plan import Plan, Row
from generator.status import SchoolsKind, State
from generator.timeline import Axis, Column, falls
from generator.wordings import party_id

SCRIPT = "assets/scripts/filters.js"
"""Where the script lies that adds words and combinations to the links."""
_PARTIES, _COLUMNS = 24, 37
"""So many parties and columns of the axis have a rule: 26 columns are the most, and December may be the first of them."""

CLASSES = frozenset(
    [
        *(f"p{number}" for number in range(1, _PARTIES + 1)),
        *(f"m{number}" for number in range(1, _COLUMNS + 1)),
        *(f"s-{state}" for state in State),
        *(f"k-{kind.name.lower()}" for kind in SchoolsKind),
        *(f"t-{kind}" for kind in Kind),
    ]
)
"""The filters that there can be; a row has the classes of all that it passes."""

KINDS = {
    Kind.DAY: "точный день",
    Kind.DAYS: "от дня до дня",
    Kind.MONTH: "месяц",
    Kind.MONTHS: "несколько месяцев",
    Kind.LIST: "несколько сроков",
    Kind.UNTIL: "до даты",
    Kind.SINCE: "с даты",
    Kind.REPEAT: "повторяется",
    Kind.THROUGHOUT: "весь период, без дат",
    Kind.UNDATED: "даты нет",
}
"""How terms are named, in the sequence of their certainty."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What rows have in common; `css` is their class, `title` the words (`is_quoted`: of the order), `rows` are their ids.

    `name` stands for it in addresses; where there is none, the class does.
    """

    css: str
    title: str
    rows: frozenset[str]
    is_quoted: bool = False
    state: State | None = None
    name: str = ""

    @property
    def number(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    @property
    def id(self) -> str:
        """The anchor of the filter; empty if it is no link, because it leaves nothing or has no rule."""
        return f"f-{self.name or self.css}" if self.rows and self.css in CLASSES else ""


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of a plan, of whose rows `total` count; `months` are by column of its axis, `label` is what those are."""

    total: int
    parties: tuple[Filter, ...]
    states: tuple[Filter, ...]
    schools: tuple[Filter, ...]
    kinds: tuple[Filter, ...]
    months: tuple[tuple[Column, Filter], ...]
    label: str

    @property
    def groups(self) -> tuple[tuple[str, tuple[Filter, ...]], ...]:
        """The filters that are links, under what each group of them chooses by."""
        groups = {
            "Ответственный": self.parties,
            "Состояние": self.states,
            "Школы": self.schools,
            "Срок": self.kinds,
            self.label: tuple(month for _, month in self.months),
        }
        linked = ((label, tuple(one for one in found if one.id)) for label, found in groups.items())
        return tuple((label, found) for label, found in linked if found)

    def classes(self, rows: Iterable[Row]) -> Mapping[str, str]:
        """The classes of each row by its id; a group has those of its sub-activities, over which it stands."""
        found = [one for _, group in self.groups for one in group]
        rows = tuple(rows)
        return {row.id: " ".join(one.css for one in found if not one.rows.isdisjoint(_under(row, rows))) for row in rows}


def make_filters(plan: Plan, axis: Axis, told: Record) -> Filters:
    """The filters of `plan`, drawn on `axis`, with what is known of it; dropped rows pass none."""
    rows = tuple(row for row in plan.activities if row.activity.dropped is None)
    is_silent = told.own is None
    return Filters(
        total=len(rows),
        parties=tuple(_parties(plan.roadmap, rows)),
        states=() if is_silent else tuple(_states(told, rows)),
        schools=() if is_silent else tuple(_schools(told, rows)),
        kinds=tuple(_kinds(rows)) if is_silent else (),
        months=tuple(_months(axis, rows)),
        label={1: "Месяц", 3: "Квартал"}.get(axis.step, "Годы"),
    )


def places(page: str, filters: Filters) -> Html:
    """Where the links lead, on the page at the address `page`: a line for each filter, which is seen when it is chosen."""
    return draw("roadmap/filters.html.j2", filters=filters, script=href(page, SCRIPT))


def _under(row: Row, rows: Collection[Row]) -> Iterator[str]:
    yield row.id
    if row.is_group:
        yield from (other.id for other in rows if other.depth and other.path[: len(row.path)] == row.path)


def _parties(roadmap: Roadmap, rows: Collection[Row]) -> Iterator[Filter]:
    for number, party in enumerate(roadmap.parties, 1):
        found = _ids(row for row in rows if party in row.parties)
        name = f"p-{id_}" if (id_ := party_id(party)) else ""
        yield Filter(f"p{number}", verbatim(party.name), found, is_quoted=True, name=name)


def _states(told: Record, rows: Collection[Row]) -> Iterator[Filter]:
    states = {id_: entry.status.whole.state for id_, entry in told.entries.items() if entry.status}
    for state in State:
        yield Filter(f"s-{state}", state.label, _ids(row for row in rows if states.get(row.id) is state), state=state)


def _schools(told: Record, rows: Collection[Row]) -> Iterator[Filter]:
    for kind in SchoolsKind:
        found = _ids(row for row in rows if told.kinds.get(row.id) is kind)
        yield Filter(f"k-{kind.name.lower()}", kind.value, found)


def _kinds(rows: Collection[Row]) -> Iterator[Filter]:
    for kind, words in KINDS.items():
        yield Filter(f"t-{kind}", words, _ids(row for row in rows if row.deadline and row.deadline.kind is kind))


def _months(axis: Axis, rows: Collection[Row]) -> Iterator[tuple[Column, Filter]]:
    for column in axis.columns:
        found = _ids(row for row in rows if row.deadline and falls(row.deadline, column, axis))
        yield column, Filter(f"m{column.number}", column.title, found)


def _ids(rows: Iterable[Row]) -> frozenset[str]:
    return frozenset(row.id for row in rows)
