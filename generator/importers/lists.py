"""Numbers and bullets that Word writes itself before paragraphs (ECMA-376, part 1, 17.9): they stand in no text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from lxml import etree

Element = etree._Element  # lxml has no other name for it
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_DEPTHS = frozenset("012345678")  # a list has nine levels


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int


@dataclass(slots=True)
class Lists:
    """The lists of a file, and how far each has counted."""

    _levels: Mapping[tuple[str, int], _Level]
    _kinds: Mapping[str, str] = field(default_factory=dict)
    """The kind of each list: lists of a kind count on from each other, unless one begins anew (17.9.27)."""
    _anew: dict[tuple[str, int], int] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, part: bytes | None) -> "Lists":
        """Those of the part `word/numbering.xml`, if there is one. Raises lxml's XMLSyntaxError."""
        if part is None:
            return cls({})
        root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
        abstract = {one.get(qn("w:abstractNumId")): one for one in root.iter(qn("w:abstractNum"))}
        levels: dict[tuple[str, int], _Level] = {}
        kinds: dict[str, str] = {}
        anew: dict[tuple[str, int], int] = {}
        for number in root.iter(qn("w:num")):
            name = number.get(qn("w:numId")) or ""
            of = number.find(qn("w:abstractNumId"))
            kinds[name] = (of.get(qn("w:val")) or "") if of is not None else ""
            found = abstract.get(kinds[name])
            for other in number.iter(qn("w:lvlOverride")):
                if start := _value(other, "w:startOverride"):
                    anew[name, _depth(other.get(qn("w:ilvl")) or "")] = int(start)
            for level in found.iter(qn("w:lvl")) if found is not None else ():
                levels[name, _depth(level.get(qn("w:ilvl")) or "")] = _Level(
                    _value(level, "w:numFmt"), _value(level, "w:lvlText"), int(_value(level, "w:start") or 1)
                )
        return cls(levels, kinds, anew)

    def mark(self, paragraph: Element) -> str:
        """What Word writes before the paragraph: «1. », «- », or nothing; it counts on."""
        properties = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if properties is None:
            return ""
        name, depth = _value(properties, "w:numId"), _depth(_value(properties, "w:ilvl"))
        level = self._levels.get((name, depth))
        if level is None or level.format == "none":
            return ""
        if level.format == "bullet":
            return "- "
        counts = self._counts.setdefault(self._kinds[name], {})
        if (name, depth) in self._anew:
            counts[depth] = self._anew.pop((name, depth)) - 1
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        written = re.sub(r"%([1-9])", lambda found: self._written(name, int(found[1]) - 1, counts), level.text)
        return f"{written} " if written else ""

    def _written(self, name: str, depth: int, counts: Mapping[int, int]) -> str:
        level = self._levels.get((name, depth))
        return _spelt(counts.get(depth, level.start if level else 1), level.format if level else "decimal")


def _spelt(count: int, form: str) -> str:
    letters = {"russianLower": _RUSSIAN, "lowerLetter": _LATIN, "russianUpper": _RUSSIAN.upper(), "upperLetter": _LATIN.upper()}
    if form in letters:
        return letters[form][(count - 1) % len(letters[form])]
    if form in ("lowerRoman", "upperRoman"):
        roman, rest = "", count
        for value, sign in _ROMAN:
            roman += sign * (rest // value)
            rest %= value
        return roman.upper() if form == "upperRoman" else roman
    return str(count)


def _value(parent: Element, name: str) -> str:
    found = parent.find(qn(name))
    return (found.get(qn("w:val")) or "") if found is not None else ""


def _depth(value: str) -> int:
    return int(value) if value in _DEPTHS else 0
