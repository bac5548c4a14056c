"""Russian nouns and adjectives in all their forms, by the regular paradigms; the word lists hold nothing else.

A line of a list is a lemma, or `lemma:stem` where a vowel is lost («уровень:уровн»), or `lemma:stem:genitive plural`
(«оценка:оценк:оценок»). A `!` after the lemma means a plural in a stressed -а or -я («директор!»).
"""

from dataclasses import dataclass
from pathlib import Path

NOMINATIVE, GENITIVE, DATIVE, ACCUSATIVE, INSTRUMENTAL, PREPOSITIONAL = range(6)

_WORDS = Path(__file__).parent / "words"
_VELAR, _HISSING = "гкх", "жшчщ"
_FEMININE = ("ость", "цель", "роль", "часть", "сеть", "связь", "область", "площадь", "тетрадь", "запись", "четверть", "модель")

# kind: endings of the six cases in the singular, and in the plural without genitive and accusative
_NOUNS = {
    "": (("", "а", "у", "", "ом", "е"), ("ы", "ам", "ами", "ах"), "ов"),
    "ь": (("ь", "я", "ю", "ь", "ем", "е"), ("и", "ям", "ями", "ях"), "ей"),
    "й": (("й", "я", "ю", "й", "ем", "е"), ("и", "ям", "ями", "ях"), "ев"),
    "а": (("а", "ы", "е", "у", "ой", "е"), ("ы", "ам", "ами", "ах"), ""),
    "я": (("я", "и", "е", "ю", "ей", "е"), ("и", "ям", "ями", "ях"), "ь"),
    "ия": (("ия", "ии", "ии", "ию", "ией", "ии"), ("ии", "иям", "иями", "иях"), "ий"),
    "fь": (("ь", "и", "и", "ь", "ью", "и"), ("и", "ям", "ями", "ях"), "ей"),
    "о": (("о", "а", "у", "о", "ом", "е"), ("а", "ам", "ами", "ах"), ""),
    "ие": (("ие", "ия", "ию", "ие", "ием", "ии"), ("ия", "иям", "иями", "иях"), "ий"),
}
_GENDERS = {"": "m", "ь": "m", "й": "m", "а": "f", "я": "f", "ия": "f", "fь": "f", "о": "n", "ие": "n"}

# gender or plural: endings of the six cases of an adjective
_HARD = {
    "m": ("ый", "ого", "ому", "ый", "ым", "ом"),
    "f": ("ая", "ой", "ой", "ую", "ой", "ой"),
    "n": ("ое", "ого", "ому", "ое", "ым", "ом"),
    "p": ("ые", "ых", "ым", "ые", "ыми", "ых"),
}
_SOFT = {
    "m": ("ий", "его", "ему", "ий", "им", "ем"),
    "f": ("яя", "ей", "ей", "юю", "ей", "ей"),
    "n": ("ее", "его", "ему", "ее", "им", "ем"),
    "p": ("ие", "их", "им", "ие", "ими", "их"),
}


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun: `gender` is m, f or n; `singular` and `plural` are its six cases in the order of the constants above."""

    gender: str
    animate: bool
    singular: tuple[str, ...]
    plural: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Adjective:
    """An adjective: `forms` by gender (m, f, n) or p for the plural, six cases each; the accusatives are of things."""

    forms: dict[str, tuple[str, ...]]


def nouns(name: str, *, animate: bool = False) -> list[Noun]:
    """The nouns of the word list `name`, the most frequent first."""
    return [_noun(line, animate=animate) for line in _lines(name)]


def adjectives(name: str) -> list[Adjective]:
    """The adjectives of the word list `name`, the most frequent first."""
    return [_adjective(line) for line in _lines(name)]


def _lines(name: str) -> list[str]:
    return (_WORDS / f"{name}.txt").read_text("utf-8").split()


def _noun(line: str, *, animate: bool) -> Noun:
    lemma, stem, genitive = [*line.split(":"), "", ""][:3]
    lemma, stressed = lemma.rstrip("!"), lemma.endswith("!")
    kind = _kind(lemma)
    stem = stem or (lemma.removesuffix("ь" if kind == "fь" else kind))
    endings, others, of_many = _NOUNS[kind]
    singular = [_spelt(stem, ending) for ending in endings]
    singular[NOMINATIVE] = lemma
    if kind in ("", "ь", "й"):
        singular[ACCUSATIVE] = singular[GENITIVE] if animate else lemma
    if kind == "" and stem[-1] in _HISSING:
        of_many = "ей"
    first, dative, instrumental, prepositional = [_spelt(stem, ending) for ending in others]
    if stressed:
        first = stem + ("а" if kind == "" else "я")
    genitive = genitive or stem + of_many
    plural = (first, genitive, dative, genitive if animate else first, instrumental, prepositional)
    return Noun(_GENDERS[kind], animate, tuple(singular), plural)


def _kind(lemma: str) -> str:
    if lemma.endswith("ь"):
        return "fь" if lemma.endswith(_FEMININE) else "ь"
    return next((kind for kind in ("ия", "ие", "й", "а", "я", "о") if lemma.endswith(kind)), "")


def _spelt(stem: str, ending: str) -> str:
    """Stem and ending by the rules of spelling: no «ы» after г к х ж ш ч щ, no unstressed «о» after hissing letters and ц."""
    if ending.startswith("ы") and stem[-1] in _VELAR + _HISSING:
        ending = "и" + ending[1:]
    if ending in ("ом", "ой") and stem[-1] in _HISSING + "ц":
        ending = "е" + ending[1:]
    return stem + ending


def _adjective(lemma: str) -> Adjective:
    stem = lemma[:-2]
    if lemma.endswith("ний"):
        return Adjective({gender: tuple(stem + ending for ending in endings) for gender, endings in _SOFT.items()})
    forms = {
        gender: tuple(_spelt(stem, ending) if ending[0] == "ы" else stem + ending for ending in endings)
        for gender, endings in _HARD.items()
    }
    masculine = tuple(lemma if case in (NOMINATIVE, ACCUSATIVE) else form for case, form in enumerate(forms["m"]))
    return Adjective({**forms, "m": masculine})
