"""The command `roadmaps pdf`: plans as PDF for those who print and attach them, made apart from the site.

One takes a second or two, and needs libraries of the system, so a build does not wait for it.
"""

import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from generator.build import check
from generator.console import beneath, tell_errors
from generator.data import Checked
from generator.disk import disk_errors, rewrite, write
from generator.outputs.printout import printout
from generator.pdf import PdfError, printer
from generator.problem import visible
from generator.project import Project, today
from generator.russian import plural
from generator.usage import Command, Day


@click.command("pdf", cls=Command, help="Записать планы в PDF: для печати и рассылки. Нужен WeasyPrint.")
@click.argument("addresses", nargs=-1, metavar="[АДРЕС…]")
@click.option("--into", default="build/pdf", metavar="ПАПКА", type=click.Path(path_type=Path), help="Куда; иначе build/pdf.")
@click.option("--as-of", type=Day(), help="На какой день судить о сроках; иначе на сегодня.")
def pdf_command(addresses: tuple[str, ...], into: Path, as_of: date | None) -> None:
    """The plans at the `addresses` and all below them (none: all), as `<address>.pdf`; what is there is not made again.

    Exit 1 if the data have errors, 2 where WeasyPrint is missing.
    """
    project = Project(Path())
    if not project.data.is_dir():
        raise click.UsageError(f"здесь нет папки {project.data.name} с данными. Запустите команду в корне проекта.")
    try:
        made_by = printer()
    except PdfError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    settings = project.settings()
    chosen = [_address(address, project.data.name) for address in addresses]
    day = as_of or today(settings, os.environ.get("SOURCE_DATE_EPOCH"))
    checked = check(project, day, today(settings, None), lambda _: None)
    tell_errors(beneath(checked.problems, project.data, [""]))
    if checked.has_errors:
        click.echo("Файлы PDF не записаны.", err=True)
        sys.exit(1)
    plans = sorted({plan.address for summary in checked.summaries for plan in summary.plans})
    for one in chosen:
        if not any(_is_below(plan, one) for plan in plans):
            words = f"планов по адресу {visible(one)} нет"
            raise click.UsageError(
                f"{words}. Адрес — это путь в папке {project.data.name}: oblast/rayon или oblast/rayon/plan."
            )
    made = 0
    for address, text in _printouts(checked, chosen, settings.site_url):
        file = into / f"{address}.pdf"
        if not made_by.is_made(file, text):
            _write(file, made_by.draw(text))
            made += 1
    files = plural(made, "файл", "файла", "файлов")
    click.echo(f"Записано: {made} {files} PDF, папка {visible(str(into))}.", err=True)


def _address(given: str, data: str) -> str:
    """An address as a user may write it: that of a page, or the path of a file of the data."""
    parts = [part for part in given.replace("\\", "/").split("/") if part not in ("", ".")]
    return "/".join(parts[1:] if parts[:1] == [data] else parts).removesuffix(".yml")


def _is_below(address: str, above: str) -> bool:
    return address == above or not above or address.startswith(f"{above}/")


def _printouts(checked: Checked, chosen: list[str], site_url: str) -> Iterator[tuple[str, str]]:
    """The address and the printout of each plan that is one of the `chosen` or lies below one of them (none: of all)."""
    for unit, context in checked.districts(lambda _: None, site_url):
        for plan in (*unit.plans, *(plan for school in unit.schools for plan in school.plans)):
            if any(_is_below(plan.address, one) for one in chosen or [""]):
                yield plan.address, printout(plan, unit, context, checked.as_of)


def _write(file: Path, data: bytes) -> None:
    """Whoever looks sees the old file whole or the new one."""
    with disk_errors(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.is_file():
            rewrite(file, data)
        else:
            write(file, data, os.O_EXCL)
