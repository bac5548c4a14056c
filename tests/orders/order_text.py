"""A small reader of the five orders as their texts lie in `texts/`, independent of the generator.

The texts are those of the signed orders: one paragraph or table row a line, cells parted by tabs. Two lines of the Кромы
order, the full name and the telephone of its executor, are replaced by words in square brackets: they are published nowhere.
"""

import re
from dataclasses import dataclass
from pathlib import Path

TEXTS = Path(__file__).parent / "texts"


@dataclass(frozen=True)
class Row:
    """A row of the plan: the title of its section (empty if the table has none) and its cells in the order's sequence."""

    section: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class OrderText:
    """An order cut in two: the text above the table, and the table with its headings."""

    above: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


def read_order(name: str) -> OrderText:
    """The order of `texts/<name>.txt`."""
    lines = (TEXTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    first = next(index for index, line in enumerate(lines) if line.startswith("№") and "\t" in line)
    headings = tuple(lines[first].split("\t"))
    return OrderText("\n".join(lines[:first]), headings, _read_table(lines[first + 1 :], headings))


def _read_table(lines: list[str], headings: tuple[str, ...]) -> tuple[Row, ...]:
    """Undo what the printed page did to the table.

    A page break leaves an empty line, repeats the headings (Дорогобуж) or tears a row, whose second half then has no number
    (Пономаревка 6, Дубовское 15): its cells are joined to the first half by one space. In the second section of Орда the page
    stands in two upright halves, each with an empty or missing side; they belong together by their sequence.
    """
    titles = [""]  # of the sections; the first is for a table without any
    rows: list[tuple[int, list[str]]] = []  # each with the place of its section in `titles`
    for line in lines:
        cells = line.split("\t")
        if not re.search(r"\w", line) or tuple(cells) == headings:
            continue
        if not any(cells[1:]):
            if re.match(r"\d", titles[-1]) and not re.match(r"\d", cells[0]):
                titles[-1] += cells[0]  # no number among numbered sections: the end of a word cut in two
            else:
                titles.append(cells[0])
        elif cells[0]:
            rows.append((len(titles) - 1, cells))
        elif len(cells) == len(headings):
            first_half = rows[-1][1]
            first_half[:] = [" ".join(filter(None, halves)) for halves in zip(first_half, cells, strict=True)]
        else:
            next(left for _, left in rows if len(left) < len(headings)).extend(cells[1:])
    assert all(len(cells) == len(headings) for _, cells in rows)
    return tuple(Row(titles[section], tuple(cells)) for section, cells in rows)
