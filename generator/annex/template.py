"""Learning a template: where its marks stand, and what is around them.

A mark is the whole text of a paragraph. What it stands in says how its text will look: the properties of its paragraph, of its
first run, and of its cell. The body is cut at the marks as text, after processing instructions have been set at them: of those
that the template itself may have had nothing is left.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from copy import deepcopy
from functools import lru_cache
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from generator.annex.fill import (
    CELL,
    CELLS,
    HEAD,
    HEADING,
    PARAGRAPHS,
    REMARK,
    SECTION,
    TITLE,
    WORDING,
    Annex,
    Cell,
    Paragraph,
    Row,
    put,
)
from generator.annex.package import UnfitAnnexError, read_package

_NEEDED = (HEADING, WORDING, TITLE, HEAD, SECTION, CELL)
_ALL = (*PARAGRAPHS, *_NEEDED, *CELLS.values())
_MARK = re.compile(r"\{[а-яё ]+\}")
_CORRECTION = re.compile(r".*\}(?:ins|del|moveFrom|moveTo|cellIns|cellDel|\w+Change)")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NO_WIDTH = 14000
"""The width of a table that does not tell it, in twentieths of a point: about that of a sheet."""
_NAMELESS = ("paraId", "textId", "rsid")
"""The beginnings of attributes that tell one paragraph or row from another: they would be there many times."""


@lru_cache(maxsize=8)  # it is learned once for a territory with all its plans
def learn(data: bytes) -> Annex:
    """The template in the bytes of a file of Word. Raises UnfitAnnexError."""
    package = read_package(data)
    _check_body(package.body)
    marked = dict(_marked(package.body))
    if missing := [mark for mark in _NEEDED if mark not in marked]:
        raise UnfitAnnexError(f"в нём нет метки {missing[0]}, она должна стоять в своём абзаце одна")
    if REMARK not in marked:
        marked[REMARK] = _first(package.body[0], marked[WORDING])
    table = _table(marked)
    weights = _weights(table, marked)
    whole = sum(_grid(table)) or _NO_WIDTH
    _set_marks(table, marked, whole)
    text, paragraphs, rows = etree.tostring(package.body, encoding="unicode"), {}, {}
    for mark in PARAGRAPHS:
        text, inside = _cut(text, mark)
        start, _, end = inside.partition(_at("text"))
        is_needed = marked[mark].getparent() is not package.body.find(f"{_W}body")
        paragraphs[mark] = Paragraph(start, end, is_needed)
    for mark in (HEAD, SECTION, CELL):
        text, inside = _cut(text, f"row {mark}")
        rows[mark] = _row(inside, weights)
    skeleton = re.split(r"<\?at ([^?]+)\?>", text)
    return Annex(
        _packed(package.kept.items()), tuple(skeleton[::2]), tuple(skeleton[1::2]), paragraphs, rows, whole, package.main
    )


def _check_body(body: etree._Element) -> None:
    """What is written anew is written with the usual prefix; and nobody's corrections are published."""
    if body.nsmap.get("w") != _W.strip("{}") or body.find(f"{_W}body") is None:
        raise UnfitAnnexError("это не обычный документ Word: сохраните его в Word как «Документ Word (.docx)»")
    if any(_CORRECTION.fullmatch(str(one.tag)) for one in body.iter()):
        raise UnfitAnnexError("в нём остались исправления: примите или отклоните их")


def _packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, part in parts:
            put(archive, name, part)
    return file.getvalue()


def _marked(body: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """The marks and their paragraphs. A mark that stands twice or is not known is refused."""
    found: set[str] = set()
    for paragraph in body.iter(f"{_W}p"):
        text = "".join(one.text or "" for one in paragraph.iter(f"{_W}t")).strip().casefold()
        if text in found:
            raise UnfitAnnexError(f"метка {text} стоит в нём дважды")
        if text in _ALL:
            found.add(text)
            yield text, paragraph
        elif mark := _MARK.search(text):
            reason = "она должна стоять в своём абзаце одна" if mark[0] in _ALL else "такой нет"
            raise UnfitAnnexError(f"метка {mark[0]} не годится: {reason}")


def _first(body: etree._Element, like: etree._Element) -> etree._Element:
    """A new paragraph before all others, like another one: a template need not be ready for examples."""
    body.insert(0, deepcopy(like))
    return body[0]


def _above(element: etree._Element, name: str) -> etree._Element:
    above = next(element.iterancestors(f"{_W}{name}"), None)
    if above is None:
        raise UnfitAnnexError(f"метки {HEAD}, {SECTION} и {CELL} должны стоять в таблице")
    return above


def _table(marked: dict[str, etree._Element]) -> etree._Element:
    """The table of the marks, which has just the three rows with them."""
    rows = [_above(marked[mark], "tr") for mark in (HEAD, SECTION, CELL)]
    table = _above(rows[0], "tbl")
    own = table.findall(f"{_W}tr")
    cells = [mark for mark in CELLS.values() if mark in marked and _above(marked[mark], "tr") is not rows[2]]
    marks = [mark for mark in marked if mark not in PARAGRAPHS]
    if len({_above(marked[mark], "tc") for mark in marks}) < len(marks):
        raise UnfitAnnexError("в одной ячейке стоят две метки")
    if own != rows or cells:
        raise UnfitAnnexError(f"в таблице должно быть три строки: {HEAD}, под ней {SECTION}, под ней {CELL} с другими ячейками")
    return table


def _grid(table: etree._Element) -> list[int]:
    """The widths of the columns of the template."""
    texts = (column.get(f"{_W}w", "") for column in table.iterfind(f"{_W}tblGrid/{_W}gridCol"))
    return [int(text) if text.isdecimal() and len(text) < 6 else 0 for text in texts]


def _weights(table: etree._Element, marked: dict[str, etree._Element]) -> dict[str, int]:
    """The widths of the marked cells; those of no width are one narrow column."""
    grid, weights, at = _grid(table), {}, 0
    own = {_above(paragraph, "tc"): mark for mark, paragraph in marked.items() if mark in (CELL, *CELLS.values())}
    for cell in _above(marked[CELL], "tr").findall(f"{_W}tc"):
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        number = span.get(f"{_W}val", "") if span is not None else ""
        columns = int(number) if number.isdecimal() and len(number) < 4 else 1
        if cell in own:
            weights[own[cell]] = sum(grid[at : at + columns]) or 500
        at += columns
    return weights


def _set_marks(table: etree._Element, marked: dict[str, etree._Element], whole: int) -> None:
    """Set instructions at all places where something will stand, and take away what stood there."""
    for paragraph in marked.values():
        _bare(paragraph)
    for mark in PARAGRAPHS:
        _around(marked[mark], mark)
    cells = {mark: _above(marked[mark], "tc") for mark in marked if mark not in PARAGRAPHS}
    for mark in (HEAD, SECTION, CELL):
        row = _above(marked[mark], "tr")
        _keep(row, [*row.iterfind(f"{_W}trPr"), *row.iterfind(f"{_W}tblPrEx"), *cells.values()])
        _around(row, f"row {mark}")
    _repeat(_above(marked[HEAD], "tr"))
    for mark, cell in cells.items():
        _keep(cell, [*cell.iterfind(f"{_W}tcPr"), marked[mark]])
        _set_width(cell)
        _around(cell, f"cell {mark}")
    _nameless(table)
    _describe(table, whole)


def _bare(paragraph: etree._Element) -> None:
    """Leave of a paragraph its properties, and a run with those of its first run, for the text."""
    look = paragraph.find(f".//{_W}r/{_W}rPr")
    if paragraph.find(f"{_W}pPr/{_W}sectPr") is not None:
        raise UnfitAnnexError("в абзаце с меткой стоит разрыв раздела")
    _keep(paragraph, paragraph.findall(f"{_W}pPr"))
    run = etree.SubElement(paragraph, f"{_W}r")
    if look is not None:
        run.append(look)
    run.append(_instruction("at text"))
    _nameless(paragraph)


def _keep(element: etree._Element, children: Collection[etree._Element]) -> None:
    """Take away all other children of the element."""
    for child in list(element):
        if child not in children:
            element.remove(child)


def _set_width(cell: etree._Element) -> None:
    """Where the width of a cell stands: at the beginning of its properties, but for the conditional format."""
    form = cell.find(f"{_W}tcPr")
    if form is None:
        form = etree.Element(f"{_W}tcPr")
        cell.insert(0, form)
    for name in ("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge"):
        for child in form.findall(f"{_W}{name}"):
            form.remove(child)
    form.insert(0, _instruction("at width"))


def _repeat(row: etree._Element) -> None:
    """Make the row repeat itself at the head of every sheet."""
    form = row.find(f"{_W}trPr")
    if form is None:
        form = etree.Element(f"{_W}trPr")
        row.insert(len(row.findall(f"{_W}tblPrEx")), form)
    if form.find(f"{_W}tblHeader") is None:
        etree.SubElement(form, f"{_W}tblHeader")


def _describe(table: etree._Element, whole: int) -> None:
    """Where grid, rows and description of the table stand."""
    form = table.find(f"{_W}tblPr")
    grid = table.find(f"{_W}tblGrid")
    if form is None or grid is None:
        raise UnfitAnnexError("у таблицы нет свойств: создайте её в Word заново")
    for name in ("tblCaption", "tblDescription"):
        for child in form.findall(f"{_W}{name}"):
            form.remove(child)
    form.append(_instruction("at about"))
    width = form.find(f"{_W}tblW")
    if width is not None:
        width.attrib.update({f"{_W}w": str(whole), f"{_W}type": "dxa"})
    for child in list(grid):
        grid.remove(child)
    grid.append(_instruction("at grid"))
    grid.addnext(_instruction("at rows"))


def _nameless(element: etree._Element) -> None:
    for one in element.iter():
        for name in [str(name) for name in one.attrib if str(name).rpartition("}")[2].startswith(_NAMELESS)]:
            del one.attrib[name]


def _instruction(text: str) -> etree._Element:
    target, _, rest = text.partition(" ")
    return etree.ProcessingInstruction(target, rest)


def _at(name: str) -> str:
    return f"<?at {name}?>"


def _around(element: etree._Element, name: str) -> None:
    """Mark where the element begins and ends."""
    tail, element.tail = element.tail, None
    element.addprevious(_instruction(f"begin {name}"))
    end = _instruction(f"end {name}")
    element.addnext(end)
    end.tail = tail


def _cut(text: str, name: str) -> tuple[str, str]:
    """The text with a place where the element was that was marked by the name, and the text of it."""
    before, _, rest = text.partition(f"<?begin {name}?>")
    inside, _, after = rest.partition(f"<?end {name}?>")
    place = "" if name.startswith("row ") else _at(name)
    return f"{before}{place}{after}", inside


def _row(text: str, weights: Mapping[str, int]) -> Row:
    """A row, of whose children only its properties and the cells with marks are left."""
    start, *rest = re.split(r"<\?begin cell ([^?]+)\?>", text)
    cells, end = {}, ""
    for mark, inside in zip(rest[::2], rest[1::2], strict=True):
        cell, _, end = inside.partition(f"<?end cell {mark}?>")
        before, _, after = cell.partition(_at("width"))
        middle, _, last = after.partition(_at("text"))
        cells[mark] = Cell(before, middle, last, weights.get(mark, 0))
    return Row(start, end, cells)
