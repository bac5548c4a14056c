"""The record of a plan: what is known of each of its rows on a day, as the page of the plan shows it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from generator.district import Context, District, reports_for
from generator.filed import Filed, existing, is_about, reports_on
from generator.ids import href
from generator.model import PartyLevel, ReportStatus
from generator.pages import news
from generator.pages.answers import REPORTERS
from generator.pages.marks import Told, told
from generator.plan import Plan, Row
from generator.status import (
    Coverage,
    PlanRow,
    RowStatus,
    SchoolsKind,
    State,
    Status,
    Tally,
    district_statuses,
    school_tally,
    schools_kind,
    tally,
)


@dataclass(frozen=True, slots=True)
class School:
    """A school that answers for a row, with its own status."""

    href: str
    title: str
    told: Told


@dataclass(frozen=True, slots=True)
class Schools:
    """How many of the schools told of a term, and which; `lines` is empty while none is expected to tell."""

    told: Told
    lines: tuple[School, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A report at a row that it is about; `by` is the title of the reporter, empty if the plan is its own."""

    report: news.Entry
    by: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a row: the `status` by whose plan it is, `schools` by theirs, the reports, and the days of their marks.

    `whose` says whose the status is where the schools have theirs.
    """

    status: RowStatus | None = None
    whose: str = ""
    schools: tuple[Schools, ...] = ()
    mentions: tuple[Mention, ...] = ()
    days: tuple[tuple[date, ReportStatus], ...] = ()

    def told(self, page: str) -> tuple[Told, ...]:
        """The status in words, a line for each term, on the page at the address `page`."""
        lines = (told(page, line) for line in self.status.lines) if self.status else ()
        return tuple(line._replace(words=f"{self.whose}: {line.words}") if self.whose else line for line in lines)


@dataclass(frozen=True, slots=True)
class Record:
    """The record of a plan: its `entries` by the id of the row, and how many rows are in which state.

    `own` counts those for which whoever adopted the plan answers, `schools` those for which schools do; both are None while
    nothing is known of how the plan is carried out. `kinds` are what `schools` counts, by the id of the row.
    """

    entries: Mapping[str, Entry] = field(default_factory=dict)
    own: Tally | None = None
    schools: Tally | None = None
    kinds: Mapping[str, SchoolsKind] = field(default_factory=dict)


def record(plan: Plan, district: District, context: Context, as_of: date) -> Record:
    """What is known on the day `as_of` of `plan`, one of the district (or region) or of a school, worded as on that day."""
    rows = judge(plan, district, context, as_of)
    told_of = tuple(existing(reports_on(reports_for(district, context), plan.address), as_of))
    clerk = _Clerk(plan, district, context, told_of, news.entries(plan.address, told_of, district, context))
    judged = {row.row.id: row for row in rows or ()}
    entries = {row.id: clerk.entry(row, judged.get(row.id)) for row in plan.rows}
    if rows is None:
        return Record(entries)
    kinds = {row.row.id: kind for row in rows if (kind := schools_kind(row))}
    return Record(entries, tally(row.own for row in rows), school_tally(rows), kinds)


def judge(plan: Plan, district: District, context: Context, as_of: date) -> tuple[PlanRow, ...] | None:
    """The statuses of the rows of `plan`, worded as on the day `as_of`, also by the reports of others; None: of none is known.

    A region's plan concerns the districts that it names, without a list all of them.
    """
    below = plan.roadmap.districts or tuple(address for address, _ in context.districts)
    return district_statuses(plan, district, reports_for(district, context), as_of, below if district.is_region else ())


def statuses(page: str, judged: PlanRow, district: District, context: Context) -> Entry:
    """The statuses of a row, without the reports on it, on the page at the address `page`."""
    titles = _titles(district, context)
    schools = tuple(_schools(page, coverage, titles, "школы") for coverage in judged.schools)
    schools += tuple(_schools(page, coverage, titles, "районы") for coverage in judged.districts)
    if judged.own and judged.own.whole.report is None and not any(told_of.lines for told_of in schools):
        schools = ()  # all wait for the same days
    level = PartyLevel.REGIONAL if district.is_region else PartyLevel.MUNICIPAL
    return Entry(judged.own, REPORTERS[level] if schools else "", schools)


@dataclass(frozen=True, slots=True)
class _Clerk:
    """What the entries of one plan are made from: its reports, and the same as `news`."""

    plan: Plan
    district: District
    context: Context
    filed: Sequence[Filed]
    news: Sequence[news.Entry]

    def entry(self, row: Row, judged: PlanRow | None) -> Entry:
        """What is known of one row."""
        about = [(filed, entry) for filed, entry in zip(self.filed, self.news, strict=True) if is_about(filed.report, row)]
        return replace(
            statuses(self.plan.address, judged, self.district, self.context) if judged else Entry(),
            mentions=tuple(Mention(entry, self._by(filed)) for filed, entry in about),
            days=tuple((filed.report.date, filed.report.status) for filed, _ in about if filed.report.status),
        )

    def _by(self, filed: Filed) -> str:
        return "" if filed.reporter == self.plan.owner else _titles(self.district, self.context).get(filed.reporter, "")


def _titles(district: District, context: Context) -> dict[str, str]:
    """The titles of all who may report on a plan, by address."""
    schools = {school.address: school.profile.title for school in district.schools}
    above = {context.region.address: context.region.title, district.address: district.profile.title}
    return {**above, **dict(context.districts), **schools}


def _schools(page: str, coverage: Coverage, titles: Mapping[str, str], who: str) -> Schools:
    is_expected = bool(coverage.reported) or coverage.state in (State.RUNNING, State.PASSED)
    lines = tuple(_lines(page, (*coverage.reported, *coverage.silent), titles)) if is_expected else ()
    return Schools(Told(coverage.state.value, coverage.text if lines else f"{who}: {coverage.text}"), lines)


def _lines(page: str, found: Sequence[tuple[str, Status]], titles: Mapping[str, str]) -> Iterator[School]:
    """A line for each school; the term is named above them."""
    for school, status in found:
        yield School(href(page, school), titles.get(school, school), told(page, status)._replace(words=status.words))
