"""The plans of a territory on its page: those of today in the sheet, those that are over in the archive, by year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from generator.district import PlanSummary
from generator.ids import href
from generator.pages.markdown import Html
from generator.pages.plans import activities, count, state
from generator.pages.template import draw
from generator.terms import Phase, latest_first, phase

_SEQUENCE = (Phase.RUNNING, Phase.BEFORE, Phase.OVER)


@dataclass(frozen=True, slots=True)
class _Line:
    href: str
    order: str
    title: str
    about: str


def shelves(plans: Sequence[PlanSummary], as_of: date) -> tuple[list[PlanSummary], list[PlanSummary]]:
    """The plans for the sheet and those for the archive, on the day `as_of`.

    In the sheet stand those that run, then those that are to begin, of each the latest first. Where all are over, those that
    ended in the last year of all stand there: they are what the territory has to show.
    """
    found = sorted(plans, key=lambda plan: (_SEQUENCE.index(phase(plan.runs, as_of)), latest_first(plan.period), plan.address))
    over = [plan for plan in found if phase(plan.runs, as_of) is Phase.OVER]
    if len(over) == len(found):
        last = max((plan.runs.end.year for plan in over), default=0)
        return [plan for plan in over if plan.runs.end.year == last], [plan for plan in over if plan.runs.end.year < last]
    return found[: len(found) - len(over)], over


def archive(page: str, plans: Sequence[PlanSummary], as_of: date) -> Html:
    """Plans that are over by the year in which they ended, the latest first, on the page at the address `page`."""
    by_year = sorted(plans, key=lambda plan: (-plan.runs.end.year, latest_first(plan.period), plan.address))
    years = [
        (year, [_line(page, plan, as_of) for plan in found])
        for year, found in groupby(by_year, lambda plan: plan.runs.end.year)
    ]
    return draw("district/archive.html.j2", years=years)


def _line(page: str, plan: PlanSummary, as_of: date) -> _Line:
    about = f"{activities(count([plan]))}. {state(plan, as_of)}."
    return _Line(href(page, plan.address), plan.order, plan.title, about)
