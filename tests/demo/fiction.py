"""The data of this project as the pages get it, on the day of the tables."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from generator.amendments import in_force
from generator.data import check
from generator.district import Context, District, SchoolFolder, Summary
from generator.filed import Filed, gather
from generator.plan import Plan

ROADMAPS = Path(__file__).parents[2] / "roadmaps"
AS_OF = date(2026, 11, 22)
REGION = "vymyshlennaya-oblast"
DISTRICT = f"{REGION}/primernyy"


@dataclass(frozen=True)
class Data:
    """Every unit by its address, with what it is drawn in, and the summaries of all, on the day of the tables."""

    units: dict[str, tuple[District, Context]]
    summaries: tuple[Summary, ...]

    def school(self, address: str, as_of: date = AS_OF) -> tuple[SchoolFolder, District, Context]:
        """The school at `address` and its district, their plans worded as on the day."""
        district, context = self.units[address.rpartition("/")[0]]
        (school,) = (school for school in district.schools if school.address == address)
        return _worded(school, as_of), _worded(district, as_of), context

    @property
    def plans(self) -> dict[str, Plan]:
        """Every plan of the fictional region by its address, with the wording of today."""
        units = [self.units[address][0] for address in (REGION, DISTRICT)]
        plans = [plan for unit in units for folder in (unit, *unit.schools) for plan in folder.plans]
        return {plan.address: plan for plan in plans}

    @property
    def filed(self) -> tuple[Filed, ...]:
        """Every report of the fictional region."""
        units = [self.units[address][0] for address in (REGION, DISTRICT)]
        return gather(folder for unit in units for folder in (unit, *unit.schools))


def _worded(folder, as_of: date):
    return replace(folder, plans=tuple(in_force(plan, as_of) for plan in folder.plans))


@cache
def read() -> Data:
    """The data, which has no error."""
    checked = check(ROADMAPS, (), AS_OF, AS_OF, lambda _: None)
    assert not checked.has_errors, [problem.as_text() for problem in checked.problems]
    units = {district.address: (district, context) for district, context in checked.districts(lambda _: None)}
    return Data(units, tuple(summary for summary in checked.summaries if summary.address))
