"""What a new file leaves open."""

from collections.abc import Iterator

from generator.checks.located import Located
from generator.problem import Problem
from generator.source import Node, Path, Scalar, Sequence

BLANK = "…"
"""Stands in a new file where words of a document belong."""


def is_blank(text: str) -> bool:
    """Whether nobody has written the text yet."""
    return text.strip() in (BLANK, "...")


def check_blanks(at: Located) -> Iterator[Problem]:
    """Texts that nobody has written yet."""
    yield from _check_blanks(at, at.root, ())


def _check_blanks(at: Located, node: Node, path: Path) -> Iterator[Problem]:
    if isinstance(node, Scalar):
        if is_blank(node.text):
            yield at.fault("S12", path)
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from _check_blanks(at, item, (*path, index))
    else:
        for key, value in node.values.items():
            yield from _check_blanks(at, value, (*path, key))
