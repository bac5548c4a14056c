"""The order around the table: what its sheet says, as far as it says it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby, islice, pairwise

from generator.importers.blocks import ABOVE, Block, Doubt, Paragraph, one_line
from generator.importers.table import ANNEX
from generator.problem import excerpt

_KINDS = ("приказ", "распоряжение", "постановление", "решение")
_MONTHS = ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"]
_DATE = re.compile(
    rf"\b(\d{{1,2}})\.(\d{{1,2}})\.(\d{{4}})(?!\d)|«?\b(\d{{1,2}})»?\s+({'|'.join(_MONTHS)})\s+(\d{{4}})(?!\d)", re.IGNORECASE
)
_NUMBER = re.compile(r"(?:№|\bN\b)\s*([\w.-]+(?:/\s?[\w.-]+)*)")
_PLACE = re.compile(
    r"\b(?:с|п|пос|пгт|рп|г|д|ст|х)\.\s*[А-ЯЁ][\w -]+|(?:село|посёлок|поселок|город|станица|деревня)\s+[А-ЯЁ][\w -]+"
)
_TITLE = re.compile(r"[«\"]?(?:об?|о внесении|о мерах)\s", re.IGNORECASE)
_ORDERS = re.compile(
    r"(?:п\s*р\s*и\s*к\s*а\s*з\s*ы\s*в\s*а\s*ю|о\s*б\s*я\s*з\s*ы\s*в\s*а\s*ю|п\s*о\s*с\s*т\s*а\s*н\s*о\s*в\s*л\s*я\s*(?:ю|е\s*т)"
    r"|р\s*е\s*ш\s*и\s*(?:л\s*а?|т\s*ь))\s*:?$",
    re.IGNORECASE,
)
_POINT = re.compile(r"(?:[-–•]\s*)?(\d{1,2}(?:\.\d{1,2})*\.?)\s+(?=\D)(.+)")
_TERM = re.compile(r"сроки?( исполнения)?\s*[:–-].*", re.IGNORECASE)
_INITIALS = r"[А-ЯЁ]\.\s?[А-ЯЁ]\."
_SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_NAME = re.compile(rf"{_INITIALS}\s?{_SURNAME}|{_SURNAME}\s{_INITIALS}")
_LONGEST_POSITION = 300
_PATRONYMIC = re.compile(rf"{_SURNAME}\s[А-ЯЁ][а-яё]+\s[А-ЯЁ][а-яё]+(?:вич|вна|ьич|ична|инична)")
_PHONE = re.compile(r"(?:тел\.?:?\s*)?(?:\+?\d[\s()-]*){6,12}")
_PLAN = re.compile(r"(?:муниципальн\w+ |региональн\w+ |дорожная )?(?:план|карта|комплекс мер|программа)\b", re.IGNORECASE)
_APPROVED = re.compile(r"утвержд(?:аю|[её]н\w*)\b.*", re.IGNORECASE)
_BASIS = re.compile(
    rf"(?P<kind>письм|приказ|распоряжени|постановлени)\w*(?:[^«»]|«[^«»]*»){{0,200}}?\sот\s(?P<date>{_DATE.pattern})\s*(?:г\.?|года)?\s*"
    r"№\s*(?P<number>[\w./-]*\w)(?:\s*«(?P<title>[^«»]*(?:«[^«»]*»[^«»]*)*)»)?",
    re.IGNORECASE,
)
_BASIS_KINDS = {"письм": "письмо", "приказ": "приказ", "распоряжени": "распоряжение", "постановлени": "постановление"}


@dataclass(slots=True)
class Point:
    """A point of the order, with the term printed at it."""

    number: str
    text: str
    deadline: str | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """A document that the preamble names."""

    kind: str
    number: str
    day: date
    title: str | None


@dataclass(slots=True)
class Sheet:
    """What was found; None and empty for what was not."""

    kind: str | None = None
    authority: str | None = None
    title: str | None = None
    day: date | None = None
    number: str | None = None
    place: str | None = None
    preamble: str | None = None
    points: list[Point] = field(default_factory=list)
    signatory: tuple[str, str | None] | None = None
    """Name and position."""
    marks: list[str] = field(default_factory=list)
    heading: str | None = None
    plan: str | None = None
    """The heading above the table."""
    basis: list[Basis] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    """Places of what was left on purpose: other annexes, names in full."""
    doubts: list[Doubt] = field(default_factory=list)


def read_sheet(above: Sequence[Block]) -> Sheet:
    """The order in the blocks above its table."""
    sheet = Sheet()
    lines = list(_lines(above))
    first = next((index for index, line in enumerate(lines) if _kind(line.text)), None)
    if first is None:
        _annex(sheet, lines)
        return sheet
    sheet.kind = _kind(lines[first].text)
    sheet.authority = one_line([line.text for line in lines[:first]]) or None
    rest = lines[first + 1 :]
    after = next((index for index, line in enumerate(rest) if _ORDERS.search(line.text)), None)
    if after is None:
        sheet.doubts.append(
            Doubt(lines[first].place, "нет слова «ПРИКАЗЫВАЮ:» в конце строки, поэтому пункты приказа не прочитаны.")
        )
        titled = next((index for index, line in enumerate(rest) if _TITLE.match(line.text)), 0)
        _requisites(sheet, rest[: titled + 1])
        annex = next((index for index, line in enumerate(rest) if ANNEX.match(line.text)), len(rest))
        _annex(sheet, rest[annex:])
        return sheet
    _requisites(sheet, rest[: after + 1])
    _annex(sheet, _points(sheet, rest[after + 1 :]))
    return sheet


def dates(text: str) -> Iterator[date]:
    """The days that `text` names, in its sequence."""
    for found in _DATE.finditer(text):
        day, month, year = (
            (found[1], found[2], found[3]) if found[1] else (found[4], _MONTHS.index(found[5].lower()) + 1, found[6])
        )
        try:
            yield date(int(year), int(month), int(day))
        except ValueError:
            continue  # no day of the calendar


def without_dates(text: str) -> str:
    """`text` without the days that it names."""
    return _DATE.sub(" ", text)


def _lines(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    """Paragraphs, and the rows of tables that only lay out the sheet."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                yield Paragraph(one_line([cell for cell in row.cells if cell != ABOVE]), row.place)


def _kind(line: str) -> str | None:
    word = "".join(line.split()).strip(".").casefold()
    return word if word in _KINDS else None


def _groups(lines: Sequence[Paragraph]) -> list[list[Paragraph]]:
    """Lines that stand together, without the empty ones between them."""
    return [list(group) for filled, group in groupby(lines, lambda line: bool(line.text)) if filled]


# --- date, number, place, title, preamble ---


def _requisites(sheet: Sheet, lines: Sequence[Paragraph]) -> None:
    title: list[str] = []
    preamble: list[str] = []
    for group in _groups(lines):
        for line in group:
            if preamble or (title and line is group[0]) or _ORDERS.fullmatch(line.text):
                preamble.append(line.text)
            elif title or _TITLE.match(line.text):
                title.append(line.text)
            else:
                _requisite(sheet, line)
    sheet.title, sheet.preamble = one_line(title) or None, one_line(preamble) or None
    for found in _BASIS.finditer(sheet.preamble or ""):
        for day in dates(found["date"]):
            sheet.basis.append(Basis(_BASIS_KINDS[found["kind"].lower()], found["number"], day, found["title"]))


def _requisite(sheet: Sheet, line: Paragraph) -> None:
    text, taken = line.text, False
    if sheet.day is None and (day := next(dates(text), None)):
        sheet.day, taken = day, True
        text = _DATE.sub(" ", text, count=1)
    if sheet.number is None and (number := _NUMBER.search(text)):
        sheet.number, taken = number[1], True
        text = text[: number.start()] + " " + text[number.end() :]
    if sheet.place is None and (place := _PLACE.search(text)):
        sheet.place, taken = place[0].strip(), True
    if not taken:
        sheet.doubts.append(Doubt(line.place, f"не понято в шапке приказа: «{line.text}»."))


# --- points ---


def _points(sheet: Sheet, lines: Sequence[Paragraph]) -> list[Paragraph]:
    """Take the points; the lines after them come back."""
    for index, line in enumerate(lines):
        point = _POINT.fullmatch(line.text)
        if not line.text:
            continue
        if point:
            sheet.points.append(Point(point[1], point[2]))
        elif _TERM.fullmatch(line.text) and sheet.points:
            _term(sheet, line, _next(islice(lines, index + 1, None)))
        elif sheet.points and _goes_on(line.text):
            sheet.points[-1].text += f" {line.text}"
        elif _is_end(line.text):
            return list(lines[index:])
        elif sheet.points:
            sheet.points[-1].text += f" {line.text}"
        else:
            sheet.points.append(Point("", line.text))
    return []


def _next(lines: Iterable[Paragraph]) -> str:
    return next((line.text for line in lines if line.text), "")


def _goes_on(text: str) -> bool:
    return text[0].islower()


def _is_end(text: str) -> bool:
    """Whether the signature or an annex begins: a short line that is no sentence."""
    return bool(
        ANNEX.match(text)
        or _APPROVED.match(text)
        or (len(text) < 120 and not text.endswith((".", ";", ":")))
        or _NAME.fullmatch(text)
    )


def _term(sheet: Sheet, line: Paragraph, after: str) -> None:
    """A term belongs to the point above it. In the midst of a sentence it is a remark on the margin of the point before."""
    point = sheet.points[-1]
    if after and _goes_on(after) and len(sheet.points) > 1 and sheet.points[-2].deadline is None:
        before = sheet.points[-2]
        before.deadline = line.text
        sheet.doubts.append(
            Doubt(
                line.place,
                f"«{line.text}» стоит посреди пункта {point.number}; отнесено к пункту {before.number}. Сверьте с приказом.",
            )
        )
    elif point.deadline is None:
        point.deadline = line.text
    else:
        sheet.doubts.append(Doubt(line.place, f"у пункта {point.number} уже есть срок, второй не взят: «{line.text}»."))


# --- what follows the points ---


def _annex(sheet: Sheet, lines: Sequence[Paragraph]) -> None:
    """Signature, marks, the head of the annex and the title of the plan: the last lines above the table."""
    groups = _groups(lines)
    if groups:
        above, plan = _title(groups.pop())
        while groups and not above and plan[0].text[0].islower() and not ANNEX.match(groups[-1][0].text):
            plan = [*groups.pop(), *plan]  # «ДОРОЖНАЯ КАРТА», an empty line, «по поддержке школ»
        groups += [above] if above else []
        sheet.plan = one_line([line.text for line in plan])
    groups = _own_annex(sheet, list(_signature(sheet, groups)))
    waiting: list[str] = []
    for group in groups:
        text = one_line([line.text for line in group])
        if ANNEX.match(text):
            sheet.heading = text
        elif _is_private(group):
            told = "полное имя или телефон: не взято, чтобы не публиковать личные данные."
            sheet.doubts.append(Doubt(group[0].place, told))
            sheet.left += [line.place for line in group]
        elif waiting and _NAME.fullmatch(text):
            sheet.marks[-1] = one_line([*waiting, text])
            waiting = []
        else:
            sheet.marks.append(text)
            waiting = [text]


def _own_annex(sheet: Sheet, groups: list[list[Paragraph]]) -> list[list[Paragraph]]:
    """The groups without other annexes, which stand before the one of the plan."""
    heads = [index for index, group in enumerate(groups) if ANNEX.match(group[0].text)]
    if len(heads) < 2:  # one is that of the plan
        return groups
    for head, end in pairwise(heads):
        text = one_line([line.text for group in groups[head : min(head + 2, end)] for line in group])
        told = f"другое приложение не взято: «{excerpt(text)}». Назовите его в order.attachments."
        sheet.doubts += [Doubt(line.place, told) for line in groups[head][:1]]
        sheet.left += [line.place for group in groups[head:end] for line in group]
    return groups[: heads[0]] + groups[heads[-1] :]


def _title(group: list[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    """The lines of the last group, cut where the head of the annex ends and the title of the plan begins."""
    first = next((index for index, line in enumerate(group) if ANNEX.match(line.text)), None)
    if first is None:
        return [], group
    begins = (index for index, line in enumerate(group) if index > first and _PLAN.match(line.text))
    at = next(begins, len(group) - 1)
    return group[first:at], group[at:]


def _signature(sheet: Sheet, groups: Sequence[list[Paragraph]]) -> Iterator[list[Paragraph]]:
    """Take who signed; the other groups come back."""
    held: list[list[Paragraph]] = []
    for group in groups:
        if sheet.signatory or any(ANNEX.match(line.text) or _APPROVED.match(line.text) for line in group):
            yield from held
            yield group
            held = []
            continue
        held.append(group)
        last = group[-1].text
        if found := _NAME.search(last):
            lines = [line.text for one in held for line in one][:-1]
            position = one_line([*lines, last.replace(found[0], "")])
            if len(position) <= _LONGEST_POSITION:
                sheet.signatory = (found[0], position or None)
                held = []
    yield from held


def _is_private(group: Sequence[Paragraph]) -> bool:
    return any(_PHONE.fullmatch(line.text) or _PATRONYMIC.fullmatch(line.text) for line in group)
