"""The wordings of the parties of a plan, and cutting a cell of its table into them.

A wording is found by its words and signs: letter case, white space and the way an accent is written make no difference, and a
word is only found whole, so «ОО» is not in «ООО».
"""

import re
import unicodedata
from dataclasses import dataclass, field

from generator.model import Party
from generator.transliteration import latin_id

_TOKEN = re.compile(r"(?:\w[\u0300-\u036f]*)+|\S")
"""A word, also with accents apart from their letters, or a single sign."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a `responsible` cell: the words of a declared party, or what stands between (`party` is None)."""

    text: str
    party: Party | None


@dataclass(slots=True)
class _Step:
    """What may follow after some tokens of a wording, and whose wording ends here."""

    party: Party | None = None
    following: dict[str, "_Step"] = field(default_factory=dict)


class Wordings:
    """All wordings of the parties of one document; the first party to name a wording has it."""

    def __init__(self, parties: tuple[Party, ...]) -> None:
        self._start = _Step()
        for party in parties:
            for wording in (party.name, *party.also):
                step = self._start
                for token in fold(wording).split():
                    step = step.following.setdefault(token, _Step())
                step.party = step.party or party

    def cut(self, cell: str) -> tuple[Piece, ...]:
        """The cell as wordings of parties, longest first, and what stands between; put together the pieces are the cell."""
        found = list(_TOKEN.finditer(cell))
        tokens = [_fold(match[0]) for match in found]
        pieces: list[Piece] = []
        end = index = 0
        while index < len(tokens):
            party, length = self._longest(tokens, index)
            if party is None:
                index += 1
                continue
            start, stop = found[index].start(), found[index + length - 1].end()
            if start > end:
                pieces.append(Piece(cell[end:start], None))
            pieces.append(Piece(cell[start:stop], party))
            end = stop
            index += length
        if end < len(cell):
            pieces.append(Piece(cell[end:], None))
        return tuple(pieces)

    def _longest(self, tokens: list[str], start: int) -> tuple[Party | None, int]:
        """The party whose wording begins at token `start`, the longest of several, and its number of tokens."""
        step = self._start
        party, length = step.party, 0
        for index in range(start, len(tokens)):
            following = step.following.get(tokens[index])
            if following is None:
                break
            step = following
            if step.party is not None:
                party, length = step.party, index - start + 1
        return party, length


def fold(wording: str) -> str:
    """`wording` without what makes no difference between two wordings of parties: its tokens with a space between."""
    return " ".join(_fold(match[0]) for match in _TOKEN.finditer(wording))


def party_id(party: Party) -> str:
    """The last part of the address of the page of `party`: as its document says, else made from its name.

    Empty where nobody has written the name yet: then it has no page. `checks.parties` refuses other names that have nothing
    to go by, and one id of two parties.
    """
    return party.id or latin_id(party.name)


def _fold(token: str) -> str:
    return unicodedata.normalize("NFC", token).casefold()
