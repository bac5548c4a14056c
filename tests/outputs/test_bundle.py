"""The package of a school: names, links and words of its files, and the bytes of the whole."""

import re
from datetime import date
from io import BytesIO
from urllib.parse import urldefrag, urlsplit
from zipfile import ZipFile

import html5lib
import pytest
from example import DATA, OVER, RUNNING, SECTIONS, TOLD, pages
from markupsafe import escape
from unpacked import entries, packages

from generator.ids import is_id
from generator.outputs.bundle import bundle_files
from generator.pages.markdown import Page

XHTML = "{http://www.w3.org/1999/xhtml}"
FULL = "https://karty.example.org/a/"
SCHOOL = "data/v1/oblast/rayon/pervaya.zip"
BASIC = "a abbr b blockquote br caption dd dl dt em h1 h2 h3 h4 h5 h6 i li ol p s strong sub sup table tbody td th thead tr ul"
CASES = [(DATA, RUNNING, FULL), (SECTIONS, OVER, FULL), (SECTIONS, OVER, ""), (TOLD, RUNNING, "")]


def each(cases=CASES):
    return pytest.mark.parametrize(("root", "as_of", "url"), cases, ids=lambda it: getattr(it, "name", str(it)) or "-")


def tree(data: bytes):
    return html5lib.parse(data.decode())


def text(element) -> str:
    return " ".join("".join(element.itertext()).split())


def links(page) -> list[str]:
    return [e.attrib["href"] for e in page.iter(f"{XHTML}a") if "href" in e.attrib]


def test_every_school_has_one():
    example = pages(OVER, SECTIONS)
    assert sorted(packages(OVER, SECTIONS)) == sorted(
        f"data/v1/{page.address}.zip" for page in example.values() if page.bundle is not None
    )
    assert len(packages(OVER, SECTIONS)) >= 3


@each()
def test_names_are_made_of_ids_alone(root, as_of, url):
    for data in packages(as_of, root, url).values():
        names = list(entries(data))
        assert names == sorted(names)
        assert len({name.casefold() for name in names}) == len(names)
        assert "prochti-menya.txt" in names
        assert "sait/style.css" in names
        both = [
            sorted(name.partition("/")[2] for name in names if name.startswith(f"{folder}/")) for folder in ("gosweb", "sait")
        ]
        assert both[1] == sorted([*both[0], "style.css"])
        assert "index.html" in both[0]
        for name in both[0]:
            stem, _, ending = name.partition(".")
            assert ending == "html"
            assert all(map(is_id, stem.split("_"))), name


@each()
def test_every_link_leads_to_a_file_inside_or_to_a_whole_address(root, as_of, url):
    for path, data in packages(as_of, root, url).items():
        inside = entries(data)
        site = {name: tree(data) for name, data in inside.items() if re.fullmatch(r"sait/.*\.html", name)}
        ids = {name: [e.attrib["id"] for e in page.iter() if "id" in e.attrib] for name, page in site.items()}
        for name, page in site.items():
            assert len(ids[name]) == len(set(ids[name])), (path, name)
            for link in links(page):
                file, anchor = urldefrag(link)
                if urlsplit(link).scheme:
                    assert link.startswith(("https://", "mailto:"))
                    continue
                target = f"sait/{file}" if file else name
                assert target in site, (path, name, link)
                assert not anchor or anchor in ids[target], (path, name, link)
            assert [e.attrib["href"] for e in page.iter(f"{XHTML}link") if e.attrib["rel"] == "stylesheet"] == ["style.css"]
            assert not list(page.iter(f"{XHTML}script"))
            assert (f'href="{FULL}' in inside[name].decode()) == bool(url)
        assert {link for name, page in site.items() for link in links(page) if link.endswith(".html")} >= {
            name.removeprefix("sait/") for name in site if name != "sait/index.html"
        }


@each()
def test_pages_for_gosweb_stand_alone_and_have_basic_tags_only(root, as_of, url):
    for path, data in packages(as_of, root, url).items():
        for name, page in ((name, tree(data)) for name, data in entries(data).items() if name.startswith("gosweb/")):
            (main,) = page.iter(f"{XHTML}main")
            found = [element for element in main.iter() if element is not main]
            assert {element.tag.removeprefix(XHTML) for element in found} <= set(BASIC.split()), (path, name)
            assert {key for element in found for key in element.attrib} <= {"href", "colspan", "scope"}
            assert all(urlsplit(link).scheme in ("https", "mailto") for link in links(page)), (path, name)
            assert all(link.attrib for link in main.iter(f"{XHTML}a")), "no link without an address"
            assert not [e for e in page.iter() if {"src", "srcset"} & e.attrib.keys()]


@each([(SECTIONS, OVER, ""), (TOLD, RUNNING, "")])
def test_no_word_is_lost(root, as_of, url):
    """Every text that stands on the page for other sites stands in both files."""
    for page in pages(as_of, root).values():
        for file in bundle_files(page, url):
            inside = entries(file.data)
            for one in (page, *(page.bundle or ())):
                title = f"<title>{escape(one.title)}</title>"
                assert any(title in data.decode() for name, data in inside.items() if name.startswith("sait/"))
            for name in (name for name in inside if name.startswith("sait/") and name.endswith(".html")):
                site, plain = tree(inside[name]), text(tree(inside[name.replace("sait/", "gosweb/")]))
                for cell in (e for e in site.iter() if {"wd", "say"} & set(e.attrib.get("class", "").split()) and len(e) == 0):
                    assert text(cell) in plain or cell.tag == f"{XHTML}a", (file.path, name, text(cell))


def test_the_guide_is_for_windows_and_names_every_page():
    for url in ("", FULL):
        guide = entries(packages(RUNNING, site_url=url)[SCHOOL])["prochti-menya.txt"]
        assert guide.startswith("\ufeff".encode())
        assert guide.count(b"\n") == guide.count(b"\r\n")
        lines = guide.decode("utf-8-sig").split("\r\n")
        assert not [line for line in lines if "&" in line]
        assert any(line.startswith("index.html — ") for line in lines)
        assert (f"{FULL}{SCHOOL}" in lines) == bool(url)
        assert (f"{FULL}oblast/rayon/pervaya/" in lines) == bool(url)


def test_documents_are_linked_or_named():
    root = TOLD
    found = 0
    for path, data in packages(OVER, root).items():
        guide = entries(data)["prochti-menya.txt"].decode("utf-8-sig").split("\r\n")
        whole = entries(packages(OVER, root, FULL)[path])
        linked = {
            link.removeprefix(FULL)
            for name, page in whole.items()
            if re.fullmatch(r"sait/.*\.html", name)
            for link in links(tree(page))
            if link.startswith(FULL) and re.search(r"\.\w+$", link)
        }
        assert linked <= set(guide)
        assert all((root / document).is_file() for document in linked)
        found += len(linked)
    assert found


def test_the_same_bytes_and_no_time():
    first = packages(RUNNING, TOLD)
    assert first == packages(RUNNING, TOLD)
    for data in first.values():
        for entry in ZipFile(BytesIO(data)).infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert (entry.create_system, entry.external_attr, entry.extra, entry.comment) == (3, 0o100644 << 16, b"", b"")


def test_it_is_small():
    assert all(len(data) < 60_000 for root in (DATA, SECTIONS, TOLD) for data in packages(OVER, root).values())


def test_a_school_with_nothing_yet_says_so():
    (file,) = bundle_files(Page("oblast/rayon/shkola", "Школа & <лицей>", "", (), bundle=()), "")
    inside = entries(file.data)
    for name in ("sait/index.html", "gosweb/index.html"):
        assert text(tree(inside[name]).find(f".//{XHTML}h1")) == "Школа & <лицей>"
        assert "пока ничего не опубликовала" in text(tree(inside[name]))
    assert inside["prochti-menya.txt"].decode("utf-8-sig").startswith("Школа & <лицей>\r\n")


def test_a_past_day_is_another_package():
    assert packages(date(2021, 4, 10))[SCHOOL] != packages(date(2021, 4, 11))[SCHOOL]
