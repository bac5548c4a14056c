"""What a check works on: a file with its tree, and what the file may name."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from generator.model import Project
from generator.problem import Mark, Problem, problem
from generator.source import Mapping as Keys
from generator.source import Path, find


@dataclass(frozen=True, slots=True)
class Located:
    """A file with its tree, to say where in it a fault is."""

    file: str
    root: Keys

    def mark(self, path: Path) -> Mark:
        """The place of the value at `path`."""
        return find(self.root, path)

    def fault(self, code: str, at: Path, /, hint: str | None = None, **values: str | int) -> Problem:
        """The problem `code` at the value at `at`."""
        return problem(code, self.file, self.mark(at), hint=hint, **values)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the checks of a file may name: schools of the district, projects visible from it, and its documents in `files/`.

    `as_of` is the day of the check; `unread` are the ids of projects whose files cannot be read: nothing is said of them twice.
    """

    schools: Collection[str]
    projects: Mapping[str, Project]
    documents: Collection[str]
    as_of: date
    unread: Collection[str] = ()
