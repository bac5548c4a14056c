"""The status of one term by the word of one reporter: the newest report, and what the deadline says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from generator.filed import Filed, existing
from generator.model import ReportStatus
from generator.occurrence import Occurrence
from generator.russian import day_month_year


class State(StrEnum):
    """What is known of a term; the value is the id of its mark as well. The sequence is that of a tally."""

    DONE = "done"
    """A disc with a check."""
    PARTIAL = "partial"
    """A half."""
    IN_PROGRESS = "in-progress"
    """A quarter."""
    RUNNING = "running"
    """A ring with a dot."""
    NOT_YET = "not-yet"
    """A ring."""
    POSTPONED = "postponed"
    """A ring with an arrow."""
    CANCELLED = "cancelled"
    """A ring with a stroke."""
    PASSED = "passed"
    """A dashed sheet of paper: what is missing is a report that it was done."""
    UNDATED = "undated"
    """A dashed ring."""

    @property
    def label(self) -> str:
        """The words of all that are in this state, for a list, a tally, a filter."""
        return _LABELS[self]


_LABELS = {
    State.DONE: "выполнено",
    State.PARTIAL: "выполнено частично",
    State.IN_PROGRESS: "в работе",
    State.RUNNING: "срок идёт",
    State.NOT_YET: "срок не наступил",
    State.POSTPONED: "перенесено",
    State.CANCELLED: "отменено",
    State.PASSED: "срок прошёл, отчёта о выполнении нет",
    State.UNDATED: "даты нет",
}
_FINAL = {
    ReportStatus.DONE: State.DONE,
    ReportStatus.PARTIAL: State.PARTIAL,
    ReportStatus.CANCELLED: State.CANCELLED,
}
"""Reports after which the deadline says nothing any more."""
OPEN = (State.IN_PROGRESS, State.RUNNING, State.NOT_YET, State.POSTPONED)
"""What may still become of a term."""


@dataclass(frozen=True, slots=True)
class Status:
    """The status of one term, or of a row with several: then `term` is None.

    `words` are short and Russian; `name` is that of the term («сентябрь»), empty where the row has but one. `report` is the
    one that stands behind the words, None if none does. `until` is the new last day (inclusive) where a report moved it.
    """

    state: State
    words: str
    term: Occurrence | None
    report: Filed | None = None
    until: date | None = None

    @property
    def name(self) -> str:
        """The name of the term among those of its row, or nothing."""
        return self.term.name if self.term else ""

    @property
    def text(self) -> str:
        """The words with the name of the term: «сентябрь: срок не наступил»."""
        return f"{self.name}: {self.words}" if self.name else self.words


def status(term: Occurrence, reports: Iterable[Filed], as_of: date, closed: date | None = None) -> Status:
    """The status of `term` on the day `as_of` by the `reports` on it of one reporter; those dated later are left out.

    A new last day that a report names moves the term, never to an earlier day, and holds for what is reported after it.
    `closed` is the first day on which the reporter was no more: from then on its terms stand as on its last day.
    """
    found = sorted(existing(reports, as_of), key=lambda filed: filed.age)
    telling = [filed for filed in found if filed.report.status is not None]
    newest = next(reversed(telling or found), None)
    until = next((filed.report.until for filed in reversed(telling) if filed.report.status is ReportStatus.POSTPONED), None)
    is_closed = closed is not None and closed <= as_of
    day = closed - timedelta(days=1) if closed and is_closed else as_of
    state = _state(term, newest, until, day)
    words = _words(state, newest, until)
    if is_closed and state in OPEN:
        words = f"на день закрытия: {words}"
    elif state is State.RUNNING and day == term.last:
        words = f"{words}, последний день"
    is_silent = newest is not None and newest.report.status is None and state is not State.PASSED
    return Status(state, words, term, None if is_silent else newest, until)


def _state(term: Occurrence, newest: Filed | None, until: date | None, day: date) -> State:
    said = newest.report.status if newest else None
    if said in _FINAL:
        return _FINAL[said]
    if term.last is not None and day > max(term.last, until or term.last):
        return State.PASSED
    if said is not None:
        return State.IN_PROGRESS if said is ReportStatus.IN_PROGRESS else State.POSTPONED
    if term.first is None:
        return State.UNDATED
    return State.NOT_YET if day < term.first else State.RUNNING


def _words(state: State, newest: Filed | None, until: date | None) -> str:
    postponed = f"{State.POSTPONED.label} на {day_month_year(until)}" if until else State.POSTPONED.label
    if state is State.POSTPONED:
        return postponed
    if state is not State.PASSED:
        return state.label
    if newest is None:
        return "срок прошёл, отчёта нет"
    match newest.report.status:
        case ReportStatus.IN_PROGRESS:
            said = State.IN_PROGRESS.label
        case ReportStatus.POSTPONED:
            said = postponed
        case _:
            said = "новость"
    return f"срок прошёл, последнее сообщение: {said}"
