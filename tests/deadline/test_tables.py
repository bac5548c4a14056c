"""The labelled tables. Right is the reading that a row expects; to refuse a row that has one is not right, but not wrong.

Rows whose form begins with header, period, empty or split are no deadlines and are left out. A row that expects an impossible
date, or a repetition that an RRULE cannot say, is met by a refusal. The year of a section heading is not in the tables: the two
rows of found.tsv that need it count as not right, and are tried with it below.
"""

import pytest
from tables import Row, rows

ALL = [(name, row) for name in ("orders", "found", "constructed") for row in rows(name)]


@pytest.mark.parametrize(("name", "row"), ALL, ids=lambda value: value.text if isinstance(value, Row) else value)
def test_no_row_of_high_confidence_is_read_wrongly(name: str, row: Row) -> None:
    deadline = row.read()
    if row.confidence == "high" and deadline is not None:
        assert row.is_met_by(deadline), deadline


@pytest.mark.parametrize("row", [row for row in rows("orders") if row.confidence == "high"], ids=lambda row: row.text)
def test_every_row_of_the_orders_with_high_confidence_is_right(row: Row) -> None:
    assert row.is_met_by(row.read())


@pytest.mark.parametrize("name", ["found", "constructed"])
def test_at_least_95_of_100_rows_are_right(name: str) -> None:
    judged = rows(name)
    not_right = [row.text for row in judged if not row.is_met_by(row.read())]
    assert len(judged) >= 40
    assert len(not_right) <= 0.05 * len(judged), not_right


def test_what_is_not_right_in_the_tables_is_known() -> None:
    """Every reading that differs and every refusal of a row that has a reading, so that a change of any is noticed."""
    assert {row.text for _, row in ALL if not row.is_met_by(row.read())} == {
        "Январь - февраль",  # the year stands in a section heading
        "Февраль",  # likewise
        "В течение месяца",  # of which month is not said
        "Август- сентябрь",  # August before the school year or at its end?
        "В течение года (по мере необходимости)",  # in a plan of several years one interval a year, by design
    }


@pytest.mark.parametrize("text", ["Январь - февраль", "Февраль"])
def test_the_section_heading_gives_the_year(text: str) -> None:
    (row,) = [row for _, row in ALL if row.text == text and row.period and row.period.end and row.period.end.year == 2022]
    deadline = row.read(year=2021)
    assert deadline
    assert row.is_met_by(deadline)
    assert deadline.year_from_section
    assert not deadline.year_from_period
