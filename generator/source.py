"""A file of the data as a tree of texts with their places: YAML without its types, references and traps.

libyaml's *events* are read, not its objects: `yaml.load` can be killed by 50 KB of brackets, keeps the last of two equal keys
and reads `6.10` as 6.1 and `no` as false. Here every scalar stays the text that stands in the file; the model gives it a type.
Anchors, aliases, merge keys, tags and duplicate keys are refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from generator.letters import decode, forbidden_in_value, place
from generator.problem import TOP, Mark, Problem, problem

MAX_DEPTH = 12
MAX_NODES = 100_000


_BAD_INDENT = re.compile(
    r"^ *(\t)[ \t]*(?:[\w-]+:|- )|^ *([\u00a0\u2007\u202f])[ \u00a0\u2007\u202f]*(?:[\w-]+:|- )", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text; `plain` means that it stands without quotes."""

    mark: Mark
    text: str
    plain: bool


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
    before = [*problems, *_conflict(file, text), *_indents(file, text)]
    if any(fault.code in ("E02", "Y09", "Y07", "Y08") for fault in before):
        return None, before
    reader = _Reader(file, text)
    node = reader.read()
    return node, [*before, *reader.problems]


def plain(node: Node) -> Plain:
    """The tree as texts, tuples and dicts, for the model."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return tuple(plain(item) for item in node.items)
    return {key: plain(value) for key, value in node.values.items()}


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


def find_key(node: Node, path: Path) -> Mark:
    """The place of the key that is the last part of `path`."""
    *parents, key = path
    for step in parents:
        if isinstance(node, Mapping):
            node = node.values[str(step)]
        elif isinstance(node, Sequence):
            node = node.items[int(step)]
    return node.keys[str(key)] if isinstance(node, Mapping) else node.mark


def _conflict(file: str, text: str) -> Iterator[Problem]:
    """Markers of a merge conflict, also indented ones, before YAML stumbles over them somewhere else."""
    marks = list(re.finditer(r"^[ \t]*(?:<{7}|={7}|>{7})(?=[ \r]|$)", text, re.MULTILINE))
    if any("=" not in match[0] for match in marks):
        lines = [str(place(text, match.start()).line) for match in marks]
        listing = f"строка {lines[0]}" if len(lines) == 1 else f"строки {', '.join(lines)}"
        yield problem("Y09", file, Mark(int(lines[0]), 1), lines=listing)


def _indents(file: str, text: str) -> Iterator[Problem]:
    """Indents of a key or a list item made with a tab or with the no-break spaces of Word."""
    for match in re.finditer(
        r"^ *(\t)[ \t]*(?:[\w-]+:|- )|^ *([\u00a0\u2007\u202f])[ \u00a0\u2007\u202f]*(?:[\w-]+:|- )", text, re.MULTILINE
    ):
        code, group = ("Y07", 1) if match[1] else ("Y08", 2)
        yield problem(code, file, place(text, match.start(group)))


@dataclass(slots=True)
class _Reader:
    """Builds the tree of one file; `problems` grow while it reads."""

    file: str
    text: str
    problems: list[Problem] = field(default_factory=list)
    nodes: int = 0
    lines: list[str] = field(init=False)
    events: yaml.CSafeLoader = field(init=False)

    def __post_init__(self) -> None:
        self.lines = self.text.split("\n")
        self.events = yaml.CSafeLoader(self.text)  # only a source of events here: nothing is constructed

    def _next(self) -> Any:  # the stubs do not tell one event from another
        return self.events.get_event()

    def read(self) -> Mapping | None:
        try:
            root = self._document()
        except _StopReading:
            return None
        except yaml.MarkedYAMLError as error:
            self.problems.append(self._syntax(error))
            return None
        except yaml.YAMLError:
            self._report("Y06", TOP, what="запись нарушена")
            return None
        finally:
            self.events.dispose()
        if root is None or (isinstance(root, Scalar) and not root.text):
            self._report("Y01", TOP)
            return None
        if not isinstance(root, Mapping):
            self._report("Y02", root.mark, found=describe(root))
            return None
        return root

    def _document(self) -> Node | None:
        root: Node | None = None
        while event := self._next():
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    self._report("Y11", _mark(event))
                    raise _StopReading
                root = self._node(self._next(), 0)
        return root

    def _node(self, event: Any, depth: int) -> Node:
        self.nodes += 1
        mark = _mark(event)
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
                sequence.items.append(self._node(item, depth + 1))
            return sequence
        return self._mapping(Mapping(mark), depth)

    def _mapping(self, mapping: Mapping, depth: int) -> Mapping:
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
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

    def _scalar(self, event: yaml.ScalarEvent, mark: Mark) -> Scalar:
        is_plain = event.style is None or event.style == ""
        text: str = event.value
        if is_plain:
            self._cut_by_comment(text, mark, _place(event.end_mark))
        elif fault := forbidden_in_value(self.file, mark, text):
            self.problems.append(fault)
        return Scalar(mark, text, is_plain)

    def _cut_by_comment(self, text: str, mark: Mark, end: Mark) -> None:
        """A comment behind a date or an id is honest; behind words it is most likely a piece of the text."""
        comment = re.match(r"\s+(#.*)", self.lines[end.line - 1][end.column - 1 :])
        if comment and re.search(r"[^\W\d_a-zA-Z]", text):
            self._report("Y14", mark, kept=text[-40:], lost=comment[1].strip())

    def _report(self, code: str, mark: Mark, **values: str | int) -> None:
        self.problems.append(problem(code, self.file, mark, hint=None, **values))

    def _syntax(self, error: yaml.MarkedYAMLError) -> Problem:
        """What libyaml found wrong, in the words of somebody who has never seen YAML."""
        found = " ".join(filter(None, (error.context, error.problem)))
        for words, code, what, hint, at_start in _SYNTAX:
            if words in found:
                at = error.context_mark if at_start and error.context_mark else error.problem_mark
                return problem(code, self.file, _place(at), what=what, hint=hint)
        return problem("Y06", self.file, _place(error.problem_mark or error.context_mark), what="запись нарушена")


_IN_QUOTES = 'Возьмите весь текст в кавычки: title: "Проект «Учитель»: второй этап".'
_SYNTAX = (
    ("mapping values are not allowed", "Y06", "двоеточие с пробелом внутри текста или сбит отступ", _IN_QUOTES, False),
    ("found unexpected end of stream", "Y06", "открытая здесь кавычка не закрыта", "Закройте кавычку в конце текста.", True),
    (
        "found unexpected document indicator",
        "Y06",
        "открытая здесь кавычка не закрыта",
        "Закройте кавычку в конце текста.",
        True,
    ),
    ("found unknown escape", "Y06", "внутри двойных кавычек стоит знак \\", "Возьмите текст в одинарные кавычки.", False),
    ("found invalid", "Y06", "знак, с которого текст начинаться не может", _IN_QUOTES, False),
    ("cannot start any token", "Y06", "знак, с которого текст начинаться не может (@, %, ` или табуляция)", _IN_QUOTES, False),
    ("while scanning an alias", "Y04", "знак * в начале текста", _IN_QUOTES, False),
    ("while scanning an anchor", "Y04", "знак & в начале текста", _IN_QUOTES, False),
    ("while scanning a tag", "Y05", "", _IN_QUOTES, False),
    ("expected ',' or", "Y06", "скобка { или [ не закрыта или внутри неё лишний знак", _IN_QUOTES, False),
    ("could not find expected ':'", "Y06", "здесь нет двоеточия после ключа или сбит отступ", None, True),
    ("block sequence entries are not allowed", "Y06", "знак «-» стоит не на своём месте", None, False),
    ("did not find expected '-'", "Y06", "сбит отступ: ждали следующую строку списка с «-»", None, False),
    ("did not find expected key", "Y06", "сбит отступ, или после закрывающей кавычки есть ещё текст", None, False),
    ("did not find expected <document start>", "Y06", "после данных стоит что-то ещё с неверным отступом", None, False),
)
"""What libyaml says, our code and words, the hint (None: that of the rule), whether the construct's beginning is the place."""


class _StopReading(Exception):  # noqa: N818  # not an error: a way out
    """The rest of the file cannot be judged; why stands in the problems already."""


def _mark(event: Any) -> Mark:
    return _place(event.start_mark)


def _place(mark: Any) -> Mark:
    return Mark(mark.line + 1, mark.column + 1) if mark else TOP


def describe(node: Node) -> str:
    """What kind of node it is, in Russian, for messages."""
    if isinstance(node, Scalar):
        return "текст"
    return "список" if isinstance(node, Sequence) else "ключи со значениями"
