"""Coverage: which school of a district published which part of its special section, project by project and year by year.

Schools are listed, never ranked, and nothing is divided by anything: what is asked of two schools need not be the same.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from generator.district import Context, CoverageSummary, District, PartCounts, SchoolFolder, owners, worded
from generator.due import next_day, passed_day
from generator.model import Part
from generator.part import FilledPart, PartState, parts
from generator.russian import sort_key
from generator.section import Section, sections
from generator.terms import latest_first
from generator.values import Span


@dataclass(frozen=True, slots=True)
class Cell:
    """A part of the section of one school, at `anchor` on the page `page`.

    `day` is the one on which it was changed or confirmed last, the term that is ahead, or that which has passed (all
    inclusive); None where none is known.
    """

    state: PartState
    day: date | None
    page: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Line:
    """A school that takes part, with a cell for each part of the section."""

    school: SchoolFolder
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The schools that take part in a project in one period, in the sequence of the alphabet, and the parts it demands.

    `project` is the address of its file without the ending, which no other project has. `others` are the schools of the
    district that do not take part. `is_current` says whether the table is of the latest period that has begun, runs beside it
    or is to come; what ended before is the archive. `is_silent`: none of the schools has published anything itself.
    """

    id: str
    project: str
    title: str
    period: Span
    parts: tuple[Part, ...]
    lines: tuple[Line, ...]
    others: tuple[SchoolFolder, ...]
    is_current: bool
    is_silent: bool


def coverage(district: District, context: Context, as_of: date) -> tuple[Table, ...]:
    """The tables of `district` on the day `as_of`, the latest period first; none for a project without parts.

    Plans are taken as worded on that day; reports dated later are left out.
    """
    district = worded(district, as_of)
    grouped: dict[tuple[str, Span], list[Section]] = {}
    for school in sorted(district.schools, key=lambda school: (sort_key(school.profile.title), school.address)):
        for section in sections(worded(school, as_of), district, context, as_of):
            if section.project.parts:
                grouped.setdefault((_project(section), section.entry.period), []).append(section)
    begun = (period.start for _, period in grouped if period.start <= as_of)
    since = max(begun, default=date.min)
    found = [_table(*key, group, district, since) for key, group in grouped.items()]
    return tuple(sorted(found, key=lambda table: (latest_first(table.period), table.project)))


def roll_up(tables: Iterable[Table]) -> tuple[CoverageSummary, ...]:
    """What others see of the tables of a district: for each part, how many schools stand how."""
    return tuple(
        CoverageSummary(
            id=table.id,
            project=table.project,
            title=table.title,
            period=table.period,
            is_current=table.is_current,
            is_silent=table.is_silent,
            schools=len(table.lines),
            parts=tuple(_counts(table)),
        )
        for table in tables
    )


def _project(section: Section) -> str:
    """The address of the project; one of a school is its own, whatever others call theirs."""
    id_, school = section.entry.project, section.school
    owner = school.address if id_ in school.projects else owners(section.district, section.context)[id_]
    return f"{owner}/projects/{id_}".lstrip("/")


def _table(project: str, period: Span, found: list[Section], district: District, since: date) -> Table:
    is_own = project.startswith(f"{found[0].school.address}/")
    filled = [(section.school, parts(section)) for section in found]
    return Table(
        id="_".join(("razdely", *_of_school(found[0], is_own), found[0].entry.project, _days(period))),
        project=project,
        title=found[0].project.title,
        period=period,
        parts=found[0].project.parts,
        lines=tuple(Line(school, tuple(map(_cell, drawn))) for school, drawn in filled),
        others=() if is_own else tuple(_others(found[0].entry.project, period, district)),
        is_current=period.end >= since,
        is_silent=not any(map(_is_told, chain.from_iterable(drawn for _, drawn in filled))),
    )


def _of_school(section: Section, is_own: bool) -> Iterator[str]:
    if is_own:
        yield section.school.id


def _days(period: Span) -> str:
    """«2021», «2025-2026», «2026-09-01-2028-05-31»: no other period is written so."""
    start, end = period.start, period.end
    if (start.month, start.day, end.month, end.day) != (1, 1, 12, 31):
        return f"{start}-{end}"
    return str(start.year) if start.year == end.year else f"{start.year}-{end.year}"


def _others(project: str, period: Span, district: District) -> Iterator[SchoolFolder]:
    """Those without the project at any time of the period, but for those closed before it."""
    for school in sorted(district.schools, key=lambda school: (sort_key(school.profile.title), school.address)):
        closed, entries = school.profile.closed, school.profile.projects
        meant = (entry.period for entry in entries if entry.project == project)
        if any(other.start <= period.end and other.end >= period.start for other in meant):
            continue
        if closed is None or closed > period.start:
            yield school


def _is_told(part: FilledPart) -> bool:
    """Whether the school itself published anything of it: a plan, a report, or a document of its own."""
    section = part.section
    own = any(item.owner == section.school.address and item.is_published for item in part.documents)
    return own or bool(section.plans or section.filed)


def _cell(part: FilledPart) -> Cell:
    day = part.day
    if part.state is PartState.AWAITED:
        day = next_day(part.dues)
    elif part.state is PartState.MISSING:
        day = passed_day(part.dues)
    return Cell(part.state, day, part.section.page, part.id)


def _counts(table: Table) -> Iterator[PartCounts]:
    for index, part in enumerate(table.parts):
        states = Counter(line.cells[index].state for line in table.lines)
        yield PartCounts(part.id, part.title, part.required, *(states[state] for state in PartState))
