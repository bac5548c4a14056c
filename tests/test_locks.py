"""The locks: complete, consistent with each other and with pyproject.toml, and naming no host."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-bench.lock")


def entries(name: str) -> list[str]:
    """Everything said of one version of a package: a line and its hashes."""
    return re.split(r"\n(?=\S)", (ROOT / name).read_text(encoding="utf-8").strip())


def pins(name: str) -> set[str]:
    """The lines without hashes; a package stands twice where Pythons need different versions."""
    return {entry.partition(" \\\n")[0] for entry in entries(name)}


def packages(name: str) -> set[str]:
    return {pin.partition("==")[0] for pin in pins(name)}


def named(requirements: list[str]) -> set[str]:
    return {re.match(r"[A-Za-z0-9-]+", requirement)[0] for requirement in requirements}


def test_each_lock_holds_the_one_before_in_the_same_versions():
    run, dev, bench = map(pins, LOCKS)
    assert run
    assert run <= dev <= bench


def test_locks_hold_what_the_project_asks_for():
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = named(config["project"]["dependencies"]) | named(config["build-system"]["requires"])
    assert wanted <= packages("requirements.lock")
    extras = config["project"]["optional-dependencies"]
    assert wanted | named(extras["dev"]) <= packages("requirements-dev.lock")
    assert named(extras["bench"]) <= packages("requirements-bench.lock")


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_hashes_and_no_host_is_named(name: str):
    assert [entry for entry in entries(name) if "==" not in entry or "--hash=sha256:" not in entry] == []
    assert "://" not in (ROOT / name).read_text(encoding="utf-8")
