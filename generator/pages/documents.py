"""Documents as lines of a list, by level: what it is, where to read it, or that it is not published."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator import document_file
from generator.document import Listed
from generator.ids import href
from generator.link import outside
from generator.model import Document, Level
from generator.pages.markdown import Html
from generator.pages.marks import report_href, report_words
from generator.pages.template import draw

LEVELS = {
    Level.FEDERAL: "Федеральный уровень",
    Level.REGIONAL: "Региональный уровень",
    Level.MUNICIPAL: "Муниципальный уровень",
    Level.SCHOOL: "Школьный уровень",
}
"""The headings of the levels, in the sequence of a list."""
_SEQUENCE = (*LEVELS, None)


@dataclass(frozen=True, slots=True)
class Line:
    """A document: `about` is its kind, authority, day and number; `access` says how it can be read, `href` where.

    `report` are the link and the words of the report that it belongs to, if it does.
    """

    title: str
    about: str
    access: str
    href: str | None
    note: str | None
    report: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The documents of one level; `title` is empty where a list has no levels."""

    id: str
    title: str
    lines: tuple[Line, ...]


def documents(
    page: str, items: Iterable[tuple[str, Document]], prefix: str, depth: int = 3, sizes: Mapping[str, int] | None = None
) -> Html:
    """The list of `items`, each with the address of the folder it stands in, on the page at the address `page`.

    Where there are documents of several levels, headings of `depth` name them, their ids beginning with `prefix`. `sizes` are
    those of the files in bytes, by path in the data.
    """
    return listed(page, (Listed(owner, document) for owner, document in items), prefix, depth, sizes)


def listed(page: str, items: Iterable[Listed], prefix: str, depth: int, sizes: Mapping[str, int] | None = None) -> Html:
    """The same for documents with the reports that brought them."""
    by_level: dict[Level | None, list[Line]] = {level: [] for level in _SEQUENCE}
    for item in items:
        by_level[item.document.level or item.level].append(line(page, item, sizes or {}))
    groups = [Group(f"{prefix}_{level or 'other'}", _title(level), tuple(lines)) for level, lines in by_level.items() if lines]
    return draw("documents.html.j2", groups=groups, titled=len(groups) > 1, depth=depth)


def line(page: str, item: Listed, sizes: Mapping[str, int]) -> Line:
    """One document on the page at the address `page`."""
    document, target, access = item.document, None, "не опубликован"
    if document.file:
        path = f"{item.owner}/{document.file}".lstrip("/")
        target, access = href(page, path), file_words(path, sizes)
    elif url := outside(document.url):
        target, access = url, "ссылка"
    report = (report_href(page, item.filed), report_words(item.filed)) if item.filed else None
    return Line(document.title, ", ".join(_about(document)), access, target, document.note, report)


def file_words(path: str, sizes: Mapping[str, int]) -> str:
    """«pdf, 310 КБ»; the kind alone where the size is not known."""
    return document_file.label(path, sizes[path]) if path in sizes else path.rpartition(".")[2].lower()


def _title(level: Level | None) -> str:
    return LEVELS[level] if level else "Другие документы"


def _about(document: Document) -> Iterator[str]:
    yield document.kind
    if document.authority:
        yield document.authority
    requisites = (f"{document.date:%d.%m.%Y}" if document.date else "", f"№ {document.number}" if document.number else "")
    if any(requisites):
        yield " ".join(filter(None, requisites))
