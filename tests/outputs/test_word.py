"""Annexes in Word: read back by python-docx and held against the plans, cell by cell."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import office
import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from example import read
from lxml import etree
from make_annex import TEMPLATE, make
from pypdfium2 import PdfDocument

from generator.amendments import in_force
from generator.annex import learn
from generator.ids import WORD, data_file
from generator.model import Roadmap
from generator.outputs.word import DEMO, annex_of, word_files
from generator.plan import Plan, make_plan

REAL = Path(__file__).parents[2] / "roadmaps"
DAY = date(2026, 11, 22)
ORDERS = {
    "smolenskaya-oblast/dorogobuzhskiy/2020-obrazovatelnyy-tsentr": (18, 4),
    "rostovskaya-oblast/dubovskiy/2021-500-plus": (19, 0),
    "orlovskaya-oblast/kromskoy/2021-500-plus": (16, 0),
    "permskiy-kray/ordinskiy/2021-podderzhka-shkol": (7, 3),
    "orenburgskaya-oblast/ponomarevskiy/2020-shnor": (23, 0),
}
"""The plans of the orders: how many rows there are, with groups, and how many section rows."""
FIELDS = ("number", "title", "deadline", "responsible", "result")
DEMO_PLAN = "vymyshlennaya-oblast/primernyy/2025-2026-500-plus"


@cache
def files(day: date = DAY) -> dict[str, bytes]:
    """The annexes of all plans of this project by their paths."""
    units = read(REAL, DAY).units.values()
    return {file.path: file.data for district, context in units for file in word_files(district, context, day)}


@cache
def plans() -> dict[str, Plan]:
    found = {}
    for district, _ in read(REAL, DAY).units.values():
        owners = (district, *district.schools)
        found |= {plan.address: plan for owner in owners for plan in owner.plans}
    return found


def opened(address: str, day: date = DAY) -> Document:
    return Document(BytesIO(files(day)[data_file(address, WORD)]))


def table_of(word: Document) -> list[list[str]]:
    """The words of all cells by rows; a cell across all columns once."""
    (table,) = word.tables
    return [[cell.text for cell in dict.fromkeys(row.cells)] for row in table.rows]


def expected(plan: Plan) -> Iterator[list[str]]:
    """The table as it is to be, from the tree of the roadmap alone."""
    roadmap = plan.roadmap
    yield [column.title for column in roadmap.columns]
    for section in roadmap.sections or ():
        yield [" ".join(filter(None, (section.number, section.title)))]
        yield from _rows(section.activities, roadmap)
    yield from _rows(roadmap.activities or (), roadmap)


def _rows(activities, roadmap) -> Iterator[list[str]]:
    for activity in activities:
        if activity.dropped is None:
            further = {cell.column: cell.text for cell in activity.cells}
            cells = {key: getattr(activity, key) for key in FIELDS} | further
            yield [cells.get(column.key) or "" for column in roadmap.columns]
        yield from _rows(activity.activities, roadmap)


def plan_of(*rows: dict[str, object], **roadmap: object) -> Plan:
    order = {"kind": "приказ", "title": "О плане", "number": "1", "date": "2019-12-01", "authority": "Отдел"}
    columns = [{"key": "number", "title": "№"}, {"key": "title", "title": "Мероприятие"}, {"key": "place", "title": "Место"}]
    activities = [{"number": f"{number}.", "title": "Дело", **row} for number, row in enumerate(rows, 1)]
    tree = {"title": "План", "period": "2020", "order": order, "columns": columns, "activities": activities}
    return make_plan("oblast/rayon/plan", "oblast/rayon/plan.yml", Roadmap.model_validate_json(json.dumps(tree | roadmap)))


def written(plan: Plan, *, is_demo: bool = False) -> Document:
    return Document(BytesIO(annex_of(plan, None, DAY, is_demo=is_demo)))


# --- the form of the order


def test_every_plan_has_its_annex():
    assert sorted(files()) == sorted(data_file(address, WORD) for address in plans())
    assert len(plans()) >= 12


@pytest.mark.parametrize("address", sorted(plans()))
def test_the_table_is_that_of_the_order_letter_for_letter(address):
    plan = in_force(plans()[address], DAY)
    assert table_of(opened(address)) == list(expected(plan))


@pytest.mark.parametrize("address", ORDERS)
def test_the_five_orders_have_all_rows_and_sections(address):
    table = table_of(opened(address))
    rows, sections = ORDERS[address]
    assert [len(row) for row in table].count(1) == sections
    assert len(table) - 1 - sections == rows
    assert len(table[0]) in (4, 5)


@pytest.mark.parametrize("address", sorted(plans()))
def test_the_sheet_is_a4_across_and_says_its_number(address):
    word = opened(address)
    (section,) = word.sections
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    (foot,) = section.footer.paragraphs
    fields = [field.get(qn("w:instr")) for field in foot._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert "".join(text.text for text in foot._p.iter(qn("w:t"))) == "Страница 1 из 1"


@pytest.mark.parametrize("address", sorted(plans()))
def test_the_head_of_the_table_is_repeated_and_the_table_described(address):
    word = opened(address)
    (table,) = word.tables
    assert [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows] == [True] + [False] * (
        len(table.rows) - 1
    )
    title = plans()[address].roadmap.title
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == title
    about = table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))
    assert all(column.title in about for column in plans()[address].roadmap.columns)
    heading = [paragraph.text for paragraph in word.paragraphs if paragraph.style.name == "Heading 1"]
    assert heading == [title]


@pytest.mark.parametrize("address", sorted(plans()))
def test_the_columns_fill_the_sheet(address):
    word = opened(address)
    (table,), (section,) = word.tables, word.sections
    room = section.page_width - section.left_margin - section.right_margin
    widths = [column.width for column in table.columns]
    assert abs(sum(widths) - room) < 2000  # of 36,000 to a millimetre
    assert [cell.width for cell in table.rows[0].cells] == widths
    assert min(widths) > 360_000


# --- above the table


def test_the_heading_is_the_printed_one():
    words = "Приложение № 1 к приказу отдела образования администрации Пономаревского района от 10.09.2020 г. №01-10/142-2"
    assert opened("orenburgskaya-oblast/ponomarevskiy/2020-shnor").paragraphs[0].text == words


def test_a_heading_that_the_order_does_not_print_names_the_order():
    (heading, title) = opened("rostovskaya-oblast/dubovskiy/2021-500-plus").paragraphs
    assert heading.text == "Приложение\nк приказу от\u00a027.03.2021 №\u00a089"
    assert title.text.startswith("План муниципальных мероприятий «Дорожной карты»")


@pytest.mark.parametrize(
    ("kind", "words"),
    [("Постановление", "к постановлению"), ("решение", "к решению"), ("протокол", "к документу (протокол)")],
)
def test_the_heading_names_the_kind_of_the_order(kind, words):
    order = {"kind": kind, "title": "О плане", "date": "2019-12-01", "authority": "Отдел"}
    assert written(plan_of({}, order=order)).paragraphs[0].text == f"Приложение\n{words} от\u00a001.12.2019"


def test_an_amended_plan_is_worded_as_in_force_and_says_by_which_orders():
    now, then, first = (opened(DEMO_PLAN, day) for day in (DAY, date(2025, 6, 1), date(2025, 5, 1)))
    line = "(в редакции приказа от\u00a012.05.2025 №\u00a063 и приказа от\u00a016.02.2026 №\u00a019)"
    assert [paragraph.text for paragraph in now.paragraphs][2] == line
    assert [paragraph.text for paragraph in then.paragraphs][2] == "(в редакции приказа от\u00a012.05.2025 №\u00a063)"
    assert "редакции" not in "".join(paragraph.text for paragraph in first.paragraphs)
    numbers = [[row[0] for row in table_of(word)] for word in (first, then, now)]
    assert ["3.5." in each for each in numbers] == [False, True, True]
    assert ["5.6." in each for each in numbers] == [True, True, False]
    assert [table[1:] != table_of(now)[1:] for table in (table_of(first), table_of(then))] == [True, True]
    assert {row[2] for row in table_of(first) if row[0] == "2.3."} == {"до 15 мая 2025 года"}
    assert {row[2] for row in table_of(now) if row[0] == "2.3."} == {"до 30 мая 2025 года"}


def test_a_section_of_which_no_row_is_in_force_is_left_out():
    section = {"title": "Старое", "activities": [{"number": "1.", "title": "Дело", "dropped": "2020-02-01"}]}
    other = {"number": "II.", "title": "Новое", "activities": [{"number": "2.", "title": "Дело"}]}
    plan = plan_of(sections=[section, other], activities=None)
    assert table_of(written(plan))[1:] == [["II. Новое"], ["2.", "Дело", ""]]


def test_sections_of_one_title_are_two():
    section = {"title": "Раздел", "activities": [{"number": "1.", "title": "Дело"}]}
    again = {"title": "Раздел", "activities": [{"number": "2.", "title": "Дело"}]}
    plan = plan_of(sections=[section, again], activities=None)
    assert [row[0] for row in table_of(written(plan))[1:]] == ["Раздел", "1.", "Раздел", "2."]


def test_examples_say_so_and_the_orders_do_not():
    for address in plans():
        first = opened(address).paragraphs[0]
        is_demo = address.startswith("vymyshlennaya-oblast/")
        assert (first.text == DEMO) == is_demo, address
        assert ("Пример." in opened(address).core_properties.title) == is_demo


def test_remarks_of_the_publisher_do_not_stand_in_it():
    for address, plan in plans().items():
        text = "\n".join("".join(part.itertext()) for part in opened(address).element.body)
        notes = [
            plan.roadmap.note,
            *(row.activity.note for row in plan.rows),
            *(column.note for column in plan.roadmap.columns),
        ]
        assert [note for note in notes if note and note in text] == []


# --- properties


def test_the_properties_are_of_the_data():
    properties = opened(DEMO_PLAN).core_properties
    assert properties.title == f"{DEMO} {plans()[DEMO_PLAN].roadmap.title}"
    assert properties.author == plans()[DEMO_PLAN].roadmap.order.authority
    assert (properties.created, properties.modified) == (
        datetime(2025, 3, 14, tzinfo=UTC),
        datetime(2026, 2, 16, tzinfo=UTC),
    )
    assert properties.language == "ru-RU"
    assert properties.comments == "Официальный текст — в подписанном приказе."
    assert properties.last_modified_by == ""
    styles = opened(DEMO_PLAN).styles.element
    assert [one.get(qn("w:val")) for one in styles.iter(qn("w:lang"))] == ["ru-RU"]


def test_the_archive_tells_nothing_of_time_and_machine():
    for data in files().values():
        with ZipFile(BytesIO(data)) as archive:
            assert archive.testzip() is None
            entries = archive.infolist()
        assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
        assert {(entry.create_system, entry.external_attr & ~(0o600 << 16), entry.extra) for entry in entries} == {(0, 0, b"")}
        assert entries[0].filename == "[Content_Types].xml"
        assert len({entry.filename for entry in entries}) == len(entries)


def test_the_same_bytes_again():
    again = files.__wrapped__()
    assert again == files()


# --- any text

HOSTILE = [
    "<b>&amp; ]]> <!-- --> <?xml?> \"кавычки\" 'и' `ещё`",
    "первая\nвторая\n\nчетвёртая\tпосле знака табуляции ",
    "  по краям и    внутри  ",
    "نص عربي и עברית среди русских слов",
    "дуб" * 1200,
    "👩‍🏫 \U00020000 \u00a0 \ue000",
    "{название} {ячейка} <?at rows?> %s {0}",
    "</w:t></w:r></w:p></w:tc><w:tc>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_comes_back_letter_for_letter(text):
    row = {"title": text, "cells": [{"column": "place", "text": text}]}
    columns = [{"key": "title", "title": text}, {"key": "place", "title": text}]
    section = {"number": text, "title": text, "activities": [row]}
    plan = plan_of(title=text, heading=text, columns=columns, sections=[section], activities=None)
    word = written(plan, is_demo=True)
    assert table_of(word) == [[text, text], [f"{text} {text}"], [text, text]]
    assert [paragraph.text for paragraph in word.paragraphs] == [DEMO, text, text]
    assert word.core_properties.title == f"{DEMO} {' '.join(text.split())}"
    harmless = written(plan_of(title="А", columns=columns, heading="А", sections=[section], activities=None), is_demo=True)
    tags = [
        [one.tag for one in found.element.iter() if one.tag not in (qn("w:br"), qn("w:tab"), qn("w:t"))]
        for found in (word, harmless)
    ]
    assert tags[0] == tags[1]


def test_twenty_columns_and_two_thousand_rows():
    columns = [{"key": "number", "title": "№"}, *({"key": f"c{n}", "title": f"Столбец {n}"} for n in range(19))]
    cells = [{"column": f"c{n}", "text": f"Слова {n}"} for n in range(19)]
    word = written(plan_of(*[{"cells": cells}] * 2000, columns=columns))
    (table,) = word.tables
    assert len(table.columns) == 20
    assert len(table._tbl.findall(qn("w:tr"))) == 2001


# --- the template


def test_the_prepared_template_is_what_its_script_makes():
    """Not the bytes alone: also that python-docx still makes the same of it."""
    assert make() == TEMPLATE.read_bytes()
    assert learn(TEMPLATE.read_bytes()) == learn(make())


def test_the_parts_are_well_formed_and_name_all_others():
    for data in (TEMPLATE.read_bytes(), files()[data_file(DEMO_PLAN, WORD)]):
        with ZipFile(BytesIO(data)) as archive:
            parts = {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}
        overrides = {one.get("PartName", "").lstrip("/") for one in parts["[Content_Types].xml"]} - {""}
        assert overrides == {name for name in parts if not name.endswith(".rels")} - {"[Content_Types].xml"}
        styles = {one.get(qn("w:styleId")) for one in parts["word/styles.xml"].iter(qn("w:style"))}
        used = {
            one.get(qn("w:val"))
            for part in parts.values()
            for name in ("pStyle", "tblStyle", "basedOn", "link")
            for one in part.iter(qn(f"w:{name}"))
        }
        assert used <= styles


@pytest.mark.skipif(office.find() is None, reason="LibreOffice is not installed")
def test_libre_office_opens_it(tmp_path):
    """A section, a repeated head and the count of sheets are seen in its PDF."""
    target = tmp_path / "annex.docx"
    target.write_bytes(files()[data_file(DEMO_PLAN, WORD)])
    (made,) = office.convert([target], tmp_path)
    pages = [page.get_textpage().get_text_bounded() for page in PdfDocument(made)]
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert f"Страница {number} из {len(pages)}" in page
        assert re.search(r"Наименование\s+мероприятия", page)
    assert "III. Методическая и консультационная помощь" in "".join(pages)
