"""The special section of a school in a project: the parts that the project demands, filled or honestly empty.

Nothing here knows a project: parts, their sequence and what fills them come from its file.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.concern import Concern, concerns
from generator.district import Context, District, SchoolFolder
from generator.ids import href
from generator.model import Document, Part, Participation, Person, Project, Risk, Shows
from generator.pages.documents import documents
from generator.pages.markdown import Block, Heading, Html
from generator.pages.plans import years
from generator.pages.project import level, owners, paragraphs
from generator.pages.rows import label, number
from generator.pages.template import draw

_ALL = "all"


@dataclass(frozen=True, slots=True)
class _Due:
    """By what a part falls due: a row of a plan or a point of its order, with the term and the responsible it names."""

    href: str
    place: str
    deadline: str
    responsible: str


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the section; one that nothing fills says by what it falls `due`."""

    id: str
    title: str
    note: str | None
    paragraphs: tuple[str, ...]
    documents: Markup | None
    plans: tuple[tuple[str, str], ...]
    people: tuple[Person, ...]
    risks: tuple[Risk, ...]
    news: tuple[tuple[str, str], ...]
    due: tuple[_Due, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it is published."""
        return not (self.paragraphs or self.documents or self.plans or self.people or self.risks or self.news)


@dataclass(frozen=True, slots=True)
class _Section:
    """A school in one project and period."""

    id: str
    entry: Participation
    project: Project
    school: SchoolFolder
    district: District
    context: Context

    def draw(self) -> Html:
        """The section as a block: required parts, and those others that are filled."""
        parts = [(part, self._part(part)) for part in self.project.parts]
        return draw(
            "school/section.html.j2",
            level=level(self.project),
            paragraphs=() if self._shows(Shows.ABOUT) else paragraphs(self.project.text),
            people=() if self._shows(Shows.TEAM) else self.entry.team,
            risks=() if self._shows(Shows.RISKS) else self.entry.risks,
            parts=[drawn for part, drawn in parts if part.required or not drawn.is_empty],
            notes=[note for note in (self.entry.note, self.project.note) if note],
        )

    def _shows(self, kind: Shows) -> bool:
        return any(part.shows is kind for part in self.project.parts)

    def _part(self, part: Part) -> _Part:
        id_, page, shows = f"{self.id}_{part.id}", self.school.address, part.shows
        listed = list(self._documents(part.id))
        return _Part(
            id=id_,
            title=part.title,
            note=part.note,
            paragraphs=paragraphs(self.project.text) if shows is Shows.ABOUT else (),
            documents=documents(page, listed, id_, depth=4).markup if listed else None,
            plans=tuple(self._plans()) if shows is Shows.ROADMAPS else (),
            people=self.entry.team if shows is Shows.TEAM else (),
            risks=self.entry.risks if shows is Shows.RISKS else (),
            news=tuple(self._news()) if shows is Shows.NEWS else (),
            due=tuple(self._due(part)),
        )

    def _documents(self, part: str) -> Iterator[tuple[str, Document]]:
        """The documents of the part, each with the address of its folder: from the country down to the school."""
        region, school = self.context.region, self.school
        runs_it = dict.fromkeys(school.projects, school.address)
        sources = [
            ((owners(self.district, self.context) | runs_it)[self.entry.project], self.project.documents),
            (region.address, region.documents),
            (self.district.address, self.district.profile.documents),
            (school.address, school.profile.documents),
            *((school.address, report.documents) for _, report in school.reports),
        ]
        for owner, items in sources:
            for item in items:
                if item.part == part and item.project in (None, self.entry.project):
                    yield owner, item

    def _plans(self) -> Iterator[tuple[str, str]]:
        for plan in self.school.plans:
            if plan.roadmap.project in (None, self.entry.project):
                yield href(self.school.address, plan.address), plan.roadmap.title

    def _news(self) -> Iterator[tuple[str, str]]:
        for _, report in sorted(self.school.reports, key=lambda item: item[1].date, reverse=True):
            yield f"{report.date:%d.%m.%Y}", report.title

    def _due(self, part: Part) -> Iterator[_Due]:
        """What makes the part fall due: rows and points that publish it; `all` are the required parts."""
        ids = {part.id, _ALL} if part.required else {part.id}
        for concern in self._concerns():
            plan, page = concern.plan, self.school.address
            for point in concern.points:
                if ids & set(point.publishes or ()):
                    place = f"пункт {label(point.number, 'без номера')} приказа"
                    yield _Due(href(page, plan.address), place, point.deadline or "", "")
            for row in (*concern.answers, *concern.others):
                if ids & set(row.activity.publishes):
                    target, activity = href(page, plan.address, row.anchor), row.activity
                    yield _Due(target, f"п. {number(row)} плана", activity.deadline or "", activity.responsible or "")

    def _concerns(self) -> Iterator[Concern]:
        for concern in concerns(self.school, self.district):
            period = concern.plan.roadmap.period
            overlaps = period.start <= self.entry.period.end and period.end >= self.entry.period.start
            if concern.plan.roadmap.project == self.entry.project and overlaps:
                yield concern


def is_placed(document: Document, school: SchoolFolder, context: Context) -> bool:
    """Whether a document of the school stands in a part of one of its sections."""
    known = {**context.projects, **school.projects}
    entries = (entry.project for entry in school.profile.projects if entry.project in known)
    return any(
        document.part == part.id and document.project in (None, project) for project in entries for part in known[project].parts
    )


def section_id(entry: Participation) -> str:
    """The anchor of a section: the project, and the year or the day in which the school joined it."""
    start = entry.period.start
    return f"{entry.project}_{start.year if (start.month, start.day) == (1, 1) else start}"


def sections(school: SchoolFolder, district: District, context: Context) -> Iterator[Block]:
    """The sections of `school`, the latest period first; a project that is not known has none."""
    known = {**context.projects, **school.projects}
    for entry in sorted(school.profile.projects, key=lambda entry: entry.period.start, reverse=True):
        if entry.project in known:
            id_ = section_id(entry)
            project = known[entry.project]
            yield Heading(2, f"{project.title}, {years(entry.period)}", id_)
            yield _Section(id_, entry, project, school, district, context).draw()
