"""The unit of work: a folder of the data with what it adopted, read, checked, drawn and forgotten.

A district is a folder with the folders of its schools. The files of a region (its profile, projects and plans, without its
districts) are a unit of their own, and so are the federal projects at the root.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from operator import is_
from typing import TypeVar

from generator.amendments import in_force
from generator.checks.references import Reference
from generator.deadline.reading import Deadline
from generator.filed import Filed, gather
from generator.model import Document, Project, Report, School, Territory
from generator.news import Item, News
from generator.plan import Plan
from generator.revision import History
from generator.status import State
from generator.values import Span


@dataclass(frozen=True)  # without slots: what many pages ask of a school or a district is worked out once and kept
class SchoolFolder:
    """A school: its profile, the plans it adopted and its reports, each with the path of its file.

    `source` is the path of `school.yml` in the data; `files` are the paths of its documents, as they are named in its files.
    `annex` is the template of its annexes in Word, its own or the next above, None where there is none.
    """

    address: str
    source: str
    profile: School
    plans: tuple[Plan, ...]
    projects: Mapping[str, Project]
    reports: tuple[tuple[str, Report], ...]
    files: frozenset[str]
    annex: bytes | None = None

    @property
    def id(self) -> str:
        """The last part of the address."""
        return self.address.rpartition("/")[2]

    @cached_property
    def filed(self) -> tuple[Filed, ...]:
        """Its reports, the newest first."""
        return gather((self,))


@dataclass(frozen=True)
class District:
    """A district with its schools; also a region's own files, then `schools` is empty and the profile a `Region`.

    `projects` are those that the territory runs, by id; `references` is what its files say of others; `annex` as of a school.
    """

    address: str
    source: str
    profile: Territory
    plans: tuple[Plan, ...]
    schools: tuple[SchoolFolder, ...]
    projects: Mapping[str, Project]
    reports: tuple[tuple[str, Report], ...]
    files: frozenset[str]
    references: tuple[Reference, ...]
    annex: bytes | None = None

    @property
    def region(self) -> str:
        """The id of the region."""
        return self.address.partition("/")[0]

    @property
    def is_region(self) -> bool:
        """Whether these are a region's own files."""
        return "/" not in self.address

    @cached_property
    def filed(self) -> tuple[Filed, ...]:
        """All reports of the territory and its schools, the newest first."""
        return gather((self, *self.schools))


Unit = TypeVar("Unit", District, SchoolFolder)


def worded(unit: Unit, as_of: date) -> Unit:
    """The unit with its plans as they were worded on the day `as_of`; the unit itself where none was changed later."""
    plans = tuple(in_force(plan, as_of) for plan in unit.plans)
    return unit if all(map(is_, plans, unit.plans)) else replace(unit, plans=plans)


@dataclass(frozen=True, slots=True)
class TermSummary:
    """What others see of an activity: the id of its row, its number and title as printed, and its deadline."""

    row: str
    number: str | None
    title: str
    deadline: Deadline | None


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """What others see of a plan: enough for a line in a list and a small map.

    `order` is its order in one line («приказ от 27.03.2021 № 89»), `terms` are its activities in the sequence of the plan, but
    for the dropped ones, `rows` id and number of all its rows, `parent` is the address of the plan above. `runs` are the
    days on which it runs, from its order to its last term, or to the order of the plan in its place (`is_replaced`).
    """

    address: str
    title: str
    order: str
    period: Span
    runs: Span
    is_replaced: bool
    terms: tuple[TermSummary, ...]
    rows: tuple[tuple[str, str], ...]
    parent: str | None


@dataclass(frozen=True, slots=True)
class Coming:
    """A term that comes due in the plan at the address `plan`: its `row` and what is printed there.

    First day (None for «до …») and last day are inclusive; `end` is the new last day where a report moved it. `state` and
    `words` are what those who answer told of this term: «в работе», «отчитались 2 из 3 школ»; None and empty if nothing.
    """

    plan: str
    row: str
    number: str | None
    title: str
    wording: str
    start: date | None
    end: date
    state: State | None = None
    words: str = ""

    @property
    def order(self) -> tuple[date, date]:
        """A key that sorts by last day, then by first day."""
        return self.end, self.start or date.min


@dataclass(frozen=True, slots=True)
class PartCounts:
    """A part of the special section, and how many schools stand how with it: their sum is the number of schools.

    `unchanged` are published as well; `optional` are empty and not asked for.
    """

    id: str
    title: str
    is_required: bool
    published: int
    unchanged: int
    awaited: int
    missing: int
    optional: int


@dataclass(frozen=True, slots=True)
class CoverageSummary:
    """What others see of a table of coverage: `id` is its anchor on the page of the district, `schools` are those in it.

    `is_silent`: none of them has published anything itself; what is known comes from orders and from the project.
    `project` is the address of the project's file without the ending: who runs it, and which it is.
    """

    id: str
    project: str
    title: str
    period: Span
    is_current: bool
    is_silent: bool
    schools: int
    parts: tuple[PartCounts, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What others see of a district or a region: ids, titles, addresses, counts and terms.

    `schools` are address and title, `documents` those of a region, which hold for all its schools. `reports` are the newest,
    `is_reported` says whether anything is known of how its plans are carried out, `coverage` what its schools published.
    `coming` are the terms that come due in its plans and those of its schools. `told` are the reports on plans of others,
    without their texts. `chronicle` are the newest of its reports and of what became of its plans, for feeds.
    """

    address: str
    title: str
    demo: bool
    plans: tuple[PlanSummary, ...]
    schools: tuple[tuple[str, str], ...]
    projects: tuple[str, ...]
    references: tuple[Reference, ...] = ()
    documents: tuple[Document, ...] = ()
    reports: tuple[News, ...] = ()
    is_reported: bool = False
    coverage: tuple[CoverageSummary, ...] = ()
    coming: tuple[Coming, ...] = ()
    told: tuple[Filed, ...] = ()
    chronicle: tuple[Item, ...] = ()

    @property
    def is_region(self) -> bool:
        """Whether this is the summary of a region's own files."""
        return "/" not in self.address


@dataclass(frozen=True, slots=True)
class Context:
    """What a district is drawn in.

    `region` is the summary of its region, `projects` are those it can name (the nearest upwards), `root` is the folder of the
    data in the project, for links to the source of a page. `sizes` are the documents that its pages can lead to, its own, its
    region's and the federal ones, by path in the data, each with its size in bytes. `site_url` is where the site is published,
    ending in a slash, empty if unknown. `history` are the corrections of its plans, None if nobody has looked. `told` are the
    reports of others on its plans, without their texts; `districts` address and title of those of a region.
    """

    region: Summary
    projects: Mapping[str, Project]
    root: str = "roadmaps"
    sizes: Mapping[str, int] = field(default_factory=dict)
    above: tuple[Plan, ...] = ()
    site_url: str = ""
    history: History | None = None
    told: tuple[Filed, ...] = ()
    districts: tuple[tuple[str, str], ...] = ()


def reports_for(district: District, context: Context) -> tuple[Filed, ...]:
    """All reports of the unit, and those of others on its plans, the newest first."""
    if not context.told:
        return district.filed
    found = (*district.filed, *context.told)
    return tuple(sorted(found, key=lambda filed: (filed.age, filed.reporter), reverse=True))


def owners(district: District, context: Context) -> dict[str, str]:
    """The address of the territory that runs each project the district can name; federal ones stand at the root: ``""``."""
    region = dict.fromkeys(context.region.projects, context.region.address)
    return dict.fromkeys(context.projects, "") | region | dict.fromkeys(district.projects, district.address)


def summarize_plan(plan: Plan) -> PlanSummary:
    """The summary of a plan."""
    order, period = plan.roadmap.order, plan.roadmap.period
    valid = [row for row in plan.activities if row.activity.dropped is None]
    return PlanSummary(
        address=plan.address,
        title=plan.roadmap.title,
        order=f"{order.kind} от {order.date:%d.%m.%Y}" + (f" № {order.number}" if order.number else ""),
        period=period,
        runs=plan.runs,
        is_replaced=plan.successor is not None,
        terms=tuple(TermSummary(row.id, row.activity.number, row.activity.title, row.deadline) for row in valid),
        rows=tuple((row.id, row.activity.number or "") for row in plan.rows),
        parent=plan.roadmap.parent,
    )
