"""What libyaml found wrong in a file, in the words of somebody who has never seen YAML.

libyaml says where it stumbled, which is seldom where the fault is: behind an open quote it reads on to the next one. So the
event read last and the lines of the file help to name the fault and its place.
"""

import re
from dataclasses import dataclass
from typing import Any

import yaml

from generator.problem import TOP, Mark, Problem, problem

_QUOTE = 'Возьмите весь текст в кавычки, например: title: "Проект «Учитель»: второй этап".'
_CLOSE = "Поставьте кавычку в конце текста; внутри него ставьте «ёлочки»."
_KEY = re.compile(r"\s*(?:- +)*[\w-]+:(?:\s|$)")
"""A line that begins with a key."""
_GLUED = re.compile(r"(?P<key>[A-Za-z][\w-]*):(?=[^\s/])")
"""A key and its value without the space between."""


@dataclass(frozen=True, slots=True)
class _Fault:
    mark: Mark
    what: str
    hint: str | None = None
    code: str = "Y06"


def explain(file: str, lines: list[str], error: yaml.MarkedYAMLError, last: Any) -> Problem:
    """The problem behind `error`; `lines` are those of the file, `last` is the event read before it."""
    fault = _explain(lines, error, last)
    return problem(fault.code, file, fault.mark, hint=fault.hint, what=fault.what)


def mark_of(place: Any) -> Mark:
    """A mark of libyaml, which counts from 0, as ours."""
    return Mark(place.line + 1, place.column + 1) if place else TOP


def _explain(lines: list[str], error: yaml.MarkedYAMLError, last: Any) -> _Fault:
    context, found = error.context or "", error.problem or ""
    at = mark_of(error.problem_mark or error.context_mark)
    start = mark_of(error.context_mark or error.problem_mark)
    line = lines[at.line - 1] if at.line <= len(lines) else ""
    if "tab character" in found or line[at.column - 1 : at.column] == "\t":
        return _Fault(at, "", code="Y07")
    if "mapping values" in found:
        return _colon(lines, at, last)
    if "expected ':'" in found:
        return _no_colon(lines, start)
    if "expected key" in found or "expected '-'" in found:
        return _not_closed_or_indented(lines, at, last)
    if "expected ',' or" in found or "flow node" in context:
        if at.line > start.line or not line.strip():
            return _Fault(
                start, "открытая здесь скобка не закрыта", "Закройте её; если это часть текста, возьмите его в кавычки."
            )
        return _Fault(at, "внутри скобок стоит лишний знак или забыта запятая", _QUOTE)
    for words, what, hint, where in _OTHERS:
        if words in f"{context} {found}":
            return _Fault(start if where == "start" else at, what, hint)
    return _Fault(at, "нарушена запись YAML")


_OTHERS = (
    ("quoted scalar found unexpected", "открытая здесь кавычка не закрыта", _CLOSE, "start"),
    ("quoted scalar", "внутри двойных кавычек стоит знак \\", "Возьмите текст в одинарные кавычки: '…'.", "at"),
    ("scanning an alias", "текст начинается со знака *", _QUOTE, "start"),
    ("scanning an anchor", "текст начинается со знака &", _QUOTE, "start"),
    ("directive", "строка начинается со знака %", _QUOTE, "start"),
    ("tag", "текст начинается со знака !", _QUOTE, "start"),
    ("block scalar", "текст начинается со знака | или >", _QUOTE, "start"),
    ("cannot start any token", "текст начинается со знака @, ` или %", _QUOTE, "at"),
    ("expected node content", "текст начинается со знака , ] или }", _QUOTE, "at"),
    ("block sequence entries", "текст начинается с «- », или знак «-» стоит не на своём месте", _QUOTE, "at"),
    ("mapping keys", "текст начинается с «? »", _QUOTE, "at"),
    ("incompatible YAML", "строка начинается со знака %", "Удалите эту строку.", "start"),
    ("<document start>", "после конца данных («...») стоит что-то ещё", "Удалите строку «...».", "at"),
)
"""What libyaml says, our words, the hint, and whether the place is where the construct begins or where it breaks."""


def _colon(lines: list[str], at: Mark, last: Any) -> _Fault:
    """A colon where no key can be: inside a text, or behind a key on a line that is indented too deep."""
    start = mark_of(last.start_mark) if isinstance(last, yaml.ScalarEvent) else at
    if start.line < at.line:
        if glued := _GLUED.match(lines[start.line - 1], start.column - 1):
            return _no_space(start.line, glued)
        indent = len(lines[at.line - 1]) - len(lines[at.line - 1].lstrip())
        return _Fault(Mark(at.line, indent + 1), "сбит отступ: эта строка начинается правее, чем строка над ней", _ALIGN)
    return _Fault(at, "внутри текста стоит двоеточие", _QUOTE)


_ALIGN = "Ключи одного уровня начинаются друг под другом; отступ набирают пробелами."


def _no_colon(lines: list[str], start: Mark) -> _Fault:
    if glued := _GLUED.match(lines[start.line - 1], start.column - 1):
        return _no_space(start.line, glued)
    return _Fault(
        start,
        "в этой строке нет ключа с двоеточием",
        "Если это продолжение текста, сделайте отступ или возьмите текст в кавычки.",
    )


def _no_space(line: int, glued: re.Match[str]) -> _Fault:
    return _Fault(Mark(line, glued.end() + 1), "после двоеточия нет пробела", f"Напишите «{glued['key']}: …», с пробелом.")


def _not_closed_or_indented(lines: list[str], at: Mark, last: Any) -> _Fault:
    """What stands behind a complete value: the rest of a text with quotes inside, or a line with a wrong indent."""
    if isinstance(last, yaml.ScalarEvent) and last.style in ('"', "'"):
        start, end = mark_of(last.start_mark), mark_of(last.end_mark)
        if any(_KEY.match(line) for line in lines[start.line : end.line]):
            return _Fault(start, "открытая здесь кавычка не закрыта", _CLOSE)
        if end.line == at.line:
            return _Fault(at, "после закрывающей кавычки стоит ещё текст", _CLOSE)
    before = lines[at.line - 1][: at.column - 1].rstrip()
    if before.endswith(("]", "}")):
        return _Fault(at, "после закрывающей скобки стоит ещё текст", _QUOTE)
    if lines[at.line - 1][at.column - 1 :].startswith(":"):
        return _Fault(at, "перед двоеточием нет ключа", _QUOTE)
    return _Fault(at, "сбит отступ этой строки", _ALIGN)
