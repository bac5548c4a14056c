"""Excel files (.xlsx) and tables as text (.csv): the sheet with the headings of a plan, and the lines above it."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from zipfile import BadZipFile

from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from generator.importers.blocks import ABOVE, Block, Doubt, Paragraph, Row, Table, UnreadableFileError, one_line
from generator.importers.columns import is_heading
from generator.importers.package import open_package, sealed
from generator.russian import month_name

_MOST_CELLS = 100_000
_MOST_MERGED, _ALL = 5_000, 1_000_000
_SEPARATORS = ";\t,"


def read_excel(data: bytes) -> tuple[tuple[Block, ...], tuple[Doubt, ...]]:
    """The blocks of the one sheet that has a plan, and what is doubtful. Raises UnreadableFileError."""
    parts = open_package(data, "xlsx")
    try:
        _refuse_merged(parts.values())
        book = load_workbook(sealed(parts), data_only=True, keep_links=False)
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
    doubts += _formulas(parts, book, found[0][0].title)
    return tuple(_blocks(rows)), tuple(doubts)


def read_csv(text: str) -> tuple[tuple[Block, ...], tuple[Doubt, ...]]:
    """The blocks of a table as text; the separator is the one that gives a row with the headings of a plan."""
    for separator in _SEPARATORS:
        if text.count(separator) > _MOST_CELLS:
            continue
        try:
            rows = [
                Row(tuple(map(one_line, cells)), f"строка {number}")
                for number, cells in enumerate(csv.reader(StringIO(text), delimiter=separator), 1)
            ]
        except csv.Error:  # a field that never ends
            continue
        if any(map(is_heading, rows)):
            return tuple(_blocks(rows)), ()
    raise UnreadableFileError("нет строки с заголовками «Мероприятие» и «Срок» или «Ответственный».")


def _refuse_merged(parts: Iterable[bytes]) -> None:
    """Refuse cells joined over so many that the library, which makes each of them, would not come back."""
    for part in parts:
        if b"ergeCell" not in part.replace(b"\0", b""):
            continue
        for _, merged in etree.iterparse(BytesIO(part), tag="{*}mergeCell", resolve_entities=False, no_network=True):
            left, top, right, bottom = range_boundaries(merged.get("ref", "A1"))
            rows, columns = (bottom or _ALL) - (top or 1), (right or _ALL) - (left or 1)  # «A:E» are whole columns
            if (rows + 1) * (columns + 1) > _MOST_MERGED:
                raise UnreadableFileError(
                    f"ячейки {merged.get('ref')} объединены в одну, слишком большую. Разъедините их и повторите импорт."
                )


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
    hidden = [name for name, column in sheet.column_dimensions.items() if column.hidden]
    if hidden:
        doubts.append(Doubt(f"лист «{sheet.title}»", f"скрытые столбцы взяты ({', '.join(sorted(hidden))}): нужны ли они?"))
    return rows, doubts


def _text(cell: Cell | MergedCell, place: str, doubts: list[Doubt]) -> str:
    """What the cell shows: a date as 20.08.2021, a number without what Excel adds to it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return _day(cell, value, place, doubts)
    if isinstance(value, float):
        value = int(value) if value.is_integer() else value
        doubts.append(
            Doubt(f"{place}, ячейка {cell.coordinate}", f"число {value} записано как число: 6.1 и 6.10 в Excel одно и то же.")
        )
        return str(value)
    return one_line(str(value))


def _day(cell: Cell | MergedCell, value: date, place: str, doubts: list[Doubt]) -> str:
    """A date as 20.08.2021; one that is shown without its day («май.21», which Excel makes of «май 2021») as «май 2021»."""
    form = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", cell.number_format).casefold()
    if "d" in form and "y" in form:
        return f"{value:%d.%m.%Y}"
    text = f"{value:%d.%m.%Y}" if "d" in form else f"{month_name(value.month)} {value.year}"
    told = f"Excel хранит здесь дату {value:%d.%m.%Y}, а показывает её не целиком; записано «{text}». Сверьте с приказом."
    doubts.append(Doubt(f"{place}, ячейка {cell.coordinate}", told))
    return text


def _formulas(parts: Mapping[str, bytes], book: Workbook, title: str) -> Iterator[Doubt]:
    """Cells with formulas; those that nobody has computed yet look empty here."""
    if not any(b"<f" in part for name, part in parts.items() if name.startswith("xl/worksheets/")):
        return
    for row in load_workbook(sealed(parts), keep_links=False)[title].iter_rows():
        for cell in row:
            if cell.data_type == "f":
                value = book[title][cell.coordinate].value
                told = "формула не вычислена, ячейка не взята" if value is None else "взято последнее значение формулы"
                yield Doubt(f"лист «{title}», строка {cell.row}, ячейка {cell.coordinate}", f"{told}.")


def _blocks(rows: Sequence[Row]) -> Iterator[Block]:
    """The lines above the headings as paragraphs, and the table without the columns that are empty from top to bottom."""
    first = next(index for index, row in enumerate(rows) if is_heading(row))
    for row in rows[:first]:
        yield Paragraph(one_line([text for text in row.cells if text != ABOVE]), row.place)
    table = rows[first:]
    width = sorted({index for row in table for index, text in enumerate(row.cells) if text})
    yield Table(tuple(Row(tuple(_at(row.cells, width)), row.place) for row in table), "таблица")


def _at(cells: Sequence[str], places: Iterable[int]) -> Iterator[str]:
    for place in places:
        yield cells[place] if place < len(cells) else ""
