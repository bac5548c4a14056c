"""The low-vision version of a page: its words one below the other, in letters, spaces and colours that the reader chooses."""

import re
from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from generator.files import SiteFile
from generator.ids import href
from generator.outputs.links import relinked
from generator.pages import markdown
from generator.pages.crumbs import COORDINATORS
from generator.pages.markdown import Block, Heading, Page
from generator.pages.template import draw

ROOT = "lite"
"""Where the version stands: below it each page has its own address."""
WITHOUT = frozenset({COORDINATORS[0], "o-proekte", "razmestit", "search"})
"""Pages that have no such version: those of `content/` that generated pages name, and the search, which needs its script."""


def lite_files(page: Page, site_url: str) -> Iterator[SiteFile]:
    """The low-vision version of `page`, if it has one; with `site_url` (ending in a slash, or empty) it names the page."""
    if page.address in WITHOUT:
        return
    address = _lite(page.address)
    body = Markup("\n").join(_block(block) for block in page.blocks)
    anchors = frozenset(re.findall(r'\bid="([^"]*)"', body))
    document = draw(
        "embed/lite.html.j2",
        canonical=f"{site_url}{page.address}/" if site_url and page.address else site_url,
        title=page.title,
        assets=href(address, "assets/lite").rstrip("/"),
        icon=href(address, "assets/images/favicon.svg").rstrip("/"),
        full=href(address, page.address),
        home=href(address, ROOT),
        search=href(address, "search"),
        body=relinked(body, page.address, partial(_target, page.address, anchors)),
    )
    yield SiteFile(f"{address}/index.html", f"{document.markup.strip()}\n".encode())


def _lite(address: str) -> str:
    return f"{ROOT}/{address}".rstrip("/")


def _target(page: str, anchors: frozenset[str], target: str, anchor: str) -> str:
    """Links lead on within the version; what this page leaves out (the filters of a table) has no link."""
    address = _lite(page)
    if target == page:
        return href(address, address, anchor) if not anchor or anchor in anchors else ""
    is_page = "." not in target.rpartition("/")[2] and target not in WITHOUT and not target.startswith("embed/")
    return href(address, _lite(target) if is_page else target, anchor)


def _block(block: Block) -> Markup:
    if isinstance(block, Heading):
        text = " ".join(block.text.split())
        return Markup('<h{0} id="{1}">{2}</h{0}>').format(block.level, block.id, text) if block.lite else Markup()
    return Markup(re.sub(r"\s*\n\s*", "\n", markdown.lite(block).strip()))  # noqa: S704  # finished HTML
