"""As of when a page that is read alone holds: the day it was judged on while something runs, else that of its last document."""

from collections.abc import Iterable
from datetime import date

from generator.district import summarize_plan
from generator.filed import Filed
from generator.pages.plans import running, state
from generator.plan import Plan
from generator.russian import day_month_year, unbroken


def told_on(plans: Iterable[Plan], filed: Iterable[Filed], as_of: date, *, runs: bool = False) -> str:
    """A sentence for what is made of `plans` and of the reports `filed`; empty where neither says any day.

    Only while one of the plans (or what else is told of: `runs`) goes on, it names the day `as_of`: before and after, nothing
    that was not reported has been looked at since.
    """
    plans = tuple(plans)
    if runs or running(plans, as_of):
        return f"По состоянию на {_day(as_of)}."
    begins = f"{state(summarize_plan(plans[0]), as_of)}. " if len(plans) == 1 else ""
    orders = [order.date for plan in plans for order in (plan.roadmap.order, *plan.roadmap.amendments)]
    decided = max((day for day in orders if day <= as_of), default=None)
    reported = max((one.report.date for one in filed), default=None)
    if reported and (decided is None or reported >= decided):
        return f"{begins}Последний отчёт — {_day(reported)}."
    return f"{begins}Последний документ — {_day(decided)}." if decided else ""


def _day(day: date) -> str:
    return unbroken(f"{day_month_year(day)} года")
