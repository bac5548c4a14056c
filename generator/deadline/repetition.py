"""What a repetition is: its RRULE (RFC 5545, 3.3.10) and its occurrences in a plan, of which there are never too many."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from generator.deadline import refusal
from generator.deadline.extent import Days
from generator.deadline.reading import Precision
from generator.deadline.terms import OpenDays

MOST = 1500
"""The most occurrences: every day of a plan of four years."""
LAST_OF_EVERY_MONTH = 28
"""The last day that every month has; RFC 5545 passes over the 30th in February, which no order means."""


@dataclass(frozen=True, slots=True)
class Repetition:
    """A repetition in a plan; without `occurrences` where the plan has no end."""

    rrule: str
    occurrences: tuple[OpenDays, ...]
    precision: Precision
    rule: str


def bounded(found: Iterable[Days]) -> tuple[Days, ...]:
    """All occurrences; refused if they are more than a page can show."""
    days = tuple(islice(found, MOST + 1))
    if len(days) > MOST:
        raise refusal.too_many(MOST)
    return days


def numbers(values: Iterable[int]) -> str:
    """Numbers as an RRULE lists them: «4,10»."""
    return ",".join(map(str, sorted(set(values))))
