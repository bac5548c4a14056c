"""The rows of a plan: which are the same, and what is different in their cells and terms."""

from collections.abc import Iterator
from typing import Any

from generator.change import Sign, What, Words
from generator.changes.difference import differences
from generator.changes.pairing import partners, settled
from generator.changes.titles import Titles
from generator.changes.values import contrast
from generator.deadline import explain
from generator.model import Activity, Roadmap, Wording
from generator.plan import Plan, Row

Told = tuple[Sign, What, tuple[Words, ...]]
"""A difference of a row."""

_TERM = ("deadline", "dates", "undated")
_TOLD_APART = frozenset({*_TERM, "id", "cells", "was", "added", "dropped", "activities"})
_FIRST = frozenset({"number", "title"})
_ALL = frozenset(Activity.model_fields)
_WHAT = {"number": What.NUMBER, "title": What.WORDING, "responsible": What.WORDING, "result": What.WORDING}


def row_partners(old: Plan, new: Plan) -> dict[int, int]:
    """The rows of `new` that stand in `old` too, by index: those with the same id, then those that alone have the same words.

    These were given another number; whatever else is without a partner was added or removed.
    """
    at = {row.id: index for index, row in reversed(list(enumerate(old.rows)))}
    first = {row.id: index for index, row in reversed(list(enumerate(new.rows)))}
    same = {index: at[name] for name, index in first.items() if name in at}
    left = [index for index in range(len(old.rows)) if index not in frozenset(same.values())]
    right = [index for index in range(len(new.rows)) if index not in same]
    renumbered = partners([old.rows[index] for index in left], [new.rows[index] for index in right], (_all_words,))
    same.update((right[after], left[before]) for after, before in renumbered.items())
    return dict(sorted(same.items()))


def _all_words(row: Row) -> object:
    one = row.activity
    return one.title, one.deadline, one.responsible, one.result, tuple((cell.column, cell.text) for cell in one.cells)


def row_changes(old: Row, new: Row, before: Roadmap, after: Roadmap, titles: Titles) -> Iterator[Told]:
    """What is different in a row, but for its place; `before` and `after` are the files of its two states."""
    was, now = old.activity, new.activity
    if old.id != new.id and settled(was.number) == settled(now.number):
        yield Sign.CHANGED, What.NUMBER, (Words(f"постоянный адрес {old.anchor} → {new.anchor}"),)
    for one in differences(was, now, titles, _ALL - _FIRST):
        yield one.sign, _WHAT[one.path[0]], one.words
    yield from _term(old, new)
    for one in differences(was, now, titles, _TOLD_APART | _FIRST):
        yield one.sign, _WHAT.get(one.path[0], What.ROW), one.words
    yield from _cells(was, now, before, after)
    yield from _dates(was, now)
    yield from _former(was, now, titles)


def _term(old: Row, new: Row) -> Iterator[Told]:
    """The cell of the deadline, and how it is read; the reading may change with the period of the plan alone."""
    was, now = old.activity.deadline, new.activity.deadline
    before, after = _reading(old), _reading(new)
    if settled(was) != settled(now):
        read = (Words(f", {_how(before, after)}"),) if after else ()
        if was is None:
            yield Sign.ADDED, What.TERM, (Words("указано: срок "), Words(f"«{now}»", are_quoted=True), *read)
        elif now is None:
            yield Sign.REMOVED, What.TERM, (Words("убрано: срок "), Words(f"«{was}»", are_quoted=True), *read)
        else:
            yield Sign.CHANGED, What.TERM, (Words("срок "), *contrast(was, now), *read)
        return
    wording = (Words("срок"), *((Words(" "), Words(f"«{now}»", are_quoted=True)) if now else ()))
    if before != after:
        said = f" теперь читается так: {after}" if after else " теперь не читается как срок"
        former = f"; прежде: {before}" if before else ""
        yield Sign.CHANGED, What.TERM, (*wording, Words(f"{said}{former}"))
    elif any(settled(getattr(old.activity, key)) != settled(getattr(new.activity, key)) for key in _TERM[1:]):
        yield Sign.CHANGED, What.TERM, (*wording, Words(": чтение записано иначе, сам срок прежний"))


def _reading(row: Row) -> str:
    if row.refusal is not None:
        return "прочесть нельзя"
    return explain(row.deadline) if row.deadline else ""


def _how(before: str, after: str) -> str:
    return f"читается по-прежнему: {after}" if before == after else f"теперь читается так: {after}"


def _cells(old: Activity, new: Activity, before: Roadmap, after: Roadmap) -> Iterator[Told]:
    """The cells of further columns, each by the heading of its column."""
    heads = {column.key: " ".join(column.title.split()) for column in (*before.columns, *after.columns)}
    for note in (False, True):
        was, now = _by_column(old, note), _by_column(new, note)
        for column in dict.fromkeys((*was, *now)):
            name = Words(f"«{heads.get(column, column)}»", are_quoted=True)
            what = "замечание к графе " if note else "графа "
            text, other = was.get(column), now.get(column)
            if settled(text) == settled(other):
                continue
            if text is None or other is None:
                said, sign = ("указано", Sign.ADDED) if text is None else ("убрано", Sign.REMOVED)
                quoted = Words(f"«{other if text is None else text}»", are_quoted=True)
                yield sign, What.WORDING, (Words(f"{said}: {what}"), name, Words(" "), quoted)
            else:
                yield Sign.CHANGED, What.WORDING, (Words(what), name, Words(" "), *contrast(text, other))


def _by_column(activity: Activity, note: bool) -> dict[str, str]:
    found: dict[str, str] = {}
    for cell in activity.cells:
        if text := cell.note if note else cell.text:
            found[cell.column] = "\n".join(filter(None, (found.get(cell.column), text)))
    return found


def _dates(old: Activity, new: Activity) -> Iterator[Told]:
    """The amendments that added or dropped the row."""
    if old.dropped != new.dropped:
        sign, said = (Sign.REMOVED, "исключено") if new.dropped else (Sign.ADDED, "больше не исключено")
        day = f" с {new.dropped:%d.%m.%Y}" if new.dropped else ""
        yield sign, What.ROW, (Words(f"{said}{day}: "), Words(f"«{new.title}»", are_quoted=True))
    if old.added != new.added:
        day = f"добавлено изменениями от {new.added:%d.%m.%Y}" if new.added else "значится в плане с самого начала"
        yield Sign.CHANGED, What.ROW, (Words(day),)


def _former(old: Activity, new: Activity, titles: Titles) -> Iterator[Told]:
    """The former wordings, but for those that were the words of the row in the other state: their change is told already."""
    kept = tuple(one for one in new.was if one in old.was or not _is_told(one, old, new))
    for one in differences(old, old.model_copy(update={"was": kept}), titles, _ALL - {"was"}):
        yield one.sign, What.ROW, one.words


def _is_told(wording: Wording, old: Activity, new: Activity) -> bool:
    """Whether `wording` is what `old` said and `new` does not."""
    said: dict[str, Any] = {key: value for key in _CELLS if (value := getattr(wording, key)) is not None}
    return all(settled(getattr(old, key)) == settled(value) for key, value in said.items()) and any(
        settled(getattr(new, key)) != settled(value) for key, value in said.items()
    )


_CELLS = ("number", "title", "responsible", "result", "cells", *_TERM)
