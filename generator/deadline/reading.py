"""What a deadline is once read: the wording, its dates, and the rule that read it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """The shape of a deadline, which is also how it is drawn."""

    DAY = "day"
    """One exact day: «25 мая 2021 г.»"""
    DAYS = "days"
    """From a day to a day, both named: «10 марта-2 апреля 2021 года»."""
    MONTH = "month"
    """One whole month: «Май 2021 г.»"""
    MONTHS = "months"
    """Several whole months in a row, a quarter, a half-year: «Август-октябрь 2021»."""
    LIST = "list"
    """Several separate terms, of days or months: «Март, сентябрь 2021»."""
    UNTIL = "until"
    """A last day without a first one: «До 20.08.2021»."""
    SINCE = "since"
    """A first day without a last one: «с 1 сентября 2011 года»."""
    THROUGHOUT = "throughout"
    """A whole year, school year or period, no dates within: «в течение года»."""
    REPEAT = "repeat"
    """A repetition: «ежемесячно», «ежегодно (август)»."""
    UNDATED = "undated"
    """No date, and why: «по отдельному плану»."""


class Precision(StrEnum):
    """The unit in which the wording names its dates."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"
    SCHOOL_YEAR = "school-year"
    PERIOD = "period"


class Undated(StrEnum):
    """Why a deadline has no date."""

    EXTERNAL_PLAN = "external-plan"
    ON_DEMAND = "on-demand"
    EVENT = "event"
    AGREEMENT = "agreement"
    CONTINUOUS = "continuous"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `start` to `end`, both inclusive; None is an open start («до …») or an open end («с …»)."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as read.

    `wording` is the text of the cell, untouched. `intervals` are sorted; for a repetition they are its occurrences cut to the
    period (empty when the period is open or absent), for an undated deadline there are none. `repeat` is the value of an RRULE
    (RFC 5545, 3.3.10) with FREQ, INTERVAL, BYMONTH, BYMONTHDAY, BYDAY only. `qualifier` is a reason standing beside a
    date («ежегодно (в соответствии с планом)»), `quoted` the words of the wording that say why there is no date or what stands
    beside it («в соответствии с планом»). `rule` is the id of the rule in `RULES` that read it.
    `year_from_period` says that the wording names no year and the period gave it, `year_from_section` that the heading above
    the row did («2021 год»). Only «до …», also repeated or in a list, has intervals without a start.
    """

    wording: str
    kind: Kind
    intervals: tuple[Interval, ...]
    precision: Precision | None
    rule: str
    repeat: str | None = None
    undated: Undated | None = None
    qualifier: Undated | None = None
    quoted: str | None = None
    year_from_period: bool = False
    year_from_section: bool = False


class UnreadableDeadline(ValueError):  # noqa: N818  it is a state of the wording, not a fault of the program
    """A wording that the grammar refuses; `reason` is a Russian sentence, `advice` says in Russian what to do."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.advice = advice
