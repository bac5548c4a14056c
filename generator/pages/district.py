"""The page of a district: its plans, what comes due, its schools, who answers for what, projects and documents."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from generator.chronicle import chronicle
from generator.coming import coming
from generator.concern import Concern, concerns
from generator.coverage import coverage
from generator.district import Context, District, PlanSummary, SchoolFolder, owners, reports_for, summarize_plan, worded
from generator.filed import Filed, existing
from generator.ids import href
from generator.pages.answers import answers
from generator.pages.calendar import calendar_href
from generator.pages.coming import coming_list
from generator.pages.coverage import ANCHOR, coverage_tables
from generator.pages.crumbs import crumbs, demo_banner
from generator.pages.documents import documents
from generator.pages.downloads import whole_table
from generator.pages.markdown import Block, Heading, Html, Page, Piece, embedded, parts_of
from generator.pages.marks import symbols
from generator.pages.paper import paper
from generator.pages.planned import planned_of_district
from generator.pages.plans import common_axis, count, plan_line, years
from generator.pages.progress import progress
from generator.pages.project import projects, served
from generator.pages.reports import newest_reports
from generator.pages.shelf import archive, shelves
from generator.pages.side import side
from generator.pages.subscribe import subscription
from generator.pages.template import draw
from generator.pages.territory import Fact, facts
from generator.pages.told_on import told_on
from generator.russian import day_month_year, plural, sort_key
from generator.status import is_reported
from generator.terms import latest_first

SOON = 8
"""About how many terms that come due are listed."""


@dataclass(frozen=True, slots=True)
class _School:
    """A school in the list: `says` is what the plans of the district say of it, a sentence each."""

    href: str
    title: str
    says: tuple[str, ...]


def district_page(district: District, context: Context, as_of: date) -> Page:
    """The page of `district` as of the day `as_of`, which matters only while a plan runs or its wording changes."""
    district = worded(district, as_of)
    plans = own_plans(district)
    title = district.profile.title
    blocks = tuple(_blocks(district, plans, context, as_of))
    day = told_on(district.plans, existing(district.filed, as_of), as_of)
    return Page(
        address=district.address,
        title=f"{title}, {context.region.title}",
        description=f"{title}: {_sum(district, plans)}. Сроки и ответственные по приказам, слово в слово.",
        blocks=blocks,
        source=f"{context.root}/{district.source}",
        demo=context.region.demo,
        pieces=(Piece(district.address, title, day, embedded(blocks)),),
    )


def own_plans(district: District) -> list[PlanSummary]:
    """The plans that the district itself adopted, the latest first."""
    return sorted(map(summarize_plan, district.plans), key=lambda plan: latest_first(plan.period))


def _blocks(district: District, plans: list[PlanSummary], context: Context, as_of: date) -> Iterator[Block]:
    page, profile, region = district.address, district.profile, context.region
    if region.demo:
        yield demo_banner()
    yield crumbs(page, [(region.address, region.title)], profile.title)
    yield from paper(page, context)
    yield Heading(1, profile.title, "top", embed=True)
    filed = reports_for(district, context)
    reports = sum(is_reported(plan, filed, as_of) for plan in district.plans)
    calendar = calendar_href(page, page, district, context, as_of)
    shown, archived = shelves(plans, as_of)
    below = list(_parts(district, (shown, archived), filed, calendar, context, as_of))
    yield _about(district, plans, shown, parts_of(below), as_of)
    yield from side(_tally(district, plans), plans, as_of, reports=reports, calendar=calendar)
    yield from below


def _parts(
    district: District,
    plans: tuple[list[PlanSummary], list[PlanSummary]],
    filed: Sequence[Filed],
    calendar: str,
    context: Context,
    as_of: date,
) -> Iterator[Block]:
    """What stands below the sheet: first what is told of the schools and of the terms, then who and by what documents."""
    page, profile, (shown, archived) = district.address, district.profile, plans
    if tables := coverage(district, context, as_of):
        yield Heading(2, "Что опубликовали школы", ANCHOR)
        yield coverage_tables(page, tables)
    if soon := coming(district, district.plans, filed, as_of):
        yield Heading(2, "Ближайшие сроки", "sroki", embed=True)
        yield replace(coming_list(page, [("", item) for item in soon], as_of, SOON, calendar), embed=True)
    if done := progress(district, context, shown, as_of):
        yield Heading(2, "Что сделано", "sdelano")
        yield done
    if newest := newest_reports(page, district, context, as_of):
        yield Heading(2, "Новые отчёты", "otchety")
        yield newest
    yield Heading(2, "Школы", "shkoly", embed=True)
    yield replace(draw("district/schools.html.j2", schools=list(_schools(district, shown))), embed=True)
    if parties := answers(district, as_of):
        yield Heading(2, "Кто за что отвечает", "otvetstvennye")
        yield parties
    if archived:
        yield Heading(2, "Архив", "arkhiv")
        yield archive(page, archived, as_of)
    if named := served({*district.projects, *(plan.roadmap.project for plan in district.plans)}, context):
        yield Heading(2, "Проекты", "proekty")
        yield projects(page, named, owners(district, context))
    if profile.documents:
        yield Heading(2, "Документы", "dokumenty")
        yield documents(page, ((page, item) for item in profile.documents), "dokumenty", sizes=context.sizes)
    rows = (row for one in planned_of_district(district, context, as_of) for row in one.rows)
    yield from subscription(page, context.site_url, rows=rows, has_feed=bool(chronicle(district, context, as_of)))
    if newest or tables or any(item.state for item in soon):
        yield symbols()


def _about(
    district: District, plans: list[PlanSummary], shown: list[PlanSummary], parts: list[tuple[str, str]], as_of: date
) -> Html:
    axis = common_axis(shown, as_of) if shown else None
    told = (*facts(district.address, district.profile, {}), *whole_table(district))
    frame = Fact("Разместить", "Эта страница для рамки на другом сайте", href(district.address, f"embed/{district.address}"))
    drawn = partial(
        draw,
        "district/about.html.j2",
        authority=district.profile.authority,
        sum=_sum(district, plans),
        axis=axis,
        plans=[plan_line(district.address, plan, axis, as_of) for plan in shown] if axis else [],
        note=district.profile.note,
    )
    return replace(drawn(parts=parts, facts=(*told, frame)), embed=lambda: drawn(parts=(), facts=told).markup)


def _tally(district: District, plans: list[PlanSummary]) -> list[tuple[str, int, str]]:
    counts = count(plans)
    return [
        ("Планы", counts.plans, ""),
        ("Мероприятия", counts.activities, ""),
        ("С названным днём", counts.exact, ""),
        ("Без даты", counts.undated, ""),
        ("Школы", len(district.schools), "#shkoly"),
    ]


def _sum(district: District, plans: list[PlanSummary]) -> str:
    """«1 план, 19 мероприятий, 2 школы»."""
    counts = count(plans)
    sums = (
        (counts.plans, plural(counts.plans, "план", "плана", "планов")),
        (counts.activities, plural(counts.activities, "мероприятие", "мероприятия", "мероприятий")),
        (len(district.schools), plural(len(district.schools), "школа", "школы", "школ")),
    )
    return ", ".join(f"{number}\u00a0{word}" for number, word in sums if number) or "планов пока нет"


def _schools(district: District, shown: list[PlanSummary]) -> Iterator[_School]:
    for school in sorted(district.schools, key=lambda school: sort_key(school.profile.title)):
        yield _School(href(district.address, school.address), school.profile.title, tuple(_says(school, district, shown)))


def _says(school: SchoolFolder, district: District, shown: list[PlanSummary]) -> Iterator[str]:
    """Of the plans in the sheet; where none of them concerns the school, of the latest that does."""
    known, addresses = concerns(school, district), {plan.address for plan in shown}
    found = [concern for concern in known if concern.plan.address in addresses] or known[:1]
    for concern in found:
        yield f"{years(concern.plan.roadmap.period)}: {_concern(concern)}" if len(known) > 1 else _concern(concern).capitalize()
    if not found:
        yield "Ни один план здесь школу не называет."
    if school.plans:
        yield f"Своих планов: {len(school.plans)}."
    if school.profile.closed:
        yield f"Деятельность прекращена с {day_month_year(school.profile.closed)} года."


def _concern(concern: Concern) -> str:
    """«отвечает за 8 мероприятий плана, ещё 11 касаются школы.»"""
    own, other = len(concern.answers), len(concern.others)
    touch = plural(other, "касается", "касаются", "касаются")
    if own:
        words = f"отвечает за {own}\u00a0{plural(own, 'мероприятие', 'мероприятия', 'мероприятий')} плана"
        return words + (f", ещё {other} {touch} школы." if other else ".")
    return f"школы {touch} {other}\u00a0{plural(other, 'мероприятие', 'мероприятия', 'мероприятий')} плана."
