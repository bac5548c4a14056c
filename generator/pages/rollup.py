"""What the schools of many districts published, from summaries alone: by place for a region, as sums for all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from generator.district import CoverageSummary
from generator.ids import href
from generator.pages.coverage import schools
from generator.pages.markdown import Html
from generator.pages.places import Place
from generator.pages.plans import in_years
from generator.pages.template import draw
from generator.russian import plural
from generator.terms import latest_first

_REGIONAL = 2
"""So many slashes has the address of a project that a region runs; a federal one has one."""


@dataclass(frozen=True, slots=True)
class Row:
    """A district, or all of them: how many `schools` take part, and how many of these published each part."""

    href: str
    title: str
    schools: int
    published: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class RollUp:
    """A project in one period: the `heads` are the parts, `total` sums up the `rows`, one for each district."""

    id: str
    title: str
    is_current: bool
    is_silent: bool
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    total: Row

    @property
    def takes_part(self) -> str:
        """«Участвуют 5 школ в 2 муниципалитетах.»"""
        return f"{plural(self.total.schools, 'Участвует', 'Участвуют', 'Участвуют')} {self.amount}."

    @property
    def amount(self) -> str:
        """«5 школ в 2 муниципалитетах»."""
        places = len(self.rows)
        return f"{schools(self.total.schools)} в {places}\u00a0{plural(places, 'муниципалитете', *['муниципалитетах'] * 2)}"


def roll_ups(page: str, places: Iterable[Place]) -> list[RollUp]:
    """The projects of the districts of `places`, the latest period first, on the page at the address `page`.

    Those that a district or a school runs for itself are told on the page of the district alone.
    """
    found: dict[tuple[tuple[int, int], str], list[tuple[Row, CoverageSummary]]] = {}
    for unit in chain.from_iterable(place.districts for place in places):
        for item in unit.coverage:
            if item.project.count("/") <= _REGIONAL:
                row = _row(href(page, unit.address, item.id), unit.title, [item])
                found.setdefault((latest_first(item.period), item.project), []).append((row, item))
    return [_roll_up([row for row, _ in group], [item for _, item in group]) for _, group in sorted(found.items(), key=_key)]


def roll_up_tables(tables: Sequence[RollUp]) -> Html:
    """The tables by district, their names alone where all schools are silent; what ended before the latest period is folded."""
    return draw("coverage/districts.html.j2", tables=tables)


def roll_up_sums(tables: Sequence[RollUp]) -> Html:
    """The sums alone."""
    return draw("coverage/sums.html.j2", tables=tables)


def _key(item: tuple[tuple[tuple[int, int], str], object]) -> tuple[tuple[int, int], str]:
    return item[0]


def _roll_up(rows: Sequence[Row], items: Sequence[CoverageSummary]) -> RollUp:
    first = items[0]
    return RollUp(
        id=first.id,
        title=in_years(first.title, first.period),
        is_current=any(item.is_current for item in items),
        is_silent=all(item.is_silent for item in items),
        heads=tuple(part.title for part in first.parts),
        rows=tuple(rows),
        total=_row("", "", items),
    )


def _row(link: str, title: str, items: Sequence[CoverageSummary]) -> Row:
    """The sums over `items`, which are of one project and so have the same parts."""
    columns = zip(*(item.parts for item in items), strict=True)
    published = tuple((column[0].title, sum(part.published + part.unchanged for part in column)) for column in columns)
    return Row(link, title, sum(item.schools for item in items), published)
