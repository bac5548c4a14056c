"""The console: which data a path of the command line means, and how problems and deadlines are told there."""

import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.problem import Problem, as_json, visible
from generator.rules import Severity
from generator.russian import plural

if TYPE_CHECKING:
    from generator.deadline.reading import Interval

DATA = "roadmaps"
"""The name of the data folder."""


class PathError(ValueError):
    """A path of the command line leads to no data; the message says so in Russian."""


def data_roots(paths: Iterable[Path]) -> dict[Path, list[str]]:
    """The data folders that `paths` lie in, each with the chosen paths inside it (empty text: all of it).

    A data folder is named as the caller would name it: from here, if the path is.
    """
    roots: dict[Path, list[str]] = {}
    for path in paths:
        whole = Path(os.path.normpath(path.absolute()))
        root = _data_folder(path, whole)
        inside = whole.relative_to(root).as_posix() if whole.is_relative_to(root) else "."
        name = root if path.is_absolute() else Path(os.path.relpath(root))
        roots.setdefault(name, []).append("" if inside == "." else inside)
    return roots


def _data_folder(path: Path, whole: Path) -> Path:
    """The folder of the data that `path` (in whole: `whole`) is, lies in or has beside its configuration.

    It is one named `roadmaps`, or the one above the profiles of territories.
    """
    if not os.path.lexists(whole):
        words = f"нет такого файла или папки: {visible(str(path))}."
        raise PathError(f"{words} Запустите команду из корня проекта или назовите папку с данными.")
    if _is_data(whole / DATA):
        return whole / DATA
    for folder in (whole, *whole.parents):
        if _is_data(folder):
            return folder
    for profile, depth in (("school.yml", 3), ("district.yml", 2), ("region.yml", 1)):
        for folder in (whole, *whole.parents):
            if (folder / profile).is_file():
                return folder.parents[depth - 1]
    if whole.is_dir() and any(whole.glob("*/region.yml")):
        return whole
    raise PathError(
        f"{visible(str(path))} лежит вне папки с данными. Данные лежат в папке {DATA}, по папке на область и район."
    )


def _is_data(folder: Path) -> bool:
    """Whether it is a folder `roadmaps` of the data, and not a checkout of the project that is named so too."""
    return folder.name == DATA and folder.is_dir() and not (folder / DATA).is_dir()


def beneath(problems: Iterable[Problem], root: Path, chosen: list[str]) -> list[Problem]:
    """The problems of the chosen paths and of the folders above them, with the file as the caller would write it."""
    return [
        replace(fault, file=(root / fault.file).as_posix())
        for fault in problems
        if any(not path or _is_in(fault.file, path) or _is_in(path, fault.file) for path in chosen)
    ]


def _is_in(path: str, folder: str) -> bool:
    return f"{path}/".startswith(f"{folder}/")


def tell_problems(problems: list[Problem], form: str) -> None:
    """Problems to stdout; a sentence of the result to stderr, so that stdout is the answer alone."""
    if form == "json":
        click.echo(as_json(problems))
        return
    for fault in problems:
        click.echo(fault.as_annotation() if form == "github" else _coloured(fault))
    errors = _errors(problems)
    warnings = len(problems) - len(errors)
    verdict = _verdict(errors) if errors else "Ошибок нет"
    click.echo(verdict + (f", предупреждений — {warnings}." if warnings else "."), err=True)


def tell_errors(problems: list[Problem]) -> None:
    """Errors to stdout; of warnings, which are no news at every build, only their number, to stderr."""
    errors = _errors(problems)
    for fault in errors:
        click.echo(_coloured(fault))
    warnings = len(problems) - len(errors)
    words = [_verdict(errors)] if errors else []
    words += [f"предупреждений — {warnings}, их покажет roadmaps check"] if warnings else []
    if words:
        sentence = ", ".join(words)
        click.echo(f"{sentence[0].upper()}{sentence[1:]}.", err=True)


def _errors(problems: list[Problem]) -> list[Problem]:
    return [fault for fault in problems if fault.severity is Severity.ERROR]


def _verdict(errors: list[Problem]) -> str:
    files = len({fault.file for fault in errors})
    return f"Найдено ошибок — {len(errors)} в {files} {plural(files, 'файле', 'файлах', 'файлах')}"


def _coloured(fault: Problem) -> str:
    """The line of a problem; where the output is a terminal, its severity in colour (click drops colours elsewhere)."""
    colour = "red" if fault.severity is Severity.ERROR else "yellow"
    word = f"{fault.severity.word} {fault.code}"
    place, _, rest = fault.as_text().partition(word)
    return click.style(place, bold=True) + click.style(word, fg=colour) + rest


def tell_deadline(text: str, period: "Interval | None", order_date: date | None) -> None:
    """How a wording is read, in words: its reading, its days and the rule; or why it is refused and what to do."""
    from generator.deadline import RULES, UnreadableDeadline, explain, read  # noqa: PLC0415 only this command needs a grammar

    try:
        deadline = read(text, period=period, order_date=order_date)
    except UnreadableDeadline as refusal:
        click.echo(f"«{visible(text)}» не прочитан: {refusal.reason}\n{refusal.advice}")
        return
    rule = RULES[deadline.rule]
    lines = [f"«{visible(text)}»: {explain(deadline)}"]
    lines += [f"  {interval.start or '…'} — {interval.end or '…'}" for interval in deadline.intervals]
    lines += [f"Повторение: {deadline.repeat}"] if deadline.repeat else []
    click.echo("\n".join((*lines, f"Правило: {rule.title} ({deadline.rule}).")))
