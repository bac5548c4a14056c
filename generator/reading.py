"""Reading a unit of the data: its files to a `District`, with every fault of every file in one run."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from typing import TypeVar

from generator.annex import UnfitAnnexError, learn
from generator.checks.blanks import check_blanks
from generator.checks.documents import check_project_file, check_territory
from generator.checks.located import Located, Surroundings
from generator.checks.occurrences import check_agreement, check_occurrences
from generator.checks.parties import check_addresses
from generator.checks.plans import check_plan
from generator.checks.quotes import check_quotes
from generator.checks.references import Reference, plan_references, profile_references, report_references
from generator.checks.reports import check_report
from generator.district import District, SchoolFolder
from generator.files import SourceFile
from generator.ids import closest, is_id
from generator.model import DistrictProfile, Model, Project, Region, Report, Roadmap, School, Territory
from generator.plan import Plan, make_plan, walk, with_successors
from generator.problem import TOP, Problem, problem
from generator.schema import validate
from generator.source import read as read_tree
from generator.values import MAX_ROWS

M = TypeVar("M", bound=Model)
T = TypeVar("T", bound=Territory)

PROFILES: Mapping[type[Territory], str] = {Region: "region.yml", DistrictProfile: "district.yml", School: "school.yml"}
"""The file that describes a folder, by the kind of folder."""
BESIDE = ("projects", "reports", "files")
"""Folders that lie beside the files of a territory or a school."""
ANNEX = "annex.docx"
"""The file with the template of annexes in Word, for the plans of a folder and of those below it."""


def is_roadmap(path: str) -> bool:
    """Whether the source at the `path` in the data is a plan, by its name and place."""
    *_, folder, name = ("", *path.split("/"))
    return name.endswith(".yml") and folder not in BESIDE and name not in PROFILES.values()


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a unit: the district (None if its profile cannot be read), all faults, and the projects seen from it.

    `unread` are the ids of projects whose files have faults: whoever names them is not to blame.
    """

    district: District | None
    problems: list[Problem]
    projects: Mapping[str, Project]
    unread: frozenset[str] = frozenset()


_MOST_PROBLEMS = 500
"""Problems of one plan, profile or report that are told at once."""


@dataclass(slots=True)
class _Folder:
    """The files of one folder while they are read; problems and references are shared by the whole unit.

    `projects` are those of the folder, `seen` also those above it, `unread` the ids of those whose files have faults. `unsaid`
    are the codes not to be told of in a file, because a fault of its shape is told already; only the files without
    such faults are `whole`. `annex` is its template of annexes, or the next above.
    """

    address: str
    sources: list[SourceFile]
    documents: frozenset[str]
    as_of: date
    problems: list[Problem]
    references: list[Reference]
    projects: dict[str, Project] = field(default_factory=dict)
    seen: dict[str, Project] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    trees: dict[str, Located] = field(default_factory=dict)
    unsaid: dict[str, frozenset[str]] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)
    annex: bytes | None = None

    def named(self, under: str = "") -> list[tuple[str, SourceFile]]:
        """Files directly in the folder, or directly in its folder `under`, each with the stem of its name."""
        start = "/".join(filter(None, (self.address, under))) + "/"
        start = start.lstrip("/")
        found = [(file.path.removeprefix(start), file) for file in self.sources if file.path.startswith(start)]
        return [(name.removesuffix(".yml"), file) for name, file in found if "/" not in name and name.endswith(".yml")]

    def read(self, kind: type[M], file: SourceFile) -> M | None:
        """The model of one file, or of what is left of it without its faults of shape; these are noted."""
        tree, problems = read_tree(file.path, file.data)
        self.problems += problems
        if tree is None:
            return None
        judged = validate(kind, file.path, tree)
        self.problems += judged.problems
        if not judged.problems:
            self.whole.add(file.path)
        if judged.model is not None:
            self.trees[file.path] = Located(file.path, tree)
            self.unsaid[file.path] = judged.unsaid
            self.note(file.path, check_quotes(self.trees[file.path]))
            self.note(file.path, check_blanks(self.trees[file.path]))
        return judged.model

    def note(self, file: str, problems: Iterable[Problem]) -> None:
        """Take up the problems of a file, but for those that only follow from others."""
        self.problems += islice((fault for fault in problems if fault.code not in self.unsaid[file]), _MOST_PROBLEMS)

    def read_projects(self, above: Reading) -> None:
        """The projects of this folder; an id may stand only once on the way up."""
        self.seen, self.unread = {**above.projects}, {*above.unread}
        for stem, file in self.named("projects"):
            is_twice = stem in self.seen or stem in self.unread
            if is_twice:
                where = self.seen[stem].title if stem in self.seen else "в его файле ошибка"
                self.problems.append(problem("R15", file.path, TOP, id=stem, where=where))
            project = self.read(Project, file)
            if is_twice:
                continue
            if project is not None and file.path in self.whole:
                self.projects[stem] = project
            else:
                self.unread.add(stem)
            if project is not None:
                around = Surroundings((), {**self.seen, stem: project}, self.documents, self.as_of, self.unread)
                self.note(file.path, check_project_file(self.trees[file.path], stem, project, around))
        self.seen |= self.projects

    def read_annex(self, above: bytes | None) -> None:
        """The template of its annexes; where the folder has none, the one `above` holds."""
        self.annex = above
        for file in self.sources:
            if file.path == f"{self.address}/{ANNEX}":
                self.annex = file.data
                try:
                    learn(file.data)
                except UnfitAnnexError as fault:
                    self.problems.append(problem("F14", file.path, TOP, fault=str(fault)))

    def surroundings(self, schools: Collection[str]) -> Surroundings:
        """What the files of this folder may name."""
        return Surroundings(schools, self.seen, self.documents, self.as_of, self.unread)

    def read_profile(self, kind: type[T]) -> T | None:
        """The profile of the folder; a misspelt or missing one is a fault."""
        name = PROFILES[kind]
        files = dict(self.named())
        file = files.get(name.removesuffix(".yml"))
        if file is not None:
            return self.read(kind, file)
        misspelt = _misspelt(name, files)
        if misspelt is None:
            self.problems.append(problem("F07", f"{self.address}/{name}", TOP, profile=name))
        else:
            self.problems.append(problem("F06", files[misspelt].path, TOP, name=f"{misspelt}.yml", profile=name))
        return None

    def read_roadmaps(self, profile: str) -> list[Plan]:
        """Every other `.yml` of the folder is a roadmap it adopted."""
        plans = []
        misspelt = {fault.file for fault in self.problems if fault.code == "F06"}
        for stem, file in self.named():
            name = f"{stem}.yml"
            if name == profile or file.path in misspelt:
                continue
            if name in PROFILES.values():
                hint = f"Эту папку описывает файл {profile}; этот удалите."
                self.problems.append(problem("F04", file.path, TOP, hint=hint, name=name))
            elif not is_id(stem):
                self.problems.append(problem("F01", file.path, TOP, name=name))
            elif roadmap := self.read(Roadmap, file):
                if sum(1 for _ in walk(roadmap)) > MAX_ROWS:
                    self.problems.append(problem("S10", file.path, TOP, limit=MAX_ROWS))
                else:
                    plans.append(make_plan(f"{self.address}/{stem}", file.path, roadmap))
        return with_successors(plans)

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
            self.note(at.file, check_territory(at, profile, around))
            self.references += profile_references(at, profile)
        for plan in plans:
            at = self.trees[plan.source]
            self.note(at.file, check_plan(at, plan, around))
            self.references += plan_references(at, plan)
        for path, report in reports:
            self.note(path, check_report(self.trees[path], report, around))
            self.references += report_references(self.trees[path], report)


def _misspelt(profile: str, files: Iterable[str]) -> str | None:
    """The file that was most likely meant to be the profile: that of another kind of folder, or one named nearly so."""
    stem = profile.removesuffix(".yml")
    others = [name for name in files if f"{name}.yml" in PROFILES.values()]
    return others[0] if others else closest(stem, (name for name in files if not name[0].isdigit()))


def read_federal(sources: Iterable[SourceFile], documents: frozenset[str], as_of: date) -> Reading:
    """The federal projects, `projects/*.yml` at the root of the data; there is no district."""
    folder = _Folder("", sorted(sources), documents, as_of, [], [])
    folder.read_projects(Reading(None, [], {}))
    return Reading(None, sorted(folder.problems), folder.seen, frozenset(folder.unread))


def read_region(address: str, sources: Iterable[SourceFile], documents: frozenset[str], above: Reading, as_of: date) -> Reading:
    """The own files of the region at `address`; `documents` are paths in the data, `above` are the federal projects."""
    return _read(address, Region, (), sorted(sources), documents, above, as_of)


def read_district(
    address: str,
    schools: Iterable[str],
    sources: Iterable[SourceFile],
    documents: frozenset[str],
    above: Reading,
    as_of: date,
) -> Reading:
    """The district at `address` with its `schools` (ids of folders).

    `sources` are all `.yml` files below the folder and templates of annexes, `documents` the paths of all other files below
    it; `above` is the reading of its region, `as_of` is the day after which a report cannot be dated. Every fault of every
    file is told.
    """
    return _read(address, DistrictProfile, tuple(sorted(schools)), sorted(sources), documents, above, as_of)


def _read(
    address: str,
    kind: type[Region] | type[DistrictProfile],
    schools: tuple[str, ...],
    sources: list[SourceFile],
    documents: frozenset[str],
    above: Reading,
    as_of: date,
) -> Reading:
    problems: list[Problem] = []
    references: list[Reference] = []
    own = _Folder(address, sources, _beside(address, documents), as_of, problems, references)
    profile = own.read_profile(kind)
    own.read_projects(above)
    own.read_annex(above.district.annex if above.district else None)
    plans = own.read_roadmaps(PROFILES[kind])
    reports = own.read_reports()
    own.check(profile, plans, reports, own.surroundings(schools))
    seen = Reading(None, [], own.seen, frozenset(own.unread))
    folders = [_read_school(f"{address}/{school}", schools, own, documents, seen) for school in schools]
    for fault in check_addresses(own.trees, plans):
        own.note(fault.file, [fault])
    _check_reports(own, plans, reports, [folder for folder in folders if folder is not None])
    if profile is None:
        return replace(seen, problems=sorted(problems))
    district = District(
        address=address,
        source=f"{address}/{PROFILES[kind]}",
        profile=profile,
        plans=tuple(plans),
        schools=tuple(folder for folder in folders if folder is not None),
        projects=own.projects,
        reports=tuple(reports),
        files=own.documents,
        references=tuple(references),
        annex=own.annex,
    )
    return replace(seen, district=district, problems=sorted(problems))


def _check_reports(own: _Folder, plans: list[Plan], reports: list[tuple[str, Report]], schools: list[SchoolFolder]) -> None:
    """Reports against the plans of the unit; those on plans elsewhere are held only against their rows."""
    known = {plan.address: plan for plan in (*plans, *(plan for school in schools for plan in school.plans))}
    for folder in (reports, *(list(school.reports) for school in schools)):
        for path, report in folder:
            if plan := known.get(report.roadmap or ""):
                own.note(path, check_occurrences(own.trees[path], report, plan))
        own.problems += check_agreement(own.trees, folder, known)


def _read_school(
    address: str, schools: tuple[str, ...], district: _Folder, documents: frozenset[str], above: Reading
) -> SchoolFolder | None:
    own = _Folder(
        address, district.sources, _beside(address, documents), district.as_of, district.problems, district.references
    )
    profile = own.read_profile(School)
    own.read_projects(above)
    own.read_annex(district.annex)
    plans = own.read_roadmaps(PROFILES[School])
    reports = own.read_reports()
    own.check(profile, plans, reports, own.surroundings(schools))
    district.trees |= own.trees
    district.unsaid |= own.unsaid
    if profile is None:
        return None
    source = f"{address}/{PROFILES[School]}"
    return SchoolFolder(address, source, profile, tuple(plans), own.projects, tuple(reports), own.documents, own.annex)


def _beside(address: str, documents: frozenset[str]) -> frozenset[str]:
    """The documents below the folder, named as its files name them."""
    return frozenset(path.removeprefix(f"{address}/") for path in documents if path.startswith(f"{address}/"))
