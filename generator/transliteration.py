"""Russian words in Latin letters, for the ids that are suggested; once written, an id is permanent and belongs to the data."""

import re
from functools import lru_cache

from iuliia import GOST_52290

_LONGEST = 60


@lru_cache(maxsize=1024)  # a party is named in many plans, and asked for on every page that names it
def latin_id(words: str, without: re.Pattern[str] | None = None) -> str:
    """The id that `words` suggest, but for those that match `without`: «Веселовская СШ № 2» gives `veselovskaya-2`.

    By ГОСТ Р 52290-2004, the spelling of place names on road signs: the one that people have seen. Ё counts as Е, or the id
    would hang on who typed it. At most 60 signs, cut between words; empty if there is nothing to go by. Left out are only so
    many words that letters remain.
    """
    kept = [word for word in _words(words) if not (without and without.fullmatch(word))]
    if not any(map(str.isalpha, "".join(kept))):
        kept = _words(words)
    spelt: str = GOST_52290.translate(" ".join(kept)[: 4 * _LONGEST]).replace("'", "")
    latin = re.sub(r"[^a-z0-9]+", "-", spelt).strip("-")
    if len(latin) <= _LONGEST:
        return latin
    return latin[: _LONGEST + 1].rpartition("-")[0] or latin[:_LONGEST]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower().replace("ё", "е"))
