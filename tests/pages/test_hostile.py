"""Data is never code: pages of hostile texts have the elements and attributes of pages of harmless ones."""

import re
import shutil

import html5lib
import pytest
from example import AMENDED, DATA, html_of, pages
from unpacked import opened

from generator.pages.markdown import write
from generator.site import lean_files

HOSTILE = (
    "</p></article><script>alert(1)</script> \"'><img src=x onerror=alert(1)> {{ 7*7 }} {% raw %} [a](javascript:alert(1)) "
    "{: onclick=x } `code` **b** _i_ &lt;b&gt; &amp; <!-- x --> ]]> # h {#top} | cell | $&{x} ~~~ <svg onload=x>"
)
TEXTS = re.compile(r"( *(?:- )?(\w+): )(?:(?!\|$)[^\n]*[А-Яа-яЁё][^\n]*)")
KEPT = {"deadline", "responsible", "also"}


def replace_texts(yaml: str, text: str) -> str:
    """Every Russian text but what is read (deadlines, responsible parties): `text` and a number, so that all of them differ."""
    lines = []
    in_parties = False
    for number, line in enumerate(yaml.split("\n")):
        in_parties = line == "parties:" or (in_parties and line.startswith(" "))
        match = TEXTS.fullmatch(line)
        is_text = match and match[2] not in KEPT and not (in_parties and match[2] == "name")
        lines.append(match[1] + "'" + f"{text} {number:03}".replace("'", "''") + "'" if match and is_text else line)
    return "\n".join(lines)


def draw(folder, text: str):
    shutil.copytree(DATA, folder)
    replaced = 0
    for file in folder.rglob("*.yml"):
        before = file.read_text("utf-8")
        after = replace_texts(before, text)
        replaced += sum(a != b for a, b in zip(before.split("\n"), after.split("\n"), strict=True))
        file.write_text(after, "utf-8")
    assert replaced > 80
    return pages(AMENDED, folder)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    folder = tmp_path_factory.mktemp("texts")
    return draw(folder / "data", HOSTILE), draw(folder / "again" / "data", "Слова")


def skeleton(page) -> list[tuple[str, tuple[str, ...]]]:
    tree = html5lib.parse(html_of(page))
    return [(element.tag, tuple(sorted(element.attrib))) for element in tree.iter() if isinstance(element.tag, str)]


def test_the_same_elements_and_attributes(drawn):
    hostile, harmless = drawn
    assert list(hostile) == list(harmless)
    for address, page in hostile.items():
        assert skeleton(page) == skeleton(harmless[address]), address


def test_the_same_on_lean_pages_and_in_the_low_vision_version(drawn):
    hostile, harmless = drawn
    for address, page in hostile.items():
        pairs = [*zip(opened(lean_files(page, "")), opened(lean_files(harmless[address], "")), strict=True)]
        assert pairs or address == "search"
        for one, other in pairs:
            assert one.path == other.path
            trees = [html5lib.parse(file.data.decode()) for file in (one, other)]
            first, second = ([(it.tag, tuple(sorted(it.attrib))) for it in tree.iter()] for tree in trees)
            assert [it for it in first if isinstance(it[0], str)] == [it for it in second if isinstance(it[0], str)], one.path


def test_the_text_itself_is_read(drawn):
    hostile, _ = drawn
    for address in ("oblast", "oblast/rayon", "oblast/rayon/pervaya"):
        text = " ".join("".join(html5lib.parse(html_of(hostile[address])).itertext()).split())
        assert text.count(" ".join(HOSTILE.split())) >= 5, address


def test_front_matter_is_one_line_a_value(drawn):
    for page in drawn[0].values():
        matter = write(page).data.decode().split("\n---\n", 1)[0].removeprefix("---\n").split("\n")
        assert [line.partition(":")[0] for line in matter] in (
            ["title", "description", "template"],
            ["title", "description", "robots", "template"],
            ["title", "description", "source", "template"],
            ["title", "description", "source", "robots", "template"],
        )


def test_no_link_runs_code(drawn):
    for page in drawn[0].values():
        for link in re.findall(r'href="([^"]*)"', html_of(page)):
            assert not link.lower().startswith(("javascript", "data", "vbscript"))
