"""The home page: what this is, the districts with their plans, and what is due now."""

from collections.abc import Iterable, Iterator
from datetime import date

from generator.district import PlanSummary, Summary
from generator.ids import href
from generator.pages.coming import coming_list, nothing_due
from generator.pages.coverage import ANCHOR
from generator.pages.crumbs import COORDINATORS, REGIONS
from generator.pages.markdown import Block, Heading, Html, Page
from generator.pages.marks import symbols
from generator.pages.places import MOST_MAPS, Place, district_lines, holdings, places, tally, whose
from generator.pages.reports import told_reports
from generator.pages.rollup import roll_up_sums, roll_ups
from generator.pages.side import side
from generator.pages.subscribe import subscription
from generator.pages.template import draw

SOON = 6
"""About how many terms that come due are listed."""
_TITLE = "Планы районов и школ"
_TITLES = {"sroki": "Ближайшие сроки", "otchety": "Новые отчёты", ANCHOR: "Что опубликовали школы"}
_LAST = {"komu": "Кому что здесь нужно"}


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
    parts = dict(_parts(real, plans, as_of))
    are_few = sum(len(place.districts) for place in real) <= MOST_MAPS
    headings = {"rayony": "Районы и округа" if are_few else "Регионы"} | {id_: _TITLES[id_] for id_ in parts} | _LAST
    yield Heading(1, _TITLE, "top")
    yield draw("home/about.html.j2", parts=list(headings.items()))
    yield from side(tally(real), plans, as_of, reports=sum(place.is_reported for place in real))
    yield Heading(2, headings["rayony"], "rayony")
    yield _districts(real, as_of) if are_few else _regions(real)
    if demo:
        yield draw("home/demo.html.j2", places=[(href("", place.region.address), place.region.title) for place in demo])
    for id_, block in parts.items():
        yield Heading(2, headings[id_], id_)
        yield block
    yield Heading(2, headings["komu"], "komu")
    yield draw(
        "home/readers.html.j2",
        regions=href("", REGIONS[0]),
        guide=href("", COORDINATORS[0]),
        about=href("", "o-proekte"),
        embed=href("", "razmestit"),
    )
    yield from subscription("", "", has_feed=True)
    if any(item.state for place in real for item in place.coming):
        yield symbols()


def _parts(real: list[Place], plans: list[PlanSummary], as_of: date) -> Iterator[tuple[str, Html]]:
    """What there is to tell of all regions together, by the id of its heading."""
    yield "sroki", _now(real, plans, as_of)
    if reports := told_reports("", [item for place in real for item in place.reports], as_of):
        yield "otchety", reports
    if sums := roll_ups("", real):
        yield ANCHOR, roll_up_sums(sums)


def _districts(real: list[Place], as_of: date) -> Html:
    lines, axis = district_lines("", real, as_of)
    return draw("districts.html.j2", lines=lines, axis=axis, named=True, has_ground=False)


def _regions(real: list[Place]) -> Html:
    lines = [(href("", place.region.address), place.region.title, holdings(place)) for place in real]
    return draw("home/regions.html.j2", lines=lines)


def _now(real: list[Place], plans: list[PlanSummary], as_of: date) -> Html:
    titles = whose(real)
    if soon := sorted((item for place in real for item in place.coming), key=lambda item: item.order):
        return coming_list("", [(titles[item.plan], item) for item in soon], as_of, SOON)
    return draw("nothing.html.j2", sentences=nothing_due(plans, as_of))
