"""Word files (.docx): paragraphs and tables as one reads them, whatever the program laid around them."""

import re
from collections.abc import Iterator, Mapping
from zipfile import BadZipFile

from docx import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from generator.importers.blocks import ABOVE, Block, Doubt, Paragraph, Row, Table, UnreadableFileError, one_line
from generator.importers.columns import is_heading
from generator.importers.lists import Lists
from generator.importers.package import open_package, sealed
from generator.problem import excerpt

_AROUND = {
    qn(f"w:{name}") for name in ("sdt", "sdtContent", "smartTag", "ins", "moveTo", "hyperlink", "customXml", "fldSimple", "r")
}
"""Elements around content that say nothing themselves."""
_SIGNS = {qn("w:tab"): " ", qn("w:br"): " ", qn("w:cr"): " ", qn("w:noBreakHyphen"): "\u2011"}
_CHANGES = (qn("w:ins"), qn("w:del"), qn("w:moveFrom"), qn("w:moveTo"))
_BESIDE = {
    qn("w:txbxContent"): "надпись (текст в рамке) не взята: перенесите её текст в сам документ, если он нужен.",
    qn("w:footnoteReference"): "сноска не взята.",
    qn("w:endnoteReference"): "концевая сноска не взята.",
    qn("w:pict"): "картинка не взята.",
    qn("w:sym"): "знак из шрифта со значками не взят: замените его словом.",
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath": "формула не взята.",
    qn("w:strike"): "в файле есть зачёркнутый текст, он взят: если его нет в приказе, удалите его.",
    qn("w:vanish"): "в файле есть скрытый текст, он взят: если его нет в приказе, удалите его.",
    qn("w:drawing"): "картинка не взята.",
    qn("w:altChunk"): "вставленный документ не взят.",
}
_MARGIN = re.compile(r"word/(?:header|footer)\d*\.xml")
_P, _TBL, _T, _TC, _TR = (qn(f"w:{name}") for name in ("p", "tbl", "t", "tc", "tr"))

Element = etree._Element  # lxml has no other name for it


def read_word(data: bytes) -> tuple[tuple[Block, ...], tuple[Doubt, ...]]:
    """The blocks of a file, and what is doubtful about reading it. Raises UnreadableFileError."""
    parts = open_package(data, "docx")
    try:
        body = Document(sealed(parts)).element.body
        lists = Lists.of(parts.get("word/numbering.xml"))
    except (OpcError, BadZipFile, KeyError, ValueError, AttributeError, etree.XMLSyntaxError) as error:
        raise UnreadableFileError("файл повреждён. Откройте его в Word, сохраните заново и повторите импорт.") from error
    reader = _Reader(lists)
    return tuple(reader.blocks(body)), (*_beside(body), *_margins(parts))


def _margins(parts: Mapping[str, bytes]) -> Iterator[Doubt]:
    """Headers and footers with words in them: a letterhead may stand there."""
    for name, part in sorted(parts.items()):
        if _MARGIN.fullmatch(name) and (found := re.findall(rb"<w:t[ >][^<]*", part)):
            text = one_line(" ".join(one.partition(b">")[2].decode() for one in found))
            if any(map(str.isalpha, text)):
                yield Doubt("", f"колонтитул не взят: «{excerpt(text)}». Перенесите его в текст, если он нужен.")


def _beside(body: Element) -> Iterator[Doubt]:
    """What stands in the file but not in the running text."""
    if next(body.iter(*_CHANGES), None) is not None:
        told = "в файле есть исправления: вставленное взято, удалённое нет. Лучше примите их в Word и повторите импорт."
        yield Doubt("", told)
    for tag, told in _BESIDE.items():
        if next(body.iter(tag), None) is not None:
            yield Doubt("", told)


class _Reader:
    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._tables = self._paragraphs = 0
        self._is_plan = False

    def blocks(self, parent: Element) -> Iterator[Block]:
        for child in parent:
            if child.tag == _P:
                self._paragraphs += 1
                yield from self._lines(child)
            elif child.tag == _TBL:
                self._tables += 1
                table = Table(tuple(self._rows(child, f"таблица {self._tables}")), f"таблица {self._tables}")
                self._is_plan |= any(map(is_heading, table.rows))
                if self._is_plan:
                    yield table
                else:
                    yield from self._laid_out(child, table.place)
            elif child.tag in _AROUND:
                yield from self.blocks(child)

    def _lines(self, paragraph: Element) -> Iterator[Paragraph]:
        """A paragraph; a line break in it (Shift+Enter) begins another line, as one sees it."""
        place = f"абзац {self._paragraphs}"
        text = self._lists.mark(paragraph) + _text(paragraph, "\n")
        for line in text.split("\n"):
            yield Paragraph(one_line(line), place)

    def _laid_out(self, table: Element, place: str) -> Iterator[Paragraph]:
        """The lines of a table above the plan, cell by cell: it lays out the sheet, with a letterhead, a stamp, a signature."""
        for number, row in enumerate(_found(table, _TR), 1):
            for cell in _found(row, _TC):
                for paragraph in _found(cell, _P):
                    for line in _text(paragraph, "\n").split("\n"):
                        yield Paragraph(one_line(line), f"{place}, строка {number}")
                yield Paragraph("", f"{place}, строка {number}")

    def _rows(self, table: Element, place: str) -> Iterator[Row]:
        for number, row in enumerate(_found(table, _TR), 1):
            yield Row(tuple(self._cells(row, f"{place}, строка {number}")), f"{place}, строка {number}")

    def _cells(self, row: Element, place: str) -> Iterator[str]:
        """One text for each column of the grid: a cell over several columns stands in the first of them."""
        before = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
        yield from [""] * _count(before)
        for cell in _found(row, _TC):
            if next(cell.iter(_TBL), None) is not None:
                raise UnreadableFileError("в ячейке ещё одна таблица. Замените её текстом и повторите импорт.", place)
            merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            is_above = merged is not None and merged.get(qn("w:val"), "continue") == "continue"
            paragraphs = [f"{self._lists.mark(one)}{_text(one)}" for one in _found(cell, _P)]
            yield ABOVE if is_above else one_line(paragraphs)
            yield from [ABOVE if is_above else ""] * (max(_count(cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")), 1) - 1)


def _found(parent: Element, tag: str) -> Iterator[Element]:
    """The children called `tag`, also those that stand in something without a meaning of its own."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _AROUND:
            yield from _found(child, tag)


def _count(element: Element | None) -> int:
    value = element.get(qn("w:val"), "0") if element is not None else "0"
    return min(int(value), 64) if value.isdecimal() else 0


def _text(parent: Element, break_: str = " ") -> str:
    """The text of a paragraph with what was inserted and without what was deleted."""
    found = []
    for child in parent:
        if child.tag == _T:
            found.append(child.text or "")
        elif child.tag in _SIGNS:
            is_line = child.tag == qn("w:br") and child.get(qn("w:type")) is None
            found.append(break_ if is_line else _SIGNS[child.tag])
        elif child.tag in _AROUND:
            found.append(_text(child, break_))
    return "".join(found)
