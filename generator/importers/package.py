"""A Word or Excel file as a package (ECMA-376, part 2), opened without trusting it: bounded, in memory, no DTD, no network."""

import re
import zlib
from collections.abc import Mapping
from io import BytesIO
from lzma import LZMAError
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from generator.document_file import KINDS, kind
from generator.importers.blocks import UnreadableFileError

MAX_FILE = 10 * 1024 * 1024
"""The largest file that is imported, in bytes."""
MAX_PARTS = 1000
MAX_UNPACKED = 60 * 1024 * 1024
MAX_TAGS = 400_000
"""How many signs «<» the parts may have together: a plan of a thousand rows has a fifth of it. Bounds the trees of XML."""
MAX_RATIO = 100
"""How many times larger a part may become. Text in XML shrinks 10 to 30 times."""
_SMALL = 100_000  # a part this small may shrink as it likes
_HOW = (ZIP_STORED, ZIP_DEFLATED)
"""How parts may be compressed (ECMA-376, part 2, annex B): other ways cannot be unpacked within bounds."""
_DECLARED = re.compile(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"'](?!utf-?8|us-ascii)", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\0!\0[DE]\0|\0<\0!\0[DE]", re.IGNORECASE)
_ADVICE = {
    "старый документ Office (doc, xls) или документ с паролем": "Откройте его в Word или Excel, снимите пароль, если он есть, "
    "и сохраните как .docx или .xlsx.",
    KINDS[
        "pdf"
    ]: "Из PDF таблицу не прочитать без ошибок: найдите исходный файл Word или наберите план командой roadmaps new roadmap.",
    KINDS["jpg"]: "Это снимок, текста в нём нет: найдите исходный файл Word.",
    KINDS["png"]: "Это картинка, текста в ней нет: найдите исходный файл Word.",
    "текст RTF": "Откройте его в Word и сохраните как .docx.",
    "документ с макросами": "Сохраните его как .docx или .xlsx, без макросов.",
    "документ с макросами (docm, xlsm)": "Сохраните его как .docx или .xlsx, без макросов.",
    KINDS["odt"]: "Откройте его в LibreOffice и сохраните как .docx.",
    KINDS["ods"]: "Откройте её в LibreOffice и сохраните как .xlsx.",
}


def refuse_large(data: bytes) -> None:
    """Raise UnreadableFileError for more than is ever imported."""
    if len(data) > MAX_FILE:
        raise UnreadableFileError(f"файл больше {MAX_FILE // 1024 // 1024} МБ. Удалите из него картинки и повторите импорт.")


def refuse_kind(data: bytes, expected: str) -> None:
    """Raise UnreadableFileError unless `data` is what `expected` (an extension) says."""
    found = kind(BytesIO(data))
    if found != KINDS[expected]:
        advice = _ADVICE.get(found, f"Нужен {KINDS[expected]}.")
        raise UnreadableFileError(f"по имени это {KINDS[expected]}, а внутри {found}. {advice}")


def open_package(data: bytes, expected: str) -> Mapping[str, bytes]:
    """The parts of the package by name, none of them larger than allowed. Raises UnreadableFileError."""
    refuse_kind(data, expected)
    parts: dict[str, bytes] = {}
    total = tags = 0
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_PARTS:
                raise UnreadableFileError("в файле слишком много частей. Скопируйте план в новый документ и повторите импорт.")
            for entry in entries:
                if entry.flag_bits & 1:
                    raise UnreadableFileError("файл защищён паролем. Снимите пароль и повторите импорт.")
                if entry.compress_type not in _HOW:
                    raise UnreadableFileError(
                        "файл сжат не так, как сжимают документы. Сохраните его заново и повторите импорт."
                    )
                if entry.filename in parts:
                    raise UnreadableFileError("в файле две части с одним именем: он повреждён или подделан.")
                limit = min(max(entry.compress_size * MAX_RATIO, _SMALL), MAX_UNPACKED - total)
                with archive.open(entry) as part:
                    unpacked = part.read(limit + 1)
                if len(unpacked) > limit:
                    raise UnreadableFileError(
                        "файл при распаковке становится во много раз больше, чем бывает у документов. "
                        "Скопируйте план в новый документ и повторите импорт."
                    )
                total += len(unpacked)
                _refuse_xml(entry.filename, unpacked)
                tags += unpacked.count(b"<")
                if tags > MAX_TAGS:
                    raise UnreadableFileError(
                        "файл слишком велик для плана. Скопируйте план в новый документ и повторите импорт."
                    )
                parts[entry.filename] = unpacked
    except (BadZipFile, zlib.error, LZMAError, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        if isinstance(error, UnreadableFileError):
            raise
        raise UnreadableFileError(
            "файл повреждён. Откройте его в своей программе, сохраните заново и повторите импорт."
        ) from error
    return parts


def _refuse_xml(name: str, data: bytes) -> None:
    """Raise UnreadableFileError for what XML in documents never has."""
    if _DOCTYPE.search(data):
        raise UnreadableFileError(
            "в файле есть объявление DTD, которого в документах не бывает. Скопируйте план в новый документ и повторите импорт."
        )
    if name.lower().endswith((".xml", ".rels")) and (_DECLARED.match(data) or not _is_utf8(data)):
        raise UnreadableFileError(
            "файл записан не в UTF-8. Откройте его в своей программе, сохраните заново и повторите импорт."
        )


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def sealed(parts: Mapping[str, bytes]) -> BytesIO:
    """The parts as a package again, for a library that opens packages."""
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    written.seek(0)
    return written
