"""The page of a region: its districts, its own plans, projects and documents."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from generator.amendments import in_force
from generator.chronicle import chronicle
from generator.district import Context, District, PlanSummary, Summary, owners
from generator.ids import href
from generator.pages.answers import answers
from generator.pages.coming import coming_list, nothing_due
from generator.pages.coverage import ANCHOR
from generator.pages.crumbs import REGIONS, crumbs, demo_banner
from generator.pages.district import SOON, own_plans
from generator.pages.documents import documents
from generator.pages.downloads import whole_table
from generator.pages.markdown import Block, Heading, Html, Page, parts_of
from generator.pages.marks import symbols
from generator.pages.paper import paper
from generator.pages.places import MOST_MAPS, DistrictLine, Place, district_lines, holdings, tally, whose
from generator.pages.plans import plan_line
from generator.pages.progress import progress
from generator.pages.project import projects, served
from generator.pages.reports import told_reports
from generator.pages.rollup import roll_up_tables, roll_ups
from generator.pages.shelf import archive, shelves
from generator.pages.side import side
from generator.pages.subscribe import subscription
from generator.pages.template import draw
from generator.pages.territory import facts
from generator.russian import sort_key
from generator.timeline import Axis


def region_page(region: District, districts: Iterable[Summary], context: Context, as_of: date) -> Page:
    """The page of a region from its own files and the summaries of its `districts`, as of the day `as_of`."""
    region = replace(region, plans=tuple(in_force(plan, as_of) for plan in region.plans))
    place = Place(context.region, tuple(sorted(districts, key=lambda unit: sort_key(unit.title))))
    title = region.profile.title
    return Page(
        address=region.address,
        title=title,
        description=f"{title}: {holdings(place)}. Сроки и ответственные по приказам, слово в слово.",
        blocks=tuple(_blocks(region, place, context, as_of)),
        source=f"{context.root}/{region.source}",
        demo=context.region.demo,
    )


def _blocks(region: District, place: Place, context: Context, as_of: date) -> Iterator[Block]:
    page, profile = region.address, region.profile
    if context.region.demo:
        yield demo_banner()
    yield crumbs(page, [REGIONS], profile.title)
    yield from paper(page, context)
    yield Heading(1, profile.title, "top")
    shown, archived = shelves(own_plans(region), as_of)
    has_maps = len(place.districts) <= MOST_MAPS
    lines, axis = district_lines(page, [place] if has_maps else [], as_of, beside=shown)
    below = list(_parts(region, place, (shown, archived), (lines, axis), context, as_of))
    yield _about(region, place, shown, axis, parts_of(below), as_of)
    yield from side(tally([place]), place.plans, as_of, reports=place.is_reported)
    yield from below


def _parts(
    region: District,
    place: Place,
    plans: tuple[list[PlanSummary], list[PlanSummary]],
    listed: tuple[list[DistrictLine], Axis | None],
    context: Context,
    as_of: date,
) -> Iterator[Block]:
    """What stands below the sheet, as on the page of a district."""
    page, profile, (shown, archived), (lines, axis) = region.address, region.profile, plans, listed
    yield Heading(2, "Районы и округа", "rayony")
    if len(place.districts) <= MOST_MAPS:
        yield draw("districts.html.j2", lines=lines, axis=axis, named=False, has_ground=bool(shown))
    else:
        yield draw("region/names.html.j2", names=[(href(page, unit.address), unit.title) for unit in place.districts])
    if tables := roll_ups(page, [place]):
        yield Heading(2, "Что опубликовали школы", ANCHOR)
        yield roll_up_tables(tables)
    yield Heading(2, "Ближайшие сроки", "sroki")
    if place.coming:
        titles = whose([place])
        yield coming_list(page, [(titles[item.plan], item) for item in place.coming], as_of, SOON)
    else:
        yield draw("nothing.html.j2", sentences=nothing_due(place.plans, as_of))
    if done := progress(region, context, shown, as_of):
        yield Heading(2, "Что сделано", "sdelano")
        yield done
    if reports := told_reports(page, place.reports, as_of, page if place.region.reports else ""):
        yield Heading(2, "Новые отчёты", "otchety")
        yield reports
    if parties := answers(region, as_of):
        yield Heading(2, "Кто за что отвечает", "otvetstvennye")
        yield parties
    if archived:
        yield Heading(2, "Архив", "arkhiv")
        yield archive(page, archived, as_of)
    if named := served({*region.projects, *(plan.roadmap.project for plan in region.plans)}, context):
        yield Heading(2, "Проекты", "proekty")
        yield projects(page, named, owners(region, context))
    if profile.documents:
        yield Heading(2, "Документы", "dokumenty")
        yield documents(page, ((page, item) for item in profile.documents), "dokumenty", sizes=context.sizes)
    told = chronicle(region, context, as_of) or [item for unit in place.districts for item in unit.chronicle]
    yield from subscription(page, context.site_url, has_feed=bool(told))
    if any(item.state for item in place.coming):
        yield symbols()


def _about(
    region: District, place: Place, plans: list[PlanSummary], axis: Axis | None, parts: list[tuple[str, str]], as_of: date
) -> Html:
    return draw(
        "region/about.html.j2",
        authority=region.profile.authority,
        holds=holdings(place),
        parts=parts,
        axis=axis,
        plans=[plan_line(region.address, plan, axis, as_of) for plan in plans] if axis else [],
        facts=(*facts(region.address, region.profile, {}), *whole_table(region, below=bool(place.plans))),
        note=region.profile.note,
    )
