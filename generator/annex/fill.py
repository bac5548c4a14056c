"""A template that has been learned, and its filling: text joined with text, no tree is made for a plan."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import accumulate
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from markupsafe import escape

from generator.annex.package import PROPERTIES

REMARK, HEADING, WORDING, TITLE = "{пример}", "{приложение}", "{редакция}", "{название}"
PARAGRAPHS = (REMARK, HEADING, WORDING, TITLE)
"""The marks of paragraphs."""
HEAD, SECTION, CELL = "{столбец}", "{раздел}", "{ячейка}"
CELLS = {
    "number": "{номер}",
    "title": "{мероприятие}",
    "deadline": "{срок}",
    "responsible": "{ответственные}",
    "result": "{результат}",
}
"""The marks of the cells of a row by the key of their column; other columns, and those without a mark, are as `CELL` is."""

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as XML before its text and after it; without text it is left out, unless it is needed where it stands."""

    start: str
    end: str
    is_needed: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as XML up to its width, from there up to its text, and after it; `weight` is its width in the template."""

    start: str
    middle: str
    end: str
    weight: int

    def opening(self, width: int, span: int = 1) -> str:
        """All of it before the text, for a width in twentieths of a point and so many columns."""
        spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        return f'{self.start}<w:tcW w:w="{width}" w:type="dxa"/>{spanned}{self.middle}'


@dataclass(frozen=True, slots=True)
class Row:
    """A row as XML before its cells and after them, and its cells by their marks."""

    start: str
    end: str
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Section:
    """A row across all columns."""

    text: str


@dataclass(frozen=True, slots=True)
class Filling:
    """What stands in an annex; texts letter for letter, with line ends and tabs.

    `columns` are key and heading of each column, `rows` the cells of each row in the same sequence, or a `Section`. `remark`
    (empty: none) says that all is invented, `wording` (empty: none) says which orders changed the annex. `about` describes the
    table to those who do not see it. `created` and `changed` are days of the data.
    """

    heading: str
    title: str
    wording: str
    remark: str
    columns: Sequence[tuple[str, str]]
    rows: Iterable[Section | Sequence[str]]
    about: str
    author: str
    description: str
    created: date
    changed: date


@dataclass(frozen=True)
class Annex:
    """A template: `package` is a ZIP archive of all parts that stay, `skeleton` the body between the `places` to be filled."""

    package: bytes
    skeleton: tuple[str, ...]
    places: tuple[str, ...]
    paragraphs: Mapping[str, Paragraph]
    rows: Mapping[str, Row]
    width: int
    main: str

    def fill(self, filling: Filling) -> bytes:
        """The annex as a file of Word: the same bytes whenever it is made."""
        texts = {
            REMARK: self._paragraph(REMARK, filling.remark),
            HEADING: self._paragraph(HEADING, filling.heading),
            WORDING: self._paragraph(WORDING, filling.wording),
            TITLE: self._paragraph(TITLE, filling.title),
            "about": _described("tblCaption", filling.title) + _described("tblDescription", filling.about),
        }
        texts["grid"], texts["rows"] = self._table(filling)
        between = (texts[place] for place in self.places)
        body = "".join(text for pair in zip(self.skeleton, (*between, ""), strict=True) for text in pair)
        file = BytesIO(self.package)
        with ZipFile(file, "a") as archive:
            put(archive, PROPERTIES, _properties(filling).encode())
            put(archive, self.main, f"{_DECLARATION}{body}".encode())
        return file.getvalue()

    def _paragraph(self, mark: str, text: str) -> str:
        paragraph = self.paragraphs[mark]
        return f"{paragraph.start}{_run(text)}{paragraph.end}" if text or paragraph.is_needed else ""

    def _table(self, filling: Filling) -> tuple[str, str]:
        """The grid of the columns, and all rows."""
        row, section, head = self.rows[CELL], self.rows[SECTION], self.rows[HEAD]
        kinds = [row.cells.get(CELLS.get(key, CELL), row.cells[CELL]) for key, _ in filling.columns]
        widths = list(_widths([kind.weight for kind in kinds], self.width))
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        heads = [(head.cells[HEAD].opening(width), head.cells[HEAD].end) for width in widths]
        cells = [(kind.opening(width), kind.end) for kind, width in zip(kinds, widths, strict=True)]
        across = [(section.cells[SECTION].opening(self.width, len(widths)), section.cells[SECTION].end)]
        lines = [_line(head, heads, [title for _, title in filling.columns])]
        lines += [
            _line(section, across, [one.text]) if isinstance(one, Section) else _line(row, cells, one) for one in filling.rows
        ]
        return grid, "".join(lines)


def _line(row: Row, cells: Sequence[tuple[str, str]], texts: Sequence[str]) -> str:
    filled = (f"{start}{_run(text)}{end}" for (start, end), text in zip(cells, texts, strict=True))
    return f"{row.start}{''.join(filled)}{row.end}"


def _widths(weights: Sequence[int], whole: int) -> Iterator[int]:
    """The `whole` width parted as the `weights` are; nothing of it is lost by rounding."""
    edges = [edge * whole // sum(weights) for edge in accumulate(weights)]
    return (edge - before for edge, before in zip(edges, [0, *edges], strict=False))


_TEXT = '<w:t xml:space="preserve">'
_BREAKS = re.compile(r"\r\n|[\r\n\t]")


def _run(text: str) -> str:
    """The inside of a run; line ends and tabs are elements there."""
    escaped = str(escape(text))
    if escaped.isprintable():
        return f"{_TEXT}{escaped}</w:t>"
    return f"{_TEXT}{_BREAKS.sub(_break, escaped)}</w:t>"


def _break(match: re.Match[str]) -> str:
    return f"</w:t>{'<w:tab/>' if match[0] == chr(9) else '<w:br/>'}{_TEXT}"


def _described(name: str, text: str) -> str:
    escaped = escape(" ".join(text.split()))
    return f'<w:{name} w:val="{escaped}"/>'


def _properties(filling: Filling) -> str:
    """The core properties (ISO/IEC 29500-2, 11)."""
    texts = {
        "dc:title": filling.title if not filling.remark else f"{filling.remark} {filling.title}",
        "dc:subject": filling.heading,
        "dc:creator": filling.author,
        "dc:description": filling.description,
        "dc:language": "ru-RU",
    }
    elements = [f"<{name}>{escape(' '.join(text.split()))}</{name}>" for name, text in texts.items()]
    for name, day in (("created", filling.created), ("modified", filling.changed)):
        elements.append(f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day.isoformat()}T00:00:00Z</dcterms:{name}>')
    return (
        f'{_DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{"".join(elements)}</cp:coreProperties>'
    )


def put(archive: ZipFile, name: str, part: bytes) -> None:
    """Add a part; it bears no time and no sign of the machine."""
    entry = ZipInfo(name)  # of 1 January 1980
    entry.create_system, entry.compress_type = 0, ZIP_DEFLATED
    archive.writestr(entry, part, compresslevel=6)
