"""Lean pages for the frames of other sites: one for each piece of a page, of its blocks, with links that open outside.

All that one needs stands in it (`inside`), so one request shows it, and nothing that only the full page needs.
"""

import re
from collections.abc import Iterator
from functools import cache, partial

from markupsafe import Markup, escape

from generator.files import SiteFile
from generator.ids import embed_file, href
from generator.outputs.inside import digest, script, style_for
from generator.outputs.links import relinked
from generator.pages.filters import CLASSES
from generator.pages.markdown import Heading, Html, Page, Piece, lean, tight
from generator.pages.marks import symbols
from generator.pages.template import draw

ROOT = "embed"
"""Where the lean pages stand: below it they have the addresses of their pieces."""

_POLICY = "base-uri 'none'; form-action 'none'"
_NOT_NEEDED = re.compile(r' (?:fill|stroke)="#[0-9a-f]{6}"')
"""In drawings: colours for a page without our style. No text has a `"` of its own."""
_ROW = re.compile(r'(?<=<tr)( id="[^"]*")? class="([^"]*)"')
_SIGN = re.compile(r'<symbol id="([^"]*)".*?</symbol>\n?')


def embed_files(page: Page, site_url: str) -> Iterator[SiteFile]:
    """The lean pages of `page`; with `site_url` (ending in a slash, or empty) they name the page they belong to."""
    drawn: dict[int, str] = {}
    for piece in page.pieces:
        address = f"{ROOT}/{piece.address}"
        full = href(address, page.address, piece.anchor)
        body = relinked(_body(piece, drawn), page.address, partial(href, address))
        style = Markup(style_for(body, {"demo"} if page.demo else set()))  # noqa: S704  # our own files
        document = draw(
            "embed/page.html.j2",
            policy=f"default-src 'none'; style-src '{digest(style)}'; script-src '{digest(script())}'; {_POLICY}",
            canonical=f"{site_url}{page.address}/" if site_url else "",
            oembed=f"{site_url}{embed_file(piece.address, 'oembed.json')}" if site_url else "",
            title=piece.title,
            style=style,
            script=script(),
            demo=page.demo,
            body=body,
            full=full,
        )
        yield SiteFile(f"{address}/index.html", f"{document.markup.strip()}\n".encode())


def _body(piece: Piece, drawn: dict[int, str]) -> str:
    """The blocks of a piece, how old it is below its title, and the signs that it shows.

    `drawn` are the blocks that earlier pieces of the page had, by identity: a part stands in its section, that in the whole.
    """
    for block in piece.blocks:
        if isinstance(block, Html) and id(block) not in drawn:
            drawn[id(block)] = _lightened(tight(lean(block)))
    body = "\n".join(drawn[id(block)] if isinstance(block, Html) else _heading(block, piece) for block in piece.blocks)
    if 'href="#g-' in body:
        shown = set(re.findall(r'href="#(g-[^"]*)"', body))
        body += "\n" + _SIGN.sub(lambda sign: sign[0] if sign[1] in shown else "", _signs())
    return body


@cache
def _signs() -> str:
    return _lightened(symbols().markup)


def _lightened(markup: str) -> str:
    """Without what only the full page needs: also the classes by which its filters know a row."""
    return _ROW.sub(_row, _NOT_NEEDED.sub("", str(markup)))


def _row(found: re.Match[str]) -> str:
    kept = " ".join(name for name in found[2].split() if name not in CLASSES)
    return (found[1] or "") + (f' class="{kept}"' if kept else "")


def heading_html(block: Heading) -> str:
    """A heading where no Markdown is read."""
    return f'<h{block.level} id="{escape(block.id)}">{escape(" ".join(block.text.split()))}</h{block.level}>'


def _heading(block: Heading, piece: Piece) -> str:
    heading = heading_html(block)
    return f'{heading}\n<p class="day">{escape(piece.day)}</p>' if block.level == 1 and piece.day else heading
