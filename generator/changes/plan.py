"""A plan: its document, its sections and its rows."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from generator.change import Change, Sign, What, Words
from generator.changes.difference import differences
from generator.changes.pairing import displaced, settled
from generator.changes.place import moves, section_partners
from generator.changes.rows import row_changes, row_partners
from generator.changes.titles import Titles
from generator.model import Roadmap, Section
from generator.plan import Plan, Row

_PLAN = "План"
_WHAT = {
    "order": What.ORDER,
    "amendments": What.ORDER,
    "period": What.PERIOD,
    "team": What.PARTIES,
    "parties": What.PARTIES,
}


def plan_changes(old: Plan | None, new: Plan | None, titles: Titles | None = None) -> tuple[Change, ...]:
    """What is different between two states of one plan: its document first, then its rows in their sequence.

    None is a plan that is not there. `titles` are what the ids in the files stand for. The plans may have faults: what
    cannot be read is told of as such.
    """
    titles = titles or Titles()
    if old is None or new is None:
        plan = new or old
        return (_whole(plan, Sign.ADDED if new else Sign.REMOVED),) if plan else ()
    if old.roadmap is new.roadmap or settled(old.roadmap) == settled(new.roadmap):
        return ()
    found = [*_document(old.roadmap, new.roadmap, titles), *_sections(old, new, titles), *_rows(old, new, titles)]
    return tuple(replace(change, page=new.address) for change in found)


def _whole(plan: Plan, sign: Sign) -> Change:
    said = "опубликован" if sign is Sign.ADDED else "убран с сайта"
    return Change(sign, What.PLAN, plan.address, "", _PLAN, (Words(f"{said}: "), _quoted(plan.roadmap.title)))


def _quoted(text: str) -> Words:
    return Words(f"«{text}»", are_quoted=True)


def _document(old: Roadmap, new: Roadmap, titles: Titles) -> Iterator[Change]:
    for one in differences(old, new, titles, ("sections", "activities")):
        yield Change(one.sign, _WHAT.get(one.path[0], What.PLAN), "", "", _PLAN, one.words)


def _sections(old: Plan, new: Plan, titles: Titles) -> Iterator[Change]:
    same = section_partners(old, new)
    before, after = old.roadmap.sections or (), new.roadmap.sections or ()
    for index, section in enumerate(after):
        if index not in same:
            yield _section(section, Sign.ADDED, (Words("добавлено: "), _quoted(section.title)))
            continue
        for one in differences(before[same[index]], section, titles, ("activities",)):
            yield _section(section, one.sign, one.words)
    for index, section in enumerate(before):
        if index not in same.values():
            yield _section(section, Sign.REMOVED, (Words("убрано: "), _quoted(section.title)))
    if displaced(list(same.values())):
        yield Change(Sign.CHANGED, What.SECTION, "", "", "Разделы", (Words("изменён порядок"),))


def _section(section: Section, sign: Sign, words: tuple[Words, ...]) -> Change:
    return Change(
        sign, What.SECTION, "", "", f"Раздел {section.number}" if section.number else f"Раздел «{section.title}»", words
    )


def _rows(old: Plan, new: Plan, titles: Titles) -> Iterator[Change]:
    same = row_partners(old, new)
    moved = {id(row): words for row, words in moves(old, new, same, section_partners(old, new))}
    names = _names(new)
    for index, row in enumerate(new.rows):
        subject = names[index]
        if index not in same:
            yield Change(Sign.ADDED, What.ROW, "", row.anchor, subject, (Words("добавлено: "), *_cells(row)))
            continue
        if words := moved.get(id(row)):
            yield Change(Sign.CHANGED, What.POSITION, "", row.anchor, subject, words)
        for sign, what, words in row_changes(old.rows[same[index]], row, old.roadmap, new.roadmap, titles):
            yield Change(sign, what, "", row.anchor, subject, words)
    for index, subject in enumerate(_names(old)):
        if index not in same.values():
            yield Change(Sign.REMOVED, What.ROW, "", "", subject, (Words("убрано: "), *_cells(old.rows[index])))


def _names(plan: Plan) -> list[str]:
    """«Мероприятие 6.2»; with the title where the number is missing or stands at several rows."""
    numbers = [(row.activity.number or "").strip().rstrip(".") for row in plan.rows]
    times = Counter(numbers)
    return [_name(row, number, times[number] > 1) for row, number in zip(plan.rows, numbers, strict=True)]


def _name(row: Row, number: str, is_repeated: bool) -> str:
    noun = "Строка" if row.is_group else "Мероприятие"
    if not number:
        return f"{noun} «{row.activity.title}»"
    return f"{noun} {number} («{row.activity.title}»)" if is_repeated else f"{noun} {number}"


def _cells(row: Row) -> Iterator[Words]:
    yield _quoted(row.activity.title)
    if row.activity.deadline:
        yield Words(", срок ")
        yield _quoted(row.activity.deadline)
