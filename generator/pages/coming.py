"""What comes due next, by month of the last day."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from generator.district import PlanSummary, TermSummary
from generator.ids import anchor, href
from generator.pages.markdown import Html
from generator.pages.rows import label
from generator.pages.template import draw
from generator.russian import day_month, month_name, plural, unbroken, weekday
from generator.terms import Phase, next_term, phase

MOST_MORE = 24
"""So many terms more than wanted are listed, so as not to cut a day in two."""


@dataclass(frozen=True, slots=True)
class Coming:
    """A term that comes due in a plan: first day (None for «до …») and last day, both inclusive."""

    plan: PlanSummary
    term: TermSummary
    start: date | None
    end: date


@dataclass(frozen=True, slots=True)
class _Line:
    href: str
    deadline: str
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class _Month:
    title: str
    year: str
    is_now: bool
    lines: tuple[_Line, ...]


def coming(plans: Iterable[PlanSummary], as_of: date) -> list[Coming]:
    """The next term of each activity of those `plans` that run on `as_of`, by last day, then by first day."""
    running = (plan for plan in plans if phase(plan.runs, as_of) is Phase.RUNNING)
    found = [Coming(plan, term, *days) for plan in running for term in plan.terms if (days := next_term(term.deadline, as_of))]
    return sorted(found, key=lambda item: (item.end, item.start or date.min))


def coming_list(page: str, items: Sequence[tuple[str, Coming]], as_of: date, most: int) -> Html:
    """The list of `items`, sorted by last day, each with the name of its place (may be empty), on the page `page`.

    About `most` of them, whole days; of the others it says how many there are.
    """
    amount = _whole_days([item.end for _, item in items], most)
    items, rest = items[:amount], items[amount:]
    months = [
        _Month(
            title=month_name(month).capitalize(),
            year=str(year),
            is_now=(year, month) == (as_of.year, as_of.month),
            lines=tuple(_line(page, place, item) for place, item in group),
        )
        for (year, month), group in groupby(items, key=lambda item: (item[1].end.year, item[1].end.month))
    ]
    return draw("coming.html.j2", months=months, rest=_rest(items[-1][1].end, rest) if rest else "")


def _whole_days(days: Sequence[date], most: int) -> int:
    """How many of the sorted `days` to show: up to `most` and the others of the last day, if these are at most MOST_MORE.

    Where they are more, the list ends with the day before; if there is none, it cannot but be cut within the day.
    """
    if len(days) <= most:
        return len(days)
    whole = bisect_right(days, days[most - 1])
    if whole <= most + MOST_MORE:
        return whole
    return bisect_left(days, days[most - 1]) or most


def _rest(last: date, rest: Sequence[tuple[str, Coming]]) -> str:
    """«Ещё 11 сроков — позже, на страницах планов.»"""
    same = sum(item.end == last for _, item in rest)
    words = f"Ещё {len(rest)} {plural(len(rest), 'срок', 'срока', 'сроков')}"
    if same:
        words += f", из них {same} {plural(same, 'кончается', 'кончаются', 'кончаются')} в тот же день,"
    return f"{words} — на страницах планов."


def _line(page: str, place: str, item: Coming) -> _Line:
    term = item.term
    return _Line(
        href=href(page, item.plan.address, anchor(term.row)),
        deadline=term.deadline.wording if term.deadline else "",
        title=term.title,
        about=", ".join(filter(None, (place, f"п. {label(term.number, term.row)}"))) + f"; {unbroken(_last(item))}",
    )


def _last(item: Coming) -> str:
    last = f"{day_month(item.end)}, {weekday(item.end)}"
    return f"один день — {last}" if item.start == item.end else f"последний день — {last}"
