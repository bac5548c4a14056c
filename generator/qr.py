"""QR codes (ISO/IEC 18004) of addresses, for paper: a camera leads from the sheet on the wall to the live page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import segno

_MASK = 3
"""A reader takes any of the eight masks; to try them all for the prettiest costs four times as much as the code itself."""
_DARK = re.compile(rb"\x01+")


@dataclass(frozen=True, slots=True)
class QrCode:
    """A square of `size` modules, without the quiet zone around it.

    `path` is the data of an SVG path whose strokes, one unit wide, are the runs of dark modules in each row.
    """

    size: int
    path: str


def qr_code(text: str) -> QrCode:
    """The code of `text`, of at most 2,953 bytes, with correction level L: a sheet of paper is not torn off like a parcel's.

    Raises ValueError for a longer text.
    """
    rows = segno.make(text, micro=False, error="l", boost_error=False, mask=_MASK).matrix
    return QrCode(len(rows), "M0 .5" + "".join(_strokes(rows)))


def _strokes(rows: Sequence[bytearray]) -> Iterator[str]:
    """Moves relative to the last stroke: short, and so alike that they pack to a fifth."""
    last = (0, 0)
    for y, row in enumerate(rows):
        for dark in _DARK.finditer(row):
            start, end = dark.span()
            yield f"m{start - last[0]} {y - last[1]}h{end - start}"
            last = (end, y)
