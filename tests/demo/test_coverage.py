"""What the schools published agrees with the tables made by hand in `coverage.md`, on the pages and in the sums above them."""

from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache

import html5lib
import markdown
import pytest
from fiction import AS_OF, DISTRICT, REGION, ROADMAPS, read
from handmade import tables

from generator.coverage import Table, coverage, roll_up
from generator.data import check
from generator.district import Summary
from generator.pages.district import district_page
from generator.pages.home import home_page
from generator.pages.markdown import Page, write
from generator.pages.places import places
from generator.pages.region import region_page
from generator.pages.rollup import roll_ups

BY_HAND = tables("coverage.md")
FILLED = [heading for heading, lines in BY_HAND.items() if lines]
SIGNS = {"✓": "published", "=": "unchanged", "к": "awaited", "нет": "missing", "—": "optional"}
XHTML = "{http://www.w3.org/1999/xhtml}"


@cache
def found(district: str, as_of: date) -> dict[str, Table]:
    return {table.id: table for table in coverage(*read().units[district], as_of)}


@cache
def summaries(as_of: date) -> tuple[Summary, ...]:
    return tuple(summary for summary in check(ROADMAPS, (), as_of, AS_OF, lambda _: None).summaries if summary.address)


def cells(line: dict[str, str]) -> list[tuple[str, str]]:
    """State and day of each cell of a line made by hand."""
    read = (cell.partition(" ") for part, cell in line.items() if part != "Школа")
    return [(SIGNS[sign], ".".join(reversed(day.split("."))).replace(".", "-")) for sign, _, day in read]


@pytest.mark.parametrize("heading", FILLED)
def test_the_table_is_as_made_by_hand(heading):
    district, id_, day = heading.split()
    table = found(district, date.fromisoformat(day))[id_]
    assert [part.id for part in table.parts] == [part for part in BY_HAND[heading][0] if part != "Школа"]
    drawn = {line.school.id: [(cell.state.value, str(cell.day or "")) for cell in line.cells] for line in table.lines}
    assert drawn == {line["Школа"]: cells(line) for line in BY_HAND[heading]}


@pytest.mark.parametrize("heading", FILLED)
def test_the_sums_above_are_those_of_the_table(heading):
    district, id_, day = heading.split()
    (unit,) = (unit for unit in summaries(date.fromisoformat(day)) if unit.address == district)
    (summed,) = (item for item in unit.coverage if item.id == id_)
    lines = BY_HAND[heading]
    assert summed.schools == len(lines)
    columns = list(zip(*([state for state, _ in cells(line)] for line in lines), strict=True))
    for part, column in zip(summed.parts, columns, strict=True):
        counts = Counter(column)
        assert {state: getattr(part, state) for state in SIGNS.values()} == {state: counts[state] for state in SIGNS.values()}
        assert part.published + part.unchanged + part.awaited + part.missing + part.optional == summed.schools
    assert unit.coverage == roll_up(found(district, date.fromisoformat(day)).values())


def test_every_table_of_today_is_made_by_hand():
    wanted = {heading.split()[0]: [] for heading in BY_HAND}
    for heading in FILLED:
        district, id_, day = heading.split()
        if date.fromisoformat(day) == AS_OF:
            wanted[district].append(id_)
    districts = [address for address in read().units if "/" in address]
    assert {district: sorted(found(district, AS_OF)) for district in districts} == {k: sorted(v) for k, v in wanted.items()}


def test_what_ended_before_the_latest_period_began_is_the_archive():
    for day, current in ((AS_OF, {"500-plus_2025-2026", "shkola-rosta_2026-09-01-2028-05-31"}), (date(2024, 6, 1), None)):
        tables = found(DISTRICT, day)
        assert {id_ for id_, table in tables.items() if table.is_current} == (
            {f"razdely_{name}" for name in current} if current else set(tables)
        )
    assert [table.is_current for table in found("rostovskaya-oblast/dubovskiy", AS_OF).values()] == [True]


def test_who_takes_no_part_is_named_and_who_was_gone_is_not():
    today = found(DISTRICT, AS_OF)
    others = {id_: [school.id for school in table.others] for id_, table in today.items()}
    assert others == {
        "razdely_500-plus_2024": ["primernaya-3"],
        "razdely_500-plus_2025-2026": ["maloprimernaya"],  # closed within the period
        "razdely_shkola-rosta_2026-09-01-2028-05-31": [],  # closed before it
    }
    (real,) = found("rostovskaya-oblast/dubovskiy", AS_OF).values()
    assert [school.id for school in real.others] == ["zhukovskaya-5"]


def test_real_schools_published_nothing_themselves():
    silent = {table.is_silent for unit in read().units if REGION not in unit for table in found(unit, AS_OF).values()}
    assert silent == {True}
    assert not any(table.is_silent for table in found(DISTRICT, AS_OF).values())


def test_a_project_of_one_school_is_told_apart_and_stays_on_the_page_of_the_district():
    """Two schools that run projects of one id of their own: two projects."""
    district, context = read().units[DISTRICT]
    own = context.projects["500-plus"]
    rest = {id_: project for id_, project in context.projects.items() if id_ != "500-plus"}
    schools = tuple(
        replace(school, projects={"500-plus": own}) if school.id in ("primernaya-2", "primernaya-3") else school
        for school in district.schools
    )
    tables = coverage(replace(district, schools=schools), replace(context, projects=rest), AS_OF)
    running = [table for table in tables if "500-plus_2025-2026" in table.id]
    assert [(table.id, table.project) for table in running] == [
        (f"razdely_{school}_500-plus_2025-2026", f"{DISTRICT}/{school}/projects/500-plus")
        for school in ("primernaya-2", "primernaya-3")
    ]
    assert [(len(table.lines), table.others) for table in running] == [(1, ()), (1, ())]
    assert len({table.id for table in tables}) == len(tables)


def tree(page: Page):
    text = write(page).data.decode().split("\n---\n", 1)[1]
    return html5lib.parse(markdown.markdown(text, extensions=["attr_list"]))


def words(element) -> str:
    return " ".join("".join(element.itertext()).split())


def drawn(page, id_: str):
    """The table with the anchor `id_`: in the section of its heading, or in what is folded."""
    parents = {child: parent for parent in page.iter() for child in parent}
    (place,) = (element for element in page.iter() if element.attrib.get("id") == id_)
    box = parents[place] if place.tag == f"{XHTML}h3" else place
    (table,) = box.iter(f"{XHTML}table")
    return table


def numbers(table) -> dict[str, list[int]]:
    """What a table of sums says, by place: schools in the project, then the schools that published each part."""
    rows = [row for body in table if body.tag in (f"{XHTML}tbody", f"{XHTML}tfoot") for row in body]
    return {words(row[0]): [int(words(cell).rpartition(" ")[2]) for cell in row[1:]] for row in rows}


def published(heading: str) -> list[int]:
    """The sums of a table made by hand."""
    lines = BY_HAND[heading]
    return [len(lines), *(sum(line[part][0] in "✓=" for line in lines) for part in lines[0] if part != "Школа")]


@pytest.mark.parametrize("heading", [heading for heading in FILLED if heading.endswith(str(AS_OF))])
def test_every_cell_is_drawn_with_its_words_and_leads_to_the_part(heading):
    district, id_, _ = heading.split()
    table = drawn(tree(district_page(*read().units[district], AS_OF)), id_)
    body = next(part for part in table if part.tag == f"{XHTML}tbody")
    titles = [words(cell) for cell in table[1][0]][1:]
    starts = {"✓": "опубликовано", "=": "опубликовано, изменений нет, подтверждено", "к": "ждём к"}
    starts |= {"нет": "здесь не опубликовано", "—": "необязательная часть, пока пусто"}
    assert len(body) == len(BY_HAND[heading])
    for row in body:
        school = row[0][0].attrib["href"].strip("/")
        (line,) = (line for line in BY_HAND[heading] if line["Школа"] == school)
        for cell, title, (part, told) in zip(row[1:], titles, list(line.items())[1:], strict=True):
            sign, _, day = told.partition(" ")
            (link,) = cell.iter(f"{XHTML}a")
            day = f" срок {day}" if sign == "нет" and day else f" {day}" if day else ""
            assert words(cell).removeprefix("–") == f"{title}: {starts[sign]}{day}", (school, part)
            assert link.attrib["href"].startswith(f"{school}/") and link.attrib["href"].endswith(f"_{part}")


def test_the_region_sums_up_its_districts():
    region, context = read().units[REGION]
    below = [summary for summary in read().summaries if summary.address.startswith(f"{REGION}/")]
    page = tree(region_page(region, below, context, AS_OF))
    for id_ in ("razdely_500-plus_2025-2026", "razdely_500-plus_2024"):
        assert numbers(drawn(page, id_)) == {"Примерный район": published(f"{DISTRICT} {id_} {AS_OF}")}
    assert not [element for element in page.iter() if "shkola-rosta_" in element.attrib.get("id", "")]
    (one,) = below
    other = replace(one, address=f"{REGION}/drugoy", title="Другой район")
    page = tree(region_page(region, [one, other], context, AS_OF))
    once = published(f"{DISTRICT} razdely_500-plus_2024 {AS_OF}")
    summed = {"Другой район": once, "Примерный район": once, "Всего": [2 * number for number in once]}
    assert list(numbers(drawn(page, "razdely_500-plus_2024")).items()) == list(summed.items())


def test_the_home_page_sums_up_real_regions_alone():
    real, demo = places(read().summaries)
    (table,) = roll_ups("", real)
    assert (table.total.schools, [row.title for row in table.rows]) == (2, ["Кромской район", "Дубовский район"])
    assert table.is_silent
    home = words(tree(home_page(read().summaries, AS_OF)))
    assert "Участвуют 2 школы в 2 муниципалитетах. Сами школы здесь ничего не размещали." in home
    assert "Школа роста" not in home
    assert [item.total.schools for item in roll_ups("", demo)] == [3, 3]


def test_a_district_without_schools_in_projects_has_no_table():
    for address in ("permskiy-kray/ordinskiy", "orenburgskaya-oblast/ponomarevskiy"):
        assert "razdely" not in write(district_page(*read().units[address], AS_OF)).data.decode()
