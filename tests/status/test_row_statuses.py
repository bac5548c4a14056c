"""The status of a row agrees with the table made by hand."""

from datetime import date

import pytest
from judged import Case, cases, plan, report

from generator.status import State, row_status


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.rule}, {case.day}")
def test_the_table(case: Case):
    found = case.judge()
    if case.lines is not None:
        assert " | ".join(line.text for line in found.lines) == case.lines
    if case.whole is not None:
        assert found.whole.text == case.whole


@pytest.mark.parametrize(
    ("lines", "day", "behind"),
    [
        (("2021-05-10 news",), date(2021, 5, 11), None),
        (("2021-05-10 news",), date(2021, 6, 1), "2021-05-10-otchet"),
        (("2021-05-10 done", "2021-05-12 news"), date(2021, 6, 1), "2021-05-10-otchet"),
        (("2021-05-10 postponed to 2021-06-30", "2021-06-02 in-progress"), date(2021, 6, 3), "2021-06-02-otchet"),
        ((), date(2021, 6, 1), None),
    ],
)
def test_the_report_behind_the_words(lines, day, behind):
    adopted = plan("Май 2021 г.")
    (row,) = adopted.rows
    found = row_status(adopted, row, [report(line) for line in lines], day).whole.report
    assert (found.id if found else None) == behind


def test_the_new_last_day_is_told_for_the_drawing():
    adopted = plan("Май 2021 г.")
    (row,) = adopted.rows
    reports = [report("2021-05-20 postponed to 2021-06-30"), report("2021-06-29 done")]
    assert [row_status(adopted, row, reports, date(2021, 6, day)).whole.until for day in (1, 29)] == [date(2021, 6, 30)] * 2
    assert row_status(adopted, row, reports, date(2021, 5, 19)).whole.until is None


def test_every_state_has_its_words():
    assert len({state.label for state in State}) == len(State)
