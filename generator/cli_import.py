"""The command `roadmaps import`: a signed order in Word, Excel or as text becomes a file of the data, and a report of it."""

import os
import sys
from datetime import date
from pathlib import Path

import click

from generator.console import beneath, data_roots, tell_problems
from generator.destination import Destination
from generator.disk import disk_errors
from generator.importers.blocks import UnreadableFileError
from generator.importers.draft import Draft, draft
from generator.importers.formats import read_blocks
from generator.importers.package import MAX_FILE
from generator.problem import visible
from generator.question import period as to_period
from generator.rules import Severity
from generator.russian import plural
from generator.usage import Command, Day


@click.command("import", cls=Command, help="Сделать из приказа (Word, Excel, текст) файл с планом и сказать, что проверить.")
@click.argument("file", metavar="ФАЙЛ", type=click.Path(path_type=Path))
@click.option("--into", metavar="ПАПКА", help="Папка района, области или школы: roadmaps/oblast/rayon. Иначе — на экран.")
@click.option("--id", "id_", metavar="ИМЯ", help="Имя нового файла, латиницей; иначе — по году плана.")
@click.option("--order-date", type=Day(), help="Дата приказа, если её нет в файле.")
@click.option("--period", metavar="ПЕРИОД", help="Год или две даты: 2021, 2020-09-01/2021-08-31.")
def import_command(file: Path, into: str | None, id_: str | None, order_date: date | None, period: str | None) -> None:
    """Exit 1 for a file that cannot be read safely, and if the check finds errors in what was written."""
    try:
        years = to_period(period) if period else None
    except ValueError as error:
        raise click.UsageError(f"--period: {error}") from error
    destination, folder = _destination(into) if into else (None, "")
    try:
        found = draft(*read_blocks(file.name, _read(file)), order_date=order_date, period=years)
    except UnreadableFileError as error:
        click.echo(f"{visible(str(file))}: {visible(str(error))}", err=True)
        sys.exit(1)
    if destination is None:
        click.echo(found.text, nl=False)
        _tell(found)
        return
    path = f"{destination.new_id(folder, id_, found.suggested)}.yml"
    destination.create(path, found.text)
    click.echo(destination.root / path)
    _tell(found)
    problems = destination.check(path)
    tell_problems(beneath(problems, destination.root, [path]), "text")
    sys.exit(1 if any(fault.severity is Severity.ERROR for fault in problems) else 0)


def _destination(into: str) -> tuple[Destination, str]:
    """The data, and the address of the folder in it that `into` names by a path or by that address."""
    if os.path.lexists(into):
        ((root, (inside,)),) = data_roots([Path(into)]).items()
        destination = Destination(root, inside)
    else:
        destination, inside = Destination.here(), into.strip("/")
    return destination, destination.ask_folder(inside, "Куда положить план", depths=(1, 2, 3))


def _read(file: Path) -> bytes:
    with disk_errors(file), file.open("rb") as opened:
        return opened.read(MAX_FILE + 1)


def _tell(found: Draft) -> None:
    """The report: what was read, and what a person has to look at."""
    lines = ["Прочитано: " + "; ".join(found.read) + "."]
    if found.doubts:
        count = len(found.doubts)
        lines.append(f"Проверьте {count} {plural(count, 'место', 'места', 'мест')}:")
        lines += [f"  {doubt.place}: {doubt.text}" if doubt.place else f"  {doubt.text}" for doubt in found.doubts]
    for line in lines:
        click.echo(visible(line), err=True)
