"""The pages with the reports of a district and its schools, or those of a region: the newest, and all of each year."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from generator.district import Context, District
from generator.filed import Filed, existing
from generator.ids import href
from generator.news import MOST_NEWS, News, newest, page_of, reports_of
from generator.pages.crumbs import crumbs, demo_banner, way_to
from generator.pages.markdown import Block, Heading, Html, Page
from generator.pages.marks import symbols
from generator.pages.news import entries
from generator.pages.paper import paper
from generator.pages.template import draw
from generator.russian import day_month_year, month_name, plural

TITLE = "Отчёты"


def reports_pages(district: District, context: Context, as_of: date) -> Iterator[Page]:
    """The page of the newest reports with the list of years, and the page of each year; nothing if there is no report.

    Reports dated after the day `as_of` do not exist yet.
    """
    filed = tuple(existing(district.filed, as_of))
    if not filed:
        return
    yield _index(filed, district, context)
    for year, found in groupby(filed, key=lambda one: one.report.date.year):
        yield _year(year, tuple(found), district, context)


def _index(filed: Sequence[Filed], district: District, context: Context) -> Page:
    title = f"{TITLE}: {district.profile.title}"
    return Page(
        address=reports_of(district.address),
        title=title,
        description=f"{title}. {_sum(filed)} Что сделано по планам, с документами.",
        blocks=tuple(_index_blocks(title, filed, district, context)),
        source=f"{context.root}/{district.source}",
        demo=context.region.demo,
    )


def _year(year: int, filed: Sequence[Filed], district: District, context: Context) -> Page:
    title = f"{TITLE} {year} года: {district.profile.title}"
    return Page(
        address=page_of(filed[0]),
        title=title,
        description=f"{title}. {_sum(filed)} Что сделано по планам, с документами.",
        blocks=tuple(_year_blocks(year, title, filed, district, context)),
        source=f"{context.root}/{district.source}",
        demo=context.region.demo,
    )


def newest_reports(page: str, district: District, context: Context, as_of: date) -> Html | None:
    """The newest reports and the link to all of them, on the page at the address `page`; None if there is none."""
    filed = tuple(existing(district.filed, as_of))
    if not filed:
        return None
    found = entries(page, filed[:MOST_NEWS], district, context)
    return draw("reports/newest.html.j2", entries=found, href=href(page, reports_of(district.address)), amount=len(filed))


def told_reports(page: str, items: Iterable[News], as_of: date, region: str = "") -> Html | None:
    """The newest of `items`, which several units tell, on the page at the address `page`; None if there is none.

    Where the `region` at this address has reports of its own, a link leads to all of them.
    """
    found = newest(item for item in items if item.date <= as_of)
    lines = [(item, href(page, item.page, item.anchor)) for item in found]
    return draw("reports/told.html.j2", lines=lines, all=href(page, reports_of(region)) if region else "") if lines else None


def _index_blocks(title: str, filed: Sequence[Filed], district: District, context: Context) -> Iterator[Block]:
    page = reports_of(district.address)
    years = [(year, tuple(found)) for year, found in groupby(filed, key=lambda one: one.report.date.year)]
    if context.region.demo:
        yield demo_banner()
    yield crumbs(page, way_to(district, context), TITLE)
    yield from paper(page, context)
    yield Heading(1, title, "top")
    lines = [(href(page, page_of(found[0])), f"{year} год", len(found)) for year, found in years]
    yield draw("reports/about.html.j2", sum=_sum(filed), years=lines)
    newest = filed[:MOST_NEWS]
    yield Heading(2, "Новые отчёты" if len(filed) > len(newest) else "Все отчёты", "novye")
    yield draw("reports/list.html.j2", entries=entries(page, newest, district, context), anchored=False)
    yield symbols()


def _year_blocks(year: int, title: str, filed: Sequence[Filed], district: District, context: Context) -> Iterator[Block]:
    page = page_of(filed[0])
    told = zip(filed, entries(page, filed, district, context), strict=True)
    months = [
        (month, [entry for _, entry in found]) for month, found in groupby(told, key=lambda pair: pair[0].report.date.month)
    ]
    if context.region.demo:
        yield demo_banner()
    yield crumbs(page, [*way_to(district, context), (reports_of(district.address), TITLE)], str(year))
    yield from paper(page, context)
    yield Heading(1, title, "top")
    lines = [(f"#m-{month}", month_name(month), len(found)) for month, found in months]
    yield draw("reports/about.html.j2", sum=_sum(filed), years=lines)
    for month, found in months:
        yield Heading(2, month_name(month).capitalize(), f"m-{month}")
        yield draw("reports/list.html.j2", entries=found, anchored=True)
    yield symbols()


def _sum(filed: Sequence[Filed]) -> str:
    """«106 отчётов, последний — 21 ноября 2026 года.»"""
    words = f"{len(filed)} {plural(len(filed), 'отчёт', 'отчёта', 'отчётов')}"
    day = f"{day_month_year(filed[0].report.date)} года"
    return f"{words}, последний — {day}." if len(filed) > 1 else f"{words}, {day}."
