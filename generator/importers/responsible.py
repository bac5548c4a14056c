"""The parties that the cells of responsible parties name: a proposal, for the order has no list of them."""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from generator.model import PartyLevel
from generator.wordings import fold

_MOST_WORDS = 60  # of two parties without a sign between them
_CALLED = re.compile(r"(?P<name>.+?)\s*\(далее\s*[–—-]?\s*(?P<short>[^)]+)\)")
_PERSON = re.compile(r"[А-ЯЁ][а-яё-]+ [А-ЯЁ]\.\s?[А-ЯЁ]\.|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё-]+")
_LEVELS = (
    (PartyLevel.ALL, r"\bвсе\b.*участник"),
    (PartyLevel.FEDERAL, r"федеральн|рособрнадзор|фиоко|минпросвещения"),
    (
        PartyLevel.REGIONAL,
        r"министерств|департамент|региональн|областн|краев|республиканск|\bиро\b|\b\w{1,3}иро\b|институт развития",
    ),
    (PartyLevel.MUNICIPAL, r"районн|муниципальн|городск"),
    (
        PartyLevel.SCHOOL,
        r"школ|шнор|\bоо\b|\bоу\b|образовательн\w+ (организаци|учреждени)|педагог|учител|классн\w+ руководител|директор",
    ),
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A party, its other wordings in the table, and who is thought to report for it."""

    name: str
    also: tuple[str, ...]
    level: PartyLevel


def propose(cells: Iterable[str]) -> list[Proposal]:
    """The parties that `cells` name, in the sequence of the table. Together with separators they cover every cell."""
    pieces = list(dict.fromkeys(piece for cell in cells for piece in _pieces(cell)))
    shorts = {fold(found["short"]): piece for piece in pieces if (found := _CALLED.fullmatch(piece))}
    known = {fold(piece): piece for piece in pieces} | shorts
    names: dict[str, list[str]] = {}
    for piece in pieces:
        if _is_joined(fold(piece), known):
            continue  # two parties without a sign between them
        called = _CALLED.fullmatch(piece)
        owner = _CALLED.fullmatch(shorts.get(fold(piece), ""))
        name = (called or owner or {"name": piece})["name"]
        also = names.setdefault(fold(name), [name])
        also += [text for text in ([piece, called["short"]] if called else [piece]) if fold(text) not in map(fold, also)]
    return [Proposal(name, tuple(also), _level(name)) for name, *also in names.values()]


def _pieces(cell: str) -> Iterator[str]:
    """The cell cut at its commas; what stands behind a person's name, in small letters, is the position of that person."""
    person = ""
    for piece in (part.strip(" .") if part.count(".") == 1 else part.strip() for part in _cut(cell)):
        if person and piece[:1].islower():
            yield f"{person}, {piece}"
            person = ""
            continue
        if person:
            yield person
        person = piece if _PERSON.fullmatch(piece) else ""
        if piece and not person:
            yield piece
    if person:
        yield person


def _is_joined(text: str, known: Container[str]) -> bool:
    """Whether `text` is two or more of the `known` one after the other, with nothing or «и» between them."""
    words = text.split(" ")
    if len(words) > _MOST_WORDS:
        return False
    ends = {0}
    for start in range(len(words)):
        if start in ends or (start - 1 in ends and start > 1 and words[start - 1] == "и"):
            whole = range(start + 1, len(words) + (start > 0))
            ends |= {end for end in whole if " ".join(words[start:end]) in known}
    return len(words) in ends


def _cut(cell: str) -> list[str]:
    """`cell` cut at its commas and semicolons, but for those between brackets."""
    pieces, begin, depth, last = [], 0, 0, cell.rfind(")")
    for sign in re.finditer("[(),;]", cell):
        if sign[0] in "()":
            depth = max(depth + (1 if sign[0] == "(" else -1), 0)
        elif not depth or sign.start() > last:
            pieces.append(cell[begin : sign.start()].strip())
            begin = sign.end()
    return [*pieces, cell[begin:].strip()]


def _level(name: str) -> PartyLevel:
    words = name.casefold()
    return next((level for level, sign in _LEVELS if re.search(sign, words)), PartyLevel.MUNICIPAL)
