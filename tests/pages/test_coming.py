"""What comes due next: the list is cut between days and says how many terms there are after it."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from example import RUNNING, read

from generator.pages.coming import MOST_MORE, Coming, coming, coming_list

DAY = date(2021, 5, 1)


def drawn(amounts: list[int], most: int) -> tuple[int, str]:
    """How many lines a list has with so many terms on each of the days from DAY on, and what it says of the rest."""
    plan = next(plan for summary in read().summaries for plan in summary.plans if plan.terms)
    days = [DAY + timedelta(index) for index, amount in enumerate(amounts) for _ in range(amount)]
    items = [("", Coming(plan, replace(plan.terms[0]), None, day)) for day in days]
    markup = str(coming_list("", items, RUNNING, most).markup)
    rest = re.search(r'<p class="sm">(.+?)</p>', markup)
    return markup.count("<li>"), rest[1] if rest else ""


@pytest.mark.parametrize(
    ("amounts", "lines", "rest"),
    [
        ([3, 2], 5, ""),
        ([3, 3], 6, ""),
        ([3, 3, 1], 6, "Ещё 1 срок — на страницах планов."),
        ([3, 5, 2], 8, "Ещё 2 срока — на страницах планов."),
        ([3, 3 + MOST_MORE, 5], 30, "Ещё 5 сроков — на страницах планов."),
        ([3, 4 + MOST_MORE, 5], 3, "Ещё 33 срока — на страницах планов."),
        ([100, 1], 6, "Ещё 95 сроков, из них 94 кончаются в тот же день, — на страницах планов."),
    ],
)
def test_no_day_is_cut_in_two_and_the_rest_is_counted(amounts, lines, rest):
    assert drawn(amounts, 6) == (lines, rest)


def test_the_terms_of_plans_that_run_are_sorted_by_their_last_day():
    plans = [plan for summary in read().summaries for plan in summary.plans]
    found = coming(plans, RUNNING)
    assert found
    assert [item.end for item in found] == sorted(item.end for item in found)
    assert all(item.plan.runs.start <= RUNNING <= item.plan.runs.end for item in found)
