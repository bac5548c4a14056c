"""A run that sees the same again says the same again; whatever looks otherwise is left to a round over the data."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from workshop import DAY, ROOT, TODAY, Workshop

from generator import seen
from generator.files import SiteFile
from generator.problem import Problem
from generator.project import Project
from generator.sync import sync

PROBLEMS = [Problem("oblast/rayon/district.yml", 1, 1, "D11", "сообщение", "совет")]
DAYS = (DAY, TODAY)


@pytest.fixture
def built(workshop: Workshop) -> Workshop:
    """A project whose files are all old, and its site: what a build leaves, without building."""
    old = time.time() - 60
    for path in [*workshop.data.rglob("*"), *(workshop.folder / "content").rglob("*")]:
        os.utime(path, (old, old))
    look = seen.look(Project(workshop.folder), DAYS)
    site = sync(workshop.site, [SiteFile("index.html", b"home"), SiteFile("oblast/index.html", b"region")])
    seen.note(Project(workshop.folder), look, PROBLEMS, workshop.site, len(site))
    return workshop


def recalled(workshop: Workshop) -> seen.Said | None:
    project = Project(workshop.folder)
    return seen.recall(project, seen.look(project, DAYS), workshop.site)


def test_what_looks_the_same_is_said_again(built: Workshop) -> None:
    assert recalled(built) == seen.Said(PROBLEMS, 2)
    assert recalled(built) == seen.Said(PROBLEMS, 2), "a look changes nothing"


def test_a_check_is_not_a_build(built: Workshop) -> None:
    project = Project(built.folder)
    look = seen.look(project, DAYS, whole=False)
    assert seen.recall(project, look) is None
    seen.note(project, look, PROBLEMS)
    (built.site / "index.html").unlink()
    assert seen.recall(project, look) == seen.Said(PROBLEMS)


PLAN = "roadmaps/oblast/rayon/2021-rost.yml"
CHANGES: dict[str, Callable[[Path], object]] = {
    "a file of the data": lambda folder: (folder / PLAN).write_text((folder / PLAN).read_text("utf-8") + "# слово\n", "utf-8"),
    "its time": lambda folder: os.utime(folder / PLAN),
    "a new file": lambda folder: (folder / "roadmaps/oblast/rayon/2022.yml").write_text("", "utf-8"),
    "an old file at a new place": lambda folder: (folder / PLAN).rename(folder / "roadmaps/oblast/rayon/2022.yml"),
    "a file that is gone": lambda folder: (folder / PLAN).unlink(),
    "an empty folder": lambda folder: (folder / "roadmaps/pustaya").mkdir(),
    "a hand-written page": lambda folder: (folder / "content/index.md").write_text("# Слово\n", "utf-8"),
    "the configuration": lambda folder: (folder / "site_config.yml").write_text(
        (folder / "site_config.yml").read_text("utf-8") + "# слово\n", "utf-8"
    ),
    "a configuration that reads the environment": lambda folder: (folder / "site_config.yml").write_text(
        (folder / "site_config.yml").read_text("utf-8") + "site_author: !ENV NAME\n", "utf-8"
    ),
    "a page of the site": lambda folder: (folder / "site/index.html").write_text("by hand"),
    "a page that is gone": lambda folder: (folder / "site/oblast/index.html").unlink(),
    "a page at another place": lambda folder: (folder / "site/oblast/index.html").rename(folder / "site/oblast/other.html"),
    "a file of another": lambda folder: (folder / "site/CNAME").write_text("example.org"),
    "an unfinished site": lambda folder: (folder / "site/.roadmaps.json").rename(folder / "site/.roadmaps.unfinished"),
    "another generation": lambda folder: (folder / "site").rename(folder / "old"),
    "a broken note": lambda folder: (folder / "build/seen.json").write_text("{"),
    "a repository": lambda folder: subprocess.run(["git", "init", "-q", folder], check=True),
}


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_looks_otherwise_is_looked_into(built: Workshop, name: str) -> None:
    if name == "a repository":  # there is one around the temporary folder, or there is none
        assert recalled(built)
    CHANGES[name](built.folder)
    assert recalled(built) is None


def test_a_commit_is_seen(built: Workshop) -> None:
    def git(*words: str) -> None:
        names = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
        subprocess.run(["git", *names, *words], cwd=built.folder, check=True, capture_output=True)

    git("init", "-q")
    looks = [seen.look(Project(built.folder), DAYS)]
    git("add", "roadmaps")
    for message in ("Publish", "Publish once more"):
        git("commit", "-q", "--allow-empty", "-m", message)
        looks.append(seen.look(Project(built.folder), DAYS))
    assert len({*looks}) == 3


def test_another_day_is_another_look(built: Workshop) -> None:
    project = Project(built.folder)
    assert seen.look(project, DAYS) != seen.look(project, (DAY, DAY)) != seen.look(project, (TODAY, TODAY))


def test_a_file_that_may_change_behind_its_stamp_is_not_trusted(built: Workshop) -> None:
    (built.folder / PLAN).touch()
    project = Project(built.folder)
    assert seen.look(project, DAYS) == ""
    seen.note(project, "", PROBLEMS, built.site, 1)
    assert seen.recall(project, "", built.site) is None


def test_nothing_that_reads_or_draws_is_imported_where_nothing_has_changed(built: Workshop) -> None:
    shutil.rmtree(built.site)
    code = (
        "import sys; from generator import cli; sys.argv[1:] = ['build', '--as-of', '2021-06-30']\n"
        "cli.main(); print(*sorted(sys.modules))"
    )

    def run() -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", code]
        return subprocess.run(command, cwd=built.folder, env=environment, check=True, capture_output=True, text=True)

    first, second = run(), run()
    heavy = {"pydantic", "jinja2", "lark", "rich", "multiprocessing", "generator.making"}
    assert heavy - {"rich"} <= {*first.stdout.split()}
    assert not heavy & {*second.stdout.split()}
    assert first.stderr == second.stderr
