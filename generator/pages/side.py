"""The column beside the sheet: the day while a plan runs, counts, and that nothing was reported where nothing was."""

from collections.abc import Iterable, Iterator
from datetime import date

from generator.district import PlanSummary
from generator.pages.markdown import Html
from generator.pages.plans import running
from generator.pages.template import draw
from generator.russian import day_month_year


def side(
    tally: Iterable[tuple[str, int, str]], plans: Iterable[PlanSummary], as_of: date, *, reports: int, calendar: str = ""
) -> Iterator[Html]:
    """The column for a page with `plans` and so many `reports` on them; none if there is nothing to count.

    `tally` are the words, the number and the link (may be empty) of each count; a zero is left out. `calendar`
    leads to the calendar, if there is one.
    """
    plans = list(plans)
    lines = [line for line in tally if line[1]]
    if lines:
        day = f"На {day_month_year(as_of)} года" if running(plans, as_of) else ""
        yield draw("side.html.j2", day=day, tally=lines, is_silent=bool(plans) and not reports, calendar=calendar)
