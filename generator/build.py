"""From the data to the published site: check, draw, stage, build, index, publish; nothing is built from faulty data."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path

from generator import data, engine
from generator.data import Checked, Progress
from generator.disk import FolderError, printable
from generator.files import SiteFile
from generator.history import open_history
from generator.pages.entries import TITLES, draw_entries, draw_titles
from generator.pages.markdown import Page, write
from generator.publish import inspect, lock, publish
from generator.resources import theme
from generator.search import Indexes, indexes
from generator.settings import Settings, SettingsError, read_settings
from generator.site import (
    OUTPUTS,
    TOP_NAMES,
    Output,
    lean_files,
    make_district,
    make_indexes,
    make_region,
)
from generator.sync import Manifest, read_manifest, read_tree, sync


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of a checkout: data, hand-written pages, configuration, and where a build works."""

    folder: Path

    @property
    def data(self) -> Path:
        """The roadmaps."""
        return self.folder / "roadmaps"

    @property
    def content(self) -> Path:
        """Hand-written pages."""
        return self.folder / "content"

    @property
    def config(self) -> Path:
        """The MkDocs configuration, with our settings in it."""
        return self.folder / "site_config.yml"

    @property
    def work(self) -> Path:
        """Where staged pages lie and the engine works."""
        return self.folder / "build"

    @property
    def docs(self) -> Path:
        """The staged pages: `docs_dir` of the configuration."""
        return self.work / "docs"

    @property
    def scratch(self) -> Path:
        """Where the engine works, and removes what it finds."""
        return self.work / "mkdocs"

    @property
    def search(self) -> Path:
        """Where the search indexes are kept from build to build."""
        return self.work / "search"

    @property
    def state(self) -> Path:
        """What a build leaves to the next one."""
        return self.work / "state"

    @property
    def sources(self) -> tuple[Path, ...]:
        """What a site is made from: never a place to write to."""
        return self.data, self.content, theme()

    def settings(self) -> Settings:
        """Our settings; without a configuration those of Moscow. Raises SettingsError."""
        return read_settings(self.config.name, self.config.read_bytes()) if self.config.is_file() else Settings()

    def reserved(self) -> list[str]:
        """Names at the top of the site that no region may take."""
        names = [path.name.removesuffix(".md") for path in sorted(self.content.iterdir())] if self.content.is_dir() else []
        return [*names, *TOP_NAMES]


def today(settings: Settings, epoch: str | None) -> date:
    """The day it is in the time zone of the site; `epoch` is SOURCE_DATE_EPOCH (reproducible-builds.org), seconds in UTC.

    Raises SettingsError where `epoch` is no such number.
    """
    try:
        now = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise SettingsError(f"SOURCE_DATE_EPOCH={epoch}: не число секунд. Исправьте или удалите эту переменную.") from error
    return now.astimezone(settings.time_zone).date()


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
    with open_history(checked.root, checked.units, settings.time_zone, settings.commit_url) as history:
        for unit, bare in checked.districts(progress, settings.site_url):
            context = replace(bare, history=history(unit, bare))
            if unit.is_region:
                below = [summary for summary in checked.summaries if summary.address.startswith(f"{unit.address}/")]
                pages, beside = make_region(unit, below, context, checked.as_of, outputs)
            else:
                pages, beside = make_district(unit, context, checked.as_of, outputs)
            yield from _files(pages, settings.site_url, outputs)
            yield from beside
            if search:
                search.add(unit.region, draw_entries(unit, context, checked.as_of))
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
    apart = (*project.sources, project.docs, project.scratch, project.search)
    inspect(site, apart=apart)
    with lock(project.work / ".lock", tell=tell), indexes(project.search, TITLES) as search:
        write_pages(project, project.docs, checked, progress, search)
        progress("MkDocs")
        with engine.build(project.config, project.scratch, as_of=checked.as_of) as built:
            progress("публикация")
            return publish(site, chain(engine.built_files(built), search.files()), apart=apart)
