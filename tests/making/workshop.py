"""A project of its own for each test, and the two ways to build it: what has changed alone, and all from nothing."""

import shutil
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator import making
from generator.build import build_plain, check
from generator.executor import Perform, alone
from generator.making import Built
from generator.project import Project

ROOT = Path(__file__).parents[2]
TOLD = ROOT / "tests/pages/told"
"""Plans with reports and documents: of a region, of districts and of schools, one of them on the plan of another unit."""
DAY = date(2021, 6, 30)
TODAY = date(2031, 1, 1)
"""No report is dated after it."""


@dataclass
class Workshop:
    """A project, its site, and the sites it is held against, each in a folder of its own."""

    folder: Path
    drawn: list[str] = field(default_factory=list)

    @property
    def data(self) -> Path:
        return self.folder / "roadmaps"

    @property
    def site(self) -> Path:
        return self.folder / "site"

    def build(self, day: date = DAY, perform: Perform = alone) -> Built:
        """Build what has changed; `drawn` are the units that were made for it."""
        self.drawn = []

        def noted(tasks):
            def note(task):
                self.drawn.append(task.address)
                return task

            return perform(map(note, tasks))

        return making.build(Project(self.folder), self.site, (day, TODAY), noted)

    def clean(self, day: date = DAY) -> dict[str, bytes]:
        """The site as it is built from nothing."""
        other = self.folder.parent / "clean"
        shutil.rmtree(other, ignore_errors=True)
        other.mkdir()
        for name in ("roadmaps", "content", "theme", "site_config.yml", ".git"):
            if (self.folder / name).exists():
                (other / name).symlink_to(self.folder / name)
        making.build(Project(other), other / "site", (day, TODAY))
        return tree(other / "site")

    def plain(self, day: date = DAY) -> dict[str, bytes]:
        """The site as the engine builds it, all pages."""
        project, site = Project(self.folder), self.folder / "plain"
        build_plain(project, site, check(project, day, TODAY, lambda _: None), lambda _: None)
        return tree(site)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a site by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def make_workshop(folder: Path, data: Path) -> Workshop:
    shutil.copytree(data, folder / "roadmaps")
    shutil.copytree(ROOT / "content", folder / "content")
    (folder / "theme").symlink_to(ROOT / "theme")
    shutil.copy(ROOT / "site_config.yml", folder)
    return Workshop(folder)
