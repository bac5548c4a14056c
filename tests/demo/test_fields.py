"""The fictional region is the living documentation of the format: it uses everything that may stand in the files."""

from collections.abc import Iterator
from enum import StrEnum

import pytest
from fiction import REGION, ROADMAPS, read
from pydantic import BaseModel

from generator import model
from generator.deadline.reading import Kind, Undated
from generator.model import Model, PartyLevel, ReportStatus, Shows, Territory

ABSENT = {
    "Region.closed": "there is one fictional region, and nothing could take its place",
    "Region.successor": "likewise",
    "DistrictProfile.closed": "its only district; a school shows how a merged organisation is written down",
    "DistrictProfile.successor": "likewise",
}
"""What the region leaves out, and why."""


def files() -> Iterator[Model]:
    """Every file of the region, as it was read."""
    for address, (unit, _) in read().units.items():
        if address.split("/")[0] == REGION:
            for folder in (unit, *unit.schools):
                yield folder.profile
                yield from folder.projects.values()
                yield from (plan.roadmap for plan in folder.plans)
                yield from (report for _, report in folder.reports)


def walk(item: BaseModel) -> Iterator[tuple[str, object]]:
    """Every field of a mapping and of those in it that says anything, by the name of its class."""
    for name in type(item).model_fields:
        value = getattr(item, name)
        if value not in (None, (), False):
            yield f"{type(item).__name__}.{name}", value
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, BaseModel):
                yield from walk(inner)


USED = [found for file in files() for found in walk(file)]


def test_all_files_are_looked_at():
    assert len(list(files())) == len(list((ROADMAPS / REGION).rglob("*.yml")))


def test_every_field_is_used():
    kinds = [kind for kind in vars(model).values() if isinstance(kind, type) and issubclass(kind, Model)]
    every = {f"{kind.__name__}.{name}" for kind in kinds if kind not in (Model, Territory) for name in kind.model_fields}
    assert every - {name for name, _ in USED} == ABSENT.keys()


@pytest.mark.parametrize("kind", [ReportStatus, Shows, PartyLevel])
def test_every_value_is_used(kind: type[StrEnum]):
    assert {value for _, value in USED if isinstance(value, kind)} == set(kind)


def test_every_kind_of_deadline_is_there():
    deadlines = [row.deadline for plan in read().plans.values() for row in plan.rows if row.deadline]
    assert {deadline.kind for deadline in deadlines} == set(Kind)
    assert {deadline.undated for deadline in deadlines} - {None} == set(Undated)


def test_every_kind_of_file_is_there():
    kinds = {path.suffix for path in (ROADMAPS / REGION).rglob("files/*")}
    assert kinds == {".pdf", ".docx", ".xlsx", ".odt", ".ods", ".jpg", ".png"}
