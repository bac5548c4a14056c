"""From the tree of the grammar to the parts of a deadline."""

import re
from dataclasses import replace
from typing import Any

from lark import Token, Transformer, Tree, v_args

from generator.deadline import refusal, vocabulary
from generator.deadline.parts import Anchorless, Bracket, Mark, Number, Part, Reason, Separator, Weekday, Word
from generator.deadline.phrase import (
    RRULE_DAYS,
    Cycle,
    EndOf,
    Era,
    Frequency,
    Point,
    Since,
    Span,
    Unit,
    Until,
    Whole,
    Within,
    Year,
    Years,
)
from generator.deadline.reading import Undated

_LAST_SHORT_YEAR = 50
"""«29.04.13» is of 2013, «29.04.99» of nobody knows which year."""

# Rules that say all there is to say by their name.
_SAYS: dict[str, Part | Year | Cycle] = {
    "current_year": Year(Era.CURRENT),
    "year_after": Year(Era.AFTER),
    "end_of_year": EndOf(Whole.YEAR),
    "end_of_this_year": EndOf(Whole.THIS_YEAR),
    "end_of_school_year": EndOf(Whole.SCHOOL_YEAR),
    "whole_year": Whole.YEAR,
    "this_year": Whole.THIS_YEAR,
    "calendar_year": Whole.CALENDAR_YEAR,
    "whole_school_year": Whole.SCHOOL_YEAR,
    "whole_period": Whole.PERIOD,
    "anchorless": Anchorless(),
    "yearly": Cycle.YEAR,
    "school_yearly": Cycle.SCHOOL_YEAR,
    "half_yearly": Cycle.HALF_YEAR,
    "quarterly": Cycle.QUARTER,
    "monthly": Cycle.MONTH,
    "weekly": Cycle.WEEK,
    "daily": Cycle.DAY,
    "school_quarterly": Cycle.SCHOOL_QUARTER,
    "working_duration": Within(),
    "by_plan": Reason(Undated.EXTERNAL_PLAN),
    "on_demand": Reason(Undated.ON_DEMAND),
    "by_agreement": Reason(Undated.AGREEMENT),
    "event": Reason(Undated.EVENT, needs_words=True),
    "after_order": Reason(Undated.EVENT, alone=True, order=True),
    "from_order": Reason(Undated.EVENT, alone=True, order=True, needs_term=True),
    "steadily": Reason(Undated.CONTINUOUS, steady=True, alone=True),
    "regularly": Reason(Undated.CONTINUOUS, alone=True),
    "place": Mark.PLACE,
    "clock": Mark.CLOCK,
    "inclusive": Mark.INCLUSIVE,
}


def parts(tree: Tree[Token]) -> tuple[Part | Separator, ...]:
    """The parts of a wording, in its sequence. A refusal comes wrapped in lark's `VisitError`."""
    return _Parts().transform(tree)


@v_args(inline=True)
class _Parts(Transformer[Token, tuple[Part | Separator, ...]]):
    """Turns the tree into a row of parts and separators. A method is named after its rule and gets the rule's children."""

    def __default__(self, data: Token, children: list[Any], meta: Any) -> Part | Year | Cycle:
        says = _SAYS[data]
        return replace(says, start=meta.start_pos, end=meta.end_pos) if isinstance(says, Reason) else says

    def start(self, *row: Part | Separator) -> tuple[Part | Separator, ...]:
        return row

    def bracket(self, *row: Part | Separator) -> Bracket:
        return Bracket(row)

    def separator(self, token: Token) -> Separator:
        return Separator[token.type]

    # --- numbers, years, points

    def number(self, token: Token) -> Number:
        digits = re.match(r"\d+", token)
        value = int(digits[0]) if digits else vocabulary.numeral(token)
        return Number(value, ordinal=token.type.startswith("ORDINAL"), counts=token.type == "COUNT_WORD")

    def named_year(self, token: Token) -> Year:
        return vocabulary.named_year(token)

    def school_year(self, token: Token) -> Year:
        return vocabulary.school_year(token)

    def day(self, number: Number, month: Token, year: Year | None = None) -> Point:
        return Point(Unit.DAY, number.nth, vocabulary.month_of_day(month), year)

    def date(self, token: Token) -> Point:
        day, month, year = vocabulary.numbers(token)
        return Point(Unit.DAY, day, month, Year(Era.NAMED, year + 2000 if year <= _LAST_SHORT_YEAR else year))

    def day_month(self, token: Token) -> Point:
        day, month = vocabulary.numbers(token)
        return Point(Unit.DAY, day, month)

    def iso_date(self, token: Token) -> Point:
        year, month, day = vocabulary.numbers(token)
        return Point(Unit.DAY, day, month, Year(Era.NAMED, year))

    def day_of_month(self, number: Number) -> Point:
        return Point(Unit.DAY_OF_MONTH, number.nth)

    def day_of_next_month(self, number: Number) -> Point:
        return Point(Unit.DAY_OF_MONTH, number.nth, next_month=True)

    def decade(self, number: Number, month: Token, year: Year | None = None) -> Point:
        return Point(Unit.DECADE, number.nth, vocabulary.month_of_day(month), year)

    def month(self, month: Token, year: Year | None = None) -> Point:
        return Point(Unit.MONTH, 0, vocabulary.month(month), year, genitive=vocabulary.is_genitive(month))

    def month_year(self, token: Token) -> Point:
        month, year = vocabulary.numbers(token)
        return Point(Unit.MONTH, 0, month, Year(Era.NAMED, year))

    def quarter(self, number: Number, word: Token, year: Year | None = None) -> Point:
        return Point(Unit.QUARTER, number.nth, 0, year, genitive=word.endswith("а") and not number.ordinal)

    def half_year(self, number: Number, word: Token, year: Year | None = None) -> Point:
        return Point(Unit.HALF_YEAR, number.nth, 0, year, genitive=word.endswith("я") and not number.ordinal)

    # --- dates

    def bare_span(self, first: Point | Number, last: Point | None = None) -> Span:
        return replace(self.span(first, last), is_bare=True)

    def span(self, first: Point | Number, last: Point | Number | None = None) -> Span:
        begin = Point(None, first.nth) if isinstance(first, Number) else first
        end = Point(None, last.nth) if isinstance(last, Number) else last
        return Span(begin, end or begin)

    def span_until(self, first: Point | Number, last: Point) -> Span:
        return replace(self.span(first, last), is_until=True)

    def unfinished(self, first: Number, last: Number | None = None) -> Span:
        return self.span(first, last)

    def since(self, start: Point | Years) -> Since:
        return Since(start)

    def until(self, end: Point | Years) -> Until:
        return Until((end,))

    def through(self, end: Point | Years) -> Until:
        if isinstance(end, Point) and end.genitive:
            raise refusal.fragment()  # «по мая»
        return Until((end,), inclusive=True)

    def end_of(self, what: Point | Years) -> EndOf:
        return EndOf(what)

    def years(self, first: Token, last: Token | None = None) -> Years:
        return Years(vocabulary.named_year(first), int(last) if last else None)

    def bare_years(self, first: Token, last: Token) -> Years:
        if int(last) == int(first) + 1:
            raise refusal.two_years()
        return self.years(first, last)

    def genitive_year(self, year: Token) -> Years:
        return Years(vocabulary.named_year(year), fragment=True)

    def school_years(self, token: Token) -> Years:
        return Years(vocabulary.school_year(token))

    def within(self, token: Token) -> Within:
        number, cycle = vocabulary.length(token)
        return _within(number, cycle)

    def since_order(self, length: Within) -> Within:
        return replace(length, is_anchored=True)

    def duration(self, *parts: Any) -> Within:
        match parts:
            case (Number() as number, Cycle() as cycle):
                return _within(number.value, cycle)
            case (Cycle() as cycle,):
                return _within(1, cycle)
        return Within()  # hours

    # --- repetitions

    def frequency(self, token: Token) -> Frequency:
        return Frequency(vocabulary.cycle(token))

    def times(self, *parts: Any) -> Frequency:
        *number, cycle = parts
        times = number[0] if number else Number(1)
        if times.value < 1 or times.ordinal:
            raise refusal.unsayable()
        return Frequency(cycle, times=times.value)

    def rare(self, *parts: Any) -> Frequency:
        *times, every, cycle = parts
        if every.ordinal or (times and times[0].value != 1):
            raise refusal.unsayable()
        return Frequency(cycle, every.value)

    def twice(self, token: Token, cycle: Cycle) -> Frequency:
        return Frequency(cycle, times=3 if token.startswith("три") else 2)

    def on_weekday(self, token: Token) -> Frequency:
        return Frequency(Cycle.WEEK, weekdays=(RRULE_DAYS[vocabulary.weekday(token)],))

    def on_nth_weekday(self, token: Token, every: Token | None = None) -> Frequency:
        if every is not None and "месяц" not in every and "месяч" not in every:
            raise refusal.unclear()
        nth, day = token.split()
        return Frequency(Cycle.MONTH, weekdays=(f"{vocabulary.numeral(nth)}{RRULE_DAYS[vocabulary.weekday(day)]}",))

    def weekday(self, token: Token) -> Weekday:
        return Weekday(vocabulary.weekday(token))

    def word(self, first: Token, second: Token | None = None) -> Word:
        return Word(str(first), (second or first).end_pos or 0)


def _within(number: int, cycle: Cycle) -> Within:
    return Within(months=number) if cycle is Cycle.MONTH else Within(days=number * (7 if cycle is Cycle.WEEK else 1))
