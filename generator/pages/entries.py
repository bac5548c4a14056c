"""What the search finds: for every page that a reader may look for, an entry with its words and what kind of page it is.

An entry is a small HTML document for Pagefind, made from the data and not from the finished page: it holds the words of the
page and nothing else, in the sequence of the page, and its passages, each with the place it leads to. `search.js` reads it back
(`theme/overrides/assets/javascripts/search.js`), so the two change together.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from urllib.parse import urlencode

from generator.amendments import in_force
from generator.district import Context, District, PlanSummary, SchoolFolder, Summary
from generator.filed import Filed, existing
from generator.files import SiteFile
from generator.ids import href
from generator.model import Document
from generator.news import anchor, page_of
from generator.pages.places import Place, places
from generator.pages.template import draw
from generator.plan import Plan, Row
from generator.prose import render
from generator.values import Span

TITLES = "search"
"""The index of all titles; every other index has the id of its region. It is also the address of the page «Поиск»."""

_PLAN, _SCHOOL, _DISTRICT, _REGION, _REPORTS = "План", "Школа", "Район или округ", "Регион", "Отчёты"


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a page with a place of its own, such as a row of a plan.

    `href` leads there from the page of the entry (empty: the page itself). `label` is its number or day; `parts` are its
    texts, the first of them what it is called. `party`, `kind` and `year` are what it answers to when the reader chooses
    by them: places in the tuples of the entry. An entry whose passages name none is chosen whole.
    """

    href: str
    label: str
    parts: tuple[str, ...]
    party: tuple[int, ...] = ()
    kind: tuple[int, ...] = ()
    year: tuple[int, ...] = ()

    @property
    def mark(self) -> str:
        """Its id in the entry: the link, and after a question mark the rest, which no text shows."""
        told = {"label": self.label, "party": self.party, "kind": self.kind, "year": self.year}
        return f"{self.href}?{_query(told)}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that can be found; `place` says where it belongs, `texts` are its words outside of passages.

    The first of `kinds` is its own. `district` is empty for what stands above districts. What is said on a page of news
    (`is_news`) weighs less: a page that names a school fifty times is not the one that who types its name looks for.
    """

    address: str
    title: str
    place: str
    kinds: tuple[str, ...]
    district: str = ""
    years: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    is_news: bool = False

    @property
    def mark(self) -> str:
        """The id with all by which it can be chosen; `search` makes the lists of choices of it."""
        told = {"kind": self.kinds, "district": self.district, "year": self.years, "party": self.parties}
        return f"?{_query(told)}"


def draw_entries(district: District, context: Context, as_of: date) -> Iterator[SiteFile]:
    """The entries of a district, or of a region's own files, for the index of their region, as of the day `as_of`."""
    for entry in _entries(district, context, as_of):
        yield _write(entry, district.region)


def draw_titles(summaries: Iterable[Summary]) -> Iterator[SiteFile]:
    """The entries of the index of titles: every region and district with its plans and schools. Without the fictional ones."""
    real, _ = places(summaries)
    for place in real:
        for unit in place.units:
            yield _write(_titles(unit, place), TITLES)


def _write(entry: Entry, index: str) -> SiteFile:
    """The path is the address of the page as seen from the page of the index (for titles: from the home page)."""
    below = entry.address.removeprefix(index).lstrip("/")
    return SiteFile(f"{below}/index.html".lstrip("/"), draw("search/entry.html.j2", entry=entry).markup.encode())


def _entries(district: District, context: Context, as_of: date) -> Iterator[Entry]:
    profile, region = district.profile, context.region.title
    yield Entry(
        address=district.address,
        title=profile.title,
        place="" if district.is_region else region,
        kinds=(_own_kind(district.is_region),),
        district=_name(district),
        texts=tuple(_words(profile.authority, *(former.title for former in profile.former), profile.note)),
        passages=tuple(map(_document, profile.documents)),
    )
    for plan in district.plans:
        yield _plan(plan, profile.title if district.is_region else f"{profile.title}, {region}", district, as_of)
    for school in district.schools:
        yield _school(school, district)
        for plan in school.plans:
            yield _plan(plan, f"{school.profile.title}, {profile.title}", district, as_of)
    filed = existing(district.filed, as_of)
    for page, found in groupby(sorted(filed, key=page_of), page_of):
        yield _reports(page, tuple(found), district)


def _name(district: District) -> str:
    return "" if district.is_region else district.profile.title


def _plan(plan: Plan, place: str, district: District, as_of: date) -> Entry:
    plan = in_force(plan, as_of)
    roadmap, order = plan.roadmap, plan.roadmap.order
    parties = tuple(dict.fromkeys(party.name for row in plan.rows for party in row.parties))
    rows = (row for row in plan.rows if row.activity.dropped is None)
    return Entry(
        address=plan.address,
        title=roadmap.title,
        place=place,
        kinds=(_PLAN,),
        district=_name(district),
        years=_years(roadmap.period),
        parties=parties,
        texts=tuple(_words(order.kind, _requisites(order.date, order.number), order.title, order.authority)),
        passages=tuple(_row(row, parties) for row in rows),
    )


def _row(row: Row, parties: tuple[str, ...]) -> Passage:
    """A number such as «3.1.2» is a word that finds the row; one such as «3» would find it wherever a three stands."""
    activity = row.activity
    label = (activity.number or "").strip().rstrip(".")
    return Passage(
        href=f"#{row.anchor}",
        label=label,
        parts=tuple(_words(activity.title, activity.deadline, activity.responsible, activity.result, label * ("." in label))),
        party=tuple(parties.index(party.name) for party in row.parties),
    )


def _school(school: SchoolFolder, district: District) -> Entry:
    profile = school.profile
    return Entry(
        address=school.address,
        title=profile.title,
        place=district.profile.title,
        kinds=(_SCHOOL,),
        district=_name(district),
        texts=tuple(_words(profile.authority, *(former.title for former in profile.former), profile.note)),
        passages=tuple(map(_document, profile.documents)),
    )


def _document(document: Document) -> Passage:
    requisites = _requisites(document.date, document.number)
    return Passage("", "", tuple(_words(document.title, f"{document.kind} {requisites}".strip(), document.authority)))


def _reports(page: str, filed: tuple[Filed, ...], district: District) -> Entry:
    """The page with the reports of one year."""
    years = tuple(sorted({str(one.report.date.year) for one in filed}))
    schools = {school.address: school.profile.title for school in district.schools}
    passages = (
        Passage(
            href=f"#{anchor(one)}",
            label=f"{one.report.date:%d.%m.%Y}",
            parts=tuple(_words(one.report.title, schools.get(one.reporter), render(one.report.text or "").striptags())),
            year=(years.index(str(one.report.date.year)),),
        )
        for one in filed
    )
    return Entry(
        address=page,
        title=f"Отчёты {years[0]} года: {district.profile.title}",
        place=district.profile.title,
        kinds=(_REPORTS,),
        district=_name(district),
        years=years,
        passages=tuple(passages),
        is_news=True,
    )


def _titles(unit: Summary, place: Place) -> Entry:
    kinds = tuple(_words(_own_kind(unit.is_region), _PLAN if unit.plans else None, _SCHOOL if unit.schools else None))
    years = tuple(sorted({year for plan in unit.plans for year in _years(plan.period)}))
    owners = dict(unit.schools)
    plans = (_plan_title(unit, plan, owners, kinds, years) for plan in unit.plans)
    schools = (_school_title(unit, address, title, kinds) for address, title in unit.schools)
    return Entry(
        address=unit.address,
        title=unit.title,
        place="" if unit.is_region else place.region.title,
        kinds=kinds,
        years=years,
        passages=(*plans, *schools),
    )


def _plan_title(
    unit: Summary, plan: PlanSummary, owners: Mapping[str, str], kinds: tuple[str, ...], years: tuple[str, ...]
) -> Passage:
    owner = owners.get(plan.address.rpartition("/")[0])
    return Passage(
        href=href(unit.address, plan.address),
        label="",
        parts=tuple(_words(plan.title, owner, plan.order)),
        kind=(kinds.index(_PLAN),),
        year=tuple(years.index(year) for year in _years(plan.period)),
    )


def _school_title(unit: Summary, address: str, title: str, kinds: tuple[str, ...]) -> Passage:
    return Passage(href(unit.address, address), "", (title,), kind=(kinds.index(_SCHOOL),))


def _own_kind(is_region: bool) -> str:
    return _REGION if is_region else _DISTRICT


def _query(told: Mapping[str, object]) -> str:
    return urlencode({key: value for key, value in told.items() if value}, doseq=True)


def _years(period: Span) -> tuple[str, ...]:
    return tuple(str(year) for year in range(period.start.year, period.end.year + 1))


def _requisites(day: date | None, number: str | None) -> str:
    return " ".join(_words(f"от {day:%d.%m.%Y}" if day else None, f"№ {number}" if number else None))


def _words(*texts: str | None) -> Iterator[str]:
    return (text for text in texts if text)
