"""The feeds of a unit and of the site: `<address of the page>/feed.xml`, the newest reports and changes of plans.

A district and a school tell all of them, a region its own and the newest of its districts, the site the newest of all regions
but the fictional ones.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from generator.amendments import in_force
from generator.change import Change
from generator.changes import plan_changes, unit_titles
from generator.chronicle import Entry, chronicle, chronicle_of_school
from generator.district import Context, District, Summary
from generator.files import SiteFile
from generator.ids import feed_file, href
from generator.news import Item, What
from generator.outputs.atom import Feed, FeedEntry, write_feed
from generator.outputs.identity import identity
from generator.pages import news
from generator.pages.template import draw

MOST = 50
"""The most entries of a feed."""
_ABOUT = "Новые отчёты и изменения планов"


def feed_files(district: District, context: Context, as_of: date) -> Iterator[SiteFile]:
    """The feeds of a district and its schools; one without anything to tell is not there."""
    found = [(district.address, district.profile.title, chronicle(district, context, as_of)[:MOST])]
    for school in district.schools:
        title = f"{school.profile.title}, {district.profile.title}"
        found.append((school.address, title, chronicle_of_school(school, district, context, as_of)[:MOST]))
    contents = _contents([entry for _, _, told in found for entry in told], district, context)
    for page, title, told in found:
        if told:
            entries = [_filled(page, one.item, contents[one.item], context.site_url) for one in told]
            yield _feed(page, title, entries, context.site_url, is_demo=context.region.demo)


def region_feed(region: District, districts: Iterable[Summary], context: Context, as_of: date) -> Iterator[SiteFile]:
    """The feed of a region, of its own files and what its districts tell; nothing if there is nothing to tell."""
    page, own = region.address, chronicle(region, context, as_of)[:MOST]
    items = [item for district in districts for item in district.chronicle if item.day <= as_of]
    contents = {item: _html(item) for item in _newest(items)} | _contents(own, region, context)
    entries = [_filled(page, item, contents[item], context.site_url) for item in _newest(contents)]
    if entries:
        yield _feed(page, region.profile.title, entries, context.site_url, is_demo=context.region.demo)


def site_feed(summaries: Sequence[Summary], site_url: str, as_of: date) -> SiteFile:
    """The feed of the whole site on the day `as_of`, also where there is nothing to tell yet: every page leads to it."""
    demo = {summary.address for summary in summaries if summary.demo}
    real = (summary for summary in summaries if summary.address.partition("/")[0] not in demo)
    items = (item for summary in real for item in summary.chronicle if item.day <= as_of)
    entries = [_filled("", item, _html(item), site_url) for item in _newest(items)]
    return _feed("", "Планы районов и школ", entries, site_url, is_demo=False)


def _newest(items: Iterable[Item]) -> list[Item]:
    return sorted(items, key=lambda item: item.age, reverse=True)[:MOST]


def _feed(page: str, title: str, entries: Sequence[FeedEntry], site_url: str, *, is_demo: bool) -> SiteFile:
    feed = Feed(
        id=identity("feed", page),
        title=f"Вымышленный пример. {title}: новое" if is_demo else f"{title}: новое",
        subtitle=f"{_ABOUT}. Всё в этой ленте придумано, чтобы показать сайт." if is_demo else f"{_ABOUT}.",
        author=title,
        own=f"{site_url}{feed_file(page)}" if site_url else "",
        link=_link(page, page, "", site_url),
        entries=entries,
    )
    return SiteFile(feed_file(page), write_feed(feed))


def _contents(told: Iterable[Entry], district: District, context: Context) -> dict[Item, str]:
    """All that is known of each entry, as HTML; what stands in several feeds is drawn once."""
    by_item = {entry.item: entry for entry in told}
    filed = [entry.filed for entry in by_item.values() if entry.filed]
    reports = dict(zip(filed, news.entries(district.address, filed, district, context), strict=True))
    return {
        item: _html(item, reports[entry.filed] if entry.filed else None, _changes(entry, district, context))
        for item, entry in by_item.items()
    }


def _html(item: Item, report: news.Entry | None = None, changes: Iterable[Change] = ()) -> str:
    sentences = [change.sentence for change in changes]
    return str(draw("feed/entry.html.j2", about=item.about, report=report, sentences=sentences).markup)


def _filled(page: str, item: Item, html: str, site_url: str) -> FeedEntry:
    link = _link(page, item.page, item.anchor, site_url)
    return FeedEntry(identity(item.what, item.name), item.title, item.day, item.by, link, html)


def _link(page: str, target: str, anchor: str, site_url: str) -> str:
    """Where an entry leads to: in full, or, while nobody knows where the site is, from the folder of the feed."""
    address = f"{site_url}{target}/" if site_url and target else site_url or href(page, target)
    return f"{address}#{anchor}" if anchor else address


def _changes(entry: Entry, district: District, context: Context) -> tuple[Change, ...]:
    """What an amendment or a correction made of a plan."""
    if entry.revision:
        return entry.revision.changes
    plan, day = entry.plan, entry.item.day
    if plan is None or entry.item.what is not What.AMENDMENT:
        return ()
    titles = unit_titles(district, context.projects)
    return plan_changes(in_force(plan, day - timedelta(days=1)), in_force(plan, day), titles)
