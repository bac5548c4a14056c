"""The page of messages: every fault that the check can find, with its cause and its cure, from the table of rules."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from generator.pages.crumbs import COORDINATORS, crumbs
from generator.pages.markdown import Block, Heading, Page
from generator.pages.template import draw
from generator.rules import RULES, Rule

ADDRESS = "koordinatoram/soobshcheniya"
_TITLE = "Сообщения проверки"
_GROUPS = {
    "D": ("sroki", "Даты и сроки"),
    "E": ("bukvy", "Кодировка и знаки"),
    "F": ("fayly", "Файлы и папки"),
    "R": ("ssylki", "Строки, участники и ссылки"),
    "S": ("klyuchi", "Ключи и значения"),
    "Y": ("yaml", "Запись YAML"),
}
"""Id and heading of each group, by the letter its codes begin with."""


@dataclass(frozen=True, slots=True)
class _Message:
    """A kind of message; `words` is how it reads, with … for what differs from case to case. Its anchor is its code."""

    code: str
    severity: str
    title: str
    words: str
    cause: str
    cure: str


def messages_page() -> Page:
    """The page of messages; a message is linked to as `#<code>`."""
    return Page(
        address=ADDRESS,
        title=_TITLE,
        description="Все ошибки и предупреждения проверки по кодам: почему возникает и что сделать.",
        blocks=tuple(_blocks()),
    )


def _blocks() -> Iterator[Block]:
    yield crumbs(ADDRESS, [COORDINATORS], _TITLE)
    yield Heading(1, _TITLE, "top")
    yield draw("messages/intro.html.j2", groups=list(_GROUPS.values()))
    for letter, rules in groupby(sorted(RULES.values(), key=lambda rule: rule.code), key=lambda rule: rule.code[0]):
        id_, title = _GROUPS[letter]
        yield Heading(2, title, id_)
        yield draw("messages/list.html.j2", messages=[_message(rule) for rule in rules])


def _message(rule: Rule) -> _Message:
    words = re.sub(r"\{\w+\}", "…", rule.message).replace("….", "…")
    return _Message(rule.code, rule.severity.word, rule.title, words, rule.cause, rule.cure)
