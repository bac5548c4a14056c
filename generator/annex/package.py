"""The parts of a template, a file of Word that somebody has sent: none of them is trusted.

What stays in it is given to everybody with every plan, so a template has no macros, no foreign objects, no remarks, and
leads to nothing outside of it but by links. Entities are never resolved (a DTD is refused), the sizes are bounded before
anything is inflated.
"""

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from lzma import LZMAError
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

MAX_SIZE = 1_000_000
"""The largest template, in bytes; the prepared one has 16 thousand."""
_MOST_INFLATED = 10 * MAX_SIZE
_MOST_PARTS = 200

PROPERTIES = "docProps/core.xml"
"""The part with title, author and days of a document: that of the template is not taken over."""
_PROGRAM = "docProps/app.xml"
_NO_PROGRAM = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
_TYPE = re.compile(rb"wordprocessingml\.document\.main\+xml")
_KNOWN = frozenset(
    [
        *["core-properties", "customXml", "customXmlProps", "endnotes", "extended-properties", "font", "fontTable", "footer"],
        *["footnotes", "header", "hyperlink", "image", "numbering", "officeDocument", "settings", "styles"],
        *["stylesWithEffects", "theme", "thumbnail", "webSettings"],
    ]
)
"""What one part may be to another, by the last word of the kind of relationship."""
_OUTSIDE = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


class UnfitAnnexError(ValueError):
    """The file is no template of an annex; the message says why, in Russian."""


@dataclass(frozen=True, slots=True)
class Package:
    """The parts that stay as they are, by name; the `body` of the document, whose part is called `main`."""

    kept: Mapping[str, bytes]
    main: str
    body: etree._Element


def read_package(data: bytes) -> Package:
    """The parts of a file of Word. Raises UnfitAnnexError."""
    parts = _parts(data)
    if not _TYPE.search(parts.get("[Content_Types].xml", b"")):
        raise UnfitAnnexError("это не документ Word (.docx)")
    main, trees = "", {}
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            trees[name] = _tree(part)
    for name, tree in trees.items():
        if name.endswith(".rels"):
            found = list(_related(tree))
            main = found[0] if name == "_rels/.rels" and found else main
    if main not in trees or PROPERTIES not in parts:
        raise UnfitAnnexError("в документе Word недостаёт частей")
    kept = {name: part for name, part in parts.items() if name not in (main, PROPERTIES)}
    if _PROGRAM in kept:
        kept[_PROGRAM] = _NO_PROGRAM
    return Package(kept, main, trees[main])


def _parts(data: bytes) -> dict[str, bytes]:
    """All entries of the archive, in its sequence."""
    if len(data) > MAX_SIZE:
        raise UnfitAnnexError(f"он больше {MAX_SIZE // 1000} КБ")
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            names = [entry.filename for entry in entries]
            if len(entries) > _MOST_PARTS or sum(entry.file_size for entry in entries) > _MOST_INFLATED:
                raise UnfitAnnexError("в распакованном виде он слишком велик")
            if len({name.casefold() for name in names}) < len(names) or any(map(_is_odd, names)):
                raise UnfitAnnexError("его части названы не так, как в документах Word")
            if any(entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for entry in entries):
                raise UnfitAnnexError("он сжат не так, как документы Word")
            return {entry.filename: _read(archive, entry) for entry in entries}
    except (BadZipFile, zlib.error, LZMAError, OSError, EOFError, RuntimeError, NotImplementedError) as error:
        raise UnfitAnnexError("это не документ Word (.docx), или он повреждён") from error


def _read(archive: ZipFile, entry: ZipInfo) -> bytes:
    """A part, of which no more is inflated than it says it has: a read to its end would inflate whatever there is first."""
    with archive.open(entry) as part:
        return part.read(entry.file_size)


def _is_odd(name: str) -> bool:
    """Whether the name of a part leads out of its folder, or is none of Office Open XML."""
    return not name.isascii() or not name.isprintable() or "\\" in name or not all(part.strip(".") for part in name.split("/"))


def _tree(part: bytes) -> etree._Element:
    """A part as a tree. Nothing is loaded, nothing resolved."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        raise UnfitAnnexError("это не документ Word (.docx), или он повреждён") from error
    if root.getroottree().docinfo.doctype:
        raise UnfitAnnexError("в нём объявлены сущности XML (DTD), в документах Word их не бывает")
    return root


def _related(relations: etree._Element) -> Iterator[str]:
    """The main part, if the relationships are those of the whole package; a relationship that may not be is refused."""
    for one in relations:
        kind, target = one.get("Type", "").rpartition("/")[2], one.get("Target", "")
        if kind not in _KNOWN:
            raise UnfitAnnexError(
                f"в нём есть посторонние вложения ({kind}): макросы, объекты, примечания или шаблон другого файла"
            )
        if one.get("TargetMode") == "External" and not (kind == "hyperlink" and _OUTSIDE.match(target)):
            raise UnfitAnnexError("он загружает части из других файлов или с других сайтов")
        if kind == "officeDocument":
            yield target.lstrip("/")
