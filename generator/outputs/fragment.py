"""The fragment of a plan or a school, `embed/<address of the page>/fragment.html`: a table for a page of a school's own site.

The site of the school takes it in with its own means (SSI, PHP, a file that a timer renews), so it must stand any style sheet:
it has no id, no class, no style, no script and no heading. Two columns fit a phone without a style sheet, and the words keep
their sense without the table. Links lead to the full page, where it is known where the site is published; else there are none.
"""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin

from markupsafe import Markup, escape

from generator.amendments import in_force
from generator.district import Context, District, SchoolFolder, summarize_plan
from generator.files import SiteFile
from generator.ids import embed_file
from generator.outputs.placed import current_sections, placed
from generator.pages.chart import Group, Line, Table, groups
from generator.pages.marks import Told
from generator.pages.part import told_part
from generator.pages.planned import judged_in_school, planned_of_school
from generator.pages.plans import in_years, running, state
from generator.pages.record import Entry, record
from generator.pages.requisites import kind_of, requisites
from generator.pages.special import titled
from generator.pages.template import draw
from generator.part import parts
from generator.plan import Plan
from generator.russian import day_month_year
from generator.section import Section
from generator.timeline import make_axis

_PARTS = frozenset({"n", "act", "term"})
"""The cells of a row that have their own place in the table; all others stand below the title, each after its label."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: `more` are labels and texts below the title, `told` what is known of it, one line each."""

    number: Markup
    title: Markup
    more: tuple[tuple[str, Markup], ...]
    deadline: Markup
    reading: str
    told: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of activities; a group is number and title of its section row (empty: none) and its rows."""

    caption: str
    groups: tuple[tuple[Markup, tuple[_Row, ...]], ...]


@dataclass(frozen=True, slots=True)
class _Section:
    """A special section: the titles of its parts, each with what is known of it."""

    caption: str
    parts: tuple[tuple[str, Markup], ...]


def fragment_files(district: District, context: Context, as_of: date) -> Iterator[SiteFile]:
    """The fragments of all plans and schools of the district, as of the day `as_of`, which matters only while a plan runs."""
    for one in placed(district):
        if isinstance(one, Plan):
            data = _of_plan(in_force(one, as_of), district, context, as_of)
        else:
            data = _of_school(one, district, context, as_of)
        yield SiteFile(embed_file(one.address, "fragment.html"), data)


def _of_plan(plan: Plan, district: District, context: Context, as_of: date) -> bytes:
    roadmap, summary = plan.roadmap, summarize_plan(plan)
    told = record(plan, district, context, as_of)
    about = f"{roadmap.order.authority}, {roadmap.order.kind} {requisites(roadmap.order)}. {state(summary, as_of)}."
    caption, rows = roadmap.heading or roadmap.title, {row.id for row in plan.rows}
    if told.own is None:
        about += " Сведения о выполнении не публиковались."
    return _draw(
        plan.address,
        context,
        title=roadmap.title,
        about=about,
        day=as_of if running([summary], as_of) else None,
        tables=[_table(caption, plan, district, context, plan.address, told.entries, rows)],
        source=f"Официальный текст — в подписанном {kind_of(roadmap.order).within}.",
    )


def _of_school(school: SchoolFolder, district: District, context: Context, as_of: date) -> bytes:
    planned = judged_in_school(planned_of_school(school, district, as_of), school, district, as_of)
    sections = current_sections(school, district, context, as_of)
    summaries = [summarize_plan(one.plan) for one in planned]
    is_running = any(section.runs for section in sections) or running(summaries, as_of)
    tables = []
    for one in planned:
        chosen = {row.id: Entry(known.own) for row in one.rows if (known := one.statuses.get(row.id))}
        caption = f"{in_years(one.origin.words, one.plan.roadmap.period).capitalize()}. {one.plan.roadmap.title}"
        rows = {row.id for row in one.rows}
        tables.append(_table(caption, one.plan, district, context, school.address, chosen, rows))
    return _draw(
        school.address,
        context,
        title=f"{school.profile.title}, {district.profile.title}",
        about="",
        day=as_of if is_running else None,
        sections=[_section(section, context) for section in sections],
        tables=tables,
        source="Официальный текст планов — в подписанных документах." if tables else "",
    )


def _draw(page: str, context: Context, **values: object) -> bytes:
    values.setdefault("sections", [])
    day = values.pop("day")
    drawn = draw(
        "embed/fragment.html.j2",
        full=f"{context.site_url}{page}/" if context.site_url else "",
        day=f"{day_month_year(day)} года" if isinstance(day, date) else "",
        is_demo=context.region.demo,
        **values,
    )
    return f"{drawn.markup.strip()}\n".encode()


def _section(section: Section, context: Context) -> _Section:
    found = ((part.part.title, _told(told_part(part), section.page, context)) for part in parts(section))
    return _Section(titled(section), tuple(found))


def _table(
    caption: str,
    plan: Plan,
    district: District,
    context: Context,
    page: str,
    entries: Mapping[str, Entry],
    rows: Container[str],
) -> _Table:
    """The table of those `rows` of `plan` (ids), on the page at the address `page`."""
    axis = make_axis(plan.roadmap.period, (), None)  # nothing is drawn
    table = Table(plan, axis, district, context, page, plan.roadmap.columns, entries=entries)
    found = groups(table, (row for row in plan.rows if row.id in rows))
    return _Table(caption, tuple((_head(group), tuple(_row(line, page, context) for line in group.lines)) for group in found))


def _head(group: Group) -> Markup:
    return Markup(" ").join(filter(None, (group.number, group.title)))


def _row(line: Line, page: str, context: Context) -> _Row:
    cells = {cell.css: cell.text for cell in line.cells}
    known = (*line.told, *(schools.told for schools in line.schools))
    return _Row(
        number=_lines(cells.get("n", Markup())),
        title=_lines(cells.get("act", Markup())),
        more=tuple(_more(line)),
        deadline=_lines(cells.get("term", Markup())),
        reading=line.reading,
        told=tuple(_told(one, page, context) for one in known),
    )


def _more(line: Line) -> Iterator[tuple[str, Markup]]:
    for cell in line.cells:
        if cell.css not in _PARTS and cell.text:
            yield f"{cell.label}:", _lines(cell.text)
    for remark in line.remarks:
        yield remark.label, _lines(remark.text)


def _lines(text: Markup) -> Markup:
    """A text letter for letter, its line ends as tags: no style sheet of ours keeps them here."""
    return Markup(str(text).replace("&#13;&#10;", "&#10;").replace("&#10;", "<br> "))  # noqa: S704  # escaped before


def _told(told: Told, page: str, context: Context) -> Markup:
    """A status in words; what it refers to as a link, where it is known where the site is published."""
    if not told.link:
        return escape(told.words)
    if not (told.href and context.site_url):
        return escape(f"{told.words}, {told.link}")
    return Markup('{}, <a href="{}">{}</a>').format(told.words, urljoin(f"{context.site_url}{page}/", told.href), told.link)
