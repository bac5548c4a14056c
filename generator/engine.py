"""The engine that turns staged Markdown into HTML. The only module that knows it is MkDocs, run as a program."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from calendar import timegm
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from types import FrameType
from typing import NoReturn

from generator.disk import printable
from generator.files import SiteFile
from generator.sync import read_tree

_PREFIX = "mkdocs-"
_NOT_LOADED = ("assets/javascripts/", "assets/stylesheets/main.", "assets/stylesheets/palette.")
_signals: list[int] = []
_KEPT = 40  # lines of the engine's output that an error carries


class EngineError(Exception):
    """The engine did not build the site. `code` is its exit code (negative: the signal), `lines` its last output.

    The text of the exception is Russian, of several lines, ready to be shown.
    """

    def __init__(self, code: int, lines: tuple[str, ...]) -> None:
        self.code = code
        self.lines = lines
        how = f"остановлен сигналом {-code}, возможно, не хватило памяти" if code < 0 else f"код {code}"
        super().__init__("\n".join((f"MkDocs не собрал сайт ({how}). Его последние сообщения:", *lines)))


@contextmanager
def build(config: Path, work: Path, *, as_of: date, settings: Mapping[str, object] | None = None) -> Iterator[Path]:
    """Build the site that the MkDocs configuration `config` describes; gives the folder that holds it while inside.

    The folder is a new one in `work`, removed at the end, as is what a killed run left there: it is never the site,
    because MkDocs empties its target first. `settings` are MkDocs settings that replace those of the file (their
    relative paths, as those of the file, start from the folder of `config`). `as_of` gives the dates MkDocs writes.

    Warnings are errors. Raises EngineError; when it is interrupted, MkDocs is ended first.
    """
    work.mkdir(parents=True, exist_ok=True)
    for left in work.glob(f"{_PREFIX}*"):
        shutil.rmtree(left, ignore_errors=True)
    # A name of its own for each run: after a kill, MkDocs may still be writing to the last one.
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=work.resolve()))
    try:
        _run(config.parent.resolve() / config.name, folder, as_of, settings)  # a link: its paths start from where it stands
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def built_files(folder: Path) -> Iterator[SiteFile]:
    """What was built, sorted by path, without the scripts and styles of Material that our frame does not load (2.5 MB)."""
    for file in read_tree(folder):
        if not file.path.startswith(_NOT_LOADED):
            yield file


def end_by_signals() -> None:
    """Let Ctrl+C, SIGTERM and the closing of the terminal end the program by SystemExit(128 + signal).

    So `finally` runs, children are ended, and no traceback is shown. To be called once, in the main thread.
    """

    def end(number: int, _frame: FrameType | None) -> NoReturn:
        _signals.append(number)
        raise SystemExit(128 + number)

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):  # Windows has no SIGHUP
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) != signal.SIG_IGN:  # ignored by who started us: nohup
            signal.signal(number, end)


def exit_code_of_signal() -> int:
    """128 + the signal that ended us, for code in which its SystemExit was lost (watchfiles makes Ctrl+C of any signal)."""
    return 128 + (_signals or [signal.SIGINT])[-1]


def _run(config: Path, folder: Path, as_of: date, settings: Mapping[str, object] | None) -> None:
    source = "-" if settings else str(config)  # from the standard input; JSON is YAML
    inherited = json.dumps({"INHERIT": config.name, **settings}) if settings else ""
    command = [sys.executable, "-P", "-m", "mkdocs", "build", "--strict", "-f", source, "-d", str(folder)]
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "SOURCE_DATE_EPOCH": str(timegm(as_of.timetuple())),
    }
    lines: deque[str] = deque(maxlen=_KEPT)
    with subprocess.Popen(  # noqa: S603 our own interpreter, no shell
        command,
        cwd=config.parent,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as child:
        try:
            if child.stdin and child.stdout:
                with suppress(BrokenPipeError), child.stdin:
                    child.stdin.write(inherited)
                lines.extend(printable(line.rstrip()) for line in child.stdout if not line.startswith("INFO"))
        except BaseException:
            child.kill()
            raise
    if child.returncode:
        raise EngineError(child.returncode, tuple(line for line in lines if line))
