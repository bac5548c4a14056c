"""Reading a unit of the data: its files to a `District`, with every fault of every file in one run."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from generator.checks.documents import check_documents, check_territory
from generator.checks.located import Located, Surroundings
from generator.checks.plans import check_plan
from generator.checks.quotes import check_quotes
from generator.checks.references import Reference, plan_references, profile_references, report_references
from generator.checks.reports import check_report
from generator.district import District, SchoolFolder
from generator.files import SourceFile
from generator.ids import closest, is_id
from generator.model import DistrictProfile, Model, Project, Region, Report, Roadmap, School, Territory
from generator.plan import Plan, make_plan
from generator.problem import TOP, Problem, problem
from generator.schema import validate
from generator.source import read as read_tree

M = TypeVar("M", bound=Model)
T = TypeVar("T", bound=Territory)

PROFILES: Mapping[type[Territory], str] = {Region: "region.yml", DistrictProfile: "district.yml", School: "school.yml"}
"""The file that describes a folder, by the kind of folder."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a unit: the district (None if its profile cannot be read), all faults, and the projects seen from it."""

    district: District | None
    problems: list[Problem]
    projects: Mapping[str, Project]


@dataclass(slots=True)
class _Folder:
    """The files of one folder while they are read; problems and references are shared by the whole unit."""

    address: str
    sources: list[SourceFile]
    documents: frozenset[str]
    as_of: date
    problems: list[Problem]
    references: list[Reference]
    projects: dict[str, Project] = field(default_factory=dict)
    trees: dict[str, Located] = field(default_factory=dict)

    def named(self, under: str = "") -> list[tuple[str, SourceFile]]:
        """Files directly in the folder, or directly in its folder `under`, each with the stem of its name."""
        start = "/".join(filter(None, (self.address, under))) + "/"
        start = start.lstrip("/")
        found = [(file.path.removeprefix(start), file) for file in self.sources if file.path.startswith(start)]
        return [(name.removesuffix(".yml"), file) for name, file in found if "/" not in name and name.endswith(".yml")]

    def read(self, kind: type[M], file: SourceFile) -> M | None:
        """The model of one file; its faults are noted."""
        tree, problems = read_tree(file.path, file.data)
        self.problems += problems
        if tree is None:
            return None
        at = Located(file.path, tree)
        self.trees[file.path] = at
        self.problems += check_quotes(at)
        model, faults = validate(kind, file.path, tree)
        self.problems += faults
        return model

    def read_projects(self, above: Mapping[str, Project]) -> Mapping[str, Project]:
        """The projects of this folder with those above it; an id may stand only once on the way up."""
        for stem, file in self.named("projects"):
            project = self.read(Project, file)
            if stem in above:
                self.problems.append(problem("R15", file.path, TOP, id=stem, where=above[stem].title))
            if project is not None:
                self.projects[stem] = project
                around = Surroundings((), {}, self.documents, self.as_of)
                self.problems += check_documents(self.trees[file.path], ("documents",), project.documents, around)
        return {**above, **self.projects}

    def read_profile(self, kind: type[T]) -> T | None:
        """The profile of the folder; a misspelt or missing one is a fault."""
        name = PROFILES[kind]
        files = dict(self.named())
        file = files.get(name.removesuffix(".yml"))
        if file is not None:
            return self.read(kind, file)
        stem = closest(name.removesuffix(".yml"), files)
        if stem is None:
            self.problems.append(problem("F07", f"{self.address}/{name}", TOP, profile=name))
        else:
            self.problems.append(
                problem("F06", files[stem].path, TOP, name=f"{stem}.yml", profile=name, hint=f"Назовите его {name}.")
            )
        return None

    def read_roadmaps(self, profile: str) -> list[Plan]:
        """Every other `.yml` of the folder is a roadmap it adopted."""
        plans = []
        taken = {fault.file for fault in self.problems if fault.code == "F06"}
        for stem, file in self.named():
            if f"{stem}.yml" != profile and file.path not in taken and is_id(stem):
                roadmap = self.read(Roadmap, file)
                if roadmap is not None:
                    plans.append(make_plan(f"{self.address}/{stem}", file.path, roadmap))
        return plans

    def read_reports(self) -> list[tuple[str, Report]]:
        """The reports of the folder, by path."""
        read = [(file.path, self.read(Report, file)) for _, file in self.named("reports")]
        return [(path, report) for path, report in read if report is not None]

    def check(
        self, profile: Territory | None, plans: list[Plan], reports: list[tuple[str, Report]], around: Surroundings
    ) -> None:
        """The rules beyond the shape, for the profile, plans and reports of this folder."""
        if profile is not None:
            at = self.trees[f"{self.address}/{PROFILES[type(profile)]}"]
            self.problems += check_territory(at, profile, around)
            self.references += profile_references(at, profile)
        for plan in plans:
            at = self.trees[plan.source]
            self.problems += check_plan(at, plan, around)
            self.references += plan_references(at, plan)
        for path, report in reports:
            self.problems += check_report(self.trees[path], report, around)
            self.references += report_references(self.trees[path], report)


def read_federal(sources: Iterable[SourceFile], documents: frozenset[str], as_of: date) -> Reading:
    """The federal projects, `projects/*.yml` at the root of the data; there is no district."""
    folder = _Folder("", sorted(sources), documents, as_of, [], [])
    projects = folder.read_projects({})
    return Reading(None, sorted(folder.problems), projects)


def read_region(
    address: str, sources: Iterable[SourceFile], documents: frozenset[str], above: Mapping[str, Project], as_of: date
) -> Reading:
    """The own files of the region at `address`; `documents` are paths in the data, `above` the federal projects."""
    return _read(address, Region, (), sorted(sources), documents, above, as_of)


def read_district(
    address: str,
    schools: Iterable[str],
    sources: Iterable[SourceFile],
    documents: frozenset[str],
    above: Mapping[str, Project],
    as_of: date,
) -> Reading:
    """The district at `address` with its `schools` (ids of folders).

    `sources` are all `.yml` files below the folder, `documents` the paths of all other files below it; `above` are the projects
    of its region and the federal ones, `as_of` is the day after which a report cannot be dated. Every fault of every file is told.
    """
    return _read(address, DistrictProfile, tuple(sorted(schools)), sorted(sources), documents, above, as_of)


def _read(
    address: str,
    kind: type[Region] | type[DistrictProfile],
    schools: tuple[str, ...],
    sources: list[SourceFile],
    documents: frozenset[str],
    above: Mapping[str, Project],
    as_of: date,
) -> Reading:
    problems: list[Problem] = []
    references: list[Reference] = []
    own = _Folder(address, sources, _beside(address, documents), as_of, problems, references)
    profile = own.read_profile(kind)
    projects = own.read_projects(above)
    plans = own.read_roadmaps(PROFILES[kind])
    reports = own.read_reports()
    own.check(profile, plans, reports, Surroundings(schools, projects, own.documents, own.as_of))
    folders = []
    for school in schools:
        folder = _read_school(f"{address}/{school}", schools, own, documents, projects)
        if folder is not None:
            folders.append(folder)
    for plan in plans:
        stem = plan.address.rpartition("/")[2]
        if stem in schools:
            problems.append(problem("F08", plan.source, TOP, name=stem))
    if profile is None:
        return Reading(None, sorted(problems), projects)
    district = District(
        address=address,
        source=f"{address}/{PROFILES[kind]}",
        profile=profile,
        plans=tuple(plans),
        schools=tuple(folders),
        projects=own.projects,
        reports=tuple(reports),
        files=own.documents,
        references=tuple(references),
    )
    return Reading(district, sorted(problems), projects)


def _read_school(
    address: str, schools: tuple[str, ...], district: _Folder, documents: frozenset[str], above: Mapping[str, Project]
) -> SchoolFolder | None:
    own = _Folder(
        address, district.sources, _beside(address, documents), district.as_of, district.problems, district.references
    )
    profile = own.read_profile(School)
    projects = own.read_projects(above)
    plans = own.read_roadmaps(PROFILES[School])
    reports = own.read_reports()
    own.check(profile, plans, reports, Surroundings(schools, projects, own.documents, own.as_of))
    if profile is None:
        return None
    source = f"{address}/{PROFILES[School]}"
    return SchoolFolder(address, source, profile, tuple(plans), own.projects, tuple(reports), own.documents)


def _beside(address: str, documents: frozenset[str]) -> frozenset[str]:
    """The documents below the folder, named as its files name them."""
    return frozenset(path.removeprefix(f"{address}/") for path in documents if path.startswith(f"{address}/"))
