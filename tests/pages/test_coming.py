"""What comes due next: what is settled is left out, the list is cut between days and says how many terms there are after it."""

import re
from datetime import date, timedelta

import pytest
from example import RUNNING, TOLD, read

from generator.coming import coming
from generator.district import Coming
from generator.filed import gather
from generator.pages.coming import MOST_MORE, coming_list, nothing_due
from generator.status import State

DAY = date(2021, 5, 1)


def drawn(amounts: list[int], most: int) -> tuple[int, str]:
    """How many lines a list has with so many terms on each of the days from DAY on, and what it says of the rest."""
    days = [DAY + timedelta(index) for index, amount in enumerate(amounts) for _ in range(amount)]
    items = [("", Coming("oblast/rayon/2021-plan", "1", "1.", "Совещание", "до срока", None, day)) for day in days]
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


def test_the_rest_stands_in_the_calendar_where_there_is_one():
    items = [("", Coming("plan", str(row), None, "Совещание", "до срока", None, DAY + timedelta(row))) for row in range(3)]
    markup = str(coming_list("", items, RUNNING, 2, "calendar/").markup)
    assert '<p class="sm">Ещё 1 срок — в <a href="calendar/">календаре по месяцам</a>.</p>' in markup


def test_the_terms_of_plans_that_run_are_sorted_by_their_last_day():
    plans = {plan.address: plan for summary in read().summaries for plan in summary.plans}
    for address, (unit, _) in read().units.items():
        found = coming(unit, unit.plans, gather((unit, *unit.schools)), RUNNING)
        assert bool(found) is (address == "oblast/rayon" or address == "primer/rayon"), address
        assert [item.end for item in found] == sorted(item.end for item in found)
        assert all(plans[item.plan].runs.start <= RUNNING <= plans[item.plan].runs.end for item in found)
        assert all(item.end >= RUNNING for item in found)


@pytest.mark.parametrize(
    ("as_of", "rows"),
    [
        (
            # the webinar of March and the consultation of March were held: those of September and April are next
            date(2021, 3, 28),
            [
                ("4", "04-01", "04-30", ""),
                ("6", "04-01", "04-30", ""),
                ("5-1", "04-15", "04-30", ""),
                ("3", "05-25", "05-25", ""),
                ("2", "05-01", "05-31", ""),
                ("1", "09-01", "09-30", ""),
                ("5-2", "10-01", "10-31", ""),
            ],
        ),
        (
            # the contest was cancelled, the seminar put off: it comes due on its new day
            date(2021, 4, 14),
            [
                ("6", "04-01", "04-30", ""),
                ("3", "05-25", "05-25", ""),
                ("2", "05-01", "05-31", ""),
                ("5-1", "04-15", "09-30", "перенесено на 30 сентября 2021"),
                ("1", "09-01", "09-30", ""),
                ("5-2", "10-01", "10-31", ""),
            ],
        ),
        (
            # one school is done, one partly, one is silent, and the district has not reported yet
            date(2021, 5, 26),
            [
                ("2", "05-01", "05-31", "отчитались 2 из 3 школ"),
                ("6", "05-01", "05-31", ""),
                ("5-1", "04-15", "09-30", "перенесено на 30 сентября 2021"),
                ("1", "09-01", "09-30", ""),
                ("5-2", "10-01", "10-31", ""),
            ],
        ),
        (
            date(2021, 5, 28),
            [
                ("2", "05-01", "05-31", "в работе"),
                ("6", "05-01", "05-31", ""),
                ("5-1", "04-15", "09-30", "перенесено на 30 сентября 2021"),
                ("1", "09-01", "09-30", ""),
                ("5-2", "10-01", "10-31", ""),
            ],
        ),
    ],
    ids=str,
)
def test_what_is_settled_is_left_out_and_what_was_told_is_said(as_of, rows):
    """By hand from the files of `told/`: a row without a last day («в течение года», «по отдельному плану») never comes due."""
    unit, _ = read(TOLD).units["oblast/rayon"]
    found = coming(unit, unit.plans, gather((unit, *unit.schools)), as_of)
    assert [(one.row, f"{one.start:%m-%d}", f"{one.end:%m-%d}", one.words) for one in found] == rows
    assert all(bool(one.words) is (one.state is not None) for one in found)
    assert {one.state for one in found} <= {None, State.IN_PROGRESS, State.POSTPONED}


def test_why_nothing_is_due():
    plans = [plan for summary in read().summaries if not summary.address.startswith("primer") for plan in summary.plans]
    assert nothing_due([], RUNNING) == ("Здесь ещё не опубликован ни один план.",)
    assert nothing_due(plans, date(2030, 1, 1))[0] == "Сейчас ни один из опубликованных планов не идёт."
    assert nothing_due(plans, date(2019, 1, 1))[1:] == ("Ближайший начнётся 17\u00a0января 2020 года.",)
