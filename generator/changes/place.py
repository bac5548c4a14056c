"""Where the rows of a plan stand: in which section, under which row, after which one."""

from collections.abc import Iterator, Mapping

from generator.change import Words
from generator.changes.pairing import displaced, partners
from generator.model import Section
from generator.plan import Plan, Row

_Container = tuple[object, ...]


def section_partners(old: Plan, new: Plan) -> dict[int, int]:
    """The sections of `new` that stand in `old` too, by index: those that have the same number, title or rows."""
    rows: dict[int, frozenset[str]] = {}
    for plan in (old, new):
        for index, section in enumerate(plan.roadmap.sections or ()):
            rows[id(section)] = frozenset(row.id for row in plan.rows if row.path[:2] == ("sections", index))
    keys = (_numbered_title, _title, _number, lambda section: rows[id(section)] or None)
    return partners(old.roadmap.sections or (), new.roadmap.sections or (), keys)


def _numbered_title(section: Section) -> object:
    return section.number, section.title


def _title(section: Section) -> object:
    return section.title


def _number(section: Section) -> object:
    return section.number


def moves(
    old: Plan, new: Plan, same: Mapping[int, int], sections: Mapping[int, int]
) -> Iterator[tuple[Row, tuple[Words, ...]]]:
    """The rows of `new` that stand at another place than in `old`, and where they stand now.

    `same` are the indices of the rows of `new` that are in `old`, with those there; `sections` those of the sections.
    """
    fathers = _parents(old), _parents(new)
    inside: dict[_Container, list[int]] = {}
    for index, former in same.items():
        before = _container(old, former, fathers[0], None, None)
        after = _container(new, index, fathers[1], sections, same)
        if before == after:
            inside.setdefault(after, []).append(former)
        elif before[0] != after[0] and fathers[1][index] is None:
            yield new.rows[index], _to_section(old.rows[former].section, new.rows[index].section)
        elif before[1] != after[1]:
            yield new.rows[index], _to_parent(new, fathers[1][index])
    at = {former: index for index, former in same.items()}
    for order in inside.values():
        for former in sorted(displaced(order), key=lambda one: at[one]):
            yield new.rows[at[former]], _after(new, at[former], fathers[1])


def _parents(plan: Plan) -> list[int | None]:
    """The index of the row above each row, None for the rows of the table itself."""
    by_path = {row.path: index for index, row in enumerate(plan.rows)}
    return [by_path.get(row.path[:-2]) for row in plan.rows]


def _container(
    plan: Plan, index: int, parents: list[int | None], sections: Mapping[int, int] | None, same: Mapping[int, int] | None
) -> _Container:
    """The section and the row that a row stands in, as indices of the old plan; what is only in the new one is its own."""
    path = plan.rows[index].path
    section = path[1] if path[0] == "sections" else None
    parent = parents[index]
    if sections is not None and isinstance(section, int):
        section = sections.get(section, f"new {section}")
    if same is None or parent is None:
        return section, parent
    return section, same.get(parent, f"new {parent}")


def _to_section(before: Section | None, after: Section | None) -> tuple[Words, ...]:
    return (
        Words("перенесено"),
        *((Words(" из раздела "), _called(before)) if before else ()),
        *((Words(" в раздел "), _called(after)) if after else (Words(", теперь вне разделов"),)),
    )


def _called(section: Section) -> Words:
    return Words(f"«{' '.join(filter(None, (section.number, section.title)))}»", are_quoted=True)


def _to_parent(plan: Plan, parent: int | None) -> tuple[Words, ...]:
    if parent is None:
        return (Words("теперь самостоятельная строка"),)
    return Words("теперь в составе строки "), _row(plan.rows[parent])


def _after(plan: Plan, index: int, parents: list[int | None]) -> tuple[Words, ...]:
    container = plan.rows[index].path[:-1]
    above = [row for i, row in enumerate(plan.rows[:index]) if row.path[:-1] == container and parents[i] == parents[index]]
    if not above:
        return (Words("переставлено, теперь стоит первым"),)
    return Words("переставлено, теперь стоит после строки "), _row(above[-1])


def _row(row: Row) -> Words:
    """A row in a sentence: its number, or its title if it has none."""
    number = (row.activity.number or "").strip().rstrip(".")
    return Words(number) if number else Words(f"«{row.activity.title}»", are_quoted=True)
