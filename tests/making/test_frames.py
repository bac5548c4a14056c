"""Pages stamped into frames are those that the engine builds, letter for letter; where they could not be, it is said."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from markupsafe import Markup
from workshop import DAY, ROOT, Workshop, tree

from generator.engine import EngineError
from generator.files import SiteFile
from generator.frame import FrameError, decode, encode, learn, probes, stamp
from generator.pages.markdown import Heading, Html, Page
from generator.press import LinkError, links
from generator.site import draw_indexes

EVERY_FIELD = ROOT / "tests/site/every_field"
HOSTILE = (
    "</title><script>alert(1)</script> \"'><img src=x onerror=alert(1)> {{ 7*7 }} {% raw %} [a](javascript:alert(1)) "
    '{: onclick=x } `code` **b** _i_ &lt;b&gt; &amp; <!-- x --> ]]> # h {#top} | cell | --8<-- "a" $&{x} \\1 \\g<0> ~~~ '
    "![i](data:x) </td></table></article>",
    'qzprobe title & <b> "x" QZPROBE-a/qzprobe-b.yml <div>qzprobe-first</div>',
    "— «ёлочки» … № 5 · тире–тире 500+ <https://example.org> http://example.org a@b.ru",
    "*звёзды* __подчёркнуто__ ~~зачёркнуто~~ ==жёлтое== ^верх^ [^1] [[вики]] :smile: (c) ... -- --- 'кавычки' \"кавычки\"",
    "1. один 2) два - три + четыре > пять # шесть ``` семь $x^2$ \\(y\\) \\[z\\] &nbsp; &#8203; &copy &unknown;",
)


def make_hostile(make: Callable[[Path, Path], Workshop], folder: Path) -> Workshop:
    """500 pages: every field of the data holds a hostile text, another one in each region."""
    workshop = make(folder, EVERY_FIELD)
    pattern = workshop.data / "oblast"
    for number in range(70):
        text = "'" + f"{HOSTILE[number % len(HOSTILE)]} {number}".replace("'", "''") + "'"
        region = shutil.copytree(pattern, workshop.data / f"oblast-{number:02}")
        for file in region.rglob("*.yml"):
            body = file.read_text("utf-8").replace("oblast/", f"oblast-{number:02}/")
            file.write_text(body.replace(": T\n", f": {text}\n").replace("- T\n", f"- {text}\n"), "utf-8")
    shutil.rmtree(pattern)
    project = workshop.data / "projects/proekt.yml"
    project.write_text(project.read_text("utf-8").replace(": T\n", ": T1\n").replace("- T\n", "- T1\n"), "utf-8")
    return workshop


def test_500_hostile_pages_come_out_both_ways_alike(tmp_path: Path, make) -> None:
    workshop = make_hostile(make, tmp_path / "project")
    assert workshop.build().manifest
    stamped = tree(workshop.site)
    assert sum(path.endswith("index.html") for path in stamped) >= 500
    assert stamped == workshop.plain()


SETTINGS = {
    "another address and an edit link": ("# site_url: https://karty.example.org/", "site_url: https://example.org/karty/"),
    "permalinks": ("  - toc\n", "  - toc:\n      permalink: true\n  - admonition\n  - smarty\n  - def_list\n  - footnotes\n"),
}


@pytest.mark.parametrize("what", SETTINGS)
def test_frames_follow_the_configuration(workshop: Workshop, what: str) -> None:
    config = workshop.folder / "site_config.yml"
    old, new = SETTINGS[what]
    text = config.read_text("utf-8")
    assert old in text
    config.write_text(text.replace(old, new).replace('edit_url: ""', "edit_url: https://git.example.org/edit/{path}"), "utf-8")
    workshop.build()
    assert tree(workshop.site) == workshop.plain()


def own_theme(workshop: Workshop) -> Path:
    (workshop.folder / "theme").unlink()
    return Path(shutil.copytree(ROOT / "theme", workshop.folder / "theme")) / "overrides"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{{ page.content }}", "{{ page.content | upper }}"),
        ("{{ page.content }}", "{{ page.content }}<p>{{ meta.title | upper }}</p>"),
        ("{{ page.content }}", "{{ page.content }}<p>{{ meta.title | length }}</p>"),
        ("{{ page.content }}", "{{ page.content }}<p>{{ meta.title[:30] }}</p>"),
        ("{{ page.content }}", "{{ page.content }}{% if 'rayon' in page.url %}<p>!</p>{% endif %}"),
    ],
)
def test_a_theme_that_changes_what_it_prints_is_refused(workshop: Workshop, monkeypatch, old: str, new: str) -> None:
    overrides = own_theme(workshop)
    page = overrides / "page.html"
    page.write_text(page.read_text("utf-8").replace(old, new), "utf-8")
    with pytest.raises(FrameError, match=r"(?s)Страница «/.+»: .*roadmaps build --plain"):
        workshop.build()
    assert not workshop.site.exists()
    assert workshop.plain(), "the engine alone can"


def test_a_theme_that_prints_a_title_twice_is_learned(workshop: Workshop) -> None:
    overrides = own_theme(workshop)
    page = overrides / "page.html"
    text = page.read_text("utf-8")
    page.write_text(text.replace("{{ page.content }}", "<p>{{ plain(meta.title) }}</p>{{ page.content }}"), "utf-8")
    workshop.build()
    assert tree(workshop.site) == workshop.plain()


def test_pages_that_the_navigation_names_come_from_content(workshop: Workshop) -> None:
    config = workshop.folder / "site_config.yml"
    config.write_text(config.read_text("utf-8").replace("nav:", "nav:\n  - Область: oblast/index.md\n  #", 1), "utf-8")
    with pytest.raises(FrameError, match="«/oblast»"):
        workshop.build()


def test_hand_written_links_are_held_against_the_pages(workshop: Workshop) -> None:
    page = workshop.folder / "content/o-proekte.md"
    text = page.read_text("utf-8")
    page.write_text(text + "\n[Район](primer/rayon/index.md#shkoly)\n", "utf-8")
    workshop.build()
    assert tree(workshop.site) == workshop.plain()
    before = tree(workshop.site)
    page.write_text(text + "\n[Район](primer/rayon/index.md#takogo-net)\n", "utf-8")
    # The engine tells it itself where the page is one of the samples.
    with pytest.raises((LinkError, EngineError), match=r"o-proekte\.md.* primer/rayon/.*#takogo-net|/primer/rayon/#takogo-net"):
        workshop.build()
    page.write_text(text + "\n[Район](primer/rayon/index.md#shkoly)\n", "utf-8")
    workshop.build()
    shutil.rmtree(workshop.data / "primer")
    with pytest.raises(LinkError, match=r"o-proekte\.md: ссылка ведёт на /primer/rayon/, а там ничего нет"):
        workshop.build()
    assert tree(workshop.site) == before


def test_what_is_a_link_of_a_hand_written_page() -> None:
    text = "[a](../x/index.md#b) `[c](d/index.md)`\n```\n[e](f/index.md)\n```\n[g](h.md) [i]: y/index.md\n<https://j.ru/k/index.md>"
    found = links([SiteFile("k/l.md", text.encode()), SiteFile("k/h.md", b""), SiteFile("k/m.txt", b"n/index.md")])
    assert found.anchors == {"x/index.html": {"b"}, "k/y/index.html": set()}


def test_frames_survive_being_kept() -> None:
    pages = probes(draw_indexes((), DAY))

    def build(page: Page) -> str:
        from generator.frame import Form, Frames, _body
        from generator.pages.markdown import line

        forms = {level: Form((f'<h{level} id="', '">', f"</h{level}>"), (("id", "/"), ("text", "/"))) for level in range(1, 7)}
        joints = dict.fromkeys(("html html", "html heading", "heading html", "heading heading"), "\n")
        body = "".join(_body(Frames((), {}, forms, joints), page.blocks))
        return f"<title>{line(page.title)}</title>{line(page.description)}|{page.address}|{page.source}|{body}|"

    frames = learn([page.address for page in draw_indexes((), DAY)], [(page, build(page)) for page in pages])
    assert decode(encode(frames)) == frames
    page = Page("a/b/c", "Т <", "О &", (Heading(1, "Т <", "top"), Html(Markup("<p>x</p>"))), source="r/a.yml")
    assert stamp(frames, page).decode() == ('<title>Т &lt;</title>О &amp;|a/b/c|r/a.yml|<h1 id="top">Т &#60;</h1>\n<p>x</p>|')
    with pytest.raises(FrameError, match="«/a/b/c/d/e/f/g»"):
        stamp(frames, Page("a/b/c/d/e/f/g", "Т", "О", ()))
