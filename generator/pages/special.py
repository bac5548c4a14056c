"""The special section of a school as blocks of a page: the gauge of its parts, and the parts themselves."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from markupsafe import Markup

from generator.filed import Filed
from generator.ids import href
from generator.model import Person, Risk, Shows
from generator.pages.documents import listed
from generator.pages.due import DueLine, due_line
from generator.pages.markdown import Block, Heading, Html, Piece, lite
from generator.pages.marks import Told
from generator.pages.news import Entry, entries
from generator.pages.part import told_part
from generator.pages.plans import in_years
from generator.pages.project import level, paragraphs
from generator.pages.template import draw
from generator.pages.timetable import Timetable
from generator.pages.told_on import told_on
from generator.part import FilledPart, parts
from generator.russian import plural
from generator.section import Section

NEWS = 5
"""How many reports of a section are told in full; of the older ones there are the titles."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A part as it is drawn; `dues` say by what an empty one falls due, `who` is whom one may ask where they name nobody."""

    id: str
    title: str
    told: Told
    is_published: bool
    paragraphs: tuple[str, ...]
    documents: Markup | None
    timetable: Html | None
    people: tuple[Person, ...]
    risks: tuple[Risk, ...]
    news: tuple[Entry, ...]
    older: tuple[Entry, ...]
    dues: tuple[DueLine, ...]
    who: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Gauge:
    """The parts of a section in a row: how many of them are published, and for each its mark, its title and the link to it."""

    title: str
    href: str
    published: str
    parts: tuple[tuple[str, str, str], ...]


def titled(section: Section) -> str:
    """«Проект «Рост», 2021 год»."""
    return in_years(section.project.title, section.entry.period)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A `section` as blocks, its `parts`, and what other sites can show of it: all of it, and each part by itself."""

    section: Section
    parts: tuple[FilledPart, ...]
    blocks: tuple[Block, ...]
    pieces: tuple[Piece, ...]


def draw_section(section: Section, filed: Sequence[Filed], ground: str) -> Drawn:
    """The section; `filed` are all reports of the district and its schools, `ground` is the id for its axis on the page."""
    heading = Heading(2, titled(section), section.id, embed=True)
    filled = parts(section)
    drawn = [(part, _draw(_part(part, filed, ground))) for part in filled]
    kinds = {part.shows for part in section.project.parts}
    whole = partial(
        draw,
        "school/section.html.j2",
        level=level(section.project),
        paragraphs=() if Shows.ABOUT in kinds else paragraphs(section.project.text),
        people=() if Shows.TEAM in kinds else section.entry.team,
        risks=() if Shows.RISKS in kinds else section.entry.risks,
        notes=[note for note in (section.entry.note, section.project.note) if note],
    )
    block = replace(
        whole(parts=[part.markup for _, part in drawn]),
        embed=True,
        lite=lambda: whole(parts=[lite(part) for _, part in drawn]).markup,
    )
    day, address = _told_on(section), f"{section.school.address}/{section.id}"
    pieces = [
        Piece(address, heading.text, day, (heading, block), section.id),
        *(Piece(f"{address}/{one.part.id}", one.part.title, day, (heading, part), one.id) for one, part in drawn),
    ]
    return Drawn(section, filled, (heading, block), tuple(pieces))


def _told_on(section: Section) -> str:
    plans = (*section.plans, *(concern.plan for concern in section.concerns))
    return told_on(plans, section.filed, section.as_of, runs=section.runs)


def _draw(part: _Part) -> Html:
    """A part; in the low-vision version its timeline is a list."""
    drawn = partial(draw, "school/part.html.j2", part=part)
    block = replace(drawn(timetable=part.timetable.markup if part.timetable else None), embed=True)
    if part.timetable is None:
        return block
    timetable = part.timetable
    return replace(block, lite=lambda: drawn(timetable=lite(timetable)).markup)


def gauge(page: str, section: Section, found: Sequence[FilledPart]) -> Gauge:
    """The gauge of the section, of which `found` are the parts, on the page at the address `page`."""
    published = sum(part.is_published for part in found)
    return Gauge(
        title=titled(section),
        href=href(page, section.page, section.id),
        published=f"{published} {plural(published, 'часть', 'части', 'частей')} из {len(found)}",
        parts=tuple((told_part(part).mark, part.part.title, href(page, section.page, part.id)) for part in found),
    )


def _part(filled: FilledPart, filed: Sequence[Filed], ground: str) -> _Part:
    section, shows = filled.section, filled.part.shows
    context = section.context
    news = entries(section.page, section.filed, section.district, context) if shows is Shows.NEWS else ()
    return _Part(
        id=filled.id,
        title=filled.part.title,
        told=told_part(filled),
        is_published=filled.is_published,
        paragraphs=paragraphs(section.project.text) if shows is Shows.ABOUT else (),
        documents=listed(section.page, filled.documents, filled.id, 4, context.sizes).markup if filled.documents else None,
        timetable=_timetable(section, filed, ground) if shows is Shows.ROADMAPS else None,
        people=section.entry.team if shows is Shows.TEAM else (),
        risks=section.entry.risks if shows is Shows.RISKS else (),
        news=news[:NEWS],
        older=news[NEWS:],
        dues=tuple(due_line(section.page, due) for due in filled.dues),
        who="" if any(due.responsible for due in filled.dues) else _coordinator(section),
        note=filled.part.note,
    )


def _timetable(section: Section, filed: Sequence[Filed], ground: str) -> Html | None:
    if not (section.plans or section.concerns):
        return None
    return Timetable(
        page=section.page,
        school=section.school,
        district=section.district,
        context=section.context,
        plans=section.plans,
        concerns=section.concerns,
        filed=filed,
        as_of=section.as_of,
        ground=ground,
        depth=4,
    ).draw()


def _coordinator(section: Section) -> str:
    """Who coordinates the project at the school, if its file says so."""
    named = (person for person in section.entry.team if (person.role or "").casefold().startswith("координатор"))
    person = next(named, None)
    return f"{person.role}: {person.name}" if person else ""
