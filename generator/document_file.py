"""A document as a file: whether it is what its name says, small enough, and gives nothing away; and how a page names it."""

import re
import zlib
from collections.abc import Iterator
from lzma import LZMAError
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from generator.photo import has_place
from generator.problem import TOP, Problem, problem

_PHOTO, _PICTURE = "снимок JPEG", "картинка PNG"
KINDS = {
    "pdf": "документ PDF",
    "docx": "документ Word (docx)",
    "xlsx": "таблица Excel (xlsx)",
    "odt": "текст OpenDocument (odt)",
    "ods": "таблица OpenDocument (ods)",
    "jpg": _PHOTO,
    "jpeg": _PHOTO,
    "png": _PICTURE,
}
"""The kinds of documents that are published, by extension."""

MAX_SIZE = 20 * 1024 * 1024
"""The largest document, in bytes. A scan of thirty sheets has 5 to 10 MB; 20 load for a minute and a half on a poor line of
2 Mbit/s; and files of more than 25 MB cannot be added in the browser on the code hosts."""


def faults(path: str, size: int, file: BinaryIO) -> Iterator[Problem]:
    """What is wrong with the document at `path` in the data, which has `size` bytes; its name is already known to be good."""
    if size > MAX_SIZE:
        yield problem("F12", path, TOP, limit=size_words(MAX_SIZE))
        return
    expected = KINDS[path.rpartition(".")[2]]
    found = kind(file)
    if found != expected:
        yield problem("F11", path, TOP, found=found, expected=expected)
    elif found in (_PHOTO, _PICTURE):
        file.seek(0)
        if has_place(file.read()):
            yield problem("F13", path, TOP)


def label(path: str, size: int) -> str:
    """What a link to the document says of it: «pdf, 310 КБ»."""
    return f"{path.rpartition('.')[2].lower()}, {size_words(size)}"


def size_words(size: int) -> str:
    """A number of bytes in words: «310 КБ», «1,4 МБ», «12 МБ»; a kilobyte is 1024 bytes, as in the properties of a file."""
    kilobytes = max(1, (size + 512) // 1024)
    if kilobytes < 1024:
        return f"{kilobytes}\xa0КБ"
    tenths = (size * 10 + 512 * 1024) // (1024 * 1024)
    whole, tenth = divmod(tenths, 10) if tenths < 100 else ((tenths + 5) // 10, 0)
    return f"{whole},{tenth}\xa0МБ" if tenth else f"{whole}\xa0МБ"


# --- what a file is, whatever its name

_BEGINNINGS = (
    (rb"\xff\xd8\xff", _PHOTO),
    (rb"\x89PNG\r\n\x1a\n", _PICTURE),
    (rb".{0,1000}%PDF-\d", KINDS["pdf"]),  # readers take a PDF with other bytes before it
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "старый документ Office (doc, xls) или документ с паролем"),
    (rb"\{\\rtf", "текст RTF"),
    (rb".{4}ftyp(?:hei|hev|mif|msf)", "снимок HEIC"),
    (rb".{4}ftyp", "видео или снимок нового вида"),
    (rb"RIFF.{4}WEBP", "картинка WebP"),
    (rb"GIF8", "картинка GIF"),
    (rb"BM.{4}\0\0\0\0", "картинка BMP"),
    (rb"II\*\0|MM\0\*", "картинка TIFF"),
    (rb"AT&TFORM", "документ DjVu"),
    (rb"Rar!|7z\xbc\xaf", "архив"),
    (rb"version https://git-lfs", "указатель Git LFS вместо самого файла"),
    (rb"(?:\xef\xbb\xbf)?\s*(?i:<!doctype|<html|<\?xml)", "страница HTML или файл XML"),
)


def kind(file: BinaryIO) -> str:
    """The kind of the file in Russian, one of `KINDS` or another, whatever its name."""
    head = file.read(2048)
    if head.startswith(b"PK\3\4"):
        return _kind_of_archive(file)
    for beginning, kind in _BEGINNINGS:
        if re.match(beginning, head, re.DOTALL):
            return kind
    return "файл неизвестного вида" if head else "пустой файл"


_OTHER_ARCHIVE = "архив ZIP или документ другого вида"
_BROKEN_ARCHIVE = "повреждённый документ или архив"
_TYPES = (
    (b"macroEnabled", "документ с макросами (docm, xlsm)"),
    (b"wordprocessingml.document.main+xml", KINDS["docx"]),
    (b"spreadsheetml.sheet.main+xml", KINDS["xlsx"]),
    (b"presentationml.", "презентация"),
)
_MIMETYPES = {
    b"application/vnd.oasis.opendocument.text": KINDS["odt"],
    b"application/vnd.oasis.opendocument.spreadsheet": KINDS["ods"],
    b"application/vnd.oasis.opendocument.presentation": "презентация",
}
_MACROS = re.compile(r"(?:.*/)?vbaProject\.bin|Scripts/.*[^/]|Basic/[^/]+/(?!script-lb\.xml|dialog-lb\.xml)[^/]+")
_MOST_DIRECTORY = 2_000_000
_MOST_TYPES = 200_000


def _kind_of_archive(file: BinaryIO) -> str:
    """Which of the formats that are ZIP archives; only the beginning of the entry that says so is inflated."""
    if not _is_small_directory(file):
        return _BROKEN_ARCHIVE
    try:
        with ZipFile(file) as archive:
            names = archive.namelist()
            if any(map(_MACROS.fullmatch, names)):
                return "документ с макросами"
            if "[Content_Types].xml" in names:
                types = _beginning(archive, "[Content_Types].xml")
                return next((kind for mark, kind in _TYPES if mark in types), _OTHER_ARCHIVE)
            if "mimetype" in names:
                return _MIMETYPES.get(_beginning(archive, "mimetype").strip(), _OTHER_ARCHIVE)
    except (BadZipFile, zlib.error, LZMAError, OSError, EOFError, RuntimeError, ValueError):  # what damaged bytes lead to
        return _BROKEN_ARCHIVE
    return _OTHER_ARCHIVE


def _beginning(archive: ZipFile, name: str) -> bytes:
    if archive.getinfo(name).compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return b""  # no document is compressed otherwise, and no other way can be stopped after a few bytes
    with archive.open(name) as entry:
        return entry.read(_MOST_TYPES)


def _is_small_directory(file: BinaryIO) -> bool:
    """Whether the list of the archive (APPNOTE 4.3.16) is one of a document: a million names would be half a gigabyte here."""
    file.seek(0, 2)
    file.seek(max(0, file.tell() - 66_000))
    tail = file.read()
    end = tail.rfind(b"PK\5\6")
    size = int.from_bytes(tail[end + 12 : end + 16], "little")
    return end >= 0 and size < _MOST_DIRECTORY and b"PK\6\7" not in tail[:end][-20:]
