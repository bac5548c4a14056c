"""The frame around every page, in the real engine and a real browser: a few pages of each kind built by MkDocs itself."""

import filecmp
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import html5lib
import pytest
import yaml

ROOT = Path(__file__).parent.parent
STYLES = ROOT / "theme/overrides/assets/stylesheets"

# Every element that plain Markdown makes, with words too long for a phone.
HAND_WRITTEN = """\
---
title: Образец </title><script>alert(1)</script>
---

# Образец {#top}

Абзац со [ссылкой](index.md), `кодом` и **выделением**.
{ .lead }

| Слово | Что значит |
|---|---|
| срок | день, месяц или весь год: `roadmaps/rostovskaya-oblast/dubovskiy/2021-500-plus.yml` |

1. Первый шаг.
2. Второй шаг:

    - с подробностью

```yaml
- title: Создание на сайтах школ-участниц Проекта 500+ специального раздела для освещения этапов работы над Проектом.
```

## Раздел {#razdel}

### Подраздел {#podrazdel}

> Муниципальный координатор

---

Конец.
"""

# As `roadmaps pages` writes one: HTML-escaped text in the front matter, numeric entities in the heading.
GENERATED = """\
---
title: "План &lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; &#34;500+&#34; &amp; другие"
description: "Девятнадцать &#34;&gt;&lt;script&gt; мероприятий"
source: "roadmaps/rostovskaya-oblast/dubovskiy/2021-500-plus.yml"
robots: "noindex"
template: page.html
---

# План &#60;&#47;title&#62;&#60;script&#62;alert&#40;1&#41;&#60;&#47;script&#62; {#top}

<div><p>Блок страницы <a href="HOME/">со ссылкой</a>.</p></div>

## Мероприятия {#meropriyatiya}
"""

DISTRICT = "rostovskaya-oblast/dubovskiy"


def write_docs(folder: Path) -> None:
    """Write what `roadmaps pages` stages: content/ as it is, and stubs in place of the generated pages."""
    shutil.copytree(ROOT / "content", folder)
    for name in ("", "regiony", "koordinatoram/soobshcheniya", "koordinatoram/sroki", DISTRICT):
        page = folder / name / "index.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        home = "/".join([".."] * len(name.split("/")) if name else ["."])
        text = GENERATED if name == DISTRICT else re.sub(r"(?m)^source: .*\n", "", GENERATED)
        page.write_text(text.replace("HOME", home), encoding="utf-8", newline="\n")
    (folder / "obrazets.md").write_text(HAND_WRITTEN, encoding="utf-8", newline="\n")


def build(folder: Path, site: Path, *, engine: str = "mkdocs", edit_url: str = "", site_url: str = "") -> None:
    """Build the stub pages in `folder` into `site` with the project's own configuration, strictly."""
    write_docs(folder / "docs")
    config = folder / "mkdocs.yml"
    config.write_text(
        f"INHERIT: {ROOT / 'site_config.yml'}\n"
        f"docs_dir: {folder / 'docs'}\n"
        f"site_url: '{site_url}'\n"
        f"theme: {{custom_dir: {ROOT / 'theme/overrides'}}}\n"
        f"extra: {{roadmaps: {{edit_url: '{edit_url}'}}}}\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", engine, "build", "--strict", "-f", config, "-d", site]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={"NO_MKDOCS_2_WARNING": "1"})
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stub site, below a folder of its own: what is served is the folder above, so the site lies at /karty/."""
    folder = tmp_path_factory.mktemp("frame")
    build(folder, folder / "root/karty", site_url="https://karty.example.org/karty/")
    return folder / "root/karty"


@pytest.fixture(scope="module")
def root(site: Path, serve: Callable[[Path], str]) -> str:
    return serve(site.parent) + "/karty"


def pages(site: Path) -> Iterator[tuple[str, ElementTree.Element]]:
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        yield path.relative_to(site).as_posix(), html5lib.parse(text, namespaceHTMLElements=False)


PAGES = [f"/{DISTRICT}/", "/obrazets/", "/o-proekte/", "/koordinatoram/", "/razmestit/", "/404.html"]


def test_no_page_has_a_script_but_that_of_the_search_or_asks_another_host(site: Path):
    names = [name for name, _ in pages(site)]
    assert len(names) == len(list((ROOT / "content").rglob("*.md"))) + 7
    for name, page in pages(site):
        scripts = [(script.get("type"), script.get("src"), script.text) for script in page.iterfind(".//script")]
        assert [(kind, src.rpartition("/")[2], text) for kind, src, text in scripts] == [("module", "search-link.js", None)], (
            name
        )
        for element in page.iter():
            assert not [key for key in element.attrib if key.startswith("on") or key == "style"], name
            fetched = [element.get("src"), element.get("href") if element.tag == "link" else None]
            for address in filter(None, fetched):
                is_canonical = element.get("rel") == "canonical"
                assert is_canonical or not re.match(r"(?:[a-z]+:)?//", address), f"{name}: {address}"
    for style in STYLES.glob("*.css"):
        text = style.read_text(encoding="utf-8")
        assert "@import" not in text
        assert not re.search(r"url\((?!\.\./)", text), style.name


def test_every_style_sheet_is_listed_once():
    config = yaml.safe_load((ROOT / "site_config.yml").read_text(encoding="utf-8"))
    listed = [ROOT / "theme/overrides" / path for path in config["extra_css"]]
    loaded_on_use = [STYLES / "ladder.css", STYLES / "search.css"]
    assert sorted(listed + loaded_on_use) == sorted(STYLES.glob("*.css"))


def test_title_and_description_are_the_text_and_nothing_else(site: Path):
    page = dict(pages(site))[f"{DISTRICT}/index.html"]
    title = 'План </title><script>alert(1)</script> "500+" & другие — Дорожные карты образования'
    assert page.findtext("head/title") == title
    metas = {meta.get("name"): meta.get("content") for meta in page.iterfind("head/meta")}
    assert metas["description"] == 'Девятнадцать "><script> мероприятий'
    assert metas["robots"] == "noindex"
    typed = dict(pages(site))["obrazets/index.html"].findtext("head/title")
    assert typed == "Образец </title><script>alert(1)</script> — Дорожные карты образования"


def test_head_of_the_home_page_and_the_canonical_address(site: Path):
    heads = {name: page.find("head") for name, page in pages(site)}
    assert heads["index.html"].findtext("title") == "Дорожные карты образования"
    assert heads["o-proekte/index.html"].findtext("title") == "О проекте — Дорожные карты образования"
    canonical = heads["o-proekte/index.html"].find("link[@rel='canonical']")
    assert canonical.get("href") == "https://karty.example.org/karty/o-proekte/"
    assert all(page.get("lang") == "ru" for _, page in pages(site))


def test_current_section_is_marked(site: Path):
    def current(name: str) -> dict[str, str]:
        links = dict(pages(site))[name].iterfind(".//header//nav/a[@aria-current]")
        return {link.text: link.get("aria-current") for link in links}

    assert current("o-proekte/index.html") == {"О проекте": "page"}
    assert current("koordinatoram/index.html") == {"Координаторам": "page"}
    assert current("koordinatoram/sroki/index.html") == {"Координаторам": "true"}
    assert current(f"{DISTRICT}/index.html") == {}


def test_there_is_no_map_of_the_site_yet(site: Path):
    assert not list(site.glob("sitemap.xml*"))


def test_a_page_names_its_source_and_links_to_it_where_the_host_is_known(tmp_path: Path, site: Path):
    host = "https://git.example.org/karty/edit/main/"
    build(tmp_path, tmp_path / "site", edit_url=host + "{path}")
    told, linked = (
        {name: foot for name, page in pages(folder) if (foot := page.find(".//p[@class='edit w']")) is not None}
        for folder in (site, tmp_path / "site")
    )
    sources = {name: "".join(foot.itertext()).removeprefix("Исходный файл: ") for name, foot in told.items()}
    assert sources[f"{DISTRICT}/index.html"] == "roadmaps/rostovskaya-oblast/dubovskiy/2021-500-plus.yml"
    assert sources["o-proekte/index.html"] == "content/o-proekte.md"
    generated = {"index.html", "regiony/index.html", "koordinatoram/sroki/index.html", "koordinatoram/soobshcheniya/index.html"}
    assert {name for name, _ in pages(site)} - set(sources) == generated | {"404.html"}, "no source, no word"
    assert not [name for name, foot in told.items() if foot.find("a") is not None]
    assert {name: foot.find("a").get("href") for name, foot in linked.items()} == {
        name: host + source for name, source in sources.items()
    }
    assert {name: "".join(foot.find("a").itertext()) for name, foot in linked.items()} == sources


def test_properdocs_builds_the_same_pages(tmp_path: Path):
    one, two = tmp_path / "mkdocs/site", tmp_path / "properdocs/site"
    build(one.parent, one)
    build(two.parent, two, engine="properdocs")
    names = [path.relative_to(one).as_posix() for path in one.rglob("*") if path.is_file()]
    same, different, missing = filecmp.cmpfiles(one, two, names, shallow=False)
    assert (different, missing) == ([], [])
    assert f"{DISTRICT}/index.html" in same


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
@pytest.mark.parametrize("path", PAGES)
def test_page_is_accessible_and_asks_only_its_own_host(path, width, scheme, root, visit, axe):
    seen = visit(root + path, width=width, scheme=scheme)
    assert axe(seen.page) == []
    assert {request for request in seen.requests if not request.startswith(root + "/")} == set()
    assert any("rm-antikva" in request for request in seen.requests)
    assert seen.complaints == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_scrolls_sideways_on_the_narrowest_phone(path, root, visit):
    page = visit(root + path, width=320).page
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert (
        page.evaluate(
            "[...document.querySelectorAll('main *')].filter(e => e.scrollWidth > e.clientWidth + 1 && "
            "getComputedStyle(e).overflowX !== 'visible').length"
        )
        == 0
    )


@pytest.mark.parametrize("path", ["/obrazets/", "/404.html"])
def test_forced_colours_keep_the_page_accessible(path, root, visit, axe):
    seen = visit(root + path, width=360, forced_colors="active")
    assert axe(seen.page) == []


def test_unknown_address_shows_the_page_of_the_host_at_any_depth(root, visit):
    seen = visit(root + "/no/such/page/")
    assert seen.page.get_by_role("heading", level=1).text_content() == "Такой страницы нет"
    assert any(request.endswith("/karty/assets/stylesheets/frame.css") for request in seen.requests)
    seen.page.get_by_role("link", name="главной").click()
    assert seen.page.url == root + "/"


@pytest.mark.parametrize("path", ["/o-proekte/", "/404.html"])
def test_skip_link_is_the_first_stop_and_leads_to_the_heading(path, root, visit):
    page = visit(root + path).page
    skip = page.get_by_role("link", name="Перейти к содержанию")
    assert skip.bounding_box()["y"] < 0, "out of sight until it has the focus"
    page.keyboard.press("Tab")
    assert skip.evaluate("link => link === document.activeElement")
    assert skip.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.url.endswith("#top")
    assert page.locator("h1#top").count() == 1


def test_menu_is_a_link_to_the_footer_on_a_phone(root, visit):
    phone = visit(root + "/o-proekte/", width=360).page
    assert not phone.get_by_role("navigation", name="Разделы сайта").is_visible()
    phone.get_by_role("link", name="Меню").click()
    assert phone.url.endswith("#menu")
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.activeElement.textContent") == "Главная", "the menu is the next stop"
    desk = visit(root + "/o-proekte/", width=1280).page
    assert desk.get_by_role("navigation", name="Разделы сайта").is_visible()
    assert not desk.get_by_role("link", name="Меню").is_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_every_link_is_reached_by_the_keyboard_in_sight(width, root, visit):
    page = visit(root + "/obrazets/", width=width).page
    stops = []
    while True:
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => { const e = document.activeElement, b = e.getBoundingClientRect(); return e === document.body ? null :
            {text: e.textContent.trim(), seen: b.width > 0 && b.height > 0 && b.bottom > 0 && b.top < innerHeight,
             line: getComputedStyle(e).outlineStyle} }"""
        )
        if stop is None or len(stops) > 40:
            break
        stops.append(stop)
    assert [stop for stop in stops if not stop["seen"] or stop["line"] == "none"] == []
    assert [stop["text"] for stop in stops] == page.locator("a:visible").all_inner_texts()


def test_colours_keep_their_contrast():
    text = (STYLES / "tokens.css").read_text(encoding="utf-8")
    light, dark = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", part)) for part in text.split("@media"))
    assert light.keys() == dark.keys()
    for scheme in (light, dark):
        for name in ("ink", "ink-2", "ink-3", "pen", "now", "done", "late", "note"):
            for surface in ("paper", "wash", "past"):
                assert contrast(scheme[name], scheme[surface]) >= 4.5, (name, surface)
        for surface in ("paper", "past"):
            assert contrast(scheme["soft"], scheme[surface]) >= 3
        assert contrast(scheme["line-2"], scheme["paper"]) >= 3


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2, relative luminance)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
