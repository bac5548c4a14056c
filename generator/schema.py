"""From the tree of a file to its model: every fault at its place, in the words of the table."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.ids import closest
from generator.model import Model
from generator.problem import Mark, Problem, problem
from generator.source import Mapping as Keys
from generator.source import Node, Path, Scalar, Sequence, describe, find, find_key, plain

M = TypeVar("M", bound=Model)

MEANINGS = {
    "title": "название или формулировка",
    "period": "период: год или две даты",
    "order": "приказ, которым утверждён план",
    "columns": "графы таблицы приказа слева направо",
    "key": "имя графы",
    "kind": "вид документа: приказ, письмо…",
    "date": "дата вида ГГГГ-ММ-ДД",
    "authority": "кто издал",
    "level": "уровень",
    "name": "фамилия и инициалы или имя участника",
    "text": "текст",
    "project": "имя файла проекта",
    "id": "имя",
    "shows": "что показывает часть раздела",
    "activities": "мероприятия",
    "until": "по какую дату включительно",
    "by": "кто подтвердил",
    "column": "ключ графы",
}
"""What the required keys mean, for the message that one is missing."""

_RUSSIAN = {
    "название": "title",
    "наименование": "title",
    "мероприятие": "title",
    "мероприятия": "activities",
    "номер": "number",
    "срок": "deadline",
    "сроки": "deadline",
    "ответственный": "responsible",
    "ответственные": "responsible",
    "результат": "result",
    "дата": "date",
    "период": "period",
    "проект": "project",
    "приказ": "order",
    "школы": "schools",
    "районы": "districts",
    "примечание": "note",
    "замечание": "note",
    "разделы": "sections",
    "графы": "columns",
    "участники": "parties",
    "команда": "team",
    "статус": "status",
    "текст": "text",
    "документы": "documents",
    "файл": "file",
    "ссылка": "url",
}
_LATIN_OF_CYRILLIC = dict(zip("авеѕіјкмнорсԛтухһԁԝАВЕЅІЈКМНОРСТУХ", "abesijkmhopcqtyxhdwABESIJKMHOPCTYX", strict=True))


def validate(kind: type[M], file: str, root: Keys) -> tuple[M | None, list[Problem]]:
    """The model of the file, or None and all its faults. Values of a tree are texts, so nothing is converted by guess."""
    empty = dict(_empty_values(root, ()))
    problems = [problem("S05", file, find(root, path), key=key) for path, key in empty.items()]
    try:
        model = kind.model_validate(plain(root))
    except ValidationError as error:
        details = error.errors(include_url=False)
        problems += [_tell(kind, file, root, detail) for detail in details if detail["loc"] not in empty]
        return None, sorted(set(problems))
    return (None if problems else model), problems


def _empty_values(node: Node, path: Path) -> Iterator[tuple[Path, str]]:
    """Where a value is missing, or is what YAML reads as none; with the key that it belongs to."""
    if isinstance(node, Scalar):
        if node.plain and node.text in ("", "~", "null", "Null", "NULL"):
            yield path, _last_key(path)
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from _empty_values(item, (*path, index))
    else:
        for key, value in node.values.items():
            yield from _empty_values(value, (*path, key))


def _last_key(path: Path) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _tell(kind: type[Model], file: str, root: Keys, detail: ErrorDetails) -> Problem:
    """One fault that pydantic found, as a problem at its place."""
    path = detail["loc"]
    key = _last_key(path)
    value = detail["input"] if isinstance(detail["input"], str) else ""
    mark = find(root, path)
    match detail["type"]:
        case "extra_forbidden":
            return _unknown_key(file, find_key(root, path), str(path[-1]), _model_at(kind, path[:-1]))
        case "missing":
            return problem("S02", file, find(root, path[:-1]), key=key, meaning=MEANINGS.get(key, "обязательный"))
        case "enum":
            words = list(_choices(_field_at(kind, path)))
            near = closest(value, words)
            hint = f"Возможно, «{near}». " if near else ""
            return problem("S04", file, mark, key=key, value=value, hint=f"{hint}Бывает: {', '.join(words)}.")
        case "string_too_long":
            return problem("S06", file, mark, limit=detail["ctx"]["max_length"])
        case "text_empty":
            return problem("S05", file, mark, key=key)
        case "id_form":
            return problem("S07", file, mark, value=value)
        case "address_form":
            return problem("S09", file, mark, value=value)
        case "flag_form":
            return problem("S08", file, mark, key=key, value=value)
        case "date_form":
            return problem("D01", file, mark, value=detail["ctx"]["value"], hint=_iso_hint(detail["ctx"]["value"]))
        case "date_impossible":
            return problem("D02", file, mark, value=detail["ctx"]["value"])
        case "period_form":
            return problem("D07", file, mark, value=value)
        case "period_reversed":
            return problem("D08", file, mark, value=value)
        case _:
            return problem("S03", file, mark, key=key, expected=_expected(detail["type"]), found=_found(root, path))


def _expected(error: str) -> str:
    if error == "tuple_type":
        return "список (строки с «-»)"
    return "текст" if error == "string_type" else "ключ со значениями"


def _found(root: Node, path: Path) -> str:
    node = root
    for step in path:
        node = node.values[str(step)] if isinstance(node, Keys) else node.items[int(step)]  # type: ignore[union-attr]
    return describe(node)


def _iso_hint(value: str) -> str | None:
    """The same day in the right form, where the form leaves no doubt which day it is."""
    if match := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?: ?г\.?)?", value):
        day, month, year = map(int, match.groups())
    elif match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?", value):
        year, month, day = map(int, match.groups())
    else:
        return None
    return f"Напишите {year:04}-{month:02}-{day:02}." if 1 <= month <= 12 and 1 <= day <= 31 else None


def _unknown_key(file: str, mark: Mark, key: str, model: type[BaseModel] | None) -> Problem:
    known = list(model.model_fields) if model else []
    latin = "".join(_LATIN_OF_CYRILLIC.get(letter, letter) for letter in key)
    if latin in known and latin != key:
        index = next(index for index, letter in enumerate(key) if letter in _LATIN_OF_CYRILLIC)
        hint = f"{index + 1}-я буква «{key[index]}» русская; наберите ключ латиницей: {latin}."
        return problem("S01", file, mark, key=key, hint=hint)
    russian = _RUSSIAN.get(key.casefold(), "")
    meant: str | None = russian if russian in known else closest(latin, known)
    advice = f"Возможно, «{meant}»." if meant else f"Здесь бывают: {', '.join(known)}." if known else None
    return problem("S01", file, mark, key=key, hint=advice)


def _field_at(kind: type[BaseModel], path: Path) -> Any:
    """The annotation of the field at `path`."""
    annotation: Any = kind
    for step in path:
        if isinstance(step, str) and (model := _model_in(annotation)):
            annotation = model.model_fields[step].annotation
    return annotation


def _model_at(kind: type[BaseModel], path: Path) -> type[BaseModel] | None:
    return _model_in(_field_at(kind, path))


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for part in get_args(annotation) if (model := _model_in(part))), None)


def _choices(annotation: Any) -> Iterator[str]:
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        yield from (str(member) for member in annotation)
    for part in get_args(annotation):
        yield from _choices(part)
