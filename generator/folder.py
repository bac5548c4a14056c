"""The folder of the data on disk: what lies in it, cut into units of work.

Names are judged here, and nothing but plain files and folders is read: through a symbolic link one district could publish the
file of another, or of the machine.
"""

import errno
import os
import stat
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, NamedTuple

from generator import document_file
from generator.document_file import KINDS
from generator.files import SourceFile
from generator.ids import RESERVED, closest, is_id
from generator.letters import MAX_BYTES, in_latin
from generator.problem import TOP, Problem, problem
from generator.reading import ANNEX, BESIDE, PROFILES

_IGNORED = frozenset({".gitkeep", ".gitattributes", ".gitignore", ".DS_Store", "Thumbs.db", "desktop.ini"})


@dataclass(slots=True)
class Unit:
    """The files of one unit: the federal projects (empty address), a region's own files, or a district with its schools.

    `sources` are what it is read from: all `.yml` files, and templates of annexes. Paths are relative to the data, with `/`;
    `documents` are those in `files/`, each with its size in bytes. `stamps` are size, time of the last change in nanoseconds
    and inode of each source and document: who knows a file by them need not read it.
    """

    address: str
    schools: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    documents: dict[str, int] = field(default_factory=dict)
    stamps: dict[str, list[int]] = field(default_factory=dict)

    def read(self, root: Path) -> tuple[list[SourceFile], list[Problem]]:
        """The bytes of its sources; a file that cannot be read is a fault."""
        files, problems = [], []
        for path in sorted(self.sources):
            try:
                files.append(SourceFile(path, _read(root / path)))
            except OSError as error:
                problems.append(problem("F09", path, TOP, reason=_reason(error)))
        return files, problems

    def check_documents(self, root: Path) -> Iterator[Problem]:
        """Documents that are not what their names say, too large, or tell where a photo was taken."""
        for path, size in sorted(self.documents.items()):
            try:
                with _open(root / path) as file:
                    yield from document_file.faults(path, size, file)
            except OSError as error:
                yield problem("F09", path, TOP, reason=_reason(error))


def _reason(error: OSError) -> str:
    """What the disk says, in Russian where that helps."""
    match error:
        case PermissionError():
            return "нет прав на чтение"
        case FileNotFoundError():
            return "его уже нет"
        case _:
            return f"ошибка диска {errno.errorcode.get(error.errno or 0, '')}"


def _read(path: Path) -> bytes:
    """The file, and no more of it than may be judged."""
    with _open(path) as file:
        return file.read(MAX_BYTES + 1)


def _open(path: Path) -> BinaryIO:
    """The file to be read, never through a link."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    return os.fdopen(handle, "rb")


def survey(root: Path, reserved: Collection[str] = ()) -> tuple[list[Unit], list[Problem]]:
    """All units below the data folder `root`, federal projects first, regions before their districts; and faults of names.

    `reserved` are names that the site itself has at its top.
    """
    found = _Survey(root, frozenset(reserved))
    found.root_folder()
    return sorted(found.units, key=lambda unit: unit.address.split("/") if unit.address else []), sorted(found.problems)


class _Entry(NamedTuple):
    name: str
    is_folder: bool
    stamp: list[int]


@dataclass(slots=True)
class _Survey:
    root: Path
    reserved: frozenset[str]
    units: list[Unit] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def root_folder(self) -> None:
        federal = Unit("")
        self.units.append(federal)
        for name, is_folder, _ in self.entries(""):
            if name == "projects" and is_folder:
                self.leaves(federal, "projects")
            elif is_folder:
                if self.is_good(name, name):
                    self.region(name)
            elif name.lower() != "readme.md":
                self.problems.append(problem("F04", name, TOP, name=name))

    def region(self, address: str) -> None:
        unit = Unit(address)
        self.units.append(unit)
        for name in self.territory(unit, address):
            district = Unit(f"{address}/{name}")
            self.units.append(district)
            for school in self.territory(district, district.address):
                district.schools.append(school)
                for folder in self.territory(district, f"{district.address}/{school}"):
                    path = f"{district.address}/{school}/{folder}"
                    self.problems.append(
                        problem("F04", path, TOP, name=folder, hint="У школы бывают папки projects, reports и files.")
                    )

    def territory(self, unit: Unit, address: str) -> list[str]:
        """Take the files of a region, district or school into its unit; the ids of further folders are returned."""
        entries = list(self.entries(address))
        has_profile = any(entry.name in PROFILES.values() for entry in entries)
        folders, stems = [], []
        for name, is_folder, stamp in entries:
            path, stem = f"{address}/{name}", name.removesuffix(".yml")
            if is_folder and name in BESIDE:
                self.leaves(unit, path)
            elif is_folder:
                if self.is_good(path, name):
                    folders.append(name)
            elif name == ANNEX:
                unit.sources.append(path)
                unit.stamps[path] = stamp
            elif not name.endswith(".yml"):
                self.foreign(path, name)
            elif name in PROFILES.values() or (not has_profile and _is_like_profile(stem)) or self.is_good(path, stem):
                unit.sources.append(path)
                unit.stamps[path] = stamp
                stems.append(stem)
        for stem in sorted({*folders} & {*stems}):
            self.problems.append(problem("F08", f"{address}/{stem}.yml", TOP, name=stem))
        return folders

    def leaves(self, unit: Unit, address: str) -> None:
        """Take what lies in `projects`, `reports` or `files`."""
        documents = address.endswith("/files")
        for name, is_folder, stamp in self.entries(address):
            path = f"{address}/{name}"
            stem, _, extension = name.rpartition(".")
            if is_folder:
                self.problems.append(problem("F04", path, TOP, name=name, hint="В этой папке вложенных папок не бывает."))
            elif documents:
                if extension.lower() not in KINDS and is_id(stem):
                    self.problems.append(problem("F10", path, TOP, name=name))
                elif not is_id(stem) or extension not in KINDS:
                    self.problems.append(problem("F01", path, TOP, name=name, hint="Переименуйте, например, в prikaz-89.pdf."))
                else:
                    unit.documents[path] = stamp[0]
                    unit.stamps[path] = stamp
            elif extension != "yml":
                self.foreign(path, name)
            elif self.is_good(path, stem):
                unit.sources.append(path)
                unit.stamps[path] = stamp

    def is_good(self, path: str, stem: str) -> bool:
        """Whether the name may be an address; if not, that is told."""
        if not is_id(stem):
            hint = "Это папка, а .yml бывает только у файлов: уберите его из имени." if stem.endswith(".yml") else None
            self.problems.append(problem("F01", path, TOP, hint=hint, name=path.rpartition("/")[2]))
        elif stem in RESERVED or stem in self.reserved:
            self.problems.append(problem("F02", path, TOP, name=stem))
        else:
            return True
        return False

    def foreign(self, path: str, name: str) -> None:
        hint = "Переименуйте: файлы данных кончаются на .yml." if name.lower().endswith((".yaml", ".yml")) else None
        self.problems.append(problem("F04", path, TOP, name=name, hint=hint))

    def entries(self, address: str) -> Iterator[_Entry]:
        """What lies in a folder, sorted by name; links, devices and twins are faults and left out."""
        try:
            with os.scandir(self.root / address) as found:
                entries = sorted((entry.name, entry.stat(follow_symlinks=False)) for entry in found)
        except OSError as error:
            self.problems.append(problem("F09", address or ".", TOP, reason=_reason(error)))
            return
        twins = _twins(name for name, _ in entries)
        for name, status in entries:
            path = f"{address}/{name}" if address else name
            mode = status.st_mode
            if name in _IGNORED:
                continue
            if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
                what = "символическая ссылка" if stat.S_ISLNK(mode) else "не файл и не папка"
                self.problems.append(problem("F05", path, TOP, name=name, what=what))
            elif name in twins:
                self.problems.append(problem("F03", path, TOP, name=name, other=twins[name]))
            else:
                yield _Entry(name, stat.S_ISDIR(mode), [status.st_size, status.st_mtime_ns, status.st_ino])


def _twins(names: Iterable[str]) -> dict[str, str]:
    """Names that differ from another one in letter case or in the form of letters only, with that other, the better one."""
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(unicodedata.normalize("NFC", name).casefold(), []).append(name)
    best = {name: max(group) for group in groups.values() for name in group}  # capitals come before small letters
    return {name: other for name, other in best.items() if other != name}


def _is_like_profile(stem: str) -> bool:
    """Whether a name that can be no address was most likely meant for the description of the folder: «School», «distriсt»."""
    stems = [name.removesuffix(".yml") for name in PROFILES.values()]
    return not is_id(stem) and closest(in_latin(stem), stems) is not None
