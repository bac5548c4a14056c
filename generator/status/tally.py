"""Counts of activities by their status, which say what they count. Schools are counted, never ranked."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from generator.russian import plural
from generator.status.judgement import State
from generator.status.places import PlanRow
from generator.status.row import RowStatus


class SchoolsKind(StrEnum):
    """How far the schools that answer for an activity told of the terms that have begun, and its words."""

    ALL = "отчитались все школы"
    SOME = "отчитались не все школы"
    NONE = "отчётов школ нет"
    AWAITED = "отчётов ещё не ждут"


@dataclass(frozen=True, slots=True)
class Count:
    """So many activities of one kind; `state` is the mark beside them, None where there is none."""

    label: str
    number: int
    state: State | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """Activities by kind, in a fixed sequence, each counted once; a count may be zero, `total` is their sum."""

    total: int
    counts: tuple[Count, ...]

    @property
    def words(self) -> str:
        """«16 мероприятий: выполнено — 4; срок идёт — 12»; without the counts that are zero."""
        head = f"{self.total} {plural(self.total, 'мероприятие', 'мероприятия', 'мероприятий')}"
        counts = "; ".join(f"{count.label}\u00a0— {count.number}" for count in self.counts if count.number)
        return f"{head}: {counts}" if counts else head


def tally(statuses: Iterable[RowStatus | None]) -> Tally:
    """The activities of one reporter by state; one with several terms is counted once, by its whole. None is not counted.

    Of a school: of its `school_statuses`; of a district: of the `own` of its rows.
    """
    states = [found.whole.state for found in statuses if found is not None]
    return Tally(len(states), tuple(Count(state.label, states.count(state), state) for state in State))


def school_tally(rows: Iterable[PlanRow]) -> Tally:
    """The activities for which schools answer by whether all of them told of the terms that have begun."""
    kinds = [kind for row in rows if (kind := schools_kind(row))]
    return Tally(len(kinds), tuple(Count(kind, kinds.count(kind)) for kind in SchoolsKind))


def schools_kind(row: PlanRow) -> SchoolsKind | None:
    """The kind of a row; None where no school answers for it."""
    begun = [one for one in row.schools if one.state not in (State.NOT_YET, State.UNDATED)]
    if not row.schools:
        return None
    if not begun:
        return SchoolsKind.AWAITED
    if not any(one.silent for one in begun):
        return SchoolsKind.ALL
    return SchoolsKind.SOME if any(one.reported for one in begun) else SchoolsKind.NONE
