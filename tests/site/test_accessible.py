"""Every page kind in Chromium: WCAG 2.2 A and AA and best practice, zoom, forced colours, and a walk through it by keyboard."""

from itertools import pairwise

import pytest
from kinds import KINDS

PAGES = [pytest.param(page, id=kind) for kind, page in KINDS.items()]
FROM_THE_TOP = [page for page in PAGES if "#" not in page.values[0]]
"""Who opens an address with an anchor begins there."""
WITH_HEADER = [page for page in FROM_THE_TOP if not page.values[0].startswith("embed/")]
"""Pages for the frames of other sites begin with their content."""
WIDTHS = (320, 360, 1280)
ZOOMS = (640, 320)
"""1280 pixels at 200 % and at 400 %."""

MOST_STOPS = 1000
"""Of a page with those of its frames: more is a trap of the keyboard."""

OPEN_ALL = "document.querySelectorAll('details').forEach(part => part.open = true)"
STOPS = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')].filter(
    one => one.tabIndex >= 0 && !one.disabled && one.checkVisibility({visibilityProperty: true}) && one.getClientRects().length
        && (one.type !== 'radio' || one.checked)
).map(one => window.nameOf(one))"""
NAME = """() => {
    window.nameOf = one => `${one.tagName} ${one.getAttribute('href') || ''} ${one.textContent.trim().slice(0, 40)}`
}"""
FOCUS = """() => {
    const one = document.activeElement
    if (!one || one === document.body) return null
    const style = getComputedStyle(one)
    const boxes = [...one.getClientRects()]
    const seen = boxes.some(box => {
        const x = box.left + box.width / 2, y = box.top + box.height / 2
        const top = x >= 0 && y >= 0 && x < innerWidth && y < innerHeight ? document.elementFromPoint(x, y) : null
        return top && (one.contains(top) || top.contains(one))
    })
    return {
        name: window.nameOf(one),
        seen,
        marked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    }
}"""


@pytest.fixture(scope="module")
def address(serve, site):
    return serve(site.folder)


@pytest.mark.parametrize("page", FROM_THE_TOP)
def test_there_is_such_a_page(site, page):
    """Or the page of what is not found would be judged in its place."""
    assert (site.folder / page).suffix == ".html" or (site.folder / page / "index.html").is_file()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violation_at_any_width(address, visit, axe, page, scheme):
    seen = visit(f"{address}/{page}", scheme=scheme)
    seen.page.evaluate(OPEN_ALL)
    for width in WIDTHS:
        seen.page.set_viewport_size({"width": width, "height": 900})
        assert axe(seen.page) == [], width
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    # the preview of a frame without scripts: the page in it needs none
    assert [one for one in seen.complaints if "the document's frame is sandboxed" not in one] == []
    assert all(request.startswith(address) for request in seen.requests)


@pytest.mark.parametrize("page", PAGES)
def test_no_violation_in_forced_colours(address, visit, axe, page):
    assert axe(visit(f"{address}/{page}", forced_colors="active").page) == []


@pytest.mark.parametrize("page", PAGES)
def test_zoom_scrolls_nothing_sideways_and_hides_no_text(address, visit, page):
    seen = visit(f"{address}/{page}", width=1280)
    words = seen.page.locator("main").inner_text().split()
    assert words
    for width in ZOOMS:
        seen.page.set_viewport_size({"width": width, "height": 450})
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
        sticky = seen.page.evaluate("""() => [...document.querySelectorAll('*')]
            .filter(one => ['sticky', 'fixed'].includes(getComputedStyle(one).position))
            .map(one => one.getBoundingClientRect().height)""")
        assert all(height < 450 / 3 for height in sticky), "what stays in place would leave no room to read"


@pytest.mark.parametrize("page", PAGES)
def test_nothing_moves(address, visit, page):
    """No animation and no transition at all, so nothing is left to reduce."""
    moving = """() => [...document.querySelectorAll('*')].filter(one => {
        const style = getComputedStyle(one)
        return style.animationName !== 'none' || style.transitionDuration.split(',').some(time => parseFloat(time) > 0)
            || style.scrollBehavior === 'smooth'
    }).length"""
    assert visit(f"{address}/{page}").page.evaluate(moving) == 0


@pytest.mark.parametrize("page", PAGES)
def test_headings_language_and_landmarks(address, visit, page):
    told = visit(f"{address}/{page}").page.evaluate("""() => ({
        language: document.documentElement.lang,
        levels: [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].filter(one => one.checkVisibility())
            .map(one => +one.tagName[1]),
        mains: document.querySelectorAll('main, [role=main]').length,
        navs: [...document.querySelectorAll('nav')].map(one => one.getAttribute('aria-label')),
        tables: [...document.querySelectorAll('table')].filter(one => !one.caption || !one.caption.textContent.trim()).length,
        heads: [...document.querySelectorAll('th')].filter(one => !['col', 'row', 'colgroup', 'rowgroup'].includes(one.scope))
            .map(one => one.outerHTML),
        nameless: [...document.querySelectorAll('a[href]')].filter(
            one => one.checkVisibility() && !one.textContent.trim() && !one.getAttribute('aria-label')).length,
    })""")
    assert told["language"] == "ru"
    levels = told["levels"]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels)), levels
    assert told["mains"] == 1
    assert all(told["navs"]) and len(set(told["navs"])) == len(told["navs"])
    assert (told["tables"], told["heads"], told["nameless"]) == (0, [], 0)


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("page", FROM_THE_TOP)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(address, visit, page, width):
    seen = visit(f"{address}/{page}", width=width)
    seen.page.evaluate(NAME)
    stops = seen.page.evaluate(STOPS)
    walked = []
    for _ in range(MOST_STOPS):
        seen.page.keyboard.press("Tab")
        found = seen.page.evaluate(FOCUS)
        if found is None and len(seen.page.frames) > 1:
            seen.page.wait_for_timeout(200)  # on its way out of a frame, which is another process
            found = seen.page.evaluate(FOCUS)
        if found is None:
            break
        if found["name"].startswith("IFRAME"):
            continue  # a page of its own, among these: it shows by itself where the keyboard is in it
        assert found["marked"], f"no outline: {found['name']}"
        assert found["seen"], f"covered, or out of view: {found['name']}"
        walked.append(found["name"])
    assert walked == stops


@pytest.mark.parametrize("page", WITH_HEADER)
def test_the_first_stop_skips_to_the_content(address, visit, page):
    seen = visit(f"{address}/{page}", width=360)
    seen.page.keyboard.press("Tab")
    assert seen.page.evaluate("document.activeElement.textContent.trim()") == "Перейти к содержанию"
    seen.page.keyboard.press("Enter")
    assert seen.page.evaluate("location.hash") == "#top"
    seen.page.keyboard.press("Tab")
    assert seen.page.evaluate("document.activeElement.closest('main') !== null")


def test_on_a_phone_the_menu_is_a_link_to_the_menu(address, visit):
    seen = visit(f"{address}/", width=360)
    seen.page.get_by_role("link", name="Меню", exact=True).focus()
    seen.page.keyboard.press("Enter")
    assert seen.page.evaluate("location.hash") == "#menu"
    seen.page.keyboard.press("Tab")
    assert seen.page.evaluate("document.activeElement.closest('#menu') !== null")
