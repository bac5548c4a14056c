"""Filed reports: each with the file it stands in and whoever filed it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from generator.ids import is_row
from generator.model import Level, Report
from generator.plan import Row

_LEVELS = (Level.REGIONAL, Level.MUNICIPAL, Level.SCHOOL)


@dataclass(frozen=True, slots=True)
class Filed:
    """A report; `path` is its file in the data, `reporter` the address of the region, district or school that filed it."""

    path: str
    reporter: str
    report: Report

    @property
    def id(self) -> str:
        """The name of its file, which no other report of the reporter has."""
        return self.path.rpartition("/")[2].removesuffix(".yml")

    @property
    def level(self) -> Level:
        """Whether a region, a district or a school filed it."""
        return level_of(self.reporter)

    @property
    def age(self) -> tuple[date, str]:
        """A key that sorts reports, the newest last; within one day the name of the file decides."""
        return self.report.date, self.id


class Reporter(Protocol):
    """A folder with reports."""

    @property
    def address(self) -> str:
        """The address of its page."""

    @property
    def reports(self) -> tuple[tuple[str, Report], ...]:
        """Its reports, each with the path of its file."""


def level_of(address: str) -> Level:
    """Whether a region, a district or a school has the page at `address`."""
    return _LEVELS[address.count("/")]


def unit_of(plan: str) -> str:
    """The address of the region or district among whose files the plan at the address `plan` stands, also that of a school."""
    owner = plan.split("/")[:-1]
    return "/".join(owner[:2])


def gather(reporters: Iterable[Reporter]) -> tuple[Filed, ...]:
    """All reports of `reporters` (a district and its schools, say), the newest first."""
    found = [Filed(path, reporter.address, report) for reporter in reporters for path, report in reporter.reports]
    return tuple(sorted(found, key=lambda filed: (filed.age, filed.reporter), reverse=True))


def existing(filed: Iterable[Filed], as_of: date) -> Iterator[Filed]:
    """Those that there are on the day `as_of`: one dated later does not exist yet."""
    return (one for one in filed if one.report.date <= as_of)


def reports_of(filed: Iterable[Filed], reporter: str) -> tuple[Filed, ...]:
    """Those filed by the one at the address `reporter`."""
    return tuple(one for one in filed if one.reporter == reporter)


def reports_on(filed: Iterable[Filed], plan: str, row: Row | None = None) -> tuple[Filed, ...]:
    """Those on the plan at the address `plan`, or on a row of it."""
    return tuple(one for one in filed if one.report.roadmap == plan and (row is None or is_about(one.report, row)))


def is_about(report: Report, row: Row) -> bool:
    """Whether a report on the plan of `row` names it, by its number or by its id."""
    return any(is_row(name, row.id, row.activity.number or "") for name in report.activities)
