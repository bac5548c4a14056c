"""Reports in words: what one says, of which rows and terms, by whom, with which documents."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.district import Context, District, PlanSummary, summarize
from generator.filed import Filed
from generator.ids import anchor, href, is_row
from generator.model import Level, Project, Report
from generator.occurrence import occurrences
from generator.pages.documents import Line, Listed, line
from generator.pages.marks import Told
from generator.pages.rows import label
from generator.russian import day_month_year
from generator.status import State
from generator.status.row import term_of

WHOSE = {Level.REGIONAL: "региона", Level.MUNICIPAL: "муниципалитета", Level.SCHOOL: "школы"}
"""Whose plan or word it is, by the level of the territory."""
_ALL = "all"


@dataclass(frozen=True, slots=True)
class Known:
    """What a page of a unit can name: plans, titles of reporters by address, projects by id, sizes of files by path."""

    plans: Mapping[str, PlanSummary]
    titles: Mapping[str, str]
    projects: Mapping[str, Project]
    sizes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Subject:
    """A row that a report is about: its number, and the link to it."""

    href: str
    number: str


def known(district: District, context: Context) -> Known:
    """What pages of `district`, or of a region's own files, can name."""
    plans = (*context.region.plans, *summarize(district).plans)
    schools = {school.address: school.profile.title for school in district.schools}
    own = {id_: project for school in district.schools for id_, project in school.projects.items()}
    return Known(
        plans={plan.address: plan for plan in plans},
        titles={context.region.address: context.region.title, district.address: district.profile.title, **schools},
        projects={**own, **context.projects},
        sizes=context.sizes,
    )


def says(report: Report, term: str = "") -> Told | None:
    """What a report says, with the name of the term it means; nothing of one that is only news."""
    if report.status is None:
        return None
    state = State(report.status.value)
    words = f"{state.label} на {day_month_year(report.until)} года" if report.until else state.label
    return Told(state.value, f"{term}: {words}" if term else words)


def term_name(filed: Filed, plan: PlanSummary | None) -> str:
    """The name of the term that a report means, where its rows have several: «октябрь»."""
    if plan is None:
        return ""
    rows = {row_of(name, plan) for name in filed.report.activities}
    terms = (term for term in plan.terms if term.row in rows)
    names = {found.name for term in terms if (found := term_of(filed, occurrences(term.deadline, plan.period)))}
    return names.pop() if len(names) == 1 else ""


def subjects(page: str, report: Report, plan: PlanSummary | None) -> tuple[Subject, ...]:
    """The rows of `plan` that a report on it names, on the page at the address `page`."""
    return tuple(_subjects(page, report, plan)) if plan else ()


def row_of(name: str, plan: PlanSummary) -> str | None:
    """The id of the row of `plan` that a report names, by its number or by its id; None if there is none."""
    return next((row for row, number in plan.rows if is_row(name, row, number)), None)


def evidence(page: str, filed: Filed, sizes: Mapping[str, int]) -> tuple[Line, ...]:
    """The documents of a report as lines on the page at the address `page`."""
    return tuple(line(page, Listed(filed.reporter, document), sizes) for document in filed.report.documents)


def unchanged(report: Report, projects: Mapping[str, Project]) -> str:
    """Which parts a report says have not changed, in words; empty if it says nothing of the kind."""
    return ", ".join(_parts(report.unchanged, projects.get(report.project or "")))


def _subjects(page: str, report: Report, plan: PlanSummary) -> Iterator[Subject]:
    numbers = dict(plan.rows)
    for name in report.activities:
        if row := row_of(name, plan):
            yield Subject(href(page, plan.address, anchor(row)), label(numbers[row], row))


def _parts(ids: Iterable[str], project: Project | None) -> Iterator[str]:
    titles = {part.id: f"«{part.title}»" for part in project.parts} if project else {}
    for id_ in ids:
        yield "все обязательные части раздела" if id_ == _ALL else titles.get(id_, f"«{id_}»")
