"""Texts without quotes that other programs would read as something else."""

import re
from collections.abc import Iterator

import yaml

from generator.checks.located import Located
from generator.problem import Problem
from generator.source import Node, Path, Scalar, Sequence

_TYPED = frozenset({"added", "closed", "date", "dates", "demo", "dropped", "occurrence", "period", "required", "until"})
"""Keys whose values are dates or flags: they are read as such by everybody."""
_YAML_1_2 = re.compile(r"[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|0o[0-7]+|0x[0-9a-fA-F]+")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_KINDS = {"int": "число", "float": "число", "bool": "да или нет", "timestamp": "дату", "null": "пустое место"}
_resolver = yaml.SafeLoader("")


def check_quotes(at: Located) -> Iterator[Problem]:
    """Texts without quotes that YAML 1.1 or 1.2 would read as a number, a date, yes or no."""
    yield from _check_quotes(at, at.root, ())


def _check_quotes(at: Located, node: Node, path: Path) -> Iterator[Problem]:
    if isinstance(node, Scalar):
        kind = other_reading(node.text) if node.plain else None
        if kind and not (path[-1] == "deadline" and _ISO_DAY.fullmatch(node.text)):
            yield at.fault("Y15", path, value=node.text, kind=kind)
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from _check_quotes(at, item, (*path, index))
    else:
        for key, value in node.values.items():
            if key not in _TYPED:
                yield from _check_quotes(at, value, (*path, key))


def other_reading(text: str) -> str | None:
    """What YAML 1.1 or 1.2 would take `text` for if it stood without quotes, in Russian; None if for the same text."""
    if not text or not text.isascii() or text in ("~", "null", "Null", "NULL"):
        return None  # an empty value is told of by the schema
    tag = _resolver.resolve(  # type: ignore[no-untyped-call]
        yaml.ScalarNode, text, (True, False)
    ).rpartition(":")[2]
    if text in ("y", "Y", "n", "N"):
        tag = "bool"  # in YAML 1.1, though not for PyYAML
    return _KINDS.get(tag) or ("число" if _YAML_1_2.fullmatch(text) else None)
