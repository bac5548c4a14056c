"""From the tree of the grammar to the parts of a deadline, each of which is still read for itself."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from lark import Token, Transformer, Tree, v_args

from generator.deadline import refusal
from generator.deadline.phrase import (
    Cycle,
    EndOf,
    Era,
    Frequency,
    Point,
    Since,
    Span,
    Term,
    Unit,
    Until,
    Whole,
    Within,
    Year,
    Years,
)
from generator.deadline.reading import Undated


class Mark(Enum):
    """A part that only belongs to a day."""

    PLACE = auto()
    CLOCK = auto()
    INCLUSIVE = auto()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why there is no date. `needs_words`: «после» is nothing without what follows; `alone`: «постоянно» takes no words."""

    undated: Undated
    steady: bool = False
    needs_words: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week beside a date; 0 is Monday."""

    number: int

    @property
    def rrule(self) -> str:
        """The day as an RRULE writes it."""
        return _RRULE_DAYS[self.number]


@dataclass(frozen=True, slots=True)
class Bracket:
    """What stands in brackets."""

    row: "tuple[Part | Separator, ...]"


@dataclass(frozen=True, slots=True)
class Word:
    """A word that goes on a reason, and otherwise is not understood."""

    text: str


class Separator(Enum):
    """What stands between two parts; NONE is nothing at all."""

    NONE = auto()
    COMMA = auto()
    AND = auto()
    BRACKET = auto()


@dataclass(frozen=True, slots=True)
class Anchorless:
    """«в течение 10 дней»."""


Part = Span | Term | Frequency | Reason | Weekday | Word | Mark | Bracket | Anchorless

_RRULE_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_WEEKDAYS = (("пон", "пн"), ("вт",), ("сре", "ср"), ("чет", "чт"), ("пят", "пт"), ("суб", "сб"), ("вос", "вс"))
_NUMERALS = {
    "перв": 1, "втор": 2, "трет": 3, "четверт": 4, "последн": -1,
    "од": 1, "дв": 2, "тр": 3, "четыр": 4, "пят": 5, "шест": 6, "сем": 7, "десят": 10,
}  # fmt: skip
_EVERY = {
    "год": Cycle.YEAR, "полуг": Cycle.HALF_YEAR, "кварт": Cycle.QUARTER, "месяц": Cycle.MONTH, "месяч": Cycle.MONTH,
    "недел": Cycle.WEEK, "дн": Cycle.DAY, "день": Cycle.DAY,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Number:
    """A number: `ordinal` is «1-й», `counts` is «один»; a plain «1» is neither."""

    value: int
    ordinal: bool = False
    counts: bool = False

    @property
    def nth(self) -> int:
        """The number as that of a day or a quarter."""
        if self.counts:
            raise refusal.counted()
        return self.value


@dataclass(frozen=True, slots=True)
class _Counted(Point):
    """«3 квартала»: the third, if «в течение» stands before it, else perhaps three."""


def _month(word: str) -> int:
    index = next(index for index, stem in enumerate(_MONTHS) if word.startswith(stem) and not (stem == "ма" and word[2] == "р"))
    return index + 1


def _numeral(word: str) -> int:
    return next(value for stem, value in _NUMERALS.items() if word.startswith(stem))


def _weekday(word: str) -> int:
    return next(index for index, stems in enumerate(_WEEKDAYS) if word.startswith(stems))


def _school(token: Token) -> Year:
    first, second = re.findall(r"\d+", token)[:2]
    if int(second) != (int(first) + 1) % 10 ** len(second):
        raise refusal.school_years()
    return Year(Era.SCHOOL, int(first))


def _named(token: Token) -> Year:
    return Year(Era.NAMED, int(token))


def _numbers(token: Token) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", token)]


# Rules that say all there is to say by their name.
_SAYS: dict[str, Part | Year | Cycle] = {
    "current_year": Year(Era.CURRENT),
    "year_after": Year(Era.AFTER),
    "end_of_year": EndOf(Whole.YEAR),
    "end_of_this_year": EndOf(Whole.THIS_YEAR),
    "end_of_school_year": EndOf(Whole.SCHOOL_YEAR),
    "whole_year": Whole.YEAR,
    "this_year": Whole.THIS_YEAR,
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
    "by_plan": Reason(Undated.EXTERNAL_PLAN),
    "on_demand": Reason(Undated.ON_DEMAND),
    "by_agreement": Reason(Undated.AGREEMENT),
    "event": Reason(Undated.EVENT, needs_words=True),
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
        return _SAYS[data]

    def start(self, *row: Part | Separator) -> tuple[Part | Separator, ...]:
        return row

    def bracket(self, *row: Part | Separator) -> Bracket:
        return Bracket(row)

    def separator(self, token: Token) -> Separator:
        return Separator.COMMA if token.type == "COMMA" else Separator.AND

    # --- numbers, years, points

    def number(self, token: Token) -> _Number:
        digits = re.match(r"\d+", token)
        value = int(digits[0]) if digits else _numeral(token)
        return _Number(value, ordinal=token.type.startswith("ORDINAL"), counts=token.type == "COUNT_WORD")

    def named_year(self, token: Token) -> Year:
        return _named(token)

    def school_year(self, token: Token) -> Year:
        return _school(token)

    def day(self, number: _Number, month: Token, year: Year | None = None) -> Point:
        return Point(Unit.DAY, number.nth, _month(month), year)

    def date(self, token: Token) -> Point:
        day, month, year = _numbers(token)
        return Point(Unit.DAY, day, month, Year(Era.NAMED, year + 2000 if year < 100 else year))

    def day_month(self, token: Token) -> Point:
        day, month = _numbers(token)
        return Point(Unit.DAY, day, month)

    def iso_date(self, token: Token) -> Point:
        year, month, day = _numbers(token)
        return Point(Unit.DAY, day, month, Year(Era.NAMED, year))

    def day_of_month(self, number: _Number) -> Point:
        return Point(Unit.DAY_OF_MONTH, number.nth)

    def day_of_next_month(self, number: _Number) -> Point:
        return Point(Unit.DAY_OF_MONTH, number.nth, next_month=True)

    def decade(self, number: _Number, month: Token, year: Year | None = None) -> Point:
        return Point(Unit.DECADE, number.nth, _month(month), year)

    def month(self, month: Token, year: Year | None = None) -> Point:
        return Point(Unit.MONTH, 0, _month(month), year)

    def month_year(self, token: Token) -> Point:
        month, year = _numbers(token)
        return Point(Unit.MONTH, 0, month, Year(Era.NAMED, year))

    def quarter(self, number: _Number, word: Token, year: Year | None = None) -> Point:
        kind = Point if number.ordinal or not word.endswith("а") else _Counted
        return kind(Unit.QUARTER, number.nth, 0, year)

    def half_year(self, number: _Number, word: Token, year: Year | None = None) -> Point:
        kind = Point if number.ordinal or not word.endswith("я") else _Counted
        return kind(Unit.HALF_YEAR, number.nth, 0, year)

    # --- dates

    def bare_span(self, first: Point | _Number, last: Point | None = None) -> Span:
        if isinstance(first, _Counted):
            raise refusal.counted()
        return self.span(first, last)

    def span(self, first: Point | _Number, last: Point | _Number | None = None) -> Span:
        begin = Point(None, first.nth) if isinstance(first, _Number) else first
        end = Point(None, last.nth) if isinstance(last, _Number) else last
        return Span(begin, end or begin)

    def unfinished(self, first: _Number, last: _Number | None = None) -> Span:
        return self.span(first, last)

    def since(self, start: Point | Years) -> Since:
        return Since(start)

    def until(self, end: Point | Years) -> Until:
        return Until((end,))

    def through(self, end: Point | Years) -> Until:
        return Until((end,), inclusive=True)

    def end_of(self, what: Point | Years) -> EndOf:
        return EndOf(what)

    def years(self, first: Token, last: Token | None = None) -> Years:
        return Years(_named(first), int(last) if last else None)

    def bare_years(self, first: Token, last: Token) -> Years:
        if int(last) == int(first) + 1:
            raise refusal.two_years()
        return self.years(first, last)

    def genitive_year(self, year: Token) -> Years:
        return Years(_named(year), fragment=True)

    def school_years(self, token: Token) -> Years:
        return Years(_school(token))

    def within(self, token: Token) -> Within:
        words = token.split()[1]
        digits = re.match(r"\d+", words)
        return Within(int(digits[0]) if digits else 1 if words == "месячный" else _numeral(words))

    # --- repetitions

    def frequency(self, token: Token) -> Frequency:
        return Frequency(next(cycle for stem, cycle in _EVERY.items() if stem in token))

    def times(self, *parts: Any) -> Frequency:
        *number, cycle = parts
        return Frequency(cycle, times=number[0].value if number else 1)

    def rare(self, *parts: Any) -> Frequency:
        *times, every, cycle = parts
        return Frequency(cycle, every.value, times[0].value if times else 1)

    def twice(self, token: Token, cycle: Cycle) -> Frequency:
        return Frequency(cycle, times=3 if token.startswith("три") else 2)

    def on_weekday(self, token: Token) -> Frequency:
        return Frequency(Cycle.WEEK, weekdays=(_RRULE_DAYS[_weekday(token)],))

    def on_nth_weekday(self, token: Token, every: Token | None = None) -> Frequency:
        if every is not None and "месяц" not in every and "месяч" not in every:
            raise refusal.unclear()
        nth, day = token.split()
        return Frequency(Cycle.MONTH, weekdays=(f"{_numeral(nth)}{_RRULE_DAYS[_weekday(day)]}",))

    def weekday(self, token: Token) -> Weekday:
        return Weekday(_weekday(token))

    def word(self, first: Token, _second: Token | None = None) -> Word:
        return Word(str(first))
