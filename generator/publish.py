"""Publish a site by two generations: readers see the whole old site or the whole new one, whatever happens.

Beside `site/` lies `.site-spare/`, the generation before. A build brings the spare to the wanted files (`sync`, so
only what changed in two builds is written), then the two names are exchanged in one step of the system. Where there is
no such step, the old site is set aside as `.site-aside` for two renames: the names alone say how far the exchange came,
and the next start carries it to an end. Until then such a system may show no site at all, but never half of one.
"""

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.disk import FolderError, TreeError, disk_errors, printable, settle, swap
from generator.files import KeptFile, SiteFile
from generator.sync import Manifest, admit, refuse_strangers, sync

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class BusyError(TreeError):
    """Another build holds the lock and did not end in time."""


def publish(site: Path, files: Iterable[SiteFile | KeptFile], *, apart: Iterable[Path] = ()) -> Manifest:
    """Make the folder `site` hold exactly `files`, at once; returns the manifest.

    On any error, also one raised by `files`, on a kill or a power cut, `site` is as it was, or already wholly new; the
    next call mends the rest. Not more than one call works on a site; others wait a minute, then are refused.

    Parameters and errors as for `sync`; besides, BusyError.
    """
    apart = tuple(apart)
    with disk_errors(site):
        site = admit(site, apart)
        with lock(_beside(site, "lock")):
            recover(site)
            refuse_strangers(site)
            manifest = sync(spare_of(site), files, apart=apart, twin=site)
            exchange(site)
    return manifest


def inspect(site: Path, *, apart: Iterable[Path] = ()) -> None:
    """Refuse at once, before anything is built, what `publish` would refuse at the end: parameters and errors as there."""
    with disk_errors(site):
        site = admit(site, apart)
        if site.exists():
            with lock(_beside(site, "lock")):  # or the two generations could be exchanged while we look
                refuse_strangers(site)
                refuse_strangers(spare_of(site))


def spare_of(site: Path) -> Path:
    """The folder of the other generation: `.site-spare` beside `site`."""
    return _beside(site, "spare")


def exchange(site: Path) -> None:
    """Exchange `site` and its spare, or give the spare the name if there is no site yet.

    Raises FolderError if by now something else stands at `site`, and OSError; then nothing has changed.
    """
    admit(site)
    spare, aside = spare_of(site), _beside(site, "aside")
    if not site.exists() or not any(site.iterdir()):
        spare.rename(site)  # an empty folder gives way
    elif not swap(site, spare):
        try:
            site.rename(aside)
            spare.rename(site)
            aside.rename(spare)
        except BaseException:
            recover(site)
            raise
    settle(site.parent)


def recover(site: Path) -> None:
    """Carry an exchange by renames that was cut short to its old or its new end. Raises FolderError, OSError."""
    spare, aside = spare_of(site), _beside(site, "aside")
    if not aside.exists():
        return
    if not site.exists():
        aside.rename(site)
    elif not spare.exists():
        aside.rename(spare)
    else:
        raise FolderError(
            f"{printable(str(aside))}: здесь прежний сайт после прерванной сборки, но {site.name} и {spare.name} "
            f"тоже на месте. Удалите {aside.name} и повторите."
        )


@contextmanager
def lock(file: Path, *, wait: float = 60, tell: Callable[[str], None] | None = None) -> Iterator[None]:
    """Hold `file` as a lock, so that one process at a time does what stands inside.

    While another holds it, `tell` gets one Russian sentence to show; after `wait` seconds BusyError is raised, naming the
    process. The system lets the lock go when its process ends, however it ends; a `file` left by a kill does no harm.
    """
    with disk_errors(file):
        handle = _take(file, time.monotonic() + wait, tell)
    try:
        yield
    finally:
        with suppress(OSError):
            file.unlink()  # while it is held: who waits for it sees that the name is gone, and begins anew
        os.close(handle)


def _take(file: Path, until: float, tell: Callable[[str], None] | None) -> int:
    file.parent.mkdir(parents=True, exist_ok=True)
    while True:
        handle = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        try:
            if _hold(handle):
                if _is(handle, file):
                    os.truncate(handle, 0)
                    os.write(handle, str(os.getpid()).encode())
                    return handle
            else:
                process = _owner(file)
                if time.monotonic() > until:
                    raise BusyError(
                        f"Идёт другая сборка ({process}), её замок — {printable(str(file))}. "
                        f"Дождитесь её конца или остановите её и повторите."
                    )
                if tell:
                    tell(f"Ждём конца другой сборки ({process})…")
                    tell = None
                time.sleep(0.05)
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _hold(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _owner(file: Path) -> str:
    try:
        number = file.read_text("ascii", "replace")
    except OSError:  # it has just been let go; and Windows does not let us read it
        number = ""
    return f"процесс {number}" if number.isdigit() else "другой процесс"


def _is(handle: int, file: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), file.stat(follow_symlinks=False))
    except FileNotFoundError:
        return False


def _beside(site: Path, role: str) -> Path:
    return site.with_name(f".{site.name}-{role}")
