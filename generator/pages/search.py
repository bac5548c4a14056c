"""The page «Поиск»: the form, and for a browser that runs no scripts all plans in one list."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.district import Summary
from generator.ids import href
from generator.pages.entries import TITLES
from generator.pages.markdown import Block, Heading, Page
from generator.pages.places import Place, holdings, places
from generator.pages.template import draw
from generator.russian import sort_key
from generator.terms import latest_first

TITLE = "Поиск"
MOST_TITLES = 100
"""Up to so many plans, districts and schools the page lists them all; else only the regions, whose pages list theirs."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """A region or a district in the list, with its plans and schools as links."""

    href: str
    title: str
    plans: tuple[tuple[str, str], ...]
    schools: tuple[tuple[str, str], ...]


def search_page(summaries: Iterable[Summary]) -> Page:
    """The page from the summaries of all units; the fictional regions are the last to choose from, and not in the list."""
    real, demo = places(summaries)
    return Page(
        address=TITLES,
        title=TITLE,
        description="Поиск по планам, школам и районам, а для браузера без скриптов — список всех планов.",
        blocks=tuple(_blocks(real, demo)),
    )


def _blocks(real: list[Place], demo: list[Place]) -> Iterator[Block]:
    yield Heading(1, TITLE, "top")
    yield draw(
        "search/form.html.j2",
        regions=[(place.region.address, place.region.title) for place in real],
        examples=[(place.region.address, place.region.title) for place in demo],
        assets=href(TITLES, "assets"),
    )
    if real:
        is_short = sum(len(unit.plans) + len(unit.schools) + 1 for place in real for unit in place.units) <= MOST_TITLES
        yield Heading(2, "Всё без поиска" if is_short else "Регионы", "vse")
        lines = [(href(TITLES, place.region.address), place.region.title, holdings(place), _units(place)) for place in real]
        yield draw("search/all.html.j2", lines=lines, is_short=is_short)


def _units(place: Place) -> list[_Unit]:
    return [_unit(unit) for unit in place.units if unit.plans or unit.schools or not unit.is_region]


def _unit(unit: Summary) -> _Unit:
    plans = sorted(unit.plans, key=lambda plan: latest_first(plan.period))
    schools = sorted(unit.schools, key=lambda school: sort_key(school[1]))
    return _Unit(
        href=href(TITLES, unit.address),
        title=unit.title,
        plans=tuple((href(TITLES, plan.address), plan.title) for plan in plans),
        schools=tuple((href(TITLES, address), title) for address, title in schools),
    )
