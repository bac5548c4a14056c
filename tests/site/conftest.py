"""The real site of the five orders, built once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from built import ROOT, Site, copy_project, run


@pytest.fixture(scope="session")
def build_site(tmp_path_factory) -> Callable[..., Site]:
    """Build the project at `project` (else this one) as of a day, in a copy of its own."""

    def build(as_of: str = "2026-11-22", project: Path = ROOT, **environment: str) -> Site:
        work = copy_project(project, tmp_path_factory.mktemp("project"))
        answer = run("build", "--as-of", as_of, cwd=work, **environment)
        assert answer.returncode == 0, answer.stdout + answer.stderr
        return Site(work / "site")

    return build


@pytest.fixture(scope="session")
def site(build_site) -> Site:
    """The five orders after all their plans are over."""
    return build_site()


@pytest.fixture(scope="session")
def told_site(build_site, tmp_path_factory) -> Site:
    """Plans with reports, files and statuses, while the plans run."""
    project = tmp_path_factory.mktemp("told")
    (project / "roadmaps").symlink_to(ROOT / "tests/pages/told")
    return build_site("2021-06-30", project)


@pytest.fixture(scope="session")
def running_site(build_site) -> Site:
    """The five orders on a day on which four of the plans run."""
    return build_site("2021-06-30")
