"""Finished HTML of a page on another page: its links made anew."""

import re
from collections.abc import Callable
from functools import lru_cache

from markupsafe import Markup

_TAG = re.compile(r'<a((?:\s+[\w-]+(?:="[^"]*")?)*)\s*>')
_ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)

Target = Callable[[str, str], str]
"""The new link to a place of the site, from its address and its anchor (or the empty text); empty for no link at all."""


def relinked(markup: str, page: str, target: Target) -> Markup:
    """`markup` of the page at the address `page` with every link to a place of the site as `target` gives it.

    Links to other sites stay as they are. What gets no link stays as text in an `<a>` without `href`, which HTML knows as
    the place where one could be. Our templates and the cleaner of report texts write every attribute in double quotes and no
    `"` or `<` in a text as itself within a tag, so a tag is found by its signs.
    """

    made: dict[str, str] = {}  # of a row that stands in many places, and of words that many rows name

    def relink(tag: re.Match[str]) -> str:
        attributes = tag[1]
        if attributes not in made:
            link, leads, others = _read(attributes, page)
            link = target(*leads) if leads else link
            made[attributes] = f'<a href="{link}"{others}>' if link else f"<a{others}>"
        return made[attributes]

    return Markup(_TAG.sub(relink, markup))  # noqa: S704  # what was escaped stays so


@lru_cache(maxsize=2048)  # the pieces of a page are made of the same blocks
def _read(attributes: str, page: str) -> tuple[str, tuple[str, str] | None, str]:
    """The link in the `attributes` of a tag, the place of the site that it leads to (None: it does not), and the others."""
    found = dict(_ATTRIBUTE.findall(attributes))
    link: str | None = found.pop("href", None)
    others = "".join(f' {name}="{value}"' if value else f" {name}" for name, value in found.items())
    leads = None if link is None or _ELSEWHERE.match(link) else place(page, link)
    return link or "", leads, others


def place(page: str, link: str) -> tuple[str, str]:
    """The address and the anchor that a relative `link` on the page at the address `page` leads to."""
    path, _, fragment = link.partition("#")
    parts = page.split("/") if page else []
    for part in path.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts), fragment
