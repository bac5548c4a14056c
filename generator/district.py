"""The unit of work: a folder of the data with what it adopted, read, checked, drawn and forgotten.

A district is a folder with the folders of its schools. The files of a region (its profile, projects and plans, without its
districts) are a unit of their own, and so are the federal projects at the root.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from generator.checks.references import Reference
from generator.deadline.reading import Deadline
from generator.filed import Filed, existing, gather
from generator.model import Document, Project, Region, Report, School, Territory
from generator.news import News, anchor, newest, page_of
from generator.plan import Plan
from generator.terms import running_days
from generator.values import Span


@dataclass(frozen=True, slots=True)
class SchoolFolder:
    """A school: its profile, the plans it adopted and its reports, each with the path of its file.

    `source` is the path of `school.yml` in the data; `files` are the paths of its documents, as they are named in its files.
    """

    address: str
    source: str
    profile: School
    plans: tuple[Plan, ...]
    projects: Mapping[str, Project]
    reports: tuple[tuple[str, Report], ...]
    files: frozenset[str]

    @property
    def id(self) -> str:
        """The last part of the address."""
        return self.address.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class District:
    """A district with its schools; also a region's own files, then `schools` is empty and the profile a `Region`.

    `projects` are those that the territory runs, by id; `references` is what its files say of others.
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

    @property
    def region(self) -> str:
        """The id of the region."""
        return self.address.partition("/")[0]

    @property
    def is_region(self) -> bool:
        """Whether these are a region's own files."""
        return "/" not in self.address


@dataclass(frozen=True, slots=True)
class TermSummary:
    """What others see of an activity: the id of its row, its number and title as printed, and its deadline."""

    row: str
    number: str | None
    title: str
    deadline: Deadline | None


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """What others see of a plan: enough for a line in a list, a small map and the terms that come due.

    `order` is its order in one line («приказ от 27.03.2021 № 89»), `terms` are its activities in the sequence of the plan, but
    for the dropped ones, `rows` id and number of all its rows, `parent` is the address of the plan above. `runs` are the
    days on which it runs, from its order to its last term.
    """

    address: str
    title: str
    order: str
    period: Span
    runs: Span
    terms: tuple[TermSummary, ...]
    rows: tuple[tuple[str, str], ...]
    parent: str | None


@dataclass(frozen=True, slots=True)
class Summary:
    """What others see of a district or a region: ids, titles, addresses, counts and terms.

    `schools` are address and title, `documents` those of a region, which hold for all its schools. `reports` are the newest,
    `is_reported` says whether anything is known of how its plans are carried out.
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
    ending in a slash, empty if unknown.
    """

    region: Summary
    projects: Mapping[str, Project]
    root: str = "roadmaps"
    sizes: Mapping[str, int] = field(default_factory=dict)
    above: tuple[Plan, ...] = ()
    site_url: str = ""


def summarize(district: District, as_of: date) -> Summary:
    """The summary of a district or of a region's own files, with the reports there are on the day `as_of`."""
    filed = tuple(existing(gather((district, *district.schools)), as_of))
    plans = [*district.plans, *(plan for school in district.schools for plan in school.plans)]
    is_region = isinstance(district.profile, Region)
    return Summary(
        address=district.address,
        title=district.profile.title,
        demo=isinstance(district.profile, Region) and district.profile.demo,
        plans=tuple(map(summarize_plan, plans)),
        schools=tuple((school.address, school.profile.title) for school in district.schools),
        projects=tuple(district.projects),
        references=district.references,
        documents=district.profile.documents if is_region else (),
        reports=newest(_news(filed, district)),
        is_reported=any(one.report.status is not None for one in filed),
    )


def _news(filed: Iterable[Filed], district: District) -> Iterator[News]:
    title = district.profile.title
    names = {school.address: f"{school.profile.title}, {title}" for school in district.schools}
    for one in filed:
        yield News(one.report.date, one.report.title, page_of(one.reporter), anchor(one), names.get(one.reporter, title))


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
        runs=running_days(period, (row.deadline for row in valid), order.date),
        terms=tuple(TermSummary(row.id, row.activity.number, row.activity.title, row.deadline) for row in valid),
        rows=tuple((row.id, row.activity.number or "") for row in plan.rows),
        parent=plan.roadmap.parent,
    )
