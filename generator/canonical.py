"""The canonical form of the data: one way to write a file, so that a changed field is one changed line.

Block style, two spaces a level, keys in the sequence of the model, a text on one line unless it has lines of its own, quotes
only where a reader of YAML would take a text for something else; lists of ids and dates stand on the line of their key.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from itertools import islice
from json import dumps
from typing import Any

import yaml
from pydantic import BaseModel
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString, PlainScalarString

from generator.checks.quotes import other_reading
from generator.model import Activity, Region, Roadmap, Section
from generator.repair import annotation_at, model_in

Tree = str | Sequence["Tree"] | Mapping[str, "Tree"]
"""What can be written: texts, lists and mappings. Numbers, dates and flags are texts as they stand in the file."""

_IN_LINE = frozenset({"schools", "districts", "publishes", "implements", "dates", "unchanged", "activities"})
"""Lists that stand on the line of their key, where they are of ids and dates: so are the activities of a report."""
_TYPED = frozenset({"added", "closed", "date", "dates", "demo", "dropped", "occurrence", "period", "required", "until"})
"""Keys whose values are dates or flags, which need no quotes."""
_QUOTED = frozenset({"activities", "implements", "number"})
"""Keys whose values always have quotes: nobody needs to know which numbers are numbers for YAML."""
_BEFORE = {
    Roadmap: ("note", "order"),
    Section: ("note", "activities"),
    Activity: ("note", "activities"),
    Region: ("demo", "documents"),
}
"""A key that stands before another one and not where the model has it; a remark is the last of all others."""
_SIMPLE = re.compile(r"[\w./-]+")
"""What means the same to every reader within `[…]`: ids and dates."""
_COMMENT = re.compile(r"#.*")
_INDENT, _WIDTH = 2, 1_000_000


def document(tree: Mapping[str, Tree]) -> str:
    """`tree` as a file."""
    return "".join(f"{line}\n" for line in _mapping(tree))


def formatted(text: str, kind: type[BaseModel]) -> str:
    """The file `text` of a `kind` in canonical form, with the same values and comments.

    Keys of a mapping that has comments in it stay in their sequence: nobody knows which key a comment is about. `text` is
    a file that the reader takes without errors of syntax. Raises UnformattableError where a value or a comment would be lost.
    """
    engine = YAML()
    engine.Resolver = _TextResolver
    engine.width = _WIDTH
    engine.indent(mapping=_INDENT, sequence=2 * _INDENT, offset=_INDENT)
    try:
        tree = engine.load(text)
    except YAMLError as error:  # what it knows less of YAML than our reader: tabs between words
        raise UnformattableError("знак табуляции между словами? Замените его пробелом") from error
    if not isinstance(tree, CommentedMap):
        return text
    tree.fa.set_block_style()
    written = StringIO()
    engine.dump(_ordered(tree, kind), written)
    lines = written.getvalue().strip("\n").split("\n")
    found = "".join(f"{line.rstrip()}\n" for line in lines)
    try:
        lost = comments(text) - comments(found)
    except yaml.YAMLError as error:
        raise UnformattableError("ключ записан через «?». Запишите его как «ключ: значение»") from error
    if lost:
        raise UnformattableError(f"комментарий «{min(lost)}» потерялся бы. Поставьте его на свою строку над ключом")
    return found


class UnformattableError(ValueError):
    """A file that cannot be written in canonical form; the text says why, in Russian."""


def comments(text: str) -> Counter[str]:
    """The comments of a file, and how often each stands in it. Raises yaml.YAMLError."""
    found: Counter[str] = Counter()
    end = 0
    for token in yaml.scan(text, Loader=yaml.CSafeLoader):
        between = text[end : token.start_mark.index]
        end = token.end_mark.index
        if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):  # its first line may have one
            between += "\n" + text[token.start_mark.index : end].partition("\n")[0][1:]
        found.update(one.strip() for one in _COMMENT.findall(between))
    found.update(one.strip() for one in _COMMENT.findall(text[end:]))
    return found


class _TextResolver(VersionedResolver):
    """Takes every value for a text: 089, 6.10, no and 2021-01-18 stay as they are."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        """The tag of a node."""
        if kind is yaml.ScalarNode or kind.__name__ == "ScalarNode":
            return self.DEFAULT_SCALAR_TAG
        return super().resolve(kind, value, implicit)


# --- a file that is there


def _ordered(tree: CommentedMap, model: Any) -> CommentedMap:
    fields = _sequence(model) if model else []
    for key, value in tree.items():
        tree[key] = _formed(str(key), value, annotation_at(model, (str(key),)) if model and key in fields else None)
    known = [key for key in fields if key in tree]
    if known != [key for key in tree if key in fields] and not _has_comments(tree):
        for key in [*known, *(key for key in tree if key not in fields)]:
            tree.move_to_end(key)
    return tree


def _formed(key: str, value: Any, annotation: Any) -> Any:
    if isinstance(value, CommentedMap):
        value.fa.set_block_style()
        return _ordered(value, model_in(annotation))
    if isinstance(value, CommentedSeq):
        are_texts = all(isinstance(item, str) for item in value)
        for index, item in enumerate(value):
            value[index] = _formed(key, item, annotation)
        if are_texts and key in _IN_LINE and not value.ca.items:
            value[:] = [item if _SIMPLE.fullmatch(item) else DoubleQuotedScalarString(item) for item in value]
            value.fa.set_flow_style()
        elif value:
            value.fa.set_block_style()
        return value
    return _scalar(key, str(value)) if isinstance(value, str) else value


def _scalar(key: str, text: str) -> str:
    if _is_long(text):
        block: str = LiteralScalarString(text)
        return block
    found: str = (PlainScalarString if scalar(text, key) == text else DoubleQuotedScalarString)(text)
    return found  # not a mere text: put in place of a block, it would become one


def _sequence(model: type[BaseModel]) -> list[str]:
    """The keys of a `model` in their sequence, as a reader expects them."""
    fields = [*(key for key in model.model_fields if key != "note"), "note"]
    if model in _BEFORE:
        key, before = _BEFORE[model]
        fields.remove(key)
        fields.insert(fields.index(before), key)
    return fields


def _has_comments(tree: CommentedMap | CommentedSeq) -> bool:
    """Whether a comment stands in `tree`: one below a mapping within it may be about the key after that."""
    values = tree.values() if isinstance(tree, CommentedMap) else tree
    within = (value for value in values if isinstance(value, CommentedMap | CommentedSeq))
    return bool(tree.ca.items) or bool(tree.ca.comment) or any(map(_has_comments, within))


# --- a new file


def scalar(text: str, key: str = "") -> str:
    """`text` as the value of `key`: without quotes where every reader of YAML takes it for the same text."""
    if text and key not in _QUOTED and (key in _TYPED or other_reading(text) is None) and _is_plain(text):
        return text
    return dumps(text, ensure_ascii=False)


def _mapping(tree: Mapping[str, Tree]) -> Iterator[str]:
    for key, value in tree.items():
        if isinstance(value, str):
            yield from _text(key, value)
        elif isinstance(value, Mapping):
            yield f"{key}:"
            yield from (f"  {line}" for line in _mapping(value))
        elif not value or (key in _IN_LINE and all(isinstance(item, str) for item in value)):
            yield f"{key}: [{', '.join(_in_line(str(item), key) for item in value)}]"
        else:
            yield f"{key}:"
            for item in value:
                yield from _item(item)


def _text(key: str, text: str) -> Iterator[str]:
    if _is_long(text):
        yield f"{key}: |" + ("" if text.endswith("\n") else "-")
        yield from (f"  {line}" if line else "" for line in text.removesuffix("\n").split("\n"))
    else:
        yield f"{key}: {scalar(text, key)}"


def _item(item: Tree) -> Iterator[str]:
    lines = iter([scalar(item)] if isinstance(item, str) else _mapping(item) if isinstance(item, Mapping) else ())
    yield from (f"  - {line}" for line in islice(lines, 1))
    yield from (f"    {line}" for line in lines)


def _in_line(text: str, key: str) -> str:
    return scalar(text, key) if _SIMPLE.fullmatch(text) else dumps(text, ensure_ascii=False)


def _is_long(text: str) -> bool:
    """Whether a text of several lines can stand as a block of them: no space at its beginning or before a line end."""
    lines = text.removesuffix("\n").split("\n")
    return "\n" in text and bool(lines[-1]) and not text[0].isspace() and all(line == line.rstrip() for line in lines)


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
