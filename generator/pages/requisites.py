"""What names a document in a sentence: its kind, authority, day and number."""

from datetime import date

from generator.model import Attachment, Document, Order, Roadmap

_CASES = {
    "приказ": ("приказом", "приказе"),
    "распоряжение": ("распоряжением", "распоряжении"),
    "постановление": ("постановлением", "постановлении"),
    "решение": ("решением", "решении"),
}


def requisites(document: Document | Order) -> str:
    """«от 27.03.2021 № 89»; empty if neither is known."""
    day = f"от {document.date:%d.%m.%Y}" if document.date else ""
    number = f"№ {document.number}" if document.number else ""
    return " ".join(filter(None, (day, number)))


def by_order(order: Order) -> str:
    """By what the order approves: «приказом», or «документом (письмо)» for a kind that we cannot decline."""
    return _CASES.get(order.kind.casefold(), (f"документом ({order.kind})",))[0]


def in_order(order: Order) -> str:
    """In what the official text stands: «приказе», or «документе» for a kind that we cannot decline."""
    return _CASES.get(order.kind.casefold(), ("", "документе"))[1]


def changes(roadmap: Roadmap, day: date) -> str:
    """The amendment of `day` in the instrumental case: «изменениями от 02.06.2021 № 112»."""
    orders = [requisites(order) for order in roadmap.amendments if order.date == day]
    return f"изменениями {', '.join(orders) or f'от {day:%d.%m.%Y}'}"


def attachment_name(attachment: Attachment) -> str:
    """«Приложение № 2»."""
    return f"Приложение № {attachment.number}" if attachment.number else "Приложение"
