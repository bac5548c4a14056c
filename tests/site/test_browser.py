"""Pages in Chromium: no violation of WCAG 2.2 A and AA or of best practice, nothing to scroll sideways, no request outside."""

import re
from itertools import pairwise

import pytest

PAGES = [
    "",
    "regiony/",
    "rostovskaya-oblast/",
    "rostovskaya-oblast/dubovskiy/",
    "rostovskaya-oblast/dubovskiy/2021-500-plus/",
    "rostovskaya-oblast/dubovskiy/2021-500-plus/#kak-v-prikaze",
    "rostovskaya-oblast/dubovskiy/veselovskaya-2/",
    "orlovskaya-oblast/kromskoy/2021-500-plus/",
    "orlovskaya-oblast/kromskoy/parties/",
    "orlovskaya-oblast/kromskoy/parties/rukovoditeli-rmo/",
    "orenburgskaya-oblast/ponomarevskiy/2020-shnor/",
    "permskiy-kray/ordinskiy/2021-podderzhka-shkol/",
    "smolenskaya-oblast/dorogobuzhskiy/2020-obrazovatelnyy-tsentr/",
    "koordinatoram/",
    "koordinatoram/soobshcheniya/",
    "koordinatoram/sroki/",
    "uslovnye-znaki/",
    "o-proekte/",
    "404.html",
    "rostovskaya-oblast/dubovskiy/calendar/",
    "orenburgskaya-oblast/ponomarevskiy/calendar/",
    "orenburgskaya-oblast/ponomarevskiy/calendar/2020/",
]


@pytest.fixture(scope="module")
def address(serve, running_site):
    return serve(running_site.folder)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")])
def test_no_violation_in_the_browser(address, visit, axe, page, width, scheme):
    seen = visit(f"{address}/{page}", width=width, scheme=scheme)
    assert axe(seen.page) == []
    assert seen.complaints == []
    assert all(request.startswith(address) for request in seen.requests)
    scripts = {request.rpartition("/")[2] for request in seen.requests if request.endswith(".js")}
    assert scripts <= {"search-link.js", "filters.js"}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("width", [320, 768])
def test_nothing_is_scrolled_sideways(address, visit, page, width):
    seen = visit(f"{address}/{page}", width=width)
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width


TOLD = ["", "oblast/", "oblast/rayon/", "oblast/rayon/2021-rost/", "oblast/rayon/reports/", "oblast/rayon/alfa/"]


@pytest.fixture(scope="module")
def told_address(serve, told_site):
    return serve(told_site.folder)


@pytest.mark.parametrize("page", TOLD)
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")])
def test_no_violation_where_reports_are_told(told_address, visit, axe, page, width, scheme):
    seen = visit(f"{told_address}/{page}", width=width, scheme=scheme)
    seen.page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    assert axe(seen.page) == []
    assert seen.complaints == []
    assert all(request.startswith(told_address) for request in seen.requests)
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("page", TOLD)
def test_nothing_of_reports_is_scrolled_sideways(told_address, visit, page):
    seen = visit(f"{told_address}/{page}", width=320)
    seen.page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_what_a_report_brings_can_be_opened(told_site):
    assert (told_site.folder / "oblast/rayon/files/programma.pdf").stat().st_size == 2200
    assert (told_site.folder / "oblast/rayon/alfa/files/snimok.pdf").stat().st_size == 40 * 1024


def test_the_order_s_own_form_is_a_table_of_the_order_s_columns(address, visit):
    seen = visit(f"{address}/rostovskaya-oblast/dubovskiy/2021-500-plus/#kak-v-prikaze")
    cells = seen.page.locator("table tbody tr:first-child > :visible")
    widths = seen.page.locator("table thead th:visible").all_inner_texts()
    assert [text.strip() for text in widths] == [
        "№ п/п",
        "Наименование мероприятий/мер",
        "Ответственные исполнители",
        "Сроки реализации",
        "Ожидаемый результат",
    ]
    assert cells.count() == 5


def test_the_chart_is_a_table_for_a_screen_reader(address, visit):
    seen = visit(f"{address}/rostovskaya-oblast/dubovskiy/2021-500-plus/", width=360)
    tree = seen.page.locator("table").aria_snapshot()
    assert tree.lstrip("- ").startswith("table")
    rows = re.findall(r"^\s*- '?row ", tree, re.MULTILINE)
    assert len(rows) == 1 + 19 + 1  # the headings, the activities, the source
    heads = re.findall(r'^\s*- columnheader "(.+)"', tree, re.MULTILINE)
    assert heads == [
        "№ п/п",
        "Наименование мероприятий/мер",
        "Ответственные исполнители",
        "Сроки реализации",
        "Ожидаемый результат",
    ]  # the calendar is for the eye
    assert not re.search(r"^\s*- cell$", tree, re.MULTILINE)


@pytest.mark.parametrize(
    "page",
    [
        "rostovskaya-oblast/dubovskiy/2021-500-plus/",
        "orlovskaya-oblast/kromskoy/2021-500-plus/",
        "orenburgskaya-oblast/ponomarevskiy/2020-shnor/",
    ],
)
def test_the_table_begins_on_the_first_sheet(address, visit, page):
    seen = visit(f"{address}/{page}", width=1032)  # 273 mm: A4 on its side without its margins
    seen.page.emulate_media(media="print")
    first, foot = seen.page.locator("#m-1").bounding_box(), seen.page.locator("tfoot").bounding_box()
    assert first["y"] + first["height"] + foot["height"] < 695  # 184 mm


@pytest.mark.parametrize(
    "page",
    [
        "rostovskaya-oblast/dubovskiy/2021-500-plus/",
        "orenburgskaya-oblast/ponomarevskiy/2020-shnor/",
        "permskiy-kray/ordinskiy/2021-podderzhka-shkol/",
        "vymyshlennaya-oblast/primernyy/2025-2026-500-plus/",
    ],
)
@pytest.mark.parametrize("width", [360, 700, 1280])
def test_the_months_of_an_overview_are_wide_enough_for_a_finger(address, visit, page, width):
    """A year in one row under its map; of more, on a phone, six in a row."""
    seen = visit(f"{address}/{page}", width=width)
    boxes = [box.bounding_box() for box in seen.page.locator(".months > li").all()]
    lines = len({round(box["y"]) for box in boxes})
    assert lines == (-(-len(boxes) // 6) if width == 360 and len(boxes) > 12 else 1)
    links = [link.bounding_box() for link in seen.page.locator(".months a").all()]
    assert all(box["width"] >= 24 and box["height"] >= 24 for box in links)


@pytest.mark.parametrize("page", ["orenburgskaya-oblast/ponomarevskiy/", "rostovskaya-oblast/dubovskiy/"])
def test_the_months_of_an_axis_in_a_sheet_do_not_touch(address, visit, page):
    seen = visit(f"{address}/{page}", width=360)
    months = seen.page.evaluate("""() => [...document.querySelectorAll('.about .ax text[text-anchor="middle"]')].map(t => {
        const box = t.getBoundingClientRect(); return [box.left, box.right] })""")
    assert len(months) >= 12
    assert all(before[1] + 2 <= after[0] for before, after in pairwise(months))


FICTION = "vymyshlennaya-oblast/primernyy"
FICTIONAL = [
    "vymyshlennaya-oblast/",
    f"{FICTION}/",
    f"{FICTION}/reports/",
    f"{FICTION}/reports/2026/",
    f"{FICTION}/parties/",
    f"{FICTION}/parties/otdel-obrazovaniya/",
    f"{FICTION}/parties/rukovoditeli-shkol-uchastnits/",
    f"{FICTION}/calendar/",
    f"{FICTION}/calendar/2026/",
    f"{FICTION}/primernaya-1/calendar/",
    f"{FICTION}/2025-2026-500-plus/",
    f"{FICTION}/primernaya-1/",
    f"{FICTION}/primernaya-1/projects/500-plus-2024/",
    f"{FICTION}/maloprimernaya/",
]


@pytest.fixture(scope="module")
def address_of_today(serve, site):
    return serve(site.folder)


@pytest.mark.parametrize("page", FICTIONAL)
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_no_violation_where_everything_is_filled(address_of_today, visit, axe, page, width, scheme):
    seen = visit(f"{address_of_today}/{page}", width=width, scheme=scheme)
    assert axe(seen.page) == []
    assert seen.complaints == []
    assert all(request.startswith(address_of_today) for request in seen.requests)
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
