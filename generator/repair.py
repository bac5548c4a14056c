"""What is left of a file when its faults of shape are taken out, so that the rest of it is judged in the same run.

Nothing is ever published of a file with a fault: a repaired tree only serves to find the other faults. So a misspelt key is
read as what it was meant to be, a wrong value is left out or stands as a placeholder, a row with a wrong number or deadline is
left out; and what would only follow from that (`unsaid`) is not told of.
"""

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from generator.problem import Mark
from generator.source import Mapping, Node, Path, Scalar, Sequence, get
from generator.values import Span

_FOLLOWS = {
    "activities": {"R17", "R18"},
    "amendments": {"R16"},
    "closed": {"R21"},
    "columns": {"R10"},
    "order": {"D03", "D05"},
    "parent": {"R20"},
    "parties": {"R06", "R11", "R14"},
    "parts": {"R08", "R22"},
    "period": {"D03", "D05", "D06"},
    "project": {"R04", "R08", "R18"},
    "roadmap": {"R18"},
    "sections": {"R17"},
    "status": {"R18"},
    "until": {"R18"},
}
"""The faults that only follow where something at this key of the file is left out."""
_JUDGED_ALONE = frozenset({"authority", "kind", "level", "note", "position", "result", "role", "text", "title"})
"""Keys of a row or an item on which no other rule depends: without them the item can be judged."""


def unsaid(paths: Iterable[Path]) -> frozenset[str]:
    """The codes of what would only follow from faults at `paths`."""
    return frozenset(code for path in paths for code in _FOLLOWS.get(str(path[0]) if path else "", ()))


def rename_key(root: Node, path: Path, meant: str | None) -> None:
    """Take the unknown key at `path` as `meant`; drop it if it means nothing or what it means is there already."""
    *parents, key = path
    keys = get(root, tuple(parents))
    if isinstance(keys, Mapping) and key in keys.values:
        mark, value = keys.keys.pop(str(key)), keys.values.pop(str(key))
        if meant and meant not in keys.values:
            keys.keys[meant], keys.values[meant] = mark, value


def leave_out(kind: type[BaseModel], root: Node, paths: Iterable[Path]) -> None:
    """Take what stands at `paths` out of the tree of a `kind`: keys that may be missing, list items that depend on it."""
    for path in sorted({_cut(path) for path in paths}, key=_sequence, reverse=True):
        *parents, last = path
        node = get(root, tuple(parents))
        if isinstance(node, Sequence) and isinstance(last, int):
            del node.items[last : last + 1]
        elif isinstance(node, Mapping):
            mark = node.keys.pop(str(last), node.mark)
            node.values.pop(str(last), None)
            model = model_at(kind, tuple(parents))
            field = model.model_fields.get(str(last)) if model else None
            if field is not None and field.is_required():
                node.keys[str(last)], node.values[str(last)] = mark, _placeholder(field.annotation, mark)


def _cut(path: Path) -> Path:
    """`path`, or the item of the innermost list on it that cannot be judged without what stands there."""
    if path[-1] in _JUDGED_ALONE:
        return path
    last = max((index for index, step in enumerate(path) if isinstance(step, int)), default=None)
    return path if last is None else path[: last + 1]


def _sequence(path: Path) -> tuple[tuple[bool, int, str], ...]:
    """A key that sorts paths as the file has them, so that items are taken out from the end."""
    return tuple((isinstance(step, int), step if isinstance(step, int) else 0, str(step)) for step in path)


def model_at(kind: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """The model of the keys at `path` in a file of a `kind`."""
    return model_in(annotation_at(kind, path))


def annotation_at(kind: type[BaseModel], path: Path) -> Any:
    """The type that a file of a `kind` has at `path`."""
    annotation: Any = kind
    for step in path:
        if isinstance(step, str) and (model := model_in(annotation)):
            annotation = model.model_fields[step].annotation
    return annotation


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The model that a type is or holds, as `tuple[Party, ...]` holds `Party`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for part in get_args(annotation) if (model := model_in(part))), None)


def _placeholder(annotation: Any, mark: Mark) -> Node:
    """The simplest value that the model accepts."""
    if get_origin(annotation) is tuple:
        return Sequence(mark)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return Scalar(mark, str(next(iter(annotation)).value), plain=False)
    if annotation is Span:
        return Scalar(mark, "2000", plain=False)
    if annotation is date:
        return Scalar(mark, "2000-01-01", plain=False)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        required = {key: field for key, field in annotation.model_fields.items() if field.is_required()}
        values = {key: _placeholder(field.annotation, mark) for key, field in required.items()}
        return Mapping(mark, dict.fromkeys(values, mark), values)
    return Scalar(mark, "x", plain=False)
