"""Which reader takes a file: by its extension, and by what is really in it."""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from generator.document_file import KINDS
from generator.importers.blocks import ABOVE, Block, Doubt, Paragraph, Row, UnreadableFileError, one_line
from generator.importers.excel import read_csv, read_excel
from generator.importers.package import refuse_kind, refuse_large
from generator.importers.plain import read_plain
from generator.importers.word import read_word
from generator.letters import without_forbidden

_TEXTS = ("txt", "md", "csv", "tsv")
MAX_TEXT = 1_000_000
"""The longest text, in bytes: the largest of the five orders has 18 thousand."""
_MOST_LINES, _MOST_CELLS, _WIDEST, _LONGEST = 5_000, 50_000, 100, 20_000


def read_blocks(name: str, data: bytes) -> tuple[tuple[Block, ...], tuple[Doubt, ...]]:
    """The blocks of the file called `name`, and what is doubtful about them. Raises UnreadableFileError."""
    refuse_large(data)
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
    _refuse_large(blocks)
    return _cleaned(blocks, doubts)


def _refuse_large(blocks: Sequence[Block]) -> None:
    """No order is larger than this; what is would only keep the computer busy."""
    tables = [block for block in blocks if not isinstance(block, Paragraph)]
    rows = [row for table in tables for row in table.rows]
    if len(blocks) - len(tables) > _MOST_LINES or sum(len(row.cells) for row in rows) > _MOST_CELLS:
        raise UnreadableFileError("файл слишком велик для плана. Оставьте в нём только приказ и план и повторите импорт.")
    for row in rows:
        if len(row.cells) > _WIDEST:
            raise UnreadableFileError(f"в строке больше {_WIDEST} граф: это не таблица плана.", row.place)
    texts = [(block.text, block.place) for block in blocks if isinstance(block, Paragraph)]
    for text, place in [*texts, *((cell, row.place) for row in rows for cell in row.cells)]:
        if len(text) > _LONGEST:
            raise UnreadableFileError("текст слишком длинный. Разбейте его на строки или удалите лишнее.", place)


def _decoded(data: bytes) -> tuple[str, tuple[Doubt, ...]]:
    """Text of UTF-8, else of UTF-16 or Windows-1251, as Notepad and Excel write it."""
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1251")
    if data.startswith((b"PK\3\4", b"%PDF", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        refuse_kind(data, "docx")
        raise UnreadableFileError(f"по имени это текст, а внутри {KINDS['docx']}. Исправьте расширение файла.")
    if len(data) > MAX_TEXT:
        raise UnreadableFileError("файл слишком велик для плана. Оставьте в нём только приказ и план и повторите импорт.")
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
        cleaned = unicodedata.normalize("NFC", one_line(without_forbidden(text)))
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
