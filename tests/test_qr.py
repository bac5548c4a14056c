"""QR codes, found by a reader of codes."""

import re

import pytest
import zxingcpp

from generator.qr import QrCode, qr_code

SITE = "https://karty.example.org/oblast/rayon/2026-plan/"


def picture(code: QrCode, module: int = 4) -> memoryview:
    """The code in black on white with its quiet zone, as grey pixels."""
    side = (code.size + 8) * module
    pixels = bytearray(b"\xff" * side * side)
    x, y = 0, 0
    for dx, dy, length in re.findall(r"m(-?\d+) (\d+)h(\d+)", code.path):
        x, y = x + int(dx), y + int(dy)
        for line in range(module):
            start = ((y + 4) * module + line) * side + (x + 4) * module
            pixels[start : start + int(length) * module] = bytes(int(length) * module)
        x += int(length)
    return memoryview(pixels).cast("B", shape=[side, side])


@pytest.mark.parametrize(
    "text",
    [SITE, "http://a.ru/", "https://xn--80aswg.xn--p1ai/karty/", "https://школы.рф/карты/", SITE + "a" * 600]
    + [f"{SITE}{number}/" for number in range(30)],
)
def test_a_reader_finds_the_text(text: str) -> None:
    assert [found.text for found in zxingcpp.read_barcodes(picture(qr_code(text)))] == [text]


def test_the_path_is_one_of_strokes_within_the_square() -> None:
    code = qr_code(SITE)
    assert re.fullmatch(r"M0 \.5(m-?\d+ \d+h\d+)+", code.path)
    assert code.path.startswith("M0 .5m0 0h7m")  # the corner by which a camera finds it
    assert code.size == 29


def test_what_is_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="Data too large"):
        qr_code("a" * 2954)
