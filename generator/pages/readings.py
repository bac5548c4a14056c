"""The page that explains how deadlines are read: every rule with an example, drawn, and the signs of the drawing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.deadline import RULES, Deadline, UnreadableDeadline, explain, read
from generator.ids import href
from generator.pages.crumbs import COORDINATORS, SIGNS, crumbs
from generator.pages.markdown import Block, Heading, Page
from generator.pages.template import draw
from generator.timeline import Sign, make_axis, strip
from generator.timeline.shapes import Shape
from generator.values import Span

ADDRESS = "koordinatoram/sroki"
_TITLE = "Как читаются сроки"
_PERIOD = Span(start=date(2021, 1, 1), end=date(2021, 12, 31))
_ORDER = date(2021, 1, 11)
"""The plan for which the examples are read."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A rule; `reading` is what its example means and empty where the example is a key of the file and no wording."""

    id: str
    title: str
    text: str
    example: str
    reading: str
    shapes: tuple[Shape, ...]


def readings_page() -> Page:
    """The page of rules; a rule is linked to as `#<id of the rule>`."""
    return Page(
        address=ADDRESS,
        title=_TITLE,
        description="Все правила, по которым слова приказа о сроках становятся датами, с примерами.",
        blocks=tuple(_blocks()),
    )


def _blocks() -> Iterator[Block]:
    axis = make_axis(_PERIOD)
    yield crumbs(ADDRESS, [COORDINATORS], _TITLE)
    yield Heading(1, _TITLE, "top")
    yield draw("readings/intro.html.j2")
    yield Heading(2, "Знаки", "znaki")
    yield draw("readings/signs.html.j2", signs=list(Sign), all=href(ADDRESS, SIGNS[0]))
    yield Heading(2, "Правила", "pravila")
    readings = [_reading(id_) for id_ in RULES]
    yield draw("readings/rules.html.j2", axis=axis, readings=readings)


def _reading(id_: str) -> _Reading:
    rule = RULES[id_]
    deadline = _read(rule.example)
    return _Reading(
        id=id_,
        title=rule.title,
        text=rule.text,
        example=rule.example,
        reading=explain(deadline) if deadline else "",
        shapes=strip(deadline, make_axis(_PERIOD)),
    )


def _read(example: str) -> Deadline | None:
    try:
        return read(example, period=_PERIOD.interval, order_date=_ORDER)
    except UnreadableDeadline:
        return None
