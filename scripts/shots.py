"""Photograph every page kind: on a phone and on a desk, in the light and in the dark, and as it is printed.

    python scripts/shots.py [--readme] [KIND ...]

The pictures go to build/shots/, to be looked at one by one. --readme writes those of the README to docs/images instead.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from find_chromium import find
from host import ROOT, build, host
from kinds import AS_OF, KINDS
from playwright.sync_api import Browser, sync_playwright

SHOTS = ROOT / "build/shots"
IMAGES = ROOT / "docs/images"
WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")
TALLEST = 6000
"""Pixels of a page that a picture shows: more of it is not looked at."""
README = (
    ("roadmap", 1280, "light", 1500),
    ("district", 1280, "light", 1500),
    ("school", 360, "light", 900),
    ("calendar", 360, "dark", 900),
)
"""Kind, width, scheme and height of the pictures in the README."""


def main(arguments: list[str]) -> int:
    """Take the pictures; exit 0, or 1 without a browser, 2 for an unknown kind."""
    kinds = [name for name in arguments if not name.startswith("--")] or list(KINDS)
    if unknown := [name for name in kinds if name not in KINDS]:
        print(f"Unknown: {', '.join(unknown)}. Kinds: {', '.join(KINDS)}", file=sys.stderr)
        return 2
    chromium = find()
    if chromium is None:
        return 1
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder, "site")
        build(site, AS_OF)
        browser = playwright.chromium.launch(executable_path=chromium)
        with host(site) as root:
            if "--readme" in arguments:
                for kind, width, scheme, height in README:
                    shoot(browser, root + KINDS[kind], width, scheme, IMAGES / f"{kind}.png", height)
            else:
                shoot_all(browser, root, kinds)
        browser.close()
    return 0


def shoot_all(browser: Browser, root: str, kinds: list[str]) -> None:
    """Every kind in every width and scheme, and as a PDF."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    for kind in kinds:
        for width in WIDTHS:
            for scheme in SCHEMES:
                shoot(browser, root + KINDS[kind], width, scheme, SHOTS / f"{kind}-{width}-{scheme}.png")
        page = browser.new_page()
        page.goto(root + KINDS[kind])
        page.pdf(path=SHOTS / f"{kind}.pdf", prefer_css_page_size=True)
        page.close()
        print(kind)


def shoot(browser: Browser, address: str, width: int, scheme: str, file: Path, height: int = TALLEST) -> None:
    """One picture, from the top of the page, not taller than `height`."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, locale="ru-RU")
    page = context.new_page()
    page.goto(address)
    page.reload()  # the typeface is shown only if it is there at once (font-display: optional)
    page.evaluate("scrollTo(0, 0)")  # an anchor leads down, and the skip link would wait in the middle of the picture
    tall = min(height, page.evaluate("document.documentElement.scrollHeight"))
    page.screenshot(path=file, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": tall})
    context.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
