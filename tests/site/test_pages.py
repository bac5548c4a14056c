"""Every page of the built site: its contract, its links, and what it asks for."""

from itertools import pairwise
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from built import ROOT, SVG, XHTML

from generator.outputs.inside import script as height_script

HOST = "https://site.invalid/"


def ids(page) -> list[str]:
    return [element.attrib["id"] for element in page.iter() if "id" in element.attrib]


def links(page):
    for element in page.iter():
        for name in ("href", "src", "{http://www.w3.org/1999/xlink}href", "action", "poster", "srcset"):
            if name in element.attrib:
                yield element, element.attrib[name]


def test_every_kind_of_page_is_there(site):
    district = "rostovskaya-oblast/dubovskiy"
    wanted = {
        "",
        "regiony",
        "o-proekte",
        "koordinatoram",
        "koordinatoram/soobshcheniya",
        "koordinatoram/sroki",
        "razmestit",
        "rostovskaya-oblast",
        district,
        f"{district}/2021-500-plus",
        f"{district}/veselovskaya-2",
        "orlovskaya-oblast/kromskoy/2021-500-plus",
        "orenburgskaya-oblast/ponomarevskiy",
        "permskiy-kray/ordinskiy",
        "smolenskaya-oblast/dorogobuzhskiy",
    }
    assert wanted <= set(site.addresses)


@pytest.mark.parametrize("which", ["site", "running_site", "told_site"])
def test_every_link_and_anchor_leads_somewhere(which, request):
    built = request.getfixturevalue(which)
    anchors = {}
    pages = {address: built.page(address) for address in built.addresses} | {"404.html": built.page("404.html")}
    for address, page in pages.items():
        anchors[address] = set(ids(page))
    broken = []
    for address, page in pages.items():
        base = HOST + (address if address.endswith(".html") else f"{address}/" if address else "")
        for element, link in links(page):
            if element.tag == f"{SVG}use":
                assert link.startswith("#")
            target = urlsplit(urljoin(base, link))
            if target.netloc != urlsplit(HOST).netloc:
                assert target.scheme in ("https", "mailto"), link
                continue
            path = unquote(target.path).strip("/")
            if not target.path.endswith("/"):
                if not (built.folder / path).is_file():
                    broken.append((address, link))
                continue
            if path not in anchors or (target.fragment and unquote(target.fragment) not in anchors[path]):
                broken.append((address, link))
    assert broken == []


def test_pages_ask_nothing_of_other_hosts_and_have_no_script_but_files_of_the_theme(site):
    for file in sorted(site.folder.rglob("*.html")):
        page = site.page(file.relative_to(site.folder).as_posix())
        for element, link in links(page):
            if element.tag != f"{XHTML}a" and not (element.tag == f"{XHTML}link" and element.attrib.get("rel") == "canonical"):
                assert not urlsplit(link).netloc, (file, link)
        is_embed = file.relative_to(site.folder).parts[0] == "embed"
        for script in page.iter(f"{XHTML}script"):
            if is_embed and not script.attrib:
                assert script.text == height_script(), "its policy names the hash of this one"
                continue
            assert not script.text, file
            assert (ROOT / "theme/overrides/assets" / script.attrib["src"].rpartition("assets/")[2]).is_file()
        assert not [name for element in page.iter() for name in element.attrib if name.startswith("on") or name == "style"], (
            file
        )
    for file in site.folder.rglob("*.css"):
        assert "http" not in file.read_text("utf-8").replace("http://www.w3.org", ""), file


def test_contract_of_a_page(site):
    for address in site.addresses:
        page = site.page(address)
        headings = [element for element in page.iter() if element.tag in {f"{XHTML}h{level}" for level in range(1, 7)}]
        first = [element for element in headings if element.tag == f"{XHTML}h1"]
        assert len(first) == 1, address
        levels = [int(element.tag[-1]) for element in headings]
        assert all(later - former <= 1 for former, later in pairwise(levels)), (address, levels)
        assert len(ids(page)) == len(set(ids(page))), address
        assert page.attrib.get("lang") == "ru"
        article = page.find(f".//{XHTML}article")
        if article is None or {"rp", "pg"} <= {*article.attrib["class"].split()}:
            assert first[0].attrib.get("id") == "top", address
