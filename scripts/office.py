"""Open documents in LibreOffice, without a window: what it makes of them as PDF.

    python scripts/office.py FILE … FOLDER

`make audit` and the tests of downloads use `convert`; where LibreOffice is not installed `find` is None.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

SECONDS = 300


def find() -> str | None:
    """The program, or None."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert(files: Iterable[Path], folder: Path) -> list[Path]:
    """Each of the files as a PDF of the same name in the folder; all in one run, the names must differ.

    Raises RuntimeError if there is no LibreOffice, or it did not open a file.
    """
    program, files = find(), list(files)
    if program is None:
        raise RuntimeError("LibreOffice is not installed")
    made = [folder / f"{file.stem}.pdf" for file in files]
    if len(set(made)) < len(made):
        raise RuntimeError("Two files of one name")
    with tempfile.TemporaryDirectory() as profile:  # of its own: two runs at once must not meet, and no one's settings count
        settings = f"-env:UserInstallation={Path(profile).as_uri()}"
        command = [program, settings, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
        answer = subprocess.run(command, capture_output=True, check=False, encoding="utf-8", timeout=SECONDS)
    missing = [file.name for file in made if not file.is_file()]
    if answer.returncode or missing:
        raise RuntimeError(f"LibreOffice did not open {missing}:\n{answer.stdout}{answer.stderr}")
    return made


if __name__ == "__main__":
    *given, target = map(Path, sys.argv[1:])
    print(*convert(given, target), sep="\n")
