"""Plans: an order, and 15 to 30 rows as the real ones have them, with sections or with sub-activities."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from benchmarks.language import activity, result, sentence, text, title
from benchmarks.papers import Node, make_document, make_person
from benchmarks.terms import Period, Term, term

_COLUMNS = {
    "number": "№ п/п",
    "title": "Наименование мероприятия",
    "responsible": "Ответственные исполнители",
    "deadline": "Сроки реализации",
    "result": "Ожидаемый результат",
}
PARTIES = (
    ("Отдел образования", "municipal"),
    ("Муниципальный координатор", "municipal"),
    ("Методическая служба", "municipal"),
    ("Кураторы школ", "municipal"),
    ("Руководители школ", "school"),
    ("Школьные координаторы", "school"),
    ("Заместители директоров", "school"),
    ("Все участники проекта", "all"),
)
SCHOOL_PARTIES = (
    ("Директор", "school"),
    ("Заместитель директора", "school"),
    ("Руководители методических объединений", "school"),
    ("Учителя-предметники", "school"),
    ("Педагог-психолог", "school"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a plan: `is_school` where schools answer for it."""

    number: str
    term: Term
    is_school: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan that reports can speak of."""

    address: str
    period: Period
    order: date
    rows: tuple[Row, ...]


def make_plan(
    random: Random, address: str, period: Period, authority: str, parties: tuple[tuple[str, str], ...], project: str
) -> tuple[Plan, Node]:
    """A plan of that period for the project, and its file."""
    rows: list[Row] = []

    def row(number: str) -> Node:
        chosen = random.sample(parties, random.choices((1, 2, 3), weights=(55, 35, 10))[0])
        when = term(random, period)
        rows.append(Row(number, when, any(level in ("school", "all") for _, level in chosen)))
        said = ", ".join(name for name, _ in chosen)
        return {
            "number": f"{number}.",
            "title": activity(random),
            "responsible": said,
            "deadline": when.words,
            "result": result(random),
        }

    count = random.randint(15, 30)
    body: Node
    if random.random() < 0.4:
        numbers = [f"{1 + index * 4 // count}.{index + 1}" for index in range(count)]
        sections = [
            {
                "number": f"{section}.",
                "title": title(random),
                "activities": [row(number) for number in numbers if number.startswith(f"{section}.")],
            }
            for section in range(1, 5)
        ]
        body = {"sections": sections}
    else:
        group = random.randint(3, count - 4)
        activities = [row(str(number)) for number in range(1, count - 2)]
        rows.pop(group)
        head = activities[group]
        activities[group] = {
            "number": head["number"],
            "title": f"{title(random)}:",
            "activities": [row(f"{head['number']}{inner}") for inner in range(1, 4)],
        }
        body = {"activities": activities}
    order = period.first + (timedelta(days=-random.randint(1, 12)) if period.school else timedelta(days=random.randint(15, 50)))
    name = f"План мероприятий («дорожная карта») по реализации проекта на {period.named}"
    node = {
        "title": name,
        "project": project,
        "period": period.written,
        "order": _order(random, order, authority),
        "heading": f"Приложение к приказу от {order:%d.%m.%Y}",
        "columns": [{"key": key, "title": heading} for key, heading in _COLUMNS.items()],
        "team": [make_person(random) for _ in range(random.randint(1, 3))],
        "parties": [{"name": party, "level": level} for party, level in parties],
        **body,
    }
    return Plan(address, period, order, tuple(rows)), node


def _order(random: Random, day: date, authority: str) -> Node:
    return {
        "kind": "приказ",
        "title": f"Об утверждении плана: {title(random)}",
        "number": f"{random.randint(1, 400)}-од",
        "date": day,
        "authority": authority,
        "preamble": f"{text(random, 1)} ПРИКАЗЫВАЮ:",
        "points": [{"number": f"{number}.", "text": sentence(random)} for number in range(1, random.randint(3, 5))],
        "signatory": make_person(random),
        "basis": [make_document(random, authority, "municipal", project=False)],
    }
