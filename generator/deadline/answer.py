"""The answers of `roadmaps deadline`: a wording and its period as text in, one JSON object out."""

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from generator.deadline import read
from generator.deadline.extent import FIRST_YEAR, LAST_YEAR
from generator.deadline.reading import Interval, UnreadableDeadline

_T = TypeVar("_T")


def answer(text: str, period: Interval | None = None, order_date: date | None = None) -> dict[str, Any]:
    """How `text` is read: kind, intervals (ISO, None where open), repeat, undated, precision, rule; or the error in Russian."""
    try:
        deadline = read(text, period=period, order_date=order_date)
    except UnreadableDeadline as refused:
        return {"text": text, "error": f"{refused.reason} {refused.advice}"}
    return {
        "text": text,
        "kind": deadline.kind.value,
        "intervals": [{"start": _iso(interval.start), "end": _iso(interval.end)} for interval in deadline.intervals],
        "repeat": deadline.repeat,
        "undated": deadline.undated.value if deadline.undated else None,
        "precision": deadline.precision.value if deadline.precision else None,
        "rule": deadline.rule,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def answer_line(line: bytes, number: int) -> dict[str, Any]:
    """The answer to line `number` of a batch: JSON in UTF-8, `{"text", "period", "order_date"}`, the last two may be null.

    A period that is a year may be a number. What is wrong with the line is an answer too, in Russian and with its number.
    """
    text = None
    try:
        asked = _parse_object(line)
        text = asked.get("text")
        if not isinstance(text, str):
            text = None
            raise ValueError("нет текста срока: в ключе text должна быть строка")
        period = asked.get("period")
        if isinstance(period, int) and not isinstance(period, bool):
            period = str(period)
        return answer(text, _parse("period", period, parse_period), _parse("order_date", asked.get("order_date"), _date))
    except ValueError as error:
        return {"text": text, "error": f"Строка {number}: {error}."}


def _parse_object(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ValueError("не в UTF-8") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"не JSON, непонятно с {error.colno}-го знака" if line.strip() else "пустая") from None
    except (ValueError, RecursionError):  # a number of thousands of digits, brackets within brackets
        raise ValueError("не JSON, который можно прочитать") from None
    if not isinstance(found, dict):
        raise ValueError('не объект JSON; ждали {"text": "…", "period": "2021", "order_date": null}')
    return found


def _parse(key: str, given: object, parse: Callable[[str], _T]) -> _T | None:
    """What stands in `key`; nothing is None."""
    if given is None or given == "":
        return None
    if not isinstance(given, str):
        raise ValueError(f"в ключе {key} должна быть строка или null")
    try:
        return parse(given)
    except ValueError as error:
        raise ValueError(f"{key}: {error}") from error


def parse_period(text: str) -> Interval:
    """The period of `2021`, of the school year `2020/2021` (1 September to 31 August), of two ISO dates, or of `2021-06-28/..`.

    Raises ValueError in Russian for anything else.
    """
    if re.fullmatch(r"\d{4}", text):
        year = _year(text)
        return Interval(date(year, 1, 1), date(year, 12, 31))
    if re.fullmatch(r"\d{4}/\d{4}", text):
        first, second = (_year(part) for part in text.split("/"))
        if second != first + 1:
            raise ValueError(f"учебный год — это два года подряд, а не {text}")
        return Interval(date(first, 9, 1), date(second, 8, 31))
    start, slash, end = text.partition("/")
    if not slash:
        raise ValueError(f"«{text}» не период: ждали 2021, 2020/2021, 2020-09-01/2021-08-31 или 2021-06-28/..")
    first_day, last_day = _date(start), None if end == ".." else _date(end)
    if last_day is not None and last_day < first_day:
        raise ValueError(f"период кончается раньше, чем начинается: {text}")
    return Interval(first_day, last_day)


def _year(text: str) -> int:
    year = int(text)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"год {text} похож на опечатку: ждали от {FIRST_YEAR} до {LAST_YEAR}")
    return year


def _date(text: str) -> date:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise ValueError(f"«{text}» не дата вида ГГГГ-ММ-ДД")
    _year(text[:4])
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"такой даты нет: {text}") from None
