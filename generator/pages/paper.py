"""What a page says only on paper: its own address, in letters and as a QR code, from a sheet on a wall to the live page."""

from collections.abc import Iterator
from dataclasses import replace

from generator.district import Context
from generator.pages.markdown import Html
from generator.pages.template import draw
from generator.qr import qr_code


def live_address(page: str, context: Context) -> str:
    """The address in full of the page at the address `page`; empty while it is not known where the site is published."""
    return f"{context.site_url}{page}/" if context.site_url else ""


def paper(page: str, context: Context) -> Iterator[Html]:
    """The corner of the first sheet of the page at the address `page`; nothing while it is not known where the site is."""
    if address := live_address(page, context):
        yield replace(draw("paper.html.j2", address=address, code=qr_code(address)), lite=False)
