"""A change: what is different between two states of the data, as one Russian sentence with its place on the site."""

from dataclasses import dataclass
from enum import StrEnum


class Sign(StrEnum):
    """Whether something was added, removed or only changed."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class What(StrEnum):
    """What a change is about: a unit, a plan and its parts, a row of it, a report or a document."""

    UNIT = "unit"
    SCHOOL = "school"
    PROFILE = "profile"
    PARTICIPATION = "participation"
    PROJECT = "project"
    PLAN = "plan"
    ORDER = "order"
    PERIOD = "period"
    PARTIES = "parties"
    SECTION = "section"
    ROW = "row"
    WORDING = "wording"
    TERM = "term"
    NUMBER = "number"
    POSITION = "position"
    REPORT = "report"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of a sentence: words of the site, or those of a document, letter for letter (`are_quoted`)."""

    text: str
    are_quoted: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    `page` is the address of the page that shows it, `anchor` the place there, empty for the page as a whole and for a row that
    is gone. `subject` is what was changed («Мероприятие 6.2»), `words` what was changed of it; `sentence` is both.
    """

    sign: Sign
    what: What
    page: str
    anchor: str
    subject: str
    words: tuple[Words, ...]

    @property
    def sentence(self) -> str:
        """«Мероприятие 6.2: срок «май» → «июнь», теперь читается так: 1–30 июня 2021, весь месяц.»"""
        return f"{self.subject}: {''.join(words.text for words in self.words)}."
