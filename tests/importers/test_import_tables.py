"""Excel files, CSV and plain text: the sheet with the plan, real dates as they are shown, encodings of Windows."""

import csv
import time
import zipfile
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


def test_a_column_without_a_heading_that_holds_something_is_refused():
    table = [(*HEADINGS[:3], None, *HEADINGS[3:]), *((*row[:3], "по", *row[3:]) for row in ROWS)]
    with pytest.raises(UnreadableFileError, match="у графы нет заголовка"):
        imported(book(table), "план.xlsx")


def test_months_that_excel_made_dates_of_stay_months():
    workbook = Workbook()
    workbook.active.append(HEADINGS)
    for number, form in enumerate(("mmm.yy", 'dd" "mmmm" "yyyy', "d.mmm"), 1):
        workbook.active.append([f"{number}.", "А", date(2021, 5, 1), "Школы", ""])
        workbook.active.cell(number + 1, 3).number_format = form
    data = BytesIO()
    workbook.save(data)
    found = imported(data.getvalue(), "план.xlsx")
    assert [row[2] for row in rows(found)] == ["май 2021", "01.05.2021", "01.05.2021"]
    assert "ячейка C2: Excel хранит здесь дату 01.05.2021, а показывает её не целиком; записано «май 2021»" in told(found)
    assert "ячейка C3" not in told(found)
    assert "ячейка C4" in told(found)


def test_formulas_and_hidden_columns_are_told():
    workbook = Workbook()
    for row in (HEADINGS, (*ROWS[0][:4], '="При"&"каз"')):
        workbook.active.append(row)
    workbook.active.column_dimensions["D"].hidden = True
    data = BytesIO()
    workbook.save(data)
    found = told(imported(data.getvalue(), "план.xlsx"))
    assert "ячейка E2: формула не вычислена, ячейка не взята." in found
    assert "скрытые столбцы взяты (D)" in found


def test_cells_joined_over_the_whole_sheet_are_refused_at_once():
    data = book([HEADINGS, *ROWS], merged="A2:E2")
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(target, "w") as archive:
        for entry in old.infolist():
            archive.writestr(entry.filename, old.read(entry).replace(b"A2:E2", b"A2:XFD1048576"))
    with pytest.raises(UnreadableFileError, match="A2:XFD1048576 объединены"):
        imported(target.getvalue(), "план.xlsx")


LARGE = {
    "a million tabs": ("план.txt", "Мероприятие\tСрок\n" + "\t" * 1_000_000),
    "a field without end": ("план.csv", 'Мероприятие;Срок\n"' + "а" * 200_000),
    "a long line": ("план.txt", "Мероприятие\tСрок\n" + "а" * 30_000 + "\tмай\n"),
    "many lines": ("план.txt", "а\n" * 6000 + "Мероприятие\tСрок\nа\tмай\n"),
    "many columns": ("план.csv", "Мероприятие;Срок" + ";г" * 200 + "\nа;май\n"),
    "many rows": ("план.csv", "Мероприятие;Срок\n" + "а;май\n" * 40_000),
}


@pytest.mark.parametrize("case", sorted(LARGE))
def test_files_larger_than_any_order_are_refused(case: str):
    name, text = LARGE[case]
    with pytest.raises(UnreadableFileError):
        imported(text.encode(), name)


HOSTILE = ["," * 15_000, "(далее" * 3000, "a " * 9000 + "b", "все " * 4000, "с 1 по 2 и " * 300, "1." * 9000, "« " * 9000]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_keeps_the_computer_busy(text: str):
    started = time.process_time()
    table = [HEADINGS, *((f"{count}.", "А", "май", "a " * count, "") for count in range(1, 9)), ("9.", text, text, text, text)]
    imported("\n".join("\t".join(row) for row in table).encode(), "план.txt")
    sheet = f"ПРИКАЗ\nО плане {text}\n\nписьмо {text} ПРИКАЗЫВАЮ:\n1. {text}\n\nМероприятие\tСрок\nа\tмай\n"
    imported(sheet.encode(), "план.txt")
    assert time.process_time() - started < 3
