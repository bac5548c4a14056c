"""The command `roadmaps`.

Exit codes: 0 good, 1 faults in the data, 2 a wrong call or an environment that cannot work, 130 and 143 on SIGINT and SIGTERM.

What reads and draws takes half a second to import, so each command imports what it needs, when it needs it: where nothing has
changed (`seen`), nothing of that is.
"""

# ruff: noqa: PLC0415 as is said above

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NoReturn

import click

from generator import seen
from generator.console import PathError, beneath, data_roots, tell_deadline, tell_errors, tell_problems
from generator.engine import end_by_signals, exit_code_of_signal
from generator.problem import Problem, visible
from generator.project import Project, today
from generator.rules import Severity
from generator.russian import plural
from generator.sync import Manifest, admit
from generator.usage import Day, Group, OneOf, explain

if TYPE_CHECKING:
    from generator.data import Checked
    from generator.executor import Perform

Progress = Callable[[str], None]


@click.group(cls=Group, help="Публикация дорожных карт: из файлов YAML в страницы и сайт.")
def roadmaps() -> None:
    """The group of commands."""


as_of_option = click.option("--as-of", type=Day(), help="На какой день судить о сроках; иначе на сегодня.")


@roadmaps.command("check", help="Проверить файлы данных и сказать, что в них не так.")
@click.argument("paths", nargs=-1, metavar="[ПУТЬ…]", type=click.Path(path_type=Path))
@click.option("--format", "form", type=OneOf(["text", "json", "github"]), default="text", help="Вид ответа.")
@as_of_option
def check_command(paths: tuple[Path, ...], form: str, as_of: date | None) -> None:
    """Exit 1 if there are errors; warnings alone are no reason to fail."""
    problems: list[Problem] = []
    for root, chosen in data_roots(paths or (Project(Path()).data,)).items():
        problems += beneath(_check(root, as_of), root, chosen)
    tell_problems(sorted(problems), form)
    sys.exit(1 if any(fault.severity is Severity.ERROR for fault in problems) else 0)


def _check(root: Path, as_of: date | None) -> list[Problem]:
    """Every problem of the data below `root`."""
    project = Project(root.parent)
    days, is_noted = _days(project, as_of), project.data == root and project.config.is_file()
    look = seen.look(project, days, whole=False) if is_noted else ""
    if said := seen.recall(project, look):
        return said.problems
    from generator import making
    from generator.executor import pool, processors

    with _progress("Проверяю") as progress, pool(processors()) as perform:
        problems = making.check(root, days, perform, progress)
    if is_noted:
        seen.note(project, look, problems)
    return problems


@roadmaps.command("deadline", help="Показать, как читается срок.")
@click.argument("text", required=False, metavar="ТЕКСТ")
@click.option("--period", metavar="ПЕРИОД", help="Период плана: 2021, 2020/2021 (учебный год), две даты через /.")
@click.option("--order-date", type=Day(), help="Дата приказа.")
@click.option("--json", "as_json_line", is_flag=True, help="Ответить строкой JSON.")
@click.option("--batch", type=click.File("rb"), metavar="ФАЙЛ", help="Ответить строкой JSON на каждую строку JSON файла.")
def deadline_command(
    text: str | None, period: str | None, order_date: date | None, as_json_line: bool, batch: BinaryIO | None
) -> None:
    """A refusal is an answer: the exit code is 0."""
    from generator.deadline.answer import answer, answer_line, parse_period

    if (text is None) == (batch is None):
        raise click.UsageError("нужен либо срок в кавычках, либо --batch ФАЙЛ.")
    if batch is not None:
        for number, line in enumerate(batch, 1):
            click.echo(json.dumps(answer_line(line, number), ensure_ascii=False))
        return
    try:
        span = parse_period(period) if period else None
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    if as_json_line:
        click.echo(json.dumps(answer(text or "", span, order_date), ensure_ascii=False))
    else:
        tell_deadline(text or "", span, order_date)


@roadmaps.command("pages", help="Записать страницы Markdown в папку; иначе в build/docs.")
@click.argument("out", required=False, metavar="[ПАПКА]", type=click.Path(path_type=Path))
@as_of_option
def pages_command(out: Path | None, as_of: date | None) -> None:
    """Nothing is written from data with an error."""
    from generator.build import write_pages

    project = _project()
    out = out or project.docs
    written = _make("Пишу страницы", project, as_of, lambda checked, progress: write_pages(project, out, checked, progress))
    if written is None:
        _fail("Страницы не записаны.")
    click.echo(f"Записано файлов: {len(written)}, в папку {out}.", err=True)


site_option = click.option(
    "--site-dir", default="site", metavar="ПАПКА", type=click.Path(path_type=Path), help="Куда; иначе site."
)
jobs_option = click.option(
    "--jobs", metavar="ЧИСЛО", type=click.IntRange(1, 256), help="Сколько процессов; иначе по числу процессоров."
)


@roadmaps.command("build", help="Собрать сайт.")
@as_of_option
@site_option
@jobs_option
@click.option("--dask", "scheduler", metavar="АДРЕС", help="Планировщик кластера dask: собирать на его машинах.")
@click.option("--plain", is_flag=True, help="Все страницы — через MkDocs: медленно, но при любой теме.")
def build_command(as_of: date | None, site_dir: Path, jobs: int | None, scheduler: str | None, plain: bool) -> None:
    """On any failure the old site stays."""
    project = _project()
    if (plain and (scheduler or jobs)) or (scheduler and jobs):
        raise click.UsageError("--plain, --jobs и --dask вместе не бывают.")
    if plain:
        is_built = _build_plain(project, as_of, site_dir)
    else:
        is_built = _build(project, as_of, site_dir, lambda: _performing(jobs, scheduler))
    if not is_built:
        _fail("Сайт не изменён.")


@roadmaps.command("serve", help="Показывать сайт и пересобирать его, когда меняются файлы.")
@as_of_option
@site_option
@jobs_option
@click.option("--port", default=8000, metavar="ПОРТ", type=click.IntRange(0, 65535), help="Порт; иначе 8000.")
def serve_command(as_of: date | None, site_dir: Path, jobs: int | None, port: int) -> None:
    """Faults in the data are printed, and the last good site stays."""
    from generator.serve import serve

    project = _project()
    watched = [*project.sources, project.config]
    serve(site_dir, lambda: _build(project, as_of, site_dir, lambda: _performing(jobs)), watched, port=port, tell=_tell)
    sys.exit(exit_code_of_signal())


roadmaps.add_elsewhere("new", "generator.cli_new:new")
roadmaps.add_elsewhere("fmt", "generator.cli_fmt:fmt_command")
roadmaps.add_elsewhere("import", "generator.cli_import:import_command")
roadmaps.add_elsewhere("pdf", "generator.cli_pdf:pdf_command")
roadmaps.add_elsewhere("schema", "generator.cli_schema:schema_command")


def _project() -> Project:
    """The project of the current folder, with data in it."""
    project = Project(Path())
    if not project.data.is_dir():
        raise click.UsageError(f"здесь нет папки {project.data.name} с данными. Запустите команду в корне проекта.")
    return project


def _days(project: Project, as_of: date | None) -> tuple[date, date]:
    """The day that the pages show (`--as-of`, else SOURCE_DATE_EPOCH, else today), and today by the clock of the site.

    A report is refused by the clock alone: a site may be built as of a day long past, and newer reports are not on it yet.
    """
    settings = project.settings()
    return as_of or today(settings, os.environ.get("SOURCE_DATE_EPOCH")), today(settings, None)


def _performing(jobs: int | None, scheduler: str | None = None) -> "AbstractContextManager[Perform]":
    """Who does the work: a pool of so many processes, else as many as there are processors; or the cluster of a scheduler."""
    from generator.executor import cluster, pool, processors

    return cluster(scheduler) if scheduler else pool(jobs or processors())


def _build(
    project: Project, as_of: date | None, site: Path, performing: "Callable[[], AbstractContextManager[Perform]]"
) -> bool:
    """Check and publish; False if the data have errors, which are told."""
    days = _days(project, as_of)
    look = seen.look(project, days)
    if said := seen.recall(project, look, site):
        admit(site, project.apart)
        tell_errors(beneath(said.problems, project.data, [""]))
        return _tell_built(said.files, site)
    from generator import making

    with performing() as perform, _progress("Собираю сайт") as progress:
        built = making.build(project, site, days, perform, progress, _tell)
    if built.manifest is not None:
        seen.note(project, look, built.problems, site, len(built.manifest))
    tell_errors(beneath(built.problems, project.data, [""]))
    return _tell_built(None if built.manifest is None else len(built.manifest), site)


def _build_plain(project: Project, as_of: date | None, site: Path) -> bool:
    """Likewise, with all pages through the engine."""
    from generator.build import build_plain

    words = "Собираю сайт"
    made = _make(words, project, as_of, lambda checked, progress: build_plain(project, site, checked, progress, _tell))
    return _tell_built(None if made is None else len(made), site)


def _tell_built(files: int | None, site: Path) -> bool:
    if files is not None:
        _tell(f"Сайт собран: {files} {plural(files, 'файл', 'файла', 'файлов')}, папка {visible(str(site))}.")
    return files is not None


def _make(words: str, project: Project, as_of: date | None, make: "Callable[[Checked, Progress], Manifest]") -> Manifest | None:
    """Check, then `make` what needs data without errors; None if there are some.

    Problems are told when the line of progress is gone: while it stands, rich takes all that is written to stderr.
    """
    from generator.build import check

    with _progress(words) as progress:
        checked = check(project, *_days(project, as_of), progress)
        made = None if checked.has_errors else make(checked, progress)
    tell_errors(beneath(checked.problems, project.data, [""]))
    return made


def _tell(words: str) -> None:
    click.echo(words, err=True)


def _fail(words: str) -> NoReturn:
    """There are errors in the data."""
    _tell(words)
    sys.exit(1)


@contextmanager
def _progress(words: str) -> Iterator[Progress]:
    """A line on a terminal that says what is being done; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True, highlight=False, soft_wrap=True).status(f"{words}…") as status:
        yield lambda what: status.update(f"{words}: {what}…" if what else f"{words}…")


def main() -> None:
    """Run the command; whatever happens, the user reads a Russian sentence and never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # also where the locale knows no Russian
    end_by_signals()
    try:
        roadmaps.main(standalone_mode=False)
    except SystemExit:  # or it would be held against what follows, which has to be imported
        raise
    except click.exceptions.Exit as ended:
        sys.exit(ended.exit_code)
    except click.Abort:
        sys.exit(130)
    except click.exceptions.NoArgsIsHelpError as error:
        _refuse(error.format_message())
    except click.ClickException as error:
        _refuse(f"Неверный вызов: {explain(error)}")
    except PathError as error:
        _refuse(f"Неверный вызов: {error}")
    except _failures() as error:
        _refuse(f"{error}\nСайт не изменён.")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains while it ends
        sys.exit(141)
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        words = f"Внутренняя ошибка ({type(error).__name__}: {visible(str(error))}). Сайт не изменён."
        _refuse(f"{words} Сообщите разработчикам; подробности покажет python -X dev -m generator.")


def _failures() -> tuple[type[Exception], ...]:
    """What a build or a server is refused with: asked for only when something was raised."""
    from generator.making import FAILURES
    from generator.serve import ServeError

    return *FAILURES, ServeError


def _refuse(words: str) -> NoReturn:
    """A wrong call, or an environment that cannot work."""
    click.echo(words, err=True)
    sys.exit(2)
