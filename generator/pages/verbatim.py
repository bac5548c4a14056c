"""The words of a document on a page, letter for letter."""

import re
from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup, escape

_SHORT = re.compile(r"(?<!\S)[^\s&<>]{1,4}/[^\s&<>]{1,4}(?!\S)")


@lru_cache(maxsize=4096)  # a cell of a plan stands on the pages of the plan, its parties and all its schools
def verbatim(text: str | None) -> Markup:
    """`text` escaped, its white space as it stands in the file; nothing for None.

    Tabs and line ends are written as entities: a Markdown parser would level them, and an empty line would end the block.
    """
    escaped = str(escape(text or ""))
    if escaped.isprintable():
        return Markup(escaped)  # noqa: S704  # escaped before
    return Markup(escaped.replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;"))  # noqa: S704  # the same


def linked(pieces: Iterable[tuple[str, str]]) -> Markup:
    """The `pieces` of a text put together again, letter for letter, each with where it leads to; nothing leads nowhere."""
    return _linked(tuple(pieces))


@lru_cache(maxsize=2048)  # as above
def _linked(pieces: tuple[tuple[str, str], ...]) -> Markup:
    links = (f'<a href="{escape(href)}">{verbatim(words)}</a>' if href else verbatim(words) for words, href in pieces)
    return Markup("".join(links))  # noqa: S704  # escaped before


def column_head(text: str) -> Markup:
    """The heading of a column letter for letter; what is short stays on one line: a browser would break «п/п» at the stroke."""
    return Markup(_SHORT.sub(r'<span class="nb">\g<0></span>', str(verbatim(text))))  # noqa: S704  # escaped before
