"""The canonical form of the data: one way to write a text, so that a changed field is one changed line."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from json import dumps

import yaml

from generator.checks.quotes import other_reading

Tree = str | Sequence["Tree"] | Mapping[str, "Tree"]
"""What can be written: texts, lists and mappings. Numbers, dates and flags are texts as they stand in the file."""

IN_LINE = frozenset({"schools", "districts", "publishes", "implements", "dates", "unchanged"})
"""Lists of ids and dates: they stand on the line of their key. So do `activities` where they are ids, in a report."""
TYPED = frozenset({"added", "closed", "date", "demo", "dropped", "occurrence", "period", "required", "until"})
"""Keys whose values are dates or flags, which need no quotes."""


def scalar(text: str, key: str = "") -> str:
    """`text` as the value of `key`: without quotes where every reader of YAML takes it for the same text.

    Numbers of documents and rows always have them: coordinators need not know which ones are numbers for YAML.
    """
    if text and key != "number" and (key in TYPED or other_reading(text) is None) and _is_plain(text):
        return text
    return dumps(text, ensure_ascii=False)


def document(tree: Mapping[str, Tree]) -> str:
    """`tree` as a file: block style, two spaces a level, a text on one line unless it has lines of its own."""
    return "".join(f"{line}\n" for line in _mapping(tree))


def _mapping(tree: Mapping[str, Tree]) -> Iterator[str]:
    for key, value in tree.items():
        if isinstance(value, str):
            yield from _text(key, value)
        elif isinstance(value, Mapping):
            yield f"{key}:"
            yield from (f"  {line}" for line in _mapping(value))
        elif all(isinstance(item, str) for item in value) and (key in IN_LINE or key == "activities" or not value):
            yield f"{key}: [{', '.join(_in_line(str(item), key) for item in value)}]"
        else:
            yield f"{key}:"
            for item in value:
                yield from _item(item)


def _text(key: str, text: str) -> Iterator[str]:
    if (
        "\n" in text
        and "\n".join(text.split("\n")).strip()
        and not text.startswith((" ", "\n"))
        and text.isprintable() is False
    ):
        yield f"{key}: |" + ("" if text.endswith("\n") else "-")
        yield from (f"  {line}" if line else "" for line in text.removesuffix("\n").split("\n"))
    else:
        yield f"{key}: {scalar(text, key)}"


def _item(item: Tree) -> Iterator[str]:
    lines = iter([scalar(item)] if isinstance(item, str) else _mapping(item) if isinstance(item, Mapping) else ())
    yield from (f"  - {line}" for line in islice(lines, 1))
    yield from (f"    {line}" for line in lines)


def _in_line(text: str, key: str) -> str:
    written = scalar(text, "date" if key == "dates" else key)
    return dumps(text, ensure_ascii=False) if any(sign in text for sign in "[]{},") else written


def _is_plain(text: str) -> bool:
    """Whether a reader of YAML finds just this text behind `key: `."""
    if "\n" in text or len(text.strip()) != len(text):
        return False
    try:
        events = list(yaml.parse(f"key: {text}\n", Loader=yaml.CSafeLoader))
    except yaml.YAMLError:
        return False
    scalars = [event for event in events if isinstance(event, yaml.ScalarEvent)]
    return len(scalars) == 2 and scalars[1].value == text and not scalars[1].style
