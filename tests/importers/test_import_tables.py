"""Excel files, CSV and plain text: the sheet with the plan, real dates as they are shown, encodings of Windows."""

import csv
from datetime import date, datetime
from io import BytesIO, StringIO

import pytest
import yaml
from openpyxl import Workbook
from word_files import HEADINGS, ROWS

from generator.importers.blocks import UnreadableFileError
from generator.importers.draft import Draft, draft
from generator.importers.formats import read_blocks


def imported(data: bytes, name: str) -> Draft:
    return draft(*read_blocks(name, data), period="2021")


def rows(found: Draft) -> list[tuple[str, ...]]:
    tree = yaml.load(found.text, Loader=yaml.BaseLoader)
    keys = ("number", "title", "deadline", "responsible", "result")
    lines = [row for part in tree.get("sections", [tree]) for row in part["activities"]]
    return [tuple(row.get(key, "") for key in keys) for row in lines]


def told(found: Draft) -> str:
    return "\n".join(f"{doubt.place}: {doubt.text}" for doubt in found.doubts)


def book(table: list, *, merged: str | None = None, hidden: int | None = None, others: dict[str, list] | None = None) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "План"
    for row in table:
        sheet.append(row)
    if merged:
        sheet.merge_cells(merged)
    if hidden:
        sheet.row_dimensions[hidden].hidden = True
    for title, lines in (others or {}).items():
        other = workbook.create_sheet(title)
        for line in lines:
            other.append(line)
    data = BytesIO()
    workbook.save(data)
    return data.getvalue()


def test_a_sheet_is_read_with_the_lines_above_it():
    above = [["ПРИКАЗ"], ["04.03.2021 № 12"], [], ["О плане"], [], ["Приказываю:"], ["1. Утвердить."], [], ["План на 2021 год"]]
    found = imported(book([*above, HEADINGS, *ROWS]), "план.xlsx")
    assert rows(found) == [*ROWS]
    tree = yaml.load(found.text, Loader=yaml.BaseLoader)
    assert (tree["title"], tree["order"]["number"]) == ("План на 2021 год", "12")


def test_dates_and_numbers_are_as_they_are_shown():
    table = [
        HEADINGS,
        [
            1,
            "А",
            datetime(2021, 8, 20),  # noqa: DTZ001  Excel knows no zones
            "Школы",
            2,
        ],
        [2.5, "Б", date(2021, 9, 1), "Школы", None],
    ]
    found = imported(book(table), "план.xlsx")
    assert rows(found) == [("1", "А", "20.08.2021", "Школы", "2"), ("2.5", "Б", "01.09.2021", "Школы", "")]
    assert "лист «План», строка 3, ячейка A3: число 2.5 записано как число" in told(found)


def test_merged_rows_are_sections_and_merged_columns_hold_below():
    table = [HEADINGS, ["1. Раздел", None, None, None, None], *ROWS]
    found = imported(book(table, merged="A2:E2"), "план.xlsx")
    assert yaml.load(found.text, Loader=yaml.BaseLoader)["sections"][0]["title"] == "Раздел"
    found = imported(book([HEADINGS, *ROWS], merged="D2:D4"), "план.xlsx")
    assert [row[3] for row in rows(found)] == ["Отдел образования"] * 3


def test_hidden_rows_and_other_sheets_are_left_and_told():
    data = book([HEADINGS, *ROWS], hidden=3, others={"Черновик": [["а"], ["б"]]})
    found = imported(data, "план.xlsx")
    assert rows(found) == [ROWS[0], ROWS[2]]
    assert "лист «План», строка 3: скрытая строка не взята." in told(found)
    assert "лист «Черновик» не взят." in told(found)


def test_formulas_are_not_run_and_not_taken():
    found = imported(book([HEADINGS, ["1.", "А", "май 2021 года", "Школы", '=HYPERLINK("http://x")']]), "план.xlsx")
    assert rows(found) == [("1.", "А", "май 2021 года", "Школы", "")]


def test_two_plans_and_none_are_refused():
    with pytest.raises(UnreadableFileError, match="«План», «Ещё»"):
        imported(book([HEADINGS, *ROWS], others={"Ещё": [HEADINGS, *ROWS]}), "план.xlsx")
    with pytest.raises(UnreadableFileError, match="ни на одном листе"):
        imported(book([["а", "б"]]), "план.xlsx")


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_csv_as_excel_saves_it(separator: str, encoding: str):
    text = StringIO()
    csv.writer(text, delimiter=separator).writerows([HEADINGS, *ROWS])
    found = imported(text.getvalue().encode(encoding), "план.csv")
    assert rows(found) == [*ROWS]
    assert ("проверьте, нет ли испорченных букв" in told(found)) == (encoding in ("cp1251", "utf-16"))


def test_text_with_tabs_and_a_markdown_rule():
    text = "\n".join("\t".join(row) for row in (HEADINGS, ("---",) * 5, *ROWS))
    assert rows(imported(text.encode(), "план.txt")) == [*ROWS]


@pytest.mark.parametrize("data", [b"\x00\x01\x02", "план\x00".encode()])
def test_bytes_that_are_no_text_are_refused(data: bytes):
    with pytest.raises(UnreadableFileError):
        imported(data, "план.txt")
