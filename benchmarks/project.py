"""The project that is built in the bench: a copy of this product with a generated corpus, and the edits made in it."""

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.corpus import AS_OF, write_corpus
from benchmarks.measure import FailedError

ROOT = Path(__file__).parent.parent
_PRODUCT = ("generator", "theme", "content", "site_config.yml")
_FRAME_LINE = '<meta name="color-scheme"'


@dataclass
class Project:
    """A project folder with `districts` districts; edits are real edits of its files, `undo` takes them back."""

    folder: Path
    districts: int
    files: int = 0
    _before: dict[Path, bytes] = field(default_factory=dict)

    @property
    def data(self) -> Path:
        """The corpus."""
        return self.folder / "roadmaps"

    @property
    def site(self) -> Path:
        """Where `roadmaps build` publishes."""
        return self.folder / "site"

    @property
    def docs(self) -> Path:
        """Where `roadmaps pages` stages."""
        return self.folder / "build/docs"

    def make(self) -> None:
        """Write everything anew; the data lies in a git repository of one commit, as the product expects it."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        for name in _PRODUCT:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, self.folder / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copyfile(source, self.folder / name)
        self.files = write_corpus(self.data, self.districts)
        self._git("init", "--quiet")
        self._git("add", "roadmaps")
        self._git("commit", "--quiet", "--message", "Publish the plans")

    def clean(self) -> None:
        """Remove everything that was built: the next build is a cold one."""
        for path in (self.folder / "build", self.site, *self.folder.glob(".site*"), self.folder / ".cache"):
            shutil.rmtree(path, ignore_errors=True)

    def edit_report(self, word: str) -> Path:
        """Change the text of one school's report; the folder of its school."""
        reports = sorted(self.data.glob("*/*/*/reports/*.yml"))
        report = reports[len(reports) // 2]
        self._change(report, lambda text: text.replace("\ntitle: ", f"\ntitle: {word} ", 1))
        return report.parent.parent.relative_to(self.data)

    def edit_roadmap(self, word: str) -> Path:
        """Change a row in the roadmap of one district; the path of its page."""
        roadmaps = sorted(self.data.glob("*/*/2026-pomosch.yml"))
        roadmap = roadmaps[len(roadmaps) // 2]
        self._change(roadmap, lambda text: text.replace(" result: ", f" result: {word} ", 1))
        return roadmap.relative_to(self.data).with_suffix("")

    def edit_theme(self, word: str) -> Path:
        """Change the frame of all pages."""
        line = f'<meta name="bench" content="{word}">\n    '
        self._change(self.folder / "theme/overrides/main.html", lambda text: text.replace(_FRAME_LINE, line + _FRAME_LINE, 1))
        return Path()

    def undo(self) -> None:
        """Take back all edits."""
        for path, data in self._before.items():
            path.write_bytes(data)
        self._before.clear()

    def _change(self, path: Path, change: Callable[[str], str]) -> None:
        before = path.read_bytes()
        after = change(before.decode("utf-8")).encode("utf-8")
        if after == before:
            raise FailedError(f"{path}: nothing to edit here")
        self._before.setdefault(path, before)
        path.write_bytes(after)

    def _git(self, *arguments: str) -> None:
        moment = f"{AS_OF}T12:00:00+03:00"
        names = {"GIT_AUTHOR_NAME": "Bench", "GIT_AUTHOR_EMAIL": "bench@example.org", "GIT_AUTHOR_DATE": moment}
        names |= {name.replace("AUTHOR", "COMMITTER"): value for name, value in names.items()}
        nowhere = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        subprocess.run(["git", *arguments], cwd=self.folder, env={**os.environ, **names, **nowhere}, check=True)


def count_pages(folder: Path, pattern: str = "index.html") -> int:
    """How many pages lie below a folder; their lean forms for other sites and for low vision are no pages of their own."""
    lean = (folder / "embed", folder / "lite")
    return sum(not any(map(path.is_relative_to, lean)) for path in folder.rglob(pattern))


def plans(data: Path) -> list[Path]:
    """The files of all roadmaps of a data folder, sorted."""
    apart = {"region.yml", "district.yml", "school.yml"}
    return sorted(
        file for file in data.rglob("*.yml") if file.name not in apart and file.parent.name not in ("reports", "projects")
    )


def size(folder: Path) -> tuple[int, int]:
    """Bytes and number of the files below a folder."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return sum(sizes), len(sizes)


def pages_with(word: str, folder: Path) -> int:
    """How many pages below a folder hold a word."""
    return sum(word in path.read_text("utf-8") for path in folder.rglob("index.html"))
