"""The Markdown pages are plain: MkDocs and ProperDocs build them by themselves, without this project's code."""

import subprocess
import sys

import pytest
from built import ROOT, copy_project, run


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs"])
def test_pages_are_built_by_the_engine_alone(engine, tmp_path, site):
    copy_project(ROOT, tmp_path)
    assert run("pages", "--as-of", "2026-11-22", cwd=tmp_path).returncode == 0
    answer = subprocess.run(
        [sys.executable, "-m", engine, "build", "--strict", "-f", "site_config.yml", "-d", "out"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    built = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.html")}
    ours = {f"lite/{name}/index.html" for name in ("koordinatoram", "o-proekte", "razmestit")}  # made of built pages
    assert built | ours == {path.relative_to(site.folder).as_posix() for path in site.folder.rglob("*.html")}
    assert not built & ours
