"""The language of deadlines: what «до 20.08.2021», «в течение года» or «ежегодно (август)» mean.

`read` turns a wording of an order into a `Deadline` or refuses it with `UnreadableDeadline`; it never guesses.
All dates are inclusive: the last day of «до 20 августа» is 20 August.

The way of a wording: `wording` levels spaces, dashes and letters; `grammar.lark` and `tree` read its `parts`; `parse` puts them
together as a `phrase`, once for each wording; `resolve` gives it the year and the days of one plan, by `terms`, `years`,
`extent` and `repeat`. `refusal` holds all reasons not to read, `rules` and `explain` say in Russian how something was read.
"""

from datetime import date

from generator.deadline.explain import explain
from generator.deadline.given import given, without_dates
from generator.deadline.parse import parse
from generator.deadline.reading import Deadline, Interval, Kind, Precision, Undated, UnreadableDeadline
from generator.deadline.resolve import resolve
from generator.deadline.rules import RULES, Rule
from generator.deadline.years import Context

__all__ = [
    "RULES",
    "Deadline",
    "Interval",
    "Kind",
    "Precision",
    "Rule",
    "Undated",
    "UnreadableDeadline",
    "explain",
    "given",
    "read",
    "without_dates",
]


def read(wording: str, *, period: Interval | None = None, order_date: date | None = None, year: int | None = None) -> Deadline:
    """What `wording` means in a plan.

    `period` is the period of the plan (an open end is allowed), `order_date` the date of its order, `year` that of the section
    heading above the row («2021 год»). Raises `UnreadableDeadline` for what cannot be read in one way only.
    """
    return resolve(parse(wording), wording, Context(period, order_date, year))
