"""The fictional region in the built site: marked on every page, and told of nowhere else."""

import json
import re

from built import XHTML

REGION = "vymyshlennaya-oblast"


def region(address: str) -> str:
    """The region of a page, of a lean page for other sites, of a low-vision version, or of data."""
    return re.sub("^(embed|lite|data/v1)/", "", address).partition("/")[0].removesuffix(".csv")


def robots(page) -> list[str]:
    return [meta.attrib["content"] for meta in page.iter(f"{XHTML}meta") if meta.attrib.get("name") == "robots"]


def banners(page) -> int:
    return sum(element.attrib.get("class") == "demo" for element in page.iter())


def test_banner_and_noindex(site):
    demo = {address for address in site.addresses if region(address) == REGION}
    assert len(demo) > 15
    for address in site.addresses:
        page = site.page(address)
        is_lean = address.partition("/")[0] in ("embed", "lite")
        assert robots(page) == (["noindex"] if is_lean or address in demo else []), address
        assert banners(page) == (address in demo), address


def hrefs(page) -> list[str]:
    return [link.attrib.get("href", "") for link in page.iter(f"{XHTML}a")]


def test_real_pages_lead_to_it_from_three_places_only(site):
    """The first page, the list of regions and the passport of the data, marked: not totals, terms or reports.

    In the search it can be chosen, under its head.
    """
    leading = {}
    for address in site.addresses:
        if region(address) != REGION and (links := [one for one in hrefs(site.page(address)) if REGION in one]):
            leading[address] = links
    files = [f"data/v1/{REGION}/{name}.json" for name in ("catalog", "datapackage")]
    for lite, up in (("", "../"), ("lite/", "../../")):
        assert leading.pop(f"{lite}otkrytye-dannye") == [f"{up}{file}" for file in files]
    expected = {"": [f"{REGION}/"], "regiony": [f"../{REGION}/", f"../{REGION}/primernyy/"]}
    assert leading == {**expected, "lite": expected[""], "lite/regiony": expected["regiony"]}


def test_no_other_file_names_it(site):
    """No sitemap, no feed and no data package of the site: `.roadmaps.json` alone lists every file of it."""
    paths = {path.relative_to(site.folder).as_posix(): path for path in site.folder.rglob("*") if path.is_file()}
    naming = {name for name, path in paths.items() if region(name) != REGION and REGION.encode() in path.read_bytes()}
    lists = {"index.html", "regiony/index.html", "otkrytye-dannye/index.html"}
    others = {"search/index.html", "data/v1/catalog.json", ".roadmaps.json"}
    assert naming == lists | {f"lite/{path}" for path in lists} | others
    (told,) = (one for one in json.loads(paths["data/v1/catalog.json"].read_text("utf-8"))["regions"] if one["demo"])
    assert told["address"] == REGION
