"""The page of a roadmap. After a wanted change of the golden pages: `GOLDEN=write pytest tests/pages/test_roadmap.py`."""

import gzip
import os
import re
from datetime import date
from functools import cache
from pathlib import Path

import html5lib
import pytest
from example import BEFORE, GOLDEN, OVER, RUNNING, html_of, read, text_of

from generator.model import Roadmap
from generator.pages.district import district_page
from generator.pages.filters import CLASSES
from generator.pages.markdown import Page, write
from generator.pages.roadmap import roadmap_page
from generator.pages.verbatim import column_head
from generator.plan import Plan, make_plan
from generator.schema import validate
from generator.source import read as read_tree

AFTER_AMENDMENT = date(2021, 6, 30)
XHTML = "{http://www.w3.org/1999/xhtml}"


def load(name: str, change=lambda text: text) -> Plan:
    """The roadmap `golden/<name>.yml`, its text changed by `change`, as a plan of the example's district."""
    source = f"oblast/rayon/{name}.yml"
    tree, problems = read_tree(source, change((GOLDEN / f"{name}.yml").read_text("utf-8")).encode())
    assert tree is not None, problems
    judged = validate(Roadmap, source, tree)
    assert judged.model is not None, [fault.as_text() for fault in judged.problems]
    return make_plan(f"oblast/rayon/{name}", source, judged.model)


def draw(plan: Plan, as_of: date) -> Page:
    district, context = read().units["oblast/rayon"]
    return roadmap_page(plan, district, context, as_of)


@cache
def page(name: str, as_of: date):
    """The page as an HTML parser sees it."""
    return parse(draw(load(name), as_of))


def parse(drawn: Page):
    return html5lib.parse(f"<!doctype html><html><body>{html_of(drawn)}</body></html>")


def words(element) -> str:
    return " ".join("".join(element.itertext()).split())


def by_class(root, name: str) -> list:
    return [element for element in root.iter() if name in element.attrib.get("class", "").split()]


def by_id(root, name: str):
    (found,) = (element for element in root.iter() if element.attrib.get("id") == name)
    return found


def own_classes(row) -> str:
    """The classes of a row but for the filters that it passes."""
    return " ".join(name for name in row.attrib.get("class", "").split() if name not in CLASSES)


@pytest.mark.parametrize(
    ("golden", "name", "as_of"),
    [
        ("roadmap-small-running", "roadmap-small", RUNNING),
        ("roadmap-sections-over", "roadmap-sections", OVER),
        ("roadmap-amended-before", "roadmap-amended", RUNNING),
        ("roadmap-amended-after", "roadmap-amended", AFTER_AMENDMENT),
    ],
)
def test_golden(golden: str, name: str, as_of: date) -> None:
    file = GOLDEN / f"{golden}.md"
    drawn = text_of(draw(load(name), as_of))
    if os.environ.get("GOLDEN") == "write":
        file.write_text(drawn, "utf-8", newline="\n")
    assert drawn == file.read_text("utf-8")


@pytest.mark.parametrize("name", ["roadmap-small", "roadmap-sections"])
def test_every_cell_stands_in_its_column_letter_for_letter(name: str) -> None:
    plan = load(name)
    table = page(name, OVER).find(f".//{XHTML}table")
    heads = table.find(f"{XHTML}thead/{XHTML}tr")
    assert ["".join(head.itertext()) for head in heads][:-1] == [column.title for column in plan.roadmap.columns]
    for row in plan.rows:
        cells = list(by_id(table, row.anchor))
        assert len(cells) == len(plan.roadmap.columns) + 1  # and the calendar
        for column, cell in zip(plan.roadmap.columns, cells, strict=False):
            own = next((cell.text for cell in row.activity.cells if cell.column == column.key), None)
            text = getattr(row.activity, column.key, own)
            said = by_class(cell, "wd") or [cell]
            assert "".join(said[0].itertext()) == (text or "")


def test_short_words_of_a_heading_are_not_broken_at_a_stroke() -> None:
    assert column_head("№ п/п") == '№ <span class="nb">п/п</span>'
    assert column_head("Наименование мероприятий/мер") == "Наименование мероприятий/мер"
    assert "<b>" not in column_head("<b>а/б</b> & а/б")


def test_a_table_without_numbers_and_parties() -> None:
    columns = "columns:\n  - key: title\n    title: Мероприятие\n  - key: deadline\n    title: Сроки\n"
    plan = load("roadmap-small", lambda text: re.sub(r"(?s)columns:\n.*?(?=team:)", columns, text))
    table = parse(draw(plan, OVER)).find(f".//{XHTML}table")
    assert {"no-n", "no-who", "no-res"} <= set(table.attrib["class"].split())
    assert [cell.attrib["class"] for cell in by_id(table, "m-1")] == ["act", "term", "cal"]


@pytest.mark.parametrize(("number", "css"), [("1.", []), ("1.1.1.", ["long-n"]), ("1.1.1.1.1.", ["longest-n"])])
def test_the_column_of_numbers_is_as_wide_as_the_longest(number: str, css: list[str]) -> None:
    def number_first(text: str) -> str:
        head, rows = text.split("activities:")
        return "activities:".join((head, rows.replace('"1."', f'"{number}"', 1)))

    table = parse(draw(load("roadmap-small", number_first), OVER)).find(f".//{XHTML}table")
    assert [name for name in table.attrib["class"].split() if name.endswith("-n")] == css


def test_white_space_of_a_cell_is_not_levelled() -> None:
    plan = load("roadmap-small", lambda text: text.replace("title: Мониторинг", 'title: "один\\tдва\\n\\nтри \\n четыре"'))
    title = by_class(by_id(parse(draw(plan, OVER)), "m-3"), "act")[0]
    assert "".join(title.itertext()) == "один\tдва\n\nтри \n четыре"


def test_the_table_is_one_a_reader_of_screens_can_walk() -> None:
    table = page("roadmap-sections", OVER).find(f".//{XHTML}table")
    assert len(table.findall(f"{XHTML}caption")) == 1
    assert all(head.attrib["scope"] == "col" for head in table.find(f"{XHTML}thead/{XHTML}tr"))
    sections = by_class(table, "sec")
    assert [words(by_class(section, "wd")[0]) for section in sections] == ["1. Организация", "Итоги"]
    assert {section[0].attrib["scope"] for section in sections} == {"rowgroup"}
    widths = {sum(int(cell.attrib.get("colspan", 1)) for cell in row) for row in table.iter(f"{XHTML}tr")}
    assert widths == {6}
    rows = [row for row in table.iter(f"{XHTML}tr") if "id" in row.attrib]
    named = {row.attrib["id"]: [words(cell) for cell in row if cell.attrib.get("scope") == "row"] for row in rows}
    assert named == {
        "m-1-1": ["1.1"],
        "m-1-1-1": ["1.1.1"],
        "m-1-1-2": ["1.1.2"],
        "m-1-2": ["1.2"],
        "m-itogi": ["Совещание без номера"],
    }


def test_groups_and_their_sub_activities_are_told_apart() -> None:
    root = page("roadmap-sections", OVER)
    kinds = {name: own_classes(by_id(root, name)) for name in ("m-1-1", "m-1-1-1", "m-1-1-2", "m-itogi")}
    assert kinds == {"m-1-1": "grp nd", "m-1-1-1": "sub", "m-1-1-2": "sub nd", "m-itogi": ""}


def test_every_row_leads_to_itself_and_every_deadline_to_its_rule() -> None:
    row = by_id(page("roadmap-small", OVER), "m-2")
    links = [link.attrib["href"] for link in row.iter(f"{XHTML}a")]
    assert links == ["#m-2", "../parties/koordinatory-shkol/", "../../../koordinatoram/sroki/#until"]
    assert words(by_class(row, "how")[0]) == "по 20 августа включительно, начало не названо"


def test_a_term_outside_the_period_says_so_and_is_drawn() -> None:
    row = by_id(page("roadmap-sections", OVER), "m-1-2")
    assert [words(how) for how in by_class(row, "how")] == ["1 сентября – 31 декабря 2021", "вне периода плана"]
    assert by_class(row, "r")[0].attrib["width"] == "25.05%"  # 122 of 487 days: the axis goes on to 31.12.2021


def test_what_has_no_date_is_listed_with_the_reason() -> None:
    root = page("roadmap-sections", OVER)
    (item,) = by_class(root, "undated")[0].iter(f"{XHTML}li")
    assert words(item) == "1.1.2. по запросам «по отдельному плану» — даты нет: «по отдельному плану»"
    assert not by_class(page("roadmap-small", OVER), "undated")


def test_remarks_stand_apart_from_the_words_of_the_order() -> None:
    root = page("roadmap-small", OVER)
    remarks = [words(remark) for remark in by_class(root, "sic")]
    assert remarks == [
        "Замечание. В названии нет слова «муниципальный».",
        "Замечание. В приказе — «куратор».",
        "Замечание. В другом приказе номер другой.",
        "Замечание. Номер 2 повторён — так в приказе.",
        "Замечание. В приказе он же куратор.",
        "Замечание. Срок раньше приказа.",
        "Замечание к столбцу «Мероприятие». В приказе столбец озаглавлен дважды.",
    ]


def test_only_documents_that_are_published_are_links() -> None:
    root = page("roadmap-small", OVER)
    links = {words(link): link.attrib["href"] for link in root.iter(f"{XHTML}a")}
    assert links["Подписанный приказ"] == "../files/prikaz.pdf"
    assert links["Состав группы"] == "../files/sostav.pdf"
    assert links["О начале проекта"] == "https://example.org/pismo.pdf"
    assert "Список школ" not in links
    assert "Приложение № 2, не опубликовано" in words(root)
    assert "Подписанное распоряжение не опубликовано." in words(page("roadmap-sections", OVER))


def test_the_day_shows_only_while_the_plan_runs() -> None:
    plan = load("roadmap-small")
    assert text_of(draw(plan, OVER)) == text_of(draw(plan, date(2030, 1, 1)))
    assert text_of(draw(plan, BEFORE)) == text_of(draw(plan, date(2018, 1, 1)))
    over, running, before = (page("roadmap-small", day) for day in (OVER, RUNNING, BEFORE))
    assert words(by_class(over, "side")[0]).startswith("План завершён 31 декабря 2021 года")
    assert words(by_class(before, "side")[0]).startswith("План начнётся 27 марта 2021 года")
    assert words(by_class(running, "side")[0]).startswith(
        "На 10 апреля 2021 года Срок идёт у 1 из 3. Сведения о выполнении не публиковались."
    )
    assert by_class(running, "nw")
    assert not by_class(over, "nw") + by_class(before, "nw")


ORDERS = Path(__file__).parents[2] / "roadmaps"
PONOMAREVKA, DUBOVSKOE = "orenburgskaya-oblast/ponomarevskiy/2020-shnor", "rostovskaya-oblast/dubovskiy/2021-500-plus"


@pytest.mark.parametrize(
    ("address", "day", "says", "drawn"),
    [
        (DUBOVSKOE, date(2021, 3, 26), "План начнётся 27 марта 2021 года", False),  # there is no plan before its order
        (DUBOVSKOE, date(2021, 3, 27), "На 27 марта 2021 года", True),
        (PONOMAREVKA, date(2021, 10, 15), "На 15 октября 2021 года Срок идёт у 1 из 23.", True),  # row 17, after the period
        (PONOMAREVKA, date(2022, 1, 1), "План завершён 31 декабря 2021 года", False),
    ],
)
def test_a_plan_runs_from_its_order_to_its_last_term(address: str, day: date, says: str, drawn: bool) -> None:
    plan, district, context = read(ORDERS).plan(address)
    root = parse(roadmap_page(plan, district, context, day))
    assert words(by_class(root, "side")[0]).startswith(says)
    assert bool(by_class(root, "nw")) is drawn
    above = html_of(district_page(district, context, day)).replace("\u00a0", " ")
    assert ("Ближайшие сроки" in above) is drawn
    assert ("План идёт до 31 декабря 2021 года" in above) is drawn


def test_all_pages_count_named_days_alike() -> None:
    plan, district, context = read(ORDERS).plan(DUBOVSKOE)
    assert "День назван у 4." in html_of(roadmap_page(plan, district, context, OVER))
    assert "<span>С названным днём</span> <b>4</b>" in html_of(district_page(district, context, OVER))


def test_amendments_show_the_wording_in_force() -> None:
    early, late = page("roadmap-amended", RUNNING), page("roadmap-amended", AFTER_AMENDMENT)
    assert words(by_class(by_id(early, "m-1"), "act")[0]) == "Конкурс"
    assert words(by_class(by_id(early, "m-1"), "term")[0]).startswith("июнь 2021 г.")
    assert not [row for row in early.iter() if row.attrib.get("id") == "m-3"]
    assert own_classes(by_id(early, "m-2")) == ""
    assert words(by_class(by_id(late, "m-1"), "add")[0]) == (
        "Изменено изменениями от 02.06.2021 № 112; прежде: Мероприятие — «Конкурс»; Срок — «июнь 2021 г.»."
    )
    assert by_id(late, "m-2").attrib["class"] == "gone"
    assert words(by_class(by_id(late, "m-2"), "add")[0]) == "Исключено изменениями от 02.06.2021 № 112."
    assert words(by_class(by_id(late, "m-3"), "add")[0]) == "Добавлено изменениями от 02.06.2021 № 112."
    assert by_class(by_id(late, "m-2"), "o"), "a dropped row is drawn in outline"


HOSTILE = "</td><script>alert(1)</script>\"'><img src=x onerror=alert(1)> {{ 7*7 }} {% raw %} `*_[x](y)<!-- ]]> &lt; \t\n\n# h"


def test_hostile_text_is_only_text() -> None:
    structures = set()
    for text in ("слово", HOSTILE):
        plan = load("roadmap-small", lambda yaml, text=text: replace_all(yaml, text))
        root = parse(draw(plan, RUNNING))
        structures.add(tuple(structure(root)))
    assert len(structures) == 1
    assert "".join(root.itertext()).count(HOSTILE) > 35


def golden(name: str) -> str:
    return (GOLDEN / f"{name}.yml").read_text("utf-8")


def replace_all(yaml: str, text: str) -> str:
    """Every Russian text replaced but deadlines and responsible parties, which are read."""
    quoted = '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\n", "\\n") + '"'
    lines = []
    for line in yaml.split("\n"):
        match = re.match(r"( *(?:- )?(?:(\w+): )?)(.*[А-Яа-я].*)$", line)
        keep = not match or match[2] in ("deadline", "responsible")
        lines.append(line if keep else match[1] + quoted)
    return "\n".join(lines)


def structure(root) -> list[tuple]:
    return [(element.tag, tuple(sorted(element.attrib))) for element in root.iter() if isinstance(element.tag, str)]


def test_a_page_of_twenty_rows_is_small() -> None:
    row = re.search(r'(?s)  - number: "1."\n.*?(?=  - number: "2.")', golden("roadmap-small").partition("activities:")[2])[0]
    many = "".join(row.replace('"1."', f'"{number}."') for number in range(1, 21))
    plan = load("roadmap-small", lambda text: text.partition("activities:")[0] + "activities:\n" + many)
    assert len(plan.rows) == 20
    assert len(gzip.compress(write(draw(plan, RUNNING)).data)) < 11_000 - 1_500  # the frame of the page is the rest


def test_the_markdown_has_no_empty_line_within_a_block() -> None:
    body = write(draw(load("roadmap-small"), RUNNING)).data.decode().split("\n---\n", 1)[1]
    for block in body.split("\n\n"):
        assert block.lstrip("\n").startswith(("<", "#")), block[:80]
