"""The command `roadmaps schema`: the JSON Schema of each kind of file, for editors and forms."""

import os
from pathlib import Path

import click

from generator.disk import disk_errors, rewrite, write
from generator.editor_schema import schema_files
from generator.usage import Command


@click.command("schema", cls=Command, help="Записать JSON Schema файлов: по ней редактор подсказывает ключи.")
@click.argument("folder", metavar="ПАПКА", type=click.Path(path_type=Path, file_okay=False))
def schema_command(folder: Path) -> None:
    """Write the schemas into `folder`, over those that are there."""
    with disk_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for file in schema_files():
            path = folder / file.path
            rewrite(path, file.data) if path.exists() else write(path, file.data, os.O_EXCL)
            click.echo(path)
