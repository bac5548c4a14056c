"""A plan: a roadmap whose rows are numbered, dated and given to their parties, in the sequence of the order.

Nothing is judged here: a deadline that cannot be read stays on its row as the refusal, and `checks` reports it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from generator.deadline import explain, given, read, without_dates
from generator.deadline.reading import Deadline, UnreadableDeadline
from generator.ids import anchor, row_id
from generator.model import Activity, Party, PartyLevel, Point, Roadmap, Section, Wording
from generator.russian import unbroken
from generator.source import Path
from generator.terms import running_days
from generator.values import Span
from generator.wordings import Piece, Wordings


@dataclass(frozen=True)  # without slots: what many pages ask of a row or a plan is worked out once and kept
class Row:
    """A row of the plan.

    `depth` is 0 for a row of the table and 1 for its sub-activity. `deadline` is None for a group, which has neither deadline
    nor dates, and for a wording that is refused: then `refusal` says why.
    """

    id: str
    path: Path
    depth: int
    activity: Activity
    section: Section | None
    deadline: Deadline | None
    refusal: UnreadableDeadline | None
    responsible: tuple[Piece, ...]

    @property
    def anchor(self) -> str:
        """The anchor of the row on the page of its roadmap."""
        return anchor(self.id)

    @cached_property
    def is_group(self) -> bool:
        """Whether the row only holds sub-activities together: it is no activity of its own and is not counted."""
        return bool(self.activity.activities) and self.deadline is None and self.refusal is None

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        """The parties that answer for the row, each once, in the sequence of the cell."""
        return tuple(dict.fromkeys(piece.party for piece in self.responsible if piece.party))

    @cached_property
    def levels(self) -> frozenset[PartyLevel]:
        """The levels of the parties that answer for the row."""
        return frozenset(party.level for party in self.parties)

    @cached_property
    def reading(self) -> str:
        """How its deadline is read, in words; empty if it has none."""
        return unbroken(explain(self.deadline)) if self.deadline else ""


@dataclass(frozen=True, slots=True)
class Successor:
    """The plan at `address`, which came in the place of another one by an order of the `day`."""

    address: str
    day: date


@dataclass(frozen=True)
class Plan:
    """A roadmap at its address (`rostovskaya-oblast/dubovskiy/2021-500-plus`), read from the file `source`.

    `successor` is the plan of the same owner that replaced it.
    """

    address: str
    source: str
    roadmap: Roadmap
    rows: tuple[Row, ...]
    successor: Successor | None = None

    @cached_property
    def activities(self) -> tuple[Row, ...]:
        """The rows that are activities: all but groups."""
        return tuple(row for row in self.rows if not row.is_group)

    @cached_property
    def runs(self) -> Span:
        """The days on which the plan runs, from its order to its last term or to the order of its successor, both inclusive."""
        valid = (row.deadline for row in self.activities if row.activity.dropped is None)
        until = self.successor.day - timedelta(days=1) if self.successor else None
        return running_days(self.roadmap.period, valid, self.roadmap.order.date, until)

    @property
    def owner(self) -> str:
        """The address of the territory or organisation that adopted the plan."""
        return self.address.rpartition("/")[0]


_MOST_UNREAD = 100
NOT_TRIED = UnreadableDeadline(
    "сроков, которые не читаются, слишком много; этот и все ниже не читались.", "Исправьте сначала их."
)
"""The refusal of the rows below the hundredth refusal: a refusal takes long, and such a plan has another fault."""


def make_plan(address: str, source: str, roadmap: Roadmap) -> Plan:
    """Give the rows of `roadmap` their ids, deadlines and parties."""
    rows = []
    wordings = Wordings(roadmap.parties)
    unread = 0
    for path, depth, section, activity in walk(roadmap):
        deadline, refusal = _date(activity, roadmap, section) if unread < _MOST_UNREAD else (None, NOT_TRIED)
        unread += refusal is not None
        rows.append(
            Row(
                id=activity.id or row_id(activity.number or ""),
                path=path,
                depth=depth,
                activity=activity,
                section=section,
                deadline=deadline,
                refusal=refusal,
                responsible=wordings.cut(activity.responsible or ""),
            )
        )
    return Plan(address, source, roadmap, tuple(rows))


def with_successors(plans: Sequence[Plan]) -> list[Plan]:
    """The `plans` of one owner, each with the one that says that it stands in its place; of several the earliest."""
    found: dict[str, Successor] = {}
    for plan in sorted(plans, key=lambda plan: plan.roadmap.order.date, reverse=True):
        if plan.roadmap.replaces:
            found[plan.roadmap.replaces] = Successor(plan.address, plan.roadmap.order.date)
    return [replace(plan, successor=found[plan.address]) if plan.address in found else plan for plan in plans]


def walk(roadmap: Roadmap) -> Iterator[tuple[Path, int, Section | None, Activity]]:
    """Every row of the table in its sequence: where it stands in the file, its depth, its section, and itself."""
    for index, section in enumerate(roadmap.sections or ()):
        yield from _walk(("sections", index, "activities"), 0, section, section.activities)
    yield from _walk(("activities",), 0, None, roadmap.activities or ())


def _walk(
    path: Path, depth: int, section: Section | None, activities: tuple[Activity, ...]
) -> Iterator[tuple[Path, int, Section | None, Activity]]:
    for index, activity in enumerate(activities):
        here = (*path, index)
        yield here, depth, section, activity
        yield from _walk((*here, "activities"), depth + 1, section, activity.activities)


def read_term(item: Activity | Wording | Point, roadmap: Roadmap, year: int | None = None) -> Deadline | None:
    """The deadline of a row or a point of the order; None if it names none. `dates` and `undated` win over the wording.

    Raises UnreadableDeadline.
    """
    wording = item.deadline or ""
    if item.dates is not None:
        return given(wording, item.dates)
    if item.undated is not None:
        return without_dates(wording, item.undated)
    if item.deadline is None:
        return None
    return read(wording, period=roadmap.period.interval, order_date=roadmap.order.date, year=year)


def _date(activity: Activity, roadmap: Roadmap, section: Section | None) -> tuple[Deadline | None, UnreadableDeadline | None]:
    try:
        return read_term(activity, roadmap, section_year(section)), None
    except UnreadableDeadline as refusal:
        return None, refusal


def section_year(section: Section | None) -> int | None:
    """The year that a section heading is («2021 год»), for deadlines under it that name none."""
    match = re.fullmatch(r"\s*(\d{4})\s*(?:г\.?|год)?\s*", section.title) if section else None
    return int(match[1]) if match else None
