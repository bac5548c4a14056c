"""The page with all reports of a district and its schools, or those of a region: each has its permanent place here."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from generator.district import Context, District
from generator.filed import Filed, existing, gather
from generator.ids import href
from generator.news import MOST_NEWS, News, newest, page_of
from generator.pages.crumbs import crumbs, demo_banner
from generator.pages.markdown import Block, Heading, Html, Page
from generator.pages.marks import symbols
from generator.pages.news import entries
from generator.pages.template import draw
from generator.russian import day_month_year, plural

TITLE = "Отчёты"


def reports_page(district: District, context: Context, as_of: date) -> Page | None:
    """The page as of the day `as_of`, the newest report first; None if there is no report yet."""
    filed = tuple(existing(gather((district, *district.schools)), as_of))
    if not filed:
        return None
    title = f"{TITLE}: {district.profile.title}"
    return Page(
        address=page_of(district.address),
        title=title,
        description=f"{title}. {_sum(filed)} Что сделано по планам, с документами.",
        blocks=tuple(_blocks(title, filed, district, context)),
        source=f"{context.root}/{district.source}",
        demo=context.region.demo,
    )


def newest_reports(page: str, district: District, context: Context, as_of: date) -> Html | None:
    """The newest reports and the link to all of them, on the page at the address `page`; None if there is none."""
    filed = tuple(existing(gather((district, *district.schools)), as_of))
    if not filed:
        return None
    found = entries(page, filed[:MOST_NEWS], district, context)
    return draw("reports/newest.html.j2", entries=found, href=href(page, page_of(district.address)), amount=len(filed))


def told_reports(page: str, items: Iterable[News], as_of: date) -> Html | None:
    """The newest of `items`, which several units tell, on the page at the address `page`; None if there is none."""
    found = newest(item for item in items if item.date <= as_of)
    lines = [(item, href(page, item.page, item.anchor)) for item in found]
    return draw("reports/told.html.j2", lines=lines) if lines else None


def _blocks(title: str, filed: Sequence[Filed], district: District, context: Context) -> Iterator[Block]:
    page, region = page_of(district.address), context.region
    ancestors = [(region.address, region.title), (district.address, district.profile.title)]
    years = [(year, tuple(found)) for year, found in groupby(filed, key=lambda one: one.report.date.year)]
    if region.demo:
        yield demo_banner()
    yield crumbs(page, ancestors[district.is_region :], TITLE)
    yield Heading(1, title, "top")
    yield draw("reports/about.html.j2", sum=_sum(filed), years=[(year, len(found)) for year, found in years])
    for year, found in years:
        yield Heading(2, f"{year} год", f"y-{year}")
        yield draw("reports/list.html.j2", entries=entries(page, found, district, context))
    yield symbols()


def _sum(filed: Sequence[Filed]) -> str:
    """«106 отчётов, последний — 21 ноября 2026 года.»"""
    words = f"{len(filed)} {plural(len(filed), 'отчёт', 'отчёта', 'отчётов')}"
    day = f"{day_month_year(filed[0].report.date)} года"
    return f"{words}, последний — {day}." if len(filed) > 1 else f"{words}, {day}."
