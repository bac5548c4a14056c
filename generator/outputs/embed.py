"""Lean pages for the frames of other sites: one for each piece of a page, of its blocks, with links that open outside.

Their style stands in the page: one request shows it, and it holds where a frame has no origin of its own (`sandbox`), in which
browsers differ on what `'self'` allows. Only the style that a piece needs is there.
"""

import re
from base64 import b64encode
from collections.abc import Iterator
from functools import cache, partial
from hashlib import sha256

from markupsafe import Markup

from generator.files import SiteFile
from generator.ids import embed_file, href
from generator.outputs.links import relinked
from generator.pages.markdown import Block, Heading, Page, Piece, lean, tight
from generator.pages.marks import symbols
from generator.pages.template import draw
from generator.resources import drawing_style, theme

ROOT = "embed"
"""Where the lean pages stand: below it they have the addresses of their pieces."""
SCRIPT = "assets/embed/height-1.js"
"""Tells the page around a frame how high the content is: `{type: "roadmaps:height", v: 1, height}` (and WordPress)."""

_SHARED = "drawing"
_STYLES = {
    "base": "",
    _SHARED: '<svg class="g',
    "marks": '<svg class="g"',
    "strips": '<svg class="ground"',
    "chart": '<div class="chart">',
    "section": '<div class="ph">',
    "list": '<div class="about">',
}
"""The style sheets of `theme/embed/` and the one shared with the site, and the sign in a body that needs each."""


def embed_files(page: Page, site_url: str) -> Iterator[SiteFile]:
    """The lean pages of `page`; with `site_url` (ending in a slash, or empty) they name the page they belong to."""
    for piece in page.pieces:
        address = f"{ROOT}/{piece.address}"
        full = href(address, page.address, piece.anchor)
        body = relinked(_body(piece), page.address, partial(href, address))
        style, digest = _style(tuple(name for name, sign in _STYLES.items() if sign in body))
        document = draw(
            "embed/page.html.j2",
            policy=f"default-src 'none'; style-src '{digest}'; script-src 'self'; base-uri 'none'; form-action 'none'",
            canonical=f"{site_url}{page.address}/" if site_url else "",
            oembed=f"{site_url}{embed_file(piece.address, 'oembed.json')}" if site_url else "",
            title=piece.title,
            style=style,
            script=href(address, SCRIPT),
            demo=page.demo,
            body=body,
            day=piece.day,
            full=full,
        )
        yield SiteFile(f"{address}/index.html", f"{document.markup.strip()}\n".encode())


def _body(piece: Piece) -> Markup:
    """The blocks of a piece, how old it is below its title, and the signs if it shows any."""
    drawn = [_block(block, piece) for block in piece.blocks]
    if any('href="#g-' in markup for markup in drawn):
        drawn.append(symbols().markup)
    return Markup("\n").join(drawn)


def _block(block: Block, piece: Piece) -> Markup:
    if not isinstance(block, Heading):
        return Markup(tight(lean(block)))  # noqa: S704  # finished HTML
    heading = Markup('<h{0} id="{1}">{2}</h{0}>').format(block.level, block.id, " ".join(block.text.split()))
    return heading + Markup('\n<p class="day">{}</p>').format(piece.day) if block.level == 1 and piece.day else heading


@cache
def _style(names: tuple[str, ...]) -> tuple[Markup, str]:
    """The style sheets `names` as one, without what only their readers need, and its digest as a policy writes it."""
    paths = (drawing_style() if name == _SHARED else theme() / "embed" / f"{name}.css" for name in names)
    text = "".join(_squeezed(path.read_text("utf-8")) for path in paths)
    return Markup(text), f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"  # noqa: S704  # our own file


def _squeezed(css: str) -> str:
    css = re.sub(r"\b0(?=\.\d)", "", re.sub(r"/\*.*?\*/|\n", "", css, flags=re.DOTALL))
    return re.sub(r"\s*([{};,])\s*|:\s+", lambda found: found[1] or ":", re.sub(r"\s+", " ", css)).replace(";}", "}").strip()
