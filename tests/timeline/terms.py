"""Deadlines for the tests of the drawing, written as days: `term(Kind.MONTH, "2021-05-01/2021-05-31")`."""

from datetime import date

from generator.deadline.reading import Deadline, Interval, Kind, Precision
from generator.values import Span


def term(kind: Kind, *intervals: str, precision: Precision | None = Precision.MONTH, repeat: str | None = None) -> Deadline:
    return Deadline("", kind, tuple(map(interval, intervals)), precision, "", repeat)


def day(*intervals: str) -> Deadline:
    """One or several exact days, or from day to day."""
    kind = Kind.LIST if len(intervals) > 1 else Kind.DAY if "/" not in intervals[0] else Kind.DAYS
    return term(kind, *(text if "/" in text else f"{text}/{text}" for text in intervals), precision=Precision.DAY)


def until(end: str) -> Deadline:
    return term(Kind.UNTIL, f"../{end}", precision=Precision.DAY)


def interval(text: str) -> Interval:
    start, _, end = text.partition("/")
    return Interval(*(None if part == ".." else date.fromisoformat(part) for part in (start, end)))


def span(text: str) -> Span:
    start, _, end = text.partition("/")
    return Span(start=date.fromisoformat(start), end=date.fromisoformat(end))


YEAR = span("2021-01-01/2021-12-31")
