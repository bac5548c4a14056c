"""Rows and reports for the tests of statuses, written in a line: `2021-05-20 postponed to 2021-06-15 of 2021-05`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from generator.filed import Filed
from generator.model import Report, Roadmap
from generator.occurrence import Occurrence
from generator.plan import Plan, make_plan
from generator.status import RowStatus, row_status

TERMS = Path(__file__).parent / "terms.yml"
ADDRESS = "oblast/rayon/plan"
SCHOOL = "oblast/rayon/shkola"


def plan(deadline: str, period: str = "2021", dates: Sequence[str] | None = None) -> Plan:
    """A plan of one row, № 1, ordered in the middle of its first year."""
    row = {"number": "1.", "title": "Дело", "deadline": deadline} | ({"dates": tuple(dates)} if dates else {})
    order = {"kind": "приказ", "title": "О плане", "date": "2021-03-27", "authority": "Отдел"}
    columns = ({"key": "title", "title": "Мероприятие"},)
    return make_plan(
        ADDRESS,
        f"{ADDRESS}.yml",
        Roadmap.model_validate({"title": "План", "period": period, "order": order, "columns": columns, "activities": (row,)}),
    )


def report(line: str, reporter: str = SCHOOL) -> Filed:
    """A report from its line: date, status, then words `to`, `of`, `as`, `on` (row), `in` (plan), each with its value."""
    day, status, *words = line.split()
    said = dict(zip(words[::2], words[1::2], strict=True))
    assert said.keys() <= {"to", "of", "as", "on", "in"}, line
    values = {
        "date": day,
        "title": "Отчёт",
        "roadmap": said.get("in", ADDRESS),
        "activities": (said.get("on", "1"),),
        "status": None if status == "news" else status,
        "occurrence": said.get("of"),
        "until": said.get("to"),
    }
    kept = {key: value for key, value in values.items() if value is not None}
    return Filed(f"{reporter}/reports/{said.get('as', f'{day}-otchet')}.yml", reporter, Report.model_validate(kept))


def written(term: Occurrence) -> str:
    """How a report names a term by its very days."""
    assert term.interval is not None
    start, end = term.interval.start, term.interval.end
    return str(start) if start == end else f"{start or '..'}/{end or '..'}"


@dataclass(frozen=True)
class Case:
    """A row of the table on one day."""

    rule: str
    plan: Plan
    reports: tuple[Filed, ...]
    closed: date | None
    day: date
    lines: str | None
    whole: str | None

    def judge(self) -> RowStatus:
        (row,) = self.plan.rows
        return row_status(self.plan, row, self.reports, self.day, self.closed)


def cases() -> list[Case]:
    """The table, one case for each day."""
    with TERMS.open(encoding="utf-8") as file:
        table = yaml.load(file, yaml.BaseLoader)
    found = []
    for item in table:
        known = {"rule", "deadline", "plan", "dates", "reports", "closed", "days", "whole"}
        assert item.keys() <= known, item
        adopted = plan(item["deadline"], item.get("plan", "2021"), item.get("dates"))
        reports = tuple(map(report, item.get("reports", ())))
        closed = date.fromisoformat(item["closed"]) if "closed" in item else None
        whole = item.get("whole", {})
        for day in sorted({*item["days"], *whole}):
            at = date.fromisoformat(day)
            found.append(Case(item["rule"], adopted, reports, closed, at, item["days"].get(day), whole.get(day)))
    return found
