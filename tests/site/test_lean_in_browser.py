"""The lean pages for other sites and the low-vision version, in the built site and in Chromium."""

import gzip
import time
from collections.abc import Callable

import html5lib
import pytest
from built import XHTML
from order_text import read_order
from test_words import PAGES, squeeze

ROADMAP = PAGES["dubovskiy-2021"]
KB = 1024
WIDTHS = (320, 360, 700, 1280)
_DISTRICT = "rostovskaya-oblast/dubovskiy"
_SCHOOL = f"{_DISTRICT}/veselovskaya-2"
_DEMO = "vymyshlennaya-oblast/primernyy"
RUNS, FULL = f"{_DEMO}/2025-2026-500-plus", f"{_DEMO}/primernaya-1"
"""A plan of 34 rows with reports of schools, and the school with the most sections: both run."""
_EMBEDS = (ROADMAP, _DISTRICT, _SCHOOL, RUNS, FULL, _DEMO)
LEAN = [f"embed/{page}" for page in _EMBEDS] + [f"lite/{page}" for page in (ROADMAP, _SCHOOL, "regiony", RUNS)]
HOST = """<!doctype html><html lang="ru"><link rel="icon" href="data:,"><title>Школа</title>
    <iframe title="План" width="600" height="200"
    sandbox="allow-scripts allow-popups" src="{}"></iframe>
    <script>addEventListener("message", event => {{ window.told = [...(window.told || []), event.data] }})</script>"""


@pytest.fixture(scope="module")
def address(serve: Callable, site) -> str:
    return serve(site.folder)


def lean(site):
    return [page for page in site.addresses if page.startswith(("embed/", "lite"))]


def compressed(*files) -> int:
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)


@pytest.mark.parametrize(
    ("page", "embed", "lite"),
    [
        pytest.param(ROADMAP, 8, 8, id="19 rows"),
        pytest.param(PAGES["ponomarevskiy-2020"], 8, 8, id="23 rows"),
        pytest.param(_SCHOOL, 10, 9, id="a section with 20 rows of the plan"),
        pytest.param(f"{_SCHOOL}/500-plus_2021/roadmap", 8.5, 0, id="these rows alone"),
        pytest.param(RUNS, 20, 21, id="36 terms with reports of all schools"),
        pytest.param(FULL, 28, 27, id="a school with everything that there is"),
    ],
)
def test_pages_are_light(site, page, embed, lite):
    """Style, script and drawings are in an embed. The words of reports and of sections weigh more than those of an order."""
    assert compressed(site.folder / "embed" / page / "index.html") <= embed * KB
    if lite:
        assert compressed(site.folder / "lite" / page / "index.html") <= lite * KB


def test_what_all_low_vision_pages_share_is_light(site):
    folder = site.folder / "assets/lite"
    assert compressed(*(file for file in folder.iterdir() if file.suffix in (".css", ".js"))) <= 3.2 * KB


@pytest.mark.parametrize("order", PAGES)
@pytest.mark.parametrize("root", ["embed", "lite"])
def test_every_cell_stands_there_letter_for_letter(site, order, root):
    main = site.page(f"{root}/{PAGES[order]}").find(f".//{XHTML}main")
    text = squeeze("".join(main.itertext()))
    missing = [cell for row in read_order(order).rows for cell in (row.section, *row.cells) if squeeze(cell) not in text]
    assert missing == []


def test_all_82_activities_are_shown(site):
    for root, tag in (("embed", "tr"), ("lite", "li")):
        rows = [row for page in PAGES.values() for row in site.page(f"{root}/{page}").iter(f"{XHTML}{tag}")]
        assert len([row for row in rows if row.attrib.get("id", "").startswith("m-")]) == 82 + 1


def test_pages_are_strict_html(site):
    assert len(lean(site)) > 100
    for page in lean(site):
        parser = html5lib.HTMLParser(strict=True)
        parser.parse((site.folder / page / "index.html").read_text("utf-8"))


def test_links_of_an_embed_open_outside_and_those_of_the_version_do_not(site):
    for page in lean(site):
        outside = [base.attrib["target"] for base in site.page(page).iter(f"{XHTML}base")]
        assert outside == (["_blank"] if page.startswith("embed/") else []), page
        for link in site.page(page).iter(f"{XHTML}a"):
            assert "target" not in link.attrib, page
            assert not (outside and link.attrib.get("href", "").startswith("#")), "a place on the page itself would open again"


@pytest.mark.parametrize(("width", "is_told"), [(360, False), (800, True), (1000, True), (1300, True)])
def test_the_version_is_named_wherever_there_is_room_and_in_the_menu(address, visit, width, is_told):
    page = visit(f"{address}/{ROADMAP}/", width=width).page
    assert (page.locator("[itemprop=Copy] span").bounding_box()["width"] > 100) == is_told
    assert page.locator("#menu").get_by_role("link", name="Версия для слабовидящих").is_visible()


def test_every_page_leads_to_its_low_vision_version_and_back(site):
    for page in [page for page in site.addresses if page not in lean(site)]:
        (link,) = (link for link in site.page(page).iter(f"{XHTML}a") if link.attrib.get("itemprop") == "Copy")
        assert "".join(link.itertext()).strip() == "Версия для слабовидящих"
        own = f"lite/{page}".rstrip("/")
        depth = page.count("/") + 1 if page else 0
        target = "lite/" if page == "search" else f"{own}/"
        assert target.rstrip("/") in site.addresses, page
        assert link.attrib["href"].removeprefix("./") == "../" * depth + target, page
    for page in site.addresses:
        if page.startswith("lite/"):
            (back,) = (link for link in site.page(page).iter(f"{XHTML}a") if link.text == "Обычная версия")
            assert back.attrib["href"].endswith(f"{page.removeprefix('lite/')}/")


@pytest.mark.parametrize("page", LEAN)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violation_and_nothing_scrolls_sideways(address, visit, axe, page, scheme):
    seen = visit(f"{address}/{page}/", scheme=scheme)
    for width in WIDTHS:
        seen.page.set_viewport_size({"width": width, "height": 900})
        assert axe(seen.page) == [], width
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width, width
    assert seen.complaints == [], "the policy of the page lets all of it through"
    assert all(request.startswith(address) for request in seen.requests)


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize("colour", [2, 3, 4])
def test_every_choice_is_accessible_at_any_width(address, visit, axe, size, colour):
    seen = visit(f"{address}/lite/{ROADMAP}/", width=320)
    for choice in (f"size-{size}", "space-2", f"colour-{colour}"):
        seen.page.locator(f"#lite-{choice}").check(force=True)
    assert axe(seen.page) == []
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 320


STATE = """() => {
    const style = getComputedStyle(document.body)
    return [style.fontSize, style.backgroundColor, getComputedStyle(document.querySelector("main")).letterSpacing,
            getComputedStyle(document.querySelector(".drawn")).display]
}"""


def test_the_choices_work_without_a_script_and_by_keyboard(address, browser):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(f"{address}/lite/{ROADMAP}/")
    assert page.evaluate(STATE) == ["24px", "rgb(255, 255, 255)", "normal", "block"]
    for stop in range(5):
        page.keyboard.press("Tab")
        if stop:
            page.keyboard.press("ArrowRight")
    assert page.evaluate(STATE) == ["30px", "rgb(0, 0, 0)", "3.6px", "none"]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Обычная версия"
    context.close()


def test_the_choices_are_remembered_on_the_next_page_of_the_version(address, visit):
    page = visit(f"{address}/lite/{ROADMAP}/").page
    before = page.evaluate(STATE)
    for choice in ("size-3", "space-2", "colour-2", "picture-2"):
        page.locator(f"#lite-{choice}").check(force=True)
    chosen = page.evaluate(STATE)
    assert all(one != other for one, other in zip(before, chosen, strict=True))
    page.goto(f"{address}/lite/{PAGES['kromskoy-2021']}/")
    assert page.evaluate(STATE) == chosen
    page.evaluate("localStorage.setItem('roadmaps-lite', 'not JSON')")
    page.reload()
    assert page.evaluate(STATE) == before


def test_the_first_paint_is_in_the_colours_that_were_chosen(address, visit):
    page = visit(f"{address}/lite/{ROADMAP}/").page
    page.locator("#lite-colour-2").check(force=True)

    def late(route):
        time.sleep(0.5)
        route.continue_()

    page.route("**/lite.js", late)
    page.add_init_script("""new PerformanceObserver(list => window.painted ??= [list.getEntries()[0].startTime,
            getComputedStyle(document.body).backgroundColor]).observe({type: 'paint', buffered: true})""")
    page.goto(f"{address}/lite/{ROADMAP}/", wait_until="commit")
    page.wait_for_function("window.painted")
    after, colour = page.evaluate("window.painted")
    assert after > 500, "nothing is painted before it is known in what colours"
    assert colour == "rgb(0, 0, 0)"


@pytest.mark.parametrize("colour", [2, 3, 4])
def test_the_low_vision_version_prints_black_on_white(address, visit, colour):
    page = visit(f"{address}/lite/{ROADMAP}/").page
    for choice in (f"colour-{colour}", "size-3"):
        page.locator(f"#lite-{choice}").check(force=True)
    page.emulate_media(media="print")
    told = page.evaluate("""() => [document.body, document.querySelector('main a')].flatMap(one => {
        const style = getComputedStyle(one)
        return [style.color, style.fontSize]
    }).concat(getComputedStyle(document.body).backgroundColor,
        getComputedStyle(document.querySelector('.drawn .k, .drawn .r')).fill)""")
    black = "rgb(0, 0, 0)"
    assert told == [black, "24px", black, "24px", "rgb(255, 255, 255)", black]


def test_a_frame_without_an_origin_shows_the_page_and_hears_how_high_it_is(address, visit, serve, tmp_path):
    tmp_path.joinpath("index.html").write_text(HOST.format(f"{address}/embed/{ROADMAP}/"), "utf-8")
    host = visit(f"{serve(tmp_path)}/", width=1000)
    host.page.wait_for_function("window.told")
    inner = host.page.frames[1]
    height = inner.evaluate("document.documentElement.getBoundingClientRect().height")
    told = host.page.evaluate("window.told.at(-1)")
    assert told == {"type": "roadmaps:height", "v": 1, "height": pytest.approx(height, abs=1)}
    assert inner.evaluate("getComputedStyle(document.querySelector('h1')).fontSize") == "22px", "its style holds there"
    assert host.complaints == []


def test_an_embed_prints_whole(address, visit):
    page = visit(f"{address}/embed/{ROADMAP}/", scheme="dark").page
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('thead')).position") == "static"
