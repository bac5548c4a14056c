"""The low-vision version of a page: its words one below the other, in letters, spaces and colours that the reader chooses."""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from html import unescape

from markupsafe import Markup

from generator.files import SiteFile
from generator.ids import href, is_file
from generator.outputs.links import relinked
from generator.pages import markdown
from generator.pages.markdown import Block, Heading, Page, tight
from generator.pages.template import draw

ROOT = "lite"
"""Where the version stands: below it each page has its own address."""
WITHOUT = "search"
"""The page that has no such version: it needs its script."""

_WRITTEN = re.compile(r'<article class="rp prose">\s*(<h1[^>]*>(.*?)</h1>.*?)</article>', re.DOTALL)
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)">')


def lite_files(page: Page, site_url: str) -> Iterator[SiteFile]:
    """The low-vision version of `page`, if it has one; with `site_url` (ending in a slash, or empty) it names the page."""
    if page.address == WITHOUT:
        return
    body = Markup("\n").join(_block(block) for block in page.blocks)
    yield _draw(page.address, page.title, body, f"{site_url}{page.address}/" if site_url and page.address else site_url)


def with_lite(built: Iterable[SiteFile]) -> Iterator[SiteFile]:
    """The files that an engine `built`, and the version of each hand-written page among them (`main.html` draws these)."""
    for file in built:
        yield file
        whole = file.data.decode() if file.path.endswith("/index.html") else ""
        if written := _WRITTEN.search(whole):
            body, title = Markup(written[1].strip()), Markup(written[2]).striptags()  # noqa: S704  # finished HTML
            canonical = _CANONICAL.search(whole)
            yield _draw(file.path.removesuffix("/index.html"), title, body, unescape(canonical[1]) if canonical else "")


def _draw(page: str, title: str, body: Markup, canonical: str) -> SiteFile:
    address = _lite(page)
    anchors = frozenset(re.findall(r' id="([^"]*)"', body))
    document = draw(
        "embed/lite.html.j2",
        canonical=canonical,
        title=title,
        assets=href(address, "assets/lite").rstrip("/"),
        icon=href(address, "assets/images/favicon.svg").rstrip("/"),
        full=href(address, page),
        home=href(address, ROOT),
        search=href(address, WITHOUT),
        body=relinked(body, page, partial(_target, page, anchors)),
    )
    return SiteFile(f"{address}/index.html", f"{document.markup.strip()}\n".encode())


def _lite(address: str) -> str:
    return f"{ROOT}/{address}".rstrip("/")


def _target(page: str, anchors: frozenset[str], target: str, anchor: str) -> str:
    """Links lead on within the version; what this page leaves out (the filters of a table) has no link."""
    address = _lite(page)
    if target == page:
        return href(address, address, anchor) if not anchor or anchor in anchors else ""
    is_page = not is_file(target) and target != WITHOUT and not target.startswith("embed/")
    return href(address, _lite(target) if is_page else target, anchor)


def _block(block: Block) -> Markup:
    if isinstance(block, Heading):
        text = " ".join(block.text.split())
        return Markup('<h{0} id="{1}">{2}</h{0}>').format(block.level, block.id, text) if block.lite else Markup()
    return Markup(tight(markdown.lite(block)))  # noqa: S704  # finished HTML
