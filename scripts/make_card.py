"""Draw the picture that messengers show beside a link to any page: theme/overrides/assets/images/card-1.png.

    python scripts/make_card.py

It names no plan and no place, so it is true of every page: a scale of months, terms as pages draw them, the line of the day.
Messengers keep a picture for months, so another one is another file.
"""

from __future__ import annotations

import base64
import sys

from find_chromium import find
from host import ROOT
from playwright.sync_api import sync_playwright

CARD = ROOT / "theme/overrides/assets/images/card-1.png"
FONT = ROOT / "theme/overrides/assets/fonts/rm-antikva.woff2"
SIZE = (1200, 630)
"""What Telegram, VK and Open Graph ask for, in pixels."""
LEFT, MONTH, TOP, ROW = 80, 86.5, 318, 46
"""Where the scale begins, how wide a month is, where the first strip is and how far the next, in pixels."""
MONTHS = ["янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"]
PEN, SOFT, NOW, INK, GREY, GRID = "#22468f", "#6b8ac7", "#bd2440", "#1a2130", "#586377", "#dbe5f1"


def main() -> int:
    """Draw the card; exit 0, or 1 without a browser."""
    chromium = find()
    if chromium is None:
        return 1
    font = base64.b64encode(FONT.read_bytes()).decode()
    style = f"@font-face{{font-family:A;src:url(data:font/woff2;base64,{font})}}body{{margin:0}}text{{font-family:A}}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
        page.set_content(f"<!doctype html><style>{style}</style>{drawing()}")
        page.evaluate("document.fonts.ready")
        page.screenshot(path=CARD)
        browser.close()
    return 0


def drawing() -> str:
    """The card as SVG."""
    x = [LEFT + MONTH * month for month in range(13)]
    grid = "".join(f'<path d="M{at} 268V574" stroke="{GRID}" stroke-width="2"/>' for at in x)
    names = "".join(
        f'<text x="{at + MONTH / 2}" y="256" font-size="24" fill="{GREY}" text-anchor="middle">{name}</text>'
        for at, name in zip(x, MONTHS, strict=False)
    )
    y = [TOP + ROW * row for row in range(6)]
    bars = [
        bar(x[1], x[2], y[0], PEN),
        bar(x[2], x[5], y[1], SOFT),
        diamond(x[4] + 60, y[2]),
        *(bar(x[at] + 24, x[at + 1] - 24, y[3], PEN) for at in range(3, 12, 2)),
        f'<path d="M{x[3]} {y[4]}H{x[7] + 50}" stroke="{PEN}" stroke-width="16" stroke-dasharray="20 12"/>',
        f'<path d="M{x[7] + 52} {y[4] - 18}v36" stroke="{PEN}" stroke-width="5"/>',
        bar(x[8], x[11], y[5], SOFT),
    ]
    now = f'<path d="M{x[6] + 30} 268V592" stroke="{NOW}" stroke-width="5"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{SIZE[0]}" height="{SIZE[1]}">'
        '<rect width="100%" height="100%" fill="#fff"/>'
        f'<text x="{LEFT}" y="126" font-size="68" fill="{INK}">Дорожные карты образования</text>'
        f'<text x="{LEFT}" y="182" font-size="34" fill="{GREY}">Что, к какому сроку и кто отвечает — словами приказа</text>'
        f"{grid}{names}{''.join(bars)}{now}</svg>"
    )


def bar(start: float, end: float, y: float, colour: str) -> str:
    """A term from one place to another."""
    return f'<rect x="{start}" y="{y - 13}" width="{end - start}" height="26" rx="3" fill="{colour}"/>'


def diamond(x: float, y: float) -> str:
    """A term of one day."""
    return f'<path d="M{x} {y - 19}l19 19-19 19-19-19z" fill="{PEN}"/>'


if __name__ == "__main__":
    sys.exit(main())
