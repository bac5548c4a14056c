"""The statuses of a plan as a school and as a district see it; what schools say and what the district says are kept apart."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.concern import Adopter, Anyone, Participant, answered, answering, is_of
from generator.filed import Filed, existing, level_of, reports_of, reports_on
from generator.model import Level
from generator.occurrence import UNDATED, Occurrence
from generator.plan import Plan, Row
from generator.russian import plural
from generator.status.judgement import State, Status
from generator.status.row import RowStatus, row_status

_BEFORE = {State.RUNNING: "срок идёт, ", State.PASSED: "срок прошёл, "}


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which of the schools that answer for a row told of it: of one `term`, or of the whole row (None) where it has many.

    `reported` and `silent` are addresses of schools, in the sequence of the district, each with its status; a school that told
    only news is silent. The state is what the term says while all are silent, then `in-progress`: never "done" from schools
    alone. The same of the districts that answer for a row of a region's plan.
    """

    term: Occurrence | None
    state: State
    words: str
    reported: tuple[tuple[str, Status], ...]
    silent: tuple[tuple[str, Status], ...]

    @property
    def text(self) -> str:
        """The words with the name of the term: «сентябрь: отчитались 2 из 3 школ»."""
        return f"{self.term.name}: {self.words}" if self.term and self.term.name else self.words


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row of a plan as the page of the plan shows it.

    `own` is its status by the reports of whose plan it is (in the plan of a school, where that does not answer for the row, of
    the district), None where they need not report and did not. `schools` is what the schools told of each term of a row of
    the district's plan, `districts` what the districts told of one of the region's; empty where none answers for it.
    """

    row: Row
    own: RowStatus | None
    schools: tuple[Coverage, ...] = ()
    districts: tuple[Coverage, ...] = ()


@dataclass(frozen=True, slots=True)
class _Answering:
    """Who answers for a row below the one whose plan it is; `closed` is the first day on which it was no more."""

    address: str
    closed: date | None = None


_SCHOOLS = ("отчиталась", "школы", "школ")
_DISTRICTS = ("отчитался", "района", "районов")


def is_reported(plan: Plan, filed: Iterable[Filed], as_of: date) -> bool:
    """Whether anything is known of how the plan is carried out: a report with a status there is on the day, by anyone.

    Without one there are no statuses, and the page says «Сведения о выполнении не публиковались». News alone is none.
    """
    return any(one.report.status is not None for one in existing(reports_on(filed, plan.address), as_of))


def school_statuses(plan: Plan, school: Participant, filed: Sequence[Filed], as_of: date) -> tuple[RowStatus, ...] | None:
    """The status, by the school's own reports, of each row for which it answers or on which it reported, on the day `as_of`.

    `plan` is the school's own or one that concerns it, worded as on that day; `filed` are all reports of the district and its
    schools. None: nothing was published of the plan.
    """
    if not is_reported(plan, filed, as_of):
        return None
    own = reports_of(reports_on(filed, plan.address), school.address)
    asked = {row.id for row in answered(plan, school)}
    return tuple(
        row_status(plan, row, own, as_of, school.profile.closed)
        for row in _in_force(plan)
        if row.id in asked or _told(plan, row, own, as_of)
    )


def district_statuses(
    plan: Plan, district: Adopter[Anyone], filed: Sequence[Filed], as_of: date, below: Sequence[str] = ()
) -> tuple[PlanRow, ...] | None:
    """The rows in force of a plan of the district (or region) or of one of its schools, with their statuses on the day `as_of`.

    `plan` is worded as on that day; `filed` are all reports of the district and its schools, and those of others on its plans;
    `below` are the addresses of the districts that a region's plan concerns. None: nothing was published.
    """
    if not is_reported(plan, filed, as_of):
        return None
    on_plan = reports_on(filed, plan.address)
    told = reports_of(on_plan, district.address)
    own = {
        row.id: row_status(plan, row, told, as_of, district.profile.closed)
        for row in _in_force(plan)
        if _is_asked(plan, row, district) or _told(plan, row, told, as_of)
    }
    owner = next((school for school in district.schools if school.address == plan.owner), None)
    if owner is not None:
        own |= {found.row.id: found for found in school_statuses(plan, owner, filed, as_of) or ()}
        return tuple(PlanRow(row, own.get(row.id)) for row in _in_force(plan))
    schools = {
        row: tuple(_Answering(school.address, school.profile.closed) for school in found)
        for row, found in answering(plan, district).items()
    }
    districts = tuple(map(_Answering, below))
    return tuple(
        PlanRow(
            row,
            own.get(row.id),
            tuple(_coverage(plan, row, schools.get(row.id, ()), on_plan, as_of, _SCHOOLS)),
            tuple(_coverage(plan, row, districts if is_of(row, Level.MUNICIPAL) else (), on_plan, as_of, _DISTRICTS)),
        )
        for row in _in_force(plan)
    )


def _in_force(plan: Plan) -> Iterator[Row]:
    return (row for row in plan.activities if row.activity.dropped is None)


def _is_asked(plan: Plan, row: Row, district: Adopter[Anyone]) -> bool:
    """Whether the district is expected to report on the row; where the order names nobody, it is whose plan it is."""
    return is_of(row, level_of(district.address)) or (not row.parties and plan.owner == district.address)


def _told(plan: Plan, row: Row, own: Sequence[Filed], as_of: date) -> bool:
    """Whether there is a report with a status on the row."""
    return any(filed.report.status is not None for filed in existing(reports_on(own, plan.address, row), as_of))


def _coverage(
    plan: Plan, row: Row, schools: Sequence[_Answering], filed: Sequence[Filed], as_of: date, forms: tuple[str, str, str]
) -> Iterator[Coverage]:
    """What the schools (named by `forms`) told of each term of the row, or of the whole row if its terms are many."""
    if not schools:
        return
    nobody = row_status(plan, row, (), as_of)
    on_row = reports_on(filed, plan.address, row)
    found = {}
    for school in schools:
        own = reports_of(on_row, school.address)
        is_silent = not own and school.closed is None  # as most are on most rows
        found[school.address] = nobody if is_silent else row_status(plan, row, own, as_of, school.closed)
    for index, deadline in enumerate(nobody.lines):
        last = (deadline.term or nobody.each[-1].term or UNDATED).last
        lines = {address: status.lines[index] for address, status in found.items()}
        told = {address for address, status in found.items() if any(map(_tells, _of(status, deadline.term)))}
        there = {school.address for school in schools if _is_there(school.closed, last, as_of)}
        if told | there:
            yield _cover(deadline, lines, told, there - told, forms)


def _of(status: RowStatus, term: Occurrence | None) -> tuple[Status, ...]:
    """The statuses of all terms, or of one."""
    return tuple(one for one in status.each if term in (None, one.term))


def _tells(status: Status) -> bool:
    """Whether a report with a status stands behind it."""
    return status.report is not None and status.report.report.status is not None


def _is_there(closed: date | None, last: date | None, as_of: date) -> bool:
    """Whether a school is expected to report on a term with this last day: not if it was closed before the term had passed."""
    return closed is None or closed > as_of or (last is not None and last < closed - timedelta(days=1))


def _cover(
    deadline: Status, lines: Mapping[str, Status], told: set[str], silent: set[str], forms: tuple[str, str, str]
) -> Coverage:
    words = _covered(len(told), len(told | silent), forms)
    state = deadline.state
    if told:
        state = State.IN_PROGRESS
    elif state in _BEFORE:
        words = _BEFORE[state] + words
    else:
        words = deadline.words
    reported, left = (tuple((address, lines[address]) for address in lines if address in some) for some in (told, silent))
    return Coverage(deadline.term, state, words, reported, left)


def _covered(reported: int, schools: int, forms: tuple[str, str, str]) -> str:
    """«отчитались 2 из 3 школ»."""
    verb = plural(reported, forms[0], "отчитались", "отчитались")
    return f"{verb} {reported} из {schools} {plural(schools, forms[1], forms[2], forms[2])}"
