"""Which schools a plan and its rows concern, and which of the rows a school answers for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

from generator.filed import level_of
from generator.model import Level, PartyLevel, Point, School, Territory
from generator.plan import Plan, Row
from generator.terms import latest_first

_ALL = "all"
_MEANT = {level: (PartyLevel.ALL, PartyLevel(level.value)) for level in Level}


class Participant(Protocol):
    """A school as plans name it."""

    @property
    def address(self) -> str:
        """The address of its page."""

    @property
    def id(self) -> str:
        """The last part of the address."""

    @property
    def profile(self) -> School:
        """Its `school.yml`."""


Anyone = TypeVar("Anyone", bound=Participant)
Some_co = TypeVar("Some_co", bound=Participant, covariant=True)


class Adopter(Protocol[Some_co]):
    """Who adopts plans: a district with its schools, or a region, which has none of its own."""

    @property
    def address(self) -> str:
        """The address of its page."""

    @property
    def profile(self) -> Territory:
        """Its `district.yml` or `region.yml`."""

    @property
    def plans(self) -> tuple[Plan, ...]:
        """The plans it adopted."""

    @property
    def schools(self) -> tuple[Some_co, ...]:
        """Its schools, by id."""


@dataclass(frozen=True, slots=True)
class Concern:
    """What a plan has to say of one school: points of its order that name it, rows it `answers` for, and its `other` rows."""

    plan: Plan
    points: tuple[Point, ...]
    answers: tuple[Row, ...]
    others: tuple[Row, ...]


def schools_of(plan: Plan, district: Adopter[Anyone]) -> tuple[Anyone, ...]:
    """The schools that a plan of the district concerns, in the sequence of the district.

    Those its list names (`all`: every one not closed before the plan begins); without a list those whose profile has the
    project in the period.
    """
    return tuple(school for school in district.schools if _concerns(plan, school))


def concerns(school: Anyone, district: Adopter[Anyone]) -> tuple[Concern, ...]:
    """What the plans of the district have to say of the school, the plan that begins last first."""
    plans = (plan for plan in district.plans if _concerns(plan, school))
    return tuple(concern(plan, school) for plan in sorted(plans, key=lambda plan: latest_first(plan.roadmap.period)))


def concern(plan: Plan, school: Participant) -> Concern:
    """The points and rows of `plan` that concern a school of the plan; a dropped row concerns nobody any more."""
    rows: dict[bool, list[Row]] = {True: [], False: []}
    for row in _rows(plan, school):
        rows[is_of_school(row)].append(row)
    points = tuple(point for point in plan.roadmap.order.points if point.schools and names(point.schools, school))
    return Concern(plan, points, answers=tuple(rows[True]), others=tuple(rows[False]))


def dropped(plan: Plan, school: Participant) -> tuple[Row, ...]:
    """The rows of `plan` that concerned a school of the plan until an amendment dropped them."""
    return tuple(_rows(plan, school, are_dropped=True))


def answered(plan: Plan, school: Participant) -> tuple[Row, ...]:
    """The rows of any plan for which the school answers; in its own one also those for which the order names nobody."""
    if plan.owner == school.address:
        return tuple(row for row in _rows(plan, school) if is_of_school(row) or not row.parties)
    if level_of(plan.owner) is Level.SCHOOL or not _concerns(plan, school):
        return ()
    return concern(plan, school).answers


def answering(plan: Plan, district: Adopter[Anyone]) -> dict[str, tuple[Anyone, ...]]:
    """The schools that answer for each row, by the id of the row; rows for which no school does are left out."""
    found: dict[str, list[Anyone]] = {}
    for school in district.schools:
        for row in answered(plan, school):
            found.setdefault(row.id, []).append(school)
    return {row: tuple(schools) for row, schools in found.items()}


def is_of(row: Row, level: Level) -> bool:
    """Whether those of `level` answer for the row: a party of that level or of level all does."""
    return not row.levels.isdisjoint(_MEANT[level])


def is_of_school(row: Row) -> bool:
    """Whether schools answer for the row: a party of level school or all does."""
    return is_of(row, Level.SCHOOL)


def names(references: tuple[str, ...], school: Participant) -> bool:
    """Whether the references of a plan of its district name the school: by its id, by its address, or by `all`."""
    return any(reference in (_ALL, school.id, school.address) for reference in references)


def _rows(plan: Plan, school: Participant, *, are_dropped: bool = False) -> Iterator[Row]:
    """The activities that concern the school; a sub-activity without schools of its own has those of its row."""
    above: list[tuple[str, ...] | None] = []
    for row in plan.rows:
        schools = row.activity.schools
        if schools is None and row.depth:
            schools = above[row.depth - 1]
        above[row.depth :] = [schools]
        is_dropped = row.activity.dropped is not None
        if not row.is_group and is_dropped is are_dropped and (schools is None or names(schools, school)):
            yield row


def _concerns(plan: Plan, school: Participant) -> bool:
    if plan.roadmap.schools is None:
        return _takes_part(school, plan)
    closed = school.profile.closed
    is_gone = closed is not None and closed <= plan.roadmap.period.start
    named = tuple(name for name in plan.roadmap.schools if name != _ALL) if is_gone else plan.roadmap.schools
    return names(named, school)


def _takes_part(school: Participant, plan: Plan) -> bool:
    period = plan.roadmap.period
    return any(
        entry.project == plan.roadmap.project and entry.period.start <= period.end and entry.period.end >= period.start
        for entry in school.profile.projects
    )
