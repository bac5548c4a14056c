"""The filters of a plan in Chromium: which rows each leaves, by the data; alone and combined, with the script and without."""

import gzip
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

import pytest
from built import ROOT
from playwright.sync_api import Page

from generator.amendments import in_force
from generator.data import check
from generator.district import District
from generator.filed import gather
from generator.plan import Plan
from generator.status import district_statuses
from generator.wordings import party_id

AS_OF = date(2026, 11, 22)
SILENT = "rostovskaya-oblast/dubovskiy/2021-500-plus"
TOLD = "vymyshlennaya-oblast/primernyy/2025-2026-500-plus"
PLANS = [SILENT, TOLD]
PARTY = "p-koordinatory-ot-shnor"
ROWS = ".chart tbody tr[id]:not(.grp)"
SCRIPT = ROOT / "theme/overrides/assets/scripts/filters.js"


@cache
def districts() -> dict[str, District]:
    checked = check(ROOT / "roadmaps", (), AS_OF, AS_OF, lambda _: None)
    return {district.address: district for district, _ in checked.districts(lambda _: None)}


@cache
def plan_at(address: str) -> tuple[Plan, District]:
    district = districts()[address.rpartition("/")[0]]
    (plan,) = (plan for plan in district.plans if plan.address == address)
    return in_force(plan, AS_OF), district


@cache
def wanted(address: str) -> dict[str, set[str]]:
    """The anchors of the rows that each filter must leave."""
    plan, district = plan_at(address)
    rows = [row for row in plan.activities if row.activity.dropped is None]
    found: dict[str, set[str]] = {}
    for row in rows:
        for filter_ in [*_parties(plan, row), *_months(plan, row)]:
            found.setdefault(filter_, set()).add(row.anchor)
    judged = district_statuses(plan, district, gather((district, *district.schools)), AS_OF)
    for row in rows if judged is None else ():
        if row.deadline:
            found.setdefault(f"t-{row.deadline.kind}", set()).add(row.anchor)
    for one in judged or ():
        if one.own:
            found.setdefault(f"s-{one.own.whole.state}", set()).add(one.row.anchor)
    return found


def _parties(plan: Plan, row) -> Iterator[str]:
    names = [party.name for party in row.parties]
    yield from (f"p-{party_id(party)}" for party in plan.roadmap.parties if party.name in names)


def _months(plan: Plan, row) -> Iterator[str]:
    """Both plans run for whole years and have columns of months: the thirteenth is January of the second year."""
    first = plan.roadmap.period.start.year
    for month in range(1, 25):
        year, number = first + (month - 1) // 12, (month - 1) % 12 + 1
        for interval in row.deadline.intervals if row.deadline else ():
            end = interval.end or plan.roadmap.period.end
            start = interval.start or end
            if (start.year, start.month) <= (year, number) <= (end.year, end.month):
                yield f"m{month}"
                break


def texts(address: str) -> dict[str, str]:
    """All words of a row that the order has, as the script folds them."""
    plan, _ = plan_at(address)
    return {row.anchor: fold(row.activity.title) for row in plan.activities}


def fold(text: str) -> str:
    return text.casefold().replace("ё", "е")


def shown(page: Page, of: str = ROWS) -> list[str]:
    return page.eval_on_selector_all(of, "rows => rows.filter(row => row.getClientRects().length).map(row => row.id)")


def sections(page: Page) -> list[bool]:
    """For each section: whether its row is seen exactly when a row of it is."""
    return page.eval_on_selector_all(
        ".chart tbody",
        """bodies => bodies.filter(body => body.querySelector('.sec')).map(body => {
            const seen = row => row.getClientRects().length > 0;
            const rows = [...body.querySelectorAll('tr:not(.sec)')];
            return seen(body.querySelector('.sec')) === rows.some(seen) })""",
    )


@pytest.fixture(scope="module")
def address(serve, site):
    return serve(site.folder)


@pytest.fixture
def without_script(browser) -> Iterable[Page]:
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def named(page: Page) -> list[str]:
    """The filters that the page links to."""
    links = page.locator('a[href^="#f-"]').all()
    return [link.get_attribute("href").removeprefix("#f-") for link in links]


@pytest.mark.parametrize("plan", PLANS)
def test_each_link_leaves_the_rows_it_should_without_a_script(address, without_script, plan):
    page = without_script
    page.goto(f"{address}/{plan}/")
    links = [name for name in named(page) if not name.startswith("k-")]
    assert sorted(links) == sorted(wanted(plan))
    total = page.locator(f"{ROWS}:not(.gone)").count()
    for name in links:
        page.goto(f"{address}/{plan}/#f-{name}")
        assert set(shown(page)) == wanted(plan)[name], name
        assert all(sections(page)), name
        line = page.locator("p.fx:visible")
        assert line.count() == 1
        assert line.inner_text().startswith(f"Показано {len(wanted(plan)[name])} из {total}: ")
        assert line.bounding_box()["y"] < 300  # the browser went there
    page.get_by_role("link", name="Показать все").click()
    assert len(shown(page)) == page.locator(ROWS).count()


@pytest.mark.parametrize("plan", PLANS)
def test_each_link_leaves_the_same_rows_with_the_script(address, visit, plan):
    page = visit(f"{address}/{plan}/").page
    for name in [name for name in named(page) if not name.startswith("k-")]:
        page.goto(f"{address}/{plan}/#f-{name}")
        assert set(shown(page)) == wanted(plan)[name], name
        assert all(sections(page)), name


def test_what_schools_told_is_a_filter_too(address, visit):
    page = visit(f"{address}/{TOLD}/").page
    counts = {name: int(page.locator(f'a[href="#f-{name}"] b').inner_text()) for name in named(page) if name.startswith("k-")}
    assert len(counts) >= 2
    for name, count in counts.items():
        page.goto(f"{address}/{TOLD}/#f-{name}")
        assert len(shown(page)) == count
        assert page.get_by_role("status").inner_text().startswith(f"Показано {count} из ")


def test_a_group_stands_above_its_sub_activities_and_is_not_counted(address, visit):
    page = visit(f"{address}/{TOLD}/").page
    plan, _ = plan_at(TOLD)
    group = next(row for row in plan.rows if row.is_group)
    sub = plan.rows[plan.rows.index(group) + 1]
    number = next(name for name in wanted(TOLD) if name.startswith("p-") and sub.anchor in wanted(TOLD)[name])
    page.goto(f"{address}/{TOLD}/#f-{number}")
    assert group.anchor in shown(page, ".chart tbody tr[id]")
    assert page.get_by_role("status").inner_text().startswith(f"Показано {len(wanted(TOLD)[number])} из ")


def opened(visit, url: str, **window):
    seen = visit(url, **window)
    seen.page.get_by_text("Найти и отобрать").click()
    return seen


def test_filters_and_words_combine_and_the_address_tells_them(address, visit):
    page = opened(visit, f"{address}/{TOLD}/").page
    page.get_by_role("combobox", name="Месяц", exact=True).select_option("m9")
    page.get_by_role("combobox", name="Состояние", exact=True).select_option("s-done")
    both = wanted(TOLD)["m9"] & wanted(TOLD)["s-done"]
    assert both
    assert both != wanted(TOLD)["m9"]
    assert set(shown(page)) == both
    assert page.evaluate("location.hash") == "#f-s-done,m9"
    page.get_by_label("Слова").fill("Координаторов")
    sought = {row for row in both if "координаторов" in texts(TOLD)[row]}
    assert sought <= set(shown(page)) <= both
    said = page.get_by_role("status").inner_text()
    assert said.startswith(f"Показано {len(shown(page))} из ")
    assert "сентябрь 2025, «Координаторов»" in said
    shared = visit(page.url).page
    assert shown(shared) == shown(page)
    assert shared.get_by_role("status").inner_text() == said


@pytest.mark.parametrize(("words", "row"), [("вебинар", "m-1"), ("ВЕБИНАР школ", "m-1"), ("зачем-то", None), ("учетом", None)])
def test_words_find_rows_by_each_of_them(address, visit, words, row):
    page = opened(visit, f"{address}/{SILENT}/").page
    page.get_by_label("Слова").fill(words)
    expected = [anchor for anchor, text in texts(SILENT).items() if all(part in text for part in fold(words).split())]
    assert set(expected) <= set(shown(page))
    assert (row in shown(page)) if row else not shown(page)
    assert len(shown(page)) < 19


def test_yo_is_no_difference(address, visit):
    page = opened(visit, f"{address}/{TOLD}/").page
    page.get_by_label("Слова").fill("отчетных")
    without = shown(page)
    page.get_by_label("Слова").fill("отчётных")
    assert shown(page) == without != []


def test_back_leads_to_the_choice_before_and_show_all_to_all(address, visit):
    page = opened(visit, f"{address}/{SILENT}/").page
    every = shown(page)
    page.get_by_role("combobox", name="Месяц", exact=True).select_option("m5")
    page.get_by_role("combobox", name="Ответственный", exact=True).select_option(PARTY)
    assert set(shown(page)) == wanted(SILENT)["m5"] & wanted(SILENT)[PARTY]
    page.go_back()
    assert set(shown(page)) == wanted(SILENT)["m5"]
    assert page.get_by_role("combobox", name="Ответственный", exact=True).input_value() == ""
    page.get_by_role("link", name="Показать все").click()
    assert shown(page) == every
    assert page.get_by_role("status").inner_text() == ""
    page.go_back()
    assert set(shown(page)) == wanted(SILENT)["m5"]


def test_a_link_brings_the_reader_to_what_is_shown(address, visit):
    page = visit(f"{address}/{SILENT}/", width=360).page
    page.locator(f'a[href="#f-{PARTY}"]').click()
    said = page.get_by_role("status")
    assert set(shown(page)) == wanted(SILENT)[PARTY]
    assert 0 <= said.bounding_box()["y"] < 450
    assert page.evaluate("document.activeElement.getAttribute('role')") == "status"


@pytest.mark.parametrize("script", [True, False])
def test_the_anchor_of_a_hidden_row_shows_it(address, browser, script):
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    hidden = next(anchor for anchor in texts(SILENT) if anchor not in wanted(SILENT)[PARTY])
    page.goto(f"{address}/{SILENT}/#f-{PARTY}")
    assert hidden not in shown(page)
    page.goto(f"{address}/{SILENT}/#{hidden}")
    assert hidden in shown(page)
    assert 0 <= page.locator(f"#{hidden}").bounding_box()["y"] < 900
    context.close()


def test_the_order_s_own_form_has_all_rows(address, visit):
    page = visit(f"{address}/{SILENT}/#f-{PARTY}").page
    page.get_by_role("link", name="Таблица как в приказе").click()
    assert len(shown(page)) == 19
    assert page.locator("form").count() == 1
    assert not page.get_by_label("Слова").is_visible()


@pytest.mark.parametrize("hash_", [f"#f-{PARTY}", f"#f-{PARTY},m5~а"])
def test_on_paper_all_rows_stand(address, visit, hash_):
    page = visit(f"{address}/{SILENT}/{hash_}").page
    assert len(shown(page)) < 19
    page.emulate_media(media="print")
    assert len(shown(page)) == 19
    assert not page.locator(".find").is_visible()


@pytest.mark.parametrize("hash_", ["#f-", "#f-p99", f"#f-{PARTY},,%%%", "#f-~%E0%A4%A", "#f-<b>,p1x~%3Cb%3E"])
def test_an_address_of_nonsense_harms_nothing(address, visit, hash_):
    seen = visit(f"{address}/{SILENT}/{hash_}")
    assert seen.complaints == []
    assert seen.page.locator("[role=status] b").count() == 0
    assert seen.page.locator("h1").is_visible()


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_no_violation_while_filtered(address, visit, axe, width, scheme):
    seen = opened(visit, f"{address}/{TOLD}/#f-s-done,m9", width=width, scheme=scheme)
    assert axe(seen.page) == []
    assert seen.complaints == []
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width


def test_no_violation_without_a_script(address, visit, axe):
    seen = visit(f"{address}/{TOLD}/#f-s-done", width=360)
    seen.page.route("**/filters.js", lambda route: route.abort())
    seen.page.reload()
    assert axe(seen.page) == []
    assert seen.page.locator("p.fx:visible").count() == 1


@pytest.mark.parametrize("width", [360, 1280])
def test_the_script_moves_nothing(address, visit, width):
    seen = visit(f"{address}/{SILENT}/", width=width)
    table = "document.querySelector('.chart').getBoundingClientRect().top + scrollY"
    after = seen.page.evaluate(table)
    seen.page.route("**/filters.js", lambda route: route.abort())
    seen.page.reload()
    assert abs(seen.page.evaluate(table) - after) < 1


def test_the_script_is_small_and_asks_for_nothing():
    text = SCRIPT.read_text("utf-8")
    assert len(gzip.compress(text.encode(), 9, mtime=0)) <= 2048
    assert not any(word in text for word in ("fetch(", "XMLHttpRequest", "import(", "innerHTML", "eval(", "://"))
