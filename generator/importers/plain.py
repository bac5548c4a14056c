"""Text with a row of the table a line and tabs between its cells, as it is copied out of Word or a browser."""

import re

from generator.importers.blocks import Block, Paragraph, Row, Table, one_line

_MARKS = re.compile(r"\*\*|__")  # bold in Markdown
_RULE = re.compile(r"[\s|:+=-]*")


def read_plain(text: str) -> tuple[Block, ...]:
    """The blocks of `text`. An empty line between two rows is where a page of the paper ended."""
    blocks: list[Block] = []
    rows: list[Row] = []
    gap: list[Paragraph] = []
    tables = 0

    def close() -> None:
        if rows:
            blocks.append(Table(tuple(rows), f"таблица {tables}"))
            rows.clear()
        blocks.extend(gap)
        gap.clear()

    for number, line in enumerate(text.splitlines(), 1):
        place = f"строка {number}"
        if "\t" in line:
            if not rows:
                close()
                tables += 1
            if not (_RULE.fullmatch(line) and line.strip()):
                cells = tuple(one_line(_MARKS.sub("", cell)) for cell in line.split("\t"))
                rows.append(Row(cells, place, is_torn_off=bool(gap)))
            gap.clear()
        elif not line.strip():
            gap.append(Paragraph("", place))
        else:
            close()
            blocks.append(Paragraph(one_line(_MARKS.sub("", line)), place))
    close()
    return tuple(blocks)
