"""The last look: what stands in the file of the order and neither in the file of the data nor in the report."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.canonical import Tree
from generator.importers.blocks import ABOVE, Block, Doubt, Paragraph, Row, Table
from generator.importers.sheet import without_dates
from generator.problem import excerpt

_WORD = re.compile(r"[^\W\d_]{3,}")
_YEAR = frozenset({"год", "года", "году"})
"""What is left of a date when its day, month and year stand in the file as 2021-03-27."""


def untold(blocks: Sequence[Block], tree: Tree, doubts: Sequence[Doubt]) -> Iterator[Doubt]:
    """Every line and row of `blocks` with a word that is neither in `tree` nor in `doubts`; a table of such rows is one."""
    known = {*_YEAR, *_words(_texts(tree)), *_words(doubt.text for doubt in doubts)}
    places = {doubt.place for doubt in doubts}
    for block in blocks:
        if isinstance(block, Paragraph):
            if block.place not in places and not known.issuperset(_words([without_dates(block.text)])):
                yield Doubt(block.place, f"не взято: «{excerpt(block.text)}». Перенесите сами, если это нужно.")
            continue
        lost = [row for row in block.rows if not known.issuperset(_words(_cells(row)))]
        if len(lost) > 1 and len(lost) >= len(block.rows) - 1:
            yield Doubt(block.place, f"таблица не взята, она начинается так: «{excerpt(_line(block))}».")
        else:
            yield from (Doubt(row.place, f"не взято: «{excerpt(' | '.join(_cells(row)))}».") for row in lost)


def _line(table: Table) -> str:
    return " | ".join(_cells(table.rows[0]))


def _cells(row: Row) -> list[str]:
    return [cell for cell in row.cells if cell and cell != ABOVE]


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from _WORD.findall(text.casefold())


def _texts(tree: Tree) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    else:
        for one in tree.values() if isinstance(tree, Mapping) else tree:
            yield from _texts(one)
