"""The home page: what this is, the districts with their plans, and what is due now."""

from collections.abc import Iterable, Iterator
from datetime import date

from generator.district import PlanSummary, Summary
from generator.ids import href
from generator.pages.coming import coming, coming_list
from generator.pages.crumbs import COORDINATORS, REGIONS
from generator.pages.markdown import Block, Heading, Html, Page
from generator.pages.places import MOST_MAPS, Place, district_lines, holdings, places, tally, whose
from generator.pages.plans import running
from generator.pages.reports import told_reports
from generator.pages.side import side
from generator.pages.template import draw
from generator.russian import day_month_year
from generator.terms import Phase, phase

SOON = 6
"""About how many terms that come due are listed."""
_TITLE = "Планы районов и школ"


def home_page(summaries: Iterable[Summary], as_of: date) -> Page:
    """The home page from the summaries of all units, as of the day `as_of`; fictional regions are only named as examples."""
    real, demo = places(summaries)
    return Page(
        address="",
        title=_TITLE,
        description="Планы муниципальных отделов образования слово в слово: что сделать, к какому сроку, кто отвечает.",
        blocks=tuple(_blocks(real, demo, as_of)),
    )


def _blocks(real: list[Place], demo: list[Place], as_of: date) -> Iterator[Block]:
    plans = [plan for place in real for plan in place.plans]
    yield Heading(1, _TITLE, "top")
    yield draw("home/about.html.j2")
    yield from side(tally(real), plans, as_of, reports=sum(place.is_reported for place in real))
    amount = sum(len(place.districts) for place in real)
    yield Heading(2, "Районы и округа" if amount <= MOST_MAPS else "Регионы", "rayony")
    yield _districts(real, as_of) if amount <= MOST_MAPS else _regions(real)
    if demo:
        yield draw("home/demo.html.j2", places=[(href("", place.region.address), place.region.title) for place in demo])
    yield Heading(2, "Сейчас по срокам", "seychas")
    yield from _now(real, plans, as_of)
    if reports := told_reports("", [item for place in real for item in place.reports], as_of):
        yield Heading(2, "Новые отчёты", "otchety")
        yield reports
    yield Heading(2, "Кому что здесь нужно", "komu")
    yield draw(
        "home/readers.html.j2",
        regions=href("", REGIONS[0]),
        guide=href("", COORDINATORS[0]),
        about=href("", "o-proekte"),
        embed=href("", "razmestit"),
    )


def _districts(real: list[Place], as_of: date) -> Html:
    lines, axis = district_lines("", real, as_of)
    return draw("districts.html.j2", lines=lines, axis=axis, named=True, has_ground=False)


def _regions(real: list[Place]) -> Html:
    lines = [(href("", place.region.address), place.region.title, holdings(place)) for place in real]
    return draw("home/regions.html.j2", lines=lines)


def _now(real: list[Place], plans: list[PlanSummary], as_of: date) -> Iterator[Block]:
    titles = whose(real)
    if soon := coming(plans, as_of):
        yield coming_list("", [(titles[item.plan.address], item) for item in soon], as_of, SOON)
    else:
        yield draw("home/nothing.html.j2", sentences=list(_nothing(plans, as_of)))


def _nothing(plans: list[PlanSummary], as_of: date) -> Iterator[str]:
    """Why nothing is listed, in sentences that change only when a plan begins or ends."""
    if not plans:
        yield "Здесь ещё не опубликован ни один план."
    elif running(plans, as_of):
        yield "В планах, которые сейчас идут, ни один срок с названным последним днём не впереди."
    else:
        yield "Сейчас ни один из опубликованных планов не идёт."
    ended = [plan.runs.end for plan in plans if phase(plan.runs, as_of) is Phase.OVER]
    ahead = [plan.runs.start for plan in plans if phase(plan.runs, as_of) is Phase.BEFORE]
    if ended and not running(plans, as_of):
        yield f"Последний завершился {day_month_year(max(ended))} года."
    if ahead:
        yield f"Ближайший начнётся {day_month_year(min(ahead))} года."
