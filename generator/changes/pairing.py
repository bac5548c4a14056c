"""Which item of one list is which of another, and which ones changed their place."""

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, TypeVar

from generator.model import Model

T = TypeVar("T")


def settled(value: Any) -> Any:
    """`value` without what makes no difference: white space and the form of letters in texts; a mapping as a tuple."""
    match value:
        case str():
            return unicodedata.normalize("NFC", " ".join(value.split()))
        case Model():
            return (type(value).__name__, *(settled(getattr(value, name)) for name in type(value).model_fields))
        case tuple():
            return tuple(map(settled, value))
        case _:
            return value


def partners(old: Sequence[T], new: Sequence[T], keys: Sequence[Callable[[T], object]]) -> dict[int, int]:
    """The items of `new` that stand in `old` too: the index in `new`, with that in `old`.

    Equal items are partners, then those that alone have a key on each side, one of `keys` after another. An empty key is none.
    """
    found: dict[int, int] = {}
    for key in (_itself, *keys):
        taken = frozenset(found.values())
        left = _by_key((index for index in range(len(old)) if index not in taken), old, key)
        right = _by_key((index for index in range(len(new)) if index not in found), new, key)
        for value, indices in right.items():
            same = left.get(value, [])
            if key is _itself or len(same) == len(indices) == 1:
                found.update(zip(indices, same, strict=False))
    return dict(sorted(found.items()))


def _itself(item: object) -> object:
    return item


def _by_key(indices: Iterable[int], items: Sequence[T], key: Callable[[T], object]) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = {}
    for index in indices:
        value = settled(key(items[index]))
        if value is not None and value != "":
            found.setdefault(value, []).append(index)
    return found


def displaced(order: Sequence[int]) -> frozenset[int]:
    """The fewest of different numbers that must be taken out so that the rest of `order` rises: the items that were moved."""
    ends: list[int] = []
    places: list[int] = []
    for number in order:
        place = bisect_left(ends, number)
        ends[place : place + 1] = [number]
        places.append(place)
    kept, place = set(), len(ends) - 1
    for number, reached in zip(reversed(order), reversed(places), strict=True):
        if reached == place:
            kept.add(number)
            place -= 1
    return frozenset(order) - kept


def unlike(old: Sequence[Any], new: Sequence[Any]) -> tuple[list[Any], list[Any]]:
    """What only `new` has, and what only `old` has, each in its sequence; how often it stands there makes no difference."""
    before, after = Counter(map(settled, old)), Counter(map(settled, new))
    return [one for one in new if settled(one) not in before], [one for one in old if settled(one) not in after]
