"""What a site asks that knows oEmbed (https://oembed.com): a JSON file for each lean page, `embed/<address>/oembed.json`.

The lean page names it in its head, so a WordPress that is given the address of the lean page shows its frame. An answer of
oEmbed holds whole addresses: where it is not known where the site is published, there are no such files.
"""

import json
from collections.abc import Iterator

from markupsafe import Markup

from generator.files import SiteFile
from generator.ids import embed_file
from generator.pages.markdown import Page, Piece

WIDTH, HEIGHT = 600, 600
"""The size of the frame in pixels, until its page tells how high it is."""

# A WordPress shows the quotation until the page in the frame has answered, and puts a sandbox of its own around the frame.
_HTML = Markup(
    '<blockquote><a href="{full}">{title}</a></blockquote>'
    '<iframe title="{title}" src="{frame}" width="{width}" height="{height}" loading="lazy"'
    ' sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"></iframe>'
)


def oembed_files(page: Page, site_url: str) -> Iterator[SiteFile]:
    """The answers for all that other sites can show of `page`, published at `site_url` (ending in a slash; empty: none)."""
    if site_url:
        for piece in page.pieces:
            data = json.dumps(_answer(page, piece, site_url), ensure_ascii=False, indent=1)
            yield SiteFile(embed_file(piece.address, "oembed.json"), f"{data}\n".encode())


def _answer(page: Page, piece: Piece, site_url: str) -> dict[str, str | int]:
    full = f"{site_url}{page.address}/" + (f"#{piece.anchor}" if piece.anchor else "")
    frame = f"{site_url}embed/{piece.address}/"
    title = " ".join(piece.title.split())
    return {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_url": site_url,
        "width": WIDTH,
        "height": HEIGHT,
        "html": _HTML.format(full=full, title=title, frame=frame, width=WIDTH, height=HEIGHT),
    }
