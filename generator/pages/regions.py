"""The page «Регионы»: every region with its districts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.district import Summary
from generator.ids import href
from generator.pages.crumbs import REGIONS
from generator.pages.markdown import Block, Heading, Page
from generator.pages.places import MOST_NAMES, Place, holdings, places
from generator.pages.template import draw


@dataclass(frozen=True, slots=True)
class _Region:
    """A region in the list; `districts` are link and title, empty where there are too many to name."""

    id: str
    href: str
    title: str
    holds: str
    districts: tuple[tuple[str, str], ...]


def regions_page(summaries: Iterable[Summary]) -> Page:
    """The list of all regions; the fictional ones stand apart, as examples."""
    address, title = REGIONS
    real, demo = places(summaries)
    return Page(
        address=address,
        title=title,
        description="Регионы и муниципалитеты, чьи дорожные карты здесь опубликованы.",
        blocks=tuple(_blocks(address, title, real, demo)),
    )


def _blocks(address: str, title: str, real: list[Place], demo: list[Place]) -> Iterator[Block]:
    yield Heading(1, title, "top")
    with_names = sum(len(place.districts) for place in real) <= MOST_NAMES
    yield draw("regions/list.html.j2", regions=[_region(address, place, with_names) for place in real])
    if demo:
        yield Heading(2, "Пример", "primer")
        yield draw("regions/demo.html.j2", regions=[_region(address, place, True) for place in demo])


def _region(page: str, place: Place, with_names: bool) -> _Region:
    region = place.region
    districts = tuple((href(page, unit.address), unit.title) for unit in place.districts)
    return _Region(region.address, href(page, region.address), region.title, holdings(place), districts if with_names else ())
