"""A wording made ready for reading: one kind of space, of dash, of letter and of number. The stored text never changes.

Only what cannot change the meaning is levelled: letter case, ё and stress, no-break spaces, dashes, Latin letters typed for
Russian ones, roman numerals, quotes, a stop at the end. Compatibility forms are not (NFKC would turn «1² мая» into «12 мая»).
"""

import re
import unicodedata

_QUOTES = dict.fromkeys(map(ord, '«»„“”"'))
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣-"), "-")
_LATIN = str.maketrans("abcehkmoptxy", "авсенкмортху")
_BREVE = "\u0306"
_INVISIBLE = ("Mn", "Cf")
_PIECE = re.compile(r"[^\s(),;]+")
_WORD = re.compile(r"[a-zа-я]+")

# X alone is not among them: it is rather the Russian letter, a cross in a table.
_ROMAN = {
    "i": "1",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "v": "5",
    "vi": "6",
    "vii": "7",
    "viii": "8",
    "ix": "9",
    "xi": "11",
    "xii": "12",
}
_ROMAN |= {chr(0x2170 + number): str(number + 1) for number in range(12)}  # ⅰ … ⅻ
_ROMAN_WORD = re.compile(r"(?<!\w)(?:[ivxіх]+|[ⅰ-ⅻ])(?!\w)")
_LIKE_ROMAN = str.maketrans("іх", "ix")

# What is typed for a roman numeral on a Russian keyboard; before such a word it can mean nothing else: «П квартал», «Ш кв.».
_TYPED_ROMAN = {"п": "2", "ш": "3", "1у": "4", "iу": "4", "іу": "4", "1v": "4", "iy": "4", "1y": "4"}
_TYPED = re.compile(rf"(?<!\w)(?:{'|'.join(_TYPED_ROMAN)})(?= ?(?:кв(?!\w)|квартал|полугоди))")


def normalise(text: str) -> str:
    """`text` as the grammar reads it. Doing it twice changes nothing."""
    text = text.lower().translate(_QUOTES).translate(_DASHES)
    text = " ".join(_plain(text).split())
    text = _TYPED.sub(lambda match: _TYPED_ROMAN[match[0]], text)
    text = _ROMAN_WORD.sub(lambda match: _ROMAN.get(match[0].translate(_LIKE_ROMAN), match[0]), text)
    text = _WORD.sub(lambda match: _russian(match[0]), text)
    return text.rstrip(" .,;:…")


def quote(wording: str, place: slice) -> str | None:
    """The words of `wording` that stand at `place` when it is levelled, as its author wrote them; None if they are not found.

    Levelling keeps pieces of text between spaces, brackets and commas apart, so that they can be counted.
    """
    level = normalise(wording)
    before, words = level[: place.start], level[place]
    pieces = [match for match in _PIECE.finditer(wording) if normalise(match[0])]
    first = len(_PIECE.findall(before))
    found = pieces[first : first + len(_PIECE.findall(words))]
    quoted = wording[found[0].start() : found[-1].end()].strip(" .:…") if found else ""
    closed = quoted + ")" * (quoted.count("(") - quoted.count(")"))
    return closed if closed and normalise(quoted) == normalise(words) else None


def _plain(text: str) -> str:
    """The letters without invisible signs and without marks (ё, a stress), but й stays й."""
    letters: list[str] = []
    for letter in unicodedata.normalize("NFD", text):
        is_short_i = letter == _BREVE and letters[-1:] == ["и"]
        if is_short_i or unicodedata.category(letter) not in _INVISIBLE:
            letters.append(letter)
    return unicodedata.normalize("NFC", "".join(letters))


def _russian(word: str) -> str:
    """A word with the Latin letters that look like Russian ones replaced, unless it is a word of another language."""
    russian = word.translate(_LATIN)
    is_foreign = word.isascii() and any(letter.isascii() for letter in russian)
    return word if is_foreign else russian
