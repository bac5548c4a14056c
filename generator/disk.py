"""The disk: single steps on files and folders beyond what pathlib has, and what we say when one fails."""

import ctypes
import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class TreeError(Exception):
    """A tree could not be written; the text says why and what to do, in Russian, ready to be shown."""


class FolderError(TreeError):
    """The folder is not one that may be written to: not ours, holds links, is the home folder or that of the data."""


class DiskError(TreeError):
    """The system refused to read or write: no space, no permission, a broken disk. The cause is the OSError."""


@contextmanager
def disk_errors(where: Path) -> Iterator[None]:
    """Turn an OSError inside into DiskError, which names its file, else `where`, and says what to do."""
    try:
        yield
    except OSError as error:
        name = printable(os.fsdecode(error.filename or where))
        cure = _CURES.get(error.errno or 0, f"ошибка системы: {error.strerror or error}. Устраните её и повторите.")
        raise DiskError(f"{name}: {cure}") from error


def printable(text: str) -> str:
    """`text` fit for a message: what a terminal might obey or could not show is written as an escape (`\\x1b`)."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def settle(folder: Path) -> None:
    """Wait until the names in `folder` (what was made, renamed, removed) are on the disk."""
    if os.name == "posix":  # Windows cannot open a folder
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def walk(root: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every file and folder below `root` with its path, in no order. Raises FolderError for links and devices."""
    inside = [""]
    while inside:
        prefix = inside.pop()
        with os.scandir(f"{root}/{prefix}") as entries:
            for entry in entries:
                path = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    inside.append(f"{path}/")
                elif not entry.is_file(follow_symlinks=False):
                    raise FolderError(
                        f"{printable(entry.path)}: внутри папки лежит ссылка или особый файл. Удалите его и повторите."
                    )
                yield path, entry


def write(path: Path, data: bytes, flag: int) -> None:
    """Write a file whole: a new one (`flag` os.O_EXCL) or in place (os.O_TRUNC); never through a link."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | flag | _NO_FOLLOW, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
    except OSError as error:
        error.filename = error.filename or str(path)
        raise
    finally:
        os.close(handle)


def rewrite(path: Path, data: bytes) -> None:
    """Give a file that is there another content, in one step: whoever looks sees the old one whole or the new one."""
    spare = path.with_name(f".{path.name}.new")
    spare.unlink(missing_ok=True)  # left by a run that was killed
    write(spare, data, os.O_EXCL)
    spare.chmod(path.stat().st_mode & 0o777)
    spare.replace(path)
    settle(path.parent)


def flush(folder: Path) -> None:
    """Wait until every file of the file system of `folder` is on the disk: one call for any number of files."""
    try:
        syncfs = ctypes.CDLL(None, use_errno=True).syncfs
    except (AttributeError, OSError, TypeError):  # not Linux
        if hasattr(os, "sync"):
            os.sync()
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        if syncfs(handle):
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), str(folder))
    finally:
        os.close(handle)


def swap(one: Path, other: Path) -> bool:
    """Exchange two names in one step (renameat2); False where the system or the file system cannot do it."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):  # not Linux
        return False
    if renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(code, os.strerror(code), str(one))


_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # linux/fcntl.h, linux/fs.h
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_CURES = {
    errno.ENOSPC: "на диске нет места. Освободите его и повторите.",
    errno.EDQUOT: "исчерпана квота на диске. Освободите место и повторите.",
    errno.EIO: "диск не читается или не пишется. Проверьте диск.",
    errno.EROFS: "диск только для чтения. Укажите папку на другом диске.",
    errno.EACCES: "нет прав. Дайте права на папку или укажите другую.",
    errno.EPERM: "нет прав. Дайте права на папку или укажите другую.",
    errno.ENOENT: "нет такого файла или папки. Проверьте путь.",
    errno.ENOTDIR: "на этом пути стоит файл, а нужна папка. Уберите его или укажите другую папку.",
    errno.ENAMETOOLONG: "слишком длинное имя. Сделайте его короче.",
    errno.EBUSY: "папка занята или служит точкой подключения. Укажите папку внутри неё.",
    errno.EMFILE: "открыто слишком много файлов. Закройте лишние программы и повторите.",
}
