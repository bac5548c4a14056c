"""Excel files (.xlsx) and tables as text (.csv): the sheet with the headings of a plan, and the lines above it."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from io import StringIO
from zipfile import BadZipFile

from lxml import etree
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from generator.importers.blocks import ABOVE, Block, Doubt, Paragraph, Row, Table, UnreadableFileError, one_line
from generator.importers.columns import is_heading
from generator.importers.package import open_package, sealed

_MOST_CELLS = 200_000
_SEPARATORS = ";\t,"


def read_excel(data: bytes) -> tuple[tuple[Block, ...], tuple[Doubt, ...]]:
    """The blocks of the one sheet that has a plan, and what is doubtful. Raises UnreadableFileError."""
    try:
        book = load_workbook(sealed(open_package(data, "xlsx")), data_only=True, keep_links=False)
    except (
        InvalidFileException,
        BadZipFile,
        KeyError,
        TypeError,
        ValueError,
        IndexError,
        etree.XMLSyntaxError,
        SyntaxError,
    ) as error:
        if isinstance(error, UnreadableFileError):
            raise
        raise UnreadableFileError("файл повреждён. Откройте его в Excel, сохраните заново и повторите импорт.") from error
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    found = [(sheet, rows, doubts) for sheet in sheets for rows, doubts in [_sheet(sheet)] if any(map(is_heading, rows))]
    if not found:
        raise UnreadableFileError("ни на одном листе нет таблицы с заголовками «Мероприятие» и «Срок» или «Ответственный».")
    if len(found) > 1:
        names = ", ".join(f"«{sheet.title}»" for sheet, _, _ in found)
        raise UnreadableFileError(f"планы стоят на нескольких листах ({names}). Оставьте в файле один и повторите импорт.")
    _, rows, doubts = found[0]
    others = [sheet.title for sheet in sheets if sheet is not found[0][0] and sheet.max_row > 1]
    doubts += [Doubt("", f"лист «{title}» не взят.") for title in others]
    return tuple(_blocks(rows)), tuple(doubts)


def read_csv(text: str) -> tuple[tuple[Block, ...], tuple[Doubt, ...]]:
    """The blocks of a table as text; the separator is the one that gives a row with the headings of a plan."""
    for separator in _SEPARATORS:
        rows = [
            Row(tuple(map(one_line, cells)), f"строка {number}")
            for number, cells in enumerate(csv.reader(StringIO(text), delimiter=separator), 1)
        ]
        if any(map(is_heading, rows)):
            return tuple(_blocks(rows)), ()
    raise UnreadableFileError("нет строки с заголовками «Мероприятие» и «Срок» или «Ответственный».")


def _sheet(sheet: Worksheet) -> tuple[list[Row], list[Doubt]]:
    if sheet.max_row * sheet.max_column > _MOST_CELLS:
        raise UnreadableFileError(f"лист «{sheet.title}» слишком велик для плана. Скопируйте таблицу в новый файл.")
    above = {
        (row, column)
        for merged in sheet.merged_cells.ranges
        for row in range(merged.min_row + 1, merged.max_row + 1)
        for column in range(merged.min_col, merged.max_col + 1)
    }
    doubts: list[Doubt] = []
    rows = []
    for number, cells in enumerate(sheet.iter_rows(), 1):
        place = f"лист «{sheet.title}», строка {number}"
        if sheet.row_dimensions[number].hidden:
            doubts.append(Doubt(place, "скрытая строка не взята."))
            continue
        texts = [ABOVE if (cell.row, cell.column) in above else _text(cell, place, doubts) for cell in cells]
        rows.append(Row(tuple(texts), place))
    return rows, doubts


def _text(cell: Cell | MergedCell, place: str, doubts: list[Doubt]) -> str:
    """What the cell shows: a date as 20.08.2021, a number without what Excel adds to it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, float):
        value = int(value) if value.is_integer() else value
        doubts.append(
            Doubt(f"{place}, ячейка {cell.coordinate}", f"число {value} записано как число: 6.1 и 6.10 в Excel одно и то же.")
        )
        return str(value)
    return one_line(str(value))


def _blocks(rows: Sequence[Row]) -> Iterator[Block]:
    """The lines above the headings as paragraphs, and the table without its empty columns."""
    first = next(index for index, row in enumerate(rows) if is_heading(row))
    for row in rows[:first]:
        yield Paragraph(one_line([text for text in row.cells if text != ABOVE]), row.place)
    width = [index for index, heading in enumerate(rows[first].cells) if heading]
    table = rows[first:]
    yield Table(tuple(Row(tuple(_at(row.cells, width)), row.place) for row in table), "таблица")


def _at(cells: Sequence[str], places: Iterable[int]) -> Iterator[str]:
    for place in places:
        yield cells[place] if place < len(cells) else ""
