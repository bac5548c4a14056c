"""The plans of a district on its page: what stands in the sheet and what in the archive on a day, and what was done."""

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from example import TOLD, pages, read
from test_roadmap import XHTML, by_class, by_id, parse, words

from generator.coming import coming
from generator.district import summarize_plan
from generator.pages.shelf import shelves

ROADMAPS = Path(__file__).parents[2] / "roadmaps"
DISTRICT = "vymyshlennaya-oblast/primernyy"

OLD, LONG, YEAR, GROWTH = "2024-500-plus", "2025-2026-500-plus", "2025-500-plus", "2026-2028-shkola-rosta"
SHELVES = [
    # (the day, what stands in the sheet, what stands in the archive); orders of 09.02.2024, 14.03.2025, 17.01.2025, 28.08.2026
    (date(2024, 1, 31), [GROWTH, LONG, YEAR, OLD], []),
    (date(2024, 12, 31), [OLD, GROWTH, LONG, YEAR], []),
    (date(2025, 1, 1), [GROWTH, LONG, YEAR], [OLD]),
    (date(2025, 3, 13), [YEAR, GROWTH, LONG], [OLD]),
    (date(2025, 3, 14), [LONG, GROWTH], [YEAR, OLD]),  # the plan for a year was replaced by that for two
    (date(2025, 12, 31), [LONG, GROWTH], [YEAR, OLD]),
    (date(2026, 1, 1), [LONG, GROWTH], [YEAR, OLD]),
    (date(2026, 11, 22), [GROWTH, LONG], [YEAR, OLD]),
    (date(2027, 1, 1), [GROWTH], [LONG, YEAR, OLD]),
    (date(2030, 1, 1), [GROWTH], [LONG, YEAR, OLD]),
]
"""The plans of the fictional district by day: those that run, those that are to begin, those that are over."""


@pytest.mark.parametrize(("day", "shown", "archived"), SHELVES, ids=lambda value: str(value) if isinstance(value, date) else "")
def test_running_plans_stand_first_and_finished_ones_in_the_archive(day, shown, archived):
    district, _ = read(ROADMAPS).units[DISTRICT]
    found = shelves(list(map(summarize_plan, district.plans)), day)
    assert [[plan.address.rpartition("/")[2] for plan in shelf] for shelf in found] == [shown, archived]


@cache
def drawn(root: Path, day: date):
    return {address: parse(page) for address, page in pages(day, root).items() if address.count("/") == 1}


def test_the_archive_is_told_by_year():
    page = drawn(ROADMAPS, date(2026, 11, 22))[DISTRICT]
    (heading,) = [element for element in page.iter() if element.attrib.get("id") == "arkhiv"]
    assert words(heading) == "Архив"
    years = [words(head) for head in by_class(page, "coming")[-1].iter(f"{XHTML}h3")]
    assert years == ["2025 год", "2024 год"]
    links = [link.attrib["href"] for link in by_class(page, "coming")[-1].iter(f"{XHTML}a")]
    assert links == ["2025-500-plus/", "2024-500-plus/"]


def test_a_plan_in_whose_place_another_came_says_so():
    old, new = f"{DISTRICT}/{YEAR}", f"{DISTRICT}/{LONG}"
    before, after = (pages(day, ROADMAPS) for day in (date(2025, 3, 13), date(2025, 3, 14)))
    assert "Заменён планом" not in words(parse(before[old]))
    page = words(parse(after[old]))
    assert "План действовал до 13 марта 2025 года, потом заменён новым" in page
    assert re.search(r"Заменён планом\s*Муниципальная дорожная карта", page)
    assert "Календарь по месяцам" not in page, "its rows are not in it"
    assert re.search(r"Вместо плана\s*План мероприятий", words(parse(after[new])))
    lines = words(by_class(parse(after[DISTRICT]), "coming")[-1])
    assert "3 мероприятия. План действовал до 13 марта 2025 года, потом заменён новым." in lines


def test_what_is_due_by_a_replaced_plan_comes_due_no_more():
    district, _ = read(ROADMAPS).units[DISTRICT]
    due = {
        day: {item.plan for item in coming(district, district.plans, (), day)} for day in (date(2025, 3, 13), date(2025, 3, 14))
    }
    assert due == {date(2025, 3, 13): {f"{DISTRICT}/{YEAR}"}, date(2025, 3, 14): {f"{DISTRICT}/{LONG}"}}


def test_a_district_with_nothing_but_finished_plans_shows_the_last_in_the_sheet():
    page = drawn(ROADMAPS, date(2026, 11, 22))["rostovskaya-oblast/dubovskiy"]
    assert not [element for element in page.iter() if element.attrib.get("id") == "arkhiv"]
    assert "План завершён" in words(by_class(page, "plans")[0])


@pytest.mark.parametrize("page", [DISTRICT, "rostovskaya-oblast/dubovskiy"])
def test_the_page_begins_with_links_to_its_parts(page):
    drawn_page = drawn(ROADMAPS, date(2026, 11, 22))[page]
    links = [(link.attrib["href"], words(link)) for link in by_class(drawn_page, "jumps")[0].iter(f"{XHTML}a")]
    assert links == [(f"#{part.attrib['id']}", words(part)) for part in drawn_page.iter(f"{XHTML}h2") if "id" in part.attrib]
    assert len(links) > 3


def test_a_school_is_told_of_the_plans_in_the_sheet_and_of_the_latest_where_it_is_in_none():
    page = drawn(ROADMAPS, date(2026, 11, 22))[DISTRICT]
    (heading,) = [element for element in page.iter() if element.attrib.get("id") == "shkoly"]
    section = list(page.iter())
    schools = section[section.index(heading) + 1]
    says = {words(item.find(f"{XHTML}h3")): [words(one) for one in item.iter(f"{XHTML}p")] for item in schools}
    assert [line[:11] for line in says["МБОУ «Примерная школа № 1»"]] == ["2026–2028 г", "2025–2026 г", "Своих плано"]
    assert says["МБОУ «Малопримерная основная школа»"] == [
        "Отвечает за 5 мероприятий плана, ещё 2 касаются школы.",
        "Деятельность прекращена с 1 сентября 2025 года.",
    ]


def test_what_was_done_is_counted_by_plan():
    """As many as the column beside the plan counts: `test_reports.test_the_column_counts_what_it_says`."""
    page = drawn(TOLD, date(2021, 6, 30))["oblast/rayon"]
    assert words(by_id(page, "sdelano")) == "Что сделано"
    (item,) = [item for item in by_class(page, "list")[0] if "отвечает" in words(item)]
    assert [words(sentence) for sentence in item.iter(f"{XHTML}p")] == [
        "Муниципалитет отвечает за 7 мероприятий: в работе — 2; срок идёт — 1; срок не наступил — 1; перенесено — 1; "
        "отменено — 1; срок прошёл, отчёта о выполнении нет — 1.",
        "Школы отвечают за 4 мероприятия: по 1 отчитались не все, по 1 отчётов нет, по 2 отчётов ещё не ждут.",
    ]


def test_of_a_silent_district_nothing_is_counted():
    page = drawn(TOLD, date(2021, 6, 30))["oblast/tikhiy"]
    assert not [element for element in page.iter() if element.attrib.get("id") == "sdelano"]
