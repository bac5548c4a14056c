"""The shapes as SVG: what the templates write down."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from terms import YEAR, day, span, term, until

from generator.deadline.reading import Deadline, Kind
from generator.pages.filters import Filter
from generator.pages.template import _environment, draw
from generator.resources import theme
from generator.timeline import Axis, Column, Sign, make_axis, overview, signs, strip

PLAN: list[Deadline] = [
    day("2021-05-25"),
    day("2021-03-10/2021-04-02"),
    term(Kind.MONTH, "2021-05-01/2021-05-31"),
    term(Kind.MONTHS, "2021-06-01/2021-08-31"),
    term(Kind.LIST, "2021-03-01/2021-03-31", "2021-09-01/2021-09-30"),
    until("2021-08-20"),
    term(Kind.SINCE, "2021-09-01/.."),
    term(Kind.THROUGHOUT, "2021-01-01/2021-12-31"),
    term(Kind.REPEAT, "2021-03-01/2021-03-31", repeat="FREQ=MONTHLY"),
]
AXES = [
    make_axis(YEAR, as_of=date(2021, 6, 30), order=date(2021, 3, 27)),
    make_axis(span("2020-09-01/2021-08-31"), PLAN),
    make_axis(span("2021-06-28/2024-12-31")),
]


SVG = "{% import 'timeline/shapes.svg.j2' as svg %}"


def roots(axis: Axis) -> Iterator[ET.Element]:
    """All that is drawn on `axis`, parsed as XML: whatever is not well-formed is no SVG."""
    terms = [(str(number), term) for number, term in enumerate(PLAN, start=1)]
    values = {"sentence": "", "map": overview(terms, axis), "months": months(axis), "parties": ()}
    yield parse(draw("roadmap/overview.html.j2", axis=axis, **values).markup)
    yield parse(draw("roadmap/key.html.j2", signs=signs(PLAN), all="").markup)
    yield parse(_environment().from_string(SVG + "{{ svg.months(axis) }}").render(axis=axis))
    strips = _environment().from_string(SVG + "{{ svg.strip(shapes) }}")
    for deadline in PLAN:
        for hollow in (False, True):
            yield parse(strips.render(shapes=strip(deadline, axis, hollow=hollow)))


def months(axis: Axis) -> list[tuple[Column, Filter]]:
    return [(column, Filter(f"m{column.number}", "март 2021", frozenset({"1"}))) for column in axis.columns]


def parse(markup: str) -> ET.Element:
    return ET.fromstring(str(markup))


@pytest.mark.parametrize("axis", AXES)
def test_the_drawing_is_well_formed_hidden_from_readers_and_needs_no_style(axis: Axis) -> None:
    for root in roots(axis):
        for element in root.iter():
            assert "style" not in element.attrib
            assert "viewBox" not in element.attrib or element.attrib["preserveAspectRatio"] == "none"
        for svg in [root] if root.tag == "svg" else root.findall(".//svg"):
            nested = "x" in svg.attrib
            assert nested or svg.attrib["aria-hidden"] == "true"


@pytest.mark.parametrize("axis", AXES)
def test_every_coordinate_in_per_cent_is_on_the_axis(axis: Axis) -> None:
    shares = [
        float(value.removesuffix("%"))
        for root in roots(axis)
        for element in root.iter()
        for value in element.attrib.values()
        if value.endswith("%")
    ]
    assert len(shares) > 50
    assert all(0 <= share <= 100 for share in shares)


def test_the_axis_has_no_nested_svg_because_a_repeated_head_would_lose_its_place() -> None:
    source = (theme() / "pages/timeline/shapes.svg.j2").read_text(encoding="utf-8")
    macro = source[source.index("macro months") : source.index("macro map")]
    assert macro.count("<svg") == 1


def test_the_colours_of_the_attributes_are_the_light_ones_of_the_tokens() -> None:
    light = tokens(theme() / "overrides/assets/stylesheets/tokens.css")
    source = (theme() / "pages/timeline/shapes.svg.j2").read_text(encoding="utf-8")
    named = dict(re.findall(r'set (\w+) = "(#\w+)"', source))
    wanted = ("pen", "soft", "ink-2", "ink-3", "now", "past", "grid", "grid-q", "done", "paper")
    assert list(named.values()) == [light[token] for token in wanted]


def tokens(css: Path) -> dict[str, str]:
    """The first value of each token: the light one."""
    found: dict[str, str] = {}
    for name, value in re.findall(r"--([\w-]+): (#\w+)", css.read_text(encoding="utf-8")):
        found.setdefault(name, value)
    return found


def test_every_sign_has_words_and_a_drawing_of_its_own() -> None:
    items = parse(draw("roadmap/key.html.j2", signs=list(Sign), all="").markup)
    assert [item.find("span").text for item in items] == [sign.value for sign in Sign]  # type: ignore[union-attr]
    assert len({ET.tostring(item.find("svg")) for item in items}) == len(Sign)  # type: ignore[arg-type]
