"""The page of a school: what the orders say of it, what it answers for, and its special section.

It tells only what the files say: a part without anything published is shown as such, never hidden and never filled in.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from generator.amendments import in_force
from generator.concern import Concern, concerns
from generator.district import Context, District, PlanSummary, SchoolFolder, summarize
from generator.ids import href
from generator.pages.crumbs import crumbs, demo_banner
from generator.pages.documents import documents
from generator.pages.markdown import Block, Heading, Html, Page
from generator.pages.plans import common_axis, plan_line, years
from generator.pages.rows import row_line
from generator.pages.section import is_placed, section_id, sections
from generator.pages.side import side
from generator.pages.template import draw
from generator.pages.territory import Fact, facts
from generator.plan import Plan, Row
from generator.russian import plural
from generator.terms import latest_first


def school_page(school: SchoolFolder, district: District, context: Context, as_of: date) -> Page:
    """The page of `school`, one of `district`, as of the day `as_of`, which matters only while a plan runs or is amended."""
    district = replace(district, plans=tuple(in_force(plan, as_of) for plan in district.plans))
    school = replace(school, plans=tuple(in_force(plan, as_of) for plan in school.plans))
    title = school.profile.title
    return Page(
        address=school.address,
        title=f"{title}, {district.profile.title}",
        description=f"{title}, {district.profile.title}: за что отвечает школа по планам и что она опубликовала.",
        blocks=tuple(_blocks(school, district, context, as_of)),
        source=f"{context.root}/{school.source}",
        demo=context.region.demo,
    )


def _blocks(school: SchoolFolder, district: District, context: Context, as_of: date) -> Iterator[Block]:
    page, profile, region = school.address, school.profile, context.region
    found = concerns(school, district)
    if region.demo:
        yield demo_banner()
    yield crumbs(page, [(region.address, region.title), (district.address, district.profile.title)], profile.title)
    yield Heading(1, profile.title, "top")
    plans = [*_own(school, district), *(_summary(concern, district) for concern in found)]
    yield _about(school, district, plans, found, context, as_of)
    yield from side(_tally(school, found), plans, as_of, reports=len(school.reports))
    if any(concern.points for concern in found):
        yield Heading(2, "Что говорит о школе приказ", "prikaz")
        yield _points(page, found)
    if any(concern.answers for concern in found):
        yield Heading(2, "За что отвечает школа", "otvechaet")
        yield _rows(page, [(concern.plan, concern.answers) for concern in found])
    if any(concern.others for concern in found):
        yield Heading(2, "Что ещё её касается", "kasaetsya")
        yield _rows(page, [(concern.plan, concern.others) for concern in found])
    yield from sections(school, district, context)
    if loose := [document for document in profile.documents if not is_placed(document, school, context)]:
        yield Heading(2, "Документы", "dokumenty")
        yield documents(page, ((page, document) for document in loose), "dokumenty")


def _own(school: SchoolFolder, district: District) -> list[PlanSummary]:
    """The plans that the school itself adopted, the latest first."""
    adopted = summarize(replace(district, plans=school.plans, schools=())).plans
    return sorted(adopted, key=lambda plan: latest_first(plan.period))


def _summary(concern: Concern, district: District) -> PlanSummary:
    """The plan of `concern` with only those activities that the school answers for."""
    (plan,) = summarize(replace(district, plans=(concern.plan,), schools=())).plans
    own = {row.id for row in concern.answers}
    return replace(plan, terms=tuple(term for term in plan.terms if term.row in own))


def _about(
    school: SchoolFolder,
    district: District,
    plans: list[PlanSummary],
    found: tuple[Concern, ...],
    context: Context,
    as_of: date,
) -> Html:
    page, profile = school.address, school.profile
    axis = common_axis(plans, as_of) if plans else None
    amounts = {concern.plan.address: _amount(concern) for concern in found}
    neighbours = {other.address: other.profile.title for other in district.schools}
    return draw(
        "school/about.html.j2",
        axis=axis,
        plans=[plan_line(page, plan, axis, as_of, amounts.get(plan.address, "")) for plan in plans] if axis else [],
        facts=[*_roles(school, district, context), *facts(page, profile, neighbours)],
        authority=profile.authority,
        note=profile.note,
    )


def _amount(concern: Concern) -> str:
    own, all_ = len(concern.answers), len(concern.answers) + len(concern.others)
    words = plural(all_, "мероприятия", "мероприятий", "мероприятий")
    return f"школа отвечает за {own} из {all_} {words}, которые её касаются"


def _roles(school: SchoolFolder, district: District, context: Context) -> Iterator[Fact]:
    """Where the school belongs, its projects, and who works for the latest of them."""
    yield Fact("Территория", district.profile.title, href(school.address, district.address))
    entries = sorted(school.profile.projects, key=lambda entry: latest_first(entry.period))
    for entry in entries:
        project = context.projects.get(entry.project) or school.projects.get(entry.project)
        if project is not None:
            target = f"#{section_id(entry)}"
            yield Fact("Проект", f"{project.title}, {years(entry.period)}", target)
    for person in entries[0].team if entries else ():
        yield Fact(person.role or "От школы", f"{person.name}, {person.position}" if person.position else person.name)


def _tally(school: SchoolFolder, found: tuple[Concern, ...]) -> list[tuple[str, int, str]]:
    return [
        ("Пункты приказа о школе", sum(len(concern.points) for concern in found), "#prikaz"),
        ("Мероприятия, за которые она отвечает", sum(len(concern.answers) for concern in found), "#otvechaet"),
        ("Другие, которые её касаются", sum(len(concern.others) for concern in found), "#kasaetsya"),
        ("Свои планы", len(school.plans), ""),
    ]


def _points(page: str, found: tuple[Concern, ...]) -> Html:
    orders = [(href(page, concern.plan.address), concern.plan.roadmap.order.title, concern.points) for concern in found]
    return draw("school/points.html.j2", orders=[order for order in orders if order[2]])


def _rows(page: str, groups: list[tuple[Plan, tuple[Row, ...]]]) -> Html:
    """The rows by plan; the plans are named where there are several."""
    drawn = [
        (href(page, plan.address), plan.roadmap.title, [row_line(page, plan, row) for row in rows])
        for plan, rows in groups
        if rows
    ]
    return draw("school/rows.html.j2", groups=drawn, titled=len(groups) > 1)
