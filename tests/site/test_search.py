"""The search in Chromium, on the real site: what it finds, what it says, by keyboard, without scripts, and what it weighs."""

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

import html5lib
import pytest
from built import ROOT, XHTML
from test_hostile_site import HOSTILE, make

from generator.build import check
from generator.pages.entries import TITLES, draw_entries, draw_titles
from generator.project import Project

REAL, FICTIONAL = "rostovskaya-oblast", "vymyshlennaya-oblast"
DISTRICT = "rostovskaya-oblast/dubovskiy/"
PLAN = "rostovskaya-oblast/dubovskiy/2021-500-plus/"
MOST_BYTES = 200_000


@pytest.fixture(scope="module")
def address(serve, site):
    return serve(site.folder)


@pytest.fixture(scope="module")
def example_address(serve, tmp_path_factory):
    return serve(make(tmp_path_factory.mktemp("hostile"), HOSTILE).folder)


@pytest.fixture
def ask(visit):
    """The page of the search with its answer to a query: `ask(address, "вебинар", oblast="rostovskaya-oblast")`."""

    def answer(address, q, *, width=1280, scheme="light", forced_colors="none", **asked):
        query = urlencode({"q": q, **asked}, doseq=True)
        seen = visit(f"{address}/search/?{query}", width=width, scheme=scheme, forced_colors=forced_colors)
        wait(seen.page)
        return seen

    return answer


def wait(page) -> None:
    """Until the search has answered."""
    page.wait_for_function("""() => {
        const words = document.querySelector('#seek .seek-told').textContent
        const list = document.querySelector('#seek .seek-list')
        return words && words !== 'Ищем…' && (list.childElementCount || document.querySelector('#seek .seek-found').hidden)
    }""")


def told(page) -> str:
    return page.locator(".seek-told").inner_text()


def titles(page) -> list[str]:
    return page.locator(".seek-list h3").all_inner_texts()


def kinds(page) -> list[str]:
    return [text.partition(" · ")[0] for text in page.locator(".seek-list h3 + p").all_inner_texts()]


@pytest.mark.parametrize("word", ["вебинаров", "вебинары", "вебинар", "ВЕБИНАРАМИ"])
def test_any_form_of_a_word_finds_the_rows(ask, address, word):
    page = ask(address, word, oblast=REAL).page
    assert told(page) == "Ростовская область: нашлась 1 страница."
    assert page.locator(".seek-list h3 + p").inner_text() == "План · Дубовский район, Ростовская область · 2021"
    assert page.locator(".seek-list li li .num").all_inner_texts() == ["п. 1", "п. 4", "п. 19"]
    links = [link.get_attribute("href") for link in page.locator(".seek-list li li a").all()]
    assert links == [f"{address}/{PLAN}#m-{row}" for row in (1, 4, 19)]
    marks = set(page.locator(".seek-list mark").all_inner_texts())
    assert marks == {"вебинара", "вебинар", "вебинарах", "вебинары"}


@pytest.mark.parametrize("region", ["", REAL, FICTIONAL])
@pytest.mark.parametrize("word", ["абракадабра", "школозавр", "планетарий", "приказывающий", "щщщ", "zzz", "щ", "6.99"])
def test_what_is_no_word_finds_nothing_and_says_so(ask, address, word, region):
    page = ask(address, word, oblast=region).page
    assert told(page).endswith(f"по запросу «{word}» ничего не нашлось. Проверьте, нет ли опечатки, или возьмите другое слово.")
    assert titles(page) == []
    assert not page.locator(".seek-found").is_visible()


def test_a_word_that_is_nowhere_is_left_out_and_named(ask, address):
    page = ask(address, "вебинар абракадабра", oblast=REAL).page
    assert told(page) == "Ростовская область: нашлась 1 страница. Слова «абракадабра» здесь нет, поиск шёл без него."
    assert page.locator(".seek-list li li").count() == 3


def test_a_number_is_found_as_it_stands(ask, address):
    page = ask(address, "№ 89", oblast=REAL).page
    assert set(page.locator(".seek-list mark").all_inner_texts()) == {"89"}
    page = ask(address, "веселовская 2", oblast=REAL).page
    assert titles(page)[0] == "МБОУ Веселовская СШ № 2"


def test_a_number_with_a_dot_finds_its_row(ask, address):
    page = ask(address, "3.1.2", oblast=FICTIONAL).page
    assert page.locator(".seek-list li li .num").all_inner_texts() == ["п. 3.1.2"]
    assert "3.1.2" not in page.locator(".seek-list li li div").inner_text()


@pytest.mark.parametrize(("words", "title"), [("Примерная школа № 2", "МБОУ «Примерная школа № 2»"), ("Примерный район",) * 2])
def test_who_is_asked_for_by_name_stands_first(ask, address, words, title):
    assert titles(ask(address, words, oblast=FICTIONAL).page)[0] == title


def test_another_short_word_is_no_form(ask, address):
    page = ask(address, "мая", oblast=REAL).page
    assert set(page.locator(".seek-list mark").all_inner_texts()) <= {"Май", "мая", "май"}
    assert told(ask(address, "ОГЭ", oblast=FICTIONAL).page).endswith("возьмите другое слово.")


def test_words_in_quotes_are_found_one_after_another(ask, address):
    page = ask(address, "«итогового семинара»", oblast=REAL).page
    assert page.locator(".seek-list li li .num").all_inner_texts() == ["п. 19"]
    assert titles(ask(address, "«семинара итогового»", oblast=REAL).page) == []


def test_yo_is_ye(ask, address):
    assert titles(ask(address, "весёловская", oblast=REAL).page)[0] == "МБОУ Веселовская СШ № 2"


def test_titles_of_the_whole_site_offer_the_regions(ask, address):
    page = ask(address, "дубовского").page
    assert told(page) == "Названия по всему сайту: нашлось в 1 районе или регионе."
    assert titles(page) == ["Дубовский район"]
    page = ask(address, "Жуковская").page
    found = page.locator(".seek-list li li")
    assert found.all_inner_texts() == ["Школа\nМБОУ Жуковская СШ № 5"]
    assert found.locator("a").get_attribute("href") == f"{address}/{DISTRICT}zhukovskaya-5/"
    page.locator(".seek-within").get_by_role("link", name="Ростовская область").click()
    wait(page)
    assert parse_qs(urlsplit(page.url).query) == {"q": ["Жуковская"], "oblast": [REAL]}
    assert "МБОУ Жуковская СШ № 5" in titles(page)


def test_fictional_regions_are_found_only_where_they_are_chosen(ask, address):
    assert titles(ask(address, "Примерный").page) == []
    page = ask(address, "Примерный", oblast=FICTIONAL).page
    assert "Примерный район" in titles(page)
    assert page.locator("optgroup").last.get_attribute("label") == "Вымышленный пример"


def test_filters_narrow_what_is_found_and_stand_in_the_address(ask, address):
    page = ask(address, "школа", oblast=FICTIONAL).page
    assert {"План", "Школа"} <= set(kinds(page))
    box = page.locator("fieldset").filter(has_text="Вид страницы").locator("label", has_text="Школа")
    amount = int(box.locator(".num").inner_text())
    box.locator("input").check()
    wait(page)
    assert kinds(page) == ["Школа"] * amount
    assert f"нашлись {amount} страницы" in told(page) or f"нашлось {amount} страниц" in told(page)
    page.reload()
    wait(page)
    assert kinds(page) == ["Школа"] * amount
    page.locator("fieldset input:checked").click()
    wait(page)
    years = page.locator("fieldset").filter(has_text="Год")
    years.locator("label", has_text="2026").locator("input").check()
    wait(page)
    lines = page.locator(".seek-list h3 + p").all_inner_texts()
    assert all("2026" in line or re.search(r"202[0-5]–20(2[6-9]|30)", line) for line in lines)


def test_a_party_narrows_the_rows_too(ask, address):
    page = ask(address, "проекта", oblast=REAL, kind="План").page
    rows = page.locator(".seek-list li li")
    before = rows.count() + int((re.findall(r"И ещё (\d+)", page.locator(".seek-list").inner_text()) or [0])[0])
    page.locator("fieldset").filter(has_text="Кто отвечает").get_by_text("Кураторы проекта").click()
    wait(page)
    after = rows.count() + int((re.findall(r"И ещё (\d+)", page.locator(".seek-list").inner_text()) or [0])[0])
    assert 0 < after < before
    assert all("уратор" in text for text in rows.all_inner_texts())


def test_the_keyboard_alone_opens_finds_follows_and_closes(visit, address):
    page = visit(f"{address}/{DISTRICT}").page
    link = page.get_by_role("link", name="Поиск")
    for _ in range(20):
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Поиск")
    dialog.wait_for()
    page.keyboard.type("вебинаров")
    wait(page)
    field = dialog.get_by_role("textbox", name="Слово из плана, школа или район")
    assert dialog.get_by_role("combobox", name="Где искать").input_value() == REAL, "the region of the page"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent").startswith("План муниципальных мероприятий")
    page.keyboard.press("ArrowUp")
    assert field.evaluate("field => field === document.activeElement")
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    assert link.evaluate("link => link === document.activeElement")
    page.keyboard.press("Enter")
    dialog.wait_for()
    assert field.input_value() == "вебинаров"
    stops = []
    while not stops or not stops[-1].startswith("Проведение"):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.textContent.trim() || document.activeElement.name"))
        assert dialog.evaluate("dialog => dialog.contains(document.activeElement)"), "the page below is out of reach"
        assert len(stops) < 40
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/{PLAN}#m-1")


def test_the_first_question_costs_little_and_nothing_is_asked_before(visit, address):
    seen = visit(f"{address}/{DISTRICT}")
    assert [name for name in seen.requests if "pagefind" in name or name.endswith(("search.js", "search.css", "search/"))] == []
    sizes = []
    seen.page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    seen.page.get_by_role("link", name="Поиск").click()
    seen.page.get_by_role("dialog").wait_for()
    seen.page.keyboard.type("вебинаров")
    wait(seen.page)
    seen.page.wait_for_load_state("networkidle")
    assert len(sizes) >= 9
    assert sum(sizes) <= MOST_BYTES
    assert all(request.startswith(address) for request in seen.requests)
    assert seen.complaints == []


def test_from_a_folder_of_a_host(visit, serve, site):
    address = f"{serve(site.folder.parent)}/{site.folder.name}"
    page = visit(f"{address}/{PLAN}").page
    page.get_by_role("link", name="Поиск").click()
    page.get_by_role("dialog").wait_for()
    page.keyboard.type("семинара")
    wait(page)
    assert page.locator(".seek-list li li a").first.get_attribute("href").startswith(f"{address}/{PLAN}#m-")


def test_without_scripts_the_link_leads_to_a_page_that_lists_everything(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{DISTRICT}")
    page.get_by_role("link", name="Поиск").click()
    assert page.url == f"{address}/search/"
    assert page.get_by_text("Поиск по словам работает в браузере, который выполняет скрипты").is_visible()
    assert not page.get_by_role("search").is_visible()
    links = {urljoin(page.url, link.get_attribute("href")) for link in page.locator("main .regions a").all()}
    assert {f"{address}/{PLAN}", f"{address}/{DISTRICT}", f"{address}/{DISTRICT}veselovskaya-2/"} <= links
    page.goto(f"{address}/no/such/page/")
    page.get_by_role("textbox", name="Слово из плана").fill("вебинар")
    page.get_by_role("button", name="Найти").click()
    assert page.url == f"{address}/search/?" + urlencode({"q": "вебинар"})
    context.close()


def test_the_page_not_found_leads_to_an_answer(visit, address):
    page = visit(f"{address}/no/such/page/").page
    page.get_by_role("textbox", name="Слово из плана").fill("Дубовский")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    wait(page)
    assert titles(page) == ["Дубовский район"]


@pytest.mark.parametrize("scripts", ["", "; script-src 'self' 'wasm-unsafe-eval'"])
def test_a_strict_host_leaves_all_but_the_search_which_needs_one_word_more(visit, address, scripts):
    seen = visit(f"{address}/o-proekte/")

    def answer(route):
        response = route.fetch()
        policy = f"default-src 'self'{scripts}"
        route.fulfill(response=response, headers={**response.headers, "content-security-policy": policy})

    seen.page.route("**/*", answer)
    seen.page.goto(f"{address}/search/?q=план")
    wait(seen.page)
    assert told(seen.page).startswith("Названия по всему сайту: нашлось" if scripts else "Поиск сейчас не работает")
    assert seen.page.locator(".regions").get_by_role("link", name="Дубовский район").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violation_on_the_page_with_what_was_found(ask, address, axe, scheme):
    seen = ask(address, "школа", oblast=FICTIONAL, scheme=scheme)
    for width in (320, 360, 1280):
        seen.page.set_viewport_size({"width": width, "height": 900})
        seen.page.evaluate("document.querySelectorAll('#seek details').forEach(part => part.open = true)")
        assert axe(seen.page) == [], width
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    assert seen.complaints == []


@pytest.mark.parametrize(("scheme", "forced_colors"), [("light", "none"), ("dark", "none"), ("light", "active")])
def test_no_violation_over_a_page(visit, address, axe, scheme, forced_colors):
    seen = visit(f"{address}/{FICTIONAL}/primernyy/", scheme=scheme, forced_colors=forced_colors)
    seen.page.get_by_role("link", name="Поиск").click()
    dialog = seen.page.get_by_role("dialog")
    dialog.wait_for()
    assert axe(seen.page) == []
    seen.page.keyboard.type("план")
    wait(seen.page)
    for width in (320, 360, 1280):
        seen.page.set_viewport_size({"width": width, "height": 900})
        assert axe(seen.page) == [], width
        assert dialog.evaluate("dialog => dialog.scrollWidth <= dialog.clientWidth")
    assert seen.complaints == []


def test_hostile_texts_are_shown_as_text(ask, example_address):
    page = ask(example_address, "cell", oblast="oblast").page
    assert titles(page)
    shown = page.locator(".seek-list").inner_text()
    assert "<script>alert(1)</script>" in shown
    assert "{{ 7*7 }}" in shown
    assert page.locator(".seek-list").locator("script, img, b, i, svg").count() == 0
    links = page.locator(".seek-list a").evaluate_all("links => links.map(link => link.protocol)")
    assert set(links) == {"http:"}


def places() -> Iterator[tuple[str, str]]:
    """Every place that an entry leads to: the address of the page, and the link from there."""
    day = date(2026, 11, 22)
    project = Project(ROOT)
    checked = check(project, day, day, lambda _: None)
    files = [("", file) for file in draw_titles(checked.summaries)]
    for unit, context in checked.districts(lambda _: None):
        files += [(unit.region, file) for file in draw_entries(unit, context, day)]
    for home, file in files:
        page = "/".join(filter(None, (home, file.path.removesuffix("index.html").rstrip("/"))))
        entry = html5lib.parse(file.data.decode())
        for mark in entry.iter(f"{XHTML}i"):
            if "?" in mark.attrib.get("id", ""):
                yield page, mark.attrib["id"].partition("?")[0]


def test_every_place_that_can_be_found_is_on_the_site(site):
    assert TITLES in site.addresses
    found = list(places())
    assert len(found) > 300
    ids = {address: {one.attrib.get("id") for one in site.page(address).iter()} for address in {page for page, _ in found}}
    for page, link in found:
        target = urlsplit(urljoin(f"https://site.invalid/{page}/", link))
        address = target.path.strip("/")
        assert address in site.addresses, (page, link)
        if target.fragment:
            assert target.fragment in ids.get(address, set()), (page, link)
