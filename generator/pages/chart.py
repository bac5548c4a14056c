"""The table of a plan with its calendar: the order's own table, and a column of strips beside it.

The DOM is always the table of the order, its columns in their sequence; the style sheet makes cards of it on a phone, a chart
on a wide screen, and the order's form by address and in print.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property, lru_cache, partial
from typing import NamedTuple

from markupsafe import Markup

from generator.deadline.reading import Interval
from generator.district import Context, District
from generator.ids import href
from generator.model import Activity, Column, Party, ReportStatus, Roadmap, Section, Wording
from generator.pages.crumbs import SIGNS
from generator.pages.markdown import Html
from generator.pages.marks import Told
from generator.pages.paper import live_address
from generator.pages.record import Entry, Mention, Schools
from generator.pages.requisites import changes
from generator.pages.template import draw, macro
from generator.pages.titles import part_titles, school_titles
from generator.pages.verbatim import column_head, linked, verbatim
from generator.parties import pages_of
from generator.plan import Plan, Row
from generator.status import RowStatus
from generator.timeline import Axis, Sign, discs, signs, strip
from generator.timeline.shapes import Shape

RULES = "koordinatoram/sroki"
"""The address of the page that explains every rule of the deadlines, each under its id."""
_CLASSES = {"number": "n", "title": "act", "responsible": "who", "deadline": "term", "result": "res"}

_LABELLED = frozenset({"who", "res", "x"})
"""The cells that show the heading of their column beside them, where the head of the table does not."""


class Cell(NamedTuple):
    """A cell of the order: `css` is the kind of column, `text` the words, `label` the heading of its column in one line.

    The cell that `heads_row` names the row to a reader of screens: the number, or the title where there is none.
    """

    css: str
    text: Markup
    label: str = ""
    heads_row: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """What the site says of a row, apart from its words; `is_note` for the publisher's remark on the original."""

    label: str
    text: Markup
    is_note: bool = False


class Line(NamedTuple):
    """A row of the table: its words, how its deadline is read and by which `rule` (a link), what else is to say, its strip.

    `anchor` is empty on other pages than that of its plan, `href` leads to it there; `origin` is the plan it comes from, in a
    table of several; `told` are its statuses, one for each term, `schools` what the schools told, `mentions` the reports on it.
    `width` is that of its number, in signs.
    """

    anchor: str
    href: str
    width: int
    css: str
    cells: tuple[Cell, ...]
    reading: str
    rule: str
    is_outside: bool
    remarks: tuple[Remark, ...]
    shapes: tuple[Shape, ...]
    origin: Told | None = None
    told: tuple[Told, ...] = ()
    schools: tuple[Schools, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The rows under one section row; `title` is empty where the table has no sections.

    `css` are the classes of all filters that one of its rows passes: then the section row stays above it.
    """

    number: Markup
    title: Markup
    note: Markup
    lines: tuple[Line, ...]
    css: str = ""


@dataclass(frozen=True)
class Table:
    """What the rows of one plan are drawn with, on the page at the address `page`.

    `columns` are those of the table, which are not those of the plan where it holds the rows of several; then `origin` says
    which plan it is. `statuses` are those to be shown, by the id of the row, or `entries` all that is known of it. `parties`
    are the addresses of the pages of its parties, `filters` the classes of the filters that a row passes, by its id.
    """

    plan: Plan
    axis: Axis
    district: District
    context: Context
    page: str
    columns: tuple[Column, ...]
    statuses: Mapping[str, RowStatus] = field(default_factory=dict)
    origin: Told | None = None
    entries: Mapping[str, Entry] = field(default_factory=dict)
    parties: Mapping[Party, str] = field(default_factory=dict)
    filters: Mapping[str, str] = field(default_factory=dict)

    def line(self, row: Row) -> Line:
        """The row as a line."""
        deadline, is_own = row.deadline, self.page == self.plan.address
        entry = self.entries.get(row.id) or Entry(self.statuses.get(row.id))
        shapes = strip(deadline, self.axis, hollow=row.activity.dropped is not None, off=tuple(_off(entry.status)))
        shapes += discs(entry.days or _reports(entry.status), self.axis, shapes)
        return Line(
            anchor=row.anchor if is_own else "",
            href=href(self.page, self.plan.address, row.anchor),
            width=len(row.activity.number or "") + 2 * row.depth * is_own,
            css=" ".join([*_classes(row, is_own, bool(shapes)), *self.filters.get(row.id, "").split()]),
            cells=tuple(self._cells(row)),
            reading=row.reading,
            rule=href(self.page, RULES, deadline.rule) if deadline else "",
            is_outside=self._is_outside(row),
            remarks=(*self._remarks(row.activity), *self._above(row)),
            shapes=shapes,
            origin=self.origin,
            told=entry.told(self.page),
            schools=entry.schools,
            mentions=entry.mentions,
        )

    def _cells(self, row: Row) -> Iterator[Cell]:
        heads, columns = self._columns
        head = "number" if row.activity.number and "number" in heads else "title"
        for key, css, label in columns:
            yield Cell(css, self._words(row, key), label, key == head)

    @cached_property
    def _columns(self) -> tuple[frozenset[str], tuple[tuple[str, str, str], ...]]:
        """The keys of the columns; and for each its key, its kind and the label of its cells."""
        kinds = [(column, _css(column)) for column in self.columns]
        labelled = ((column, css, column.title if css in _LABELLED else "") for column, css in kinds)
        columns = tuple((column.key, css, " ".join(title.split())) for column, css, title in labelled)
        return frozenset(key for key, _, _ in columns), columns

    def _words(self, row: Row, column: str) -> Markup:
        """The words of a cell; those of a party lead to its page."""
        if column == "responsible":
            return linked((piece.text, self._page_of(piece.party)) for piece in row.responsible)
        return verbatim(_text(row.activity, column))

    def _page_of(self, party: Party | None) -> str:
        """The link to the page of a party; nothing where it has none, or is on it."""
        address = self.parties.get(party, self.page) if party else self.page
        return "" if address == self.page else href(self.page, address)

    def _is_outside(self, row: Row) -> bool:
        period = self.plan.roadmap.period
        intervals = row.deadline.intervals if row.deadline else ()
        days = (day for interval in intervals for day in (interval.start, interval.end) if day)
        return any(not period.start <= day <= period.end for day in days)

    def _remarks(self, activity: Activity) -> Iterator[Remark]:
        roadmap = self.plan.roadmap
        notes = (activity.note, *(cell.note for cell in activity.cells))
        yield from (Remark("Замечание.", verbatim(note), is_note=True) for note in notes if note)
        if activity.added:
            yield Remark("Добавлено", verbatim(f"{changes(roadmap, activity.added)}."))
        for wording in activity.was:
            yield Remark("Изменено", verbatim(f"{changes(roadmap, wording.until)}; прежде: {_former(wording, roadmap)}."))
            if wording.note:
                yield Remark("Замечание.", verbatim(wording.note), is_note=True)
        if activity.dropped:
            yield Remark("Исключено", verbatim(f"{changes(roadmap, activity.dropped)}."))
        if activity.schools and self.page == self.plan.address:
            names = ", ".join(school_titles(activity.schools, self.district, self.context))
            yield Remark("Школы:", verbatim(f"{names}."))
        if activity.publishes:
            parts = ", ".join(part_titles(activity.publishes, roadmap, self.context))
            yield Remark("В разделе школы:", verbatim(f"{parts}."))
        if activity.implements:
            yield Remark("Из вышестоящего плана:", verbatim(f"п. {', '.join(activity.implements)}."))

    def _above(self, row: Row) -> Iterator[Remark]:
        """The row that a sub-activity belongs to, on other pages than that of the plan: there it may stand elsewhere."""
        if row.depth and self.page != self.plan.address:
            rows = self.plan.rows
            above = [other.activity for other in rows[: rows.index(row)] if other.depth < row.depth][-1]
            yield Remark("В составе:", verbatim(f"{above.number or ''} {above.title}"))


def chart(
    plan: Plan,
    axis: Axis,
    district: District,
    context: Context,
    source: str,
    entries: Mapping[str, Entry],
    filters: Mapping[str, str],
) -> Html:
    """The table of `plan` with the calendar of `axis`, on the page of the plan.

    `entries` are what is known of its rows, `filters` the classes of the filters that they pass, both by the id of the row.
    `source` says at its foot, and on paper on every sheet, where the words are from. The page must have the ground of the axis
    (`timeline/shapes.svg.j2`) once.
    """
    roadmap = plan.roadmap
    parties = pages_of(plan, district)
    table = Table(
        plan, axis, district, context, plan.address, roadmap.columns, entries=entries, parties=parties, filters=filters
    )
    rows = groups(table, plan.rows)
    return draw_table(
        axis,
        roadmap.columns,
        rows,
        heading=roadmap.heading,
        title=roadmap.title,
        source=source,
        address=live_address(plan.address, context),
    )


def groups(table: Table, rows: Iterable[Row]) -> Iterator[Group]:
    """Those `rows` of the plan of the `table` by its sections, in its sequence."""
    chosen = {row.id for row in rows}
    for section, own in _by_section(table.plan):
        lines = tuple(table.line(row) for row in own if row.id in chosen)
        if lines or table.page == table.plan.address:
            passed = {css for row in own for css in table.filters.get(row.id, "").split()}
            yield _group(section, lines, " ".join(sorted(passed)))


def draw_table(
    axis: Axis,
    columns: Iterable[Column],
    groups: Iterable[Group],
    *,
    heading: str | None = None,
    title: str,
    source: str,
    address: str,
    ground: str = "t",
    depth: int = 3,
) -> Html:
    """A table of `groups` of rows, which may be those of several plans; `ground` is the id of the ground of its axis.

    `source` stands at its foot, on paper on every sheet, and there also the `address` of the page, if it is known. In the
    low-vision version it is a list, whose headings begin at `depth`.
    """
    columns, groups = tuple(columns), tuple(groups)
    keys = {column.key for column in columns}
    values: dict[str, object] = {
        "heading": verbatim(heading),
        "source": source,
        "heads": [Cell(_css(column), column_head(column.title)) for column in columns],
        "groups": groups,
        "ground": ground,
    }
    block = draw(
        "roadmap/chart.html.j2",
        css=" ".join(["rm", *_width(groups), *(f"no-{_CLASSES[key]}" for key in sorted(_CLASSES.keys() - keys))]),
        axis=axis,
        title=title,
        address=address,
        rows=[[_row(line, "deadline" in keys, ground) for line in group.lines] for group in groups],
        **values,
    )
    return replace(block, lite=cache(partial(_list, axis, values, depth)))


def _list(axis: Axis, values: Mapping[str, object], depth: int) -> Markup:
    """The table as a list of terms and descriptions, which grows and wraps as the reader wants it."""
    return draw("embed/rows.html.j2", depth=depth, ticks=list(_ticks(axis)), **values).markup


def _ticks(axis: Axis) -> Iterator[tuple[float, str]]:
    """Where to write which month (or longer column) below a strip that stands alone: few, so that large letters fit."""
    columns, year = axis.columns, axis.span.start.year
    has_years = year != axis.span.end.year and axis.step <= 3
    for index, column in enumerate(columns[:: math.ceil(len(columns) / (3 if has_years else 4))]):
        is_first = index == 0 or column.first.year != year
        year = column.first.year
        yield column.x, f"{column.name} {year}" if has_years and is_first else column.name


def _row(line: Line, has_term: bool, ground: str) -> Markup:
    """A row as it is drawn; what schools and reports told of it stands on no other page like that."""
    is_own = line.schools or line.mentions
    return _write(line, has_term, ground) if is_own else _write_alike(line, has_term, ground)


def _write(line: Line, has_term: bool, ground: str) -> Markup:
    return macro("roadmap/row.html.j2", "row")(line, has_term, ground)


_write_alike = lru_cache(maxsize=1024)(_write)
"""The same, kept: on the pages of all schools of a district the row of its plan is one and the same, links and all."""


def key(page: str, rows: Iterable[Row], *, reports: bool = False) -> Html:
    """The key to the strips of `rows`, on the page at the address `page`: only the signs that stand there.

    With `reports` that of a report too.
    """
    found = signs(row.deadline for row in rows)
    return draw("roadmap/key.html.j2", signs=(*found, Sign.REPORT) if reports else found, all=href(page, SIGNS[0]))


def _off(status: RowStatus | None) -> Iterator[Interval]:
    """The terms that hold no more: the last that was told of them is that they are cancelled or postponed."""
    for one in status.each if status else ():
        if one.report and one.report.report.status in _OFF and one.term and one.term.interval:
            yield one.term.interval


_OFF = (ReportStatus.CANCELLED, ReportStatus.POSTPONED)


def _reports(status: RowStatus | None) -> Iterator[tuple[date, ReportStatus]]:
    """The days of the reports behind the statuses of a row, and what they say."""
    for one in status.each if status else ():
        if one.report and one.report.report.status:
            yield one.report.report.date, one.report.report.status


def _width(groups: Iterable[Group]) -> Iterator[str]:
    """How wide the column of numbers must be: every row is laid out for itself, and all alike."""
    longest = max((line.width for group in groups for line in group.lines), default=0)
    if longest > 5:
        yield "long-n" if longest < 9 else "longest-n"


def _css(column: Column) -> str:
    return _CLASSES.get(column.key, "x")


def _by_section(plan: Plan) -> Iterator[tuple[Section | None, tuple[Row, ...]]]:
    """The rows by section; `path` tells sections of the same title apart."""
    for index, section in enumerate(plan.roadmap.sections or ()):
        yield section, tuple(row for row in plan.rows if row.path[:2] == ("sections", index))
    loose = tuple(row for row in plan.rows if row.section is None)
    if loose:
        yield None, loose


def _group(section: Section | None, lines: Iterable[Line], css: str) -> Group:
    if section is None:
        return Group(Markup(), Markup(), Markup(), tuple(lines))
    return Group(verbatim(section.number), verbatim(section.title), verbatim(section.note), tuple(lines), css)


def _text(activity: Activity, column: str) -> str:
    if column in _CLASSES:
        text: str | None = getattr(activity, column)
        return text or ""
    return "\n".join(cell.text for cell in activity.cells if cell.column == column)


def _classes(row: Row, is_own: bool, is_drawn: bool) -> Iterator[str]:
    """`sub` only where the row above it stands above it."""
    if row.depth and is_own:
        yield "sub"
    if row.is_group:
        yield "grp"
    if not is_drawn and (row.deadline is None or (not row.deadline.intervals and row.deadline.repeat is None)):
        yield "nd"
    if row.activity.dropped:
        yield "gone"


def _former(wording: Wording, roadmap: Roadmap) -> str:
    """The cells that were changed, as they were worded before: «Сроки реализации» — «июнь 2021 г.»."""
    former = {key: text for key in _CLASSES if (text := getattr(wording, key)) is not None}
    former |= {cell.column: cell.text for cell in wording.cells or ()}
    said = [f"{' '.join(column.title.split())} — «{former[column.key]}»" for column in roadmap.columns if column.key in former]
    return "; ".join(said) or "другое чтение срока"
