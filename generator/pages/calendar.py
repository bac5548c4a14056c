"""The calendar of a district or a school, by month: one page, or, with dates in several years, a page for each and one above.

While a plan runs the first page begins with what goes on now; before and after, nothing depends on the day.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from generator.deadline.reading import Kind
from generator.district import Context, District, SchoolFolder
from generator.ids import href
from generator.months import Entry, Month, Term, by_month, following, is_dated, running, terms
from generator.pages.crumbs import crumbs, demo_banner
from generator.pages.markdown import Block, Heading, Html, Page
from generator.pages.marks import Told, symbols
from generator.pages.month import Clerk, written
from generator.pages.paper import paper
from generator.pages.planned import Planned, judged_in_district, judged_in_school, planned_of_district, planned_of_school, whose
from generator.pages.plans import approval
from generator.pages.subscribe import subscription
from generator.pages.template import draw
from generator.pages.verbatim import verbatim
from generator.russian import day_month_year
from generator.terms import Phase, phase

CALENDAR = "calendar"
"""The last part of the address of a calendar; no folder has this name (`ids.RESERVED`)."""
TITLE = "Календарь"
SOON = 3
"""So many terms that begin next are told."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """A plan in the list at the head of the page."""

    href: str
    title: Markup
    origin: Told
    about: str


def district_calendar(district: District, context: Context, as_of: date) -> Iterator[Page]:
    """The calendar of a district as of the day `as_of`: its plans and those of the region that concern it; none without any."""
    planned = planned_of_district(district, context, as_of)
    if planned:
        judged = judged_in_district(planned, district, as_of)
        above = [(context.region.address, context.region.title), (district.address, district.profile.title)]
        yield from _Calendar(above, judged, context, f"{context.root}/{district.source}", as_of).pages()


def school_calendar(school: SchoolFolder, district: District, context: Context, as_of: date) -> Iterator[Page]:
    """The calendar of a school as of the day `as_of`: its plans and the rows of the district that concern it."""
    planned = planned_of_school(school, district, as_of)
    if planned:
        judged = judged_in_school(planned, school, district, as_of)
        units = ((unit.address, unit.profile.title) for unit in (district, school))
        above = [(context.region.address, context.region.title), *units]
        yield from _Calendar(above, judged, context, f"{context.root}/{school.source}", as_of).pages()


def calendar_href(page: str, owner: str, district: District, context: Context, as_of: date) -> str:
    """The link from the page at the address `page` to the calendar of the district or a school of it; empty if it has none."""
    if owner == district.address:
        planned = () if district.is_region else planned_of_district(district, context, as_of)
    else:
        schools = (school for school in district.schools if school.address == owner)
        planned = next((planned_of_school(school, district, as_of) for school in schools), ())
    return href(page, f"{owner}/{CALENDAR}") if planned else ""


@dataclass(frozen=True, slots=True)
class _Calendar:
    """What the pages of one calendar are made from; `above` are address and title of the pages above, whose it is last."""

    above: Sequence[tuple[str, str]]
    planned: Sequence[Planned]
    context: Context
    source: str
    as_of: date

    @property
    def page(self) -> str:
        """The address of the first page."""
        return f"{self.above[-1][0]}/{CALENDAR}"

    def pages(self) -> Iterator[Page]:
        """The first page, then one for each year if there are several."""
        found = by_month(self._terms(self.planned))
        years = sorted({year for year, _ in found})
        whose = self.above[-1][1]
        title = f"{TITLE}: {whose}"
        is_one = len(years) < 2
        yield self._page(self.page, title, "Сроки по месяцам.", lambda: self._first(title, found, years))
        for year in () if is_one else years:
            yield self._page(
                f"{self.page}/{year}",
                f"{TITLE} на {year} год: {whose}",
                f"Сроки {year} года по месяцам.",
                lambda year=year: self._year(year, found, whose),  # type: ignore[misc]
            )

    def _page(self, address: str, title: str, about: str, blocks: Callable[[], Iterator[Block]]) -> Page:
        return Page(
            address=address,
            title=title,
            description=f"{title}. {about} Что начинается и заканчивается, кто отвечает; слова планов приведены дословно.",
            blocks=tuple(blocks()),
            source=self.source,
            demo=self.context.region.demo,
        )

    def _first(self, title: str, found: Mapping[Month, tuple[Entry, ...]], years: Sequence[int]) -> Iterator[Block]:
        clerk = self._clerk(self.page, self.planned)
        yield from self._head(self.page, self.above, TITLE, title)
        yield self._about()
        if clerk.now:
            yield Heading(2, "Сейчас", "seychas")
            yield self._now(clerk)
        if len(years) == 1:
            yield Heading(2, f"{years[0]} год", f"y-{years[0]}")
            yield _months(clerk, years[0], found, depth=3)
        elif years:
            yield Heading(2, "По месяцам", "po-mesyatsam")
            rows = [(year, f"{year}/", clerk.cells(year, found, f"{self.page}/{year}")) for year in years]
            yield draw("calendar/years.html.j2", years=rows)
        yield from self._vague(clerk)
        shown = (row for one in self.planned for row in one.rows)
        yield from subscription(self.page, self.context.site_url, of=self.above[-1][0], rows=shown)
        yield symbols()

    def _year(self, year: int, found: Mapping[Month, tuple[Entry, ...]], whose: str) -> Iterator[Block]:
        page = f"{self.page}/{year}"
        here = {entry.term.plan.address for month, entries in found.items() if month[0] == year for entry in entries}
        clerk = self._clerk(page, [one for one in self.planned if one.plan.address in here])
        yield from self._head(page, [*self.above, (self.page, TITLE)], f"{year} год", f"{TITLE} на {year} год: {whose}")
        years = sorted({other for other, _ in found})
        others = [(other, href(page, f"{self.page}/{other}")) for other in years if abs(other - year) == 1]
        day = f"{day_month_year(clerk.now)} года" if clerk.now else ""
        yield draw("calendar/year.html.j2", others=others, day=day, all=href(page, self.page))
        yield _months(clerk, year, found, depth=2)
        yield symbols()

    def _head(self, page: str, above: Sequence[tuple[str, str]], short: str, title: str) -> Iterator[Block]:
        if self.context.region.demo:
            yield demo_banner()
        yield crumbs(page, above, short)
        yield from paper(page, self.context)
        yield Heading(1, title, "top")

    def _clerk(self, page: str, shown: Sequence[Planned]) -> Clerk:
        """`now` depends on the plans that the page shows: one with those of a year gone by is the same every day."""
        now = self.as_of if any(map(self._is_running, shown)) else None
        return Clerk(page, {one.plan.address: one for one in self.planned}, now)

    def _is_running(self, planned: Planned) -> bool:
        return phase(planned.plan.runs, self.as_of) is Phase.RUNNING

    def _terms(self, shown: Sequence[Planned]) -> tuple[Term, ...]:
        return tuple(terms((one.plan, row) for one in shown for row in one.rows))

    def _about(self) -> Html:
        plans = []
        for one in self.planned:
            about = approval(one.plan, self.as_of)
            silent = " Сведения о выполнении не публиковались." if one.is_silent else ""
            plans.append(
                _Plan(href(self.page, one.plan.address), verbatim(one.plan.roadmap.title), whose(one.plan), about + silent)
            )
        return draw("calendar/about.html.j2", plans=plans)

    def _now(self, clerk: Clerk) -> Html:
        found = self._terms([one for one in self.planned if self._is_running(one)])
        return draw(
            "calendar/now.html.j2",
            day=f"{day_month_year(self.as_of)} года",
            running=[written(clerk.running(term)) for term in running(found, self.as_of)],
            following=[written(clerk.following(term)) for term in following(found, self.as_of, SOON)],
        )

    def _vague(self, clerk: Clerk) -> Iterator[Block]:
        """What has no place in a month, once: what goes on all the time, and what has no date."""
        rows = [(one, row) for one in self.planned for row in one.rows if not is_dated(row.deadline)]
        if rows:
            groups: dict[str, list[Markup]] = {"Весь период": [], "Даты нет": []}
            for one, row in rows:
                is_undated = row.deadline is None or row.deadline.kind is Kind.UNDATED
                groups["Даты нет" if is_undated else "Весь период"].append(written(clerk.vague(one, row), said=True))
            yield Heading(2, "Без точных дней", "bez-dney")
            yield draw("calendar/vague.html.j2", groups=[(title, lines) for title, lines in groups.items() if lines])


def _months(clerk: Clerk, year: int, found: Mapping[Month, tuple[Entry, ...]], depth: int) -> Html:
    months = [clerk.month(month, entries) for month, entries in found.items() if month[0] == year]
    return draw(
        "calendar/months.html.j2",
        found=clerk.cells(year, found, clerk.page),
        months=[(month, [written(line, f"d-{month.id}") for line in month.lines]) for month in months],
        depth=depth,
    )
