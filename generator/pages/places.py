"""Regions with their districts, from summaries alone: how pages list them and what they count."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from generator.district import Coming, PlanSummary, Summary
from generator.ids import href
from generator.news import News
from generator.pages.plans import PlanLine, common_axis, count, plan_line
from generator.russian import plural, sort_key
from generator.terms import Phase, latest_first, phase
from generator.timeline import Axis

MOST_MAPS = 30
"""Up to so many districts a page draws with their maps."""
MOST_NAMES = 300
"""Up to so many districts a page names."""


@dataclass(frozen=True, slots=True)
class Place:
    """A region with its districts, in the sequence of the alphabet."""

    region: Summary
    districts: tuple[Summary, ...]

    @property
    def plans(self) -> tuple[PlanSummary, ...]:
        """All plans of the region, of its districts and of their schools."""
        return tuple(plan for unit in self.units for plan in unit.plans)

    @property
    def units(self) -> tuple[Summary, ...]:
        """The region and its districts."""
        return self.region, *self.districts

    @property
    def reports(self) -> tuple[News, ...]:
        """The newest reports of each unit."""
        return tuple(item for unit in self.units for item in unit.reports)

    @property
    def coming(self) -> tuple[Coming, ...]:
        """The terms that come due, by last day, then by first day."""
        found = (item for unit in self.units for item in unit.coming)
        return tuple(sorted(found, key=lambda item: item.order))

    @property
    def is_reported(self) -> bool:
        """Whether anything is known of how one of the plans is carried out."""
        return any(unit.is_reported for unit in self.units)


@dataclass(frozen=True, slots=True)
class DistrictLine:
    """A district in a list: `plan` is the one to show (running, else the latest), `more` how many others there are."""

    href: str
    title: str
    region: str
    plan: PlanLine | None
    more: int


def places(summaries: Iterable[Summary]) -> tuple[list[Place], list[Place]]:
    """The real regions and the fictional ones, each in the sequence of the alphabet. Only the real ones are ever counted."""
    units = sorted(summaries, key=lambda unit: (sort_key(unit.title), unit.address))
    districts: dict[str, list[Summary]] = {unit.address: [] for unit in units if unit.is_region}
    for unit in units:
        if not unit.is_region:
            districts[unit.address.partition("/")[0]].append(unit)
    found = [Place(unit, tuple(districts[unit.address])) for unit in units if unit.is_region]
    return [place for place in found if not place.region.demo], [place for place in found if place.region.demo]


def district_lines(
    page: str, items: Sequence[Place], as_of: date, beside: Sequence[PlanSummary] = ()
) -> tuple[list[DistrictLine], Axis | None]:
    """The districts of `items` with a plan each, and the axis on which all their maps stand (None if there is no plan).

    A page has one axis: it also holds the plans `beside` the list.
    """
    districts = [(place.region, unit) for place in items for unit in place.districts]
    shown = {unit.address: _shown(unit, as_of) for _, unit in districts}
    plans = [*beside, *(plan for plan in shown.values() if plan)]
    axis = common_axis(plans, as_of) if plans else None
    lines = [_line(page, region, unit, shown[unit.address], axis, as_of) for region, unit in districts]
    return sorted(lines, key=lambda line: sort_key(line.title)), axis


def tally(items: Sequence[Place]) -> list[tuple[str, int, str]]:
    """What `items` hold, for the column beside the title: words, number, link."""
    counts = count(plan for place in items for plan in place.plans)
    schools = sum(len(unit.schools) for place in items for unit in place.districts)
    return [
        ("Муниципалитеты", sum(len(place.districts) for place in items), ""),
        ("Планы", counts.plans, ""),
        ("Мероприятия", counts.activities, ""),
        ("С названным днём", counts.exact, ""),
        ("Без даты", counts.undated, ""),
        ("Школы", schools, ""),
    ]


def whose(items: Iterable[Place]) -> dict[str, str]:
    """The title of the region, district or school that adopted each plan, by the address of the plan."""
    units = [unit for place in items for unit in place.units]
    titles = {unit.address: unit.title for unit in units} | {school: title for unit in units for school, title in unit.schools}
    return {plan.address: titles[plan.address.rpartition("/")[0]] for unit in units for plan in unit.plans}


def holdings(place: Place) -> str:
    """«2 муниципалитета, 3 плана, 35 мероприятий»."""
    counts = count(place.plans)
    sums = (
        (len(place.districts), "муниципалитет", "муниципалитета", "муниципалитетов"),
        (counts.plans, "план", "плана", "планов"),
        (counts.activities, "мероприятие", "мероприятия", "мероприятий"),
    )
    return ", ".join(f"{number}\u00a0{plural(number, *forms)}" for number, *forms in sums if number) or "планов пока нет"


def _shown(unit: Summary, as_of: date) -> PlanSummary | None:
    """The plan of a district to show in a list: its own running one, else its latest."""
    own = [plan for plan in unit.plans if plan.address.rpartition("/")[0] == unit.address]
    own.sort(key=lambda plan: (phase(plan.runs, as_of) is not Phase.RUNNING, latest_first(plan.period)))
    return own[0] if own else None


def _line(page: str, region: Summary, unit: Summary, plan: PlanSummary | None, axis: Axis | None, as_of: date) -> DistrictLine:
    return DistrictLine(
        href=href(page, unit.address),
        title=unit.title,
        region=region.title,
        plan=plan_line(page, plan, axis, as_of) if plan and axis else None,
        more=max(len(unit.plans) - 1, 0),
    )
