"""What a wording says before anyone asks in which year: the result of parsing, made once for each wording.

A `Phrase` has at most one term («15 мая», «до 20 августа», «в течение года»), one frequency («ежегодно») and one reason («по
отдельному плану»). Nothing here knows a period or the date of an order.
"""

from dataclasses import dataclass
from enum import Enum, auto

from generator.deadline.reading import Undated

RRULE_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""The days of the week from Monday, as an RRULE writes them."""


class Unit(Enum):
    """What a point of the calendar names; the value is its Russian word."""

    DAY = "день"
    """«15 мая»."""
    DAY_OF_MONTH = "число"
    """«5 числа»: a day of a month that only the frequency tells."""
    DECADE = "декада"
    """«первая декада марта»: ten days."""
    MONTH = "месяц"
    QUARTER = "квартал"
    HALF_YEAR = "полугодие"


class Era(Enum):
    """How a wording names a year."""

    NAMED = auto()
    """«2021 года»."""
    SCHOOL = auto()
    """«2020-2021 учебного года»; the number is that of its autumn."""
    CURRENT = auto()
    """«текущего года»."""
    AFTER = auto()
    """«года, следующего за отчётным»."""


@dataclass(frozen=True, slots=True)
class Year:
    """A year as worded; `number` is 0 where the wording has none («текущего года»)."""

    era: Era
    number: int = 0


@dataclass(frozen=True, slots=True)
class Point:
    """«15 мая 2021», «май», «II квартал»; a bare number («15» in «15, 20 мая») has no unit yet.

    `number` is that of the day, decade, quarter or half-year. `next_month` is «месяца, следующего за отчётным». `genitive`
    («мая», «3 квартала») makes sense only after another word.
    """

    unit: Unit | None
    number: int = 0
    month: int = 0
    year: Year | None = None
    next_month: bool = False
    genitive: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """From the beginning of `first` to the end of `last`, both included; one point is both.

    `is_bare`: no word before it. `is_until`: the word before `last` is «до», which leaves open whether a month belongs to it.
    """

    first: Point
    last: Point
    is_bare: bool = False
    is_until: bool = False


@dataclass(frozen=True, slots=True)
class Spans:
    """One or several spans of one unit: «май», «10 марта – 2 апреля», «март, сентябрь 2021»."""

    spans: tuple[Span, ...]

    @property
    def unit(self) -> Unit | None:
        """The unit of all of them."""
        return self.spans[0].first.unit


@dataclass(frozen=True, slots=True)
class Years:
    """«2021 год», «2020-2021 учебный год», «2021–2024 годы» (with `last`). `fragment` is «2020 года» alone."""

    first: Year
    last: int | None = None
    fragment: bool = False


class Whole(Enum):
    """A length of time named without dates."""

    YEAR = auto()
    """«в течение года»."""
    THIS_YEAR = auto()
    """«в течение текущего года»: the one of the order."""
    CALENDAR_YEAR = auto()
    """«в течение календарного года»."""
    SCHOOL_YEAR = auto()
    """«в течение учебного года»."""
    PERIOD = auto()
    """«в течение всего периода»."""


@dataclass(frozen=True, slots=True)
class Until:
    """«до 15 апреля»; several for «до 1 апреля, до 1 октября». `inclusive` is «по май», «до мая включительно»."""

    points: tuple[Point | Years, ...]
    inclusive: bool = False

    @property
    def unit(self) -> Unit | None:
        """The unit of all of them, if they have one."""
        units = {point.unit if isinstance(point, Point) else None for point in self.points}
        return units.pop() if len(units) == 1 else None


@dataclass(frozen=True, slots=True)
class EndOf:
    """«до конца мая», «до конца 2021 года», «до конца учебного года»."""

    what: Point | Years | Whole


@dataclass(frozen=True, slots=True)
class Since:
    """«с 1 сентября», «с 2021 года»."""

    start: Point | Years


@dataclass(frozen=True, slots=True)
class Within:
    """«в 3-месячный срок», «в течение 10 дней со дня подписания приказа»: so long from the date of the order.

    `is_anchored`: the wording names the order. Both lengths are 0 for working days and hours, which nobody here knows.
    """

    months: int = 0
    days: int = 0
    is_anchored: bool = False


Term = Spans | Until | EndOf | Since | Years | Whole | Within


class Cycle(Enum):
    """The length of time in which something comes back."""

    YEAR = auto()
    SCHOOL_YEAR = auto()
    HALF_YEAR = auto()
    QUARTER = auto()
    MONTH = auto()
    WEEK = auto()
    DAY = auto()
    SCHOOL_QUARTER = auto()


@dataclass(frozen=True, slots=True)
class Frequency:
    """«ежемесячно»; `every` is 2 in «раз в два года», `times` is 2 in «2 раза в год» and 0 where nothing is counted.

    `weekdays` are written as in an RRULE: «MO», with a month as cycle «1MO» and «-1FR».
    """

    cycle: Cycle
    every: int = 1
    times: int = 0
    weekdays: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """A wording taken apart. `steady` is «постоянно», which goes on all the time, unlike «систематически».

    `weekday` (0 is Monday) is a day of the week beside a date, which must agree with it. `quoted` is where the words of the
    reason stand in the levelled text.
    """

    term: Term | None = None
    frequency: Frequency | None = None
    reason: Undated | None = None
    steady: bool = False
    weekday: int | None = None
    quoted: slice | None = None
