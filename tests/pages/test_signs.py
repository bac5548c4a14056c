"""The page of signs: every sign there is, and each example drawn as the page says."""

import re
from datetime import date

import pytest
from example import text_of
from markupsafe import escape

from generator.deadline import read
from generator.model import ReportStatus
from generator.pages.markdown import write
from generator.pages.signs import PARTS, REPORTS, STATES, TERMS, signs_page
from generator.part import PartState
from generator.resources import theme
from generator.status import State
from generator.timeline import Sign, signs
from generator.values import Span

PERIOD = Span(start=date(2021, 1, 1), end=date(2021, 12, 31)).interval


def test_no_sign_is_left_out() -> None:
    assert [*TERMS, Sign.REPORT] == list(Sign)
    assert list(REPORTS) == list(ReportStatus)
    assert list(STATES) == list(State)
    assert list(PARTS) == list(PartState)


def test_every_mark_stands_on_the_page() -> None:
    drawn = write(signs_page()).data.decode()
    marks = re.findall(r'^  "([\w-]+)":', (theme() / "pages/symbols.html.j2").read_text("utf-8"), re.MULTILINE)
    assert len(marks) > 10
    assert [mark for mark in marks if f'<use href="#g-{mark}"/>' not in drawn] == []


@pytest.mark.parametrize("sign", TERMS)
def test_an_example_is_drawn_with_its_sign(sign: Sign) -> None:
    wording, _ = TERMS[sign]
    found = signs([read(wording, period=PERIOD, order_date=date(2021, 3, 27))])
    assert found in ((sign,), (Sign.MONTH, sign))  # the terms of a list have signs of their own


def test_the_words_of_signs_and_states_are_those_of_plans() -> None:
    drawn = text_of(signs_page())
    for sign in TERMS:
        assert f"<b>{escape(sign.value)}</b>" in drawn
    for state in State:
        assert f"<span>{escape(state.label)}</span>" in drawn
