"""What every kind of file is read into: paragraphs and tables in their sequence, each with its place in the file."""

from collections.abc import Sequence
from dataclasses import dataclass

ABOVE = "\u0000"
"""Stands for a cell that is joined with the one above it. No file can hold this sign."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of text, or an empty one; `place` says where it stands, as «строка 12»."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: texts of its cells, each on one line, empty where there is nothing, and `ABOVE`.

    `is_torn_off` says that a page of the paper ended above it.
    """

    cells: tuple[str, ...]
    place: str
    is_torn_off: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that stand one below the other; `place` as «таблица 2»."""

    rows: tuple[Row, ...]
    place: str


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a person has to look at: where it stands in the file (empty: nowhere), and what about it."""

    place: str
    text: str


class UnreadableFileError(ValueError):
    """The file cannot be read safely. The text is Russian, ready to be shown: what is wrong and what to do."""

    def __init__(self, text: str, place: str = "") -> None:
        super().__init__(f"{place}: {text}" if place else text)


def one_line(lines: Sequence[str] | str) -> str:
    """A text on one line: a space wherever there was a break, a tab or several spaces."""
    return " ".join((lines if isinstance(lines, str) else " ".join(lines)).split())
