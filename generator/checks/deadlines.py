"""Deadlines of rows and of the points of the order."""

from collections.abc import Iterator
from datetime import date

from generator.checks.located import Located
from generator.deadline.reading import Deadline, Interval, Kind, UnreadableDeadline
from generator.model import Point, Roadmap
from generator.plan import Plan, Row, read_term
from generator.problem import Problem
from generator.source import Path


def check_deadline(at: Located, plan: Plan, row: Row) -> Iterator[Problem]:
    """The term of a row: readable, not contradictory, within the period, not over before the order."""
    activity = row.activity
    if activity.dates is not None and activity.undated is not None:
        yield at.fault("D09", (*row.path, "undated"))
        return
    if row.refusal:
        yield _unread(at, row.path, activity.deadline or "", activity.dates is not None, row.refusal)
        return
    if row.deadline is None:
        if not activity.activities:
            yield at.fault("D10", row.path)
        return
    path = (*row.path, "deadline" if activity.dates is None else "dates")
    wording = activity.deadline or ", ".join(activity.dates or ())
    last = _last_day(row.deadline)
    order = plan.roadmap.order.date
    if last is not None and last < order:
        yield at.fault("D05", path, wording=wording, last=f"{last:%d.%m.%Y}", order=f"{order:%d.%m.%Y}")
    period = plan.roadmap.period
    outside = [interval for interval in row.deadline.intervals if _is_outside(interval, period.interval)]
    if outside and row.deadline.kind is not Kind.REPEAT:
        dates = "; ".join(_in_digits(interval) for interval in outside)
        yield at.fault("D06", path, wording=wording, dates=dates, period=_in_digits(period.interval))


def check_point(at: Located, path: Path, point: Point, roadmap: Roadmap) -> Iterator[Problem]:
    """The term printed at a point of the order."""
    if point.dates is not None and point.undated is not None:
        yield at.fault("D09", (*path, "undated"))
        return
    try:
        read_term(point, roadmap)
    except UnreadableDeadline as refusal:
        yield _unread(at, path, point.deadline or "", point.dates is not None, refusal)


def _unread(at: Located, path: Path, wording: str, by_dates: bool, refusal: UnreadableDeadline) -> Problem:
    if by_dates:
        return at.fault("D04", (*path, "dates"), hint=refusal.advice, reason=refusal.reason)
    return at.fault("D03", (*path, "deadline"), hint=refusal.advice, wording=wording, reason=refusal.reason)


def _last_day(deadline: Deadline) -> date | None:
    """The last day of the deadline; None if it has none or does not end."""
    ends = [interval.end for interval in deadline.intervals]
    return max((end for end in ends if end), default=None) if None not in ends else None


def _is_outside(interval: Interval, period: Interval) -> bool:
    days = [day for day in (interval.start, interval.end) if day]
    return any((period.start and day < period.start) or (period.end and day > period.end) for day in days)


def _in_digits(interval: Interval) -> str:
    start, end = (f"{day:%d.%m.%Y}" if day else "…" for day in (interval.start, interval.end))
    return start if start == end else f"{start}–{end}"
