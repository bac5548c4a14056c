"""The search: indexes made by Pagefind, a program, from the entries of pages; one for each region and one of all titles.

An index lies in a folder named by the hash of all that goes into it, so that it is made anew only when its entries change.
"""

import gzip
import hashlib
import json
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from urllib.parse import parse_qs

from generator.disk import disk_errors, printable
from generator.files import SiteFile
from generator.sync import read_tree

_PACKAGE = "pagefind-bin"
_SCRIPT = "pagefind.js"
"""The script that reads an index: the same in all, and published once."""
_FACETS = "facets.json"
"""Our own file in an index: what its pages can be chosen by. Pagefind's filters have other bytes in every run."""
_PUBLISHED = (_FACETS, "fragment/", "index/", "pagefind-entry.json", "pagefind.ru_", "wasm.ru.")
"""What of an index a browser asks for; the rest are user interfaces that we do not use (0.5 MB)."""
_BEGUN = ".begun"
_KEPT = 40  # lines of Pagefind's output that an error carries


class SearchError(Exception):
    """There is no Pagefind, or it made no index. The text is Russian, ready to be shown."""


class Indexes:
    """The indexes of one build; to be had from `indexes`."""

    def __init__(self, folder: Path, first: str) -> None:
        self._folder = folder
        self._script = f"{first}/pagefind/{_SCRIPT}"
        self._program, self.version = _program()
        self._name = ""
        self._entries: list[SiteFile] = []
        self._made: dict[str, Path] = {}
        self._begun = "", folder
        self._child: subprocess.Popen[str] | None = None

    def add(self, name: str, entries: Iterable[SiteFile]) -> None:
        """Put entries into the index `name`; those of one index come one after another, and end when another begins.

        The path of an entry is the address it leads to, with `index.html`. Raises SearchError, DiskError.
        """
        if name != self._name:
            self._close()
            self._name = name
        self._entries += entries

    def keep(self, name: str, key: str) -> Path:
        """Keep the index `name` that was made of what `key` stands for; gives its folder, which may be absent."""
        self._made[name] = self._folder / name / _digest((), key, self.version)
        return self._made[name]

    def make(self, name: str, key: str, entries: Callable[[], Iterable[SiteFile]]) -> None:
        """Let Pagefind make the index `name`, unless it was made of the same before: `key` stands for the `entries`.

        It works on while other indexes are begun. Raises SearchError, DiskError.
        """
        made = self.keep(name, key)
        if made.exists():
            return
        home = made.parent
        self._wait()
        self._begun = name, made
        with disk_errors(home):
            shutil.rmtree(home, ignore_errors=True)
            for entry in entries():
                path = home / _BEGUN / "entries" / entry.path
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(entry.data)
            self._child = self._start(home / _BEGUN)

    def files(self) -> Iterator[SiteFile]:
        """The files of all indexes for the site, to be taken at the end. Raises SearchError, DiskError."""
        self._close()
        for name in sorted(self._made):
            yield from self.index(name)
        yield from self.script()
        self.forget()

    def index(self, name: str) -> Iterator[SiteFile]:
        """The files of one index for the site. Raises SearchError, DiskError."""
        self._wait()
        for file in read_tree(self._made[name]):
            if file.path.startswith(_PUBLISHED):
                yield SiteFile(f"{name}/pagefind/{file.path}", file.data)

    def script(self) -> Iterator[SiteFile]:
        """The script that reads every index, if there is any."""
        self._wait()
        for made in sorted(self._made.values())[-1:]:
            yield SiteFile(self._script, (made / _SCRIPT).read_bytes())

    def forget(self) -> None:
        """Remove what was kept of regions that are gone. Raises DiskError."""
        with disk_errors(self._folder):
            _keep(self._folder, self._made)

    def stop(self) -> None:
        """End Pagefind if it still works."""
        if self._child is not None:
            self._child.kill()
            self._child.communicate()

    def _close(self) -> None:
        """Take the index that was being filled as it is, or let Pagefind make it while the next one is filled."""
        entries, self._entries = sorted(self._entries), []
        if entries:
            self.make(self._name, _digest(entries), lambda: entries)

    def _start(self, folder: Path) -> subprocess.Popen[str]:
        command = [str(self._program), "--site", "entries", "--output-path", "made", "--force-language", "ru", "--silent"]
        return subprocess.Popen(  # noqa: S603 a program of a package of ours, no shell
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )

    def _wait(self) -> None:
        """Wait for Pagefind, if it works, and give what it made its name."""
        if self._child is None:
            return
        name, made = self._begun
        output, _ = self._child.communicate()
        code, self._child = self._child.returncode, None
        begun = made.parent / _BEGUN
        if code or not (begun / "made" / _SCRIPT).is_file():
            lines = [printable(line.rstrip()) for line in output.splitlines() if line.strip()][-_KEPT:]
            how = f"остановлен сигналом {-code}, возможно, не хватило памяти" if code < 0 else f"код {code}"
            raise SearchError("\n".join((f"Pagefind не собрал поиск для «{name}» ({how}). Его последние сообщения:", *lines)))
        with disk_errors(made):
            (begun / "made" / _FACETS).write_bytes(_facets(begun / "made" / "fragment"))
            (begun / "made").rename(made)
            shutil.rmtree(begun)


@contextmanager
def indexes(folder: Path, first: str) -> Iterator[Indexes]:
    """Indexes that are kept in `folder` from build to build; the script that reads them all is published with `first`.

    When it is left early, Pagefind is ended first. One build at a time may work there. Raises SearchError without Pagefind.
    """
    made = Indexes(folder, first)
    try:
        yield made
    finally:
        made.stop()


def _program() -> tuple[Path, str]:
    """Pagefind and its version."""
    try:
        from pagefind_bin import get_executable  # noqa: PLC0415 its absence is told below

        return Path(get_executable()), version(_PACKAGE)
    except (ImportError, FileNotFoundError, PackageNotFoundError) as error:
        words = "Нет программы Pagefind, без которой на сайте не будет поиска."
        raise SearchError(f"{words} Установите пакет {_PACKAGE}; make site делает это сам.") from error


def _digest(entries: Iterable[SiteFile], *beside: str) -> str:
    sums = hashlib.blake2b("\0".join(beside).encode(), digest_size=16)
    for entry in entries:
        sums.update(b"%d %d " % (len(entry.path), len(entry.data)) + entry.path.encode() + entry.data)
    return sums.hexdigest()


def _facets(fragments: Path) -> bytes:
    """For each facet and value of it the pages that have it, as places in the list of the pages, which goes before.

    The first id of an entry says them (`pages.entries`). A fragment is what Pagefind keeps of a page: JSON behind a mark.
    """
    pages = sorted(fragments.iterdir())
    facets: dict[str, dict[str, list[int]]] = {}
    for place, path in enumerate(pages):
        fragment = json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        for facet, values in parse_qs(fragment["anchors"][0]["id"].removeprefix("?")).items():
            for value in values:
                facets.setdefault(facet, {}).setdefault(value, []).append(place)
    told = {"pages": [path.stem for path in pages], **{facet: dict(sorted(facets[facet].items())) for facet in sorted(facets)}}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _keep(folder: Path, made: dict[str, Path]) -> None:
    """Remove the indexes of regions that are gone."""
    for left in folder.iterdir() if folder.is_dir() else ():
        if left.name not in made:
            shutil.rmtree(left)
