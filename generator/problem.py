"""A problem: a fault at a place of a file, and the three forms in which it is told."""

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from generator.rules import RULES, Severity


class Mark(NamedTuple):  # quick to make: there is one for each key and each value of a file
    """A place in a file: line and column from 1, in characters, as editors show them."""

    line: int
    column: int


TOP = Mark(1, 1)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A fault at a place of a file; `line` and `column` as in `Mark`."""

    file: str
    line: int
    column: int
    code: str
    message: str
    hint: str

    @property
    def severity(self) -> Severity:
        """The severity of its rule."""
        return RULES[self.code].severity

    def as_text(self) -> str:
        """`файл:строка:столбец: ошибка КОД: что не так. Что сделать.`"""
        place = f"{visible(self.file)}:{self.line}:{self.column}"
        return f"{place}: {self.severity.word} {self.code}: {self.message} {self.hint}".rstrip()

    def as_dict(self) -> dict[str, str | int]:
        """The published shape of `roadmaps check --format json`."""
        return {
            "file": self.file.encode(errors="backslashreplace").decode(),  # a name may hold bytes that are no letters
            "line": self.line,
            "column": self.column,
            "code": self.code,
            "severity": self.severity.value,
            "message": self.message,
            "hint": self.hint,
        }

    def as_annotation(self) -> str:
        """A workflow command of GitHub Actions, escaped as its toolkit does (`command.ts`): no text can end the line."""
        message = _escape_data(f"{self.message} {self.hint}".rstrip())
        values = {"file": self.file, "line": str(self.line), "col": str(self.column), "title": self.code}
        properties = ",".join(f"{key}={_escape_property(value)}" for key, value in values.items())
        return f"::{self.severity.value} {properties}::{message}"


def _escape_data(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


def as_json(problems: Iterable[Problem]) -> str:
    """All problems as one JSON list."""
    return json.dumps([problem.as_dict() for problem in problems], ensure_ascii=False, indent=2)


def visible(text: str) -> str:
    """`text` with every sign that a terminal would act on or not show written as `\\u....`."""
    return "".join(_name(sign) if unicodedata.category(sign) in _UNSEEN and sign != " " else sign for sign in text)


_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})


def _name(sign: str) -> str:
    return f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08x}"


def excerpt(text: str, length: int = 80) -> str:
    """The beginning of `text` in one line, with nothing in it that a terminal would act on."""
    line = " ".join(visible(text.replace("\n", " ")).split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def problem(code: str, file: str, mark: Mark, /, *, hint: str | None = None, **values: str | int) -> Problem:
    """The problem `code` at a place; `values` fill the message (texts are shortened and made visible)."""
    rule = RULES[code]
    shown = {key: excerpt(value) if isinstance(value, str) else value for key, value in values.items()}
    message = rule.message.format(**shown)
    return Problem(file, mark.line, mark.column, code, message, rule.cure if hint is None else visible(hint))
