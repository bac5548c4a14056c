"""What the schools of a district published: a table of schools and parts for each project and period."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.coverage import Cell, Line, Table
from generator.ids import href
from generator.pages.markdown import Html
from generator.pages.plans import in_years
from generator.pages.template import draw
from generator.part import FILLED, PartState
from generator.russian import listing, plural

ANCHOR = "razdely"
"""The id of the heading above the tables."""
MOST_NAMES = 12
"""So many schools that do not take part are named; of more of them the number is told."""

_KEYS = {
    PartState.PUBLISHED: "опубликовано; день последнего изменения, если он известен",
    PartState.UNCHANGED: "опубликовано, изменений нет; день, когда школа это подтвердила",
    PartState.AWAITED: "ждём к сроку",
    PartState.MISSING: "здесь не опубликовано; срок, если приказ его назвал",
    PartState.OPTIONAL: "необязательная часть, пока пусто",
}
_WORDS = {
    PartState.PUBLISHED: "опубликовано",
    PartState.UNCHANGED: "опубликовано, изменений нет, подтверждено",
    PartState.AWAITED: "ждём",
    PartState.MISSING: "здесь не опубликовано",
    PartState.OPTIONAL: "необязательная часть, пока пусто",
}


@dataclass(frozen=True, slots=True)
class _Cell:
    """A part of one school: `words` say what its mark means, `before` what stands before the `day` («к», «срок»)."""

    href: str
    title: str
    mark: str
    words: str
    before: str
    day: date | None
    is_filled: bool


@dataclass(frozen=True, slots=True)
class _Line:
    href: str
    title: str
    remark: str
    cells: tuple[_Cell, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    """A table; `sums` count the schools that published each part, where there are several, `more` are sentences below it."""

    id: str
    title: str
    amount: str
    is_current: bool
    heads: tuple[str, ...]
    lines: tuple[_Line, ...]
    sums: tuple[str, ...]
    more: tuple[str, ...]


def coverage_tables(page: str, tables: Sequence[Table]) -> Html:
    """The tables of a district on the page at the address `page`; what ended before the latest period is folded."""
    used = {cell.state for table in tables for line in table.lines for cell in line.cells}
    keys = [(state.value, words) for state, words in _KEYS.items() if state in used]
    return draw("coverage/schools.html.j2", tables=[_table(page, table) for table in tables], keys=keys)


def schools(number: int) -> str:
    """«3 школы»."""
    return f"{number}\u00a0{plural(number, 'школа', 'школы', 'школ')}"


def _table(page: str, table: Table) -> _Table:
    return _Table(
        id=table.id,
        title=in_years(table.title, table.period),
        amount=schools(len(table.lines)),
        is_current=table.is_current,
        heads=tuple(part.title for part in table.parts),
        lines=tuple(_line(page, table, line) for line in table.lines),
        sums=tuple(_sums(table)) if len(table.lines) > 1 else (),
        more=tuple(_more(table)),
    )


def _line(page: str, table: Table, line: Line) -> _Line:
    closed = line.school.profile.closed
    return _Line(
        href=href(page, line.school.address),
        title=line.school.profile.title,
        remark=f"деятельность прекращена {closed:%d.%m.%Y}" if closed else "",
        cells=tuple(_cell(page, part.title, cell) for part, cell in zip(table.parts, line.cells, strict=True)),
    )


def _cell(page: str, title: str, cell: Cell) -> _Cell:
    before = {PartState.AWAITED: "к", PartState.MISSING: "срок"}.get(cell.state, "")
    return _Cell(
        href=href(page, cell.page, cell.anchor),
        title=title,
        mark=cell.state.value,
        words=_WORDS[cell.state],
        before=before if cell.day else "",
        day=cell.day,
        is_filled=cell.state in FILLED,
    )


def _sums(table: Table) -> Iterator[str]:
    for column in zip(*(line.cells for line in table.lines), strict=True):
        yield f"{sum(cell.state in FILLED for cell in column)} из {len(column)}"


def _more(table: Table) -> Iterator[str]:
    """What the table itself does not show: that the schools were silent, and who does not take part."""
    if table.is_silent:
        yield "Сами школы здесь ничего не размещали: отмечено только то, что известно из приказов и описания проекта."
    titles = [school.profile.title for school in table.others]
    if titles and len(titles) <= MOST_NAMES:
        yield f"В проекте не {plural(len(titles), 'участвует', 'участвуют', 'участвуют')}: {listing(titles)}."
    elif titles:
        yield f"Ещё {schools(len(titles))} района в проекте не {plural(len(titles), 'участвует', 'участвуют', 'участвуют')}."
