"""From the tree of a file to its model: every fault at its place, in the words of the table."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Any, Generic, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.ids import closest, is_id
from generator.letters import in_latin
from generator.model import Model
from generator.problem import Mark, Problem, problem
from generator.repair import annotation_at, leave_out, model_at, rename_key, unsaid
from generator.source import Mapping as Keys
from generator.source import Node, Path, Scalar, Sequence, describe, find, find_key, get, plain

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


_RUSSIAN_VALUES = {
    "федеральный": "federal",
    "региональный": "regional",
    "областной": "regional",
    "краевой": "regional",
    "республиканский": "regional",
    "муниципальный": "municipal",
    "районный": "municipal",
    "городской": "municipal",
    "школьный": "school",
    "школа": "school",
    "все": "all",
    "выполнено": "done",
    "сделано": "done",
    "готово": "done",
    "частично": "partial",
    "в работе": "in-progress",
    "перенесено": "postponed",
    "отменено": "cancelled",
}


@dataclass(frozen=True, slots=True)
class Judged(Generic[M]):
    """What came of a file: the model of what could be judged of it, its faults, and the codes not to be told of besides.

    Without faults the model is that of the whole file; with them it only serves to find others, and None if there is no sense
    in that.
    """

    model: M | None
    problems: list[Problem]
    unsaid: frozenset[str] = frozenset()


def validate(kind: type[M], file: str, root: Keys) -> Judged[M]:
    """The model of the file and all its faults of shape. Values of a tree are texts, so nothing is converted by guess.

    Of a file with faults, `root` is left without them.
    """
    problems: set[Problem] = set()
    left_out: list[Path] = []
    for _ in range(_ROUNDS):
        model, details = _parse(kind, root)
        unknown = {detail["loc"] for detail in details if detail["type"] == "extra_forbidden"}
        wrong = {detail["loc"] for detail in details}
        empty = {path for path in _empty_values(root, ()) if path not in unknown and wrong.isdisjoint(_above(path))}
        if not details and not empty:
            return Judged(model, sorted(problems), unsaid(left_out))
        too_many = len(details) + len(empty) > _MOST_FAULTS
        problems.update(problem("S05", file, find(root, path), key=_last_key(path)) for path in islice(empty, _MOST_FAULTS))
        problems.update(_tell(kind, file, root, detail) for detail in details[:_MOST_FAULTS] if detail["loc"] not in empty)
        if too_many:
            break
        for path in unknown:
            rename_key(root, path, _meant(str(path[-1]), _known_keys(kind, path)))
        out = empty | {path for detail in details if (path := detail["loc"]) not in unknown and not _is_there_now(root, detail)}
        leave_out(kind, root, out)
        left_out += [*out, *_perhaps_meant(kind, root, unknown)]
    return Judged(None, sorted(problems))


_ROUNDS = 3
"""A key that was read as another may bring faults of its own."""
_MOST_FAULTS = 200
"""A file with more of them is something else altogether."""


def _above(path: Path) -> Iterator[Path]:
    """Every path on the way to `path`."""
    return (path[:length] for length in range(1, len(path)))


def _perhaps_meant(kind: type[Model], root: Keys, unknown: Collection[Path]) -> list[Path]:
    """Keys that are not at the top of the file: each may be what a key there was meant to be that looks like none."""
    if any(len(path) == 1 and not _meant(str(path[0]), _known_keys(kind, path)) for path in unknown):
        return [(key,) for key in kind.model_fields if key not in root.keys]
    return []


def _parse(kind: type[M], root: Keys) -> tuple[M | None, list[ErrorDetails]]:
    try:
        return kind.model_validate(plain(root)), []
    except ValidationError as error:
        return None, error.errors(include_url=False)


def _is_there_now(root: Keys, detail: ErrorDetails) -> bool:
    """Whether the missing key has come to light under another name."""
    *parents, key = detail["loc"]
    return detail["type"] == "missing" and isinstance(keys := get(root, tuple(parents)), Keys) and key in keys.values


def _empty_values(node: Node, path: Path) -> Iterator[Path]:
    """Where a value is missing, or is what YAML reads as none."""
    if isinstance(node, Scalar):
        if node.plain and node.text in ("", "~", "null", "Null", "NULL"):
            yield path
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
            return _unknown_key(file, find_key(root, path), str(path[-1]), _known_keys(kind, path))
        case "missing":
            return problem("S02", file, find(root, path[:-1]), key=key, meaning=MEANINGS.get(key, "обязательный"))
        case "enum":
            words = list(_choices(annotation_at(kind, path)))
            russian = _RUSSIAN_VALUES.get(value.casefold(), "")
            near = russian if russian in words else closest(in_latin(value), words)
            hint = f"Возможно, «{near}». " if near else ""
            return problem("S04", file, mark, key=key, value=value, hint=f"{hint}Бывает: {', '.join(words)}.")
        case "string_too_long":
            return problem("S06", file, mark, limit=detail["ctx"]["max_length"])
        case "text_empty":
            return problem("S05", file, mark, key=key)
        case "id_form":
            return problem("S07", file, mark, hint=_letter_hint(value), value=value)
        case "address_form":
            return problem("S09", file, mark, hint=_letter_hint(value), value=value)
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
            return _other_shape(file, get(root, path) or root, key, detail["type"])


def _other_shape(file: str, node: Node, key: str, error: str) -> Problem:
    """A list in place of a text, a text in place of a list, and so on."""
    expected, advice = {
        "string_type": ("текст", None),
        "tuple_type": ("список", "Каждое значение пишут с новой строки после «- »."),
    }.get(error, ("набор ключей", None))
    if expected == "текст" and isinstance(node, Sequence):
        advice = "Здесь один текст: уберите «-» в начале строк."
    elif isinstance(node, Scalar) and (glued := re.match(r"[a-z]+:(?=\S)", node.text)):
        advice = f"После двоеточия нужен пробел: «{glued[0]} …»."
    return problem("S03", file, node.mark, hint=advice, key=key, expected=expected, found=describe(node))


def _iso_hint(value: str) -> str | None:
    """The same day in the right form, where the form leaves no doubt which day it is."""
    if match := re.fullmatch(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})(?: ?г\.?)?", value):
        day, month, year = map(int, match.groups())
    elif match := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ].*)?", value):
        year, month, day = map(int, match.groups())
    else:
        return None
    return f"Напишите {year:04}-{month:02}-{day:02}." if 1 <= month <= 12 and 1 <= day <= 31 else None


def _unknown_key(file: str, mark: Mark, key: str, known: list[str]) -> Problem:
    meant = _meant(key, known)
    if meant and meant == in_latin(key):
        return problem("S01", file, mark, key=key, hint=_letter_hint(key))
    advice = f"Возможно, «{meant}»." if meant else f"Здесь бывают: {', '.join(known)}." if known else None
    return problem("S01", file, mark, key=key, hint=advice)


def _meant(key: str, known: list[str]) -> str | None:
    """The known key that an unknown one was most likely meant to be."""
    russian = _RUSSIAN.get(key.casefold(), "")
    return russian if russian in known else closest(in_latin(key), known)


def _known_keys(kind: type[BaseModel], path: Path) -> list[str]:
    model = model_at(kind, path[:-1])
    return list(model.model_fields) if model else []


def _letter_hint(word: str) -> str | None:
    """Which letter of a Latin word is Russian, or the same word in small letters, where that is all that is wrong with it."""
    latin = in_latin(word)
    if latin == word:
        small = word.lower().strip("/")
        return f"Напишите «{small}»." if all(map(is_id, small.split("/"))) else None
    if not all(map(is_id, latin.lower().split("/"))) or not re.search("[A-Za-z]", word):
        return None
    index = next(index for index, letter in enumerate(word) if letter != latin[index])
    return f"{index + 1}-я буква «{word[index]}» русская; наберите латиницей: {latin.lower()}."


def _choices(annotation: Any) -> Iterator[str]:
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        yield from (str(member) for member in annotation)
    for part in get_args(annotation):
        yield from _choices(part)
