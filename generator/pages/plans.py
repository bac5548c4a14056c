"""Plans as entries of a list: title, order, counts, where the day stands to the period, and a small map on a common axis."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.deadline.reading import Precision
from generator.district import PlanSummary, summarize_plan
from generator.ids import href
from generator.plan import Plan
from generator.russian import day_month_year, plural, unbroken
from generator.terms import Phase, phase
from generator.timeline import Axis, Overview, make_axis, mini_map
from generator.values import Span


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan in a list; `about` is its order, its counts and its state. `map` has a line for each activity that has a date."""

    href: str
    title: str
    about: str
    map: Overview


@dataclass(frozen=True, slots=True)
class Counts:
    """What a list of plans holds; `exact` activities name a day, `undated` ones have no date."""

    plans: int
    activities: int
    exact: int
    undated: int


def plan_line(page: str, plan: PlanSummary, axis: Axis, as_of: date, amount: str = "") -> PlanLine:
    """The entry of `plan` in a list on the page at the address `page`; `amount` stands in place of the count of activities."""
    return PlanLine(
        href=href(page, plan.address),
        title=plan.title,
        about=f"{plan.order}; {amount or activities(count([plan]))}. {state(plan, as_of)}.",
        map=mini_map(((term.row, term.deadline) for term in plan.terms), axis, plan.period),
    )


def common_axis(plans: Sequence[PlanSummary], as_of: date) -> Axis:
    """The axis of several plans, from the first day of all to the last, with the "as of" line while one of them runs.

    Their periods are not marked on it: each has its own.
    """
    whole = Span(start=min(plan.period.start for plan in plans), end=max(plan.period.end for plan in plans))
    terms = (term.deadline for plan in plans for term in plan.terms)
    axis = make_axis(whole, terms, as_of if running(plans, as_of) else None)
    return replace(axis, period=axis.span)


def running(plans: Iterable[Plan | PlanSummary], as_of: date) -> bool:
    """Whether one of `plans` runs on the day `as_of`."""
    return any(phase(plan.runs, as_of) is Phase.RUNNING for plan in plans)


def count(plans: Iterable[PlanSummary]) -> Counts:
    """The sums over `plans`."""
    plans = list(plans)
    terms = [term.deadline for plan in plans for term in plan.terms]
    return Counts(
        plans=len(plans),
        activities=len(terms),
        exact=sum(term is not None and term.precision is Precision.DAY for term in terms),
        undated=sum(term is None or not (term.intervals or term.repeat) for term in terms),
    )


def activities(counts: Counts) -> str:
    """«19 мероприятий, 1 без даты»."""
    words = f"{counts.activities}\u00a0{plural(counts.activities, 'мероприятие', 'мероприятия', 'мероприятий')}"
    return f"{words}, {counts.undated} без даты" if counts.undated else words


def state(plan: PlanSummary, as_of: date) -> str:
    """Where `as_of` stands to the days on which `plan` runs, in words that change only when the plan begins and ends."""
    is_replaced = plan.is_replaced and phase(plan.runs, as_of) is Phase.OVER
    return brief_state(plan, as_of, _day) + (", потом заменён новым" if is_replaced else "")


def brief_state(plan: PlanSummary, as_of: date, day: Callable[[date], str]) -> str:
    """The same without what came after the plan; `day` writes a day."""
    runs = plan.runs
    match phase(runs, as_of):
        case Phase.BEFORE:
            return f"План начнётся {day(runs.start)}"
        case Phase.OVER if plan.is_replaced:
            return f"План действовал до {day(runs.end)}"
        case Phase.OVER:
            return f"План завершён {day(runs.end)}"
        case _:
            return f"План идёт до {day(runs.end)}"


def approval(plan: Plan, as_of: date) -> str:
    """«приказ от 27.03.2021 № 89. План завершён 31 декабря 2021 года.»"""
    summary = summarize_plan(plan)
    return f"{summary.order}. {state(summary, as_of)}."


def _day(day: date) -> str:
    """«31 декабря 2021 года»."""
    return unbroken(f"{day_month_year(day)} года")


def in_years(title: str, period: Span) -> str:
    """«Проект «Рост», 2021 год»."""
    return f"{title}, {years(period)}"


def years(period: Span) -> str:
    """«2021 год», «2020–2021 годы»."""
    start, end = period.start.year, period.end.year
    return f"{start} год" if start == end else f"{start}–{end} годы"
