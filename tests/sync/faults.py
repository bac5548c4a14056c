"""A program for test_faults.py: publish a small tree again and again, each time with a fault at a later call.

    python faults.py FOLDER SCENARIO FAULT [--renames]

Every call that publishing makes of the system is counted; at the N-th, the fault happens, in a process of its own:
`kill` (a write is cut in half first), `EIO` once, `full` (ENOSPC from then on, after half a write), `interrupt` (an
exception comes up right after the call). Then we look at what is left, and publish in the ordinary way. N grows until
a run ends unharmed. One JSON line tells of each run. `--renames`: there is no exchange in one step.

SCENARIO: `first` (no site yet), `later` (both generations are there), `storm` (as `later`, but nothing is mended
between the faults), `strange` (as `later`, but a file put there by hand stands in the site until the fault is over, and one
in the other generation).
"""

import errno
import io
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from generator import publish as publishing
from generator import sync as syncing
from generator.disk import TreeError
from generator.files import SiteFile
from generator.publish import publish

Tree = dict[str, bytes]

OLDER = {f"page-{n}/index.html": b"older" for n in range(6)} | {"404.html": b"same", "gone": b"x", "flips": b"file"}
OLD = {f"page-{n}/index.html": b"old" for n in range(1, 7)} | {"404.html": b"same", "a/b/c": b"1", "flips/x": b"deep"}
NEW = {f"page-{n}/index.html": b"new" * 3 for n in range(2, 8)} | {"404.html": b"same", "a/d": b"2", "flips": b"flat"}
NEW |= {"page-1/index.html": b"old", "empty": b"", "a/b": b"now a file"}

CALLS = [
    *((os, name) for name in ("open", "write", "truncate", "fsync", "rename", "replace", "unlink", "mkdir", "rmdir")),
    (os, "utime"),
    *((os, name) for name in ("scandir", "listdir")),
    (io, "open"),
    (syncing, "flush"),
    (publishing, "swap"),
]


class Shim:
    """Counts the calls and lets the fault happen at one of them."""

    def __init__(self, fault: str, at: int) -> None:
        self.fault, self.at, self.count = fault, at, 0

    def wrap(self, name: str, call: Callable[..., object]) -> Callable[..., object]:
        def counted(*args: object, **options: object) -> object:
            self.count += 1
            if self.count == self.at or (self.fault == "full" and self.count > self.at):
                return self.harm(name, call, *args, **options)
            return call(*args, **options)

        return counted

    def harm(self, name: str, call: Callable[..., object], *args: object, **options: object) -> object:
        if self.fault == "interrupt":
            with suppress(OSError):
                call(*args, **options)
            raise KeyboardInterrupt
        if self.fault == "full" and name not in ("open", "write", "mkdir", "fsync", "flush"):
            return call(*args, **options)  # what needs no space goes on
        if name == "write" and self.fault in ("kill", "full"):
            handle, data = args
            os_write(handle, data[: len(data) // 2])
        if self.fault == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        code = errno.EIO if self.fault == "EIO" else errno.ENOSPC
        raise OSError(code, os.strerror(code))


os_write = os.write


def files(tree: Tree) -> list[SiteFile]:
    return [SiteFile(path, data) for path, data in tree.items()]


def nothing() -> Iterator[SiteFile]:
    raise LookupError
    yield


def look(folder: Path) -> Tree | None:
    """All files of a tree, the marks too; folders that are empty as well."""
    if not folder.exists():
        return None
    found = {}
    for path in folder.rglob("*"):
        if path.is_file():
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
        elif not any(path.iterdir()):
            found[path.relative_to(folder).as_posix() + "/"] = b""
    return found


def harmed(site: Path, fault: str, at: int) -> str:
    """Publish NEW with a fault, in a child; how that ended."""
    child = os.fork()
    if child == 0:
        shim = Shim(fault, at)
        for module, name in CALLS:
            setattr(module, name, shim.wrap(name, getattr(module, name)))
        code = 0
        try:
            publish(site, iter(files(NEW)))
        except TreeError:
            code = 1
        except KeyboardInterrupt:
            code = 2
        except BaseException:
            code = 3
        os._exit(code if shim.count >= at else 10)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    names = {0: "survived", 1: "refused", 2: "interrupted", 3: "crashed", 10: "unharmed", -signal.SIGKILL: "killed"}
    return names[code]


def main() -> None:
    root, scenario, fault = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    syncing.flush = lambda folder: None  # no power is cut here, and a real one takes its time
    os.fsync = lambda handle: None
    if "--renames" in sys.argv:
        publishing.swap = lambda one, other: False

    states: dict[str, Tree | None] = {"absent": None}
    for name, tree in (("older", OLDER), ("old", OLD), ("new", NEW)):
        publish(root / name, files(tree))
        states[name] = look(root / name)

    def state(folder: Path) -> str:
        seen = look(folder)
        return next((name for name, tree in states.items() if tree == seen), "half")

    at, ended = 0, ""
    while ended != "unharmed":
        at += 1
        site = root / scenario / ("all" if scenario == "storm" else str(at)) / "site"
        if scenario != "first" and not site.exists():
            publish(site, files(OLDER))
            publish(site, files(OLD))
        strangers = [site / "CNAME", site.with_name(".site-spare") / "CNAME"] if scenario == "strange" else []
        told = {"at": at}
        for stranger in strangers:
            stranger.write_text("by hand")
            told["ended"] = ended = harmed(site, fault, at)
            told.setdefault("kept", []).append(stranger.exists() and stranger.read_text() == "by hand")
            stranger.unlink(missing_ok=True)
        if not strangers:
            told["ended"] = ended = harmed(site, fault, at)
        told["left"] = state(site)
        with suppress(LookupError):  # the next start brings nothing yet, but tidies up
            publish(site, nothing())
        told["recovered"] = state(site)
        if scenario != "storm" or ended == "unharmed":
            publish(site, files(NEW))
            told["next"] = state(site)
            told["spare"] = state(site.with_name(".site-spare"))
            told["beside"] = sorted(path.name for path in site.parent.iterdir())
            publish(site, files(OLD))
            told["after"] = state(site)
        print(json.dumps(told))


main()
