"""Print the path of a Chromium for the browser tests; with --install, get one if there is none.

    python scripts/find_chromium.py [--install]

Looked for: $CHROMIUM, then Chromium or Chrome of the system, then the one Playwright downloaded. --install lets Playwright
download its own and, where that fails, asks apt (as root only). Exit 0 with the path, 1 with a sentence of what to do.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ADVICE = "No Chromium found: install one (Debian: apt install chromium) or give its path in CHROMIUM."


def find() -> str | None:
    """Return the path of the first Chromium that starts, or None."""
    return next(filter(starts, candidates()), None)


def candidates() -> Iterator[str]:
    """Yield the paths where a Chromium may be, the one asked for first."""
    if named := os.environ.get("CHROMIUM"):
        yield named
    yield from filter(None, map(shutil.which, NAMES))
    yield from filter(None, [downloaded()])


def downloaded() -> str | None:
    """Return the path where Playwright keeps its own Chromium, or None if it has none."""
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def starts(path: str) -> bool:
    """Say whether the program at `path` runs here: a download without the system's libraries does not."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, check=False, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def install() -> None:
    """Let Playwright download a Chromium, or else apt; whether it worked is for `find` to say."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    attempt(sys.executable, "-m", "playwright", "install", *(["--with-deps"] if is_root else []), "chromium")
    if find() is None and is_root and shutil.which("apt-get"):
        attempt("apt-get", "update")
        attempt("apt-get", "install", "--yes", "--no-install-recommends", "chromium", "fonts-liberation")


def attempt(*command: str) -> None:
    """Run `command` with its output on stderr; a failure is no error here, and ten minutes are enough."""
    print("$", *command, file=sys.stderr)
    quietly = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        subprocess.run(command, stdout=sys.stderr, stdin=subprocess.DEVNULL, env=quietly, check=False, timeout=600)
    except (OSError, subprocess.TimeoutExpired) as reason:
        print(reason, file=sys.stderr)


def main() -> int:
    """Print the path; exit 0, or 1 if there is none."""
    path = find()
    if path is None and "--install" in sys.argv[1:]:
        install()
        path = find()
    if path is None:
        print(ADVICE, file=sys.stderr)
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
