"""Two mappings of the model, field by field."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from generator.change import Sign, Words
from generator.changes.names import KEYS, names
from generator.changes.pairing import displaced, partners, settled, unlike
from generator.changes.titles import Titles
from generator.changes.values import contrast, item, words
from generator.model import Model


@dataclass(frozen=True, slots=True)
class Difference:
    """What is different in the field at `path` (names of fields from the top), in words."""

    path: tuple[str, ...]
    sign: Sign
    words: tuple[Words, ...]


def differences(old: Model, new: Model, titles: Titles, skip: Collection[str] = ()) -> Iterator[Difference]:
    """What is different between two mappings of one kind, but for the fields `skip`, in the sequence of `names`."""
    for name, label in names(type(new)).items():
        if name in skip:
            continue
        before, after = getattr(old, name), getattr(new, name)
        if settled(before) != settled(after):
            yield from _field(name, label, before, after, titles)


def _field(name: str, label: str, before: Any, after: Any, titles: Titles) -> Iterator[Difference]:
    values = [*(before if isinstance(before, tuple) else ()), *(after if isinstance(after, tuple) else ())]
    if isinstance(before, Model) and isinstance(after, Model):
        yield from _within(name, (Words(label),), before, after, titles)
    elif values and isinstance(values[0], Model):
        yield from _items(name, label, before or (), after or (), titles)
    elif isinstance(before, tuple) or isinstance(after, tuple):
        yield from _list(name, label, before, after, titles)
    else:
        yield _value(name, label, before, after, titles)


def _within(name: str, where: tuple[Words, ...], before: Model, after: Model, titles: Titles) -> Iterator[Difference]:
    for one in differences(before, after, titles):
        yield Difference((name, *one.path), one.sign, (*where, Words(": "), *one.words))


def _value(name: str, label: str, before: Any, after: Any, titles: Titles) -> Difference:
    if before is None:
        return Difference((name,), Sign.ADDED, (Words(f"указано: {label} "), *words(after, name, titles)))
    if after is None:
        return Difference((name,), Sign.REMOVED, (Words(f"убрано: {label} "), *words(before, name, titles)))
    if isinstance(before, str) and isinstance(after, str) and titles.of(name, after) is None and type(before) is str:
        return Difference((name,), Sign.CHANGED, (Words(f"{label} "), *contrast(before, after)))
    both = (*words(before, name, titles), Words(" → "), *words(after, name, titles))
    return Difference((name,), Sign.CHANGED, (Words(f"{label} "), *both))


def _list(name: str, label: str, before: Any, after: Any, titles: Titles) -> Iterator[Difference]:
    """A list of texts or references, whose sequence says nothing. An empty one is not the same as none."""
    if before is None or after is None:
        stated, sign, said = (after, Sign.ADDED, "указано") if before is None else (before, Sign.REMOVED, "убрано")
        yield Difference((name,), sign, (Words(f"{said}: {label} "), *_several(stated, name, titles)))
        return
    added, removed = unlike(before, after)
    if added:
        yield Difference((name,), Sign.ADDED, (Words(f"{label}, добавлено: "), *_several(added, name, titles)))
    if removed:
        yield Difference((name,), Sign.REMOVED, (Words(f"{label}, убрано: "), *_several(removed, name, titles)))


def _several(values: Collection[Any], name: str, titles: Titles) -> Iterator[Words]:
    if not values:
        yield Words("(пустой список)")
    for index, value in enumerate(values):
        yield from ([Words(", ")] if index else [])
        yield from words(value, name, titles)


def _items(name: str, label: str, before: tuple[Any, ...], after: tuple[Any, ...], titles: Titles) -> Iterator[Difference]:
    """A list of mappings."""
    same = partners(before, after, KEYS[type((*before, *after)[0])])
    for index, new in enumerate(after):
        if index in same:
            yield from _within(name, (Words(f"{label}, "), *item(new, titles, short=True)), before[same[index]], new, titles)
        else:
            yield Difference((name,), Sign.ADDED, (Words(f"{label}, добавлено: "), *item(new, titles)))
    for index, old in enumerate(before):
        if index not in same.values():
            yield Difference((name,), Sign.REMOVED, (Words(f"{label}, убрано: "), *item(old, titles)))
    if displaced(list(same.values())):
        yield Difference((name,), Sign.CHANGED, (Words(f"{label}: изменён порядок"),))
