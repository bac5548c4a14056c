"""A plan as one page of HTML for the printer: the order's own table, and beside it the calendar; a PDF is made of it.

It is complete in itself: all styles stand in it, the drawings have their colours in attributes, and of other files it names the
typeface alone. The words of the order stand as they are, what the site adds is set in grey.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from markupsafe import Markup

from generator.amendments import in_force
from generator.district import Context, District, reports_for
from generator.filed import existing, reports_on
from generator.model import Column
from generator.pages.chart import Line, Table, groups
from generator.pages.order import letterhead
from generator.pages.paper import live_address
from generator.pages.plans import running
from generator.pages.record import record
from generator.pages.requisites import kind_of, requisites
from generator.pages.template import draw, macro
from generator.pages.told_on import told_on
from generator.pages.verbatim import verbatim
from generator.plan import Plan
from generator.resources import theme
from generator.timeline import Sign, make_axis, signs
from generator.timeline.shapes import Disc

FONT = "roadmaps:font"
"""What the printout calls its typeface: whoever prints it puts the file in this place."""
_STRIP, _BELOW = 32, 11
"""The height of a strip in px, and what a mark takes below its middle."""
_WIDE = 350
"""The width of the calendar in px, which is then made smaller: so its letters are those of the notes."""
_SHEET, _CALENDAR = 273, 80
"""What is between the margins of a sheet, and the calendar on it, in mm."""
_SHARES = {"title": 3.2, "result": 2.2, "responsible": 1.8, "deadline": 1.8}
"""How the columns share what the number and the calendar leave; of those of the order's own each has 1.5."""
_SILENT = "Сведения о выполнении не публиковались."


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: `known` are what was told of it, a line each, `height` is that of its strip in px."""

    line: Line
    known: tuple[str, ...]
    height: float


@dataclass(frozen=True, slots=True)
class _Group:
    """The rows below a section row, which is empty where the plan has no sections."""

    number: Markup
    title: Markup
    note: Markup
    rows: tuple[_Row, ...]


def printout(plan: Plan, district: District, context: Context, as_of: date) -> str:
    """The HTML of `plan`, one of the district or of a school of it, as of the day `as_of`, which matters while it runs."""
    plan = in_force(plan, as_of)
    roadmap, told = plan.roadmap, record(plan, district, context, as_of)
    filed = existing(reports_on(reports_for(district, context), plan.address), as_of)
    day = as_of if running([plan], as_of) else None
    axis = make_axis(roadmap.period, (row.deadline for row in plan.rows), day, roadmap.order.date)
    table = Table(plan, axis, district, context, plan.address, roadmap.columns, entries=told.entries)
    found = [_Group(one.number, one.title, one.note, tuple(map(_row, one.lines))) for one in groups(table, plan.rows)]
    order = roadmap.order
    official = f"Официальный текст — в подписанном {kind_of(order).within}."
    remark = "Вымышленный пример. " if context.region.demo else ""  # where the sheets and the file itself tell what they are
    drawn = draw(
        "embed/printout.html.j2",
        title=" ".join(roadmap.title.split()),
        remark=remark,
        authority=order.authority,
        style=_style(),
        demo=context.region.demo,
        letterhead=letterhead(order).markup,
        heading=verbatim(roadmap.heading),
        day=" ".join(filter(None, (told_on([plan], filed, as_of), "" if told.own else _SILENT))),
        heads=[*zip((verbatim(column.title) for column in roadmap.columns), _widths(roadmap.columns, found), strict=True)],
        wide=_WIDE,
        months=f"Календарь: {axis.columns[0].title} — {axis.columns[-1].title}",
        groups=found,
        axis=axis,
        key=_key(plan, is_told=any(entry.days for entry in told.entries.values())),
        has_term=any(column.key == "deadline" for column in roadmap.columns),
        source=f"{remark}{order.authority}, {order.kind} {requisites(order)}. {official}",
        address=live_address(plan.address, context),
    )
    return f"{drawn.markup.strip()}\n"


def _row(line: Line) -> _Row:
    known = (*line.told, *(schools.told for schools in line.schools))
    words = tuple(f"{one.words}, {one.link}" if one.link else one.words for one in known)
    return _Row(line, words, max((shape.y + _BELOW for shape in line.shapes if isinstance(shape, Disc)), default=_STRIP))


def _key(plan: Plan, *, is_told: bool) -> Markup:
    """The key to the strips, where each sign is read aloud as one."""
    found = signs(row.deadline for row in plan.rows)
    drawn = macro("timeline/shapes.svg.j2", "key")((*found, Sign.REPORT) if is_told else found)
    return Markup(str(drawn).replace(' aria-hidden="true">', "><title>знак</title>"))  # noqa: S704  # finished HTML


def _widths(columns: Sequence[Column], groups: Iterable[_Group]) -> Iterator[float]:
    """The widths of the columns in mm."""
    longest = max((len(row.line.cells[0].text) for group in groups for row in group.rows), default=0)
    number = min(max(13, 4 + 2 * longest), 30) if columns[0].key == "number" else 0
    shares = [_SHARES.get(column.key, 1.5) for column in columns if column.key != "number"]
    unit = (_SHEET - _CALENDAR - number) / sum(shares)
    for column in columns:
        yield number if column.key == "number" else round(_SHARES.get(column.key, 1.5) * unit, 2)


@cache
def _style() -> Markup:
    return Markup((theme() / "embed/printout.css").read_text("utf-8"))  # noqa: S704  # our own file
