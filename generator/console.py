"""The console: which data a path of the command line means, and how problems and deadlines are told there."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from generator.deadline import RULES, explain, read
from generator.deadline.reading import Interval, UnreadableDeadline
from generator.problem import Problem, as_json, visible
from generator.rules import Severity
from generator.russian import plural

DATA = "roadmaps"
"""The name of the data folder."""


class PathError(ValueError):
    """A path of the command line leads to no data; the message says so in Russian."""


def data_roots(paths: Iterable[Path]) -> dict[Path, list[str]]:
    """The data folders that `paths` lie in, each with the chosen paths inside it (empty text: all of it)."""
    roots: dict[Path, list[str]] = {}
    for path in paths:
        root = _data_folder(path)
        inside = path.absolute().relative_to(root.absolute()).as_posix()
        roots.setdefault(root, []).append("" if inside == "." else inside)
    return roots


def _data_folder(path: Path) -> Path:
    """The folder of the data that `path` is or lies in: one named `roadmaps`, or the one above the profiles of territories."""
    if not path.exists():
        raise PathError(f"нет такого файла или папки: {path}. Запустите из корня проекта или назовите папку с данными.")
    for folder in (path, *path.parents, *path.absolute().parents):
        if folder.name == DATA and folder.is_dir():
            return folder
    for profile, depth in (("school.yml", 3), ("district.yml", 2), ("region.yml", 1)):
        for folder in (path, *path.absolute().parents):
            if (folder / profile).is_file():
                return folder.absolute().parents[depth - 1]
    if path.is_dir():
        return path
    raise PathError(f"файл {path} лежит вне папки с данными: положите его в папку района.")


def beneath(problems: Iterable[Problem], root: Path, chosen: list[str]) -> list[Problem]:
    """The problems of the chosen paths, with the path of the file as the caller would write it."""
    kept = (fault for fault in problems if any(f"{fault.file}/".startswith(f"{path}/" if path else "") for path in chosen))
    return [replace(fault, file=(root / fault.file).as_posix()) for fault in kept]


def tell_problems(problems: list[Problem], form: str) -> None:
    """Problems to stdout; a sentence of the result to stderr, so that stdout is the answer alone."""
    if form == "json":
        click.echo(as_json(problems))
        return
    for fault in problems:
        click.echo(fault.as_annotation() if form == "github" else _coloured(fault))
    errors = [fault for fault in problems if fault.severity is Severity.ERROR]
    warnings = len(problems) - len(errors)
    if errors:
        files = len({fault.file for fault in errors})
        verdict = f"Найдено ошибок — {len(errors)} в {files} {plural(files, 'файле', 'файлах', 'файлах')}"
    else:
        verdict = "Ошибок нет"
    click.echo(verdict + (f", предупреждений — {warnings}." if warnings else "."), err=True)


def _coloured(fault: Problem) -> str:
    """The line of a problem; where the output is a terminal, its severity in colour (click drops colours elsewhere)."""
    colour = "red" if fault.severity is Severity.ERROR else "yellow"
    word = f"{fault.severity.word} {fault.code}"
    place, _, rest = fault.as_text().partition(word)
    return click.style(place, bold=True) + click.style(word, fg=colour) + rest


def tell_deadline(text: str, period: Interval | None, order_date: date | None) -> None:
    """How a wording is read, in words: its reading, its days and the rule; or why it is refused and what to do."""
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
