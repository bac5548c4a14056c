"""What single words mean: months, numerals, days of the week, years. Which words there are, the grammar says."""

import re

from generator.deadline import refusal
from generator.deadline.phrase import Cycle, Era, Year

_MONTHS = {
    "янв": 1, "фев": 2, "мар": 3, "апр": 4, "май": 5, "мая": 5, "мае": 5, "маю": 5, "июн": 6, "июл": 7, "авг": 8, "сен": 9,
    "окт": 10, "ноя": 11, "дек": 12,
}  # fmt: skip
_SHORT_MONTHS = frozenset(("янв", "фев", "февр", "мар", "апр", "авг", "сен", "сент", "окт", "ноя", "нояб", "дек"))
_WEEKDAYS = (("пон", "пн"), ("вт",), ("сре", "ср"), ("чет", "чт"), ("пят", "пт"), ("суб", "сб"), ("вос", "вс"))
_NUMERALS = {
    "перв": 1, "втор": 2, "трет": 3, "четверт": 4, "последн": -1,
    "од": 1, "дв": 2, "тр": 3, "четыр": 4, "пят": 5, "шест": 6, "сем": 7, "десят": 10,
}  # fmt: skip
_SEVERAL = re.compile(r"учебн(?:ые|ых)|год(?:ы|ов|ах)|г\.? ?г")
_CYCLES = {  # «полугодие» before «год»
    "полуг": Cycle.HALF_YEAR, "год": Cycle.YEAR, "кварт": Cycle.QUARTER, "месяц": Cycle.MONTH, "месяч": Cycle.MONTH,
    "недел": Cycle.WEEK, "дн": Cycle.DAY, "день": Cycle.DAY,
}  # fmt: skip


def month(word: str) -> int:
    """5 for «май», «мая», «мае»."""
    return _MONTHS[word[:3]]


def month_of_day(word: str) -> int:
    """The month of «15 мая», «15 сент.»; «15 май» is a number and a month, of which nobody knows how they belong together."""
    if not is_genitive(word) and word.rstrip(".") not in _SHORT_MONTHS:
        raise refusal.unclear()
    return month(word)


def is_genitive(word: str) -> bool:
    """Whether a month or a quarter stands in the genitive, and so belongs to a word before it."""
    return word.endswith(("а", "я"))


def numeral(word: str) -> int:
    """3 for «третий» and «три», -1 for «последний»."""
    return next(value for stem, value in _NUMERALS.items() if word.startswith(stem))


def weekday(word: str) -> int:
    """0 for «понедельник» and «пн»."""
    return next(index for index, stems in enumerate(_WEEKDAYS) if word.startswith(stems))


def cycle(word: str) -> Cycle:
    """What «ежегодно», «каждый месяц» repeat."""
    return next(cycle for stem, cycle in _CYCLES.items() if stem in word)


def length(word: str) -> tuple[int, Cycle]:
    """How long «в 3-месячный срок» is, and in what."""
    words = word.split(maxsplit=1)[1]
    digits = re.match(r"\d+", words)
    is_one = words.startswith(("мес", "нед", "дн"))
    return int(digits[0]) if digits else 1 if is_one else numeral(words), cycle(words)


def numbers(word: str) -> list[int]:
    """The numbers in «15.05.2021»."""
    return [int(number) for number in re.findall(r"\d+", word)]


def named_year(word: str) -> Year:
    """2021 for «2021»."""
    return Year(Era.NAMED, int(word))


def school_year(word: str) -> Year:
    """The school year of «2020-2021 учебный год», «2020/21 уч. г.»; refused unless the years follow each other.

    «2021-2022 учебные годы» is refused: one school year, or those that begin in 2021 and 2022?
    """
    if _SEVERAL.search(word):
        raise refusal.two_years()
    first, second = re.findall(r"\d+", word)[:2]
    if int(second) != (int(first) + 1) % 10 ** len(second):
        raise refusal.school_years()
    return Year(Era.SCHOOL, int(first))
