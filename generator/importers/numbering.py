"""Numbers before texts: «1.», «6.1», «2.1.», «Раздел II.»."""

import re

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*\.?[а-яa-z]?\)?", re.IGNORECASE)
_BEFORE = re.compile(
    r"((?:раздел|глава|этап|блок|направление)\s+(?:\d{1,3}|[IVXLC]+)\.?|\d{1,3}(?:\.\d{1,3})*[.)]|\d{1,3}(?:\.\d{1,3})+|[IVXLC]+[.)])"
    r"(?:\s+|(?=[^\s\d]))(\S.*)",
    re.IGNORECASE,
)


def is_number(text: str) -> bool:
    """Whether `text` is the number of a row and nothing else; so is the empty text not."""
    return bool(_NUMBER.fullmatch(text))


def numbered(text: str) -> tuple[str | None, str]:
    """The number before `text`, as printed, and the rest."""
    found = _BEFORE.fullmatch(text)
    return (found[1], found[2]) if found else (None, text)


def levels(number: str | None) -> tuple[int, ...]:
    """The numbers in a number: «6.1.» is (6, 1)."""
    return tuple(map(int, re.findall(r"\d+", number or "")))


def is_below(number: str | None, above: str | None) -> bool:
    """Whether `number` counts under the number `above`, as 6.1 under 6."""
    own, other = levels(number), levels(above)
    return bool(other) and len(own) > len(other) and own[: len(other)] == other
