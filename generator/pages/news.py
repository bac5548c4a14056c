"""Reports as news: what was done, in the words of whoever reports, the rows it is about and the documents it brings."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from generator.district import Context, District, PlanSummary, summarize_plan
from generator.document import Listed
from generator.filed import Filed, level_of
from generator.ids import anchor, href, is_row
from generator.model import Confirmation, Level, Project, Report
from generator.news import anchor as news_anchor
from generator.occurrence import occurrences
from generator.pages.documents import Line, line
from generator.pages.marks import Told, report_href
from generator.pages.rows import label
from generator.prose import render
from generator.russian import day_month_year
from generator.status import State
from generator.status.row import term_of

WHOSE = {Level.REGIONAL: "региона", Level.MUNICIPAL: "района", Level.SCHOOL: "школы"}
"""Whose plan it is, or whose word, by the level of the territory."""
_ALL = "all"


@dataclass(frozen=True, slots=True)
class Subject:
    """A row that a report is about: its number, and the link to it."""

    href: str
    number: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A report by the one at the address `reporter`, called `by`; `anchor` and `href` are its place on the page of all news.

    `told` is what it says of its `rows` in the plan `whose` («района»).
    """

    anchor: str
    href: str
    reporter: str
    by: str
    day: date
    title: str
    text: Markup
    told: Told | None
    rows: tuple[Subject, ...]
    whose: str
    documents: tuple[Line, ...]
    confirmed: str
    notes: tuple[str, ...]


def entries(page: str, filed: Iterable[Filed], district: District, context: Context) -> tuple[Entry, ...]:
    """The reports of a unit as entries on the page at the address `page`, in their sequence.

    Raises ValueError where a text holds what the check refuses.
    """
    own = {id_: project for school in district.schools for id_, project in school.projects.items()}
    titles = {school.address: school.profile.title for school in district.schools}
    filed = tuple(filed)
    named = {one.report.roadmap for one in filed}
    units = (district.plans, *(school.plans for school in district.schools))
    plans = (plan for unit in units for plan in unit if plan.address in named)
    desk = _Desk(
        page=page,
        plans={plan.address: plan for plan in (*context.region.plans, *map(summarize_plan, plans))},
        projects={**own, **context.projects},
        titles={district.address: district.profile.title, **titles},
        sizes=context.sizes,
    )
    return tuple(map(desk.entry, filed))


@dataclass(frozen=True, slots=True)
class _Desk:
    """What all entries of a page are made with."""

    page: str
    plans: Mapping[str, PlanSummary]
    projects: Mapping[str, Project]
    titles: Mapping[str, str]
    sizes: Mapping[str, int]

    def entry(self, filed: Filed) -> Entry:
        """One report."""
        report, confirmed = filed.report, filed.report.confirmed
        plan = self.plans.get(report.roadmap or "")
        return Entry(
            anchor=news_anchor(filed),
            href=report_href(self.page, filed),
            reporter=filed.reporter,
            by=self.titles.get(filed.reporter, ""),
            day=report.date,
            title=report.title,
            text=render(report.text) if report.text else Markup(),
            told=self._told(filed, plan),
            rows=tuple(self._rows(report, plan)) if plan else (),
            whose=WHOSE[level_of(plan.address.rpartition("/")[0])] if plan else "",
            documents=tuple(line(self.page, Listed(filed.reporter, document), self.sizes) for document in report.documents),
            confirmed=_confirmed(confirmed, filed.level) if confirmed else "",
            notes=tuple(note for note in (report.note, confirmed and confirmed.note) if note),
        )

    def _told(self, filed: Filed, plan: PlanSummary | None) -> Told | None:
        """What the report says of its rows or of parts of the section; nothing of one that is only news."""
        report = filed.report
        if report.status is not None:
            state = State(report.status.value)
            words = f"{state.label} на {day_month_year(report.until)} года" if report.until else state.label
            term = _term(filed, plan) if plan else ""
            return Told(state.value, f"{term}: {words}" if term else words)
        if report.unchanged:
            return Told("unchanged", f"изменений нет: {', '.join(self._parts(report))}")
        return None

    def _rows(self, report: Report, plan: PlanSummary) -> Iterator[Subject]:
        numbers = dict(plan.rows)
        for name in report.activities:
            if row := _row(name, plan):
                yield Subject(href(self.page, plan.address, anchor(row)), label(numbers[row], row))

    def _parts(self, report: Report) -> Iterator[str]:
        project = self.projects.get(report.project or "")
        titles = {part.id: f"«{part.title}»" for part in project.parts} if project else {}
        for id_ in report.unchanged:
            yield "все части раздела" if id_ == _ALL else titles.get(id_, f"«{id_}»")


def _term(filed: Filed, plan: PlanSummary) -> str:
    """The name of the term that the report means, where its rows have several: «октябрь»."""
    rows = {_row(name, plan) for name in filed.report.activities}
    terms = [occurrences(term.deadline, plan.period) for term in plan.terms if term.row in rows]
    names = {found.name for each in terms if (found := term_of(filed, each))}
    return names.pop() if len(names) == 1 else ""


def _row(name: str, plan: PlanSummary) -> str | None:
    """The id of the row of `plan` that a report names, by its number or by its id; None if there is none."""
    return next((row for row, number in plan.rows if is_row(name, row, number)), None)


def _confirmed(confirmation: Confirmation, level: Level) -> str:
    """A confirmation stands in the file of whoever reports, so it is theirs to tell."""
    return f"По сообщению {WHOSE[level]}, подтверждено {confirmation.date:%d.%m.%Y}: {confirmation.by}"
