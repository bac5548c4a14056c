"""Deadlines of rows and of the points of the order."""

from collections.abc import Iterator
from datetime import date

from generator.checks.located import Located
from generator.deadline import explain, read
from generator.deadline.reading import Deadline, Interval, Kind, Undated, UnreadableDeadline
from generator.model import Activity, Point, Roadmap, Wording
from generator.plan import Plan, Row, read_term, section_year
from generator.problem import Problem
from generator.source import Path

_Termed = Activity | Wording | Point


def check_row(at: Located, plan: Plan, row: Row) -> Iterator[Problem]:
    """The term of a row: readable, not contradictory, within the period, not over before the order; also in former wordings."""
    for index, was in enumerate(row.activity.was):
        yield from _check_keys(at, (*row.path, "was", index), was)
        yield from _check_reading(at, (*row.path, "was", index), was, plan.roadmap, section_year(row.section))
    contradictions = list(_check_keys(at, row.path, row.activity))
    contradictions += _check_words(at, row.path, row.activity, plan.roadmap, section_year(row.section))
    if contradictions:
        yield from contradictions
    elif row.refusal:
        yield _unread(at, row.path, row.activity, row.refusal)
    elif row.deadline is not None:
        yield from _check_days(at, plan.roadmap, row, row.deadline)
    elif not row.activity.activities:
        yield at.fault("D10", row.path)


def check_point(at: Located, path: Path, point: Point, roadmap: Roadmap) -> Iterator[Problem]:
    """The term printed at a point of the order."""
    yield from _check_keys(at, path, point)
    yield from _check_words(at, path, point, roadmap)
    try:
        read_term(point, roadmap)
    except UnreadableDeadline as refusal:
        if point.dates is not None:
            yield _unread(at, path, point, refusal)
        else:  # the words stand on the sheet of the order, and no timeline needs their days
            wording = point.deadline or ""
            yield at.fault("D14", (*path, "deadline"), hint=refusal.advice, wording=wording, reason=refusal.reason)


def _check_keys(at: Located, path: Path, item: _Termed) -> Iterator[Problem]:
    """What stands beside the wording must not contradict it or itself."""
    if item.dates is not None and item.undated is not None:
        yield at.fault("D09", (*path, "undated"))
    elif item.undated is Undated.EMPTY and item.deadline is not None:
        yield at.fault("D12", (*path, "undated"), wording=item.deadline)


def _check_words(at: Located, path: Path, item: _Termed, roadmap: Roadmap, year: int | None = None) -> Iterator[Problem]:
    """`dates` or `undated` that say something else than words with a clear date need a note: readers must know why."""
    if item.deadline is None or item.note is not None or (item.dates is None) == (item.undated is None):
        return
    try:
        said = read(item.deadline, period=roadmap.period.interval, order_date=roadmap.order.date, year=year)
        given = read_term(item, roadmap, year)
    except UnreadableDeadline:
        return
    if said.undated is None and given is not None and said.intervals != given.intervals:
        key = "undated" if item.dates is None else "dates"
        yield at.fault("D13", (*path, key), key=key, wording=item.deadline, reading=explain(said))


def _check_reading(at: Located, path: Path, item: _Termed, roadmap: Roadmap, year: int | None = None) -> Iterator[Problem]:
    try:
        read_term(item, roadmap, year)
    except UnreadableDeadline as refusal:
        yield _unread(at, path, item, refusal)


def _unread(at: Located, path: Path, item: _Termed, refusal: UnreadableDeadline) -> Problem:
    if item.dates is not None:
        return at.fault("D04", (*path, "dates"), hint=refusal.advice, reason=refusal.reason)
    return at.fault("D03", (*path, "deadline"), hint=refusal.advice, wording=item.deadline or "", reason=refusal.reason)


def _check_days(at: Located, roadmap: Roadmap, row: Row, deadline: Deadline) -> Iterator[Problem]:
    """Days that are odd but may stand so in the order; what lies outside the period is not told of a second time."""
    path = (*row.path, "deadline" if row.activity.dates is None else "dates")
    wording = row.activity.deadline or ", ".join(row.activity.dates or ())
    period = roadmap.period.interval
    outside = [interval for interval in deadline.intervals if _is_outside(interval, period)]
    last = _last_day(deadline)
    if outside and deadline.kind is not Kind.REPEAT:
        dates = "; ".join(_in_digits(interval) for interval in outside)
        yield at.fault("D06", path, wording=wording, dates=dates, period=_in_digits(period))
    elif last is not None and last < roadmap.order.date:
        yield at.fault("D05", path, wording=wording, last=f"{last:%d.%m.%Y}", order=f"{roadmap.order.date:%d.%m.%Y}")


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
