"""Documents as lines of a list, by level: what it is, where to read it, or that it is not published."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator import link
from generator.ids import href
from generator.model import Document, Level
from generator.pages.markdown import Html
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
    """A document: `about` is its kind, authority, day and number; `access` says how it can be read, `href` where."""

    title: str
    about: str
    access: str
    href: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """The documents of one level; `title` is empty where a list has no levels."""

    id: str
    title: str
    lines: tuple[Line, ...]


def documents(page: str, items: Iterable[tuple[str, Document]], prefix: str, depth: int = 3) -> Html:
    """The list of `items`, each with the address of the folder it stands in, on the page at the address `page`.

    Where there are documents of several levels, headings of `depth` name them, their ids beginning with `prefix`.
    """
    by_level: dict[Level | None, list[Line]] = {level: [] for level in _SEQUENCE}
    for owner, document in items:
        by_level[document.level].append(_line(page, owner, document))
    groups = [Group(f"{prefix}_{level or 'other'}", _title(level), tuple(lines)) for level, lines in by_level.items() if lines]
    return draw("documents.html.j2", groups=groups, titled=len(groups) > 1, depth=depth)


def outside(url: str | None) -> str | None:
    """`url` if a page may lead there, else None: the check refuses others, and a page does not trust that it ran."""
    return url if url and link.refusal(url) is None else None


def _title(level: Level | None) -> str:
    return LEVELS[level] if level else "Другие документы"


def _line(page: str, owner: str, document: Document) -> Line:
    target, access = None, "не опубликован"
    if document.file:
        target, access = href(page, f"{owner}/{document.file}".lstrip("/")), f".{document.file.rpartition('.')[2].lower()}"
    elif url := outside(document.url):
        target, access = url, "ссылка"
    return Line(document.title, ", ".join(_about(document)), access, target, document.note)


def _about(document: Document) -> Iterator[str]:
    yield document.kind
    if document.authority:
        yield document.authority
    requisites = (f"{document.date:%d.%m.%Y}" if document.date else "", f"№ {document.number}" if document.number else "")
    if any(requisites):
        yield " ".join(filter(None, requisites))
