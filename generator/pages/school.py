"""The page of a school: who it is, and its special sections; what ended before stands on pages of the archive.

It tells only what the files say: a part without anything published is shown as such, never hidden and never filled in.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.chronicle import chronicle_of_school
from generator.concern import concerns
from generator.district import Context, District, SchoolFolder, worded
from generator.document import Listed
from generator.filed import Filed, existing
from generator.ids import ZIP, data_file, href
from generator.link import outside
from generator.pages.calendar import CALENDAR
from generator.pages.crumbs import crumbs, demo_banner
from generator.pages.documents import listed
from generator.pages.ladder import TITLE, ladder_address
from generator.pages.markdown import Block, Heading, Html, Page, Piece, embedded
from generator.pages.marks import symbols
from generator.pages.news import entries
from generator.pages.paper import paper
from generator.pages.planned import Planned, planned_of_school
from generator.pages.plans import years
from generator.pages.special import Drawn, Gauge, draw_section, gauge, titled
from generator.pages.subscribe import subscription
from generator.pages.template import draw
from generator.pages.territory import Fact, facts, resolve
from generator.pages.timetable import Timetable
from generator.pages.told_on import told_on
from generator.part import PartState, parts, placed
from generator.russian import day_month_year
from generator.section import Section, sections, shown, standing

_WORDS = {
    PartState.PUBLISHED: "опубликовано",
    PartState.UNCHANGED: "опубликовано, изменений нет",
    PartState.AWAITED: "ждём к сроку",
    PartState.MISSING: "здесь не опубликовано",
    PartState.OPTIONAL: "необязательная часть, пока пусто",
}


@dataclass(frozen=True, slots=True)
class _Archived:
    """A section in the archive: its anchor on the page of the school, which it had before, and the link to its own page."""

    id: str
    href: str
    title: str
    sum: str


def school_pages(school: SchoolFolder, district: District, context: Context, as_of: date) -> Iterator[Page]:
    """The page of `school`, one of `district`, as of the day `as_of`, which matters only while a plan runs or is amended.

    Then a page for each of its sections that stands in the archive on that day.
    """
    view = _view(school, district, context, as_of)
    title, source = school.profile.title, f"{context.root}/{school.source}"
    drawn = [draw_section(section, view.filed, f"t{index or ''}") for index, section in enumerate(view.current)]
    blocks = tuple(view.blocks(drawn))
    yield Page(
        address=school.address,
        title=f"{title}, {district.profile.title}",
        description=f"{title}, {district.profile.title}: специальный раздел. Документы, планы, мониторинг и отчёты школы.",
        blocks=blocks,
        source=source,
        demo=context.region.demo,
        pieces=tuple(view.pieces(drawn, embedded(blocks))),
    )
    for section in view.sections:
        if not section.is_current:
            archived = draw_section(section, view.filed, "t")
            yield Page(
                address=section.page,
                title=f"{titled(section)}, {title}",
                description=f"{title}, {titled(section)}: архив специального раздела.",
                blocks=tuple(view.archived(section, archived)),
                source=source,
                demo=context.region.demo,
                pieces=tuple(view.pieces([archived])),
            )


def _view(school: SchoolFolder, district: District, context: Context, as_of: date) -> "_View":
    district = worded(district, as_of)
    school = worded(school, as_of)
    filed = tuple(existing(district.filed, as_of))
    found, planned = sections(school, district, context, as_of), planned_of_school(school, district, as_of)
    return _View(school, district, context, as_of, found, filed, planned)


@dataclass(frozen=True, slots=True)
class _View:
    """What the pages of one school are made from.

    `filed` are all reports of the district and its schools, `planned` is what its calendar holds.
    """

    school: SchoolFolder
    district: District
    context: Context
    as_of: date
    sections: tuple[Section, ...]
    filed: tuple[Filed, ...]
    planned: tuple[Planned, ...]

    @property
    def current(self) -> tuple[Section, ...]:
        """The sections that stand on the page of the school."""
        return tuple(section for section in self.sections if section.is_current)

    def blocks(self, drawn: Sequence[Drawn]) -> Iterator[Block]:
        """The page of the school."""
        page, profile, district, region = self.school.address, self.school.profile, self.district, self.context.region
        if region.demo:
            yield demo_banner()
        yield crumbs(page, [(region.address, region.title), (district.address, district.profile.title)], profile.title)
        yield from paper(page, self.context)
        yield self._heading
        yield draw(
            "school/about.html.j2",
            facts=list(self._facts()),
            authority=profile.authority,
            has_sections=bool(self.sections),
            note=profile.note,
        )
        if self.current:
            yield self._side([gauge(page, one.section, one.parts) for one in drawn])
        yield symbols()
        for one in drawn:
            yield from one.blocks
        yield from self._further()
        rows = (row for one in self.planned for row in one.rows)
        told = chronicle_of_school(self.school, district, self.context, self.as_of)
        yield from subscription(page, self.context.site_url, rows=rows, has_feed=bool(told))

    def archived(self, section: Section, drawn: Drawn) -> Iterator[Block]:
        """The page of a section in the archive."""
        page, region = section.page, self.context.region
        above = [(unit.address, unit.profile.title) for unit in (self.district, self.school)]
        if region.demo:
            yield demo_banner()
        yield crumbs(page, [(region.address, region.title), *above], years(section.entry.period))
        yield self._heading
        yield draw("school/archived.html.j2", href=href(page, self.school.address), title=titled(section))
        yield self._side([gauge(page, section, drawn.parts)])
        yield symbols()
        yield from drawn.blocks

    @property
    def _heading(self) -> Heading:
        return Heading(1, self.school.profile.title, "top", embed=True)

    def pieces(self, drawn: Iterable[Drawn], whole: tuple[Block, ...] = ()) -> Iterator[Piece]:
        """What other sites can show: the page, if it is `whole`, and of each section that was drawn all it offers."""
        title = self.school.profile.title
        if len(whole) > 1:
            plans = [plan for section in self.current for plan in (*section.plans, *(one.plan for one in section.concerns))]
            own = [one for one in self.filed if one.reporter == self.school.address]
            runs = any(section.runs for section in self.current)
            yield Piece(self.school.address, title, told_on(plans, own, self.as_of, runs=runs), whole)
        for piece in (piece for one in drawn for piece in one.pieces):
            yield replace(piece, title=f"{piece.title}, {title}", blocks=(self._heading, *piece.blocks))

    def _side(self, gauges: Sequence[Gauge]) -> Html:
        runs = any(section.runs for section in self.current)
        day = day_month_year(self.as_of) if runs else ""
        return draw("school/gauges.html.j2", gauges=gauges, day=day, words=_WORDS)

    def _further(self) -> Iterator[Block]:
        """What belongs to no section: plans, documents, reports; then the archive."""
        page, school = self.school.address, self.school
        if table := self._timetable():
            yield Heading(2, "Другие планы" if self.sections else "Планы", "plany", embed=True)
            yield replace(table, embed=True)
        in_parts = placed(self.sections)
        loose = [document for document in school.profile.documents if document not in [item.document for item in in_parts]]
        if loose:
            yield Heading(2, "Документы", "dokumenty")
            items = (Listed(page, document) for document in loose)
            yield listed(page, items, "dokumenty", 3, self.context.sizes)
        in_sections = {one.path for section in self.sections for one in section.filed}
        if left := [one for one in self.filed if one.reporter == page and one.path not in in_sections]:
            yield Heading(2, "Другие отчёты" if self.sections else "Отчёты", "otchety")
            yield draw("school/news.html.j2", entries=entries(page, left, self.district, self.context))
        if archived := [self._archived(section) for section in self.sections if not section.is_current]:
            yield Heading(2, "Архив", "arkhiv")
            yield draw("school/archive.html.j2", sections=archived)

    def _timetable(self) -> Html | None:
        """The timeline of the plans that stand in no section."""
        elsewhere = shown(self.sections)
        around = concerns(self.school, self.district)
        kept = standing([concern.plan for concern in around], self.as_of)
        plans = [plan for plan in standing(self.school.plans, self.as_of) if plan.address not in elsewhere]
        found = [concern for concern in around if concern.plan in kept and concern.plan.address not in elsewhere]
        if not (plans or found):
            return None
        return Timetable(
            self.school.address, self.school, self.district, self.context, plans, found, self.filed, self.as_of, "tx"
        ).draw()

    def _archived(self, section: Section) -> _Archived:
        found = gauge(self.school.address, section, parts(section))
        return _Archived(section.id, found.href, titled(section), f"опубликовано {found.published}")

    def _facts(self) -> Iterator[Fact]:
        """Where the school belongs, its projects, who works for them, how to write to it, what it was and what it became."""
        page, school, district = self.school.address, self.school, self.district
        for section in self.sections:
            yield Fact("Проект" if section.is_current else "Архив", titled(section), href(page, section.page, section.id))
        yield Fact("Территория", district.profile.title, href(page, district.address))
        if self.planned:
            yield Fact("Сроки", "Календарь по месяцам", href(page, f"{page}/{CALENDAR}"))
        yield Fact("Сайту школы", TITLE, href(page, ladder_address(page)))
        yield Fact("Скачать", "Раздел школы файлами, ZIP", href(page, data_file(page, ZIP)))
        seen: set[tuple[str, str]] = set()
        for section in self.current:
            for person in section.entry.team:
                role = person.role or ""
                if (role, person.name) not in seen and any(word in role.casefold() for word in ("куратор", "координатор")):
                    seen.add((role, person.name))
                    yield Fact(role, f"{person.name}, {person.position}" if person.position else person.name)
        neighbours = {other.address: other.profile.title for other in district.schools}
        yield from facts(page, school.profile, neighbours)
        if not (school.profile.site or school.profile.email):
            yield from self._contact()
        for other in district.schools:
            if other.profile.successor and resolve(other.profile.successor, district.address) == page:
                yield Fact("Предшественник", other.profile.title, href(page, other.address))

    def _contact(self) -> Iterator[Fact]:
        """Whom to write to where the school has published no contact of its own."""
        profile = self.district.profile
        if profile.email:
            yield Fact("Обратная связь (район)", profile.email, f"mailto:{profile.email}")
        elif profile.site:
            yield Fact("Обратная связь (район)", profile.site, outside(profile.site))
