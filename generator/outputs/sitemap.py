"""The map of the site for search engines (sitemaps.org): a file for each unit, and `sitemap.xml`, which names them all.

A map wants absolute addresses, so there is none while nobody knows where the site is. `lastmod` is the day of the newest
order, report or correction behind a page, never that of the build. A file may have 50,000 addresses: a large city has some ten
thousand pages, and the index a line for each district. Fictional regions are `noindex` and not in it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from xml.etree import ElementTree as ET

from generator.chronicle import chronicle
from generator.district import Context, District, Summary
from generator.files import SiteFile
from generator.ids import LADDER, href
from generator.pages.markdown import Page

MOST = 50_000
"""The most addresses of one file (sitemaps.org)."""
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_INDEX, _OWN = "sitemap.xml", "sitemap-pages.xml"


@dataclass(frozen=True, slots=True)
class Survey:
    """Takes note of the pages that are drawn; `days` are those of plans, schools and units, by address."""

    site_url: str
    days: Mapping[str, date] = field(default_factory=dict)
    addresses: list[str] = field(default_factory=list)

    def over(self, pages: Iterable[Page]) -> Iterator[Page]:
        """The `pages`, as they come. How to place a page elsewhere is no page to look for."""
        for page in pages:
            if not page.demo and not page.address.endswith(f"/{LADDER}"):
                self.addresses.append(page.address)
            yield page

    def file(self, path: str) -> Iterator[SiteFile]:
        """The map of the pages so far."""
        if self.site_url and self.addresses:
            found = ((self.site_url + href("", address).removeprefix("./"), self._day(address)) for address in self.addresses)
            yield SiteFile(path, _write("urlset", "url", found))

    def _day(self, address: str) -> date | None:
        """The day of the page, or of the nearest one above it: what was reported of a school may be on all its pages."""
        while address and address not in self.days:
            address = address.rpartition("/")[0]
        return self.days.get(address)


def survey(unit: District, context: Context, as_of: date) -> Survey:
    """What takes note of the pages of a unit; without an address of the site nothing is worked out."""
    if not context.site_url or context.region.demo:
        return Survey("")
    days: dict[str, date] = {}
    for entry in chronicle(unit, context, as_of):
        plan = entry.plan.address if entry.plan else entry.filed.report.roadmap or "" if entry.filed else ""
        owner = entry.filed.reporter if entry.filed else entry.plan.owner if entry.plan else ""
        for address in (plan, owner, unit.address):
            days[address] = max(days.get(address, date.min), entry.item.day)
    return Survey(context.site_url, days)


def map_file(unit: str) -> str:
    """The address of the map of the unit at the address `unit`: it may only name pages below it."""
    return f"{unit}/{_INDEX}"


def site_maps(summaries: Sequence[Summary], pages: Survey) -> Iterator[SiteFile]:
    """The map of the `pages` above the units, and the index of all maps."""
    if not pages.site_url:
        return
    yield from pages.file(_OWN)
    demo = {summary.address for summary in summaries if summary.demo}
    real = (summary for summary in summaries if summary.address and summary.address.partition("/")[0] not in demo)
    units = (pages.site_url + map_file(summary.address) for summary in real)
    # Summaries know nothing of corrections, so no day is told here: an old one would keep a robot from looking.
    yield SiteFile(_INDEX, _write("sitemapindex", "sitemap", ((address, None) for address in (pages.site_url + _OWN, *units))))


def _write(root: str, item: str, found: Iterable[tuple[str, date | None]]) -> bytes:
    whole = ET.Element(root, xmlns=_NAMESPACE)
    for address, day in islice(found, MOST):
        one = ET.SubElement(whole, item)
        ET.SubElement(one, "loc").text = address
        if day:
            ET.SubElement(one, "lastmod").text = day.isoformat()
    data: bytes = ET.tostring(whole, encoding="utf-8", xml_declaration=True)
    return data + b"\n"
