"""From the data to the published site: check, draw, stage, build, index, publish; nothing is built from faulty data."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path

from generator import data, engine
from generator.data import Checked, Progress
from generator.disk import FolderError, printable
from generator.files import SiteFile
from generator.history import open_history
from generator.ids import table_file
from generator.outputs.datapackage import region_table
from generator.outputs.lite import with_lite
from generator.pages.entries import TITLES, draw_entries, draw_titles
from generator.pages.markdown import Page, write
from generator.project import Project
from generator.publish import inspect, lock, publish
from generator.search import Indexes, indexes
from generator.settings import SettingsError
from generator.site import (
    OUTPUTS,
    Output,
    lean_files,
    make_district,
    make_indexes,
    make_region,
)
from generator.sync import Manifest, read_manifest, read_tree, sync


def check(project: Project, as_of: date, today: date, progress: Progress) -> Checked:
    """Read and check all data of the project; `as_of` is the day that the pages show, `today` the day it is."""
    return data.check(project.data, project.reserved(), as_of, today, progress)


def stage(
    project: Project,
    checked: Checked,
    progress: Progress,
    search: Indexes | None = None,
    outputs: frozenset[Output] = OUTPUTS,
) -> Iterator[SiteFile]:
    """Every file of `docs_dir`: the generated pages, the documents they link to, and the hand-written pages.

    On the way `search` is given the entries of what is drawn. `outputs` are the kinds of files beside the pages.
    """
    settings = project.settings()
    tables: dict[str, list[bytes]] = {}
    with open_history(checked.root, checked.units, settings.time_zone, settings.commit_url) as history:
        for unit, bare in checked.districts(progress, settings.site_url):
            context = replace(bare, history=history(unit, bare))
            if unit.is_region:
                below = [summary for summary in checked.summaries if summary.address.startswith(f"{unit.address}/")]
                pages, beside = make_region(unit, below, context, checked.as_of, outputs)
            else:
                pages, beside = make_district(unit, context, checked.as_of, outputs)
            yield from _files(pages, settings.site_url, outputs)
            for file in beside:
                if file.path == table_file(unit.address):
                    tables.setdefault(unit.address.partition("/")[0], []).append(file.data)
                yield file
            if search:
                search.add(unit.region, draw_entries(unit, context, checked.as_of))
    yield from (region_table(region, parts) for region, parts in tables.items())
    pages, beside = make_indexes(checked.summaries, settings.site_url, settings.publisher, checked.as_of, outputs)
    yield from _files(pages, settings.site_url, outputs)
    yield from beside
    if search:
        search.add(TITLES, draw_titles(checked.summaries))
    for files in checked.units:
        for path in sorted(files.documents):
            yield SiteFile(path, (project.data / path).read_bytes())
    yield from read_tree(project.content)


def _files(pages: Iterable[Page], site_url: str, outputs: frozenset[Output]) -> Iterator[SiteFile]:
    """The pages as Markdown, each with its other forms, which are finished."""
    for page in pages:
        yield write(page)
        yield from lean_files(page, site_url, outputs)


def write_pages(
    project: Project,
    out: Path,
    checked: Checked,
    progress: Progress,
    search: Indexes | None = None,
    outputs: frozenset[Output] = OUTPUTS,
) -> Manifest:
    """Bring the folder `out` to the Markdown tree; a published site is refused. Errors as those of `sync`.

    `search` and `outputs` as for `stage`.
    """
    if "index.html" in (read_manifest(out) or ()):
        raise FolderError(
            f"{printable(str(out))}: здесь опубликованный сайт, страницы Markdown стёрли бы его. Укажите другую папку."
        )
    apart = [*project.sources, project.scratch, project.search]
    if out.resolve() != project.docs.resolve():
        apart.append(project.docs)
    return sync(out, stage(project, checked, progress, search, outputs), apart=apart)


def build_plain(
    project: Project, site: Path, checked: Checked, progress: Progress, tell: Callable[[str], None] | None = None
) -> Manifest:
    """Draw all pages, run the engine over all of them and publish to `site`, which on any failure stays as it was.

    It is slow, and what `making.build` has to come to: the same files. Two builds of one project at once wait for each other;
    `tell` gets a Russian sentence of that.
    """
    if not project.config.is_file():
        raise SettingsError(f"Нет файла {project.config.name}: это настройки сайта. Верните его из репозитория.")
    inspect(site, apart=project.apart)
    with lock(project.work / ".lock", tell=tell), indexes(project.search, TITLES) as search:
        write_pages(project, project.docs, checked, progress, search)
        progress("MkDocs")
        with engine.build(project.config, project.scratch, as_of=checked.as_of) as built:
            progress("публикация")
            return publish(site, chain(with_lite(engine.built_files(built)), search.files()), apart=project.apart)
