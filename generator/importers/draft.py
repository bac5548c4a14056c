"""The plan as a file of the data, made of what was read; and everything that is left for a person."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count as counting

from pydantic import TypeAdapter, ValidationError

from generator import deadline
from generator.canonical import Tree, document
from generator.checks.blanks import BLANK
from generator.ids import has_own_id, row_id
from generator.importers.blocks import Block, Doubt
from generator.importers.columns import DEADLINE, NUMBER, RESPONSIBLE, RESULT, TITLE
from generator.importers.responsible import Proposal, propose
from generator.importers.sheet import Sheet, read_sheet
from generator.importers.table import Line, Part, PlanTable, all_lines, read_table
from generator.importers.untold import untold
from generator.russian import plural
from generator.values import PlanPeriod, Span

_PERIOD: TypeAdapter[Span] = TypeAdapter(PlanPeriod)
_FIELDS = (NUMBER, TITLE, RESPONSIBLE, DEADLINE, RESULT)
_YEARS = re.compile(r"\bна\s+(\d{4})(?:\s*[-–—/]\s*(\d{4}))?(?:\s*(?:г(?:од\w*|г?)?\b\.?|(уч)))?", re.IGNORECASE)
_MORE_YEARS = re.compile(r"\s*(?:[-–—/,]|и)\s*(?:на\s*)?\d")
"""«2020-21», «2021, 2022 и 2023»: which years the plan covers is left to a person."""
_SCHOOL_YEAR = re.compile(r"(\d{4})\s*[-–—/]\s*(\d{4})\s*уч", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Draft:
    """What came of a file: the text of the file of the data, what was read (a line each), and what is doubtful.

    `suggested` is a name for the file.
    """

    text: str
    suggested: str
    read: tuple[str, ...]
    doubts: tuple[Doubt, ...]


def draft(
    blocks: Sequence[Block], doubts: Sequence[Doubt] = (), *, order_date: date | None = None, period: str | None = None
) -> Draft:
    """The plan in `blocks`, which are read with `doubts`; `order_date` and `period` say what the file does not.

    Raises UnreadableFileError.
    """
    table = read_table(blocks)
    sheet = read_sheet(table.above)
    told = [*doubts, *sheet.doubts, *table.doubts]
    day = order_date or sheet.day
    years = period or _period(sheet)
    parties = propose(line.cells.get(RESPONSIBLE, "") for line in all_lines(table.parts))
    tree: dict[str, Tree] = {"title": sheet.plan or BLANK, "period": years or BLANK, "order": _order(sheet, day)}
    if sheet.heading:
        tree["heading"] = sheet.heading
    tree["columns"] = [{"key": key, "title": title} for key, title in table.columns]
    if parties:
        tree["parties"] = [_party(party) for party in parties]
    tree |= _rows(table, told)
    told += _missing(sheet, day, years)
    told += _unread(table.parts, years, day)
    told += [lost for lost in untold(blocks, tree, told) if lost.place not in sheet.left]
    told += map(_proposed, parties)
    year = (years or (day.isoformat() if day else "plan"))[:4]
    return Draft(document(tree), f"{year}-plan" if years or day else "plan", tuple(_told(sheet, table)), tuple(told))


def _proposed(party: Proposal) -> Doubt:
    return Doubt(
        "", f"ответственный «{party.name}»: уровень {party.level} предложен по словам; он решает, от кого ждут отчёта."
    )


def _order(sheet: Sheet, day: date | None) -> dict[str, Tree]:
    order: dict[str, Tree] = {
        "kind": sheet.kind or BLANK,
        "title": sheet.title or BLANK,
        "number": sheet.number or "",
        "date": day.isoformat() if day else BLANK,
        "authority": sheet.authority or BLANK,
        "place": sheet.place or "",
        "preamble": sheet.preamble or "",
        "points": [_filled({"number": one.number, "text": one.text, "deadline": one.deadline or ""}) for one in sheet.points],
    }
    if sheet.signatory:
        name, position = sheet.signatory
        order["signatory"] = _filled({"name": name, "position": position or ""})
    order["marks"] = list(sheet.marks)
    order["basis"] = [
        _filled({"kind": one.kind, "title": one.title or BLANK, "number": one.number, "date": one.day.isoformat()})
        for one in sheet.basis
    ]
    return _filled(order)


def _filled(tree: Mapping[str, Tree]) -> dict[str, Tree]:
    return {key: value for key, value in tree.items() if value}


def _party(party: Proposal) -> dict[str, Tree]:
    return _filled({"name": party.name, "also": list(party.also), "level": str(party.level)})


# --- rows ---


def _rows(table: PlanTable, doubts: list[Doubt]) -> dict[str, Tree]:
    taken: Counter[str] = Counter()
    if len(table.parts) == 1 and not table.parts[0].title:
        return {"activities": [_row(line, table, taken, doubts) for line in table.parts[0].lines]}
    sections: list[Tree] = []
    for part in table.parts:
        lines: list[Tree] = [_row(line, table, taken, doubts) for line in part.lines]
        sections.append(_filled({"number": part.number or "", "title": part.title or BLANK, "activities": lines}))
    return {"sections": sections}


def _row(line: Line, table: PlanTable, taken: Counter[str], doubts: list[Doubt]) -> dict[str, Tree]:
    cells = line.cells
    row: dict[str, Tree] = {"number": cells.get(NUMBER, "")}
    row["id"] = _own_id(line, taken, doubts)
    row |= {key: cells.get(key, "") for key in _FIELDS[1:]}
    if not row["title"]:
        row["title"] = BLANK
        doubts.append(Doubt(line.place, "нет названия мероприятия: впишите его или удалите строку."))
    if not row[DEADLINE] and not line.lines:
        row["undated"] = "empty"
        doubts.append(Doubt(line.place, "срок не указан: записано undated: empty."))
    further = [{"column": key, "text": cells[key]} for key, _ in table.columns if key not in _FIELDS and cells.get(key)]
    row["cells"] = further
    row["activities"] = [_row(one, table, taken, doubts) for one in line.lines]
    order = ("number", "id", "title", "responsible", "deadline", "undated", "result", "cells", "activities")
    return _filled({key: row[key] for key in order if key in row})


def _own_id(line: Line, taken: Counter[str], doubts: list[Doubt]) -> str:
    """An id for a row whose number gives none, or one that another row has."""
    number = line.number or ""
    found = row_id(number) if has_own_id(number) else ""
    taken[found] += 1
    if found and taken[found] == 1:
        return ""
    made = next(
        name for name in (f"{found or 'stroka'}-{count}" for count in counting(max(taken[found], 1))) if not taken[name]
    )
    taken[made] += 1
    why = f"номер «{number}» повторён" if found else f"у номера «{number}» нет адреса" if number else "номера нет"
    doubts.append(
        Doubt(line.place, f"{why}: адрес строки — {made}. Он останется навсегда: если нужен другой, замените id сейчас.")
    )
    return made


# --- what a person has to do ---


def _period(sheet: Sheet) -> str | None:
    """The years that the title of the plan or of the order names."""
    for title in (sheet.plan or "", sheet.title or ""):
        if school_year := _SCHOOL_YEAR.search(title):
            found = f"{school_year[1]}-09-01/{school_year[2]}-08-31"
            return found if _is_period(found) else None
        if years := _YEARS.search(title):
            if _MORE_YEARS.match(title, years.end()):
                return None
            found = f"{years[1]}-01-01/{years[2]}-12-31" if years[2] else years[1]
            return found if _is_period(found) else None
    return None


def _is_period(text: str) -> bool:
    try:
        _PERIOD.validate_python(text)
    except ValidationError:
        return False
    return True


def _missing(sheet: Sheet, day: date | None, period: str | None) -> Iterator[Doubt]:
    if sheet.kind is None:
        yield Doubt(
            "", f"приказа над таблицей нет: впишите в order, кем, когда и каким приказом утверждён план (там, где {BLANK})."
        )
    else:
        found = {"title": sheet.title, "authority": sheet.authority}
        yield from (Doubt("", f"не найдено: order.{key}. Впишите там, где {BLANK}.") for key, text in found.items() if not text)
    if sheet.plan is None:
        yield Doubt("", f"название плана над таблицей не найдено: впишите title там, где {BLANK}.")
    if day is None:
        yield Doubt("", f"дата приказа не найдена: впишите order.date там, где {BLANK}, или повторите импорт с --order-date.")
    if period is None:
        told = f"период плана не назван: впишите period там, где {BLANK}, или повторите импорт с --period"
        yield Doubt("", f"{told}, например --period 2021.")
    if any("контроль" in point.text.casefold() and "возложить" in point.text.casefold() for point in sheet.points):
        yield Doubt("", "на кого возложен контроль, перепишите в order.control: имя и должность в именительном падеже.")
    for one in sheet.basis:
        yield Doubt(
            "", f"документ-основание ({one.kind} № {one.number}): кто издал, перепишите в authority в именительном падеже."
        )


def _unread(parts: Sequence[Part], period: str | None, day: date | None) -> Iterator[Doubt]:
    """Deadlines that the grammar refuses. Without a period nothing can be said."""
    if period is None:
        return
    span = _PERIOD.validate_python(period)
    for line in all_lines(parts):
        if wording := line.cells.get(DEADLINE):
            try:
                deadline.read(wording, period=span.interval, order_date=day)
            except deadline.UnreadableDeadline as refusal:
                yield Doubt(line.place, f"строка {line.number or '—'}, срок «{wording}»: {refusal}")


def _told(sheet: Sheet, table: PlanTable) -> Iterator[str]:
    if sheet.kind:
        number = f" № {sheet.number}" if sheet.number else ""
        day = f" от {sheet.day:%d.%m.%Y}" if sheet.day else ""
        yield f"{sheet.kind}{day}{number}, {sheet.authority or 'кем издан, не найдено'}"
    if sheet.signatory:
        yield f"подписал(а) {sheet.signatory[0]}"
    if sheet.plan:
        yield f"название «{sheet.plan}»"
    if sheet.marks:
        yield "отметки: " + ", ".join(f"«{mark}»" for mark in sheet.marks)
    points = len(sheet.points)
    if points:
        yield f"{points} {plural(points, 'пункт', 'пункта', 'пунктов')} приказа"
    rows = sum(1 for _ in all_lines(table.parts))
    sections = sum(1 for part in table.parts if part.title)
    parts = f" в {sections} {plural(sections, 'разделе', 'разделах', 'разделах')}" if sections else ""
    yield f"{rows} {plural(rows, 'строка', 'строки', 'строк')} таблицы{parts}"
    yield "графы: " + ", ".join(f"«{title}»" for _, title in table.columns)
