"""The summary of a unit: all that the pages above it are made of, once it is forgotten."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from generator.chronicle import newest as newest_items
from generator.coming import coming
from generator.coverage import coverage, roll_up
from generator.district import Context, District, Summary, summarize_plan
from generator.filed import Filed, existing, unit_of
from generator.model import Region
from generator.news import News, anchor, newest, page_of


def updated(summaries: Iterable[Summary]) -> date | None:
    """The day of the newest report or order in the units, as far as others are told of it; None where there is nothing."""
    return max((item.day for summary in summaries for item in summary.chronicle), default=None)


def told_of(summaries: Iterable[Summary]) -> dict[str, tuple[Filed, ...]]:
    """The reports of units on plans of others, by the address of the unit whose plan it is."""
    found: dict[str, list[Filed]] = {}
    for one in (one for summary in summaries for one in summary.told):
        found.setdefault(unit_of(one.report.roadmap or ""), []).append(one)
    return {unit: tuple(filed) for unit, filed in found.items()}


def summarize(district: District, as_of: date, context: Context | None = None) -> Summary:
    """The summary of a district or of a region's own files, with the reports there are on the day `as_of`.

    `context` is what a district is drawn in; without it there is no coverage, nor is any needed of faulty data.
    """
    filed = tuple(existing(district.filed, as_of))
    plans = [*district.plans, *(plan for school in district.schools for plan in school.plans)]
    is_region = isinstance(district.profile, Region)
    return Summary(
        address=district.address,
        title=district.profile.title,
        demo=isinstance(district.profile, Region) and district.profile.demo,
        plans=tuple(map(summarize_plan, plans)),
        schools=tuple((school.address, school.profile.title) for school in district.schools),
        projects=tuple(district.projects),
        references=district.references,
        documents=district.profile.documents if is_region else (),
        reports=newest(_news(filed, district)),
        is_reported=any(one.report.status is not None for one in filed),
        coverage=roll_up(coverage(district, context, as_of)) if context else (),
        coming=coming(district, plans, filed, as_of),
        told=tuple(_bare(one) for one in filed if one.report.roadmap and unit_of(one.report.roadmap) != district.address),
        chronicle=newest_items(district, as_of),
    )


def _news(filed: Iterable[Filed], district: District) -> Iterator[News]:
    title = district.profile.title
    names = {school.address: f"{school.profile.title}, {title}" for school in district.schools}
    for one in filed:
        yield News(one.report.date, one.report.title, page_of(one), anchor(one), names.get(one.reporter, title))


def _bare(one: Filed) -> Filed:
    """The report without what only its own page shows."""
    bare = {"text": None, "documents": (), "confirmed": None, "note": None}
    return replace(one, report=one.report.model_copy(update=bare))
