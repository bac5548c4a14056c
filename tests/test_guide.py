"""What hand-written pages quote of the program is what the program says."""

import re
from pathlib import Path

import pytest

from generator.rules import RULES, Rule

ROOT = Path(__file__).parents[1]
QUOTE = re.compile(r"(?m)^[^\n`]*:\d+:\d+: (?P<word>ошибка|предупреждение) (?P<code>[A-Z]\d\d): (?P<words>.+)$")
QUOTES = [
    pytest.param(found, id=f"{path.relative_to(ROOT)} {found['code']}")
    for path in sorted([*ROOT.glob("*.md"), *ROOT.glob("content/**/*.md")])
    for found in QUOTE.finditer(path.read_text("utf-8"))
]


def as_said(rule: Rule) -> str:
    """A pattern of all that the check can say of a rule, with its usual cure."""
    pieces = re.split(r"\{\w+\}", rule.message)
    return ".+".join(map(re.escape, pieces)) + re.escape(f" {rule.cure}")


@pytest.mark.parametrize("quote", QUOTES)
def test_a_quoted_message_is_what_the_program_says(quote: re.Match[str]) -> None:
    rule = RULES[quote["code"]]
    assert quote["word"] == rule.severity.word
    assert re.fullmatch(as_said(rule), quote["words"])


def test_the_guide_quotes_a_message() -> None:
    assert any("koordinatoram" in str(case.id) for case in QUOTES)
