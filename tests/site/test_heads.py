"""What programs read of a page: its address, what messengers show of it, maps of the site, linked data."""

import json
import re
import struct
from xml.etree import ElementTree as ET

import pytest
from built import ROOT, XHTML, Site, copy_project, run

SITE = "https://karty.example.org/plany/"
NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
PASSPORT = "otkrytye-dannye"


@pytest.fixture(scope="module")
def known(tmp_path_factory) -> Site:
    """Plans with reports on a site that knows its address and whose the data are."""
    work = tmp_path_factory.mktemp("known")
    (work / "roadmaps").symlink_to(ROOT / "tests/pages/told")
    project = copy_project(work, tmp_path_factory.mktemp("project"))
    config = re.sub(r"(?m)^# site_url: .*$", f"site_url: {SITE}", (ROOT / "site_config.yml").read_text("utf-8"))
    config = config.replace('publisher: ""', 'publisher: Отдел «А» & "Б"').replace(
        'licence: ""', "licence: https://example.org/l"
    )
    (project / "site_config.yml").write_text(config, "utf-8")
    answer = run("build", "--as-of", "2021-06-30", cwd=project)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return Site(project / "site")


def pages(site: Site) -> list[str]:
    """The addresses of whole pages, without their other forms."""
    return [address for address in site.addresses if address.split("/")[0] not in ("embed", "lite")]


def properties(page) -> dict[str, str]:
    found = [
        (meta.attrib["property"], meta.attrib["content"]) for meta in page.iter(f"{XHTML}meta") if "property" in meta.attrib
    ]
    assert len(dict(found)) == len(found)
    return dict(found)


def named(page, name: str) -> str:
    return next((meta.attrib["content"] for meta in page.iter(f"{XHTML}meta") if meta.attrib.get("name") == name), "")


def test_what_a_messenger_shows(known):
    for address in pages(known):
        page = known.page(address)
        told = properties(page)
        where = f"{SITE}{address}/" if address else SITE
        (canonical,) = [one.attrib["href"] for one in page.iter(f"{XHTML}link") if one.attrib.get("rel") == "canonical"]
        assert told["og:url"] == canonical == where
        title = "".join(page.find(f".//{XHTML}title").itertext())
        assert title == (f"{told['og:title']} — {told['og:site_name']}" if address else told["og:site_name"])
        assert told["og:title"]
        assert told["og:description"] == named(page, "description") != ""
        assert (told["og:type"], told["og:locale"]) == ("website", "ru_RU")
        assert (known.folder / told["og:image"].removeprefix(SITE)).is_file()
        assert told["og:image:alt"]


def test_the_picture_is_one_that_messengers_take():
    data = (ROOT / "theme/overrides/assets/images/card-1.png").read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", data[16:24]) == (1200, 630)
    assert len(data) < 300_000


def test_nothing_absolute_is_said_of_a_site_without_an_address(site):
    for address in pages(site):
        page = site.page(address)
        told = properties(page)
        assert told["og:title"]
        assert not {"og:url", "og:image"} & told.keys()
        assert not [one for one in page.iter(f"{XHTML}link") if one.attrib.get("rel") == "canonical"]
    assert list(site.folder.rglob("sitemap*")) == []


def locations(known: Site, file: str) -> list[str]:
    root = ET.fromstring((known.folder / file).read_bytes())
    return [one.findtext(f"{NS}loc") or "" for one in root]


def test_the_maps_name_every_page_that_may_be_found(known):
    maps = locations(known, "sitemap.xml")
    found = [address for one in maps for address in locations(known, one.removeprefix(SITE))]
    assert len(found) == len({*found})
    assert {one.relative_to(known.folder).as_posix() for one in known.folder.rglob("sitemap.xml")} - {"sitemap.xml"} == {
        one.removeprefix(SITE) for one in maps if not one.endswith("sitemap-pages.xml")
    }
    by_hand = {"o-proekte", "koordinatoram", "razmestit"}
    hidden = {address for address in pages(known) if named(known.page(address), "robots") == "noindex"}
    assert hidden
    placing = {address for address in pages(known) if address.endswith("/razmestit")}
    wanted = {*pages(known)} - hidden - placing - by_hand
    assert {one.removeprefix(SITE).rstrip("/") for one in found} == wanted


def test_linked_data_stands_on_the_passport_alone(known):
    for address in pages(known):
        scripts = [one for one in known.page(address).iter(f"{XHTML}script") if one.attrib.get("type") == "application/ld+json"]
        if address != PASSPORT:
            assert scripts == []
            continue
        (script,) = scripts
        found = json.loads(script.text)
        assert found["creator"] == {"@type": "Organization", "name": 'Отдел «А» & "Б"'}
        assert found["license"] == "https://example.org/l"
        for one in found["distribution"]:
            assert json.loads((known.folder / one["contentUrl"].removeprefix(SITE)).read_bytes())
