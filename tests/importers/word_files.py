"""Word files for the tests, made by python-docx, with what people do to tables."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.table import Table

HEADINGS = ("№ п/п", "Мероприятие", "Срок", "Ответственный", "Результат")
ROWS = (
    ("1.", "Создать рабочую группу", "март 2021 года", "Отдел образования", "Приказ"),
    ("2.", "Провести вебинар", "до 20 мая 2021 года", "Школы", "Протокол"),
    ("3.", "Подвести итоги", "декабрь 2021 года", "Отдел образования, школы", "Отчёт"),
)
SHEET = (
    "Отдел образования администрации Примерного района",
    "ПРИКАЗ",
    "04.03.2021 № 12",
    "с. Примерное",
    "",
    "О плане мероприятий на 2021 год",
    "",
    "В целях поддержки школ ПРИКАЗЫВАЮ:",
    "1. Утвердить план (приложение).",
    "2. Контроль за исполнением приказа оставляю за собой.",
    "",
    "Начальник отдела",
    "А.Б. Образцова",
    "",
    "Приложение к приказу от 04.03.2021 № 12",
    "",
    "План мероприятий на 2021 год",
)


def new(lines: Iterable[str] = SHEET) -> WordDocument:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    return document


def add_table(document: WordDocument, rows: Sequence[Sequence[str]]) -> Table:
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return table


def saved(document: WordDocument) -> bytes:
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def order(rows: Sequence[Sequence[str]] = (HEADINGS, *ROWS), lines: Iterable[str] = SHEET) -> bytes:
    document = new(lines)
    add_table(document, rows)
    return saved(document)
