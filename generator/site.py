"""What pages the site has: the pages of a unit, and the pages made from the summaries of all."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import Enum
from itertools import chain

from generator.district import Context, District, Summary
from generator.files import SiteFile
from generator.outputs.badge import badge_files
from generator.outputs.bundle import bundle_files
from generator.outputs.calendars import calendar_files
from generator.outputs.catalog import region_catalog, site_catalog
from generator.outputs.data import data_files
from generator.outputs.datapackage import packages, unit_table
from generator.outputs.embed import embed_files
from generator.outputs.feeds import feed_files, region_feed, site_feed
from generator.outputs.fragment import fragment_files
from generator.outputs.lite import lite_files
from generator.outputs.oembed import oembed_files
from generator.outputs.sitemap import Survey, map_file, site_maps, survey
from generator.outputs.spreadsheets import spreadsheet_files
from generator.outputs.table import FIELDS
from generator.outputs.word import word_files
from generator.pages.calendar import district_calendar, school_calendar
from generator.pages.crumbs import REGIONS, SIGNS
from generator.pages.district import district_page
from generator.pages.home import home_page
from generator.pages.ladder import ladder_page
from generator.pages.markdown import Page
from generator.pages.messages import messages_page
from generator.pages.parties import party_pages
from generator.pages.passport import ADDRESS as PASSPORT
from generator.pages.passport import Key, passport_page
from generator.pages.readings import readings_page
from generator.pages.region import region_page
from generator.pages.regions import regions_page
from generator.pages.reports import reports_pages
from generator.pages.roadmap import roadmap_page, short_title
from generator.pages.school import school_pages
from generator.pages.search import search_page
from generator.pages.signs import signs_page
from generator.settings import NOBODY, Publisher

TOP_NAMES = (REGIONS[0], SIGNS[0], PASSPORT)
"""Generated pages at the top of the site, beside those of `content/`."""


class Output(Enum):
    """A kind of files that a site has beside its pages. The pages are the same without them, but lead nowhere there."""

    CALENDARS = "calendars"
    FEEDS = "feeds"
    EMBEDS = "embeds"
    LITE = "lite"
    BUNDLES = "bundles"
    SEARCH = "search"
    TABLES = "tables"
    WORD = "word"
    DATA = "data"
    MAPS = "maps"


OUTPUTS = frozenset(Output)
"""All that a site has; only to measure what each costs is anything left out."""


def draw_district(district: District, context: Context, as_of: date) -> Iterator[Page]:
    """The pages of a district as of the day `as_of`: its own, those of its schools, and those of all their plans."""
    yield district_page(district, context, as_of)
    yield from reports_pages(district, context, as_of)
    yield from party_pages(district, context, as_of)
    yield from district_calendar(district, context, as_of)
    for plan in district.plans:
        yield from _with_ladder(roadmap_page(plan, district, context, as_of), short_title(plan), district, context)
    for school in district.schools:
        plans = [roadmap_page(plan, district, context, as_of) for plan in school.plans]
        page, *archive = school_pages(school, district, context, as_of)
        page = replace(page, bundle=(*plans, *archive))
        yield from _with_ladder(page, school.profile.title, district, context)
        yield from archive
        yield from school_calendar(school, district, context, as_of)
        for plan, own in zip(school.plans, plans, strict=True):
            yield from _with_ladder(own, short_title(plan), district, context)


def _with_ladder(page: Page, name: str, district: District, context: Context) -> Iterator[Page]:
    """The page, which is called `name` for short, and how to place it on another site."""
    yield page
    titles = {context.region.address: context.region.title, district.address: district.profile.title}
    titles |= {school.address: school.profile.title for school in district.schools}
    yield ladder_page(page, {**titles, page.address: name}, context.site_url)


def draw_region(region: District, districts: Iterable[Summary], context: Context, as_of: date) -> Iterator[Page]:
    """The page of a region, made of its own files and the summaries of its districts, and those of its own plans."""
    yield region_page(region, districts, context, as_of)
    yield from reports_pages(region, context, as_of)
    yield from party_pages(region, context, as_of)
    for plan in region.plans:
        yield from _with_ladder(roadmap_page(plan, region, context, as_of), short_title(plan), region, context)


def draw_indexes(
    summaries: Sequence[Summary], as_of: date, publisher: Publisher = NOBODY, site_url: str = ""
) -> Iterator[Page]:
    """The pages above all regions, that of the search, and those that explain the check, the reading of deadlines, the data."""
    yield home_page(summaries, as_of)
    yield regions_page(summaries)
    yield search_page(summaries)
    yield messages_page()
    yield readings_page()
    yield signs_page()
    yield passport_page(summaries, [Key(field.name, field.about) for field in FIELDS], publisher, site_url)


def make_district(
    district: District, context: Context, as_of: date, outputs: Collection[Output] = OUTPUTS
) -> tuple[Iterator[Page], Iterator[SiteFile]]:
    """The pages of a district, and the files beside them, to be taken after the pages: the map of the site tells of these."""
    seen = survey(district, context, as_of)
    files = district_files(district, context, as_of, outputs)
    return seen.over(draw_district(district, context, as_of)), chain(files, _map(seen, district.address, outputs))


def make_region(
    region: District, districts: Sequence[Summary], context: Context, as_of: date, outputs: Collection[Output] = OUTPUTS
) -> tuple[Iterator[Page], Iterator[SiteFile]]:
    """The same of a region, made of its own files and the summaries of its districts."""
    seen = survey(region, context, as_of)
    files = region_files(region, districts, context, as_of, outputs)
    return seen.over(draw_region(region, districts, context, as_of)), chain(files, _map(seen, region.address, outputs))


def make_indexes(
    summaries: Sequence[Summary], site_url: str, publisher: Publisher, as_of: date, outputs: Collection[Output] = OUTPUTS
) -> tuple[Iterator[Page], Iterator[SiteFile]]:
    """The same of what is above all regions."""
    seen = Survey(site_url)
    files = index_files(summaries, site_url, as_of, outputs, publisher)
    maps = site_maps(summaries, seen) if Output.MAPS in outputs else ()
    return seen.over(draw_indexes(summaries, as_of, publisher, site_url)), chain(files, maps)


def _map(seen: Survey, unit: str, outputs: Collection[Output]) -> Iterator[SiteFile]:
    if Output.MAPS in outputs:
        yield from seen.file(map_file(unit))


def district_files(
    district: District, context: Context, as_of: date, outputs: Collection[Output] = OUTPUTS
) -> Iterator[SiteFile]:
    """The files beside the pages of a district, of the kinds `outputs`."""
    of_kinds = {
        Output.CALENDARS: [calendar_files(district, context, as_of)],
        Output.FEEDS: [feed_files(district, context, as_of)],
        Output.EMBEDS: [badge_files(district, context, as_of), fragment_files(district, context, as_of)],
        Output.TABLES: [_tables(district, context, as_of)],
        Output.WORD: [word_files(district, context, as_of)],
        Output.DATA: [data_files(district, context, as_of)],
    }
    yield from _wanted(outputs, of_kinds)


def region_files(
    region: District, districts: Sequence[Summary], context: Context, as_of: date, outputs: Collection[Output] = OUTPUTS
) -> Iterator[SiteFile]:
    """Those beside the pages of a region, made of its own files and the summaries of its districts."""
    of_kinds = {
        Output.CALENDARS: [calendar_files(region, context, as_of)],
        Output.FEEDS: [region_feed(region, districts, context, as_of)],
        Output.EMBEDS: [badge_files(region, context, as_of), fragment_files(region, context, as_of)],
        Output.TABLES: [_tables(region, context, as_of)],
        Output.WORD: [word_files(region, context, as_of)],
        Output.DATA: [data_files(region, context, as_of), _catalog(context, districts)],
    }
    yield from _wanted(outputs, of_kinds)


def index_files(
    summaries: Sequence[Summary],
    site_url: str,
    as_of: date,
    outputs: Collection[Output] = OUTPUTS,
    publisher: Publisher = NOBODY,
) -> Iterator[SiteFile]:
    """Those of the whole site, which is published at `site_url` (empty: not known)."""
    if Output.FEEDS in outputs:
        yield site_feed(summaries, site_url, as_of)
    if Output.DATA in outputs:
        yield site_catalog(summaries, site_url)
        yield from packages(summaries, publisher)


def _tables(unit: District, context: Context, as_of: date) -> Iterator[SiteFile]:
    found = list(spreadsheet_files(unit, context, as_of))
    yield from found
    yield from unit_table(unit, found)


def _catalog(context: Context, districts: Sequence[Summary]) -> Iterator[SiteFile]:
    yield region_catalog(context.region, districts, context.site_url)


def lean_files(page: Page, site_url: str, outputs: Collection[Output] = OUTPUTS) -> Iterator[SiteFile]:
    """The other forms of a page, made of its blocks: what other sites can show of it, and its low-vision version."""
    of_kinds = {
        Output.EMBEDS: [embed_files(page, site_url), oembed_files(page, site_url)],
        Output.LITE: [lite_files(page, site_url)],
        Output.BUNDLES: [bundle_files(page, site_url)],
    }
    yield from _wanted(outputs, of_kinds)


def _wanted(outputs: Collection[Output], of_kinds: Mapping[Output, Iterable[Iterable[SiteFile]]]) -> Iterator[SiteFile]:
    """The files of the kinds `outputs`; they are generators, so nothing is done for other kinds."""
    for kind, groups in of_kinds.items():
        if kind in outputs:
            for files in groups:
                yield from files
