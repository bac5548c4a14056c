"""The grammar is LALR without conflicts, and every rule of the page can be reached."""

import logging

import pytest
from lark import Lark, logger

from generator.deadline import RULES, Undated, given, read, without_dates
from generator.deadline.answer import parse_period
from generator.deadline.parse import grammar, parse

PERIOD = parse_period("2021")


def test_the_grammar_has_no_conflicts(caplog: pytest.LogCaptureFixture) -> None:
    assert isinstance(grammar().source_grammar, str)
    logger.addHandler(caplog.handler)
    logger.setLevel(logging.DEBUG)
    try:
        Lark(grammar().source_grammar, parser="lalr", lexer="basic", debug=True)
    finally:
        logger.removeHandler(caplog.handler)
        logger.setLevel(logging.CRITICAL)
    assert not [record.message for record in caplog.records if "conflict" in record.message]


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_reads_its_example(rule: str) -> None:
    """The example is the wording of a plan for 2021, or the key itself."""
    example = RULES[rule].example
    if rule == "given":
        deadline = given("", example.removeprefix("dates: [").removesuffix("]").split(", "))
    elif rule == "given-undated":
        deadline = without_dates("", Undated(example.removeprefix("undated: ")))
    else:
        deadline = read(example, period=PERIOD, order_date=PERIOD.start)
    assert deadline.rule == rule


def test_rules_say_title_and_text_in_russian() -> None:
    for rule in RULES.values():
        assert rule.title
        assert rule.text.endswith(".")


def test_a_wording_is_parsed_once_and_read_in_every_plan() -> None:
    assert parse("15 мая ") is parse("15 МАЯ")
    days = [read("15 мая", period=parse_period(year)).intervals[0].start for year in ("2021", "2022")]
    assert [day and day.year for day in days] == [2021, 2022]
