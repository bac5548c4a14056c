"""Values in the words of a sentence, and two texts beside each other."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from generator import model
from generator.change import Words
from generator.changes.pairing import settled
from generator.changes.titles import Titles
from generator.deadline.reading import Undated
from generator.model import Level, Model, PartyLevel, ReportStatus, Shows
from generator.russian import day_month_year
from generator.values import Span

_WORDS: Mapping[str, str] = {
    Level.FEDERAL: "федеральный",
    Level.REGIONAL: "региональный",
    Level.MUNICIPAL: "муниципальный",
    Level.SCHOOL: "школьный",  # the levels of a party are the same words
    PartyLevel.ALL: "все участники",
    Undated.EXTERNAL_PLAN: "по отдельному плану",
    Undated.ON_DEMAND: "по запросу",
    Undated.EVENT: "зависит от события",
    Undated.AGREEMENT: "по согласованию",
    Undated.CONTINUOUS: "постоянная работа",
    Undated.EMPTY: "в документе не указана",
    Shows.ABOUT: "о проекте",
    Shows.DOCUMENTS: "документы",
    Shows.RISKS: "факторы риска",
    Shows.ROADMAPS: "дорожные карты",
    Shows.NEWS: "новости",
    Shows.TEAM: "команда",
    ReportStatus.DONE: "выполнено",
    ReportStatus.PARTIAL: "выполнено частично",
    ReportStatus.IN_PROGRESS: "в работе",
    ReportStatus.POSTPONED: "перенесено",
    ReportStatus.CANCELLED: "отменено",
}
_WHOLE = 300
"""Texts up to this length are shown whole, in characters."""
_LEFT_OUT = "[…]"
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3}[.!?])\s+(?=[«\"]?[А-ЯЁA-Z])")
"""Not after «г.» and «п.», and not before a number: what is taken for a sentence must be one."""


def words(value: Any, name: str, titles: Titles) -> tuple[Words, ...]:
    """The value of the field `name`: a text in quotes, a day, a period, a title in the place of a reference."""
    match value:
        case StrEnum():
            return (Words(_WORDS[value]),)
        case str():
            title = titles.of(name, value)
            return (Words(f"«{value}»", are_quoted=True),) if title is None else (Words(title),)
        case bool():
            return (Words("да" if value else "нет"),)
        case date():
            return (Words(f"{value:%d.%m.%Y}"),)
        case Span():
            return (Words(_period(value)),)
        case Model():
            return item(value, titles)
        case _:
            return (Words(str(value)),)


def _period(span: Span) -> str:
    """«2021 год», or from day to day."""
    if (span.start.month, span.start.day, span.end.month, span.end.day) == (1, 1, 12, 31) and span.start.year == span.end.year:
        return f"{span.start.year} год"
    return f"{day_month_year(span.start)} – {day_month_year(span.end)}"


def contrast(old: str, new: str) -> tuple[Words, ...]:
    """«old» → «new», both letter for letter.

    Of long texts whole sentences that stand in both, at the beginning or the end, are left out, with «[…]» in their place;
    never a part of a sentence, which could turn its meaning («не позднее»).
    """
    if max(len(old), len(new)) > _WHOLE:
        old, new = _excerpts(_SENTENCE_END.split(old), _SENTENCE_END.split(new))
    return (Words(f"«{old}»", are_quoted=True), Words(" → "), Words(f"«{new}»", are_quoted=True))


def _excerpts(old: list[str], new: list[str]) -> tuple[str, str]:
    most = min(len(old), len(new)) - 1  # a sentence is left on each side
    start = next((i for i in range(most) if settled(old[i]) != settled(new[i])), most)
    most -= start
    end = next((i for i in range(most) if settled(old[-1 - i]) != settled(new[-1 - i])), most)
    return _excerpt(old, start, end), _excerpt(new, start, end)


def _excerpt(sentences: list[str], start: int, end: int) -> str:
    kept = sentences[start : len(sentences) - end]
    return " ".join(([_LEFT_OUT] if start else []) + kept + ([_LEFT_OUT] if end else []))


def item(value: Model, titles: Titles, *, short: bool = False) -> tuple[Words, ...]:
    """What an item of a list is: «пункт 2.1 «Утвердить…»», «приказ от 27.03.2021 № 89 «О реализации…»».

    A `short` one only tells it from the others.
    """
    if short and isinstance(value, model.Point) and value.number:
        return (Words(f"пункт {_bare(value.number)}"),)
    return ITEMS[type(value)](value, titles)


def _bare(number: str) -> str:
    """A number without the dot at its end."""
    return number.strip().rstrip(".")


def _quoted(text: str) -> Words:
    return Words(f"«{text}»", are_quoted=True)


def _document(value: model.Document | model.Order, _: Titles) -> tuple[Words, ...]:
    day = f" от {value.date:%d.%m.%Y}" if value.date else ""
    number = f" № {value.number}" if value.number else ""
    return Words(value.kind, are_quoted=True), Words(f"{day}{number} "), _quoted(value.title)


def _attachment(value: model.Attachment, _: Titles) -> tuple[Words, ...]:
    return Words(f"приложение № {value.number} " if value.number else "приложение "), _quoted(value.title)


def _person(value: model.Person, _: Titles) -> tuple[Words, ...]:
    said = ", ".join(filter(None, (value.name, value.position, value.role)))
    return (Words(said, are_quoted=True),)


def _point(value: model.Point, _: Titles) -> tuple[Words, ...]:
    return Words(f"пункт {_bare(value.number)} " if value.number else "пункт без номера "), _quoted(value.text)


def _participation(value: model.Participation, titles: Titles) -> tuple[Words, ...]:
    return *words(value.project, "project", titles), Words(f", {_period(value.period)}")


def _confirmation(value: model.Confirmation, _: Titles) -> tuple[Words, ...]:
    return Words(value.by, are_quoted=True), Words(f", {value.date:%d.%m.%Y}")


ITEMS: Mapping[type[Model], Callable[[Any, Titles], tuple[Words, ...]]] = {
    model.Document: _document,
    model.Order: _document,
    model.Attachment: _attachment,
    model.Person: _person,
    model.Point: _point,
    model.Participation: _participation,
    model.Confirmation: _confirmation,
    model.Column: lambda one, _: (Words("графа "), _quoted(one.title)),
    model.Party: lambda one, _: (_quoted(one.name),),
    model.Cell: lambda one, _: (Words(f"графа {one.column} "), _quoted(one.text)),
    model.Wording: lambda one, _: (Words(f"действовавшие до {one.until:%d.%m.%Y}"),),
    model.FormerName: lambda one, _: (_quoted(one.title), Words(f", по {one.until:%d.%m.%Y}")),
    model.Risk: lambda one, _: (_quoted(one.title), Words(", "), Words(one.level, are_quoted=True)),
    model.Part: lambda one, _: (_quoted(one.title),),
    model.Section: lambda one, _: (Words("раздел "), _quoted(" ".join(filter(None, (one.number, one.title))))),
}
