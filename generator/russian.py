"""Russian words: dates, plurals, lists and the sequence of the alphabet. The words come from Babel (CLDR), not from us."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from babel import Locale

_RUSSIAN = Locale.parse("ru")
_MONTHS_OF = dict(_RUSSIAN.months["format"]["wide"])  # января
_MONTHS = dict(_RUSSIAN.months["stand-alone"]["wide"])  # январь
_DAY_MONTH = re.compile(rf"(?<=\d) (?=(?:{'|'.join(_MONTHS_OF.values())})\b)")
_WEEKDAYS = dict(_RUSSIAN.days["stand-alone"]["wide"])  # понедельник


def day_month(day: date) -> str:
    """«15 апреля»."""
    return f"{day.day} {_MONTHS_OF[day.month]}"


def day_month_year(day: date) -> str:
    """«15 апреля 2021»."""
    return f"{day_month(day)} {day.year}"


def unbroken(text: str) -> str:
    """`text` with every «31 декабря» kept on one line: a space that does not break between a day and its month."""
    return _DAY_MONTH.sub("\u00a0", text)


def month_name(month: int) -> str:
    """«апрель» for 4."""
    return str(_MONTHS[month])


def short_month(month: int) -> str:
    """«апр» for 4: three letters, as in the head of a calendar."""
    return month_name(month)[:3]


def weekday(day: date) -> str:
    """«вторник»."""
    return str(_WEEKDAYS[day.weekday()])


def plural(number: int, one: str, few: str, many: str) -> str:
    """The form that stands after `number`: 1 «срок», 2 «срока», 5 «сроков». The number itself is not part of it."""
    return {"one": one, "few": few}.get(_form(number), many)


_form = lru_cache(maxsize=1024)(_RUSSIAN.plural_form)


def listing(items: Sequence[str]) -> str:
    """«a, b и c»."""
    *most, last = items or [""]
    return f"{', '.join(most)} и {last}" if most else last


def sort_key(text: str) -> tuple[str, str]:
    """A key that sorts as a Russian dictionary does: Ё with Е, letter case aside; equal texts in a fixed sequence."""
    return text.casefold().replace("ё", "е"), text
