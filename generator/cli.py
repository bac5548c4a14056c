"""The command `roadmaps`.

Exit codes: 0 good, 1 faults in the data, 2 a wrong call or an environment that cannot work, 130 and 143 on SIGINT and SIGTERM.
"""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import click
from rich.console import Console

from generator import data, site
from generator.problem import Problem, as_json
from generator.rules import Severity
from generator.russian import plural

CONFIG = Path("site_config.yml")
DATA = Path("roadmaps")
CONTENT = Path("content")

_err = Console(stderr=True, highlight=False, soft_wrap=True)


class Day(click.ParamType[date]):
    """A day of the command line, YYYY-MM-DD."""

    name = "ГГГГ-ММ-ДД"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a refusal in Russian."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"«{value}» не дата вида ГГГГ-ММ-ДД, например 2021-06-30.", param, ctx)


@click.group(help="Публикация дорожных карт: из файлов YAML в страницы и сайт.")
def roadmaps() -> None:
    """The group of commands."""


as_of_option = click.option("--as-of", type=Day(), help="На какой день судить о сроках; иначе на сегодня.")


@roadmaps.command("check", help="Проверить файлы данных и сказать, что в них не так.")
@click.argument("paths", nargs=-1, metavar="[ПУТЬ…]", type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True, help="Вид ответа."
)
@as_of_option
def check_command(paths: tuple[Path, ...], form: str, as_of: date | None) -> None:
    """Exit 1 if there are errors; warnings alone are no reason to fail."""
    del as_of  # no rule of today depends on the day; reports will
    problems: list[Problem] = []
    for root, chosen in _roots(paths or (DATA,)).items():
        with _progress("Проверяю") as progress:
            checked = data.check(root, _reserved(), progress)
        problems += _beneath(checked.problems, root, chosen)
    _print(sorted(problems), form)
    sys.exit(1 if any(fault.severity is Severity.ERROR for fault in problems) else 0)


def _roots(paths: Iterable[Path]) -> dict[Path, list[str]]:
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
        raise click.UsageError(f"нет такого файла или папки: {path}. Запустите из корня проекта или назовите папку с данными.")
    for folder in (path, *path.parents, *path.absolute().parents):
        if folder.name == DATA.name and folder.is_dir():
            return folder
    for profile, depth in (("school.yml", 3), ("district.yml", 2), ("region.yml", 1)):
        for folder in (path, *path.absolute().parents):
            if (folder / profile).is_file():
                return folder.absolute().parents[depth - 1]
    if path.is_dir():
        return path
    raise click.UsageError(f"файл {path} лежит вне папки с данными: положите его в папку района.")


def _beneath(problems: Iterable[Problem], root: Path, chosen: list[str]) -> list[Problem]:
    """The problems of the chosen paths, with the path of the file as the caller would write it."""
    kept = (fault for fault in problems if any(f"{fault.file}/".startswith(f"{path}/" if path else "") for path in chosen))
    return [replace(fault, file=(root / fault.file).as_posix()) for fault in kept]


def _reserved() -> list[str]:
    """Names at the top of the site that no region may take: those of `content/`, and the page of all regions."""
    names = [path.name.removesuffix(".md") for path in sorted(CONTENT.iterdir())] if CONTENT.is_dir() else []
    return [*names, *site.TOP_NAMES]


def _print(problems: list[Problem], form: str) -> None:
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


@contextmanager
def _progress(words: str) -> Iterator[data.Progress]:
    """A line on a terminal that says what is being done; nothing elsewhere."""
    with _err.status(f"{words}…") as status:
        yield lambda address: status.update(f"{words} {address}…")


def main() -> None:
    """Run the command; whatever happens, the user reads a Russian sentence and never a traceback."""
    try:
        roadmaps.main(standalone_mode=False)
    except click.exceptions.Exit as exit_:
        sys.exit(exit_.exit_code)
    except click.Abort:
        click.echo("Прервано.", err=True)
        sys.exit(130)
    except click.ClickException as error:
        click.echo(f"Неверный вызов: {_in_russian(error)}", err=True)
        sys.exit(2)


def _in_russian(error: click.ClickException) -> str:
    """What click says of a wrong call."""
    match error:
        case click.NoSuchOption():
            return f"нет ключа {error.option_name}. Список ключей: --help."
        case click.NoSuchCommand():
            return f"нет команды {error.command_name}. Список команд: roadmaps --help."
        case click.MissingParameter():
            return f"не хватает параметра {error.param.human_readable_name if error.param else ''}. Список: --help."
        case _:
            return error.format_message()
