"""From the data to the published site, making only what has changed since the last build.

What is unchanged is known by the state of the last build and taken from the site as it lies there; the engine only runs when
what it depends on has changed. The outcome is what `build_plain` would publish, byte for byte.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, islice
from pathlib import Path

from generator import press
from generator.data import Progress
from generator.disk import FolderError, TreeError, disk_errors, printable
from generator.edition import AgainError, Edition, Press
from generator.engine import EngineError
from generator.executor import ClusterError, Perform, WorkerError, alone
from generator.files import KeptFile, SiteFile, digest
from generator.frame import FrameError, decode, encode
from generator.history import open_archive
from generator.pages.entries import TITLES
from generator.problem import Problem
from generator.project import Project
from generator.publish import lock, publish, spare_of
from generator.round import Round
from generator.search import SearchError, indexes
from generator.settings import Settings, SettingsError
from generator.site import OUTPUTS, Output, draw_indexes
from generator.state import Pages, State, code, load, save
from generator.sync import LostError, Manifest, admit, holds, read_tree

FAILURES = (TreeError, ClusterError, EngineError, FrameError, press.LinkError, SearchError, SettingsError, WorkerError)
"""What a build may be refused with; the text of each is Russian, ready to be shown."""

_SAMPLES = 5
"""So many pages are held against what the engine makes of them, whenever it runs."""
_AHEAD = 200
"""So many files are made before the first is written: in a small change all faults are found before anything is touched."""
_ATTEMPTS = 4


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a build: all problems of the data, and the manifest of the site (None where there were errors)."""

    problems: list[Problem]
    manifest: Manifest | None


def check(root: Path, days: tuple[date, date], perform: Perform = alone, progress: Progress = lambda _: None) -> list[Problem]:
    """Every problem of the data below `root`; `days` as for `build`. Raises SettingsError, WorkerError.

    What has not changed is not read again, if the data belong to a project, where that can be noted.
    """
    project = Project(root.parent)
    is_noted = project.data == root and project.config.is_file()
    version = code()
    state = load(project.state, version) if is_noted else State()
    made = Round(root, project.reserved(), days, state, perform, progress)
    for _ in made.make():
        pass
    problems = made.problems()
    if is_noted:
        with suppress(OSError):  # it only saves time
            save(project.state, version, state)
    return problems


def build(
    project: Project,
    site: Path,
    days: tuple[date, date],
    perform: Perform = alone,
    progress: Progress = lambda _: None,
    tell: Callable[[str], None] | None = None,
    outputs: frozenset[Output] = OUTPUTS,
) -> Built:
    """Publish the data as a site to the folder `site`, which on any failure stays as it was.

    `days` are the day that the pages show and the day it is: no report can be dated after both. Two builds of one project at
    once wait for each other; `tell` gets a Russian sentence of that. `outputs` are the kinds of files that the site gets
    beside its pages. Raises one of FAILURES.
    """
    if not project.config.is_file():
        raise SettingsError(f"Нет файла {project.config.name}: это настройки сайта. Верните его из репозитория.")
    left_out = sorted(kind.value for kind in OUTPUTS - outputs)
    version = " ".join((code(), *left_out))
    job = _Job(project, project.settings(), site, days, perform, progress, version, outputs)
    with disk_errors(site):
        admit(site, project.apart)
    with lock(project.work / ".lock", tell=tell):
        state = load(project.state, job.code)
        for _ in range(_ATTEMPTS):
            try:
                return job.build(state)
            except AgainError:
                continue
            except LostError:
                # A page that was to be kept has gone from the site: all pages are drawn anew.
                state = State(
                    {address: replace(record, pages=Pages(), documents={}) for address, record in state.units.items()}
                )
    raise FolderError(f"{printable(str(site))}: файлы пропадают, пока идёт сборка. Найдите, что их удаляет, и повторите.")


class _FaultyError(Exception):
    """The data have errors, which were found when files were already being written."""


@dataclass(frozen=True, slots=True)
class _Job:
    project: Project
    settings: Settings
    site: Path
    days: tuple[date, date]
    perform: Perform
    progress: Progress
    code: str
    outputs: frozenset[Output]

    def build(self, state: State) -> Built:
        """Make what `state` does not know, and publish. Raises LostError, AgainError."""
        project, before = self.project, (state.engine, state.frames)
        kept = project.work / "entries"
        made = Edition(project.data, project.reserved(), self.days, state, self.perform, self.progress, kept)
        try:
            with ExitStack() as stack, disk_errors(project.work):
                built = self._publish(stack, made)
        except BaseException:
            state.engine, state.frames = before
            raise
        if built.manifest is None:
            state.engine, state.frames = before
        save(project.state, self.code, state)
        return built

    def _publish(self, stack: ExitStack, made: Edition) -> Built:
        project, settings, state = self.project, self.settings, made.state
        search = stack.enter_context(indexes(project.search, TITLES))
        content = tuple(read_tree(project.content)) if project.content.is_dir() else ()
        key = press.key(project.config, project.work, settings.names, content, self.code, str(self.days[0]))
        is_pressed = not key or key != state.engine.key
        engine_files: Iterable[SiteFile | KeptFile] = [KeptFile(path, it) for path, it in state.engine.files.items()]
        if is_pressed:
            self.progress("MkDocs")
            pages, above = made.samples(_SAMPLES), tuple(draw_indexes((), self.days[0]))
            run = press.press(project.config, project.work, content, settings.nav, pages, above, self.days[0])
            frames, engine_files = stack.enter_context(run)
            state.frames, state.engine = encode(frames), Pages(key)
        past = stack.enter_context(open_archive(made.root, [*made.units.values()], settings.time_zone, settings.commit_url))
        frames, about = decode(state.frames), (digest(state.frames), past, search, settings.site_url, settings.publisher)
        files = made.draw(Press(frames, *about, self.outputs))
        ahead = list(islice(files, _AHEAD))
        if not made.has_errors and not ahead and not is_pressed:
            wanted = {file.path: file.digest for file in chain(made.kept(), engine_files)}
            if holds(self.site, wanted):
                return Built(made.problems(), wanted)
        if not made.has_errors:
            self.progress("публикация")
            everything = self._files(made, chain(ahead, files), engine_files, press.links(content))
            with suppress(_FaultyError):
                manifest = publish(self.site, everything, apart=project.apart)
                ours = dict(made.files())
                state.engine.files = {path: it for path, it in manifest.items() if path not in ours}
                return Built(made.problems(), manifest)
        for _ in files:
            pass
        return Built(made.problems(), None)

    def _files(
        self, made: Edition, drawn: Iterable[SiteFile], engine_files: Iterable[SiteFile | KeptFile], links: press.Links
    ) -> Iterator[SiteFile | KeptFile]:
        """All files of the site. Raises LinkError."""
        linked: dict[str, SiteFile | KeptFile] = {}
        stale: dict[str, list[KeptFile]] = {}
        for file in chain(drawn, self._sound(made, stale), engine_files):
            if file.path in links.anchors:
                linked[file.path] = file
            yield file
        for region, parts in stale.items():
            yield made.join_table(region, filter(None, map(self._data, parts)))
        links.check(lambda path: self._data(linked.get(path)))

    def _sound(self, made: Edition, stale: dict[str, list[KeptFile]]) -> Iterator[KeptFile]:
        if made.has_errors:
            raise _FaultyError
        stale |= made.stale_tables()
        yield from made.kept()

    def _data(self, file: SiteFile | KeptFile | None) -> bytes | None:
        """The bytes of a file of the site; None if there is none."""
        if not isinstance(file, KeptFile):
            return file.data if file else None
        for folder in (self.site, spare_of(self.site)):
            with suppress(OSError):
                if digest(data := (folder / file.path).read_bytes()) == file.digest:
                    return data
        raise LostError(file.path)
