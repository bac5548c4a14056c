"""Tables made by hand: Markdown files with a table, or a sentence, under each heading."""

import re
from pathlib import Path

HERE = Path(__file__).parent


def tables(name: str) -> dict[str, list[dict[str, str]]]:
    """The tables of the file `name` by their headings of the second level, each row by the headings of its columns."""
    _, *sections = re.split(r"(?m)^## ", (HERE / name).read_text("utf-8"))
    found = {}
    for section in sections:
        heading, *lines = section.splitlines()
        cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
        columns, _, *rows = cells or [[], []]
        assert all(len(row) == len(columns) for row in rows), heading
        found[heading] = [dict(zip(columns, row, strict=True)) for row in rows]
    return found


def items(cell: str) -> list[str]:
    """What is listed in a cell, with `;` between; nothing in «—»."""
    return [] if cell == "—" else [item.strip() for item in cell.split(";")]
