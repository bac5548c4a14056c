"""What the publisher says beside a wording: the keys `dates` and `undated`, which win over the grammar."""

import re
from collections.abc import Sequence
from datetime import date

from generator.deadline import refusal
from generator.deadline.extent import FIRST_YEAR, LAST_YEAR, month_end
from generator.deadline.reading import Deadline, Interval, Kind, Precision, Undated

_FORM = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_OPEN = ".."


def given(wording: str, dates: Sequence[str]) -> Deadline:
    """The deadline that the key `dates` tells: days, months, `a/b`, `../b`, `a/..`.

    Raises `UnreadableDeadline` naming the element that is not a date, impossible, reversed, or overlaps with another one.
    """
    if not dates:
        raise refusal.given("[]", "нет ни одной даты")
    terms = sorted((_term(element) for element in dates), key=lambda term: (_begin(term[0]), term[2]))
    intervals = tuple(interval for interval, _, _ in terms)
    for before, (after, _, element) in zip(intervals, terms[1:], strict=False):
        if before.end is None or after.end is None or (before.start is None) is not (after.start is None):
            raise refusal.given(element, "в списке стоят либо только сроки с началом и концом, либо только «не позднее»")
        if _begin(after) <= before.end:
            raise refusal.given(element, "пересекается с другим сроком того же списка")
    precision = max((precision for _, precision, _ in terms), key=[Precision.DAY, Precision.MONTH].index)
    kind = _kind(intervals[0], dates[0], precision) if len(terms) == 1 else Kind.LIST
    return Deadline(wording, kind, intervals, precision, "given")


def without_dates(wording: str, reason: Undated) -> Deadline:
    """The deadline that the key `undated` tells: no date, and why."""
    return Deadline(wording, Kind.UNDATED, (), None, "given-undated", undated=reason)


def _begin(interval: Interval) -> date:
    return interval.start or interval.end or date.max


def _kind(interval: Interval, element: str, precision: Precision) -> Kind:
    if interval.start is None:
        return Kind.UNTIL
    if interval.end is None:
        return Kind.SINCE
    if precision is Precision.DAY:
        return Kind.DAYS if "/" in element else Kind.DAY
    return Kind.MONTHS if "/" in element else Kind.MONTH


def _term(element: str) -> tuple[Interval, Precision, str]:
    first, slash, last = element.strip().partition("/")
    if not slash:
        start, end, precision = _days(first, element)
        return Interval(start, end), precision, element
    if first == last == _OPEN:
        raise refusal.given(element, "нет ни первого, ни последнего дня")
    if first == _OPEN:
        _, end, precision = _days(last, element)
        return Interval(None, end), precision, element
    start, _, precision = _days(first, element)
    if last == _OPEN:
        return Interval(start, None), precision, element
    _, end, last_precision = _days(last, element)
    if precision is not last_precision:
        raise refusal.given(element, "начало и конец названы по-разному: оба днями или оба месяцами")
    if end < start or first == last:
        raise refusal.given(element, "конец не позже начала")
    return Interval(start, end), precision, element


def _days(text: str, element: str) -> tuple[date, date, Precision]:
    match = _FORM.fullmatch(text)
    if not match:
        raise refusal.given(element, "не дата и не промежуток")
    year, month, day = int(match[1]), int(match[2]), int(match[3] or 1)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise refusal.given(element, f"год {year} похож на опечатку")
    try:
        first = date(year, month, day)
    except ValueError:
        raise refusal.given(element, "такой даты нет") from None
    return (first, first, Precision.DAY) if match[3] else (first, month_end(first), Precision.MONTH)
