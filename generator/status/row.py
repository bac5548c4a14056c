"""The status of a row by the word of one reporter: of each of its terms, and one of the whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from generator.deadline.reading import Deadline
from generator.filed import Filed, reports_on
from generator.occurrence import Occurrence, find, occurrences, of_terms
from generator.plan import Plan, Row
from generator.status.judgement import OPEN, State, Status, status

MOST_LINES = 4
"""So many terms of a row are told one by one; more of them as a count."""

_AT_WORK = (State.DONE, State.PARTIAL, State.IN_PROGRESS)
_WORST_FIRST = (State.PASSED, State.POSTPONED, State.RUNNING, State.NOT_YET)


@dataclass(frozen=True, slots=True)
class RowStatus:
    """The status of `row`: of `each` of its terms in their sequence, and `whole`, one for all of them, for marks and counts."""

    row: Row
    each: tuple[Status, ...]
    whole: Status

    @property
    def lines(self) -> tuple[Status, ...]:
        """What a list shows: a status for each term, or, for a frequent repetition, one count («в работе, 6 из 12 месяцев»)."""
        return self.each if len(self.each) <= MOST_LINES else (self.whole,)


def row_status(plan: Plan, row: Row, reports: Iterable[Filed], as_of: date, closed: date | None = None) -> RowStatus:
    """The status of an activity of `plan` on the day `as_of` by the `reports` of one reporter, on whatever they are.

    `closed` is the first day on which the reporter was no more.
    """
    terms = occurrences(row.deadline, plan.roadmap.period)
    meant = [(filed, term_of(filed, terms)) for filed in reports_on(reports, plan.address, row)]
    each = tuple(status(term, [filed for filed, of in meant if of is term], as_of, closed) for term in terms)
    return RowStatus(row, each, _whole(each, row.deadline))


def term_of(filed: Filed, terms: Sequence[Occurrence]) -> Occurrence | None:
    """The term of a row that a report on it means; where it names none, the only one there is."""
    if filed.report.occurrence is not None:
        found = find(filed.report.occurrence, terms)
        return terms[0] if found is None and len(terms) == 1 and terms[0].interval is None else found
    return terms[0] if len(terms) == 1 else None


def _whole(each: tuple[Status, ...], deadline: Deadline | None) -> Status:
    """One status for several terms; cancelled ones count only if all are."""
    if deadline is None or len(each) == 1:
        return each[0]
    left = [one for one in each if one.state is not State.CANCELLED] or each
    states = {one.state for one in left}
    newest = max((one.report for one in each if one.report), key=lambda filed: filed.age, default=None)
    done = sum(one.state is State.DONE for one in each)
    count = f", {done} из {len(each)} {of_terms(deadline, len(each))}" if done else ""
    if states == {State.DONE}:
        return Status(State.DONE, State.DONE.label + count, None, newest)
    if not states.isdisjoint(_AT_WORK):
        state = State.IN_PROGRESS if not states.isdisjoint(OPEN) else State.PARTIAL
        return Status(state, state.label + count, None, newest)
    state = next((state for state in _WORST_FIRST if state in states), left[0].state)
    return Status(state, _of_some(state, each, deadline), None, newest)


def _of_some(state: State, each: Sequence[Status], deadline: Deadline) -> str:
    """The words of a state that only some of the terms may have."""
    those = [one for one in each if one.state is state]
    words = state.label
    if state is State.PASSED and not any(one.report for one in those):
        words = those[0].words
    if state in (State.PASSED, State.POSTPONED) and len(those) < len(each):
        return f"{words}: {len(those)} из {len(each)} {of_terms(deadline, len(each))}"
    return words
