"""Write trees of files: bring a folder to exactly the wanted set of files, writing only what differs.

Every tree we write carries a mark, `.roadmaps.json`: the manifest (path → hash of the bytes) and the sign that the
folder is ours. While a tree is being changed it carries `.roadmaps.unfinished` instead: that file is made before the
mark is removed, and the new mark takes its place when all else is on the disk. So at any moment, also after a kill or
a power cut, a tree of ours is known as ours, and a manifest is believed only if the tree was finished.
"""

import hashlib
import json
import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from generator.disk import FolderError, TreeError, disk_errors, flush, printable, settle, walk, write
from generator.files import KeptFile, SiteFile
from generator.files import digest as digest_of

MARK = ".roadmaps.json"
UNFINISHED = ".roadmaps.unfinished"

Manifest: TypeAlias = Mapping[str, str]
"""Path (relative, `/` between parts) → blake2b of the bytes as 32 hexadecimal digits; sorted by path."""


class PathError(TreeError):
    """A wanted file has a path that is unsafe, too long, or is that of another file on some computers."""


class LostError(Exception):
    """A file that was to be kept is not there any more, or has other bytes."""


def sync(
    folder: Path, files: Iterable[SiteFile | KeptFile], *, apart: Iterable[Path] = (), twin: Path | None = None
) -> Manifest:
    """Bring `folder` to exactly `files`: write what differs, remove the rest and the folders left empty.

    In: `files` in any order, taken one by one (never all bytes at once); `apart` are folders, such as that of the
    data, that may neither hold `folder` nor lie in it; `twin` is a tree of ours whose times a file takes over when it
    is written with the same bytes, and from which a kept file is taken that is not in `folder` itself. Out: the
    manifest, which the folder carries from now on.

    A file with the hash of the manifest and no younger than it is believed unread; without a manifest, all is read
    and compared. Folders are made with the permissions of the umask. The tree is on the disk when the function
    returns. On any error, also one raised by `files`, the tree stays unfinished, and the next call mends it.

    Raises FolderError (before anything is touched, unless it is for a link made meanwhile), PathError, DiskError;
    LostError for a kept file that is nowhere.
    """
    with disk_errors(folder):
        tree = _Tree(admit(folder, apart), twin)
        paths = _Paths()
        wanted: dict[str, str] = {}
        for file in files:
            paths.add(file.path)
            if isinstance(file, KeptFile):
                wanted[file.path] = file.digest
                tree.retain(file.path, file.digest)
            else:
                wanted[file.path] = file.digest or digest_of(file.data)
                tree.put(file.path, file.data, wanted[file.path])
        tree.keep(wanted, paths.folders)
        manifest = dict(sorted(wanted.items()))
        tree.finish(manifest)
    return manifest


def read_tree(folder: Path) -> Iterator[SiteFile]:
    """Every file below `folder` but our marks, sorted by path, read one by one. Raises FolderError for links."""
    paths = sorted(path for path, entry in walk(folder) if not entry.is_dir(follow_symlinks=False))
    for path in paths:
        if path not in (MARK, UNFINISHED):
            yield SiteFile(path, (folder / path).read_bytes())


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest that a finished tree carries; None for any other folder, or if it cannot be understood."""
    if (folder / UNFINISHED).exists():
        return None
    try:
        mark = json.loads((folder / MARK).read_bytes())
    except (FileNotFoundError, ValueError, RecursionError):
        return None
    files = mark.get("files") if isinstance(mark, dict) else None
    if not isinstance(files, dict) or not all(isinstance(digest, str) for digest in files.values()):
        return None
    return files


def holds(folder: Path, wanted: Manifest) -> bool:
    """Whether `folder` is a finished tree of exactly the `wanted` files, as far as can be told without reading them."""
    if read_manifest(folder) != wanted:
        return False
    newest = (folder / MARK).stat().st_mtime_ns
    found = 0
    for path, entry in walk(folder):
        if path in wanted:
            found += 1
            if entry.stat(follow_symlinks=False).st_mtime_ns > newest:
                return False
        elif path != MARK and not entry.is_dir(follow_symlinks=False):
            return False
    return found == len(wanted)


def stamp_of(folder: Path) -> tuple[int, int, int]:
    """What stands for the manifest of a finished tree, without reading it. Raises OSError for any other folder."""
    status = (folder / MARK).stat()
    return status.st_size, status.st_mtime_ns, status.st_ino


def untouched(folder: Path, files: int) -> bool:
    """Whether nobody has changed the finished tree of so many `files` since its mark was put on it, as far as looks tell."""
    newest, found = (folder / MARK).stat().st_mtime_ns, -1  # the mark is no file of its own
    for _, entry in walk(folder):
        # A folder is younger where something in it was made, renamed or removed.
        if entry.stat(follow_symlinks=False).st_mtime_ns > newest:
            return False
        found += not entry.is_dir(follow_symlinks=False)
    return found == files


def refuse_strangers(folder: Path) -> None:
    """Refuse a finished tree that holds files we did not write, such as a CNAME put there by hand: they would be lost.

    An unfinished tree is ours to mend. Raises FolderError.
    """
    if folder.exists():
        files = {path for path, entry in walk(folder) if not entry.is_dir(follow_symlinks=False)}
        _refuse_strangers(folder, files - {MARK, UNFINISHED}, read_manifest(folder) or {})


def _refuse_strangers(folder: Path, files: Iterable[str], known: Manifest) -> None:
    strangers = sorted(path for path in files if path not in known and path.rpartition("/")[2] not in _LITTER)
    if strangers and not (folder / UNFINISHED).exists():
        names = ", ".join(map(printable, strangers[:3])) + (f" и ещё {len(strangers) - 3}" if strangers[3:] else "")
        raise FolderError(
            f"{printable(str(folder))}: здесь лежат файлы, которых мы не записывали: {names}. Сборка стёрла бы их. Положите "
            f"их в content/, тогда они будут и на сайте, или просто уберите отсюда и повторите."
        )


def admit(folder: Path, apart: Iterable[Path] = ()) -> Path:
    """The absolute path of `folder`, if we may write to it: it is absent, empty, or carries our mark.

    Touches nothing. Raises FolderError otherwise, and where the folder is a link or a git repository, is or holds the
    home folder or the current one, lies inside one of `apart` or holds one of them, or lies inside another tree of ours.
    """
    here = Path.cwd()
    folder = here / folder
    folder = folder.resolve() if folder.name == ".." else folder.parent.resolve() / folder.name
    shown = printable(str(folder))
    if here.is_relative_to(folder) or _home().is_relative_to(folder):  # the root folder holds both
        raise FolderError(f"{shown}: сюда писать нельзя, здесь домашняя или текущая папка. Укажите другую.")
    for other in apart:
        there = other.resolve()
        if folder == there or folder.is_relative_to(there) or there.is_relative_to(folder):
            raise FolderError(
                f"{shown}: сюда писать нельзя, здесь другие файлы проекта ({printable(str(there))}). Укажите другую папку."
            )
    for other in folder.parents:
        if (other / MARK).exists() or (other / UNFINISHED).exists():
            raise FolderError(
                f"{shown}: сюда писать нельзя, {printable(str(other))} при сборке записывается целиком. Укажите другую папку."
            )
    try:
        mode = folder.lstat().st_mode
    except FileNotFoundError:
        return folder
    if stat.S_ISLNK(mode):
        raise FolderError(f"{shown}: это ссылка, а не папка. Укажите саму папку, на которую она ведёт.")
    if not stat.S_ISDIR(mode):
        raise FolderError(f"{shown}: это файл, а нужна папка. Уберите его или укажите другую папку.")
    names = {entry.name for entry in os.scandir(folder)}
    if names and not names & {MARK, UNFINISHED}:
        raise FolderError(
            f"{shown}: папка не пуста и создана не нами (в ней нет {MARK}), её файлы были бы стёрты. "
            f"Укажите новую или пустую папку."
        )
    if ".git" in names:
        raise FolderError(f"{shown}: это репозиторий git, он был бы стёрт. Укажите другую папку.")
    return folder


class _Tree:
    """A folder being brought to a wanted state; it is touched only at the first difference."""

    def __init__(self, root: Path, twin: Path | None) -> None:
        self.root = root
        self.twin = twin
        self.like = (read_manifest(twin) if twin else None) or {}
        self.manifest = read_manifest(root)
        self.files: dict[str, str] = {}  # what lies there: path → hash, "" while it is unknown
        self.folders: set[str] = set()
        self.begun = False
        if not root.exists():
            return
        known = self.manifest or {}
        # The mark is written last: a younger file was changed by another hand.
        newest = (root / MARK).stat().st_mtime_ns if known else 0
        for path, entry in walk(root):
            if entry.is_dir(follow_symlinks=False):
                self.folders.add(path)
            elif path not in (MARK, UNFINISHED):
                younger = entry.stat(follow_symlinks=False).st_mtime_ns > newest
                self.files[path] = "" if younger else known.get(path, "")
        _refuse_strangers(root, self.files, known)

    def put(self, path: str, data: bytes, digest: str) -> None:
        """Make the file at `path` hold `data`, whose hash is `digest`."""
        there = self.files.get(path)
        if there is None:
            self._begin()
            self._clear(path)
            self._make_folder(path.rpartition("/")[0])
        elif (there or self._digest(path)) == digest:
            self.files[path] = digest
            return
        else:
            self._begin()
            self._remove(path)
        # Always a new file: a hard link elsewhere, or a reader that has the old one open, keeps the old bytes.
        write(self.root / path, data, os.O_EXCL)
        self.files[path] = digest
        if self.twin and self.like.get(path) == digest:
            with suppress(OSError):  # the time is a courtesy to caches and rsync
                time = (self.twin / path).stat().st_mtime_ns
                os.utime(self.root / path, ns=(time, time))

    def retain(self, path: str, digest: str) -> None:
        """Leave the file at `path` as it is, or take it from the twin. Raises LostError."""
        there = self.files.get(path)
        if there is not None and (there or self._digest(path)) == digest:
            self.files[path] = digest
            return
        try:
            data = (self.twin / path).read_bytes() if self.twin and self.like.get(path) == digest else b""
        except OSError as error:
            raise LostError(path) from error
        if digest_of(data) != digest:
            raise LostError(path)
        self.put(path, data, digest)

    def keep(self, wanted: Manifest, folders: set[str]) -> None:
        """Remove every file that is not in `wanted` and every folder that is not in `folders`."""
        for path in sorted(self.files.keys() - wanted.keys()):
            self._begin()
            self._remove(path)
        for path in sorted(self.folders - folders, reverse=True):  # what lies in a folder comes before it
            self._begin()
            self._remove_folder(path)

    def finish(self, manifest: Manifest) -> None:
        """Put the mark on the tree, after all else is on the disk."""
        if not self.begun and self.manifest == manifest:
            return
        self._begin()
        mark = json.dumps({"files": manifest}, ensure_ascii=False, separators=(",", ":")) + "\n"
        write(self.root / UNFINISHED, mark.encode(), os.O_TRUNC)
        flush(self.root)
        (self.root / UNFINISHED).replace(self.root / MARK)
        settle(self.root)

    def _begin(self) -> None:
        if self.begun:
            return
        self.begun = True
        self.root.mkdir(parents=True, exist_ok=True)
        write(self.root / UNFINISHED, b"", os.O_TRUNC)
        (self.root / MARK).unlink(missing_ok=True)
        settle(self.root)  # or a power cut could leave the old mark on a changed tree

    def _clear(self, path: str) -> None:
        """Remove the folder that stands where a file is wanted."""
        if path in self.folders:
            inside = f"{path}/"
            for file in [file for file in self.files if file.startswith(inside)]:
                self._remove(file)
            for folder in sorted((f for f in self.folders if f.startswith(inside)), reverse=True):
                self._remove_folder(folder)
            self._remove_folder(path)

    def _make_folder(self, path: str) -> None:
        if not path or path in self.folders:
            return
        self._make_folder(path.rpartition("/")[0])
        if path in self.files:
            self._remove(path)
        (self.root / path).mkdir()
        self.folders.add(path)

    def _remove(self, path: str) -> None:
        (self.root / path).unlink()
        del self.files[path]

    def _remove_folder(self, path: str) -> None:
        (self.root / path).rmdir()
        self.folders.discard(path)

    def _digest(self, path: str) -> str:
        with (self.root / path).open("rb") as file:
            return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


class _Paths:
    """The paths of a wanted tree: refuses what is unsafe and what would be one file on Windows or macOS."""

    def __init__(self) -> None:
        self.folders: set[str] = set()
        self._spelling: dict[str, str] = {}  # path without regard to case and composition → as it was given

    def add(self, path: str) -> None:
        """Take note of a file. Raises PathError."""
        if {"", ".", ".."} & set(path.split("/")) or _UNSAFE.search(path) or path in (MARK, UNFINISHED):
            raise PathError(f"«{printable(path)}»: такой путь для файла не годится. Переименуйте файл.")
        if any(len(part.encode()) > 255 for part in path.split("/")):
            raise PathError(f"«{path}»: имя длиннее 255 байт (127 русских букв). Сделайте его короче.")
        self._claim(path, _BOTH if path in self.folders else "два файла с одним путём")
        folder = path.rpartition("/")[0]
        while folder and folder not in self.folders:
            self._claim(folder, _BOTH)
            self.folders.add(folder)
            folder = folder.rpartition("/")[0]

    def _claim(self, path: str, again: str) -> None:
        key = _fold(path)
        other = self._spelling.get(key)
        if other == path:
            raise PathError(f"«{path}»: {again}. Переименуйте один из них.")
        if other is not None:
            raise PathError(f"«{other}» и «{path}»: на Windows и macOS это одно и то же имя. Измените одно из них.")
        self._spelling[key] = path


def _fold(path: str) -> str:
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _home() -> Path:
    try:
        return Path.home().resolve()
    except RuntimeError:  # a system user without one
        return Path("/")


_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})  # left by systems wherever somebody looks
_BOTH = "так называются и файл, и папка"
# Backslashes, control characters, line separators, marks that turn the direction of writing, broken UTF-8.
_UNSAFE = re.compile("[\\\\\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
