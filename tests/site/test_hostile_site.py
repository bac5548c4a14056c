"""Data is never code, in the built site: hostile texts give the same elements and attributes as harmless ones."""

from pathlib import Path

import pytest
from built import ROOT, XHTML, Site, copy_project, run

HOSTILE = (
    "</title><script>alert(1)</script> \"'><img src=x onerror=alert(1)> {{ 7*7 }} {% raw %} [a](javascript:alert(1)) "
    '{: onclick=x } `code` **b** _i_ &lt;b&gt; &amp; <!-- x --> ]]> # h {#top} | cell | --8<-- "a" $&{x} \\ ~~~ '
    "![i](data:x) </td></table></article>"
)
HARMLESS = "Обычные слова без знаков"

EVERY_FIELD = Path(__file__).parent / "every_field"
"""A small folder of data with T in the place of every text."""


def make(folder, text: str) -> Site:
    quoted = "'" + text.replace("'", "''") + "'"
    copy_project(ROOT, folder)
    (folder / "roadmaps").unlink()
    for file in EVERY_FIELD.rglob("*.yml"):
        path = folder / "roadmaps" / file.relative_to(EVERY_FIELD)
        path.parent.mkdir(parents=True, exist_ok=True)
        body = file.read_text("utf-8")
        path.write_text(body.replace(": T\n", f": {quoted}\n").replace("- T\n", f"- {quoted}\n"), "utf-8")
    answer = run("build", "--as-of", "2021-04-01", cwd=folder)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return Site(folder / "site")


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    return make(tmp_path_factory.mktemp("hostile"), HOSTILE), make(tmp_path_factory.mktemp("harmless"), HARMLESS)


def skeleton(page) -> list[tuple[str, tuple[str, ...]]]:
    return [(element.tag, tuple(sorted(element.attrib))) for element in page.iter() if isinstance(element.tag, str)]


def test_hostile_pages_have_the_structure_of_harmless_ones(sites):
    hostile, harmless = sites
    assert hostile.addresses == harmless.addresses
    assert "oblast/rayon/plan" in hostile.addresses
    for address in hostile.addresses:
        assert skeleton(hostile.page(address)) == skeleton(harmless.page(address)), address


def test_hostile_text_is_read_letter_for_letter(sites):
    hostile, _ = sites
    for address in ("oblast", "oblast/rayon", "oblast/rayon/plan", "oblast/rayon/shkola"):
        page = hostile.page(address)
        assert " ".join(page.find(f".//{XHTML}h1").itertext()) == HOSTILE
        assert "".join(page.find(f".//{XHTML}title").itertext()).startswith(HOSTILE)
        description = [meta for meta in page.iter(f"{XHTML}meta") if meta.attrib.get("name") == "description"]
        assert len(description) == 1
        (shown,) = [meta for meta in page.iter(f"{XHTML}meta") if meta.attrib.get("property") == "og:title"]
        assert shown.attrib["content"].startswith(HOSTILE)
    cells = "".join(hostile.page("oblast/rayon/plan").find(f".//{XHTML}table").itertext())
    assert cells.count(HOSTILE) >= 14


def test_no_link_runs_code(sites):
    for site in sites:
        for address in site.addresses:
            for link in site.page(address).iter(f"{XHTML}a"):
                assert not link.attrib.get("href", "").strip().lower().startswith(("javascript", "data", "vbscript"))
