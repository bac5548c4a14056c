"""The responsible parties of a territory: each with the address of its page and all it answers for, over years and orders.

A party is the same in several plans of one territory where its name is the same, letter case and white space aside. Schools'
own plans may name it too; whom only they name («Директор») is theirs alone and has no page, for another school has another.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.amendments import in_force
from generator.district import District
from generator.model import Party, PartyLevel
from generator.plan import Plan, Row
from generator.terms import latest_first
from generator.wordings import fold, party_id

PARTIES = "parties"
"""The folder of the pages of parties below that of their territory; no file has this name (`ids.RESERVED`)."""


@dataclass(frozen=True, slots=True)
class Duty:
    """What `plan` asks of a party: the `party` as the plan names it, its `rows` in force in the sequence of the order."""

    plan: Plan
    party: Party
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Responsible:
    """A party of a territory: the `address` of its page, and a duty for each plan that names it.

    The plans of the territory stand first, then those of its schools; of each the one that begins last.
    """

    address: str
    duties: tuple[Duty, ...]

    @property
    def name(self) -> str:
        """Its name as the latest plan has it."""
        return self.duties[0].party.name

    @property
    def levels(self) -> tuple[PartyLevel, ...]:
        """Who is expected to report for it; more than one only where plans disagree."""
        return tuple(dict.fromkeys(duty.party.level for duty in self.duties))

    @property
    def amount(self) -> int:
        """How many activities it answers for."""
        return sum(len(duty.rows) for duty in self.duties)


def responsible(unit: District, as_of: date) -> tuple[Responsible, ...]:
    """The parties of a district or of a region's own files, in the sequence of its plans, the one that begins last first.

    The plans are worded as on the day `as_of`.
    """
    found: dict[str, list[Duty]] = {}
    for plan in _worded(unit.plans, as_of):
        for party in plan.roadmap.parties:
            if party_id(party):
                found.setdefault(fold(party.name), []).append(_duty(plan, party))
    for plan in _worded((plan for school in unit.schools for plan in school.plans), as_of):
        for party in _shared(plan):
            if duties := found.get(fold(party.name)):
                duties.append(_duty(plan, party))
    return tuple(Responsible(_address(unit, duties[0].party), tuple(duties)) for duties in found.values())


def pages_of(plan: Plan, unit: District) -> dict[Party, str]:
    """The addresses of the pages of those parties of `plan`, one of the `unit` or of a school of it, that have one."""
    if plan.owner == unit.address:
        return {party: _address(unit, party) for party in plan.roadmap.parties if party_id(party)}
    named = {fold(party.name): _address(unit, party) for own in unit.plans for party in own.roadmap.parties if party_id(party)}
    return {party: named[fold(party.name)] for party in _shared(plan) if fold(party.name) in named}


def rows_of(plan: Plan, party: Party | None) -> tuple[Row, ...]:
    """The activities in force for which `party` answers; for None those for which the order names nobody."""
    rows = (row for row in plan.activities if row.activity.dropped is None)
    return tuple(row for row in rows if (party in row.parties if party else not row.parties))


def _worded(plans: Iterable[Plan], as_of: date) -> Iterator[Plan]:
    """The plans as on the day, the one that begins last first."""
    latest = sorted(plans, key=lambda plan: (latest_first(plan.roadmap.period), plan.address))
    return (in_force(plan, as_of) for plan in latest)


def _duty(plan: Plan, party: Party) -> Duty:
    return Duty(plan, party, rows_of(plan, party))


def _shared(plan: Plan) -> Iterator[Party]:
    """Those parties of a plan of a school that are not the school's own."""
    return (party for party in plan.roadmap.parties if party.level is not PartyLevel.SCHOOL)


def _address(unit: District, party: Party) -> str:
    return f"{unit.address}/{PARTIES}/{party_id(party)}"
