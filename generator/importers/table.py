"""The table of the plan: its rows under their sections and groups, whatever the paper and the program did to it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from generator.importers.blocks import ABOVE, Block, Doubt, Paragraph, Row, Table, UnreadableFileError, one_line
from generator.importers.columns import DEADLINE, NUMBER, RESPONSIBLE, TITLE, column_key, column_keys, is_heading
from generator.importers.numbering import is_below, is_number, numbered

ANNEX = re.compile(r"приложени[ея]\b", re.IGNORECASE)
"""How the head of an annex begins."""
_GOES_ON = re.compile(r"(?:продолжение|окончание)\b", re.IGNORECASE)


@dataclass(slots=True)
class Line:
    """A row of the plan: its cells by column, and the rows under it."""

    cells: dict[str, str]
    place: str
    lines: list["Line"] = field(default_factory=list)

    @property
    def number(self) -> str | None:
        """As printed; None where there is none."""
        return self.cells.get(NUMBER) or None


@dataclass(slots=True)
class Part:
    """A section of the table, or all of a table without sections (then without a title)."""

    title: str
    number: str | None
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class PlanTable:
    """The table: key and heading of each column, the parts, what is doubtful, and what stood before and after it."""

    columns: tuple[tuple[str, str], ...]
    parts: list[Part]
    doubts: list[Doubt]
    above: tuple[Block, ...]
    below: tuple[Block, ...]


def read_table(blocks: Sequence[Block]) -> PlanTable:
    """The table of the plan among `blocks`. Raises UnreadableFileError for what cannot be read in one way only."""
    first = _first(blocks)
    head, start = _heading(blocks[first])
    keys, doubts = column_keys(head)
    reader = _Reader(head, keys, doubts)
    last = first
    for index, block in enumerate(blocks[first:], first):
        if isinstance(block, Paragraph):
            reader.paragraph(block)
        elif index == first or reader.belongs(block):
            reader.table(block.rows[start:] if index == first else block.rows, block.place)
            last = index
        else:
            break
    _refuse_several([blocks[first], *(block for block in blocks[last + 1 :] if _has_headings(block))])
    reader.close()
    return PlanTable(
        tuple(zip(keys, head.cells, strict=True)),
        reader.parts,
        reader.doubts,
        tuple(blocks[:first]),
        tuple(blocks[last + 1 :]),
    )


def _first(blocks: Sequence[Block]) -> int:
    """The place of the table that the plan begins with: the one with the headings of a plan."""
    found = [(index, block) for index, block in enumerate(blocks) if _has_headings(block)]
    if not found:
        raise UnreadableFileError(
            "таблица плана не найдена: ни в одной нет заголовков «Мероприятие» и «Срок» или «Ответственный». "
            "Если заголовки названы иначе, переименуйте их и повторите импорт."
        )
    if len({_heading(block)[0].cells for _, block in found}) > 1:
        _refuse_several([block for _, block in found])
    return found[0][0]


def _refuse_several(plans: Sequence[Block]) -> None:
    if len(plans) > 1:
        places = ", ".join(block.place for block in plans)
        raise UnreadableFileError(
            f"на план похожи несколько таблиц ({places}). Оставьте в файле одну и повторите импорт, затем так же с другой."
        )


def _heading_row(table: Table) -> int | None:
    return next((index for index, row in enumerate(table.rows) if is_heading(row)), None)


def _has_headings(block: Block) -> bool:
    return isinstance(block, Table) and _heading_row(block) is not None


def _heading(block: Block) -> tuple[Row, int]:
    """The row of headings, and the index of the row after it."""
    found = _heading_row(block) if isinstance(block, Table) else None
    if found is None or not isinstance(block, Table):
        raise ValueError("no headings")
    return block.rows[found], found + 1


def fitted(row: Row, width: int) -> Row:
    """`row` with as many cells as there are columns: a lone cell is the title of a section. Raises UnreadableFileError."""
    cells = row.cells
    while len(cells) > width and not cells[-1]:
        cells = cells[:-1]
    if len(cells) == 1:
        cells = (*cells, *[""] * (width - 1))
    if len(cells) != width and any(cells):
        raise UnreadableFileError(
            f"ячеек в строке {len(cells)}, а граф в таблице {width}. Исправьте строку в своём файле и повторите импорт.",
            row.place,
        )
    return replace(row, cells=cells)


class _Reader:
    """Takes tables and the lines between them, one after the other."""

    def __init__(self, head: Row, keys: tuple[str, ...], doubts: list[Doubt]) -> None:
        self.keys, self.doubts = keys, doubts
        self.parts: list[Part] = []
        self._head = head
        self._between: list[Paragraph] = []
        self._is_over = False
        self._left: list[Line] = []
        """The rows of an upright left half, until the right one comes."""
        self._left_keys: tuple[str, ...] = ()

    # --- what comes in ---

    def paragraph(self, paragraph: Paragraph) -> None:
        """Keep a line: if another table of the plan follows, it is the title of a section, unless another annex begins."""
        self._is_over |= bool(ANNEX.match(paragraph.text))
        if paragraph.text:
            self._between.append(paragraph)

    def belongs(self, table: Table) -> bool:
        """Whether `table` goes on with the plan: it has the headings again, as many columns, or is one half of them."""
        if self._is_over:
            return False
        if _heading_row(table) is not None:
            return True
        if any(column_key(cell) == NUMBER for cell in table.rows[0].cells) if table.rows else True:
            return False
        widths = {len(row.cells) for row in table.rows}
        return widths == {len(self.keys)} or self._is_left_half(table) or self._is_right_half(table)

    def table(self, rows: Sequence[Row], place: str) -> None:
        """Take the rows of a table."""
        table = Table(tuple(rows), place)
        is_right = self._is_right_half(table)
        if not is_right:
            self._refuse_a_lonely_half()
        self._take_between(is_right)
        if is_right:
            self._join_halves(table)
        elif self._is_left_half(table):
            self._left_keys = self.keys[: len(table.rows[0].cells)]
            self._left = [Line(dict(zip(self._left_keys, row.cells, strict=True)), row.place) for row in table.rows]
        else:
            for index, row in enumerate(table.rows):
                is_torn_off = row.is_torn_off or (index == 0 and bool(self.parts))
                self._row(replace(fitted(row, len(self.keys)), is_torn_off=is_torn_off))

    def close(self) -> None:
        """Make groups of what is numbered like one. Raises UnreadableFileError if a half of a table is missing."""
        self._refuse_a_lonely_half()
        for part in self.parts:
            part.lines = _grouped(part.lines)
        if not any(part.lines for part in self.parts):
            raise UnreadableFileError("в таблице плана нет строк: под заголовками пусто.", self._head.place)
        for part in self.parts:
            if not part.lines:
                self.doubts.append(Doubt("", f"в разделе «{part.title}» нет мероприятий: он не взят."))
        self.parts = [part for part in self.parts if part.lines]
        if len(self.parts) > 1 and not self.parts[0].title:
            self.doubts.append(Doubt(self.parts[0].lines[0].place, "строки до первого раздела: назовите их раздел сами."))

    # --- upright halves ---

    def _is_left_half(self, table: Table) -> bool:
        widths = {len(row.cells) for row in table.rows}
        return len(widths) == 1 and 1 < min(widths) < len(self.keys) and all(is_number(row.cells[0]) for row in table.rows)

    def _is_right_half(self, table: Table) -> bool:
        rest = len(self.keys) - len(self._left_keys)
        return bool(self._left) and all(len(row.cells) == rest + 1 and not row.cells[0] for row in table.rows)

    def _refuse_a_lonely_half(self) -> None:
        if self._left:
            raise UnreadableFileError(
                "у этих строк только левая часть граф, а правой рядом нет. Соберите таблицу в своём файле и повторите импорт.",
                self._left[0].place,
            )

    def _join_halves(self, table: Table) -> None:
        if len(table.rows) != len(self._left):
            raise UnreadableFileError(
                f"таблица разрезана вдоль: слева строк {len(self._left)}, справа {len(table.rows)}. "
                "Какая к какой, не узнать: соберите таблицу в своём файле и повторите импорт.",
                table.place,
            )
        keys = self.keys[len(self._left_keys) :]
        for line, row in zip(self._left, table.rows, strict=True):
            line.cells.update(zip(keys, row.cells[1:], strict=True))
            self._part().lines.append(line)
        first, last = self._left[0], self._left[-1]
        self.doubts.append(
            Doubt(
                table.place,
                f"таблица разрезана вдоль: строки {first.number}–{last.number} собраны из двух половин "
                "по порядку. Сверьте их с приказом.",
            )
        )
        self._left, self._left_keys = [], ()

    # --- rows ---

    def _part(self) -> Part:
        if not self.parts:
            self.parts.append(Part("", None))
        return self.parts[-1]

    def _take_between(self, is_right: bool) -> None:
        """The lines between two tables of the plan are titles of sections, or the rest of one torn by halves."""
        for paragraph in self._between:
            number, title = numbered(paragraph.text)
            if _GOES_ON.match(paragraph.text):
                self.doubts.append(Doubt(paragraph.place, f"«{paragraph.text}» не взято: это о продолжении таблицы."))
            elif is_right and number is None and self.parts and self.parts[-1].title:
                torn = self.parts[-1].title
                self.parts[-1].title = torn + title
                self.doubts.append(
                    Doubt(paragraph.place, f"название раздела собрано из двух частей: «{torn}» и «{title}». Сверьте пробел.")
                )
            else:
                self.parts.append(Part(title, number))
                told = f"строка между частями таблицы взята как название раздела: «{paragraph.text}»."
                self.doubts.append(Doubt(paragraph.place, told))
        self._between = []

    def _row(self, row: Row) -> None:
        if not any(row.cells) or row.cells == self._head.cells or self._counts_columns(row):
            return
        if is_heading(row):
            raise UnreadableFileError(
                "в таблице вторые заголовки, и они другие. Оставьте в файле одну таблицу плана и повторите импорт.", row.place
            )
        cells = dict(zip(self.keys, row.cells, strict=True))
        filled = [key for key, text in cells.items() if text]
        if self._is_section(row, cells, filled):
            number, title = numbered(cells[filled[0]])
            self.parts.append(Part(title, number))
        elif ABOVE in row.cells:
            self._joined(row, cells)
        elif self._last() and self._is_torn(row, cells):
            self._torn(row, cells)
        else:
            self._part().lines.append(Line(cells, row.place))

    def _counts_columns(self, row: Row) -> bool:
        """«1, 2, 3, 4» below the headings."""
        return row.cells == tuple(str(count) for count in range(1, len(self.keys) + 1))

    def _is_section(self, row: Row, cells: dict[str, str], filled: list[str]) -> bool:
        if len(filled) != 1 or ABOVE in row.cells:
            return False
        text = cells[filled[0]]
        if filled[0] == self.keys[0]:
            return not is_number(text)
        return filled[0] == TITLE and not row.is_torn_off and (numbered(text)[0] is not None or text[0].isupper())

    @staticmethod
    def _is_torn(row: Row, cells: dict[str, str]) -> bool:
        """Whether a row without a number is the rest of the one above: at a page end, or by what it says."""
        title = cells[TITLE]
        is_whole = title[:1].isupper() and any(cells.get(key) for key in (DEADLINE, RESPONSIBLE))
        return cells.get(NUMBER) == "" and (row.is_torn_off or not is_whole)

    def _last(self) -> Line | None:
        return self.parts[-1].lines[-1] if self.parts and self.parts[-1].lines else None

    def _torn(self, row: Row, cells: dict[str, str]) -> None:
        """The rest of a row that a page tore."""
        above = self._last()
        if above is None:
            raise ValueError("nothing above")
        parts = {key: (above.cells[key], text) for key, text in cells.items() if text}
        above.cells.update({key: one_line(both) for key, both in parts.items()})
        told = "; ".join(f"«…{one[-25:]}» + «{other[:25]}…»" for one, other in parts.values())
        self.doubts.append(Doubt(row.place, f"строка без номера присоединена к строке {above.number or 'выше'}: {told}"))

    def _joined(self, row: Row, cells: dict[str, str]) -> None:
        """Cells joined with those above: what stands there holds for this row too, unless it is the row's own name."""
        above = self._last()
        if above is None or cells[TITLE] == ABOVE:
            raise UnreadableFileError(
                "название мероприятия объединено с ячейкой выше, и у него несколько строк. Разделите их в своём файле: "
                "по строке таблицы на мероприятие.",
                row.place,
            )
        shared = [key for key, text in cells.items() if text == ABOVE]
        for key in shared:
            cells[key] = "" if key == NUMBER else above.cells[key]
        self._part().lines.append(Line(cells, row.place))
        names = ", ".join(f"«{self._head.cells[self.keys.index(key)]}»" for key in shared)
        self.doubts.append(Doubt(row.place, f"ячейка объединена с верхней ({names}): её текст повторён и в этой строке."))


def _grouped(lines: Sequence[Line]) -> list[Line]:
    """Rows numbered under one that has neither deadline nor responsible party of its own are its sub-activities."""
    found: list[Line] = []
    for line in lines:
        above = found[-1] if found else None
        if above and not (above.cells.get(DEADLINE) or above.cells.get(RESPONSIBLE)) and is_below(line.number, above.number):
            above.lines.append(line)
        else:
            found.append(line)
    return found


def all_lines(parts: Sequence[Part]) -> Iterator[Line]:
    """All rows in the sequence of the table, groups before their sub-activities."""
    for part in parts:
        for line in part.lines:
            yield line
            yield from line.lines
