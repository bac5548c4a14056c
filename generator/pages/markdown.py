"""A page as Markdown: front matter, headings, and raw HTML blocks between them.

This is the form that any engine reads, and the contract of every generated page: exactly one h1 with the id `top`, explicit
ids of headings (Cyrillic ones would become `_1`, `_2` and move), no white space runs in headings, every block beginning with
a block-level tag and without an empty line inside, which would end it for a CommonMark parser.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from generator.files import SiteFile

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_PART = 2
"""The level of the headings above the parts of a page."""
_BLOCK = re.compile(r"<(?:article|aside|details|div|dl|figure|footer|header|nav|ol|p|section|table|ul)[ >]")


Form = bool | Callable[[], Markup]
"""A block in another version of its page: as it is, left out, or drawn anew when that version is written."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in the flow of the page; `text` is the plain text, `id` its anchor. `embed` and `lite` as in `Html`."""

    level: int
    text: str
    id: str
    embed: bool = False
    lite: bool = True


@dataclass(frozen=True, slots=True)
class Html:
    """A block of finished HTML; every text in it is already escaped.

    `embed` is its form on the lean page that other sites show, `lite` that in the low-vision version.
    """

    markup: Markup
    embed: Form = False
    lite: Form = True


Block = Heading | Html


def parts_of(blocks: Iterable[Block]) -> list[tuple[str, str]]:
    """The id and the title of each part of a page, for the links at its head."""
    return [(block.id, block.text) for block in blocks if isinstance(block, Heading) and block.level == _PART]


@dataclass(frozen=True, slots=True)
class Piece:
    """What another site can show of a page: all of it, or a part.

    `address` is its own, below that of all embeds; it stays when the page moves to the archive. `anchor` is where it stands on
    the page (empty: the whole page), `day` a sentence that says how old it is.
    """

    address: str
    title: str
    day: str
    blocks: tuple[Block, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site.

    `address` is its path without slashes at the ends. `title` and `description` are plain texts. `source` is the path of the
    file of the data that a reader may edit to change the page, relative to the root of the project; empty if there is none.
    `demo` keeps the page out of search engines. `pieces` are what other sites can show of it. `bundle` are the pages that come
    with this one in one package of files; None where it begins none.
    """

    address: str
    title: str
    description: str
    blocks: tuple[Block, ...]
    source: str = ""
    demo: bool = False
    pieces: tuple[Piece, ...] = ()
    bundle: tuple["Page", ...] | None = None


def write(page: Page) -> SiteFile:
    """The page as a Markdown file, at `<address>/index.md`."""
    text = "\n\n".join(("\n".join(_front_matter(page)), *map(_block, page.blocks))) + "\n"
    path = f"{page.address}/index.md" if page.address else "index.md"
    return SiteFile(path, text.encode())


def lite(block: Html) -> Markup:
    """The block in the low-vision version; nothing where it is left out."""
    return _formed(block.markup, block.lite)


def lean(block: Html) -> Markup:
    """The block on the lean page that other sites show; nothing where it is left out."""
    return _formed(block.markup, block.embed)


def _formed(markup: Markup, form: Form) -> Markup:
    if callable(form):
        return form()
    return markup if form else Markup()


def embedded(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Those `blocks` that other sites can show."""
    return tuple(block for block in blocks if block.embed)


def heading_text(text: str) -> str:
    """Text for the Markdown parser: every ASCII punctuation sign as a numeric entity, so that none of it is markup."""
    return _PUNCTUATION.sub(lambda sign: f"&#{ord(sign[0])};", " ".join(text.split()))


def tight(markup: str) -> str:
    """`markup` without white space around its line ends, and so without empty lines."""
    return "\n".join(filter(None, map(str.strip, str(markup).split("\n"))))


def html_text(block: Html) -> str:
    """A block as it stands in the page: without empty lines, which would end it, and tabs, which Markdown makes spaces of.

    Raises ValueError where it does not begin with a block-level tag.
    """
    markup = tight(block.markup).replace("\t", "&#9;")
    if not _BLOCK.match(markup):
        raise ValueError(f"a block must begin with a block-level tag: {markup[:60]!r}")
    return markup


def line(text: str) -> str:
    """A text for the front matter, HTML-escaped and in one line."""
    return str(escape(" ".join(text.split())))


def _front_matter(page: Page) -> Iterator[str]:
    # Material strips tags from a title and thereby revives an escaped <script>; so the value itself is HTML-escaped text.
    # JSON is YAML with every sign that could end the value quoted.
    values = {"title": page.title, "description": page.description}
    yield "---"
    for key, text in values.items():
        yield f"{key}: {json.dumps(line(text), ensure_ascii=False)}"
    if page.source:
        yield f"source: {json.dumps(page.source)}"
    if page.demo:
        yield 'robots: "noindex"'
    yield "template: page.html"
    yield "---"


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {heading_text(block.text)} {{#{block.id}}}"
    return html_text(block)
