"""The special section of a school: what fills each part on a day, by tables made by hand, and how it is drawn.

After a wanted change of the golden pages: `GOLDEN=write pytest tests/pages/test_section.py`.
"""

import os
import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import html5lib
import pytest
from example import DATA, GOLDEN, SECTIONS, html_of, pages, read, text_of
from test_hostile import HOSTILE, replace_texts, skeleton

from generator.amendments import in_force
from generator.model import Shows
from generator.pages.part import told_part
from generator.part import FilledPart, parts
from generator.resources import theme
from generator.section import Section, sections

ROOT = Path(__file__).parents[2]
XHTML = "{http://www.w3.org/1999/xhtml}"
BETWEEN = date(2021, 6, 30)
"""The first year runs, the second is known already."""
CONFIRMED = date(2022, 6, 30)
PASSED = date(2022, 9, 2)


def found(address: str, as_of: date, root: Path = SECTIONS) -> tuple[Section, ...]:
    school, district, context = read(root).school(address)
    district = replace(district, plans=tuple(in_force(plan, as_of) for plan in district.plans))
    return sections(school, district, context, as_of)


def filled(address: str, section: str, as_of: date) -> tuple[FilledPart, ...]:
    (one,) = (one for one in found(address, as_of) if one.id == section)
    return parts(one)


TABLE = [
    # school, section, day, then each part: how it is called beside its mark
    ("alfa", "rost_2021", date(2021, 4, 1), "about", "опубликовано"),
    ("alfa", "rost_2021", date(2021, 4, 1), "regulations", "опубликовано"),
    ("alfa", "rost_2021", date(2021, 4, 1), "concept", "ждём к 31.05.2021"),
    ("alfa", "rost_2021", date(2021, 4, 1), "roadmap", "ждём к 31.05.2021"),
    ("alfa", "rost_2021", date(2021, 4, 1), "practice", "необязательная часть, пока пусто"),
    ("alfa", "rost_2021", date(2021, 4, 1), "news", "ждём к 31.05.2021"),
    ("alfa", "rost_2021", date(2021, 5, 31), "team", "ждём к 31.05.2021"),
    ("alfa", "rost_2021", date(2021, 6, 1), "team", "здесь не опубликовано"),
    ("alfa", "rost_2021", date(2021, 5, 19), "concept", "ждём к 31.05.2021"),
    ("alfa", "rost_2021", date(2021, 5, 20), "concept", "опубликовано"),
    ("alfa", "rost_2021", date(2021, 5, 20), "news", "опубликовано, 1 отчёт"),
    ("alfa", "rost_2021", CONFIRMED, "concept", "опубликовано"),  # a confirmation of another year says nothing of this one
    ("alfa", "rost_2022", date(2022, 2, 28), "about", "опубликовано"),
    ("alfa", "rost_2022", date(2022, 3, 1), "about", "опубликовано, изменений нет, подтверждено 01.03.2022"),
    ("alfa", "rost_2022", CONFIRMED, "about", "опубликовано, изменений нет, подтверждено 01.03.2022"),
    ("alfa", "rost_2022", CONFIRMED, "regulations", "опубликовано, изменений нет, подтверждено 01.03.2022"),
    ("alfa", "rost_2022", CONFIRMED, "concept", "ждём к 01.09.2022"),  # the row that names it wins over the one that says all
    ("alfa", "rost_2022", PASSED, "concept", "здесь не опубликовано"),
    ("alfa", "rost_2022", CONFIRMED, "roadmap", "опубликовано, изменений нет, подтверждено 01.03.2022"),
    ("alfa", "rost_2022", date(2022, 3, 31), "practice", "необязательная часть, пока пусто"),  # what is empty is not confirmed
    ("alfa", "rost_2022", CONFIRMED, "practice", "опубликовано"),  # changed after the confirmation
    ("alfa", "rost_2022", CONFIRMED, "news", "опубликовано, 2 отчёта"),
    ("alfa", "rost_2022", CONFIRMED, "team", "опубликовано, изменений нет, подтверждено 01.03.2022"),
    ("alfa", "kniga_2022", date(2022, 4, 1), "books", "ждём к 30.06.2022"),  # the term that is ahead, not the one gone by
    ("alfa", "kniga_2022", CONFIRMED, "books", "опубликовано"),
    ("alfa", "kniga_2022", CONFIRMED, "readers", "здесь не опубликовано"),
    ("alfa", "kniga_2022", CONFIRMED, "steps", "здесь не опубликовано"),
    ("beta", "rost_2021", CONFIRMED, "regulations", "опубликовано"),
    ("beta", "rost_2021", CONFIRMED, "concept", "здесь не опубликовано"),
    ("gamma", "rost_2022", date(2022, 5, 31), "team", "ждём к 31.05.2022"),
    ("gamma", "rost_2022", CONFIRMED, "team", "здесь не опубликовано"),
    ("gamma", "rost_2022", CONFIRMED, "roadmap", "здесь не опубликовано"),  # the plan of the district is not that of the school
]


@pytest.mark.parametrize(("school", "section", "as_of", "part", "words"), TABLE, ids=lambda value: str(value)[:20])
def test_what_is_told_of_a_part(school, section, as_of, part, words):
    (one,) = (one for one in filled(f"oblast/rayon/{school}", section, as_of) if one.part.id == part)
    told = told_part(one)
    assert ", ".join(filter(None, (told.words, told.link))) == words


def test_a_document_without_a_text_fills_nothing():
    project = read(SECTIONS).units["oblast/rayon"][1].projects["rost"]
    _, regulations, *_ = filled("oblast/rayon/gamma", "rost_2022", CONFIRMED)
    assert [(item.document.title, item.is_published) for item in regulations.documents] == [
        (project.documents[0].title, False),
        ("Положение о проекте «Рост»", True),
    ]


@pytest.mark.parametrize(
    ("as_of", "current", "archive"),
    [
        (date(2020, 12, 31), ["kniga_2022", "rost_2022", "rost_2021"], []),
        (BETWEEN, ["kniga_2022", "rost_2022", "rost_2021"], []),
        (date(2022, 1, 1), ["kniga_2022", "rost_2022"], ["rost_2021"]),
        (date(2030, 1, 1), ["kniga_2022", "rost_2022"], ["rost_2021"]),
    ],
    ids=str,
)
def test_what_ended_before_the_latest_began_is_in_the_archive(as_of, current, archive):
    told = found("oblast/rayon/alfa", as_of)
    assert [section.id for section in told if section.is_current] == current
    assert [section.id for section in told if not section.is_current] == archive


def test_an_archived_section_has_its_own_page_and_keeps_its_anchor_on_that_of_the_school():
    drawn = pages(CONFIRMED, SECTIONS)
    school, archive = (tree(drawn[f"oblast/rayon/alfa{tail}"]) for tail in ("", "/projects/rost-2021"))
    assert "rost_2021" in ids(school) and "rost_2021" in ids(archive)
    assert "Концепция развития" in words(archive)
    assert "Концепция развития" not in words(school)
    assert "oblast/rayon/alfa/projects/rost-2021" not in pages(BETWEEN, SECTIONS)


def test_every_report_stands_in_one_section():
    for day in (BETWEEN, CONFIRMED, date(2026, 1, 1)):
        told = [one.path for section in found("oblast/rayon/alfa", day) for one in section.filed]
        assert len(told) == len(set(told)) == sum(date.fromisoformat(path.split("/")[-1][:10]) <= day for path in REPORTS)


REPORTS = sorted(path.as_posix() for path in SECTIONS.rglob("reports/*.yml"))


def test_merged_schools_lead_to_each_other():
    drawn = pages(CONFIRMED, SECTIONS)
    assert ("Школа «Бета»", "../beta/") in links(tree(drawn["oblast/rayon/alfa"]))
    assert ("Школа «Альфа»", "../alfa/") in links(tree(drawn["oblast/rayon/beta"]))


def test_one_timeline_has_the_rows_of_all_plans_and_says_which():
    table = tree(pages(CONFIRMED, SECTIONS)["oblast/rayon/alfa"]).findall(f".//{XHTML}table")[1]
    told = []
    for body in table.findall(f"{XHTML}tbody"):
        heading, *rows = body
        told.append(words(heading))
        told += [" · ".join((words(row[0]), *(words(cell) for cell in by_class(row, "src")))) for row in rows]
    assert told == [
        "За что отвечает школа",
        "1 · план школы",
        "1 · план района",
        "2 · план района",
        "Другие мероприятия планов",
        "3.1 · план района",
    ]
    assert "В составе: 3 Совещания:" in words(table)


def test_statuses_are_those_of_the_school_and_lead_to_its_reports():
    first, second = tree(pages(CONFIRMED, SECTIONS)["oblast/rayon/alfa"]).findall(f".//{XHTML}table")
    books = by_class(first, "st")
    assert [words(status) for status in books if "план" not in words(status)] == [
        "I квартал: выполнено, отчёт 20.04.2022",
        "II квартал: срок идёт, последний день",
        "III квартал: срок не наступил",
        "IV квартал: срок не наступил",
    ]
    assert ("отчёт 20.04.2022", "../reports/2022/#o-alfa_2022-04-20-knigi") in links(first)
    assert "срок прошёл, последнее сообщение: в работе" in words(second)
    silent = tree(pages(CONFIRMED, SECTIONS)["oblast/rayon/gamma"])
    assert words(silent).count("Сведения о выполнении не публиковались.") == 1
    assert "срок прошёл" not in words(silent)


def test_the_page_of_a_school_does_not_change_once_all_is_over():
    late, later = (pages(day, SECTIONS) for day in (date(2023, 1, 1), date(2031, 1, 1)))
    assert text_of(late["oblast/rayon/alfa"]) == text_of(later["oblast/rayon/alfa"])


def test_what_a_report_says_is_told_as_the_word_of_the_school():
    told = words(tree(pages(CONFIRMED, SECTIONS)["oblast/rayon/alfa/projects/rost-2021"]))
    assert "Раздел открыт 20 мая." in told
    assert "По сообщению школы, подтверждено 21.05.2021: Кожина Х.А." in told


@pytest.mark.parametrize("text", ["generator", "theme"])
def test_nothing_in_the_code_knows_a_project(text):
    kinds = (".py", ".j2", ".css", ".html", ".lark")
    files = [path for path in (ROOT / text).rglob("*") if path.suffix in kinds and "__pycache__" not in path.parts]
    assert len(files) > 20
    knowing = re.compile(r"500\+|(?<!\d{4}-)500-plus|МЭДК|ФИОКО")
    assert [(path.name, match[0]) for path in files for match in knowing.finditer(path.read_text("utf-8"))] == []


def test_parts_come_from_the_file_of_the_project():
    """Projects that ask for other parts than «500+» work by their YAML alone."""
    drawn = tree(pages(CONFIRMED, SECTIONS)["oblast/rayon/alfa"])
    for project, titles in (
        (
            "rost",
            ["О проекте", "Нормативные документы", "Концепция", "Дорожная карта", "Лучшие практики", "Новости", "Команда"],
        ),
        ("kniga", ["Прочитанные книги", "Кто читает", "Шаги"]),
    ):
        headings = [head for head in drawn.iter(f"{XHTML}h3") if head.attrib.get("id", "").startswith(f"{project}_2022_")]
        assert [words(head) for head in headings] == titles


@pytest.mark.parametrize(
    ("district", "project"),
    [
        ("permskiy-kray/ordinskiy", "permskiy-kray/projects/podderzhka-shkol"),
        ("smolenskaya-oblast/dorogobuzhskiy", "smolenskaya-oblast/dorogobuzhskiy/projects/obrazovatelnyy-tsentr"),
    ],
)
def test_the_projects_of_orda_and_dorogobuzh_have_sections(tmp_path, district, project):
    root = tmp_path / "roadmaps"
    shutil.copytree(ROOT / "roadmaps", root)
    school = root / district / "vymyshlennaya-shkola"
    school.mkdir()
    (school / "school.yml").write_text(
        f"title: Вымышленная школа\nprojects:\n  - project: {project.rpartition('/')[2]}\n    period: 2021\n", "utf-8"
    )
    (section,) = found(f"{district}/{school.name}", CONFIRMED, root)
    titles = re.findall(r"(?m)^  - id: .+\n    title: (.+)$", (root / f"{project}.yml").read_text("utf-8"))
    assert [part.part.title for part in parts(section)] == titles
    assert {part.part.shows for part in parts(section)} >= {Shows.ABOUT, Shows.DOCUMENTS, Shows.ROADMAPS}
    page = tree(pages(CONFIRMED, root)[f"{district}/{school.name}"])
    assert [words(head) for head in page.iter(f"{XHTML}h3")][: len(titles)] == titles


@pytest.mark.parametrize(
    ("school", "published"),
    [
        ("rostovskaya-oblast/dubovskiy/veselovskaya-2", ["О проекте", "Команда"]),
        ("orlovskaya-oblast/kromskoy/cherkasskaya", ["О проекте", "Команда"]),
    ],
)
def test_the_real_schools_have_honest_sections(school, published):
    """Only what the project file and the orders say: no document of theirs can be read here."""
    (section,) = found(school, date(2026, 11, 22), ROOT / "roadmaps")
    told = parts(section)
    assert [part.part.title for part in told if part.is_published] == published
    empty = {part.part.required: told_part(part).words for part in told if not part.is_published}
    assert empty == {True: "здесь не опубликовано", False: "необязательная часть, пока пусто"}
    assert len(told) == 11


def test_hostile_texts_change_no_element(tmp_path):
    drawn = []
    for name, text in (("hostile", HOSTILE), ("harmless", "Слова")):
        root = tmp_path / name / "sections"
        shutil.copytree(SECTIONS, root)
        for file in root.rglob("*.yml"):
            file.write_text(replace_texts(file.read_text("utf-8"), text), "utf-8")
        drawn.append(pages(CONFIRMED, root))
    hostile, harmless = drawn
    assert list(hostile) == list(harmless)
    for address, page in hostile.items():
        assert skeleton(page) == skeleton(harmless[address]), address
    assert words(tree(hostile["oblast/rayon/alfa"])).count(" ".join(HOSTILE.split())) > 20


@pytest.mark.parametrize("name", ["alfa", "alfa/projects/rost-2021", "gamma"])
def test_golden(name):
    file = GOLDEN / f"section-{name.rpartition('/')[2]}.md"
    drawn = text_of(pages(CONFIRMED, SECTIONS)[f"oblast/rayon/{name}"])
    if os.environ.get("GOLDEN") == "write":
        file.write_text(drawn, "utf-8", newline="\n")
    assert drawn == file.read_text("utf-8")


def test_every_mark_that_is_used_has_its_sign():
    signs = set(re.findall(r'"([\w-]+)": \'<', (theme() / "pages/symbols.html.j2").read_text("utf-8")))
    used = {
        use
        for root in (DATA, SECTIONS)
        for page in pages(CONFIRMED, root).values()
        for use in re.findall(r'href="#g-([\w-]+)"', html_of(page))
    }
    assert {"published", "unchanged", "awaited", "missing", "own", "above", "done", "not-yet"} <= used <= signs
    for page in pages(CONFIRMED, SECTIONS).values():
        body = html_of(page)
        assert body.count('class="symbols"') == 1 or "#g-" not in body, page.address


def tree(page):
    return html5lib.parse(html_of(page))


def words(element) -> str:
    return " ".join("".join(element.itertext()).split())


def ids(root) -> set[str]:
    return {element.attrib["id"] for element in root.iter() if "id" in element.attrib}


def links(root) -> list[tuple[str, str]]:
    return [(words(link), link.attrib["href"]) for link in root.iter(f"{XHTML}a")]


def by_class(root, name: str) -> list:
    return [element for element in root.iter() if name in element.attrib.get("class", "").split()]
