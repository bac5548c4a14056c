"""What is told of plans: statuses and reports at the rows, the page of all reports, the newest on other pages.

After a wanted change of the golden pages: `GOLDEN=write pytest tests/pages/test_reports.py`.
"""

import os
import shutil
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from example import GOLDEN, TOLD, html_of, pages, text_of
from test_hostile import HOSTILE, replace_texts, skeleton
from test_roadmap import XHTML, by_class, by_id, parse, words

from generator.deadline import given
from generator.timeline import make_axis, strip
from generator.timeline.shapes import Bar
from generator.values import Span

DAY = date(2021, 6, 30)
PLAN = "oblast/rayon/2021-rost"
NEWS = "oblast/rayon/reports/2021"

NEVER = "Сведения о выполнении не публиковались."

STATUSES = {
    # own statuses of a row, a line for each term; then what its schools told
    "m-1": ["март: выполнено, отчёт 24.03.2021", "сентябрь: срок не наступил"],
    "m-2": [
        "муниципалитет: срок прошёл, последнее сообщение: в работе, отчёт 28.05.2021",
        "отчитались 2 из 3 школ",
        "Школа «Альфа» выполнено, отчёт 20.05.2021",
        "Школа «Бета» выполнено частично, отчёт 20.05.2021",
        "Школа «Гамма» срок прошёл, отчёта нет",
    ],
    "m-3": [
        "срок прошёл, отчитались 0 из 3 школ",
        "Школа «Альфа» срок прошёл, отчёта нет",
        "Школа «Бета» срок прошёл, отчёта нет",
        "Школа «Гамма» срок прошёл, отчёта нет",
    ],
    "m-4": ["отменено, отчёт 12.04.2021"],
    "m-5": [],
    "m-5-1": ["перенесено на 30 сентября 2021, отчёт 14.04.2021"],
    "m-5-2": ["срок не наступил"],
    "m-6": ["в работе, 3 из 12 месяцев, отчёт 28.03.2021"],
    "m-7": ["школы: даты нет"],
    "m-8": ["срок идёт"],
}
"""The plan of the district on 30 June 2021, made by hand."""
MARKS = {
    "m-1": ["done"],
    "m-2": ["done", "partial", "in-progress"],
    "m-4": ["cancelled"],
    "m-5-1": ["postponed"],
    "m-6": ["done", "done", "done"],
}
"""The marks on its strips, from left to right."""
MENTIONS = {
    "m-1": ["24.03.2021 Вебинар в марте Программа вебинара, pdf, 2 КБ Список участников, не опубликован"],
    "m-2": [
        "28.05.2021 Разделы открываются",
        "20.05.2021 Раздел почти готов Школа «Бета»",
        "20.05.2021 Раздел открыт Школа «Альфа» Как выглядит раздел, pdf, 40 КБ",
    ],
    "m-4": ["12.04.2021 Конкурса не будет"],
    "m-5-1": ["14.04.2021 Семинар перенесён на осень"],
    "m-6": [f"28.0{month}.2021 Консультации, месяц {month}" for month in (3, 2, 1)],
    "m-7": ["10.06.2021 Встреча с родителями Школа «Альфа»"],
}


@cache
def drawn(as_of: date = DAY):
    return pages(as_of, TOLD)


@cache
def tree(address: str, as_of: date = DAY):
    return parse(drawn(as_of)[address])


@pytest.mark.parametrize(
    ("golden", "address"),
    [
        ("told-roadmap", PLAN),
        ("told-roadmap-school", "oblast/rayon/alfa/2021-svoy"),
        ("told-reports", NEWS),
        ("told-reports-newest", "oblast/rayon/reports"),
        ("told-reports-region", "oblast/reports/2021"),
        ("told-district", "oblast/rayon"),
        ("told-region", "oblast"),
        ("told-home", ""),
    ],
)
def test_golden(golden, address):
    file = GOLDEN / f"{golden}.md"
    page = text_of(drawn()[address])
    if os.environ.get("GOLDEN") == "write":
        file.write_text(page, "utf-8", newline="\n")
    assert page == file.read_text("utf-8")


def told(row) -> list[str]:
    """The words of the statuses of a row, and of its schools."""
    (term,) = by_class(row, "term")
    found = []
    for element in term:
        if "cov" in element.attrib.get("class", ""):
            found.append(words(element.find(f"{XHTML}summary")))
            found += [f"{words(line[0])} {words(line[1])}" for line in element.iter(f"{XHTML}li")]
        elif "st" in element.attrib.get("class", "").split():
            found.append(words(element))
    return found


def test_statuses_as_made_by_hand():
    rows = [row for row in tree(PLAN).iter(f"{XHTML}tr") if "id" in row.attrib]
    assert {row.attrib["id"]: told(row) for row in rows} == STATUSES


def test_every_status_has_its_mark_beside_its_words():
    signs = {element.attrib["id"] for element in tree(PLAN).iter() if element.tag.endswith("symbol")}
    statuses = by_class(tree(PLAN), "st")
    assert len(statuses) > 15
    for status in statuses:
        (use,) = (element for element in status.iter() if element.tag.endswith("use"))
        name = use.attrib["href"].removeprefix("#")
        assert name in signs
        assert f"s-{name.removeprefix('g-')}" in status.attrib["class"].split()
        assert words(status)


def test_reports_stand_at_their_activities():
    for row in STATUSES:
        lines = [words(line) for told in by_class(by_id(tree(PLAN), row), "told") if told.tag == f"{XHTML}ul" for line in told]
        assert lines == MENTIONS.get(row, []), row


def test_marks_of_reports_hang_below_the_bars():
    for row in STATUSES:
        (calendar,) = by_class(by_id(tree(PLAN), row), "cal")
        kinds = [_kind(element) for element in calendar.iter() if _kind(element)]
        assert kinds == MARKS.get(row, []), row
        (svg,) = (element for element in calendar if element.tag.endswith("svg"))
        assert svg.attrib["height"] == ("46" if kinds else "32")


def _kind(element) -> str:
    """What the disc of a report says, by its sign."""
    names = {"M-3.2.2-1 2.5 3.3-2.4": "done", "M0-6.25a6.25 6.25 0 0 1 0 12.5z": "partial"}
    names |= {"M-3.5 0h6.6M.4-2.8 3.3 0 .4 2.8": "postponed", "M-2.5-2.5l5 5m0-5-5 5": "cancelled"}
    return "in-progress" if element.attrib.get("class") == "df" else names.get(element.attrib.get("d", ""), "")


def test_what_is_off_is_drawn_in_outline():
    outlined = [row for row in STATUSES if by_class(by_id(tree(PLAN), row), "o")]
    assert outlined == ["m-4", "m-5-1"]


def test_only_the_term_that_is_off_is_drawn_in_outline():
    deadline = given("Март, сентябрь 2021", ("2021-03", "2021-09"))
    year = make_axis(Span(start=date(2021, 1, 1), end=date(2021, 12, 31)))
    shapes = strip(deadline, year, off=(deadline.intervals[1],))
    assert [shape.hollow for shape in shapes if isinstance(shape, Bar)] == [False, True]


def test_the_column_counts_what_it_says():
    (side,) = by_class(tree(PLAN), "side")
    assert words(side.find(f"{XHTML}section/{XHTML}h2")) == "На 30 июня 2021 года"
    assert [words(head) for head in side.iter(f"{XHTML}h3")] == ["7 мероприятий муниципалитета", "4 мероприятия школ"]
    assert [[words(line) for line in tally] for tally in by_class(side, "tally")] == [
        [
            "в работе 2",
            "срок идёт 1",
            "срок не наступил 1",
            "перенесено 1",
            "отменено 1",
            "срок прошёл, отчёта о выполнении нет 1",
        ],
        ["отчитались не все школы 1", "отчётов школ нет 1", "отчётов ещё не ждут 2"],
    ]
    assert NEVER not in words(side)


def test_before_the_first_report_nothing_is_said_of_the_rows():
    page = tree(PLAN, date(2021, 1, 27))
    assert not by_class(page, "st")
    assert not by_class(page, "told")
    assert words(page).count(NEVER) == 1


def test_news_alone_is_no_status():
    day = date(2021, 6, 1)
    assert not by_class(tree("oblast/tikhiy/2021-rost", day), "st")
    assert words(tree("oblast/tikhiy/2021-rost", day)).count(NEVER) == 1


def test_a_report_does_not_exist_before_its_day():
    assert "Раздел открыт" not in words(tree(NEWS, date(2021, 5, 19)))
    assert "Раздел открыт" in words(tree(NEWS, date(2021, 5, 20)))
    assert not by_class(by_id(tree(PLAN, date(2021, 5, 19)), "m-2"), "told")


def test_after_the_plan_statuses_stay_and_no_day_matters():
    later, much_later = (text_of(drawn(day)[PLAN]) for day in (date(2022, 1, 1), date(2026, 11, 22)))
    assert later == much_later
    assert "выполнено, <a" in later
    assert "План завершён" in later


def test_a_school_s_own_plan_has_the_school_s_statuses():
    page = tree("oblast/rayon/alfa/2021-svoy")
    assert told(by_id(page, "m-1")) == ["выполнено, отчёт 02.04.2021"]


def test_the_newest_report_stands_first_and_each_has_its_place():
    page = tree(NEWS)
    lines = [line for news in by_class(page, "news") for line in news]
    places = [(line.attrib["id"], words(line.find(f"{XHTML}time"))) for line in lines]
    assert places == [
        ("o-alfa_2021-06-10-vstrecha", "10.06.2021"),
        ("o-beta_2021-06-01-izmeneniy-net", "01.06.2021"),
        ("o-2021-05-28-razdely", "28.05.2021"),
        ("o-beta_2021-05-20-razdel", "20.05.2021"),
        ("o-alfa_2021-05-20-razdel", "20.05.2021"),
        ("o-2021-04-14-seminar", "14.04.2021"),
        ("o-2021-04-12-konkurs", "12.04.2021"),
        ("o-alfa_2021-04-02-pedsovet", "02.04.2021"),
        ("o-2021-03-28-konsultatsii", "28.03.2021"),
        ("o-2021-03-24-vebinar", "24.03.2021"),
        ("o-2021-03-05-region", "05.03.2021"),
        ("o-2021-02-28-konsultatsii", "28.02.2021"),
        ("o-2021-01-28-konsultatsii", "28.01.2021"),
    ]


def test_the_page_above_the_years_tells_of_the_newest_and_leads_to_each():
    page = tree("oblast/rayon/reports")
    (news,) = by_class(page, "news")
    links = [line.find(f".//{XHTML}a").attrib["href"] for line in news]
    assert links[0] == "2021/#o-alfa_2021-06-10-vstrecha"
    assert [words(line.find(f"{XHTML}time")) for line in news] == [
        "10.06.2021",
        "01.06.2021",
        "28.05.2021",
        "20.05.2021",
        "20.05.2021",
    ]
    assert not any("id" in line.attrib for line in news)
    assert [words(line) for line in by_class(page, "jumps")[0]] == ["2021 год 13"]


def test_the_page_of_a_year_counts_its_months():
    assert [words(line) for line in by_class(tree(NEWS), "jumps")[0]] == [
        "июнь 2",
        "май 3",
        "апрель 3",
        "март 3",
        "февраль 1",
        "январь 1",
    ]


def test_reports_stand_on_the_page_of_their_year():
    """By the names of the files: as many as begin with the year, whatever the day of the site."""
    root = Path(__file__).parents[2] / "roadmaps"
    found = pages(date(2026, 11, 22), root)
    for unit in ("vymyshlennaya-oblast", "vymyshlennaya-oblast/primernyy"):
        folder = root / unit
        files = [*folder.glob("reports/*.yml"), *(folder.glob("*/reports/*.yml") if "/" in unit else ())]
        years = Counter(file.name[:4] for file in files)
        listed = {address: page for address, page in found.items() if address.startswith(f"{unit}/reports/")}
        assert {address.rpartition("/")[2] for address in listed} == set(years)
        for address, page in listed.items():
            lines = [line for news in by_class(parse(page), "news") for line in news]
            assert len(lines) == years[address.rpartition("/")[2]]
            places = {line.attrib["id"].rpartition("_")[2].removeprefix("o-") for line in lines}
            assert places == {file.stem for file in files if file.name[:4] == address.rpartition("/")[2]}
        jumps = [words(line) for line in by_class(parse(found[f"{unit}/reports"]), "jumps")[0]]
        assert jumps == [f"{year} год {years[year]}" for year in sorted(years, reverse=True)]


def test_a_report_is_told_in_full():
    said = words(by_id(tree(NEWS), "o-2021-03-24-vebinar"))
    assert "Вебинар в марте" in said
    assert "Берёзовый район" in said
    assert "март: выполнено" in said
    assert "Программа вебинара pdf, 2 КБ" in said
    assert "Замечание. В нём фамилии детей." in said
    raised = [words(element) for element in by_id(tree(NEWS), "o-2021-03-24-vebinar").iter(f"{XHTML}strong")]
    assert raised == ["все три школы"]
    assert "Кожина Х.А." in words(by_id(tree(NEWS), "o-alfa_2021-05-20-razdel"))
    assert "изменений нет: «Концепция развития»" in words(by_id(tree(NEWS), "o-beta_2021-06-01-izmeneniy-net"))


def test_signs_in_a_text_stay_signs():
    said = words(by_id(tree(NEWS), "o-alfa_2021-05-20-razdel"))
    assert '2 < 3, "кавычки", {{ скобки }}, {% и проценты %}, `кавычка, | черта, &, #.' in said


def test_where_nothing_was_reported_nothing_is_drawn():
    assert "oblast/tikhiy/reports" not in drawn()
    assert not by_class(tree("oblast/tikhiy"), "news")
    assert "Новые отчёты" not in words(tree("oblast/tikhiy"))
    early = pages(date(2021, 1, 1), TOLD)
    assert [address for address in early if "/reports" in address] == []
    assert all("Новые отчёты" not in text_of(page) for page in early.values())


def test_the_newest_of_all_districts_stand_on_the_pages_above_them():
    (latest,) = by_class(tree("oblast"), "latest")
    assert [words(line) for line in latest] == [
        "10.06.2021 Встреча с родителями Школа «Альфа», Берёзовый район",
        "01.06.2021 Изменений нет Школа «Бета», Берёзовый район",
        "28.05.2021 Разделы открываются Берёзовый район",
        "20.05.2021 Раздел открыт Школа «Альфа», Берёзовый район",
        "20.05.2021 Раздел почти готов Школа «Бета», Берёзовый район",
    ]
    (home,) = by_class(tree(""), "latest")
    assert [words(line) for line in home] == [words(line) for line in latest]
    assert next(line.find(f".//{XHTML}a").attrib["href"] for line in home) == f"{NEWS}/#o-alfa_2021-06-10-vstrecha"


def test_a_fictional_region_tells_of_itself_alone():
    assert "Пример отчёта" in words(tree("primer"))
    assert "Пример отчёта" not in words(tree(""))
    assert drawn()["primer/rayon/reports"].demo


def test_hostile_texts_change_no_structure(tmp_path):
    found = {}
    for name, text in (("hostile", HOSTILE), ("harmless", "Слова")):
        folder = tmp_path / name / "told"
        shutil.copytree(TOLD, folder)
        for file in folder.rglob("*.yml"):
            file.write_text(replace_texts(file.read_text("utf-8"), text), "utf-8")
        found[name] = pages(DAY, folder)
    assert list(found["hostile"]) == list(found["harmless"])
    for address, page in found["hostile"].items():
        assert skeleton(page) == skeleton(found["harmless"][address]), address
    said = " ".join("".join(parse(found["hostile"][NEWS]).itertext()).split())
    assert said.count(" ".join(HOSTILE.split())) >= 10


def test_the_same_bytes_from_another_folder(tmp_path):
    folder = tmp_path / "told"
    for file in sorted((file for file in TOLD.rglob("*") if file.is_file()), reverse=True):
        target = folder / file.relative_to(TOLD)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    again = pages(DAY, folder)
    assert {address: html_of(page) for address, page in again.items()} == {
        address: html_of(page) for address, page in drawn().items()
    }
