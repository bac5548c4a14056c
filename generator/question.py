"""Questions of the command line: what an option has not said is asked on a terminal, and refused where there is none."""

import sys
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click
from pydantic import TypeAdapter, ValidationError

from generator.values import Day, PlanPeriod

T = TypeVar("T")
Judge = Callable[[str], T]
"""Turns an answer into its value. Raises ValueError with a Russian sentence that says what is wrong with it."""


def ask(key: str, given: str | None, words: str, judge: Judge[T], suggested: str | None = None) -> T:
    """The value of the option `key`: as `given`; else the answer to `words` on a terminal; else what is `suggested`.

    On a terminal a bad answer is told and asked again. Raises click.UsageError for a bad or missing option.
    """
    if given is None and _is_terminal():
        return _ask(words, judge, suggested)
    if given is None and suggested is None:
        raise click.UsageError(f"не хватает ключа {key}: {words.lower()}.")
    try:
        return judge(given if given is not None else suggested or "")
    except ValueError as error:
        raise click.UsageError(f"{key}: {error}") from error


def ask_optional(key: str, given: str | None, words: str, judge: Judge[T], suggested: str | None = None) -> T | None:
    """The same for an option that may be left out: an empty answer is None, and without a terminal nothing is suggested."""
    if given is None and not _is_terminal():
        return None
    return ask(key, given, f"{words} (можно пропустить)", lambda answer: judge(answer) if answer else None, suggested or "")


def _is_terminal() -> bool:
    return sys.stdin.isatty()


def _ask(words: str, judge: Judge[T], suggested: str | None) -> T:
    while True:
        answer = click.prompt(words, default=suggested, show_default=bool(suggested), err=True)
        try:
            return judge(" ".join(answer.split()))
        except ValueError as error:
            click.echo(f"{error}", err=True)


# --- what an answer may be


def text(answer: str) -> str:
    """A text of one line."""
    words = " ".join(answer.split())
    if not words:
        raise ValueError("здесь пусто. Напишите текст.")
    return words


def day(answer: str) -> date:
    """A date."""
    try:
        return _DAY.validate_python(answer)
    except ValidationError:
        raise ValueError(f"«{answer}» не дата вида ГГГГ-ММ-ДД. Напишите, например, 2021-03-27.") from None


def period(answer: str) -> str:
    """A period, as it stands in a file."""
    try:
        _PERIOD.validate_python(answer)
    except ValidationError:
        raise ValueError(f"«{answer}» не период. Напишите год или две даты: 2021, 2020-09-01/2021-08-31.") from None
    return answer


_DAY: TypeAdapter[date] = TypeAdapter(Day)
_PERIOD: TypeAdapter[Any] = TypeAdapter(PlanPeriod)
