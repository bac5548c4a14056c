"""Every part of every special section of the fictional region agrees with the table made by hand from its files."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from example import read

from generator.amendments import in_force
from generator.part import FilledPart, parts
from generator.section import sections

ROADMAPS = Path(__file__).parents[2] / "roadmaps"
DISTRICT = "vymyshlennaya-oblast/primernyy"
DAY = date(2026, 11, 22)

with (Path(__file__).parent / "demo_parts.tsv").open(encoding="utf-8", newline="") as file:
    TABLE = list(csv.DictReader(file, delimiter="\t"))


@pytest.fixture(scope="module")
def filled() -> dict[tuple[str, str, str], FilledPart]:
    district, context = read(ROADMAPS).units[DISTRICT]
    district = replace(district, plans=tuple(in_force(plan, DAY) for plan in district.plans))
    schools = [replace(school, plans=tuple(in_force(plan, DAY) for plan in school.plans)) for school in district.schools]
    found = [(school.id, section) for school in schools for section in sections(school, district, context, DAY)]
    return {(school, section.id, part.part.id): part for school, section in found for part in parts(section)}


def test_the_table_names_every_part(filled):
    assert sorted(filled) == sorted((row["school"], row["section"], row["part"]) for row in TABLE)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row['school']} {row['section']} {row['part']}")
def test_the_part_is_as_the_table_says(filled, row):
    """What the table calls missing is awaited where a term is ahead."""
    part = filled[row["school"], row["section"], row["part"]]
    states = {"missing": ("missing", "awaited")}.get(row["state"], (row["state"],))
    assert part.state.value in states
    assert str(part.day or "") == row["day"]
