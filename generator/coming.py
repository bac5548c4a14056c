"""What comes due: of each activity of a running plan the next term that is not settled, and what was told of it."""

from collections.abc import Iterable, Sequence
from datetime import date

from generator.amendments import in_force
from generator.concern import answering
from generator.deadline.reading import Interval, Kind
from generator.district import Coming, District, SchoolFolder
from generator.filed import Filed, existing, reports_of, reports_on
from generator.plan import Plan, Row
from generator.status import PlanRow, RowStatus, State, Status, district_statuses, row_status
from generator.terms import Phase, phase

_SETTLED = (State.DONE, State.CANCELLED)
"""What makes a term no longer come due. One done partly still does."""


def coming(unit: District, plans: Iterable[Plan], filed: Sequence[Filed], as_of: date) -> tuple[Coming, ...]:
    """The next terms of those of `plans` that run on the day `as_of`, by last day, then by first day.

    `plans` are of `unit` or its schools, `filed` are all their reports. What names no last day («в течение года») never comes
    due, and what all who answer for it call done or cancelled does so no more: then the term after it is next.
    """
    worded = (in_force(plan, as_of) for plan in plans)
    running = (plan for plan in worded if phase(plan.runs, as_of) is Phase.RUNNING)
    found = [item for plan in running for item in _of_plan(plan, unit, filed, as_of)]
    return tuple(sorted(found, key=lambda item: item.order))


def _of_plan(plan: Plan, unit: District, filed: Sequence[Filed], as_of: date) -> list[Coming]:
    on_plan = tuple(existing(reports_on(filed, plan.address), as_of))
    told = {found.row.id: found for found in district_statuses(plan, unit, on_plan, as_of) or ()}
    schools = answering(plan, unit) if plan.owner == unit.address else {}
    rows = (row for row in plan.activities if row.activity.dropped is None)
    found = (_next(plan, row, told.get(row.id), schools.get(row.id, ()), on_plan, as_of) for row in rows)
    return [item for item in found if item is not None]


def _next(
    plan: Plan, row: Row, told: PlanRow | None, schools: Sequence[SchoolFolder], filed: Sequence[Filed], as_of: date
) -> Coming | None:
    deadline, activity = row.deadline, row.activity
    if deadline is None or deadline.kind is Kind.THROUGHOUT:
        return None
    judged = _judged(plan, row, told, schools, filed, as_of)
    found = []
    for interval in deadline.intervals:
        said, end = _said(told, interval), interval.end
        if said is not None and said.state is State.POSTPONED:
            end = said.until
        answers = [status for answer in judged for status in answer.each if _is_of(status, interval)]
        is_settled = bool(answers) and all(status.state in _SETTLED for status in answers)
        if end is not None and end >= as_of and not is_settled:
            state, words = (said.state, said.words) if said else _covered(told, interval)
            found.append(
                Coming(
                    plan.address, row.id, activity.number, activity.title, deadline.wording, interval.start, end, state, words
                )
            )
    return min(found, key=lambda item: item.order, default=None)


def _judged(
    plan: Plan, row: Row, told: PlanRow | None, schools: Sequence[SchoolFolder], filed: Sequence[Filed], as_of: date
) -> list[RowStatus]:
    """The status of a row by each of those who are there to answer for it, or told of it."""
    if told is None:
        return []
    there = (school for school in schools if school.profile.closed is None or school.profile.closed > as_of)
    answers = [row_status(plan, row, reports_of(filed, school.address), as_of, school.profile.closed) for school in there]
    return [told.own, *answers] if told.own else answers


def _said(told: PlanRow | None, interval: Interval) -> Status | None:
    """What the owner of the plan reported of one term."""
    each = told.own.each if told and told.own else ()
    own = (status for status in each if _is_of(status, interval) and status.report and status.report.report.status)
    return next(own, None)


def _covered(told: PlanRow | None, interval: Interval) -> tuple[State | None, str]:
    """What the schools reported of one term."""
    schools = told.schools if told else ()
    of_term = (one for one in schools if one.term is not None and one.term.interval == interval and one.reported)
    found = next(of_term, None)
    return (found.state, found.words) if found else (None, "")


def _is_of(status: Status, interval: Interval) -> bool:
    return status.term is not None and status.term.interval == interval
