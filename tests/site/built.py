"""A site built by the real command, and its pages read by the parser of the HTML standard."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import html5lib

ROOT = Path(__file__).parents[2]
XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Site:
    """A built site; `page` parses one of its pages with html5lib, the parser of the HTML standard."""

    folder: Path

    @property
    def addresses(self) -> list[str]:
        return sorted(
            path.parent.relative_to(self.folder).as_posix().removeprefix(".") for path in self.folder.rglob("index.html")
        )

    def page(self, address: str):
        file = self.folder / address if address.endswith(".html") else self.folder / address / "index.html"
        return html5lib.parse(file.read_text("utf-8"), namespaceHTMLElements=True)


def run(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command `roadmaps` as a user calls it."""
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def copy_project(project: Path, to: Path) -> Path:
    """What a site is made from, without what was built; the theme is the one of this checkout."""
    for name in ("roadmaps", "content", "theme"):
        (to / name).symlink_to(project / name if (project / name).exists() else ROOT / name)
    (to / "site_config.yml").write_bytes((ROOT / "site_config.yml").read_bytes())
    return to
