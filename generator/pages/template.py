"""The templates of page bodies, `theme/pages/`, and of lean pages, `theme/embed/`: one draws one block from ready values."""

from collections.abc import Callable
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.pages.markdown import Html
from generator.resources import theme


@cache
def _environment() -> Environment:
    # autoescape is set for every name: select_autoescape leaves it off for .md and .svg
    return Environment(
        loader=FileSystemLoader([theme() / "pages", theme()]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,  # else every drawing asks the disk whether its template has changed
    )


def draw(template: str, **values: object) -> Html:
    """Draw `template`, a name in `theme/pages/` or one that begins with `embed/`, with `values`; all texts are escaped."""
    return Html(Markup(_environment().get_template(template).render(values)))  # noqa: S704  # rendered with autoescape


@cache
def macro(template: str, name: str) -> Callable[..., Markup]:
    """The macro `name` of `template`, which draws a piece of a block."""
    found: Callable[..., Markup] = getattr(_environment().get_template(template).module, name)
    return found
