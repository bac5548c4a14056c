"""Normalising: what is levelled, what is left alone, and that doing it twice changes nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.deadline.wording import normalise


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("  Сентябрь\u00a02021\u202fг. ", "сентябрь 2021 г"),
        ("ма\u00adй\u200b", "май"),
        ("Май — июнь", "май - июнь"),
        ("отчётный", "отчетный"),
        ("маи\u0306", "май"),  # й as two signs, as files of macOS have it
        ("II квартал", "2 квартал"),
        ("Ⅳ квартал", "4 квартал"),
        ("ІІІ квартал", "3 квартал"),
        ("Ш кв.", "3 кв"),
        ("П полугодие", "2 полугодие"),
        ("1У квартал", "4 квартал"),
        ("C 1 по 15 мaя", "с 1 по 15 мая"),  # Latin C and a
        ("«23 » августа", "23 августа"),
        ("29.04.13.", "29.04.13"),
        ("май…", "май"),
        ("PR", "pr"),
        ("П. 3", "п. 3"),
        ("1² мая", "1² мая"),
    ],
)
def test_levels_what_cannot_change_the_meaning(text: str, plain: str) -> None:
    assert normalise(text) == plain


@given(st.text() | st.text('IVXivxІХПШУпшуЁёAaCcМмй\u0306 «»"1.,-кварталполугодие'))
def test_twice_is_as_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
