"""A project for each test, of the told data or of others."""

from collections.abc import Callable
from pathlib import Path

import pytest
from workshop import TOLD, Workshop, make_workshop


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return make_workshop(tmp_path / "project", TOLD)


@pytest.fixture
def make() -> Callable[[Path, Path], Workshop]:
    return make_workshop
