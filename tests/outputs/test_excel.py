"""The Excel workbook of a plan: read back by openpyxl and held against its file; opened by LibreOffice."""

import re
from datetime import date, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import office
import pytest
from flat import DAY, DEMO, ORDERS, columns_of, made, plans, rows_of
from lxml import etree
from openpyxl import Workbook, load_workbook
from pypdfium2 import PdfDocument

from generator.ids import EXCEL, data_file
from generator.outputs.excel import excel_file
from generator.outputs.table import entries, guarded

SITE = "https://karty.example.org/plany/"
DUBOVSKIY = "rostovskaya-oblast/dubovskiy/2021-500-plus"


def written(address: str, day: date = DAY, site_url: str = "", **other: object) -> bytes:
    plan, district, context = made(address, site_url, **other)
    file = excel_file(plan, tuple(entries(plan, district, context, day)), district, context, day)
    assert file.path == data_file(plan.address, EXCEL)
    return file.data


@cache
def opened(address: str, site_url: str = "") -> Workbook:
    return load_workbook(BytesIO(written(address, site_url=site_url)), rich_text=False)


def columns(book: Workbook) -> dict[str, list]:
    """The values of the first sheet by heading, without it."""
    heading, *rows = book["План"].iter_rows(values_only=True)
    assert len(set(heading)) == len(heading)
    return {title: [row[index] for row in rows] for index, title in enumerate(heading)}


def about(book: Workbook) -> dict[str, str]:
    return {name: text for name, text in book["О файле"].iter_rows(values_only=True) if text}


@pytest.mark.parametrize("address", sorted(plans()))
def test_the_table_of_the_order_letter_for_letter(address):
    wanted, found = rows_of(address), columns(opened(address))
    assert list(found)[: len(columns_of(address))] == [title for _, title in columns_of(address)]
    for key, title in columns_of(address):
        assert [text or "" for text in found[title]] == [row.get(key, "") for row in wanted]
    for key, title in (("section", "Раздел"), ("group", "В составе")):
        assert [text or "" for text in found.get(title, [""] * len(wanted))] == [row[key] for row in wanted]


@pytest.mark.parametrize("address", sorted(plans()))
def test_real_dates_beside_the_words(address):
    sheet = opened(address)["План"]
    heading = [cell.value for cell in sheet[1]]
    for key, title in (("start", "Начало"), ("end", "Последний день")):
        cells = [row[heading.index(title)] for row in sheet.iter_rows(min_row=2)]
        assert [cell.value.date().isoformat() if cell.value else "" for cell in cells] == [row[key] for row in rows_of(address)]
        assert {cell.number_format for cell in cells if cell.value} <= {"dd.mm.yyyy"}
        assert all(cell.is_date for cell in cells if cell.value)


@pytest.mark.parametrize("address", sorted({*ORDERS, DEMO}))
def test_it_can_be_filtered_read_and_printed(address):
    book = opened(address)
    sheet = book["План"]
    assert book.sheetnames == ["План", "О файле"]
    assert sheet.dimensions == sheet.auto_filter.ref
    assert sheet.freeze_panes == "B2"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.print_area.startswith("'План'!$A$1:")
    assert all(cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row)
    assert all(7 <= sheet.column_dimensions[cell.column_letter].width <= 51 for cell in sheet[1])


def test_the_reading_is_told_in_russian():
    found = columns(opened(DUBOVSKIY))
    row = found["№ п/п"].index("9.")
    titles = ("Сроки реализации", "Начало", "Вид срока", "Точность срока", "Как прочитан срок", "Ответственные по одному")
    assert [str(found[title][row]) for title in titles] == [
        "До 20.08.2021",
        "None",
        "до даты",
        "день",
        "по 20 августа включительно, начало не названо",
        "Координаторы от ШНОР",
    ]
    assert found["Который срок"][1:3] == ["март", "сентябрь"]
    assert found["По порядку"][:4] == [1, 2, 2, 3]


def test_a_status_has_its_date_and_leads_to_its_report():
    sheet = opened(DEMO, SITE)["План"]
    heading = [cell.value for cell in sheet[1]]
    rows = [row for row in sheet.iter_rows(min_row=2) if row[0].value == "3.1.1."]
    state, day = (heading.index(title) for title in ("Состояние", "Дата отчёта"))
    assert [row[state].value for row in rows[:2]] == ["срок прошёл, отчёта о выполнении нет", "выполнено"]
    assert rows[0][day].value is None
    assert (rows[1][day].value.date(), rows[1][day].number_format) == (date(2025, 7, 1), "dd.mm.yyyy")
    link = rows[1][day].hyperlink
    assert f"{link.target}#{link.location}".startswith(f"{SITE}vymyshlennaya-oblast/primernyy/reports/2025/#o-2025-07-01-")


def test_links_lead_only_to_the_site():
    for address, site_url, hosts in ((DEMO, "", set()), (DEMO, SITE, {SITE}), (DUBOVSKIY, SITE, {SITE})):
        assert {target[: len(SITE)] for target in _targets(written(address, site_url=site_url))} == hosts


def test_the_second_sheet_tells_what_the_file_is():
    found = about(opened(DUBOVSKIY, SITE))
    assert found["План"] == plans()[DUBOVSKIY][0].roadmap.title
    assert found["Утверждён документом"].startswith("Приказ от 27.03.2021 № 89, ДУБОВСКИЙ РАЙОННЫЙ ОТДЕЛ ОБРАЗОВАНИЯ")
    assert found["Страница плана"] == f"{SITE}{DUBOVSKIY}/"
    assert found["Условия использования"] == f"{SITE}otkrytye-dannye/"
    assert found["Выполнение"] == "Сведения о выполнении не публиковались."
    assert "Вымышленный пример" not in found
    assert "Состояние на день" not in found
    assert "Страница плана" not in about(opened(DUBOVSKIY))
    assert set(columns(opened(DUBOVSKIY))) - {title for _, title in columns_of(DUBOVSKIY)} <= found.keys()


def test_the_example_says_that_it_is_one():
    found = about(opened(DEMO))
    assert found["Вымышленный пример"] == "Территории, школы, люди и документы здесь вымышлены: такого плана нет."
    assert found["Состояние на день"] == "22 ноября 2026 года"
    assert "Вымышленный пример" in opened(DEMO)["План"].oddHeader.right.text
    assert opened(DEMO).properties.title == f"Вымышленный пример. {plans()[DEMO][0].roadmap.title}"
    assert set(columns(opened(DEMO))["Пример"]) == {"вымышлено"}
    assert opened(DUBOVSKIY).properties.title == plans()[DUBOVSKIY][0].roadmap.title
    assert "Пример" not in columns(opened(DUBOVSKIY))


def test_a_row_that_was_dropped_is_struck_out():
    sheet = opened(DEMO)["План"]
    struck = {row[0].value for row in sheet.iter_rows(min_row=2) if row[1].font.strike}
    assert struck == {row.activity.number for row in plans()[DEMO][0].rows if row.activity.dropped}


# --- data is never code

HOSTILE = [
    *(
        '=HYPERLINK("https://evil.example";"да")',
        "=1+1",
        "+7 (000)",
        "-1",
        "@SUM(A1)",
        "＝1",
        "\tслово",
        "{=1+1}",
        "https://evil.example",
    ),
    *(
        "internal:'О файле'!A1",
        "external:c:\\temp",
        "1",
        "007",
        "1e5",
        "ИСТИНА",
        "<b>&amp;</b>",
        "_x0041_",
        "  слово\n\n слово  ",
    ),
]


def test_hostile_words_are_texts_and_nothing_else():
    rows = [{"title": text, "responsible": text, "result": text, "deadline": "май"} for text in HOSTILE]
    names = dict.fromkeys(("title", "heading"), "&P=1+1")
    data = written(DUBOVSKIY, rows=rows, columns=[{"key": "title", "title": "=1"}, {"key": "result", "title": "@A"}], **names)
    book = load_workbook(BytesIO(data))
    found = columns(book)
    assert list(found)[:2] == ["'=1", "'@A"]
    assert found["'=1"] == found["'@A"] == [guarded(text) for text in HOSTILE]
    for sheet in book:
        assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} <= {"s", "d", "n"}
        assert [
            cell for row in sheet.iter_rows() for cell in row if cell.data_type == "n" and cell.value and cell.column < 3
        ] == []
    assert _targets(data) == []
    with ZipFile(BytesIO(data)) as package:
        for name in package.namelist():
            tree = etree.fromstring(package.read(name))
            tags = {etree.QName(element).localname for element in tree.iter(etree.Element)}
            assert tags.isdisjoint({"f", "hyperlink", "oleLink", "ddeLink", "externalReference"}), name


def test_the_longest_text_has_room_in_a_row():
    rows = [{"title": "Слово и дело, " * 285, "deadline": "май", "result": "коротко"}]
    sheet = load_workbook(BytesIO(written(DUBOVSKIY, rows=rows)))["План"]
    column = max(sheet[2], key=lambda cell: len(str(cell.value))).column_letter
    width, height = sheet.column_dimensions[column].width, sheet.row_dimensions[2].height
    assert 3990 / (1.3 * (width - 0.72) - 4) * 12 <= height < 409  # a file has the width with the margins of a cell
    assert sum(one.width for one in sheet.column_dimensions.values()) < 500


def test_a_long_name_has_room_in_the_margin():
    order = {"kind": "приказ", "title": "О плане", "date": "2020-12-01", "authority": "&" * 4000}
    book = load_workbook(BytesIO(written(DUBOVSKIY, rows=[{"deadline": "май"}], order=order)))
    assert len(book["План"].oddHeader.left.text) <= 255


def _targets(data: bytes) -> list[str]:
    with ZipFile(BytesIO(data)) as package:
        relations = [package.read(name).decode() for name in package.namelist() if "sheet" in name and name.endswith(".rels")]
    return [target for text in relations for target in re.findall(r'Target="([^"]*)"', text)]


# --- the same bytes


def test_the_same_plan_gives_the_same_bytes():
    for address in (DUBOVSKIY, DEMO):
        assert written(address) == written(address)
    with ZipFile(BytesIO(written(DUBOVSKIY))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b">2021-03-27T00:00:00Z</dcterms:created>" in package.read("docProps/core.xml")


def test_when_a_plan_is_over_the_day_makes_no_difference():
    assert written(DUBOVSKIY) == written(DUBOVSKIY, DAY + timedelta(days=30))
    assert written(DEMO) != written(DEMO, DAY + timedelta(days=1))


# --- another program


def test_libreoffice_opens_it(tmp_path: Path):
    if office.find() is None:
        pytest.skip("LibreOffice is not installed")
    files = [tmp_path / "dubovskiy.xlsx", tmp_path / "demo.xlsx"]
    for file, address in zip(files, (DUBOVSKIY, DEMO), strict=True):
        file.write_bytes(written(address))
    for made_of, address in zip(office.convert(files, tmp_path), (DUBOVSKIY, DEMO), strict=True):
        pdf = PdfDocument(made_of)
        width, height = pdf[0].get_size()
        assert (round(width), round(height)) == (842, 595)
        text = _signs("".join(page.get_textpage().get_text_range() for page in pdf))
        for row in rows_of(address):
            assert _signs(row["title"]) in text
            assert _signs("".join(reversed(row["end"].split("-")))) in text


def _signs(text: str) -> str:
    """Letters and digits alone: lines may break at spaces and hyphens."""
    return re.sub(r"\W", "", text)
