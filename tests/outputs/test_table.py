"""Plans as flat rows: which rows there are, what they say, and what is written before a spreadsheet opens them."""

from dataclasses import fields

import pytest

from generator.outputs.table import FIELDS, Entry, guarded


def test_an_entry_has_a_value_for_each_column():
    assert [field.name for field in fields(Entry)] == ["source", *(field.name for field in FIELDS)]
    assert len({field.title for field in FIELDS}) == len(FIELDS)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        " =1",
        "\u00a0=1",
        "+7 (000)",
        "@SUM(A1)",
        "-1",
        "- провести",
        "＝1",
        "＋1",
        "－1",
        "＠A",
        "\tслово",
        "\rслово",
        " \n=1",
    ],
)
def test_what_could_be_a_formula_is_guarded(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "-", " - ", "+", "=", "– провести", "— нет", "6.1.", "слово =1", "«=1»", "'=1"])
def test_other_texts_stay_as_they_are(text):
    assert guarded(text) == text
