"""What names a document in a sentence: its kind, authority, day and number."""

from dataclasses import dataclass
from datetime import date

from generator.model import Attachment, Document, Order, Roadmap


@dataclass(frozen=True, slots=True)
class Kind:
    """What approves a plan, in the forms of it: «нет приказа», «приложение к приказу», «утверждён приказом», «в приказе».

    `signed` is «Подписанный приказ», `is_published` «опубликован».
    """

    of: str
    to: str
    by: str
    within: str
    signed: str
    is_published: str


_KINDS = {
    "приказ": Kind("приказа", "приказу", "приказом", "приказе", "Подписанный приказ", "опубликован"),
    "распоряжение": Kind(
        "распоряжения", "распоряжению", "распоряжением", "распоряжении", "Подписанное распоряжение", "опубликовано"
    ),
    "постановление": Kind(
        "постановления", "постановлению", "постановлением", "постановлении", "Подписанное постановление", "опубликовано"
    ),
    "решение": Kind("решения", "решению", "решением", "решении", "Подписанное решение", "опубликовано"),
}


def requisites(document: Document | Order) -> str:
    """«от 27.03.2021 № 89»; empty if neither is known."""
    day = f"от {document.date:%d.%m.%Y}" if document.date else ""
    number = f"№ {document.number}" if document.number else ""
    return " ".join(filter(None, (day, number)))


def kind_of(order: Order) -> Kind:
    """The forms of the kind of `order`; those of «документ» for one that we cannot decline, named in brackets."""
    known = _KINDS.get(order.kind.casefold())
    return known or Kind(
        "документа",
        f"документу ({order.kind})",
        f"документом ({order.kind})",
        "документе",
        "Подписанный документ",
        "опубликован",
    )


def changes(roadmap: Roadmap, day: date) -> str:
    """The amendment of `day` in the instrumental case: «изменениями от 02.06.2021 № 112»."""
    orders = [requisites(order) for order in roadmap.amendments if order.date == day]
    return f"изменениями {', '.join(orders) or f'от {day:%d.%m.%Y}'}"


def attachment_name(attachment: Attachment) -> str:
    """«Приложение № 2»."""
    return f"Приложение № {attachment.number}" if attachment.number else "Приложение"
