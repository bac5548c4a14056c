"""All the data: every unit of the folder, read one after another, each forgotten before the next."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.checks.references import Target, check_references
from generator.district import Context, District, Summary
from generator.folder import Unit, survey
from generator.plan import Plan
from generator.problem import Problem
from generator.reading import Reading, is_roadmap, read_district, read_federal, read_region
from generator.rules import Severity
from generator.summary import summarize, told_of

Progress = Callable[[str], None]
"""Told the address of each unit when it is taken up."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What one run over all files found: every problem, and the summaries of all units that could be read."""

    root: Path
    as_of: date
    units: tuple[Unit, ...]
    problems: tuple[Problem, ...]
    summaries: tuple[Summary, ...]

    @property
    def has_errors(self) -> bool:
        """Whether anything forbids to build."""
        return any(map(_is_error, self.problems))

    def districts(self, progress: Progress, site_url: str = "") -> Iterator[tuple[District, Context]]:
        """Every unit once more, whole, with what it is drawn in; only for data without errors.

        `site_url` is where the site will be published, empty if unknown.
        """
        summaries = {summary.address: summary for summary in self.summaries}
        documents = {unit.address: unit.documents for unit in self.units}
        told = told_of(self.summaries)
        below: dict[str, list[tuple[str, str]]] = {}
        for summary in self.summaries:
            if not summary.is_region:
                below.setdefault(summary.address.partition("/")[0], []).append((summary.address, summary.title))
        above: tuple[Plan, ...] = ()
        for _, reading in _read_units(self.root, self.units, self.as_of, progress):
            if (district := reading.district) is not None:
                sizes = {**documents[""], **documents[district.region], **documents[district.address]}
                above = district.plans if district.is_region else above  # a region comes before its districts
                region = summaries[district.region]
                around = Context(
                    region,
                    reading.projects,
                    self.root.name,
                    sizes,
                    above,
                    site_url=site_url,
                    told=told.get(district.address, ()),
                    districts=tuple(below.get(district.address, ())),
                )
                yield district, around


def check(root: Path, reserved: Collection[str], as_of: date, today: date, progress: Progress) -> Checked:
    """Read and check all files below the data folder `root`.

    `reserved` are names at the top of the site, `as_of` is the day that the pages show, `today` the day after which no report
    can be dated (a site may be built as of a day long past).
    """
    units, problems = survey(root, reserved)
    summaries: list[Summary] = []
    regions: dict[str, Summary] = {}
    for faults, reading in _read_units(root, units, max(as_of, today), progress):
        found = [*faults, *reading.problems]
        problems += found
        if (unit := reading.district) is not None:
            region = regions.get(unit.region)
            is_sound = not any(map(_is_error, found))
            summary = summarize(unit, as_of, Context(region, reading.projects) if region and is_sound else None)
            summaries.append(summary)
            if unit.is_region:
                regions[unit.address] = summary
    problems += [fault for unit in units for fault in unit.check_documents(root)]
    references = (reference for summary in summaries for reference in summary.references)
    faulty = {fault.file for fault in problems if _is_error(fault)}
    plans = (plan for summary in summaries for plan in summary.plans)
    rows = {plan.address: plan.rows for plan in plans if f"{plan.address}.yml" not in faulty}
    problems += check_references(references, _pages(units), rows)
    return Checked(root, as_of, tuple(units), tuple(sorted(set(problems))), tuple(summaries))


def _is_error(fault: Problem) -> bool:
    return fault.severity is Severity.ERROR


def _read_units(
    root: Path, units: Collection[Unit], today: date, progress: Progress
) -> Iterator[tuple[list[Problem], Reading]]:
    """Each unit, federal projects first and regions before their districts; with the files that could not be read."""
    federal = regional = Reading(None, [], {})
    for unit in units:
        progress(unit.address)
        sources, faults = unit.read(root)
        documents = frozenset(unit.documents)
        if not unit.address:
            reading = read_federal(sources, documents, today)
            federal = reading
        elif "/" not in unit.address:
            reading = read_region(unit.address, sources, documents, federal, today)
            regional = reading
        else:
            reading = read_district(unit.address, unit.schools, sources, documents, regional, today)
        yield faults, reading


def _pages(units: Collection[Unit]) -> dict[str, Target]:
    """The addresses of all pages that files can name, also of files that cannot be read."""
    pages: dict[str, Target] = {}
    for unit in units:
        if unit.address:
            pages[unit.address] = Target.DISTRICT if "/" in unit.address else Target.REGION
        pages.update((f"{unit.address}/{school}", Target.SCHOOL) for school in unit.schools)
        for path in unit.sources:
            if is_roadmap(path):
                pages[path.removesuffix(".yml")] = Target.PLAN
    return pages
