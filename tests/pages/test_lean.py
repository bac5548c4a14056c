"""Lean pages for other sites and the low-vision version: their links, what they leave out, and their whole text as goldens.

After a wanted change: `GOLDEN=write pytest tests/pages`.
"""

import os
import re

import pytest
from example import GOLDEN, OVER, RUNNING, SECTIONS, pages
from markupsafe import Markup

from generator.outputs.embed import embed_files
from generator.outputs.links import place, relinked
from generator.outputs.lite import lite_files
from generator.pages.markdown import Heading, Html, Page, Piece
from generator.site import lean_files

CASES = [
    ("embed-roadmap", "embed/oblast/rayon/2021-rost", RUNNING),
    ("embed-district", "embed/oblast/rayon", OVER),
    ("lite-roadmap", "lite/oblast/rayon/2021-rost", RUNNING),
    ("lite-district", "lite/oblast/rayon", OVER),
]


def files(as_of, site_url="", root=None):
    drawn = pages(as_of, root) if root else pages(as_of)
    found = (file for page in drawn.values() for file in lean_files(page, site_url) if not file.path.endswith(".zip"))
    return {file.path: file.data.decode() for file in found}


@pytest.mark.parametrize(("name", "address", "as_of"), CASES, ids=[name for name, _, _ in CASES])
def test_page(name, address, as_of):
    file = GOLDEN / f"{name}.html"
    whole = files(as_of)[f"{address}/index.html"]
    drawn = re.sub(r"<style>.*?</style>|<script>.*?</script>|sha256-[\w+/=]+", "…", whole, flags=re.DOTALL)
    drawn = re.sub(r"<svg\b(?:(?!<svg\b|</svg>).)*</svg>", "<svg/>", drawn, flags=re.DOTALL)
    drawn = re.sub(r"<svg\b(?:(?!</svg>).)*</svg>", "<svg/>", drawn, flags=re.DOTALL)
    if os.environ.get("GOLDEN") == "write":
        file.write_text(drawn, "utf-8", newline="\n")
    assert drawn == file.read_text("utf-8")


@pytest.mark.parametrize(
    ("page", "link", "found"),
    [
        ("a/b", "../c/", ("a/c", "")),
        ("a/b", "#m-1", ("a/b", "m-1")),
        ("a/b", "./", ("a/b", "")),
        ("a/b", "../../", ("", "")),
        ("a/b", "../../c/d/#e", ("c/d", "e")),
        ("", "a/files/x.pdf", ("a/files/x.pdf", "")),
    ],
)
def test_place_of_a_link(page, link, found):
    assert place(page, link) == found


def test_links_are_made_anew_and_nothing_else():
    markup = Markup(
        '<p title="<a href=&#34;x/&#34;>"><a class="say" href="../c/#d">href="../c/"</a> <a href="https://example.org/?a=1&amp;b">e</a>'
        ' <a href="mailto:a@example.org" rel="nofollow">m</a> <a href="#gone">g</a><use href="#t"/><abbr>a</abbr></p>'
    )
    made = relinked(markup, "a/b", lambda page, anchor: "" if anchor == "gone" else f"/{page}!{anchor}")
    assert made == Markup(
        '<p title="<a href=&#34;x/&#34;>"><a href="/a/c!d" class="say">href="../c/"</a>'
        ' <a href="https://example.org/?a=1&amp;b">e</a>'
        ' <a href="mailto:a@example.org" rel="nofollow">m</a> <a>g</a><use href="#t"/><abbr>a</abbr></p>'
    )


def test_a_block_has_another_form_is_left_out_or_stays():
    blocks = (
        Heading(1, "Один <b>", "top", embed=True),
        Html(Markup("<p>обычный</p>"), embed=lambda: Markup("<p>краткий</p>"), lite=lambda: Markup("<p>крупный</p>")),
        Html(Markup("<p>только полный</p>"), lite=False),
        Html(Markup("<p>везде</p>"), embed=True),
    )
    page = Page("a/b", "Один", "", blocks, pieces=(Piece("a/b", "Один", "Давно.", tuple(it for it in blocks if it.embed)),))
    (embed,), (lite,) = embed_files(page, ""), lite_files(page, "")
    body = embed.data.decode().partition("<main>")[2].partition("</main>")[0].strip()
    assert body == '<h1 id="top">Один &lt;b&gt;</h1>\n<p class="day">Давно.</p>\n<p>краткий</p>\n<p>везде</p>'
    body = lite.data.decode().partition("<main>")[2].partition("</main>")[0].split()
    assert " ".join(body) == '<h1 id="top">Один &lt;b&gt;</h1> <p>крупный</p> <p>везде</p>'


def test_every_page_but_the_search_has_a_low_vision_version():
    drawn, found = pages(OVER), files(OVER)
    assert {f"lite/{address}/index.html".replace("//", "/") for address in drawn if address != "search"} == {
        path for path in found if path.startswith("lite/")
    }


def test_a_section_keeps_its_address_when_it_moves_to_the_archive():
    found = files(OVER, root=SECTIONS)
    embeds = {path for path in found if path.startswith("embed/")}
    sections = {path.rpartition("/")[0] for path in embeds if "_" in path}
    assert sections
    assert all(not re.search(r"/projects/", path) for path in embeds)
    archived = [page for page in pages(OVER, SECTIONS).values() if "/projects/" in page.address]
    assert archived
    assert all(piece.address.count("/") >= 3 for page in archived for piece in page.pieces)


def test_canonical_only_where_the_site_is_known():
    known, unknown = files(OVER, "https://karty.example.org/a/"), files(OVER)
    for path, text in ((path, text) for path, text in known.items() if path.endswith(".html")):
        (link,) = re.findall(r'<link rel="canonical" href="([^"]*)">', text)
        assert link.startswith("https://karty.example.org/a/"), path
        assert "//" not in link.removeprefix("https://"), path
        assert '<meta name="robots" content="noindex">' in text
    assert not any("canonical" in text for text in unknown.values())


def test_the_day_is_named_only_while_a_plan_runs():
    address = "embed/oblast/rayon/2021-rost/index.html"
    assert "По состоянию на 10\u00a0апреля 2021 года." in files(RUNNING)[address]
    over = files(OVER)[address]
    assert "По состоянию" not in over
    assert re.search(r"План завершён .{9,20} года\. Последний (документ|отчёт) — ", over)
