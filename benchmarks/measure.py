"""What a command costs: wall time, processor time of it and all it started, and the peak of their memory together."""

import ctypes
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Self

_PROC = Path("/proc")
_PR_SET_CHILD_SUBREAPER = 36
_EVERY = 0.05  # seconds between two looks at the memory


class FailedError(Exception):
    """A command that should have worked did not, or did not do its work; the message says what."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of wall and processor time (user and system, the whole tree of processes); MiB of memory at the peak.

    Memory is the sum over all processes of the tree at one moment, in proportional set size (proc(5), smaps_rollup: what two
    processes share counts half for each), looked at every 50 ms; None where the system does not tell.
    """

    wall: float
    cpu: float
    memory: float | None


def measure(command: Sequence[object], cwd: Path, environment: Mapping[str, str] | None = None) -> tuple[Cost, str]:
    """Run a command to its end and that of everything it started; also what it printed. Raises FailedError."""
    os.sync()  # what the run before has written is not this one's burden
    words = [str(word) for word in command]
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # as at a user's
    with tempfile.TemporaryFile() as output, _adopting_orphans():
        start = perf_counter()
        process = subprocess.Popen(
            words, cwd=cwd, env={**inherited, **(environment or {})}, stdout=output, stderr=output, start_new_session=True
        )
        try:
            with _Memory(process.pid) as memory:
                _, status, usage = os.wait4(process.pid, 0)
            wall = perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
            cpu = usage.ru_utime + usage.ru_stime + _reap_orphans(process.pid)
        except BaseException:  # also the user's Ctrl+C: the session of the command does not get it
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            raise
        output.seek(0)
        said = output.read().decode("utf-8", "replace")
    if process.returncode != 0:
        raise FailedError(f"{' '.join(words)}: exit code {process.returncode}\n{said[-2000:]}")
    return Cost(wall, cpu, memory.peak), said


@contextmanager
def _adopting_orphans() -> Iterator[None]:
    """Have what outlives its parent become our child meanwhile (prctl(2)), so that its time is counted too."""
    control = ctypes.CDLL(None).prctl if sys.platform == "linux" else lambda *_: None
    control(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    try:
        yield
    finally:
        control(_PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)


def _reap_orphans(group: int) -> float:
    """Wait for the adopted processes of a group; their processor time in seconds."""
    cpu = 0.0
    while True:
        try:
            _, _, usage = os.wait4(-group, 0)
        except ChildProcessError:
            return cpu
        cpu += usage.ru_utime + usage.ru_stime


class _Memory:
    """Looks at the memory of a tree of processes until it is left; `peak` in MiB."""

    def __init__(self, root: int):
        self._root = root
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self.peak: float | None = None

    def __enter__(self) -> Self:
        if (_PROC / "self/smaps_rollup").is_file():
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _look(self) -> None:
        while not self._done.wait(_EVERY):
            total = sum(_proportional_size(pid) for pid in _tree(self._root)) / 1024
            self.peak = max(self.peak or 0.0, total)


def cpu_time(pid: int) -> float:
    """Seconds of processor time, user and system, of a running process and of those of its children that have ended."""
    fields = (_PROC / str(pid) / "stat").read_text("ascii", "replace").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def _tree(root: int) -> list[int]:
    """The process `root` and all below it."""
    children: dict[int, list[int]] = defaultdict(list)
    for entry in _PROC.iterdir():
        if entry.name.isdigit():
            try:
                said = (entry / "stat").read_text("ascii", "replace")
            except OSError:
                continue  # it has ended meanwhile
            children[int(said.rpartition(")")[2].split()[1])].append(int(entry.name))
    found, waiting = [], [root]
    while waiting:
        found.append(waiting.pop())
        waiting += children[found[-1]]
    return found


def _proportional_size(pid: int) -> int:
    """KiB; 0 where the process has ended."""
    try:
        said = (_PROC / str(pid) / "smaps_rollup").read_text("ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in said.splitlines() if line.startswith("Pss:")), 0)
