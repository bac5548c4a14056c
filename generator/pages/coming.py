"""What comes due next, by month of the last day."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from generator.district import Coming, PlanSummary
from generator.ids import anchor, href
from generator.pages.markdown import Html
from generator.pages.marks import Told
from generator.pages.rows import label
from generator.pages.template import draw
from generator.russian import day_month, day_month_year, month_name, plural, unbroken, weekday
from generator.terms import Phase, phase

MOST_MORE = 24
"""So many terms more than wanted are listed, so as not to cut a day in two."""


@dataclass(frozen=True, slots=True)
class _Line:
    href: str
    deadline: str
    title: str
    about: str
    told: Told | None


@dataclass(frozen=True, slots=True)
class _Month:
    title: str
    year: str
    is_now: bool
    lines: tuple[_Line, ...]


def coming_list(page: str, items: Sequence[tuple[str, Coming]], as_of: date, most: int, calendar: str = "") -> Html:
    """The list of `items`, sorted by last day, each with the name of its place (may be empty), on the page `page`.

    About `most` of them, whole days; of the others it says how many there are, and where: in the `calendar`, if there is a
    link to one. Where anything was told of one of them, the
    page needs the signs (`symbols`).
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
    return draw("coming.html.j2", months=months, rest=_rest(items[-1][1].end, rest) if rest else "", calendar=calendar)


def nothing_due(plans: Iterable[PlanSummary], as_of: date) -> tuple[str, ...]:
    """Why nothing of `plans` is listed, in sentences that change only when a plan begins or ends; the first is the answer."""
    plans = tuple(plans)
    is_running = any(phase(plan.runs, as_of) is Phase.RUNNING for plan in plans)
    ended = [plan.runs.end for plan in plans if phase(plan.runs, as_of) is Phase.OVER]
    ahead = [plan.runs.start for plan in plans if phase(plan.runs, as_of) is Phase.BEFORE]
    if not plans:
        first = "Здесь ещё не опубликован ни один план."
    elif is_running:
        first = "В планах, которые сейчас идут, впереди нет ни одного срока с названным последним днём."
    else:
        first = "Сейчас ни один из опубликованных планов не идёт."
    last = f"Последний завершился {_day(max(ended))}." if ended and not is_running else ""
    following = f"Ближайший начнётся {_day(min(ahead))}." if ahead else ""
    return tuple(filter(None, (first, last, following)))


def _day(day: date) -> str:
    return unbroken(f"{day_month_year(day)} года")


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
    """«Ещё 11 сроков, из них 2 кончаются в тот же день,»: where they stand is said after it."""
    same = sum(item.end == last for _, item in rest)
    words = f"Ещё {len(rest)} {plural(len(rest), 'срок', 'срока', 'сроков')}"
    if same:
        words += f", из них {same} {plural(same, 'кончается', 'кончаются', 'кончаются')} в тот же день,"
    return words


def _line(page: str, place: str, item: Coming) -> _Line:
    return _Line(
        href=href(page, item.plan, anchor(item.row)),
        deadline=item.wording,
        title=item.title,
        about=", ".join(filter(None, (place, f"п. {label(item.number, item.row)}"))) + f"; {unbroken(_last(item))}",
        told=Told(item.state.value, item.words) if item.state else None,
    )


def _last(item: Coming) -> str:
    last = f"{day_month(item.end)}, {weekday(item.end)}"
    return f"один день\u00a0— {last}" if item.start == item.end else f"последний день\u00a0— {last}"
