"""The command `roadmaps fmt`: files of the data in canonical form, their values and comments as they were."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from pydantic import BaseModel

from generator import source
from generator.canonical import UnformattableError, formatted
from generator.console import beneath, data_roots, tell_problems
from generator.disk import disk_errors, rewrite
from generator.model import Project as FederalProject
from generator.model import Report, Roadmap
from generator.problem import Problem, visible
from generator.project import Project
from generator.reading import BESIDE, PROFILES
from generator.rules import Severity
from generator.russian import plural
from generator.usage import Command

_PROJECTS, _REPORTS, _FILES = BESIDE


@click.command("fmt", cls=Command, help="Привести файлы к единому виду. Значения и комментарии не меняются.")
@click.argument("paths", nargs=-1, metavar="[ПУТЬ…]", type=click.Path(path_type=Path))
@click.option("--check", "is_check", is_flag=True, help="Только назвать файлы другого вида и ничего не менять.")
def fmt_command(paths: tuple[Path, ...], *, is_check: bool) -> None:
    """Exit 1 if a file cannot be read or brought into that form, and with --check if one has another form."""
    problems: list[Problem] = []
    other = left = 0
    for root, chosen in data_roots(paths or (Project(Path()).data,)).items():
        for path in _files(root, chosen):
            try:
                found, text = _canonical(root / path, path)
            except UnformattableError as error:
                click.echo(visible(f"{root / path}: файл оставлен как есть: {error}."), err=True)
                left += 1
                continue
            problems += beneath(found, root, [path])
            if text is None:
                continue
            other += 1
            click.echo(visible(str(root / path)))
            if not is_check:
                with disk_errors(root / path):
                    rewrite(root / path, text.encode())
    tell_problems(problems, "text") if problems else None
    if is_check and other:
        words = plural(other, "файл записан", "файла записаны", "файлов записаны")
        click.echo(f"{other} {words} не в едином виде. Запустите roadmaps fmt.", err=True)
    sys.exit(1 if problems or left or (is_check and other) else 0)


def _files(root: Path, chosen: list[str]) -> Iterator[str]:
    """The paths of the chosen files of the data, in the sequence of the alphabet; links are left alone."""
    found: set[str] = set()
    for inside in chosen:
        start = root / inside
        names = [start] if start.is_file() else sorted(start.rglob("*.yml"))
        found |= {name.relative_to(root).as_posix() for name in names if name.suffix == ".yml" and not name.is_symlink()}
    return iter(sorted(path for path in found if _FILES not in path.split("/")[:-1]))


def _canonical(file: Path, path: str) -> tuple[list[Problem], str | None]:
    """What forbids to read the file; else its text in canonical form, or None if that is the one it has."""
    with disk_errors(file):
        data = file.read_bytes()
    tree, problems = source.read(path, data)
    errors = [fault for fault in problems if fault.severity is Severity.ERROR]
    if tree is None or errors:
        return errors, None
    text = formatted(data.decode("utf-8-sig"), _kind(path))
    same, _ = source.read(path, text.encode())
    if same is None or source.plain(same) != source.plain(tree):
        raise UnformattableError("изменились бы значения. Запишите его проще, каждый ключ как «ключ: значение»")
    return [], None if text.encode() == data else text


def _kind(path: str) -> type[BaseModel]:
    """What kind of file lies at `path`."""
    folder, name = os.path.split(path)
    kinds: dict[str, type[BaseModel]] = {profile: kind for kind, profile in PROFILES.items()}
    beside: dict[str, type[BaseModel]] = {_PROJECTS: FederalProject, _REPORTS: Report}
    return kinds.get(name) or beside.get(os.path.basename(folder)) or Roadmap  # noqa: PTH119  # a path inside the data
