"""What the import does not take it names: nothing is lost, joined or guessed in silence."""

import pytest
import yaml
from word_files import HEADINGS, ROWS, SHEET, add_table, new, order, saved

from generator.importers.blocks import UnreadableFileError
from generator.importers.draft import Draft, draft
from generator.importers.formats import read_blocks


def imported(data: bytes, name: str = "приказ.docx") -> Draft:
    return draft(*read_blocks(name, data))


def tree(found: Draft) -> dict:
    return yaml.load(found.text, Loader=yaml.BaseLoader)


def told(found: Draft) -> str:
    return "\n".join(f"{doubt.place}: {doubt.text}" for doubt in found.doubts)


def lines(*changes: tuple[int, str]) -> list[str]:
    """The sheet with some of its lines changed."""
    found = list(SHEET)
    for index, text in changes:
        found[index] = text
    return found


def text(*rows: tuple[str, ...]) -> bytes:
    return "\n".join("\t".join(row) for row in rows).encode()


def test_a_whole_order_leaves_nothing_untold():
    assert "не взят" not in told(imported(order()))


def test_lines_and_tables_below_the_plan_are_named():
    document = new()
    add_table(document, (HEADINGS, *ROWS))
    document.add_paragraph("Сроки уточняет рабочая встреча")
    add_table(document, (("№", "Школа"), ("1", "Гимназия")))
    found = told(imported(saved(document)))
    assert "абзац 18: не взято: «Сроки уточняет рабочая встреча»" in found
    assert "таблица 2: таблица не взята, она начинается так: «№ | Школа»." in found


def test_an_annex_below_with_as_many_columns_is_no_section_of_the_plan():
    document = new()
    add_table(document, (HEADINGS, *ROWS))
    document.add_paragraph("Приложение 2")
    document.add_paragraph("Список школ")
    add_table(document, (("№", "Школа", "Адрес", "Директор", "Сайт"), ("1", "Гимназия", "Садовая", "Иванова", "нет")))
    found = imported(saved(document))
    assert len(tree(found)["activities"]) == len(ROWS)
    assert "таблица 2: таблица не взята" in told(found)


def test_an_annex_above_is_no_signature_and_no_mark():
    document = new(SHEET[:14])
    for line in ("Приложение 1", "Список школ", ""):
        document.add_paragraph(line)
    add_table(document, (("№", "Школа"), ("1", "Гимназия")))
    for line in ("", "Приложение 2 к приказу от 04.03.2021 № 12", "", "План мероприятий на 2021 год"):
        document.add_paragraph(line)
    add_table(document, (HEADINGS, *ROWS))
    found = imported(saved(document))
    assert tree(found)["heading"] == "Приложение 2 к приказу от 04.03.2021 № 12"
    assert "marks" not in tree(found)["order"]
    assert "другое приложение не взято: «Приложение 1 Список школ" in told(found)


def test_two_plans_under_the_same_headings_are_refused():
    document = new()
    add_table(document, (HEADINGS, *ROWS))
    document.add_paragraph("Приложение 2")
    add_table(document, (HEADINGS, *ROWS))
    with pytest.raises(UnreadableFileError, match=r"несколько таблиц \(таблица 1, таблица 2\)"):
        imported(saved(document))


def test_lines_between_two_parts_of_the_table_are_told_as_sections():
    document = new()
    add_table(document, (HEADINGS, ROWS[0]))
    document.add_paragraph("Продолжение таблицы")
    add_table(document, (HEADINGS, ROWS[1]))
    document.add_paragraph("2. Контроль")
    add_table(document, (HEADINGS, ROWS[2]))
    found = imported(saved(document))
    assert [part["title"] for part in tree(found)["sections"]] == ["…", "Контроль"]
    assert "«Продолжение таблицы» не взято" in told(found)
    assert "взята как название раздела: «2. Контроль»" in told(found)


def test_an_activity_is_not_taken_for_headings():
    row = ("2.", "Проведение мероприятий недели", "в установленные сроки", "Ответственные лица", "Сроки и ответственные")
    assert tree(imported(order((HEADINGS, ROWS[0], row))))["activities"][1]["title"] == row[1]


@pytest.mark.parametrize("heading", ["Место проведения мероприятия", "Отметка о выполнении мероприятия", "Цель мероприятия"])
def test_other_columns_about_activities_are_not_their_names(heading: str):
    rows = [(row[0], "зал", *row[1:]) for row in ROWS]
    found = tree(imported(order(((HEADINGS[0], heading, *HEADINGS[1:]), *rows))))
    assert [row["title"] for row in found["activities"]] == [row[1] for row in ROWS]


@pytest.mark.parametrize("heading", ["Сроки, ответственные", "Ответственный и срок исполнения", "Срок/ответственный"])
def test_a_column_of_two_things_is_refused(heading: str):
    with pytest.raises(UnreadableFileError, match=r"таблица 1, строка 1: в графе «.*» и срок, и ответственный"):
        imported(order((("№", "Мероприятие", heading), ("1", "А", "май, школы"))))


def test_rows_of_another_width_are_refused_and_never_a_traceback():
    short = text(HEADINGS, ROWS[0], ROWS[1][:3])
    with pytest.raises(UnreadableFileError, match="строка 3: ячеек в строке 3, а граф в таблице 5"):
        imported(short, "план.txt")
    with pytest.raises(UnreadableFileError, match="ячеек в строке 6"):
        imported(text(HEADINGS, (*ROWS[0], "лишнее")), "план.txt")
    assert len(tree(imported(text(HEADINGS, (*ROWS[0], ""), *ROWS[1:]), "план.txt"))["activities"]) == len(ROWS)


def test_a_letterhead_in_one_cell_beside_a_stamp_is_read_line_by_line():
    document = new(SHEET[4:])
    head = add_table(document, [("", ""), ("", "")])
    head.cell(0, 0).text = "\n".join(SHEET[:4])
    head.cell(0, 1).merge(head.cell(1, 1)).text = "Для сайта"
    document.element.body.insert(0, head._tbl)
    add_table(document, (HEADINGS, *ROWS))
    found = imported(saved(document))
    assert tree(found)["order"] == tree(imported(order()))["order"]
    assert "не понято в шапке приказа: «Для сайта»" in told(found)
    assert "\0" not in found.text and "\\u0000" not in found.text


def test_a_point_without_a_number_is_kept():
    found = tree(imported(order(lines=[*SHEET[:8], "Утвердить план (приложение).", *SHEET[10:]])))
    assert found["order"]["points"] == [{"text": "Утвердить план (приложение)."}]


def test_a_signature_with_a_full_name_is_not_published_but_told_of():
    found = imported(order(lines=lines((12, "Образцова Анна Борисовна"))))
    assert "Анна" not in found.text
    assert "абзац 12: полное имя или телефон" in told(found)


@pytest.mark.parametrize("word", ["ПОСТАНОВЛЯЕТ:", "РЕШИЛ:", "п р и к а з ы в а ю :"])
def test_the_words_that_order(word: str):
    found = tree(imported(order(lines=lines((7, f"В целях поддержки школ {word}")))))
    assert len(found["order"]["points"]) == 2


def test_an_order_without_the_word_is_read_as_far_as_it_goes():
    found = imported(order(lines=lines((7, "В целях поддержки школ утверждаю следующее."))))
    assert (tree(found)["order"]["number"], tree(found)["heading"]) == ("12", SHEET[14])
    assert "signatory" not in tree(found)["order"]
    assert "пункты приказа не прочитаны" in told(found)
    assert "не взято: «2. Контроль за исполнением приказа оставляю за собой.»" in told(found)


def test_a_title_of_the_plan_over_an_empty_line_is_one():
    found = tree(imported(order(lines=[*SHEET[:16], "ДОРОЖНАЯ КАРТА", "", "поддержки школ на 2021 год"])))
    assert found["title"] == "ДОРОЖНАЯ КАРТА поддержки школ на 2021 год"


@pytest.mark.parametrize(
    "years", ["на 2020-21 уч. год", "на 2021, 2022 годы", "на 2021 и 2022 годы", "на 2022-2021 годы", "на 0000 год"]
)
def test_years_that_are_not_plain_are_asked_for(years: str):
    found = imported(order(lines=lines((5, "О плане"), (16, f"План {years}"))))
    assert tree(found)["period"] == "…"
    assert "период плана не назван" in told(found)
