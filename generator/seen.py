"""What a run has seen of all that it depends on, and what it said: if nothing looks otherwise now, it would say the same again.

It only looks at files (size, time of the last change, inode) and imports next to nothing of ours, for most runs find nothing
changed. It judges nothing else: where a single file looks otherwise, all is left to the round over the data.
"""

import json
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path
from stat import S_ISDIR

from generator.files import digest
from generator.git import standing
from generator.problem import Problem
from generator.project import Project
from generator.state import code
from generator.sync import stamp_of, untouched

RACY = 2_000_000_000
"""A file changed in the last two seconds (in ns) may change again without its stamp telling it."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the last run said: the problems of the data, and of how many files the site is (0: of a check)."""

    problems: list[Problem]
    files: int = 0


def look(project: Project, days: tuple[date, date], *, whole: bool = True) -> str:
    """What stands for all that a build with these `days` (as in `making.build`) depends on, or a check where not `whole`.

    Empty where it cannot be told by looks: a configuration reads the environment, or a file has only just been changed.
    """
    begun, newest = time.time_ns(), 0
    config = project.config.read_bytes() if project.config.is_file() else b"!ENV"
    names = [name for name in project.settings().names if name and "\n" not in name] if whole else []
    parts = [code().encode(), repr(days).encode(), config, standing(project.data) if whole else b""]
    try:
        for root in (project.data, project.content, *(project.folder / name for name in sorted({*names}))):
            for path, status in _entries(root, project):
                stamp = f"{status.st_mode} {status.st_size} {status.st_mtime_ns} {status.st_ino}"
                parts.append(os.fsencode(f"{stamp} {path}"))
                newest = max(newest, status.st_mtime_ns)
    except OSError:  # it goes while we look
        return ""
    return "" if b"!ENV" in config or newest > begun - RACY else digest(*parts)


def recall(project: Project, seen: str, site: Path | None = None) -> Said | None:
    """What the last run said that saw the same, of a build if its `site` lies as it was published then, else of a check."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        told = json.loads(_file(project, site).read_bytes())
        if seen and told["seen"] == seen and (site is None or told["site"] == [os.fspath(site.absolute()), *stamp_of(site)]):
            said = Said([Problem(*fields) for fields in told["problems"]], told["files"])
            return said if site is None or untouched(site, said.files) else None
    return None


def note(project: Project, seen: str, problems: Sequence[Problem], site: Path | None = None, files: int = 0) -> None:
    """Note what was said after that look, for the next run; it only saves time, so no fault of the disk is told."""
    file = _file(project, site)
    with suppress(OSError):
        if not seen:
            file.unlink(missing_ok=True)
            return
        told = {"seen": seen, "files": files, "problems": [astuple(fault) for fault in problems]}
        told |= {"site": [os.fspath(site.absolute()), *stamp_of(site)]} if site else {}
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f"{file.name}.new")
        beside.write_text(json.dumps(told), "utf-8")
        beside.replace(file)


def _file(project: Project, site: Path | None) -> Path:
    return project.work / ("seen.json" if site else "seen-check.json")


def _entries(root: Path, project: Project) -> Iterator[tuple[str, os.stat_result]]:
    """The file `root`, or all that lies below this folder; nothing of what is not there, or is made by a build."""
    try:
        status = root.stat()  # also of what a link leads to
    except (OSError, ValueError):  # a text of the configuration that names no file
        return
    yield f"{root}", status
    real = root.resolve()
    if (
        S_ISDIR(status.st_mode)
        and real not in project.config.resolve().parents
        and not real.is_relative_to(project.work.resolve())
    ):
        yield from _below(f"{root}")


def _below(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        status = entry.stat(follow_symlinks=False)
        yield entry.path, status
        if S_ISDIR(status.st_mode):
            yield from _below(entry.path)
