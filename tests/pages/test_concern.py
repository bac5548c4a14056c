"""Which rows concern a school and which of them it answers for."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from example import read

from generator.amendments import in_force
from generator.concern import concerns, schools_of
from generator.pages.rows import number

ROADMAPS = Path(__file__).parent.parent.parent / "roadmaps"
AFTER_AMENDMENT = date(2021, 7, 1)


def told(address: str, root: Path | None = None) -> list[tuple[str, str, str, str]]:
    """Plan, points, rows the school answers for, its other rows."""
    school, district, _ = (read(root) if root else read()).school(address)
    district = replace(district, plans=tuple(in_force(plan, AFTER_AMENDMENT) for plan in district.plans))
    return [
        (
            concern.plan.address.rpartition("/")[2],
            " ".join(point.number or "" for point in concern.points),
            " ".join(map(number, concern.answers)),
            " ".join(map(number, concern.others)),
        )
        for concern in concerns(school, district)
    ]


@pytest.mark.parametrize(
    ("school", "expected"),
    [
        ("pervaya", [("2021-rost", "2.1", "2 3", "1 4.2 6")]),
        ("vtoraya", [("2021-rost", "", "2 4.1", "1 4.2 6")]),
        ("tretya", []),
    ],
)
def test_the_example(school, expected):
    """A sub-activity has the schools of its row unless it names its own; dropped rows concern nobody."""
    assert told(f"oblast/rayon/{school}") == expected


@pytest.mark.parametrize(
    ("school", "expected"),
    [
        (
            "rostovskaya-oblast/dubovskiy/veselovskaya-2",
            [("2021-500-plus", "", "4 5 6 7 9 11 12 13 14 16 17", "1 2 3 8 10 15 18 19")],
        ),
        ("rostovskaya-oblast/dubovskiy/zhukovskaya-5", []),
        (
            "orlovskaya-oblast/kromskoy/cherkasskaya",
            [("2021-500-plus", "3. 3.1. 3.2.", "1 5 6.3 7 8 9 10", "2 3 4 6.1 6.2 11 12 13")],
        ),
    ],
)
def test_the_real_schools(school, expected):
    """Made by hand from the orders: a school answers where «координаторы от ШНОР», «школы ОО», «все участники» or «ОО» do."""
    assert told(school, ROADMAPS) == expected


def test_a_plan_without_a_list_concerns_the_schools_that_take_part_in_its_project():
    plan, district, _ = read().plan("oblast/rayon/2021-rost")
    without = replace(plan, roadmap=plan.roadmap.model_copy(update={"schools": None}))
    assert [school.id for school in schools_of(without, district)] == ["pervaya", "vtoraya"]
    other = replace(plan, roadmap=plan.roadmap.model_copy(update={"schools": None, "project": "svoy"}))
    assert schools_of(other, district) == ()
    everyone = replace(plan, roadmap=plan.roadmap.model_copy(update={"schools": ("all",)}))
    assert [school.id for school in schools_of(everyone, district)] == ["pervaya", "tretya", "vtoraya"]
