"""What stands above the title of a page: the way to it, and the banner of a fictional region."""

from collections.abc import Iterable

from generator.district import Context, District
from generator.ids import href
from generator.pages.markdown import Html
from generator.pages.template import draw

REGIONS = ("regiony", "Регионы")
"""Address and title of the page that lists all regions."""
COORDINATORS = ("koordinatoram", "Координаторам")
"""Address and title of the guide for coordinators, a hand-written page."""
SIGNS = ("uslovnye-znaki", "Условные знаки")
"""Address and title of the page that explains every sign."""


def crumbs(address: str, ancestors: Iterable[tuple[str, str]], title: str) -> Html:
    """The way to the page at `address`: its `ancestors` (address, title; from the top down) as links, its own `title` last."""
    links = [(href(address, target), name) for target, name in ancestors]
    return draw("crumbs.html.j2", links=links, title=title)


def demo_banner() -> Html:
    """The banner that stands first on every page of a region with `demo: true`."""
    return draw("demo.html.j2")


def way_to(district: District, context: Context) -> list[tuple[str, str]]:
    """The ancestors of a page below a district, or below a region: address and title, from the top down."""
    region = (context.region.address, context.region.title)
    return [region] if district.is_region else [region, (district.address, district.profile.title)]
