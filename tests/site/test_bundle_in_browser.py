"""The package of a school, unpacked: opened from a disk and in a folder of another host, pasted into a page of another site."""

from functools import partial
from urllib.parse import urldefrag

import pytest
from example import RUNNING, SECTIONS, TOLD
from playwright.sync_api import Route
from unpacked import entries, packages

FULL = "https://karty.example.org/"
HOST = """<!doctype html><html lang="ru"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Школа</title>
<style>body {{ margin: 0; padding: 8px; overflow-wrap: break-word }}</style><main>{}</main>"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The fullest package of each of two sets of data, below a folder with a name that a school might give."""
    root = tmp_path_factory.mktemp("Школа № 1")
    for data, url in ((SECTIONS, FULL), (TOLD, "")):
        fullest = max(packages(RUNNING, data, url).values(), key=len)
        for name, content in entries(fullest).items():
            path = root / "o nas" / data.name / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return root


def files(folder, kind):
    found = sorted(folder.rglob(f"{kind}/*.html"))
    assert len(found) >= 4
    return found


@pytest.mark.parametrize("kind", ["sait", "gosweb"])
@pytest.mark.parametrize("width", [320, 360, 1000])
def test_every_page_opens_from_a_disk(folder, visit, axe, kind, width):
    for file in files(folder, kind):
        seen = visit(file.as_uri(), width=width)
        assert seen.complaints == []
        assert all(address.startswith((folder.as_uri(), "data:")) for address in seen.requests), seen.requests
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width, file
        assert axe(seen.page) == [], file


@pytest.mark.parametrize("kind", ["sait", "gosweb"])
def test_the_colours_of_the_night_are_as_legible(folder, visit, axe, kind):
    for file in files(folder, kind):
        assert axe(visit(file.as_uri(), width=360, scheme="dark").page) == [], file


def test_every_link_inside_works_from_a_disk(folder, visit):
    followed = 0
    for file in files(folder, "sait"):
        page = visit(file.as_uri()).page
        for address in page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)"):
            path, anchor = urldefrag(address)
            if not path.startswith("file:"):
                assert path.startswith(("https://", "mailto:"))
                continue
            followed += 1
            if path != file.as_uri():
                page.goto(address)
                assert page.url == address
            if anchor:
                assert page.evaluate("id => document.getElementById(id) !== null", anchor)
            if path != file.as_uri():
                page.goto(file.as_uri())
    assert followed >= 10


def test_it_works_from_a_folder_of_another_host(folder, visit, serve):
    host = serve(folder)
    for file in files(folder, "sait"):
        address = f"{host}/{file.relative_to(folder).as_posix()}"
        seen = visit(address)
        assert seen.complaints == []
        assert all(request.startswith((f"{host}/o%20nas/", "data:")) for request in seen.requests)
        assert seen.page.evaluate("getComputedStyle(document.body).maxWidth") != "none", "its style sheet is there"


def test_a_page_for_gosweb_can_be_pasted_into_another(folder, visit, axe):
    for file in files(folder, "gosweb"):
        main = file.read_text("utf-8").partition("<main>")[2].partition("</main>")[0]
        seen = visit("about:blank", width=360)

        answer = partial(Route.fulfill, body=HOST.format(main), content_type="text/html; charset=utf-8")
        seen.page.route("https://shkola.example.org/", lambda route, _request, answer=answer: answer(route))
        seen.page.goto("https://shkola.example.org/")
        assert seen.complaints == []
        assert set(seen.requests) <= {"about:blank", "https://shkola.example.org/", "data:,"}
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= 360
        assert axe(seen.page) == []
