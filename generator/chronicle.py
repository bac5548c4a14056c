"""The chronicle of a territory or a school: its reports, the orders that approved and changed its plans, its corrections.

Reports dated after the day of the site and orders signed after it are not there yet; a correction is that of the file behind
the page, whatever the day.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.concern import concerns
from generator.district import Context, District, SchoolFolder
from generator.filed import Filed, existing
from generator.model import Order
from generator.news import Item, What, anchor, page_of
from generator.plan import Plan
from generator.revision import History, Revision, Step

MOST_TOLD = 10
"""So many of the newest items a unit tells to the pages above it."""
_STEPS = {Step.PUBLISHED: "Опубликован план", Step.RETURNED: "Снова опубликован план", Step.REMOVED: "Убран план"}


@dataclass(frozen=True, slots=True)
class Entry:
    """An item with what is behind it: the report, or the plan, and of a correction its `revision`."""

    item: Item
    filed: Filed | None = None
    plan: Plan | None = None
    revision: Revision | None = None


def chronicle(district: District, context: Context | None, as_of: date) -> tuple[Entry, ...]:
    """All of a district with its schools, or of a region's own files, the newest first; without a context no corrections."""
    plans = (*district.plans, *(plan for school in district.schools for plan in school.plans))
    filed = district.filed
    return _newest_first(plans, filed, _titles(district), context.history if context else None, as_of)


def chronicle_of_school(school: SchoolFolder, district: District, context: Context, as_of: date) -> tuple[Entry, ...]:
    """What a school reported, its own plans, and those of the district that concern it, the newest first."""
    plans = (*school.plans, *(concern.plan for concern in concerns(school, district)))
    return _newest_first(plans, school.filed, _titles(district), context.history, as_of)


def newest(district: District, as_of: date) -> tuple[Item, ...]:
    """The newest items, for the pages above."""
    return tuple(entry.item for entry in chronicle(district, None, as_of)[:MOST_TOLD])


def _titles(district: District) -> dict[str, str]:
    """The names under which those of a unit stand: a school with its district."""
    title = district.profile.title
    return {district.address: title} | {school.address: f"{school.profile.title}, {title}" for school in district.schools}


def _newest_first(
    plans: Iterable[Plan], filed: Sequence[Filed], titles: dict[str, str], history: History | None, as_of: date
) -> tuple[Entry, ...]:
    found = [_report(one, titles[one.reporter]) for one in existing(filed, as_of)]
    for plan in plans:
        found += _plan(plan, titles[plan.owner], as_of)
        found += _corrections(plan, titles[plan.owner], history.revisions.get(plan.source, ()) if history else ())
    return tuple(sorted(found, key=lambda entry: entry.item.age, reverse=True))


def _report(filed: Filed, by: str) -> Entry:
    about = f"Сообщает: {by}."
    item = Item(filed.report.date, What.REPORT, filed.path, filed.report.title, about, page_of(filed), anchor(filed), by)
    return Entry(item, filed=filed)


def _plan(plan: Plan, by: str, as_of: date) -> Iterator[Entry]:
    """The order that approved a plan, and those that changed it, of one day together."""
    order, title = plan.roadmap.order, plan.roadmap.title
    item = Item(order.date, What.PLAN, plan.address, f"Утверждён план: {title}", _order(order), plan.address, "", by)
    if order.date <= as_of:
        yield Entry(item, plan=plan)
    for day in sorted({order.date for order in plan.roadmap.amendments if order.date <= as_of}):
        about = "; ".join(_order(order) for order in plan.roadmap.amendments if order.date == day)
        changed = replace(
            item,
            day=day,
            what=What.AMENDMENT,
            name=f"{plan.address} {day}",
            title=f"Изменён план: {title}",
            about=about,
            anchor="istoriya",
        )
        yield Entry(changed, plan=plan)


def _corrections(plan: Plan, by: str, revisions: Iterable[Revision]) -> Iterator[Entry]:
    for one in revisions:
        words = _STEPS.get(one.step, "Исправлена публикация плана")
        title, name = f"{words}: {plan.roadmap.title}", f"{plan.address} {one.commit}"
        item = Item(one.day, What.CORRECTION, name, title, f"Публикует: {by}.", plan.address, "istoriya", by)
        yield Entry(item, plan=plan, revision=one)


def _order(order: Order) -> str:
    number = f" № {order.number}" if order.number else ""
    return f"{order.kind} от {order.date:%d.%m.%Y}{number} «{order.title}», {order.authority}"
