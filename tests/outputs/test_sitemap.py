"""The maps of the site, read by an XML parser: which pages are in them, where they lie, and the days they tell."""

from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from example import AMENDED, DATA, OVER, SECTIONS, TOLD, read

from generator.outputs.sitemap import MOST, Survey, site_maps
from generator.pages.markdown import Page
from generator.settings import NOBODY
from generator.site import Output, draw_district, draw_region, make_district, make_indexes, make_region

SITE = "https://karty.example.org/plany/"
NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
MAPS = [Output.MAPS]


def addresses(data: bytes) -> dict[str, str | None]:
    """The addresses of a map with their days, each once."""
    root = ET.fromstring(data)
    assert root.tag in (f"{NS}urlset", f"{NS}sitemapindex")
    found = [(one.findtext(f"{NS}loc"), one.findtext(f"{NS}lastmod")) for one in root]
    assert len(dict(found)) == len(found)
    return dict(found)


def made(root, as_of: date, site_url: str = SITE) -> dict[str, tuple[list[Page], list]]:
    """The pages of each unit, and its maps."""
    example, found = read(root, as_of), {}
    for address, (unit, bare) in example.units.items():
        context = replace(bare, site_url=site_url)
        below = [summary for summary in example.summaries if summary.address.startswith(f"{address}/")]
        if unit.is_region:
            pages, files = make_region(unit, below, context, as_of, MAPS)
        else:
            pages, files = make_district(unit, context, as_of, MAPS)
        found[address] = [*pages], [*files]
    return found


@pytest.mark.parametrize("root", [DATA, SECTIONS, TOLD], ids=lambda root: root.name)
def test_all_pages_of_a_unit_are_in_its_map_but_those_of_fiction(root):
    demo = {summary.address for summary in read(root, AMENDED).summaries if summary.demo}
    for address, (pages, files) in made(root, AMENDED).items():
        assert pages
        if address.split("/")[0] in demo:
            assert files == []
            continue
        (file,) = files
        assert file.path == f"{address}/sitemap.xml"
        wanted = {f"{SITE}{page.address}/" for page in pages if not page.address.endswith("/razmestit")}
        assert addresses(file.data).keys() == wanted
        assert all(one.startswith(f"{SITE}{address}/") for one in wanted)  # a map may name nothing above it


def test_the_days_are_those_of_the_data():
    (_, (file,)) = made(TOLD, AMENDED)["oblast/rayon"]
    days = addresses(file.data)
    unit, _ = read(TOLD, AMENDED).units["oblast/rayon"]
    told = [one for one in unit.filed if one.report.date <= AMENDED]
    assert told
    for plan in unit.plans:
        orders = [order.date for order in (plan.roadmap.order, *plan.roadmap.amendments) if order.date <= AMENDED]
        reports = [one.report.date for one in told if one.report.roadmap == plan.address]
        if orders:
            assert days[f"{SITE}{plan.address}/"] == max(*orders, *reports, date.min).isoformat()
    newest = max(one.report.date for one in told)
    assert days[f"{SITE}{unit.address}/"] >= newest.isoformat()
    assert all(day <= AMENDED.isoformat() for day in days.values() if day)


def test_no_day_depends_on_the_day_of_the_build():
    maps = [{address: files for address, (_, files) in made(SECTIONS, day).items()} for day in (OVER, OVER + timedelta(days=9))]
    assert maps[0] == maps[1]


def test_the_index_names_every_map():
    summaries = read(DATA, AMENDED).summaries
    pages, files = make_indexes(summaries, SITE, NOBODY, AMENDED, MAPS)
    drawn = [page.address for page in pages]
    own, index = files
    assert (own.path, index.path) == ("sitemap-pages.xml", "sitemap.xml")
    assert addresses(own.data).keys() == {f"{SITE}{address}/" if address else SITE for address in drawn}
    maps = {f"{SITE}{files[0].path}" for _, files in made(DATA, AMENDED).values() if files}
    assert addresses(index.data).keys() == {f"{SITE}sitemap-pages.xml", *maps}


def test_without_the_address_of_the_site_there_is_no_map():
    assert [files for _, files in made(DATA, AMENDED, "").values() if files] == []
    pages, files = make_indexes(read(DATA, AMENDED).summaries, "", NOBODY, AMENDED, MAPS)
    assert [*pages]
    assert [*files] == []


def test_a_map_holds_what_search_engines_read():
    survey = Survey(SITE, addresses=[f"oblast/{number}" for number in range(MOST + 1)])
    (file,) = survey.file("oblast/sitemap.xml")
    assert len(addresses(file.data)) == MOST == 50_000
    assert len(file.data) < 50 * 1024 * 1024


def test_an_index_of_the_whole_country():
    template = read(DATA, AMENDED).summaries[0]
    units = [replace(template, address=f"oblast-{number}/rayon") for number in range(2_400)]
    *_, index = site_maps(units, Survey(SITE))
    assert len(addresses(index.data)) == 2_401


def test_the_pages_are_those_without_a_survey():
    for address, (unit, context) in read(DATA, AMENDED).units.items():
        below = [one for one in read(DATA, AMENDED).summaries if one.address.startswith(f"{address}/")]
        plain = draw_region(unit, below, context, AMENDED) if unit.is_region else draw_district(unit, context, AMENDED)
        assert [page.address for page in plain] == [page.address for page in made(DATA, AMENDED, "")[address][0]]
