"""What the fields of the model are called in a sentence of a change, and how the items of its lists are named."""

from collections.abc import Callable, Mapping
from typing import Any

from generator import model
from generator.model import Model

_NOTE = {"note": "замечание"}
_TERRITORY = {
    "title": "название",
    "authority": "орган",
    "site": "сайт",
    "email": "почта",
    "former": "прежние названия",
    "closed": "закрытие",
    "successor": "преемник",
    "documents": "документы",
}
_TERM = {"deadline": "срок", "dates": "даты, указанные публикующим", "undated": "причина, по которой даты нет"}
_CELLS = {
    "number": "номер",
    "title": "формулировка",
    **_TERM,
    "responsible": "ответственные",
    "result": "результат",
    "cells": "другие графы",
}
_FILE = {"file": "файл", "url": "ссылка"}

NAMES: Mapping[type[Model], Mapping[str, str]] = {
    model.Document: {
        "kind": "вид",
        "title": "название",
        "number": "номер",
        "date": "дата",
        "authority": "кто издал",
        "level": "уровень",
        "project": "проект",
        "part": "часть раздела",
        **_FILE,
    },
    model.Attachment: {"number": "номер", "title": "название", **_FILE},
    model.Person: {"name": "имя", "position": "должность", "role": "роль", "party": "имя в таблице"},
    model.Point: {"number": "номер", "text": "текст", **_TERM, "schools": "школы", "publishes": "части раздела"},
    model.Order: {
        "kind": "вид",
        "title": "название",
        "number": "номер",
        "date": "дата",
        "authority": "кто издал",
        "level": "уровень",
        "place": "место",
        "preamble": "преамбула",
        "points": "пункты",
        "signatory": "подписал",
        "control": "контроль",
        "marks": "отметки на листе",
        "basis": "основания",
        "attachments": "другие приложения",
        **_FILE,
    },
    model.Column: {"key": "ключ", "title": "заголовок"},
    model.Party: {"id": "постоянный адрес", "name": "имя", "also": "другие имена", "level": "уровень"},
    model.Cell: {"column": "графа", "text": "текст"},
    model.Wording: {"until": "по какую дату", **_CELLS},
    model.Activity: {
        "id": "постоянный адрес",
        **_CELLS,
        "schools": "школы",
        "publishes": "части раздела",
        "implements": "пункты вышестоящего плана",
        "was": "прежние слова",
        "added": "дата добавления",
        "dropped": "дата исключения",
        "activities": "строки",
    },
    model.Section: {"number": "номер", "title": "название", "activities": "строки"},
    model.Roadmap: {
        "title": "название",
        "project": "проект",
        "period": "период",
        "parent": "вышестоящий план",
        "replaces": "вместо плана",
        "schools": "школы-участницы",
        "districts": "районы",
        "order": "документ",
        "amendments": "изменения плана",
        "heading": "надпись над таблицей",
        "columns": "графы таблицы",
        "team": "участники плана",
        "parties": "ответственные в таблице",
        "sections": "разделы",
        "activities": "строки",
    },
    model.FormerName: {"title": "название", "until": "по какую дату"},
    model.Region: {**_TERRITORY, "demo": "вымышленная область"},
    model.DistrictProfile: _TERRITORY,
    model.School: {**_TERRITORY, "projects": "участие в проектах"},
    model.Risk: {"title": "название", "level": "уровень"},
    model.Participation: {"project": "проект", "period": "период", "team": "команда", "risks": "факторы риска"},
    model.Part: {"id": "имя", "title": "название", "shows": "что показывает", "required": "обязательная"},
    model.Project: {
        "title": "название",
        "level": "уровень",
        "text": "о проекте",
        "parts": "части раздела",
        "documents": "документы",
    },
    model.Confirmation: {"by": "кто", "date": "дата"},
    model.Report: {
        "date": "дата",
        "title": "название",
        "roadmap": "план",
        "project": "проект",
        "activities": "мероприятия",
        "status": "состояние",
        "occurrence": "за какой срок",
        "until": "новый срок",
        "unchanged": "части без изменений",
        "text": "текст",
        "documents": "документы",
        "confirmed": "подтверждение",
    },
}
"""Every field of every mapping but the remark, which all have (`names`)."""


def names(kind: type[Model]) -> Mapping[str, str]:
    """The fields of a mapping in the sequence in which they are told, each with its Russian name."""
    return {**NAMES[kind], **_NOTE}


Key = Callable[[Any], object]

KEYS: Mapping[type[Model], tuple[Key, ...]] = {
    model.Document: (
        lambda one: (one.title, one.date, one.number),
        lambda one: one.number and (one.number, one.date),
        lambda one: one.title,
    ),
    model.Attachment: (lambda one: one.number, lambda one: one.title),
    model.Person: (lambda one: (one.name, one.role), lambda one: one.name),
    model.Point: (lambda one: one.number, lambda one: one.text),
    model.Order: (lambda one: one.number and (one.number, one.date), lambda one: one.date, lambda one: one.number),
    model.Column: (lambda one: one.key, lambda one: one.title),
    model.Party: (lambda one: one.name,),
    model.Cell: (lambda one: one.column,),
    model.Wording: (lambda one: one.until,),
    model.FormerName: (lambda one: one.until, lambda one: one.title),
    model.Risk: (lambda one: one.title,),
    model.Participation: (lambda one: (one.project, one.period), lambda one: one.project),
    model.Part: (lambda one: one.id, lambda one: one.title),
}
"""What names an item of a list, the surest first; None names nothing."""
