"""Every link of the generated pages leads to a generated page, a page of content/, a file of the data or outside."""

import itertools
import posixpath
import re
from collections.abc import Container, Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import html5lib
import pytest
from example import AMENDED, DATA, OVER, SECTIONS, TOLD, html_of, outputs, pages

from generator.site import lean_files

CONTENT = {"o-proekte", "razmestit", "koordinatoram"}
THEME = Path(__file__).parents[2] / "theme/overrides"
XHTML = "{http://www.w3.org/1999/xhtml}"


def tree(page):
    return html5lib.parse(html_of(page))


@pytest.mark.parametrize("as_of", [AMENDED, OVER], ids=str)
@pytest.mark.parametrize("root", [DATA, SECTIONS, TOLD], ids=lambda root: root.name)
def test_links_and_anchors(root, as_of):
    drawn = {address: tree(page) for address, page in pages(as_of, root).items()}
    ids = {address: [e.attrib["id"] for e in body.iter() if "id" in e.attrib] for address, body in drawn.items()}
    for address, named in ids.items():
        assert len(named) == len(set(named)), (address, named)
    found = [(address, link) for address, body in drawn.items() for link in links(body)]
    files = outputs(as_of, root)
    shown = [(address, e.attrib["src"]) for address, body in drawn.items() for e in body.iter(f"{XHTML}img")]
    left = {urljoin(f"/{address}/", link).replace("//", "/").strip("/") for address, link in (*found, *shown)}
    left |= {path for path in files if path.endswith("/region.csv")}  # a part of the table of the region, for its package
    assert sorted(files.keys() - left) == []  # every calendar, feed, badge and fragment is led to
    files |= {file.path: file.data for page in pages(as_of, root).values() for file in lean_files(page, "")}
    assert [(address, link) for address, link in found if not leads_somewhere(address, link, ids, root, files)] == []


def links(body) -> Iterator[str]:
    return (e.attrib["href"] for e in body.iter(f"{XHTML}a"))


def leads_somewhere(address: str, link: str, ids: dict[str, list[str]], root: Path, files: Container[str]) -> bool:
    if urlsplit(link).scheme:
        return link.startswith(("https://", "mailto:"))
    base = f"https://site.example/{address}/" if address else "https://site.example/"
    target = urlsplit(urljoin(base, link))
    path = posixpath.normpath(target.path).strip("/.")
    if path in files or f"{path}/index.html" in files or (root / path).is_file() or (THEME / path).is_file():
        return True
    if path not in ids:
        return path in CONTENT and target.path.endswith("/")
    return (target.path.endswith("/")) and (not target.fragment or target.fragment in ids[path])


def test_every_page_has_one_title_and_no_headings_out_of_turn():
    for address, page in (pages(AMENDED) | pages(AMENDED, SECTIONS) | pages(AMENDED, TOLD)).items():
        levels = [int(e.tag[-1]) for e in tree(page).iter() if re.fullmatch(rf"{XHTML}h[1-6]", str(e.tag))]
        assert levels[0] == 1, address
        assert levels.count(1) == 1, address
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), (address, levels)


def test_no_page_says_anything_of_a_machine():
    for address, page in pages(OVER).items():
        assert str(Path(DATA).resolve()) not in html_of(page), address
