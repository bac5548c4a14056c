"""The part «Подписка»: which calendars and feeds a page leads to; that they are there, test_links.py says."""

import re
from dataclasses import replace

import pytest
from example import AMENDED, DATA, html_of, pages, read

from generator.pages.district import district_page
from generator.pages.school import school_pages

SITE = "https://karty.example.org/plany/"
PAGES = [
    ("", {"feed.xml"}),
    ("oblast", {"feed.xml"}),
    ("oblast/rayon", {"../../data/v1/oblast/rayon.ics", "../../data/v1/oblast/rayon.full.ics", "feed.xml"}),
    (
        "oblast/rayon/pervaya",
        {"../../../data/v1/oblast/rayon/pervaya.ics", "../../../data/v1/oblast/rayon/pervaya.full.ics", "feed.xml"},
    ),
    (
        "oblast/rayon/2021-rost",
        {"../../../data/v1/oblast/rayon/2021-rost.ics", "../../../data/v1/oblast/rayon/2021-rost.full.ics"},
    ),
    ("oblast/rayon/calendar", {"../../../data/v1/oblast/rayon.ics", "../../../data/v1/oblast/rayon.full.ics"}),
    ("oblast/okrug", set()),
]


def links(html: str) -> set[str]:
    """The files that the part leads to; nothing if a page has none. Beside calendars it leads to how one subscribes."""
    _, found, part = html.partition('<h2 id="podpiska">Подписка</h2>')
    all_links = set(re.findall(r'href="([^"]*)"', part)) if found else set()
    guides = {link for link in all_links if link.endswith("o-proekte/#podpiska")}
    assert len(guides) == any(".ics" in link for link in all_links)
    return all_links - guides


@pytest.mark.parametrize(("address", "expected"), PAGES)
def test_a_page_leads_to_its_calendars_and_its_feed(address, expected):
    assert links(html_of(pages(AMENDED)[address])) == expected


def test_every_page_of_a_party_with_terms_leads_to_its_calendars():
    found = {address: html_of(page) for address, page in pages(AMENDED).items() if re.fullmatch(r".+/parties/.+", address)}
    assert found
    for address, html in found.items():
        assert all(f"data/v1/{address}." in link for link in links(html))
    assert any(map(links, found.values()))


def test_one_subscribes_only_where_the_address_of_the_site_is_known():
    school, district, context = read(DATA).school("oblast/rayon/pervaya")
    known = replace(context, site_url=SITE)
    for page in (district_page(district, known, AMENDED), next(school_pages(school, district, known, AMENDED))):
        webcal = {link for link in links(html_of(page)) if ":" in link}
        file = f"webcal://karty.example.org/plany/data/v1/{page.address}"
        assert webcal == {f"{file}.ics", f"{file}.full.ics"}
        assert 'Подписаться<span class="vh"> на полный календарь</span>' in html_of(page)
    assert "webcal" not in html_of(district_page(district, context, AMENDED))
