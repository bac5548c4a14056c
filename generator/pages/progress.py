"""How plans are carried out, in sentences: what was told of their activities, by whom. Schools are counted, never ranked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.district import Context, District, PlanSummary
from generator.ids import href
from generator.pages.markdown import Html
from generator.pages.record import judge
from generator.pages.template import draw
from generator.russian import plural
from generator.status import SchoolsKind, Tally, school_tally, tally

_OF_SCHOOLS = {
    SchoolsKind.ALL: "отчитались все школы",
    SchoolsKind.SOME: "отчитались не все",
    SchoolsKind.NONE: "отчётов нет",
    SchoolsKind.AWAITED: "отчётов ещё не ждут",
}


@dataclass(frozen=True, slots=True)
class _Plan:
    """A plan with what is known of it, a sentence each."""

    href: str
    title: str
    says: tuple[str, ...]


def progress(district: District, context: Context, plans: Iterable[PlanSummary], as_of: date) -> Html | None:
    """Those `plans` of a district or region of which anything is known on the day `as_of`, on its page; None if of none.

    The plans of the district are worded as on the day.
    """
    own = {plan.address: plan for plan in district.plans}
    found = []
    for plan in plans:
        rows = judge(own[plan.address], district, context, as_of)
        if rows is not None:
            says = (*_own(tally(row.own for row in rows), district.is_region), *_schools(school_tally(rows)))
            found.append(_Plan(href(district.address, plan.address), plan.title, says))
    return draw("district/progress.html.j2", plans=found) if found else None


def _own(found: Tally, is_region: bool) -> Iterator[str]:
    """«Муниципалитет отвечает за 16 мероприятий: выполнено — 4; срок идёт — 12.»"""
    if found.total:
        counts = "; ".join(f"{count.label}\u00a0— {count.number}" for count in found.counts if count.number)
        yield f"{'Регион' if is_region else 'Муниципалитет'} отвечает за {_activities(found.total)}: {counts}."


def _schools(found: Tally) -> Iterator[str]:
    """«Школы отвечают за 19 мероприятий: по 14 отчитались все школы, по 3 отчитались не все, по 2 отчётов нет.»"""
    if found.total:
        counts = {SchoolsKind(count.label): count.number for count in found.counts}
        said = ", ".join(f"по {counts[kind]} {words}" for kind, words in _OF_SCHOOLS.items() if counts[kind])
        yield f"Школы отвечают за {_activities(found.total)}: {said}."


def _activities(number: int) -> str:
    return f"{number}\u00a0{plural(number, 'мероприятие', 'мероприятия', 'мероприятий')}"
