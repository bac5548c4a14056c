"""The parts of a deadline: what the grammar finds in its words, each for itself."""

from dataclasses import dataclass
from enum import Enum, auto

from generator.deadline import refusal
from generator.deadline.phrase import RRULE_DAYS, Frequency, Span, Term
from generator.deadline.reading import Undated


@dataclass(frozen=True, slots=True)
class Number:
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


class Mark(Enum):
    """A part that only belongs to a day."""

    PLACE = auto()
    CLOCK = auto()
    INCLUSIVE = auto()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why there is no date. `needs_words`: «после» is nothing without what follows; `alone`: «постоянно» takes no words.

    `order`: the event is the order of the plan itself («после издания приказа»); `needs_term`: «со дня подписания приказа».
    `start` and `end` are its place in the levelled text.
    """

    undated: Undated
    steady: bool = False
    needs_words: bool = False
    alone: bool = False
    order: bool = False
    needs_term: bool = False
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week beside a date; 0 is Monday."""

    number: int

    @property
    def rrule(self) -> str:
        """The day as an RRULE writes it."""
        return RRULE_DAYS[self.number]


@dataclass(frozen=True, slots=True)
class Bracket:
    """What stands in brackets."""

    row: "tuple[Part | Separator, ...]"


@dataclass(frozen=True, slots=True)
class Word:
    """A word that goes on a reason, and otherwise is not understood; `end` is its place in the levelled text."""

    text: str
    end: int


class Separator(Enum):
    """What stands between two parts; NONE is nothing at all."""

    NONE = auto()
    COMMA = auto()
    AND = auto()
    COLON = auto()
    BRACKET = auto()


@dataclass(frozen=True, slots=True)
class Anchorless:
    """«в течение 10 дней»."""


Part = Span | Term | Frequency | Reason | Weekday | Word | Mark | Bracket | Anchorless
