"""The pages that explain the check and the reading of deadlines hold every rule under its anchor."""

import re

from example import text_of

from generator.deadline import RULES as DEADLINES
from generator.pages.messages import messages_page
from generator.pages.readings import readings_page
from generator.rules import RULES


def test_every_message_stands_under_its_code():
    drawn = text_of(messages_page())
    assert sorted(re.findall(r'<section id="(\w+)">', drawn)) == sorted(RULES)
    assert drawn.count("<b>Что сделать.</b>") == len(RULES)
    assert not re.search(r"\{\w+\}", drawn.partition("\n---\n")[2].replace("{#", "")), "a place to be filled in"


def test_every_rule_of_deadlines_stands_under_its_id():
    page = readings_page()
    drawn = text_of(page)
    assert re.findall(r'<section id="([\w-]+)">', drawn) == list(DEADLINES)
    for rule in DEADLINES.values():
        assert rule.title in drawn


def test_every_example_is_read_by_its_rule():
    """The page shows no example that the grammar reads by another rule or refuses, but for keys of the file."""
    from datetime import date

    from generator.deadline import read
    from generator.values import Span

    period = Span(start=date(2021, 1, 1), end=date(2021, 12, 31)).interval
    wordings = {id_: rule.example for id_, rule in DEADLINES.items() if not id_.startswith("given")}
    read_by = {id_: read(example, period=period, order_date=date(2021, 1, 11)).rule for id_, example in wordings.items()}
    assert read_by == {id_: id_ for id_ in wordings}
