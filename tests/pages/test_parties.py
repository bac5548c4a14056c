"""The parties of a territory, against tables made by hand from the texts of the orders and of the fictional region."""

import html
import re
import shutil
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml
from example import DATA, OVER, RUNNING, TOLD, html_of, pages, read
from test_hostile import skeleton
from test_roadmap import XHTML, by_class, by_id, parse, words

from generator.pages.roadmap import roadmap_page
from generator.pages.rows import number
from generator.parties import PARTIES, responsible

ROADMAPS = Path(__file__).parents[2] / "roadmaps"
TODAY = date(2026, 11, 22)

ORDERS = {
    "orlovskaya-oblast/kromskoy/2021-500-plus": {
        "Отдел образования": ("otdel-obrazovaniya", "1 2 3 4 5 6.1 6.2 6.3 7 8 9 11 12 13"),
        "Общеобразовательная организация Кромского района": ("oo", "1 5 6.3 7 8 9 10"),
        "руководители районных методических объединений учителей-предметников Кромского района": ("rukovoditeli-rmo", "11"),
    },
    "orenburgskaya-oblast/ponomarevskiy/2020-shnor": {
        "Отдел образования": ("otdel-obrazovaniya", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 18 19 20 21 22 23"),
        "МКУ «ЦМТО»": ("mku-tsmto", "1 2 3 4 5 6 7 8 9 13 14 16 18 19 20 21 22 23"),
        "руководители ОО": ("rukovoditeli-oo", "3 11 13 14 15 16 17 18 19 20 21 22 23"),
        "рабочая группа": ("rabochaya-gruppa", "12"),
    },
    "rostovskaya-oblast/dubovskiy/2021-500-plus": {
        "Муниципальный координатор": ("munitsipalnyy-koordinator", "1 2 6 10 11 15 19"),
        "Кураторы проекта": ("kuratory-proyekta", "3 8 18"),
        "Координаторы от ШНОР": ("koordinatory-ot-shnor", "5 6 7 9 12 17"),
        "Все участники проекта": ("vse-uchastniki-proyekta", "4 13 14 16"),
        "школы ОО": ("shkoly-oo", "11"),
    },
    "permskiy-kray/ordinskiy/2021-podderzhka-shkol": {
        "Муниципальные органы управления образованием": ("mouo", "1.1 1.2 2.1 2.2 2.3 2.4 3.1"),
        "Образовательные организации": ("oo", "1.1 2.1 2.2 2.3 2.4"),
    },
    "smolenskaya-oblast/dorogobuzhskiy/2020-obrazovatelnyy-tsentr": {
        "Комитет по образованию": ("komitet-po-obrazovaniyu", "1 9 10 12"),
        "Координатор МОЦ": ("koordinator-mots", "2 5 8 15 17"),
        "МОЦ": ("mots", "3 4 6 7 12 13 14 16"),
        "руководители ОУ": ("rukovoditeli-ou", "8 15"),
        "ОУ": ("ou", "11"),
        "СОИРО": ("soiro", "16"),
        "Степанов А.И., инженер-программист": ("inzhener-programmist", "18"),
    },
}
"""Each party of the five orders with the last part of its address and the activities it answers for."""

PRIMERNYY = {
    "otdel-obrazovaniya": (
        "Отдел образования",
        {
            "2026-2028-shkola-rosta": "6",
            "2025-2026-500-plus": "1.1 4.4 5.1 5.1а 5.2 5.5",
            "2025-500-plus": "2 3",
            "2024-500-plus": "1 5 7",
        },
    ),
    "metodicheskaya-sluzhba": (
        "Муниципальная методическая служба",
        {
            "2026-2028-shkola-rosta": "2",
            "2025-2026-500-plus": "3.1.1 3.1.3 3.6 5.4",
            "primernaya-3/2026-2028-shkola-rosta": "3",
        },
    ),
    "shkoly-rayona": ("Школы района", {"2026-2028-shkola-rosta": "1 3 4 5 6 7 8"}),
    "vse-uchastniki-proyekta": ("Все участники проекта", {"2026-2028-shkola-rosta": "9", "2025-2026-500-plus": "3.4 5.3"}),
    "munitsipalnyy-koordinator": ("Муниципальный координатор", {"2025-2026-500-plus": "1.3 1.5 4.3 4.4 4.7"}),
    "kuratory-shkol": ("Кураторы школ", {"2025-2026-500-plus": "2.2 2.4 3.2 4.2 4.6"}),
    "institut-razvitiya-obrazovaniya": ("Институт развития образования", {"2025-2026-500-plus": "3.1.2"}),
    "rukovoditeli-shkol-uchastnits": (
        "Руководители школ-участниц",
        {"2025-2026-500-plus": "1.2 1.4 2.2 3.3 3.5 3.6 3.8 3.9 4.3 4.4"},
    ),
    "koordinatory-shkol-uchastnits": (
        "Координаторы школ-участниц",
        {"2025-2026-500-plus": "1.3 1.5 2.1 2.3 3.1.3 3.7 4.1 4.5 5.4"},
    ),
    "shkoly-uchastnitsy": ("Школы-участницы", {"2025-500-plus": "1 3"}),
    "shkoly-uchastnitsy-proyekta": ("Школы – участницы проекта", {"2024-500-plus": "2 3 4 6 7"}),
}
"""The parties of the fictional district on 22 November 2026, with the activities of each plan that names them."""

REGION = {
    "ministerstvo-obrazovaniya": "1.1 2.1 2.6",
    "institut-razvitiya-obrazovaniya": "1.3 1.4 1.5 2.1 2.2 2.3 2.4",
    "federalnyy-operator-proyekta": "2.4",
    "mouo": "1.2 1.4 2.3 2.5 2.6",
    "shkoly-uchastnitsy-proyekta": "2.5",
}
"""Those of the plan of the fictional region."""


def numbers(rows) -> str:
    return " ".join(map(number, rows))


def last(address: str) -> str:
    return address.rpartition("/")[2]


@pytest.mark.parametrize("address", ORDERS)
def test_the_five_orders(address):
    district, _ = read(ROADMAPS).units[address.rpartition("/")[0]]
    found = {party.name: (last(party.address), numbers(party.duties[0].rows)) for party in responsible(district, OVER)}
    assert found == ORDERS[address]
    assert [party.name for party in responsible(district, OVER)] == list(ORDERS[address])


def test_the_fictional_district_over_years_and_orders():
    district, _ = read(ROADMAPS).units["vymyshlennaya-oblast/primernyy"]
    found = {}
    for party in responsible(district, TODAY):
        plans = {duty.plan.address.removeprefix(f"{district.address}/"): numbers(duty.rows) for duty in party.duties}
        found[last(party.address)] = (party.name, plans)
    assert found == PRIMERNYY
    assert list(found) == list(PRIMERNYY)


def test_the_fictional_region():
    region, _ = read(ROADMAPS).units["vymyshlennaya-oblast"]
    assert {last(party.address): numbers(party.duties[0].rows) for party in responsible(region, TODAY)} == REGION


def test_before_an_amendment_a_party_answers_for_what_it_was_named_for():
    """The amendment of 16 February 2026 gave row 4.4 to the coordinator, added 5.1а and the new 5.4, dropped 5.6."""
    district, _ = read(ROADMAPS).units["vymyshlennaya-oblast/primernyy"]
    rows = {}
    for party in responsible(district, date(2026, 2, 15)):
        rows |= {last(party.address): duty.rows for duty in party.duties if last(duty.plan.address) == "2025-2026-500-plus"}
    assert {row.id for row in rows["otdel-obrazovaniya"]} == {"1-1", "4-4", "4-4-2", "5-1", "5-2", "5-4", "5-6"}
    assert {row.id for row in rows["munitsipalnyy-koordinator"]} == {"1-3", "1-5", "4-3", "4-7"}
    assert {row.id for row in rows["metodicheskaya-sluzhba"]} == {"3-1-1", "3-1-3", "3-6"}


# --- the cells


def texts(file: Path) -> list[str]:
    """The cells of responsible parties as another reader of YAML sees them, in the sequence of the order."""
    roadmap = yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)  # texts only

    def walk(activities):
        for activity in activities:
            yield activity.get("responsible", "")
            yield from walk(activity.get("activities", ()))

    sections = roadmap.get("sections", [roadmap])
    return [cell for section in sections for cell in walk(section["activities"])]


def cells(page) -> list[str]:
    """The inner HTML of the cells of responsible parties on the page of a plan."""
    return re.findall(r'<td class="who"[^>]*>(.*?)</td>', html_of(page), re.DOTALL)


def test_cells_of_the_five_orders_stay_letter_for_letter():
    amount = 0
    for address, parties in ORDERS.items():
        found = cells(roadmap_page(*read(ROADMAPS).plan(address), OVER))
        plain = [html.unescape(re.sub("<[^>]*>", "", cell)) for cell in found]
        assert plain == texts(ROADMAPS / f"{address}.yml")
        amount += sum(map(bool, plain))
        links = re.findall(r'<a href="([^"]*)">', "".join(found))
        assert set(links) == {f"../{PARTIES}/{id_}/" for id_, _ in parties.values()}
        assert len(links) == sum(len(named.split()) for _, named in parties.values())
        unlinked = "".join(re.sub("<a.*?</a>", "", cell) for cell in found)
        assert re.fullmatch(r"(?:[\s,;.]|и)*", unlinked)
    assert amount == 82


def test_a_cell_leads_to_the_pages_of_its_parties():
    plan = roadmap_page(*read().plan("oblast/rayon/2021-rost"), RUNNING)
    assert (
        '<a href="../parties/koordinator-rayona/">Координатор района</a>, '
        '<a href="../parties/koordinatory-shkol/">координаторы от школ</a>'
    ) in cells(plan)


def test_parties_of_a_school_are_its_own_but_for_those_of_the_district():
    unit, context = read(ROADMAPS).units["vymyshlennaya-oblast/primernyy"]
    school = next(school for school in unit.schools if school.id == "primernaya-3")
    found = cells(roadmap_page(school.plans[0], unit, context, TODAY))
    link = '<a href="../../parties/metodicheskaya-sluzhba/">муниципальная методическая служба</a>'
    assert found == ["Наставники", "Наставники", f"Администрация школы, {link}"]


# --- the pages


@cache
def drawn():
    return pages(date(2021, 6, 30), TOLD)


def test_the_page_of_a_party_has_its_rows_with_statuses():
    page = parse(drawn()["oblast/rayon/parties/koordinatory-shkol"])
    assert words(by_class(page, "lead")[0]) == "Уровень школы. 4 мероприятия в 1 плане."
    rows = [row for row in page.iter(f"{XHTML}tr") if by_class(row, "act") and by_class(row, "term")][1:]
    assert [words(by_class(row, "n")[0]) for row in rows] == ["2.", "3.", "5.2.", "7."]
    first, _, part, _ = rows
    assert [words(status) for status in by_class(first, "st")][:2] == [
        "муниципалитет: срок прошёл, последнее сообщение: в работе, отчёт 28.05.2021",
        "отчитались 2 из 3 школ",
    ]
    assert "В составе: 5. " in words(part)
    assert words(by_class(page, "asof")[0]) == "На 30 июня 2021 года"


NAMED = ("koordinator-rayona", "koordinatory-shkol", "vse-uchastniki", "otdel")


def test_every_party_of_the_table_has_its_page_and_the_table_leads_to_it():
    found = pages(RUNNING)
    listed = html_of(found["oblast/rayon/parties"])
    below = {address for address in found if address.startswith("oblast/rayon/parties/")}
    assert below == {f"oblast/rayon/parties/{id_}" for id_ in NAMED}
    assert all(f'href="{last(address)}/"' in listed for address in below)
    assert '<a href="../2021-rost/#m-4-2"><span class="vh">строка </span>4.2</a>' in listed
    assert "в приказе не назван" in listed


def test_the_district_lists_its_parties_with_counts():
    (block,) = by_class(parse(pages(RUNNING)["oblast/rayon"]), "answers")
    assert [words(line) for line in block.iter(f"{XHTML}li")] == [
        "Координатор района муниципалитет; 4 мероприятия",
        "Координаторы школ школа; 2 мероприятия",
        "Все участники все участники; 1 мероприятие",
        "Отдел муниципалитет; 1 мероприятие",
    ]
    links = [link.attrib["href"] for link in block.iter(f"{XHTML}a")]
    assert links[0] == "parties/koordinator-rayona/" and links[-1] == "parties/"


def test_a_district_whose_plans_name_nobody_has_no_such_pages():
    found = pages(RUNNING)
    assert not [address for address in found if address.startswith("oblast/okrug/parties")]
    assert "Кто за что отвечает" not in html_of(found["oblast/okrug"])


HOSTILE = (
    "</td></table><script>alert(1)</script> \"'><img src=x onerror=alert(1)> {{ 7*7 }} {% raw %} [a](javascript:b) &amp; {#top}"
)


def test_hostile_names_are_words(tmp_path):
    """They stand in a name, in a cell, in the address (which is made from what letters there are) and in the title."""
    drawn = []
    for folder, name in (("hostile", HOSTILE), ("harmless", "Куратор")):
        root = tmp_path / folder / "data"
        shutil.copytree(DATA, root)
        file = root / "oblast/rayon/2021-rost.yml"
        quoted = "'" + name.replace("'", "''") + "'"
        text = file.read_text("utf-8").replace("name: Координатор района\n", f"name: {quoted}\n    id: kurator\n")
        text = text.replace("responsible: Координатор района\n", f"responsible: {quoted}\n")
        text = text.replace("responsible: Координатор района,", "responsible: Координаторы школ,")
        file.write_text(text, "utf-8")
        drawn.append(pages(RUNNING, root))
    hostile, harmless = drawn
    assert list(hostile) == list(harmless)
    for address in ("oblast/rayon", "oblast/rayon/2021-rost", "oblast/rayon/parties", "oblast/rayon/parties/kurator"):
        assert skeleton(hostile[address]) == skeleton(harmless[address]), address
        assert HOSTILE in " ".join("".join(parse(hostile[address]).itertext()).split()), address
    (row,) = [by_id(parse(hostile["oblast/rayon/2021-rost"]), "m-1")]
    assert "".join(by_class(row, "who")[0].itertext()) == HOSTILE
