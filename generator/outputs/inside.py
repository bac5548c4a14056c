"""What stands inside a lean page, so that one request shows it: the rules of style that it needs, and the script.

Its policy allows each by its hash. Where a frame has no origin of its own (`sandbox`), browsers differ on what `'self'` allows.
"""

import re
from base64 import b64encode
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from hashlib import sha256

from markupsafe import Markup

from generator.resources import drawing_style, theme

SHEETS = ("base", "marks", "strips", "chart", "section", "list")
"""The style sheets of `theme/embed/`; the one shared with the site comes first."""
_RULE = re.compile(r"(@media[^{]*)\{((?:[^{}]*\{[^{}]*\})*)\}|([^{}]+)(\{[^{}]*\})")
_CLASSES = re.compile(r'\bclass="([^"]*)"')
_STYLED = re.compile(r"\.([a-z][\w-]*)")
_ANY = re.compile(r":is\(([^)]*)\)")


def style_for(body: str, around: AbstractSet[str]) -> str:
    """The rules for the classes that `body` and what is `around` it have, and for elements, in the sequence of the sheets."""
    return _style(frozenset(name for value in set(_CLASSES.findall(body)) for name in value.split()) | around)


@cache
def script() -> Markup:
    """Tells the page around a frame how high the content is: `{type: "roadmaps:height", v: 1, height}` (and WordPress)."""
    text = (theme() / "embed/height.js").read_text("utf-8")
    return Markup(re.sub(r"(?m)^(//.*\n|\s+)", "", text).strip())  # noqa: S704  # our own file


@lru_cache(maxsize=256)
def digest(text: str) -> str:
    """The hash of a style or a script as a policy writes it (CSP 3, 2.3.1)."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@cache
def _style(classes: frozenset[str]) -> str:
    found, around = "", ""
    for medium, selector, declarations in _rules():
        if any(_is_met(one, classes) for one in re.split(r",(?![^(]*\))", selector)):
            if medium != around:
                found += ("}" if around else "") + (f"{medium}{{" if medium else "")
                around = medium
            found += selector + declarations
    return found + ("}" if around else "")


def _is_met(selector: str, classes: frozenset[str]) -> bool:
    """Whether elements of these `classes` can match: all that it names, and one of each choice, `:is(…)`."""
    selector = re.sub(r":not\([^)]*\)", "", selector)
    choices = (any(_names(one) <= classes for one in choice.split(",")) for choice in _ANY.findall(selector))
    return _names(_ANY.sub("", selector)) <= classes and all(choices)


def _names(selector: str) -> set[str]:
    return set(_STYLED.findall(selector))


@cache
def _rules() -> tuple[tuple[str, str, str], ...]:
    """The rules of all sheets: the medium (or the empty text), the selector, the declarations in braces."""
    paths = [drawing_style(), *(theme() / "embed" / f"{name}.css" for name in SHEETS)]
    found: list[tuple[str, str, str]] = []
    for medium, within, selector, declarations in _RULE.findall(_squeezed("".join(path.read_text("utf-8") for path in paths))):
        inner = [(selector, declarations)] if selector else [one[2:] for one in _RULE.findall(within)]
        found += [(medium, *one) for one in inner]
    return tuple(found)


def _squeezed(css: str) -> str:
    css = re.sub(r"\b0(?=\.\d)", "", re.sub(r"/\*.*?\*/|\n", "", css, flags=re.DOTALL))
    return re.sub(r"\s*([{};,])\s*|:\s+", lambda found: found[1] or ":", re.sub(r"\s+", " ", css)).replace(";}", "}").strip()
