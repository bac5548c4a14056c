"""What an event of a calendar says: its heading, and below it what the plan, the amendments and the reports say of it."""

from collections.abc import Iterator

from generator.deadline import explain
from generator.filed import Filed
from generator.months import Term
from generator.outputs.events import Event
from generator.pages.requisites import changes, requisites
from generator.plan import Plan, Row
from generator.russian import day_month_year, unbroken
from generator.status import State


def summary(event: Event) -> str:
    """«В течение месяца: 6. Создание на сайтах…»: how the days are meant, then the words of the plan."""
    words = ": ".join(filter(None, (event.meant, _above(event.term), _named(event.term.row))))
    if event.is_dropped:
        return f"Отменено. {words}"
    if event.is_off and (filed := event.postponed) and filed.report.until:
        return f"Перенесено на {day_month_year(filed.report.until)} года. {words}"
    return words


def about(plan: Plan, row: Row, *, is_demo: bool) -> Iterator[str]:
    """What the plan says of a row, letter for letter, and how its deadline was read."""
    activity, order = row.activity, plan.roadmap.order
    if activity.deadline:
        yield f"Срок: {activity.deadline}"
    if row.deadline is not None:
        yield f"Прочитан так: {unbroken(explain(row.deadline))}"
    if activity.responsible:
        yield f"Ответственные: {activity.responsible}"
    if activity.dropped is not None:
        yield f"Исключено {changes(plan.roadmap, activity.dropped)}."
    yield f"План: {plan.roadmap.title}"
    yield f"{order.kind} {requisites(order)}, {order.authority}"
    if is_demo:
        yield "Вымышленный пример: такого плана нет."


def told(event: Event) -> Iterator[str]:
    """«Отчёт 24.03.2026: перенесено на 15 июня 2026 года.»: the newest report, and before it the one that put the term off."""
    newest = event.reports[-1] if event.reports else None
    if event.postponed is not None and event.postponed is not newest:
        yield _report(event.postponed)
    if newest is not None:
        yield _report(newest)


def _report(filed: Filed) -> str:
    report = filed.report
    state = State(report.status.value).label if report.status else ""
    until = f" на {day_month_year(report.until)} года" if report.until else ""
    return f"Отчёт {report.date:%d.%m.%Y}: {state}{until}."


def _named(row: Row) -> str:
    return " ".join(filter(None, (row.activity.number, row.activity.title)))


def _above(term: Term) -> str:
    """The row that a sub-activity belongs to."""
    path = term.row.path[:-2]
    above = next((row for row in term.plan.rows if row.path == path), None) if term.row.depth else None
    return _named(above).rstrip(": ") if above else ""
