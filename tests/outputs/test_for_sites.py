"""What other sites take: badges, answers of oEmbed, fragments and the pieces to copy; what they say, and texts stay texts."""

import json
import re
import shutil
import subprocess
from base64 import b64encode
from datetime import date
from functools import cache
from hashlib import sha384
from pathlib import Path
from xml.etree import ElementTree

import html5lib
import pytest
from example import AMENDED, BEFORE, DATA, OVER, SECTIONS, TOLD, outputs, pages

from generator.outputs.lite import lite_files
from generator.outputs.oembed import oembed_files
from generator.pages.ladder import FOLDER, INTEGRITY, SCRIPT, ladder_page
from generator.pages.markdown import Page
from generator.resources import theme

DEMO = Path(__file__).parents[2] / "roadmaps"
SVG = "{http://www.w3.org/2000/svg}"
SITE = "https://karty.example.org/plany/"
PLAN, SCHOOL = "oblast/rayon/2021-rost", "oblast/rayon/alfa"
HOSTILE = (
    "</title></text></textarea><script>alert(1)</script> \"'><img src=x onerror=alert(1)> {{ 7*7 }} &lt;b&gt; &amp; <!-- x --> "
    "]]> </iframe><a href=javascript:alert(1)> --\\u0022 \\ %s {0} {title} $(id) `id` '; rm -rf / #"
)
EMBED_V1 = "sha384-V36Rgy8lcfrqwhDMBe4WEzAH/5FBpvj25qq9OKn+TQiJtxymn4Cf7D4UNgeznUBm"
"""Of the script as it was first published. It stands in pages of schools: never change it here; what is new becomes v2."""


@cache
def files(as_of: date, root: Path = TOLD) -> dict[str, bytes]:
    return outputs(as_of, root)


def texts(data: bytes) -> list[str]:
    """The lines of a badge."""
    return [text.text or "" for text in ElementTree.fromstring(data).iter(f"{SVG}text")]


def badge(address: str, as_of: date, root: Path = TOLD) -> list[str]:
    return texts(files(as_of, root)[f"embed/{address}/badge.svg"])


def fields(page: Page) -> dict[str, str]:
    """What is to be copied on a ladder page, by the id of its field."""
    markup = "".join(block.markup for block in page.blocks if hasattr(block, "markup"))
    body = html5lib.parse(markup, namespaceHTMLElements=False)
    return {field.attrib["id"]: field.text or "" for field in body.iter("textarea")}


def skeleton(html: str) -> list[tuple[str, tuple[str, ...]]]:
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return [(element.tag, tuple(sorted(element.attrib))) for element in tree.iter() if isinstance(element.tag, str)]


# --- badges ---


def test_a_badge_says_the_state_and_its_day_while_the_plan_runs():
    lines = badge(PLAN, AMENDED)
    assert lines[-1] == "на 30 июня 2021 года"
    assert re.fullmatch(r"Район: выполнено \d из \d", lines[2])
    svg = ElementTree.fromstring(files(AMENDED)[f"embed/{PLAN}/badge.svg"])
    assert svg.findtext(f"{SVG}title") == f"{lines[0]}. План, 2021 год. {lines[2]} на 30 июня 2021 года"


def test_a_badge_says_no_day_before_and_after_and_depends_on_none():
    assert badge(PLAN, BEFORE)[2:] == ["Начнётся 01.03.2021"]
    assert badge(PLAN, OVER)[2:] == ["Завершён 31.12.2021"]
    found = {
        path: data for path, data in files(date(2030, 1, 1), DATA).items() if path.endswith(("badge.svg", "fragment.html"))
    }
    assert len(found) > 6
    assert found.items() <= files(date(2031, 2, 2), DATA).items()


def test_a_badge_of_a_running_plan_without_reports_claims_nothing():
    badges = [texts(data) for path, data in files(AMENDED, DATA).items() if path.endswith("/2021-rost/badge.svg")]
    (lines,) = [lines for lines in badges if lines[-1] == "на 30 июня 2021 года"]
    assert lines[2].startswith("Идёт до ")


def test_a_badge_of_a_school_counts_the_parts_of_its_section():
    assert re.fullmatch(r"Частей раздела: \d+ из \d+", badge("oblast/rayon/alfa", AMENDED, SECTIONS)[2])


@pytest.mark.parametrize("root", [DATA, TOLD, SECTIONS, DEMO], ids=["data", "told", "sections", "demo"])
@pytest.mark.parametrize("as_of", [BEFORE, AMENDED, OVER], ids=["before", "while", "after"])
def test_a_badge_says_its_state_in_full_on_any_day(root, as_of):
    states = [texts(data)[2] for path, data in files(as_of, root).items() if path.endswith("/badge.svg")]
    assert len(states) > 3
    assert [words for words in states if "…" in words] == []
    if root == DEMO and as_of == OVER:
        assert any(re.fullmatch(r"Действовал до \d\d\.\d\d\.\d{4}", words) for words in states)


def test_a_badge_holds_no_script_no_link_and_nothing_from_elsewhere():
    badges = [data for path, data in files(AMENDED).items() if path.endswith("/badge.svg")]
    assert len(badges) > 3
    for data in badges:
        svg = ElementTree.fromstring(data)
        assert {element.tag.removeprefix(SVG) for element in svg.iter()} <= {"svg", "title", "rect", "g", "path", "text"}
        assert not re.search(rb"href|url\(|@import|\son\w+=", data)


def test_every_line_of_a_badge_fits_whatever_the_typeface(browser, tmp_path_factory):
    data = make(tmp_path_factory.mktemp("wide") / "data", "Щёлковская ШКОЛА ЖЮФ " + "щ" * 40)
    page, shown = browser.new_page(), 0
    for path, svg in data.items():
        if path.endswith("badge.svg"):
            page.set_content(svg.decode())
            for family in ("", "DejaVu Sans", "Noto Sans", "Liberation Sans", "serif"):
                right = page.evaluate(
                    """family => {
                        if (family) document.querySelector('g[font-family]').setAttribute('font-family', family)
                        const boxes = [...document.querySelectorAll('text')].map(text => text.getBBox())
                        return Math.max(...boxes.map(box => box.x + box.width))
                    }""",
                    family,
                )
                assert right <= page.evaluate("document.querySelector('svg').width.baseVal.value"), (path, family)
                shown += 1
    page.close()
    assert shown > 15


# --- hostile texts ---


def make(folder: Path, text: str) -> dict[str, bytes]:
    """The outputs of the data, copied to `folder`, with `text` in the place of every title."""
    shutil.copytree(DATA, folder)
    quoted = "'" + text.replace("'", "''") + "'"
    for file in folder.rglob("*.yml"):
        before = file.read_text("utf-8")
        file.write_text(re.sub(r"(?m)^( *(?:- )?title: )(?![|>]).+$", lambda found: found[1] + quoted, before), "utf-8")
    return outputs(AMENDED, folder)


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """The same data with hostile titles and with harmless ones, and the outputs of both."""
    made = [tmp_path_factory.mktemp(name) / "data" for name in ("hostile", "harmless")]
    return [(folder, make(folder, text)) for folder, text in zip(made, (HOSTILE, "Обычные слова"), strict=True)]


def test_hostile_titles_change_no_structure(folders):
    (_, hostile), (_, harmless) = folders
    assert hostile.keys() == harmless.keys()
    told = " ".join(HOSTILE.split())
    for path, data in hostile.items():
        if path.endswith("badge.svg"):
            trees = [ElementTree.fromstring(one) for one in (data, harmless[path])]
            shapes = [[(it.tag, *sorted(it.attrib)) for it in tree.iter()] for tree in trees]
            assert shapes[0] == shapes[1], path
        elif path.endswith("fragment.html"):
            assert skeleton(data.decode()) == skeleton(harmless[path].decode()), path
            assert told in " ".join("".join(html5lib.parse(data.decode()).itertext()).split())


def test_hostile_titles_change_no_answer_and_no_piece_to_copy(folders):
    hostile, harmless = (pages(AMENDED, folder) for folder, _ in folders)
    answers = copied = 0
    for address, page in hostile.items():
        for one, other in zip(oembed_files(page, SITE), oembed_files(harmless[address], SITE), strict=True):
            first, second = json.loads(one.data), json.loads(other.data)
            assert first.keys() == second.keys()
            assert skeleton(first["html"]) == skeleton(second["html"]), one.path
            answers += 1
        if address.endswith("/razmestit"):
            fine, bare = fields(page), fields(harmless[address])
            assert fine.keys() == bare.keys()
            assert [skeleton(text) for text in fine.values()] == [skeleton(text) for text in bare.values()], address
            shell = ("k-curl", "k-curl-1251")
            assert [fine[name] for name in shell] == [bare[name] for name in shell]  # holds no text of the data
            copied += 1
    assert answers > 3
    assert copied > 3


# --- oEmbed ---


def test_an_answer_holds_whole_addresses_and_none_is_given_without():
    page = pages(AMENDED, TOLD)[PLAN]
    assert list(oembed_files(page, "")) == []
    (file,) = oembed_files(page, SITE)
    assert file.path == f"embed/{PLAN}/oembed.json"
    answer = json.loads(file.data)
    html = html5lib.parseFragment(answer.pop("html"), namespaceHTMLElements=False)
    frame, link = html.find(".//iframe"), html.find(".//a")
    assert frame.attrib["src"] == f"{SITE}embed/{PLAN}/"
    assert link.attrib["href"] == f"{SITE}{PLAN}/"
    assert frame.attrib["title"] == link.text == answer["title"] == "План мероприятий на 2021 год"
    assert [frame.attrib[name] for name in ("width", "height")] == [str(answer[name]) for name in ("width", "height")]
    assert "allow-same-origin" not in frame.attrib["sandbox"]
    assert [answer[name] for name in ("version", "type", "provider_url")] == ["1.0", "rich", SITE]


def test_every_piece_of_a_school_has_its_answer():
    page = pages(AMENDED, SECTIONS)["oblast/rayon/alfa"]
    assert len(page.pieces) > 3
    answers = {file.path: json.loads(file.data) for file in oembed_files(page, SITE)}
    assert answers.keys() == {f"embed/{piece.address}/oembed.json" for piece in page.pieces}


# --- fragments ---


def test_a_fragment_has_every_word_of_the_plan():
    page = html5lib.parse(files(AMENDED)[f"embed/{PLAN}/fragment.html"].decode())
    words = " ".join("".join(page.itertext()).split())
    source = (TOLD / f"{PLAN}.yml").read_text("utf-8").partition("activities:")[2]
    found = re.findall(r"(?m)^ *(?:- )?(?:title|deadline|responsible|number): (.*)$", source)
    assert len(found) > 20
    assert [text for text in found if text.strip("\"'") not in words] == []


def test_without_an_address_of_the_site_a_fragment_has_no_links():
    fragments = [data for path, data in files(AMENDED).items() if path.endswith("/fragment.html")]
    assert len(fragments) > 3
    assert not any(b"<a" in data for data in fragments)


def test_words_stay_apart_where_line_ends_are_lost():
    for path, data in files(AMENDED).items():
        assert not (path.endswith("/fragment.html") and re.search(rb"<br>(?![ \n])", data)), path
    fragment = files(AMENDED)[f"embed/{PLAN}/fragment.html"]
    assert fragment.count(b"<br> ") > 5


def test_a_fragment_says_the_day_only_while_something_runs():
    assert "Данные на 30 июня 2021 года" in files(AMENDED)[f"embed/{PLAN}/fragment.html"].decode()
    assert "Данные на" not in files(OVER)[f"embed/{PLAN}/fragment.html"].decode()


# --- pieces to copy ---


def test_the_script_for_other_sites_never_changes():
    data = (theme() / "overrides" / SCRIPT).read_bytes()
    assert f"sha384-{b64encode(sha384(data).digest()).decode()}" == INTEGRITY == EMBED_V1
    assert len(data) <= 2048


def test_pieces_to_copy_name_whole_addresses():
    page = pages(AMENDED, TOLD)[SCHOOL]
    known = fields(ladder_page(page, {}, SITE))
    assert list(known) == ["k-ssylka", "k-znachok", "k-ramka", "k-skript", "k-wordpress", "k-html", "k-curl", "k-curl-1251"]
    assert all(SITE in text and "АДРЕС" not in text for text in known.values())
    frame = html5lib.parseFragment(known["k-ramka"], namespaceHTMLElements=False).find(".//iframe")
    assert frame.attrib["src"] == f"{SITE}embed/{SCHOOL}/"
    assert frame.attrib["sandbox"] == "allow-popups allow-popups-to-escape-sandbox"
    script = html5lib.parseFragment(known["k-skript"], namespaceHTMLElements=False).find(".//script")
    assert (script.attrib["integrity"], script.attrib["crossorigin"]) == (EMBED_V1, "anonymous")
    unknown = fields(ladder_page(page, {}, ""))
    assert "k-wordpress" not in unknown
    assert all("https://АДРЕС-САЙТА/" in text for text in unknown.values())
    for lite, is_told in ((ladder_page(page, {}, ""), True), (ladder_page(page, {}, SITE), False)):
        words = "".join(file.data.decode() for file in lite_files(lite, ""))
        assert ("подставьте вместо него" in words) == ("АДРЕС-САЙТА" in words) == is_told


@pytest.mark.parametrize(("field", "encoding"), [("k-curl", "utf-8"), ("k-curl-1251", "cp1251")])
def test_the_line_for_a_timer_works_from_any_folder_and_keeps_the_file_when_it_fails(serve, tmp_path, field, encoding):
    """As cron runs it: by `sh -c` in the home folder. PHP and SSI of the page then find the file in the root of the site."""
    site, home, own = (tmp_path / name for name in ("ours", "home", "сайт школы"))
    fragment = site / "embed" / PLAN / "fragment.html"
    for folder in (fragment.parent, home, own):
        folder.mkdir(parents=True)
    page = pages(AMENDED, TOLD)[PLAN]
    ladder = ladder_page(page, {}, f"{serve(site)}/")
    line = fields(ladder)[field].replace(FOLDER, f"'{own}'")

    def run() -> int:
        return subprocess.run(["sh", "-c", line], cwd=home, check=False, capture_output=True).returncode

    assert run() != 0, "nothing is there yet"
    fragment.write_bytes(files(AMENDED)[f"embed/{PLAN}/fragment.html"])
    assert run() == 0
    (made,) = (path for path in own.iterdir() if path.suffix == ".html")
    assert made.name == "oblast_rayon_2021-rost.html"
    assert made.read_text(encoding) == fragment.read_text("utf-8")
    assert sum(made.name in str(block) for block in ladder.blocks) == 1, "the lines for PHP and SSI name it"
    fragment.unlink()
    before = made.read_bytes()
    assert run() != 0
    assert made.read_bytes() == before
    assert list(home.iterdir()) == []


def test_every_plan_and_school_leads_to_its_ways():
    drawn = pages(AMENDED, SECTIONS)
    placed = {address.rpartition("/")[0] for address in drawn if address.endswith("/razmestit")}
    assert "oblast/rayon/alfa" in placed
    for address in placed:
        markup = "".join(block.markup for block in drawn[address].blocks if hasattr(block, "markup"))
        assert 'href="razmestit/"' in markup, address
    badges = [path for path in files(AMENDED, SECTIONS) if path.endswith("/badge.svg")]
    assert placed == {path.removeprefix("embed/").removesuffix("/badge.svg") for path in badges}
