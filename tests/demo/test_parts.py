"""What the pages of schools say of the parts of their special sections agrees with the table made by hand in `parts.md`."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

import html5lib
import markdown
import pytest
from fiction import AS_OF, REGION, read
from handmade import items, tables

from generator.model import Shows
from generator.pages.markdown import Page, write
from generator.pages.school import school_pages
from generator.part import FilledPart, parts
from generator.section import sections

TABLE = tables("parts.md")
WITH_SECTION = [heading for heading, lines in TABLE.items() if lines]
XHTML = "{http://www.w3.org/1999/xhtml}"


def filled(heading: str) -> dict[str, FilledPart]:
    address, section = heading.split()
    (one,) = (one for one in sections(*read().school(address), AS_OF) if one.id == section)
    return {part.part.id: part for part in parts(one)}


def content(part: FilledPart) -> Iterator[str]:
    """All that fills a part, in the words of the table."""
    section = part.section
    match part.part.shows:
        case Shows.ABOUT if section.project.text:
            yield "о проекте"
        case Shows.RISKS if section.entry.risks:
            yield f"факторов риска: {len(section.entry.risks)}"
        case Shows.ROADMAPS:
            yield from (f"план {plan.address.rpartition('/')[2]}" for plan in section.plans)
        case Shows.NEWS if section.filed:
            yield f"отчётов: {len(section.filed)}"
        case Shows.TEAM if section.entry.team:
            yield f"человек: {len(section.entry.team)}"
    readable = [item for item in part.documents if item.is_published]
    yield from (f"№ {item.document.number}" for item in readable if item.filed is None)
    told = Counter(f"отчёт {item.filed.report.date:%d.%m.%Y}" for item in readable if item.filed)
    yield from (report if number == 1 else f"{report} × {number}" for report, number in told.items())


@pytest.mark.parametrize("heading", WITH_SECTION)
def test_every_part_is_filled_as_in_the_table(heading):
    found = filled(heading)
    assert list(found) == [line["Часть"] for line in TABLE[heading]]
    for line in TABLE[heading]:
        part = found[line["Часть"]]
        assert sorted(content(part)) == sorted(items(line["Чем заполнено"])), part.id
        assert (f"{part.day:%d.%m.%Y}" if part.day else "—") == line["День"], part.id
        assert part.is_published == (line["Чем заполнено"] != "—"), part.id


@cache
def pages(school: str) -> tuple[Page, ...]:
    """That of the school, and those of its archive."""
    found = read().school(school)
    return tuple(school_pages(*found, AS_OF))


def tree(page: Page):
    text = write(page).data.decode().split("\n---\n", 1)[1]
    return html5lib.parse(markdown.markdown(text, extensions=["attr_list"]))


def words(element) -> str:
    return " ".join("".join(element.itertext()).split())


def due(line) -> str:
    link, *said = line
    place = words(link)
    wording = [words(span) for span in said if span.attrib.get("class") == "say"]
    return place if (link.tail or "").strip().startswith(": срок не назван") else f"{place}, {wording[0]}"


@pytest.mark.parametrize("heading", WITH_SECTION)
def test_every_part_is_drawn_as_in_the_table(heading):
    """State and terms on the page where the section stands: that of the school, or its own in the archive."""
    address, section = heading.split()
    (page,) = {part.section.page for part in filled(heading).values()}
    (drawn,) = (tree(one) for one in pages(address) if one.address == page)
    boxes = {box[0][0].attrib["id"]: box for box in drawn.iter(f"{XHTML}section") if box[0].attrib.get("class") == "ph"}
    found = []
    for line in TABLE[heading]:
        box = boxes[f"{section}_{line['Часть']}"]
        (state,) = (span for span in box[0].iter(f"{XHTML}span") if "st" in span.attrib.get("class", "").split())
        empty = [one for one in box.iter() if one.attrib.get("class") == "empty"]
        dues = [due(one) for block in empty for one in block if len(one) and one[0].tag == f"{XHTML}a"]
        found.append({"Часть": line["Часть"], "Состояние": words(state), "К сроку": "; ".join(dues) or "—"})
    assert found == [{key: line[key] for key in found[0]} for line in TABLE[heading]]


def test_every_section_is_in_the_table():
    addresses = [school.address for district, _ in read().units.values() for school in district.schools]
    found = {address: [one.id for one in sections(*read().school(address), AS_OF)] for address in addresses}
    wanted = {heading.split()[0]: [] for heading in TABLE}
    for heading in WITH_SECTION:
        wanted[heading.split()[0]].append(heading.split()[1])
    assert {address: sorted(ids) for address, ids in found.items()} == {address: sorted(ids) for address, ids in wanted.items()}


def test_nothing_is_known_of_real_schools_but_what_orders_say():
    """No report, no document, no plan of their own: nothing of theirs was found published."""
    real = [heading for heading in WITH_SECTION if not heading.startswith(REGION)]
    assert len(real) == 2
    for heading in real:
        published = {part.part.shows for part in filled(heading).values() if part.is_published}
        assert published == {Shows.ABOUT, Shows.TEAM}
        school, _, _ = read().school(heading.split()[0])
        assert (school.plans, school.reports, school.files, school.profile.documents) == ((), (), frozenset(), ())
