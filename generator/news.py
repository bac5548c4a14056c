"""News: where the reports of a region, or of a district with its schools, stand, and what other pages tell of the newest.

All reports of a unit of work stand together, so that a school has news of its own and the district those of all; each on the
page of the year of its date, which never changes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.filed import Filed

REPORTS = "reports"
"""The folder of the pages of news below that of their unit; no file has this name (`ids.RESERVED`)."""

MOST_NEWS = 5
"""So many of the newest reports a unit tells to others, and a page shows."""


@dataclass(frozen=True, slots=True)
class News:
    """What other pages tell of a report: its day and title, its place (the address of a page and an anchor), who filed it."""

    date: date
    title: str
    page: str
    anchor: str
    reporter: str


class What(StrEnum):
    """What an item of a chronicle tells of."""

    REPORT = "report"
    """A report."""
    PLAN = "plan"
    """An order that approved a plan."""
    AMENDMENT = "amendment"
    """Orders of one day that changed a plan."""
    CORRECTION = "correction"
    """A commit of the publisher that changed the file of a plan, or brought it."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something new: its day and title, its place (the address of a page and an anchor there, or none), who did it.

    `name` tells it from others of its kind, for ever: the path of the report, the address of the plan, and what happened to it.
    `about` is a line of the site: who reports, or which order it is.
    """

    day: date
    what: What
    name: str
    title: str
    about: str
    page: str
    anchor: str
    by: str

    @property
    def age(self) -> tuple[date, str, str]:
        """A key that sorts items, the newest last, those of one day by kind and page; of one page they keep their sequence."""
        return self.day, self.what, self.page


def reports_of(reporter: str) -> str:
    """The address of the page that leads to all reports of a region, a district or a school, whose page is at `reporter`."""
    region, *district = reporter.split("/")[:2]
    return "/".join((region, *district, REPORTS))


def page_of(filed: Filed) -> str:
    """The address of the page where a report stands: that of the year of its date."""
    return f"{reports_of(filed.reporter)}/{filed.report.date.year}"


def anchor(filed: Filed) -> str:
    """The anchor of a report on its page: of the id of a school and the name of the file, neither of which ever changes."""
    school = "".join(f"{part}_" for part in filed.reporter.split("/")[2:])
    return f"o-{school}{filed.id}"  # no id has the sign _, so no two reports have one anchor


def newest(items: Iterable[News]) -> tuple[News, ...]:
    """The newest of `items`, the newest first; on one day in the sequence of their addresses."""
    found = sorted(items, key=lambda item: (item.page, item.anchor))
    return tuple(sorted(found, key=lambda item: item.date, reverse=True)[:MOST_NEWS])
