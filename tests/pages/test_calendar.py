"""The calendars: every month against a table made by hand, their pages and anchors, and what depends on the day."""

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import urljoin

import html5lib
import pytest
from example import DATA, OVER, RUNNING, html_of, pages, read

from generator.model import Roadmap
from generator.months import by_month, terms
from generator.pages.calendar import district_calendar, school_calendar
from generator.pages.markdown import Page
from generator.pages.marks import Told
from generator.pages.month import Clerk
from generator.pages.planned import Planned
from generator.plan import make_plan

XHTML = "{http://www.w3.org/1999/xhtml}"
REAL = Path(__file__).parents[2] / "roadmaps"
PLANS = {
    "vymyshlennaya-oblast/primernyy/2024-500-plus": "24",
    "vymyshlennaya-oblast/primernyy/2025-2026-500-plus": "25",
    "vymyshlennaya-oblast/primernyy/2026-2028-shkola-rosta": "28",
    "vymyshlennaya-oblast/2025-2026-500-plus": "обл",
    "vymyshlennaya-oblast/primernyy/primernaya-1/2024-500-plus": "24ш",
    "vymyshlennaya-oblast/primernyy/primernaya-1/2025-2026-500-plus": "25ш",
    "vymyshlennaya-oblast/primernyy/primernaya-1/2026-2030-programma-razvitiya": "30ш",
}
NAMELESS = "без дней"


def tables() -> dict[str, dict[str, str]]:
    _, *sections = re.split(r"(?m)^## ", (Path(__file__).parent / "calendar.md").read_text("utf-8"))
    rows = {section.splitlines()[0]: re.findall(r"(?m)^\| (.+?) \| (.+) \|$", section)[1:] for section in sections}
    return {address: dict(found) for address, found in rows.items()}


@cache
def calendars(as_of: date) -> dict[str, Page]:
    """The calendars of all real and fictional districts and schools, by address."""
    found: list[Page] = []
    for address, (district, context) in read(REAL).units.items():
        if "/" in address:
            found += district_calendar(district, context, as_of)
            for school in district.schools:
                found += school_calendar(school, district, context, as_of)
    return {page.address: page for page in found}


def text(element) -> str:
    return " ".join("".join(element.itertext()).split())


def told(page: str, items, *, dated: bool = True) -> str:
    """The entries of a list as in the tables: «с 1 марта: 25/3, 25/4; по 15 апреля: 25/5»."""
    found: list[tuple[str, list[str]]] = []
    for item in items:
        link = next(item.iter(f"{XHTML}a"))
        plan, _, anchor = urljoin(f"/{page}/", link.attrib["href"]).strip("/").partition("/#m-")
        row = f"{PLANS[plan]}/{anchor}" if plan in PLANS else anchor
        when = text(next(item.iter(f"{XHTML}b"))).replace("\u00a0", " ") if dated else ""
        if found and found[-1][0] == when:
            found[-1][1].append(row)
        else:
            found.append((when, [row]))
    return "; ".join((f"{when}: " if dated else "") + ", ".join(rows) for when, rows in found) or "—"


def calendar_of(owner: str, as_of: date) -> dict[str, str]:
    """Every month of all pages of a calendar, and the rows that stand in none."""
    found = {}
    vague = []
    for address, page in calendars(as_of).items():
        if re.fullmatch(rf"{owner}/calendar(/\d{{4}})?", address):
            tree = html5lib.parse(html_of(page))
            for section in tree.iter(f"{XHTML}section"):
                head = next(e for e in section if e.tag in (f"{XHTML}h2", f"{XHTML}h3"))
                if section.attrib.get("class", "").startswith("month"):
                    assert head.attrib["id"] not in found
                    found[head.attrib["id"]] = told(address, section.iter(f"{XHTML}li"))
                elif text(head) in ("Весь период", "Даты нет"):
                    vague += section.iter(f"{XHTML}li")
    return found | {NAMELESS: told(f"{owner}/calendar", vague, dated=False)}


@pytest.mark.parametrize("owner", tables())
def test_every_month_is_that_of_the_table_made_by_hand(owner):
    assert calendar_of(owner, OVER) == tables()[owner]


@pytest.mark.parametrize("owner", ["rostovskaya-oblast/dubovskiy", "orlovskaya-oblast/kromskoy"])
def test_nothing_depends_on_the_day_but_while_a_plan_runs(owner):
    later, much_later = (calendars(day)[f"{owner}/calendar"] for day in (date(2022, 1, 1), OVER))
    assert later == much_later
    before, long_before = (calendars(day)[f"{owner}/calendar"] for day in (date(2020, 12, 1), date(2020, 1, 1)))
    assert before == long_before
    assert "seychas" not in html_of(later) + html_of(before)
    assert "План завершён 31" in html_of(later).replace("\u00a0", " ")
    assert 'id="seychas"' in html_of(calendars(date(2021, 6, 30))[f"{owner}/calendar"])


def test_a_year_gone_by_stays_the_same_while_another_plan_runs():
    page = "vymyshlennaya-oblast/primernyy/calendar/2024"
    assert calendars(date(2026, 11, 22))[page] == calendars(date(2026, 11, 23))[page]
    assert "на 22" not in html_of(calendars(date(2026, 11, 22))[page])


def test_in_several_years_every_month_has_its_anchor_above_and_leads_to_its_year():
    tree = html5lib.parse(html_of(calendars(OVER)["vymyshlennaya-oblast/primernyy/calendar"]))
    cells = {e.attrib["id"]: e for e in tree.iter(f"{XHTML}li") if re.fullmatch(r"\d{4}-\d\d", e.attrib.get("id", ""))}
    assert list(cells) == [f"{year}-{month:02}" for year in range(2024, 2029) for month in range(1, 13)]
    leading = {id_: link.attrib["href"] for id_, cell in cells.items() for link in cell.iter(f"{XHTML}a")}
    months = [month for month in tables()["vymyshlennaya-oblast/primernyy"] if month != NAMELESS]
    assert leading == {month: f"{month[:4]}/#{month}" for month in months}
    assert text(cells["2026-12"]) == "декдекабрь 2026: 8"
    assert text(cells["2026-05"]) == "маймай 2026: 0"


def test_now_says_what_runs_what_ends_first_and_what_follows():
    tree = html5lib.parse(html_of(calendars(date(2021, 8, 20))["rostovskaya-oblast/dubovskiy/calendar"]))
    lists = {text(e): section for section in tree.iter(f"{XHTML}section") for e in section.iter(f"{XHTML}h3")}
    page = "rostovskaya-oblast/dubovskiy/calendar"
    assert told(page, lists["Идёт"].iter(f"{XHTML}li")) == (
        "по 20 августа 2021: 9; по 31 августа 2021: 15; по 31 октября 2021: 10; по 31 декабря 2021: 3, 4, 11, 12, 13, 14, 16"
    )
    assert told(page, lists["Начнётся"].iter(f"{XHTML}li")) == "с 1 сентября 2021: 2; с 1 октября 2021: 18; 20 октября 2021: 17"


def test_without_plans_there_is_no_calendar_and_no_link_to_one():
    found = pages(RUNNING, DATA)
    assert "oblast/okrug/calendar" not in found
    assert "calendar/" not in html_of(found["oblast/okrug"])
    assert 'href="calendar/"' in html_of(found["oblast/rayon"])
    assert 'href="../calendar/"' in html_of(found["oblast/rayon/2021-rost"])
    assert 'href="calendar/"' in html_of(found["oblast/rayon/pervaya"])


def test_the_words_of_the_plan_stand_in_the_calendar_letter_for_letter():
    page = html_of(calendars(OVER)["orlovskaya-oblast/kromskoy/calendar"])
    texts = [text(e) for e in html5lib.parse(page).iter() if e.attrib.get("class") == "say"]
    assert "10 марта-2 апреля 2021 года" in texts
    assert "6.2. научно-методические вебинары" in texts
    assert "6 Участие в федеральных вебинарах (ФИОКО):" in texts


def entries_of(address: str, month: str, as_of: date = OVER) -> dict[tuple[str, str], list[str]]:
    """What is told of the statuses of the entries of a month, by when and number; a mark before the words."""
    found = {}
    tree = html5lib.parse(html_of(calendars(as_of)[address]))
    section = next(e for e in tree.iter(f"{XHTML}section") if any(head.attrib.get("id") == month for head in e))
    for item in section.iter(f"{XHTML}li"):
        marks = [e for e in item.iter(f"{XHTML}span") if re.fullmatch(r"st s-(?!own|above)[\w-]+", e.attrib.get("class", ""))]
        when = text(next(item.iter(f"{XHTML}b"))).replace("\u00a0", " ")
        number = text(next(item.iter(f"{XHTML}a"))).partition(" ")[0]
        found[when, number] = [f"{e.attrib['class'][5:]} {text(e)}" for e in marks]
    return found


def test_a_status_stands_where_its_term_ends():
    page = "vymyshlennaya-oblast/primernyy/calendar/2026"
    assert entries_of(page, "2026-01")["с 1 января", "4.4."] == []
    assert entries_of(page, "2026-03")["по 31 марта", "4.4."] == ["done выполнено, отчёт 24.03.2026"]
    assert entries_of(page, "2026-04")["1–10 апреля", "5.2."] == ["cancelled отменено, отчёт 30.03.2026"]
    assert entries_of(page, "2026-07")["1–31 июля", "4.4."] == [
        "done муниципалитет: выполнено, отчёт 13.07.2026",
        "in-progress школы: отчитались 2 из 2 школ",
    ]
    assert entries_of(page, "2026-12")["1–31 декабря", "2."] == ["not-yet срок не наступил"]


def test_of_a_plan_of_the_region_only_what_the_district_itself_told():
    page = "vymyshlennaya-oblast/primernyy/calendar/2026"
    assert entries_of(page, "2026-03")["26 марта", "2.1."] == []  # the region answers for it
    assert entries_of(page, "2026-10")["20–30 октября", "2.3."] == [
        "passed срок прошёл, последнее сообщение: в работе, отчёт 28.10.2026"
    ]


def test_a_school_tells_of_its_own_terms():
    page = "vymyshlennaya-oblast/primernyy/primernaya-1/calendar/2025"
    assert entries_of(page, "2025-04")["по 15 апреля", "1.2."] == ["done выполнено, отчёт 11.04.2025"]
    assert entries_of(page, "2025-09")["1–30 сентября", "1.4."] == ["done выполнено, отчёт 05.09.2025"]
    assert entries_of(page, "2025-03")["14 марта", "1.1."] == []  # the district answers for it


def test_what_is_called_off_is_drawn_in_outline():
    page = html_of(calendars(OVER)["vymyshlennaya-oblast/primernyy/calendar/2026"])
    item = next(item for item in page.split("<li>") if "#m-5-2" in item)
    assert '<rect class="o"' in item


def test_without_a_report_there_is_no_status():
    page = html_of(calendars(date(2021, 6, 30))["rostovskaya-oblast/dubovskiy/calendar"])
    assert "Сведения о выполнении не публиковались." in page
    assert not re.search(r'class="st s-(?!own|above)', page)


def planned(*deadlines: str, period: str) -> dict[str, Planned]:
    """A plan with these deadlines, as a calendar of one plan has it."""
    order = {"kind": "приказ", "title": "О плане", "date": "2019-12-01", "authority": "Отдел"}
    activities = [{"number": str(number), "title": "Дело", "deadline": text} for number, text in enumerate(deadlines, 1)]
    tree = {"title": "План", "period": period, "order": order, "parties": [], "columns": [], "activities": activities}
    plan = make_plan("oblast/rayon/plan", "plan.yml", Roadmap.model_validate_json(json.dumps(tree)))
    return {plan.address: Planned(plan, plan.activities, Told("above", "план района"))}


@pytest.mark.parametrize(
    ("deadline", "month", "expected"),
    [
        ("еженедельно", (2020, 2), [("5 сроков", "в этом месяце")]),
        ("ежедневно", (2020, 2), [("29 сроков", "в этом месяце")]),
        ("5 и 20 числа каждого месяца", (2020, 2), [("5 и 20 февраля", "")]),
        ("Февраль 2020 г.", (2020, 2), [("1–29 февраля", "весь месяц")]),
        ("с 15 февраля 2020 года", (2020, 2), [("с 15 февраля", "последний день не назван")]),
        ("29 февраля 2020 г.", (2020, 2), [("29 февраля", "суббота")]),
        ("декабрь 2020 – февраль 2021", (2020, 12), [("с 1 декабря", "начало, идёт по 28 февраля 2021")]),
        ("декабрь 2020 – февраль 2021", (2021, 2), [("по 28 февраля", "окончание, идёт с 1 декабря 2020")]),
        ("ежемесячно до 5 числа", (2020, 3), [("по 5 марта", "последний день, четверг")]),
    ],
)
def test_when_in_words(deadline, month, expected):
    plans = planned(deadline, period="2020-01-01/2021-12-31")
    (one,) = plans.values()
    clerk = Clerk("oblast/rayon/calendar", plans, None)
    view = clerk.month(month, by_month(terms((one.plan, row) for row in one.rows))[month])
    assert [(line.when.replace("\u00a0", " "), line.tells.replace("\u00a0", " ")) for line in view.lines] == expected
    assert all(line.shapes for line in view.lines)
