"""Every class that our style sheets style is one that a page has."""

import re
from functools import cache
from pathlib import Path

import pytest
from example import AMENDED, DATA, OVER, RUNNING, pages

from generator.outputs.inside import SHEETS
from generator.pages.filters import CLASSES
from generator.pages.markdown import write

THEME = Path(__file__).parents[2] / "theme"
ROOTS = (DATA, DATA.parent / "sections", DATA.parent / "told", THEME.parent / "roadmaps")
STYLES = sorted((THEME / "overrides/assets/stylesheets").glob("*.css"))
EMBEDS = [THEME / "embed" / f"{name}.css" for name in SHEETS]
MADE = "said longest-n no-n no-who off seek-close seek-over day"
"""Classes that no example has: tables that test_roadmap.py makes, rows left out by a script, the search over a page, embeds."""


def styled(css: str) -> set[str]:
    """The classes in the selectors of a style sheet."""
    bare = re.sub(r"/\*.*?\*/|\"[^\"]*\"|\{[^{}]*\}", "{}", css, flags=re.DOTALL)
    return set(re.findall(r"\.([a-z][\w-]*)", bare))


def written() -> set[str]:
    """The classes that the templates write themselves, also as a choice: {{ "sic" if … else "add" }}."""
    found = set()
    for path in sorted(p for p in THEME.rglob("*") if p.suffix in (".html", ".j2")):
        for value in re.findall(r'class="((?:\{\{.*?\}\}|\{%.*?%\}|[^"])*)"', path.read_text("utf-8")):
            choices = re.findall(r'"\s*([\w -]+)"', " ".join(re.findall(r"\{\{.*?\}\}", value)))
            literal = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", " ", value)
            found |= set(" ".join([literal, *choices]).split())
    return found


@cache
def drawn() -> set[str]:
    """The classes of the pages of all that the tests have."""
    found = set()
    for root in ROOTS:
        for day in (RUNNING, AMENDED, OVER):
            for page in pages(day, root).values():
                for value in re.findall(r'class="([^"]*)"', write(page).data.decode()):
                    found |= set(value.split())
    return found


@pytest.mark.parametrize("path", STYLES + EMBEDS, ids=[path.name for path in STYLES + EMBEDS])
def test_no_class_is_styled_that_no_page_has(path):
    content = "".join(page.read_text("utf-8") for page in sorted((THEME.parent / "content").rglob("*.md")))
    known = written() | drawn() | CLASSES | set(MADE.split()) | set(re.findall(r"\{ ?\.([\w-]+) ?\}", content))
    assert sorted(name for name in styled(path.read_text("utf-8")) - known if not name.startswith("md-")) == []


def test_every_filter_has_a_rule_and_every_rule_a_filter():
    css = (THEME / "overrides/assets/stylesheets/timeline.css").read_text("utf-8")
    rules = re.findall(r"\.([\w-]+):target ~ \.chart tbody tr:not\(\.([\w-]+)\)", css)
    assert sorted(rules) == sorted((name, name) for name in CLASSES)
