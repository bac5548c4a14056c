"""A part of the special section in words beside its mark."""

from collections.abc import Iterator

from generator.due import next_day
from generator.model import Shows
from generator.pages.marks import Told, report_href
from generator.part import FilledPart, PartState
from generator.russian import plural


def told_part(part: FilledPart) -> Told:
    """The mark of `part` with the words: «опубликовано, 6 документов», «ждём к 20.10.2021»."""
    match part.state:
        case PartState.PUBLISHED:
            return Told(part.state.value, ", ".join(("опубликовано", *_amount(part))))
        case PartState.UNCHANGED if part.confirmed:
            words = f"подтверждено {part.confirmed.report.date:%d.%m.%Y}"
            target = report_href(part.section.page, part.confirmed)
            return Told(part.state.value, "опубликовано, изменений нет", target, words)
        case PartState.AWAITED if day := next_day(part.dues):
            return Told(part.state.value, f"ждём к {day:%d.%m.%Y}")
        case PartState.OPTIONAL:
            return Told(part.state.value, "необязательная часть, пока пусто")
        case _:
            return Told(PartState.MISSING.value, "здесь не опубликовано")


def _amount(part: FilledPart) -> Iterator[str]:
    documents = sum(item.is_published for item in part.documents)
    if documents > 1:
        yield f"{documents} {plural(documents, 'документ', 'документа', 'документов')}"
    reports = len(part.section.filed)
    if part.part.shows is Shows.NEWS and reports:
        yield f"{reports} {plural(reports, 'отчёт', 'отчёта', 'отчётов')}"
