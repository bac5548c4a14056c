"""Further forms, and much that must be refused: how each is read, and what the page says of it."""

import csv
from datetime import date
from pathlib import Path

import pytest
from told import told

from generator.deadline import UnreadableDeadline, explain, read
from generator.deadline.answer import parse_period

TABLE = Path(__file__).parent / "tables" / "forms.tsv"


def forms() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", forms(), ids=lambda row: f"{row['text']} ({row['period']})")
def test_form_is_read_as_the_table_says(row: dict[str, str]) -> None:
    period = None if row["period"] == "-" else parse_period(row["period"])
    order = None if row["order_date"] == "-" else date.fromisoformat(row["order_date"])
    try:
        deadline = read(row["text"], period=period, order_date=order)
    except UnreadableDeadline as refused:
        assert (row["reading"], row["words"]) == ("refused", refused.reason)
    else:
        assert (row["reading"], row["words"]) == (told(deadline), explain(deadline))
        assert deadline.wording == row["text"]


def test_no_form_stands_twice_in_the_table() -> None:
    keys = [(row["text"], row["period"]) for row in forms()]
    assert len(keys) == len(set(keys)) > 600
