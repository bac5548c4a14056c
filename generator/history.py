"""The history of the data in git: which commits changed which file, and the bytes of its former states.

Two walks of git, whatever the number of files: one over all commits at the beginning, and one process that gives bytes as they
are asked for. Only plumbing is called, which obeys no setting of colours, renames, signatures or pagers, never a hook; what a
commit says and who made it is never read, for these are persons.
"""

import os
import subprocess
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import IO

from generator.changes import unit_titles
from generator.changes.revisions import revisions
from generator.district import Context, District
from generator.folder import Unit
from generator.git import git
from generator.letters import MAX_BYTES
from generator.reading import is_roadmap
from generator.revision import Gap, History, Past, Version

_FILES = (b"100644", b"100755")
_ABSENT = "absent"
"""In the place of a blob that is a link or a submodule, and so no file to read."""


class HistoryError(Exception):
    """The history is not known; `gap` says why."""

    def __init__(self, gap: Gap) -> None:
        super().__init__(gap.value)
        self.gap = gap


@dataclass(slots=True)
class Log:
    """The states of files, by path in the data, the oldest first; and the process that gives their bytes.

    A state is one that the main line of commits has had: the commits of a branch count as the one that merged it.
    """

    versions: Mapping[str, tuple[Version, ...]]
    _asked: IO[bytes]
    _given: IO[bytes]

    def fetch(self, blob: str) -> bytes | None:
        """The bytes of a state; None if it is no file, or larger than may be judged. Raises HistoryError."""
        if blob == _ABSENT:
            return None
        try:
            self._asked.write(f"{blob}\n".encode())
            self._asked.flush()
        except OSError as error:
            raise HistoryError(Gap.UNREAD) from error
        match self._given.readline().split():
            case [_, b"blob", size]:
                data = self._given.read(int(size) + 1)  # with the line end after it
                if len(data) > int(size):
                    return data[:-1] if len(data) <= MAX_BYTES else None
        raise HistoryError(Gap.UNREAD)


@contextmanager
def read_history(root: Path, paths: Collection[str], time_zone: tzinfo) -> Iterator[Log]:
    """The history of the files `paths` below the data folder `root`, while inside.

    Days are those of the committer in `time_zone`. Raises HistoryError where there is no git, no repository or only a part of
    one.
    """
    root = root.resolve()
    versions = _versions(root, paths, time_zone)
    with _git(root, "cat-file", "--batch", stdin=subprocess.PIPE) as process:
        if process.stdin is None or process.stdout is None:
            raise HistoryError(Gap.UNREAD)
        try:
            yield Log(versions, process.stdin, process.stdout)
        finally:
            process.kill()


@contextmanager
def open_history(
    root: Path, units: Collection[Unit], time_zone: tzinfo, commit_url: str
) -> Iterator[Callable[[District, Context], History]]:
    """What tells, while inside, the corrections of the plans of one unit after another; where nothing is known, why."""
    with ExitStack() as stack:
        try:
            log = stack.enter_context(read_history(root, frozenset(_roadmaps(units)), time_zone))
        except HistoryError as error:
            unknown = History(gap=error.gap)
            yield lambda _unit, _context: unknown
        else:
            yield lambda unit, context: _history(log, unit, context, commit_url)


class Archive:
    """What the parts of a round are told of the past: a key of it for each unit, and all of it for those that are drawn."""

    def __init__(self, log: Log | None, gap: Gap | None, commit_url: str) -> None:
        self._log, self._gap, self._url = log, gap, commit_url

    def key(self, unit: Unit) -> str:
        """What stands for the past of a unit."""
        return repr((self._gap, self._url, [(path, self._versions(path)) for path in _roadmaps([unit])]))

    def past(self, unit: Unit) -> Past:
        """The past of a unit."""
        versions = {path: self._versions(path) for path in _roadmaps([unit])}
        blobs = {version.blob for found in versions.values() if len(found) > 1 for version in found}
        try:
            return Past(versions, {blob: self._log.fetch(blob) for blob in sorted(blobs) if self._log}, self._gap, self._url)
        except HistoryError as error:
            return Past(gap=error.gap)

    def _versions(self, path: str) -> tuple[Version, ...]:
        return self._log.versions.get(path, ()) if self._log else ()


@contextmanager
def open_archive(root: Path, units: Collection[Unit], time_zone: tzinfo, commit_url: str) -> Iterator[Archive]:
    """The past of the files of `units`, while inside; where nothing is known, why."""
    with ExitStack() as stack:
        try:
            log = stack.enter_context(read_history(root, frozenset(_roadmaps(units)), time_zone))
        except HistoryError as error:
            yield Archive(None, error.gap, "")
        else:
            yield Archive(log, None, commit_url)


def _roadmaps(units: Collection[Unit]) -> Iterator[str]:
    for unit in units:
        yield from filter(is_roadmap, unit.sources)


def _history(log: Log, unit: District, context: Context, commit_url: str) -> History:
    titles = unit_titles(unit, context.projects)
    plans = [*unit.plans, *(plan for school in unit.schools for plan in school.plans)]
    try:
        found = {plan.source: revisions(plan.source, log.versions.get(plan.source, ()), log.fetch, titles) for plan in plans}
    except HistoryError as error:
        return History(gap=error.gap)
    return History(found, commit_url=commit_url)


def _versions(root: Path, paths: Collection[str], time_zone: tzinfo) -> dict[str, tuple[Version, ...]]:
    about = _answer(root, "rev-parse", "--is-shallow-repository", "--show-prefix")
    if about is None:
        raise HistoryError(Gap.NO_REPOSITORY)
    shallow, _, prefix = about.partition(b"\n")
    if shallow != b"false":
        raise HistoryError(Gap.SHALLOW if shallow == b"true" else Gap.UNREAD)
    wanted = {prefix.removesuffix(b"\n") + os.fsencode(path): path for path in paths}
    found: dict[str, list[Version]] = {path: [] for path in wanted.values()}
    if _answer(root, "rev-parse", "--verify", "--quiet", "HEAD") is not None:  # else nothing was committed yet
        for commit, time, blob, name in _entries(root):
            if path := wanted.get(name):
                day = datetime.fromtimestamp(time, UTC).astimezone(time_zone).date()
                found[path].append(Version(commit, day, blob))
    return {path: tuple(reversed(versions)) for path, versions in found.items() if versions}


def _entries(root: Path) -> Iterator[tuple[str, int, str, bytes]]:
    """Commit, its time, blob and path of every file that the main line changed, the newest first."""
    compare = ("diff-tree", "--stdin", "-r", "-z", "--root", "--diff-merges=first-parent", "--no-renames", "--no-abbrev")
    with (
        _git(root, "rev-list", "--first-parent", "HEAD") as commits,
        _git(root, *compare, "--format=%H %ct", "--", ".", stdin=commits.stdout) as process,
    ):
        commit, time = "", 0
        fields = _fields(process)
        for field in fields:
            entry = field.lstrip(b"\n")
            if entry.startswith(b":"):
                _, mode, _, blob, _ = entry.split(b" ")
                is_gone = not blob.strip(b"0")
                yield commit, time, "" if is_gone else blob.decode() if mode in _FILES else _ABSENT, next(fields, b"")
            else:
                name, _, seconds = entry.decode().partition(" ")
                commit, time = name, int(seconds)
        if process.wait() or commits.wait():
            raise HistoryError(Gap.UNREAD)


def _fields(process: "subprocess.Popen[bytes]") -> Iterator[bytes]:
    """What the process writes, cut at its zero bytes."""
    rest = b""
    while process.stdout and (chunk := process.stdout.read(1 << 16)):
        *whole, rest = (rest + chunk).split(b"\0")
        yield from whole


def _answer(root: Path, *command: str) -> bytes | None:
    """What the command writes; None if it fails."""
    with _git(root, *command) as process:
        answer, _ = process.communicate()
    return None if process.returncode else answer


def _git(root: Path, *command: str, stdin: "int | IO[bytes] | None" = subprocess.DEVNULL) -> "subprocess.Popen[bytes]":
    try:
        return git(root, *command, stdin=stdin)
    except OSError as error:
        raise HistoryError(Gap.NO_GIT) from error
