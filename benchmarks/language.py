"""Sentences that look like those of orders and reports: the grammar is right, the meaning is nobody's.

Words are drawn by Zipf's law from the word lists (about 6,500 forms), so that search indexes, compression and the reading of
texts meet a vocabulary like a natural one: a few words everywhere, most of them rarely.
"""

from collections.abc import Callable, Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

from benchmarks.inflection import (
    ACCUSATIVE,
    GENITIVE,
    INSTRUMENTAL,
    NOMINATIVE,
    PREPOSITIONAL,
    Noun,
    adjectives,
    nouns,
)

T = TypeVar("T")


class Zipf(Generic[T]):
    """A list of words in the order of their frequency; `draw` takes the one of rank r with a weight of 1 / (r + 2.7)."""

    def __init__(self, words: Sequence[T]):
        self._words = words
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(1, len(words) + 1)))

    def draw(self, random: Random) -> T:
        """One word."""
        return random.choices(self._words, cum_weights=self._weights)[0]


_THINGS, _DOINGS = Zipf(nouns("things")), Zipf(nouns("doings"))
_PEOPLE = Zipf(nouns("people", animate=True))
_QUALITIES = Zipf(adjectives("qualities"))

_VERBS = ("провели", "обсудили", "подготовили", "изучили", "рассмотрели", "составили", "обновили", "представили", "проверили")
_SHORT = {"m": "", "f": "а", "n": "о", "p": "ы"}
_DONE = ("проведен", "подготовлен", "разработан", "утвержден", "размещен", "согласован", "обновлен", "представлен", "изучен")


def phrase(random: Random, words: Zipf[Noun], case: int, *, plural: bool = False, depth: int = 1) -> str:
    """A noun of `words` in `case`, with an adjective or two before it and up to `depth` nouns in the genitive after it."""
    noun = words.draw(random)
    forms = noun.plural if plural else noun.singular
    gender = "p" if plural else noun.gender
    chosen = []
    for _ in range(random.choices((0, 1, 2), weights=(50, 42, 8))[0]):
        quality = _QUALITIES.draw(random).forms[gender]
        chosen.append(quality[GENITIVE] if noun.animate and case == ACCUSATIVE and gender in "mp" else quality[case])
    after = [phrase(random, _THINGS, GENITIVE, plural=random.random() < 0.5, depth=depth - 1)] if depth else []
    return " ".join([*dict.fromkeys(chosen), forms[case], *after])


def activity(random: Random) -> str:
    """What is to be done: «Проведение районных семинаров учебного центра с участием опытных педагогов»."""
    words = [phrase(random, _DOINGS, NOMINATIVE)]
    tails: tuple[Callable[[], str], ...] = (
        lambda: f"с участием {phrase(random, _PEOPLE, GENITIVE, plural=True, depth=0)}",
        lambda: f"по вопросам {phrase(random, _THINGS, GENITIVE, plural=True)}",
        lambda: f"для {phrase(random, _PEOPLE, GENITIVE, plural=True)}",
        lambda: f"в рамках {phrase(random, _THINGS, GENITIVE)}",
        lambda: f"на основе {phrase(random, _THINGS, GENITIVE, plural=True, depth=0)}",
        lambda: f"с целью {phrase(random, _DOINGS, GENITIVE)}",
    )
    words += [tail() for tail in random.sample(tails, random.choices((1, 2, 3), weights=(80, 18, 2))[0])]
    return _capital(" ".join(words))


def result(random: Random) -> str:
    """What is expected of it: «Размещены итоговые отчёты школ»."""
    many = random.random() < 0.5
    noun = _THINGS.draw(random)
    gender = "p" if many else noun.gender
    quality = _QUALITIES.draw(random).forms[gender][NOMINATIVE]
    subject = f"{quality} {(noun.plural if many else noun.singular)[NOMINATIVE]}"
    said = f"{random.choice(_DONE)}{_SHORT[gender]} {subject} {phrase(random, _THINGS, GENITIVE, plural=True, depth=0)}"
    if random.random() < 0.15:
        people = phrase(random, _PEOPLE, GENITIVE, plural=True, depth=0)
        said += f", не менее {random.randint(4, 20) * 5} % {people} приняли участие"
    return _capital(said)


def sentence(random: Random) -> str:
    """What was done: «Опытные педагоги обсудили итоги диагностики на школьном семинаре.»"""
    who = phrase(random, _PEOPLE, NOMINATIVE, plural=True, depth=0)
    what = phrase(random, _THINGS, ACCUSATIVE, plural=random.random() < 0.6)
    where = (
        f" в рамках {phrase(random, _THINGS, GENITIVE)}",
        f" вместе с {phrase(random, _PEOPLE, INSTRUMENTAL, plural=True, depth=0)}",
        f" при {phrase(random, _DOINGS, PREPOSITIONAL)}",
        "",
    )
    return _capital(f"{who} {random.choice(_VERBS)} {what}{random.choice(where)}.")


def text(random: Random, sentences: int) -> str:
    """A paragraph of that many sentences."""
    return " ".join(sentence(random) for _ in range(sentences))


def title(random: Random) -> str:
    """A short heading: «Семинар учебных групп»."""
    return _capital(phrase(random, _THINGS, NOMINATIVE))


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
