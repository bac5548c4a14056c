"""Judging a small data folder: `tiny/` is valid and complete, and each test changes something in a copy of it."""

import shutil
from datetime import date
from pathlib import Path

from generator import data
from generator.data import Checked
from generator.problem import Problem

TINY = Path(__file__).parent / "tiny"
AS_OF = date(2026, 11, 1)
RESERVED = ("o-proekte", "regiony")
"""Names at the top of the site, as a project with one page in `content/` has them."""


def copy_tiny(folder: Path) -> Path:
    """A copy of the valid data inside `folder`."""
    return Path(shutil.copytree(TINY, folder / "roadmaps", symlinks=True))


def put(root: Path, path: str, content: bytes | str) -> None:
    """Write a file of the data, with the folders above it."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)


def judge(root: Path) -> Checked:
    return data.check(root, RESERVED, AS_OF, AS_OF, lambda _: None)


def place(problem: Problem) -> tuple[str, str, int, int]:
    """What a test expects of a problem."""
    return problem.file, problem.code, problem.line, problem.column
