"""What a plan can be taken away as: the files of its data, each under a name that a person would give it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.district import District
from generator.ids import CALENDAR, EXCEL, JSON, TABLE, WORD, data_file, href, table_file, whole_table_file
from generator.months import is_dated
from generator.pages.territory import Fact
from generator.plan import Plan

_FORMS = ((WORD, "Word"), (EXCEL, "Excel"), (TABLE, "CSV"), (JSON, "JSON"))
_MOST = 100
"""The longest name of a file, in characters: with the ending less than the 255 bytes of most disks."""
_REFUSED = re.compile(r'[\\/:*?"<>|\x00-\x1f\s]+')
"""What Windows allows in no name, and white space."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file: what it is, the link to it, and the name under which it is saved."""

    title: str
    href: str
    name: str


def downloads(plan: Plan, name: str) -> Iterator[Download]:
    """The files of `plan`, linked from its page; `name` is what it is called («Примерный район, план 2021 года»)."""
    stem = _REFUSED.sub(" ", name.replace("/", "-"))[:_MOST].strip(" .")
    forms = [*_FORMS]
    if any(is_dated(row.deadline) for row in plan.activities if row.activity.dropped is None):
        forms.append((CALENDAR, "календарь"))
    for ending, title in forms:
        yield Download(title, href(plan.address, data_file(plan.address, ending)), f"{stem}.{ending}")


def whole_table(unit: District, *, below: bool = False) -> Iterator[Fact]:
    """The rows of all plans of a district with its schools, or of a whole region, where there is any plan.

    `below` says that there are plans in the districts of a region.
    """
    if below or unit.plans or any(school.plans for school in unit.schools):
        file = whole_table_file(unit.address) if unit.is_region else table_file(unit.address)
        yield Fact("Скачать", "Мероприятия всех планов, CSV", href(unit.address, file))
