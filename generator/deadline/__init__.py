"""The language of deadlines: what «до 20.08.2021», «в течение года» or «ежегодно (август)» mean.

`read` turns a wording of an order into a `Deadline` or refuses it with `UnreadableDeadline`; it never guesses.
All dates are inclusive: the last day of «до 20 августа» is 20 August.

The modules in the sequence in which a wording goes through them:

1. `reading`: what comes out, a `Deadline` or `UnreadableDeadline`; `refusal`: every reason not to read, in Russian.
2. `wording`: levels spaces, dashes and letters; quotes the words of the order.
3. `grammar.lark`, `vocabulary`: which words there are and what each means.
4. `parts`, `tree`: what the grammar finds, each part for itself («15 мая», «ежегодно», «по плану»).
5. `phrase`, `sentence`, `parse`: the parts put together, once for each wording, knowing nothing of a plan.
6. `extent`, `years`, `terms`: the days of a point of the calendar, of which year it is, the days of a term.
7. `named_days`, `repeat`: what comes back, on named days or as often as is said.
8. `resolve`: the phrase in one plan, which is the deadline; `given`: what the publisher says beside the wording instead.
9. `rules`, `cadence`, `explain`: how something was read, in Russian.
10. `answer`: the same as JSON, for the command line.
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
