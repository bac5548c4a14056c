"""Calls of git: plumbing alone, which obeys no setting of colours, renames, signatures or pagers, and never a hook."""

import os
import subprocess
from pathlib import Path
from typing import IO

_OPTIONS = ("--no-pager", "--literal-pathspecs", "-c", "protocol.allow=never", "-c", "core.fsmonitor=false")
"""Nothing is fetched: of a clone without its blobs the history is not known. No program of the settings is called."""
_ENVIRONMENT = {"GIT_NO_LAZY_FETCH": "1", "GIT_NO_REPLACE_OBJECTS": "1", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}


def git(root: Path, *command: str, stdin: "int | IO[bytes] | None" = subprocess.DEVNULL) -> "subprocess.Popen[bytes]":
    """Start git in the folder `root`; what it writes is to be read. Raises OSError where there is no git."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("GIT_")}
    return subprocess.Popen(  # noqa: S603 no shell, and no word of the data in the command
        ["git", *_OPTIONS, *command],  # noqa: S607 the git of the machine
        cwd=root,
        env=kept | _ENVIRONMENT,
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def standing(root: Path) -> bytes:
    """What the history of the files below `root` depends on, without reading it: the commit, and whether the clone is whole."""
    try:
        with git(root, "rev-parse", "--is-shallow-repository", "--show-prefix", "HEAD") as process:
            told, _ = process.communicate()
    except OSError:
        return b""
    return b"%d %b" % (process.returncode, told)
