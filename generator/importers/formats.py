"""Which reader takes a file: by its extension, and by what is really in it."""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from generator.document_file import KINDS
from generator.importers.blocks import ABOVE, Block, Doubt, Paragraph, Row, UnreadableFileError
from generator.importers.excel import read_csv, read_excel
from generator.importers.package import refuse_kind
from generator.importers.plain import read_plain
from generator.importers.word import read_word
from generator.letters import without_forbidden

_TEXTS = ("txt", "md", "csv", "tsv")


def read_blocks(name: str, data: bytes) -> tuple[tuple[Block, ...], tuple[Doubt, ...]]:
    """The blocks of the file called `name`, and what is doubtful about them. Raises UnreadableFileError."""
    extension = name.rpartition(".")[2].lower()
    doubts: tuple[Doubt, ...] = ()
    if extension == "docx":
        blocks, doubts = read_word(data)
    elif extension == "xlsx":
        blocks, doubts = read_excel(data)
    elif extension in _TEXTS:
        text, doubts = _decoded(data)
        blocks, more = read_csv(text) if extension == "csv" else (read_plain(text), ())
        doubts += more
    else:
        refuse_kind(data, "docx")
        raise UnreadableFileError("читаются файлы .docx, .xlsx, .csv и .txt. Сохраните план в одном из этих видов.")
    return _cleaned(blocks, doubts)


def _decoded(data: bytes) -> tuple[str, tuple[Doubt, ...]]:
    """Text of UTF-8, else of UTF-16 or Windows-1251, as Notepad and Excel write it."""
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1251")
    if data.startswith((b"PK\3\4", b"%PDF", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        refuse_kind(data, "docx")
        raise UnreadableFileError(f"по имени это текст, а внутри {KINDS['docx']}. Исправьте расширение файла.")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if ABOVE in text:
            break
        told = (Doubt("", f"текст прочитан как {encoding}: проверьте, нет ли испорченных букв."),)
        return text, () if encoding == "utf-8-sig" else told
    raise UnreadableFileError("кодировка текста не узнана. Сохраните его как UTF-8 и повторите импорт.")


def _cleaned(blocks: Sequence[Block], doubts: tuple[Doubt, ...]) -> tuple[tuple[Block, ...], tuple[Doubt, ...]]:
    """The blocks without signs that nobody sees and no file of the data may hold."""
    lost: list[Doubt] = []

    def clean(text: str, place: str) -> str:
        cleaned = unicodedata.normalize("NFC", without_forbidden(text))
        if len(cleaned) < len(unicodedata.normalize("NFC", text)):
            lost.append(Doubt(place, "убраны невидимые знаки."))
        return cleaned

    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(replace(block, text=clean(block.text, block.place)))
        else:
            rows = (
                Row(tuple(cell if cell == ABOVE else clean(cell, row.place) for cell in row.cells), row.place, row.is_torn_off)
                for row in block.rows
            )
            found.append(replace(block, rows=tuple(rows)))
    return tuple(found), (*doubts, *dict.fromkeys(lost))
