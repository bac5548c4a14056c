"""From the words of a deadline to a `Phrase`: the grammar reads the parts, a `Sentence` puts them together."""

import re
from functools import cache, lru_cache
from importlib.resources import files

from lark import Lark, UnexpectedCharacters, UnexpectedInput, UnexpectedToken
from lark.exceptions import VisitError

from generator.deadline import refusal
from generator.deadline.phrase import Phrase
from generator.deadline.reading import Undated, UnreadableDeadline
from generator.deadline.sentence import Sentence
from generator.deadline.tree import parts
from generator.deadline.wording import normalise
from generator.resources import compiled

LONGEST = 4000
"""The longest wording that is read, in characters: the longest text a file may hold."""

_NOTHING = re.compile(r"[\s\-‐-―−_.…]*")


def parse(wording: str) -> Phrase:
    """What `wording` says; the same words are parsed once. Raises `UnreadableDeadline`."""
    if len(wording) > LONGEST:
        raise refusal.too_long(LONGEST)
    if _NOTHING.fullmatch(wording):
        return Phrase(reason=Undated.EMPTY)
    return _parse(normalise(wording))


@lru_cache(maxsize=4096)
def _parse(text: str) -> Phrase:
    try:
        return Sentence(parts(grammar().parse(text))).phrase()
    except VisitError as error:
        if isinstance(error.orig_exc, UnreadableDeadline):
            raise error.orig_exc from None
        raise
    except UnexpectedInput as error:
        raise refusal.unknown(text, _place(error)) from None


@cache
def grammar() -> Lark:
    """The grammar, ready to parse. The lexer is the plain one: a month is a month wherever it stands, never just any word."""
    text = files(__package__).joinpath("grammar.lark").read_text(encoding="utf-8")
    folder = compiled()
    kept = str(folder / "deadline.lark") if folder else False  # Lark tells by itself whether it is of this text
    return Lark(text, parser="lalr", lexer="basic", propagate_positions=True, cache=kept)


def _place(error: UnexpectedInput) -> int | None:
    is_end = isinstance(error, UnexpectedToken) and error.token.type == "$END"
    is_word = isinstance(error, UnexpectedToken | UnexpectedCharacters)
    return error.pos_in_stream if is_word and not is_end else None
