"""What is planned for a district or a school: the rows of the plans that concern it, and what is known of each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from generator.amendments import in_force
from generator.concern import concerns
from generator.district import Context, District, SchoolFolder, worded
from generator.filed import Filed, existing, level_of
from generator.model import Level, Party, PartyLevel
from generator.occurrence import Occurrence
from generator.pages.answers import REPORTERS
from generator.pages.marks import Told, told
from generator.pages.requisites import requisites
from generator.parties import pages_of
from generator.plan import Plan, Row
from generator.section import standing
from generator.status import PlanRow, RowStatus, State, district_statuses, school_statuses

_PLANS = {
    Level.REGIONAL: Told("above", "план региона"),
    Level.MUNICIPAL: Told("above", "план района"),
    Level.SCHOOL: Told("own", "план школы"),
}


@dataclass(frozen=True, slots=True)
class Planned:
    """The `rows` of a plan that concern somebody, in the sequence of the plan, worded as on the day of the page.

    `origin` says whose plan it is, `parties` are the addresses of the pages of its parties. `statuses` are what is known of
    the rows, by id: empty where nothing was published; then `is_silent`, and the page says so once.
    """

    plan: Plan
    rows: tuple[Row, ...]
    origin: Told
    parties: Mapping[Party, str] = field(default_factory=dict)
    statuses: Mapping[str, PlanRow] = field(default_factory=dict)
    is_silent: bool = True

    def told(self, page: str, row: Row, term: Occurrence | None = None) -> tuple[Told, ...]:
        """The status of a row, or of one of its terms, in words, on the page at the address `page`; none if it is not known."""
        known = self.statuses.get(row.id)
        return tuple(_told(page, known, term)) if known else ()


def planned_of_district(district: District, context: Context, as_of: date) -> tuple[Planned, ...]:
    """The plans of the district, then those of its region that concern it; without what a later one replaced."""
    above = (plan for plan in context.above if _concerns(plan, district))
    plans = [*standing(district.plans, as_of), *standing(tuple(above), as_of)]
    return _named(((plan, _valid(plan)) for plan in (in_force(plan, as_of) for plan in plans)), district)


def planned_of_school(school: SchoolFolder, district: District, as_of: date) -> tuple[Planned, ...]:
    """The school's own plans, then those of the district, of these the rows that concern it, as they stand on its page."""
    own = [(plan, _valid(plan)) for plan in (in_force(plan, as_of) for plan in standing(school.plans, as_of))]
    district = worded(district, as_of)
    found = {concern.plan.address: concern for concern in concerns(school, district)}
    kept = standing([concern.plan for concern in found.values()], as_of)
    rows = {address: {row.id for row in (*concern.answers, *concern.others)} for address, concern in found.items()}
    around = [(plan, tuple(row for row in plan.activities if row.id in rows[plan.address])) for plan in kept]
    return _named([*own, *around], district)


def judged_in_district(planned: Sequence[Planned], district: District, as_of: date) -> tuple[Planned, ...]:
    """The same with what the district and its schools told by the day `as_of`; of a plan of the region only the district."""
    filed = tuple(existing(district.filed, as_of))
    return tuple(_in_district(one, district, filed, as_of) for one in planned)


def judged_in_school(planned: Sequence[Planned], school: SchoolFolder, district: District, as_of: date) -> tuple[Planned, ...]:
    """The same with what the school told by the day `as_of`."""
    filed = tuple(existing(district.filed, as_of))
    return tuple(_in_school(one, school, filed, as_of) for one in planned)


def whose(plan: Plan) -> Told:
    """Whose plan it is: «план школы»."""
    return _PLANS[level_of(plan.owner)]


def origin(plan: Plan, *, alone: bool) -> Told:
    """Whose plan it is; one that is not `alone` among those of its owner also by the order that approved it."""
    found = whose(plan)
    if alone:
        return found
    return found._replace(words=f"{found.words}, {plan.roadmap.order.kind} {requisites(plan.roadmap.order)}")


def _concerns(plan: Plan, district: District) -> bool:
    """Whether a plan of the region concerns the district; one that names no districts concerns all."""
    return plan.roadmap.districts is None or district.address in plan.roadmap.districts


def _valid(plan: Plan) -> tuple[Row, ...]:
    return tuple(row for row in plan.activities if row.activity.dropped is None)


def _named(plans: Iterable[tuple[Plan, tuple[Row, ...]]], district: District) -> tuple[Planned, ...]:
    """Each with whose plan it is; where there are several of the same, by the order that approved it."""
    found = [(plan, rows) for plan, rows in plans if rows]
    owners = [plan.owner for plan, _ in found]
    origins = [origin(plan, alone=owners.count(plan.owner) == 1) for plan, _ in found]
    pairs = zip(found, origins, strict=True)
    return tuple(Planned(plan, rows, origin, _parties(plan, district)) for (plan, rows), origin in pairs)


def _parties(plan: Plan, district: District) -> Mapping[Party, str]:
    return {} if level_of(plan.owner) is Level.REGIONAL else pages_of(plan, district)


def _in_district(planned: Planned, district: District, filed: Sequence[Filed], as_of: date) -> Planned:
    rows = district_statuses(planned.plan, district, filed, as_of)
    if rows is None:
        return planned
    is_own = planned.plan.owner == district.address
    statuses = {row.row.id: row if is_own else replace(row, schools=()) for row in rows}
    return replace(planned, statuses=statuses, is_silent=False)


def _in_school(planned: Planned, school: SchoolFolder, filed: Sequence[Filed], as_of: date) -> Planned:
    rows = school_statuses(planned.plan, school, filed, as_of)
    if rows is None:
        return planned
    return replace(planned, statuses={row.row.id: PlanRow(row.row, row) for row in rows}, is_silent=False)


def _told(page: str, known: PlanRow, term: Occurrence | None) -> Iterator[Told]:
    """Who adopted the plan first; the schools then only where they have told, or are expected to."""
    schools = [one for one in known.schools if term in (None, one.term)]
    is_told = known.own is None or any(one.reported or one.state in (State.RUNNING, State.PASSED) for one in schools)
    whose = f"{REPORTERS[PartyLevel.MUNICIPAL]}: " if schools and is_told else ""
    if known.own is not None:
        for line in _lines(known.own, term, page):
            yield line._replace(words=whose + line.words)
    for one in schools if is_told else ():
        yield Told(one.state.value, f"школы: {one.words if term else one.text}")


def _lines(status: RowStatus, term: Occurrence | None, page: str) -> Iterator[Told]:
    if term is None:
        yield from (told(page, line) for line in status.lines)
    for one in status.each:
        if one.term == term and term is not None:
            yield told(page, one)._replace(words=one.words)
