"""The labelled deadlines: their rows, what they expect, and whether a reading is that.

`orders.tsv` holds all deadlines of the five orders, `found.tsv` those of other real plans, `constructed.tsv` typical forms,
`forms.tsv` and `refusals.tsv` what further comes up. Each row has a period and the date of the order, `-` where there is none.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.deadline import Deadline, Interval, UnreadableDeadline, read
from generator.deadline.answer import parse_period

TABLES = Path(__file__).parent / "tables"
NO_DEADLINE = ("header", "period", "empty", "split")
"""A row whose form begins so is no deadline: the date of a letter, the period of a plan, half of a cell."""

UNDATED = {"external-schedule": "external-plan", "by-agreement": "agreement", "relative": "event"}
"""Reasons that have another name in the tables."""
UNSAYABLE = ("COUNT-PER", "SCHOOL-QUARTER")
"""Repetitions that FREQ, INTERVAL, BYMONTH, BYMONTHDAY and BYDAY cannot say: a refusal is right."""


@dataclass(frozen=True)
class Row:
    text: str
    period: Interval | None
    order_date: date | None
    expected: str
    form: str
    confidence: str

    def read(self, year: int | None = None) -> Deadline | None:
        """The reading, or None where it is refused."""
        try:
            return read(self.text, period=self.period, order_date=self.order_date, year=year)
        except UnreadableDeadline:
            return None

    def is_met_by(self, deadline: Deadline | None) -> bool:
        """Whether a reading, or a refusal (None), is what the row expects. A refusal of a row that has a reading is not."""
        expected, _, qualifier = self.expected.partition(" ~")
        if expected == "UNDATED:invalid-date" or any(word in expected for word in UNSAYABLE):
            return deadline is None
        if deadline is None or (qualifier or None) != (deadline.qualifier and deadline.qualifier.value):
            return False
        if expected.startswith("UNDATED:"):
            reason = expected.removeprefix("UNDATED:").split()[0]
            return deadline.undated == UNDATED.get(reason, reason) and not deadline.intervals
        if expected.startswith("R:"):
            return _is_repetition(deadline, expected.removeprefix("R:"))
        return deadline.intervals == intervals(expected) and deadline.repeat is None


def _is_repetition(deadline: Deadline, expected: str) -> bool:
    """The RRULE must be the same; occurrences lie in the expected window and, unless it is open, there are some.

    `UNTIL-DAY` is the tables' own word for «до …»: then, and only then, no occurrence has a first day.
    """
    rrule, _, window = expected.partition("@")
    is_until = rrule.endswith(";UNTIL-DAY")
    (span,) = intervals(window)
    inside = all(
        (i.start is None) is is_until and i.end and (span.start or i.end) <= (i.start or i.end) <= i.end <= (span.end or i.end)
        for i in deadline.intervals
    )
    is_closed = span.start is not None and span.end is not None
    return deadline.repeat == rrule.removesuffix(";UNTIL-DAY") and inside and bool(deadline.intervals) is is_closed


def intervals(text: str) -> tuple[Interval, ...]:
    """`a/b;../c` as intervals."""
    pairs = (part.split("/") for part in text.split(";") if part)
    return tuple(Interval(*(None if day == ".." else date.fromisoformat(day) for day in pair)) for pair in pairs)


def rows(name: str) -> list[Row]:
    """The rows of a table that are deadlines."""
    return [row for row in _rows(name) if not row.form.startswith(NO_DEADLINE)]


def _rows(name: str) -> Iterator[Row]:
    with (TABLES / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            period, order = row["context_period"], row["context_order_date"]
            yield Row(
                row["text"],
                None if period == "-" else parse_period(period),
                None if order == "-" else date.fromisoformat(order),
                row["expected"],
                row.get("form") or "",
                row.get("confidence") or "high",
            )
