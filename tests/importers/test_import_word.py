"""Word files with the traps of real tables: read as a person reads them, told of, or refused with the reason."""

import zipfile
from copy import deepcopy
from io import BytesIO

import pytest
import yaml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from word_files import HEADINGS, ROWS, SHEET, add_table, new, order, saved

from generator.importers.blocks import UnreadableFileError
from generator.importers.draft import Draft, draft
from generator.importers.formats import read_blocks


def imported(data: bytes, name: str = "приказ.docx") -> Draft:
    return draft(*read_blocks(name, data))


def tree(found: Draft) -> dict:
    return yaml.load(found.text, Loader=yaml.BaseLoader)


def cells(rows: list[dict]) -> list[tuple[str, ...]]:
    return [tuple(row.get(key, "") for key in ("number", "title", "deadline", "responsible", "result")) for row in rows]


def told(found: Draft) -> str:
    return "\n".join(f"{doubt.place}: {doubt.text}" for doubt in found.doubts)


def test_a_plain_order_is_read_whole():
    found = imported(order())
    read = tree(found)
    assert cells(read["activities"]) == [*ROWS]
    assert [column["title"] for column in read["columns"]] == [*HEADINGS]
    assert (read["title"], read["period"], found.suggested) == ("План мероприятий на 2021 год", "2021", "2021-plan")
    assert read["heading"] == "Приложение к приказу от 04.03.2021 № 12"
    assert read["order"] == {
        "kind": "приказ",
        "title": "О плане мероприятий на 2021 год",
        "number": "12",
        "date": "2021-03-04",
        "authority": "Отдел образования администрации Примерного района",
        "place": "с. Примерное",
        "preamble": "В целях поддержки школ ПРИКАЗЫВАЮ:",
        "points": [
            {"number": "1.", "text": "Утвердить план (приложение)."},
            {"number": "2.", "text": "Контроль за исполнением приказа оставляю за собой."},
        ],
        "signatory": {"name": "А.Б. Образцова", "position": "Начальник отдела"},
    }
    assert [(party["name"], party["level"]) for party in read["parties"]] == [
        ("Отдел образования", "municipal"),
        ("Школы", "school"),
    ]


def test_columns_are_known_by_their_headings_in_any_sequence():
    turned = [(row[3], row[0], row[4], row[1], row[2]) for row in (HEADINGS, *ROWS)]
    assert cells(tree(imported(order(turned)))["activities"]) == [*ROWS]


def test_a_further_column_is_kept():
    found = imported(
        order([(*row, place) for row, place in zip((HEADINGS, *ROWS), ("Место", "Зал", "", "Школа"), strict=True)])
    )
    assert tree(found)["columns"][-1] == {"key": "mesto", "title": "Место"}
    assert [row.get("cells") for row in tree(found)["activities"]] == [
        [{"column": "mesto", "text": "Зал"}],
        None,
        [{"column": "mesto", "text": "Школа"}],
    ]
    assert "графа «Место» взята как дополнительная" in told(found)


def test_merged_rows_are_sections():
    document = new()
    table = add_table(document, (HEADINGS, ("", *[""] * 4), ROWS[0], ("", *[""] * 4), *ROWS[1:]))
    for index, title in ((1, "Раздел I. Начало"), (3, "2. Продолжение")):
        merged = table.rows[index].cells[0].merge(table.rows[index].cells[4])
        merged.text = title
    sections = tree(imported(saved(document)))["sections"]
    assert [(section["number"], section["title"]) for section in sections] == [("Раздел I.", "Начало"), ("2.", "Продолжение")]
    assert [cells(section["activities"]) for section in sections] == [[ROWS[0]], [*ROWS[1:]]]


def test_a_cell_merged_down_holds_for_all_its_rows():
    document = new()
    table = add_table(document, (HEADINGS, *ROWS))
    table.cell(1, 3).merge(table.cell(2, 3)).text = "Отдел образования"
    found = imported(saved(document))
    assert [row["responsible"] for row in tree(found)["activities"]] == ["Отдел образования", "Отдел образования", ROWS[2][3]]
    assert "таблица 1, строка 3: ячейка объединена с верхней («Ответственный»)" in told(found)


def test_a_title_merged_down_is_refused():
    document = new()
    table = add_table(document, (HEADINGS, *ROWS))
    table.cell(1, 1).merge(table.cell(2, 1))
    with pytest.raises(UnreadableFileError, match="таблица 1, строка 3: название мероприятия объединено"):
        imported(saved(document))


def test_a_table_goes_on_after_a_page_with_its_headings_and_a_torn_row():
    document = new()
    add_table(document, (HEADINGS, *ROWS[:1], ("2.", "Провести", "до 20 мая", "Школы", "Протокол")))
    document.add_paragraph("")
    add_table(document, (HEADINGS, ("", "вебинар", "2021 года", "", ""), ROWS[2]))
    found = imported(saved(document))
    assert cells(tree(found)["activities"]) == [*ROWS]
    assert "таблица 2, строка 2: строка без номера присоединена к строке 2." in told(found)


def test_numbers_and_bullets_that_word_writes_are_read():
    document = new()
    table = add_table(document, (HEADINGS, *[("", *row[1:]) for row in ROWS]))
    for row in table.rows[1:]:
        row.cells[0].paragraphs[0].style = document.styles["List Number"]
        number = row.cells[0].paragraphs[0]._p.get_or_add_pPr().get_or_add_numPr()
        number.get_or_add_ilvl().val = 0
        number.get_or_add_numId().val = numbering(document, "decimal", "%1.")
        row.cells[4].text = ""
        for text in ("Приказ", "Список"):
            paragraph = row.cells[4].add_paragraph(text)
            bullet = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            bullet.get_or_add_ilvl().val = 0
            bullet.get_or_add_numId().val = numbering(document, "bullet", "•")
    read = tree(imported(saved(document)))["activities"]
    assert [row["number"] for row in read] == ["1.", "2.", "3."]
    assert read[0]["result"] == "- Приказ - Список"


def numbering(document, form: str, text: str) -> int:
    """The id of a list of the form; made once."""
    root, id_ = document.part.numbering_part.element, 900 + len(form)
    if not root.xpath(f"w:abstractNum[@w:abstractNumId='{id_}']"):
        level = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        lists = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{id_}"><w:lvl w:ilvl="0">{level}</w:lvl></w:abstractNum>'
        root.insert(0, parse_xml(lists))
        root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{id_}"><w:abstractNumId w:val="{id_}"/></w:num>'))
    return id_


def test_lists_of_a_kind_count_on_unless_one_begins_anew():
    document = new()
    table = add_table(document, (HEADINGS, *[("", *row[1:]) for row in ROWS]))
    first = numbering(document, "decimal", "%1.")
    root = document.part.numbering_part.element
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    for id_, further in ((981, ""), (982, anew)):
        root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{id_}"><w:abstractNumId w:val="{first}"/>{further}</w:num>'))
    for row, id_ in zip(table.rows[1:], (first, 981, 982), strict=True):
        number = row.cells[0].paragraphs[0]._p.get_or_add_pPr().get_or_add_numPr()
        number.get_or_add_numId().val = id_
    assert [row["number"] for row in tree(imported(saved(document)))["activities"]] == ["1.", "2.", "7."]


def test_what_stands_beside_the_text_is_told():
    document = new()
    table = add_table(document, (HEADINGS, *ROWS))
    document.sections[0].header.paragraphs[0].text = "Бланк отдела"
    table.cell(1, 1).paragraphs[0].runs[0].font.strike = True
    table.cell(2, 1).paragraphs[0].runs[0].font.hidden = True
    table.cell(1, 4).paragraphs[0].runs[0]._r.append(OxmlElement("w:sym"))
    found = told(imported(saved(document)))
    for words in ("колонтитул не взят: «Бланк отдела»", "зачёркнутый текст", "скрытый текст", "знак из шрифта со значками"):
        assert words in found


def test_corrections_are_taken_as_they_would_be_accepted():
    document = new()
    table = add_table(document, (HEADINGS, *ROWS))
    paragraph = table.cell(1, 1).paragraphs[0]._p
    run = paragraph.r_lst[0]
    inserted, deleted = OxmlElement("w:ins"), OxmlElement("w:del")
    extra, gone = deepcopy(run), deepcopy(run)
    extra.text = " и совет"
    text = gone.find(qn("w:t"))
    text.tag = qn("w:delText")
    inserted.append(extra)
    deleted.append(gone)
    paragraph.extend([inserted, deleted])
    found = imported(saved(document))
    assert tree(found)["activities"][0]["title"] == "Создать рабочую группу и совет"
    assert "в файле есть исправления" in told(found)


def test_content_controls_and_letterhead_tables_are_looked_through():
    document = new(SHEET[4:])
    head = add_table(document, [("Отдел образования", ""), ("ПРИКАЗ", ""), ("04.03.2021", "№ 12")])
    body = document.element.body
    body.remove(head._tbl)
    body.insert(0, head._tbl)
    plan = add_table(document, (HEADINGS, *ROWS))
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
    plan._tbl.addprevious(control)
    control[0].append(plan._tbl)
    read = tree(imported(saved(document)))
    assert cells(read["activities"]) == [*ROWS]
    assert (read["order"]["number"], read["order"]["date"]) == ("12", "2021-03-04")


def test_a_group_has_its_sub_activities():
    rows = (
        ("1", "Вебинары:", "", "", ""),
        ("1.1", "первый", "май 2021 года", "Школы", ""),
        ("1.2", "второй", "июнь 2021 года", "Школы", ""),
    )
    read = tree(imported(order((HEADINGS, *rows, ("2", *ROWS[2][1:])))))["activities"]
    assert [row["number"] for row in read] == ["1", "2"]
    assert [row["number"] for row in read[0]["activities"]] == ["1.1", "1.2"]
    assert not {"deadline", "undated"} & {*read[0]}


def test_rows_without_numbers_get_addresses_and_a_word_about_them():
    found = imported(order([row[1:] for row in (HEADINGS, *ROWS)]))
    assert [row["id"] for row in tree(found)["activities"]] == ["stroka-1", "stroka-2", "stroka-3"]
    assert told(found).count("номера нет: адрес строки") == 3


def test_deadlines_that_cannot_be_read_are_told():
    found = imported(order((HEADINGS, ("1.", "Встречи", "по мере готовности залов", "Школы", ""))))
    assert "таблица 1, строка 2: строка 1., срок «по мере готовности залов»" in told(found)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (
            (("№", "Мероприятие", "I квартал", "II квартал", "III квартал", "Ответственный"), ("1", "А", "+", "", "", "Б")),
            "это сетка",
        ),
        ((("№", "Мероприятие", "Ответственный"), ("1", "А", "Б")), "нет графы со сроками"),
        ((("№", "Мероприятие", "Сроки и ответственные"), ("1", "А", "май, Б")), "и срок, и ответственный"),
        ((("№", "Мероприятие", "Срок", ""), ("1", "А", "май", "")), "нет заголовка"),
        ((HEADINGS,), "нет строк"),
        ((("А", "Б"), ("1", "2")), "таблица плана не найдена"),
    ],
)
def test_what_cannot_be_read_in_one_way_is_refused(rows, reason):
    with pytest.raises(UnreadableFileError, match=reason):
        imported(order(rows))


def test_two_plans_in_one_file_are_refused():
    document = new()
    add_table(document, (HEADINGS, *ROWS))
    document.add_paragraph("Приложение 2")
    add_table(document, (("№", "Мероприятие", "Сроки"), ("1", "Другое", "май")))
    with pytest.raises(UnreadableFileError, match=r"несколько таблиц \(таблица 1, таблица 2\)"):
        imported(saved(document))


def test_halves_of_a_table_that_differ_are_refused():
    document = new()
    add_table(document, (HEADINGS, ROWS[0]))
    document.add_paragraph("2. Раздел")
    add_table(document, [row[:3] for row in ROWS[1:]])
    add_table(document, [("", *ROWS[1][3:])])
    with pytest.raises(UnreadableFileError, match="слева строк 2, справа 1"):
        imported(saved(document))


def test_a_table_in_a_cell_is_refused():
    document = new()
    add_table(document, (HEADINGS, *ROWS)).cell(1, 1).add_table(1, 1)
    with pytest.raises(UnreadableFileError, match="таблица 1, строка 2: в ячейке ещё одна таблица"):
        imported(saved(document))


# --- hostile files


def repacked(data: bytes, name: str, content: bytes, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The package with one part replaced or added."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in old.infolist():
            if entry.filename != name:
                archive.writestr(entry.filename, old.read(entry))
        archive.writestr(name, content, how)
    return target.getvalue()


DTD = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (repacked(order(), "word/document.xml", DTD), "п.docx", "объявление DTD"),
        (repacked(order(), "word/document.xml", DTD.decode().encode("utf-16")), "п.docx", "объявление DTD"),
        (repacked(order(), "word/media/big.xml", b"<a>" + b" " * 30_000_000 + b"</a>"), "п.docx", "во много раз больше"),
        (repacked(order(), "word/document.xml", b"<broken"), "п.docx", "файл повреждён"),
        (repacked(order(), "word/x.bin", b" " * 90_000_000, zipfile.ZIP_BZIP2), "п.docx", "сжат не так"),
        (repacked(order(), "[Content_Types].xml", b" " * 90_000_000, zipfile.ZIP_BZIP2), "п.docx", "Нужен документ Word"),
        (repacked(order(), "word/document.xml", b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a'), "п.docx", "UTF-8"),
        (repacked(order(), "word/document.xml", '<?xml version="1.0" encoding="cp037"?>'.encode("cp037")), "п.docx", "UTF-8"),
        (repacked(order(), "word/a.xml", bytes(range(60, 64)) * 500_000), "п.docx", "слишком велик|во много раз"),
        (repacked(order(), "word/vbaProject.bin", b"x"), "п.docx", "макросами"),
        (order()[:3000], "п.docx", "повреждён"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "п.doc", "сохраните как .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "п.docx", "сохраните как .docx"),
        (b"%PDF-1.7\n", "п.pdf", "найдите исходный файл Word"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 50, "п.jpg", "найдите исходный файл Word"),
        (b"{\\rtf1 }", "п.docx", "сохраните как .docx"),
        (order(), "п.txt", "Исправьте расширение"),
        (order(), "п.xlsx", "а внутри документ Word"),
        (b"", "п.docx", "пустой файл"),
        ("План".encode("utf-16-le"), "п.odp", r"читаются файлы \.docx|Нужен документ Word"),
    ],
)
def test_hostile_and_foreign_files_are_refused_with_advice(data, name, reason):
    with pytest.raises(UnreadableFileError, match=reason):
        imported(data, name)


def test_a_level_of_a_list_that_is_no_number_is_none():
    document = new()
    document.element.body.p_lst[0].get_or_add_pPr().get_or_add_numPr().get_or_add_ilvl().set(qn("w:val"), "x")
    add_table(document, (HEADINGS, *ROWS))
    assert cells(tree(imported(saved(document)))["activities"]) == [*ROWS]


def test_nothing_outside_is_read_and_pictures_are_not_opened():
    link = b"""<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
    <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    Target="http://127.0.0.1:9/x.dotx" TargetMode="External"/></Relationships>"""
    found = imported(repacked(order(), "word/_rels/settings.xml.rels", link))
    assert cells(tree(found)["activities"]) == [*ROWS]


def test_invisible_signs_are_taken_out_and_told_of():
    found = imported(order((HEADINGS, ("1.", "Ве\u00adби\u200bнар\u202e", "май 2021 года", "Школы", "=1+1"))))
    assert tree(found)["activities"][0]["title"] == "Вебинар"
    assert tree(found)["activities"][0]["result"] == "=1+1"
    assert "таблица 1, строка 2: убраны невидимые знаки." in told(found)
