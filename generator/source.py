"""A file of the data as a tree of texts with their places: YAML without its types, references and traps.

libyaml's *events* are read, not its objects: `yaml.load` can be killed by 50 KB of brackets, keeps the last of two equal keys
and reads `6.10` as 6.1 and `no` as false. Here every scalar stays the text that stands in the file; the model gives it a type.
Anchors, aliases, merge keys, tags and duplicate keys are refused.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from generator.letters import decode, forbidden_in_value
from generator.problem import TOP, Mark, Problem, problem
from generator.syntax import explain, mark_of

MAX_DEPTH = 12
MAX_NODES = 100_000
MAX_ITEMS = 2000
"""The most items of a list, and the most keys together."""
_MOST_PROBLEMS = 200


_WORD_INDENT = re.compile(r" *([\u00a0\u2007\u202f])[ \u00a0\u2007\u202f]*(?:[\w-]+:|- )")
"""The indent of a key or a list item with no-break spaces in it, as Word leaves them."""
_COMMENT = re.compile(r"\s+(#.*)")


class Scalar(NamedTuple):
    """A text; `plain` means that it stands without quotes.

    `start` is the place of its first letter if the text stands in the file line for line as it is, neither folded nor escaped.
    """

    mark: Mark
    text: str
    plain: bool
    start: Mark | None = None


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    mark: Mark
    items: list["Node"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their places and values, in the sequence of the file."""

    mark: Mark
    keys: dict[str, Mark] = field(default_factory=dict)
    values: dict[str, "Node"] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping
Path = tuple[str | int, ...]
"""Where a value stands in its file: keys and places in lists, as in `("activities", 3, "deadline")`."""
Plain = str | tuple["Plain", ...] | dict[str, "Plain"]


def read(file: str, data: bytes) -> tuple[Mapping | None, list[Problem]]:
    """The tree of the file, or None if it cannot be judged further; and every fault of its letters and its YAML."""
    text, problems = decode(file, data)
    if text is None:
        return None, problems
    problems += _conflict(file, text)
    if any(fault.code in ("E02", "Y09") for fault in problems):
        return None, problems
    reader = _Reader(file, text)
    node = reader.read()
    return node, [*problems, *reader.problems]


def plain(node: Node) -> Plain:
    """The tree as texts, tuples and dicts, for the model."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return tuple(plain(item) for item in node.items)
    return {key: plain(value) for key, value in node.values.items()}


def get(node: Node, path: Path) -> Node | None:
    """What stands at `path`, or None."""
    for step in path:
        if isinstance(node, Mapping) and step in node.values:
            node = node.values[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


def find(node: Node, path: Path) -> Mark:
    """The place of the value at `path`, or of what is nearest to it on the way down."""
    for step in path:
        if isinstance(node, Mapping) and step in node.values:
            node = node.values[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            break
    return node.mark


def within(node: Node, path: Path, mark: Mark) -> Mark:
    """The place in the file of the place `mark` in the text at `path`, as near as that can be told."""
    scalar = get(node, path)
    if not isinstance(scalar, Scalar) or scalar.start is None:
        return find(node, path)
    return Mark(scalar.start.line + mark.line - 1, scalar.start.column + mark.column - 1)


def find_key(node: Node, path: Path) -> Mark:
    """The place of the key that is the last part of `path`."""
    *parents, key = path
    keys = get(node, tuple(parents))
    return keys.keys[str(key)] if isinstance(keys, Mapping) else find(node, path)


def _conflict(file: str, text: str) -> Iterator[Problem]:
    """Markers of a merge conflict, also indented ones, before YAML stumbles over them somewhere else."""
    marked = [(number, line) for number, line in enumerate(text.split("\n"), 1) if _CONFLICT.match(line)]
    if any("=" not in line for _, line in marked):
        numbers = [str(number) for number, _ in marked]
        listing = f"строка {numbers[0]}" if len(numbers) == 1 else f"строки {', '.join(numbers[:_MOST_LINES])}"
        yield problem("Y09", file, Mark(marked[0][0], 1), lines=listing + (" …" if len(numbers) > _MOST_LINES else ""))


_CONFLICT = re.compile(r"[ \t]*(?:<{7}|={7}|>{7})(?=[ \r]|$)")
_MOST_LINES = 9


@dataclass(slots=True)
class _Reader:
    """Builds the tree of one file; `problems` grow while it reads. `quoted` are the lines inside texts of several lines."""

    file: str
    text: str
    problems: list[Problem] = field(default_factory=list)
    nodes: int = 0
    quoted: set[int] = field(default_factory=set)
    last: Any = None
    lines: list[str] = field(init=False)
    events: yaml.CSafeLoader = field(init=False)

    def __post_init__(self) -> None:
        self.lines = self.text.split("\n")
        self.events = yaml.CSafeLoader(self.text)  # only a source of events here: nothing is constructed

    def _next(self) -> Any:  # the stubs do not tell one event from another
        event = self.events.get_event()
        if event is not None:
            self.last = event
        return event

    def read(self) -> Mapping | None:
        try:
            root = self._document()
        except _StopReading:
            return None
        except yaml.MarkedYAMLError as error:
            fault = explain(self.file, self.lines, error, self.last)
            self.problems += list(self._word_indents(fault.line)) or [fault]
            return None
        finally:
            self.events.dispose()
        self.problems += self._word_indents(len(self.lines))
        if root is None or (isinstance(root, Scalar) and not root.text):
            self._report("Y01", TOP)
            return None
        if not isinstance(root, Mapping):
            self._report("Y02", root.mark, found=describe(root))
            return None
        return root

    def _word_indents(self, last_line: int) -> Iterator[Problem]:
        """Indents with no-break spaces down to a line; inside a text of several lines they are letters like others."""
        for number, line in enumerate(self.lines[:last_line], 1):
            if number not in self.quoted and (match := _WORD_INDENT.match(line)):
                yield problem("Y08", self.file, Mark(number, match.start(1) + 1))

    def _document(self) -> Node | None:
        root: Node | None = None
        while event := self._next():
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    self._report("Y11", mark_of(event.start_mark))
                    raise _StopReading
                root = self._node(self._next(), 0)
        return root

    def _node(self, event: Any, depth: int) -> Node:
        self.nodes += 1
        mark = mark_of(event.start_mark)
        if self.nodes > MAX_NODES:
            self._report("Y13", mark, limit=MAX_NODES)
            raise _StopReading
        if isinstance(event, yaml.AliasEvent):
            self._report("Y04", mark, what=f"ссылка «*{event.anchor}»")
            raise _StopReading
        if getattr(event, "anchor", None):
            self._report("Y04", mark, what=f"якорь «&{event.anchor}»")
            raise _StopReading
        if event.tag is not None:
            self._report("Y05", mark, tag=f"«{event.tag}»")
            raise _StopReading
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, mark)
        if depth == MAX_DEPTH:
            self._report("Y10", mark, limit=MAX_DEPTH)
            raise _StopReading
        if isinstance(event, yaml.SequenceStartEvent):
            sequence = Sequence(mark)
            while not isinstance(item := self._next(), yaml.SequenceEndEvent):
                self._count(sequence.items, item)
                sequence.items.append(self._node(item, depth + 1))
            return sequence
        return self._mapping(Mapping(mark), depth)

    def _mapping(self, mapping: Mapping, depth: int) -> Mapping:
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            self._count(mapping.keys, event)
            key = self._node(event, depth + 1)
            value = self._node(self._next(), depth + 1)
            if not isinstance(key, Scalar):
                self._report("Y12", key.mark, found=describe(key))
            elif key.plain and key.text == "<<":
                self._report("Y04", key.mark, what="слияние «<<»")
                raise _StopReading
            elif key.text in mapping.keys:
                self._report("Y03", key.mark, key=key.text, first=mapping.keys[key.text].line)
            else:
                mapping.keys[key.text] = key.mark
                mapping.values[key.text] = value
        return mapping

    def _count(self, items: Collection[object], following: Any) -> None:
        if len(items) == MAX_ITEMS:
            self._report("Y16", mark_of(following.start_mark), limit=MAX_ITEMS)
            raise _StopReading

    def _scalar(self, event: yaml.ScalarEvent, mark: Mark) -> Scalar:
        is_plain = event.style is None or event.style == ""
        text: str = event.value
        end = mark_of(event.end_mark)
        if is_plain:
            self._cut_by_comment(text, mark, end)
        elif fault := forbidden_in_value(self.file, mark, text):
            self.problems.append(fault)
        if not is_plain:
            self.quoted.update(range(mark.line + 1, end.line + 1))
        return Scalar(mark, text, is_plain, self._start(event, mark, end))

    def _start(self, event: yaml.ScalarEvent, mark: Mark, end: Mark) -> Mark | None:
        """Where the text stands letter for letter: behind `|` on the lines below, else on the one line that it takes."""
        text: str = event.value
        if event.style == "|":
            for index, line in enumerate(text.split("\n")):
                if line.strip():
                    return Mark(mark.line + 1, len(self.lines[mark.line + index].rstrip("\r")) - len(line) + 1)
        column = mark.column + (event.style in ("'", '"'))
        is_same = mark.line == end.line and self.lines[mark.line - 1].startswith(text, column - 1)
        return Mark(mark.line, column) if is_same else None

    def _cut_by_comment(self, text: str, mark: Mark, end: Mark) -> None:
        """A comment behind a date or an id is honest; behind words it is most likely a piece of the text."""
        comment = _COMMENT.match(self.lines[end.line - 1], end.column - 1)
        if comment and re.search(r"[^\W\d_a-zA-Z]", text):
            self._report("Y14", mark, kept=text[-40:], lost=comment[1].strip())

    def _report(self, code: str, mark: Mark, **values: str | int) -> None:
        self.problems.append(problem(code, self.file, mark, hint=None, **values))
        if len(self.problems) == _MOST_PROBLEMS:
            raise _StopReading


class _StopReading(Exception):  # noqa: N818  # not an error: a way out
    """The rest of the file cannot be judged; why stands in the problems already."""


def describe(node: Node) -> str:
    """What kind of node it is, in Russian, for messages."""
    if isinstance(node, Scalar):
        return "текст"
    return "список" if isinstance(node, Sequence) else "набор ключей"
