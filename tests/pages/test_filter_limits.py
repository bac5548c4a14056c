"""What the filters of a plan do where the shared style sheet has no rule for them."""

import re
from datetime import date

from test_roadmap import by_class, by_id, draw, load, parse

from generator.pages.filters import CLASSES, make_filters
from generator.pages.record import Record
from generator.timeline import make_axis
from generator.values import Span

DAY = date(2021, 4, 10)
XHTML = "{http://www.w3.org/1999/xhtml}"


def many_parties(text: str) -> str:
    """The plan with twenty-four parties before its own, none of which answers for anything."""
    others = "".join(f"  - {{name: Лицо {number}, level: school}}\n" for number in range(24))
    return re.sub(r"(?m)^parties:\n", f"parties:\n{others}", text)


def test_a_twenty_fifth_party_is_a_count_and_no_link() -> None:
    page = parse(draw(load("roadmap-small", many_parties), DAY))
    items = by_class(page, "parties")[0].findall(f".//{XHTML}li")
    assert len(items) == 26
    assert [item for item in items if item.find(f".//{XHTML}a") is not None] == []
    assert "".join(items[24].itertext()).startswith("Координатор")
    assert not re.search(r"\bp\d", by_id(page, "m-1").attrib["class"])


def test_the_address_of_a_party_is_its_own_whoever_stands_before_it() -> None:
    def links(page) -> dict[str, str]:
        found = by_class(page, "parties")[0].findall(f".//{XHTML}a")
        return {link.find(f"{XHTML}span").text: link.attrib["href"] for link in found}

    before = links(parse(draw(load("roadmap-small"), DAY)))
    another = "parties:\n  - {name: Лицо, level: school}\n"
    after = links(parse(draw(load("roadmap-small", lambda text: text.replace("parties:\n", another)), DAY)))
    assert before == after
    assert before["Координатор"] == "#f-p-koordinator"


def test_a_filter_that_leaves_nothing_is_no_link() -> None:
    plan = load("roadmap-small")
    filters = make_filters(plan, make_axis(plan.roadmap.period, (row.deadline for row in plan.rows)), Record())
    empty = [month for _, month in filters.months if not month.number]
    assert len(empty) == 9
    assert {month.id for month in empty} == {""}
    assert {one.id for _, group in filters.groups for one in group} & {""} == set()


def test_every_column_of_the_longest_axes_has_a_rule() -> None:
    for start, end in (
        ("2021-12-01", "2024-01-31"),
        ("2021-12-31", "2024-01-15"),
        ("2020-10-01", "2027-03-31"),
        ("1990-01-01", "2015-12-31"),
    ):
        axis = make_axis(Span(start=date.fromisoformat(start), end=date.fromisoformat(end)))
        numbers = [column.number for column in axis.columns]
        assert len(numbers) > 20
        assert len(set(numbers)) == len(numbers)
        assert {f"m{number}" for number in numbers} <= CLASSES


def test_the_number_of_a_month_is_that_of_its_year_whatever_was_before_it() -> None:
    whole = make_axis(Span(start=date(2021, 1, 1), end=date(2021, 12, 31)))
    later = make_axis(Span(start=date(2021, 9, 1), end=date(2022, 8, 31)))
    assert [column.number for column in whole.columns] == list(range(1, 13))
    assert [column.number for column in later.columns] == list(range(9, 21))
