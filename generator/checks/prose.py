"""Texts of several paragraphs: what of them would not be shown."""

from collections.abc import Iterator

from generator import prose
from generator.checks.located import Located
from generator.problem import Problem, problem
from generator.source import Path, within


def check_prose(at: Located, path: Path, text: str) -> Iterator[Problem]:
    """The faults of the text at `path`, each where it stands in the file."""
    for fault in prose.faults(text):
        yield problem("S11", at.file, within(at.root, path, fault.mark), hint=fault.advice, reason=fault.reason)
