"""The templates of page bodies, `theme/pages/`, and of lean pages, `theme/embed/`: one draws one block from ready values."""

from collections.abc import Callable, MutableMapping
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined]  # `escape` for a `str`, without its frames

from generator.pages.markdown import Html
from generator.resources import compiled, theme


def _escaped(value: Any) -> str:
    """`value` as it stands in the output: as `escape` gives it, but without a `Markup` for what is only written down."""
    kind = type(value)
    if kind is str:
        return _escape_inner(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    return str(value) if kind in (int, float) else escape(value)


class _Compiler(CodeGenerator):
    """Templates as straight Python: a name behind a dot is an attribute and nothing else, and a call a call.

    What Jinja asks besides at each of them (is it a key? does it want the context?) takes a sixth of all drawing.
    """

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  # as Jinja names it
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: ARG002, N802
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: object) -> None:  # noqa: ARG002
        self.write("environment.escaped(")


class _Environment(Environment):
    """Templates see what is handed to them, and no globals besides."""

    code_generator_class = _Compiler
    escaped = staticmethod(_escaped)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return d or {}

    @cache  # noqa: B019  # there is one environment; the cache of Jinja takes locks and looks twice
    def get_template(self, name: str | Template, parent: str | None = None, globals: None = None) -> Template:  # noqa: A002
        return super().get_template(name, parent, globals)


@cache
def _environment() -> Environment:
    # autoescape is set for every name: select_autoescape leaves it off for .md and .svg
    return _Environment(
        loader=FileSystemLoader([theme() / "pages", theme()]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,  # else every drawing asks the disk whether its template has changed
        bytecode_cache=FileSystemBytecodeCache(str(folder)) if (folder := compiled()) else None,
    )


def draw(template: str, **values: object) -> Html:
    """Draw `template`, a name in `theme/pages/` or one that begins with `embed/`, with `values`; all texts are escaped."""
    return Html(Markup(_environment().get_template(template).render(values)))  # noqa: S704  # rendered with autoescape


@cache
def macro(template: str, name: str) -> Callable[..., Markup]:
    """The macro `name` of `template`, which draws a piece of a block."""
    found: Callable[..., Markup] = getattr(_environment().get_template(template).module, name)
    return found
