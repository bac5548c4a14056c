"""A plan: a roadmap whose rows are numbered, dated and given to their parties, in the sequence of the order.

Nothing is judged here: a deadline that cannot be read stays on its row as the refusal, and `checks` reports it.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from generator.deadline import given, read, without_dates
from generator.deadline.reading import Deadline, UnreadableDeadline
from generator.ids import anchor, row_id
from generator.model import Activity, Party, Point, Roadmap, Section, Wording
from generator.source import Path


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a `responsible` cell: the words of a declared party, or what stands between (`party` is None)."""

    text: str
    party: Party | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the plan.

    `depth` is 0 for a row of the table and 1 for its sub-activity. `deadline` is None for a group, which has neither deadline
    nor dates, and for a wording that is refused: then `refusal` says why.
    """

    id: str
    path: Path
    depth: int
    activity: Activity
    section: Section | None
    deadline: Deadline | None
    refusal: UnreadableDeadline | None
    responsible: tuple[Piece, ...]

    @property
    def anchor(self) -> str:
        """The anchor of the row on the page of its roadmap."""
        return anchor(self.id)

    @property
    def is_group(self) -> bool:
        """Whether the row only holds sub-activities together: it is no activity of its own and is not counted."""
        return bool(self.activity.activities) and self.deadline is None and self.refusal is None

    @property
    def parties(self) -> tuple[Party, ...]:
        """The parties that answer for the row, each once, in the sequence of the cell."""
        return tuple(dict.fromkeys(piece.party for piece in self.responsible if piece.party))


@dataclass(frozen=True, slots=True)
class Plan:
    """A roadmap at its address (`rostovskaya-oblast/dubovskiy/2021-500-plus`), read from the file `source`."""

    address: str
    source: str
    roadmap: Roadmap
    rows: tuple[Row, ...]

    @property
    def activities(self) -> tuple[Row, ...]:
        """The rows that are activities: all but groups."""
        return tuple(row for row in self.rows if not row.is_group)

    @property
    def owner(self) -> str:
        """The address of the territory or organisation that adopted the plan."""
        return self.address.rpartition("/")[0]


def make_plan(address: str, source: str, roadmap: Roadmap) -> Plan:
    """Give the rows of `roadmap` their ids, deadlines and parties."""
    rows = []
    wordings = Wordings.of(roadmap.parties)
    for path, depth, section, activity in walk(roadmap):
        deadline, refusal = _date(activity, roadmap, section)
        rows.append(
            Row(
                id=activity.id or row_id(activity.number or ""),
                path=path,
                depth=depth,
                activity=activity,
                section=section,
                deadline=deadline,
                refusal=refusal,
                responsible=cut(activity.responsible or "", wordings),
            )
        )
    return Plan(address, source, roadmap, tuple(rows))


def walk(roadmap: Roadmap) -> Iterator[tuple[Path, int, Section | None, Activity]]:
    """Every row of the table in its sequence: where it stands in the file, its depth, its section, and itself."""
    for index, section in enumerate(roadmap.sections or ()):
        yield from _walk(("sections", index, "activities"), 0, section, section.activities)
    yield from _walk(("activities",), 0, None, roadmap.activities or ())


def _walk(
    path: Path, depth: int, section: Section | None, activities: tuple[Activity, ...]
) -> Iterator[tuple[Path, int, Section | None, Activity]]:
    for index, activity in enumerate(activities):
        here = (*path, index)
        yield here, depth, section, activity
        yield from _walk((*here, "activities"), depth + 1, section, activity.activities)


def read_term(item: Activity | Wording | Point, roadmap: Roadmap, year: int | None = None) -> Deadline | None:
    """The deadline of a row or a point of the order; None if it names none. `dates` and `undated` win over the wording.

    Raises UnreadableDeadline.
    """
    wording = item.deadline or ""
    if item.dates is not None:
        return given(wording, item.dates)
    if item.undated is not None:
        return without_dates(wording, item.undated)
    if item.deadline is None:
        return None
    return read(wording, period=roadmap.period.interval, order_date=roadmap.order.date, year=year)


def _date(activity: Activity, roadmap: Roadmap, section: Section | None) -> tuple[Deadline | None, UnreadableDeadline | None]:
    try:
        return read_term(activity, roadmap, section_year(section)), None
    except UnreadableDeadline as refusal:
        return None, refusal


def section_year(section: Section | None) -> int | None:
    """The year that a section heading is («2021 год»), for deadlines under it that name none."""
    match = re.fullmatch(r"\s*(\d{4})\s*(?:г\.?|год)?\s*", section.title) if section else None
    return int(match[1]) if match else None


@dataclass(frozen=True, slots=True)
class Wordings:
    """All wordings of the parties of one document, made ready for cutting its cells: a group of the pattern for each party."""

    pattern: re.Pattern[str]
    parties: tuple[Party, ...]

    @classmethod
    def of(cls, parties: tuple[Party, ...]) -> Self:
        """Longest wording first; letter case and white space make no difference; the first party to name a wording has it.

        A wording begins and ends where a word does, so that «ОО» is not found in «ООО».
        """
        named = {fold(wording): (wording, party) for party in reversed(parties) for wording in (party.name, *party.also)}
        longest_first = sorted(named.values(), key=lambda wording: (-len(wording[0]), wording[0]))
        choices = "|".join(f"({_spelling(wording)})" for wording, _ in longest_first)
        return cls(
            re.compile(rf"(?<!\w)(?:{choices or '(?!)'})(?!\w)", re.IGNORECASE), tuple(party for _, party in longest_first)
        )


def fold(wording: str) -> str:
    """`wording` without what makes no difference between two wordings of parties."""
    return " ".join(unicodedata.normalize("NFC", wording).split()).casefold()


def _spelling(wording: str) -> str:
    """A pattern for the wording with any white space, each letter also as a letter and an accent: «й» as macOS writes it."""
    words = unicodedata.normalize("NFC", wording).split()
    return r"\s+".join("".join(map(_letter, word)) for word in words)


def _letter(letter: str) -> str:
    apart = unicodedata.normalize("NFD", letter)
    return re.escape(letter) if apart == letter else f"(?:{letter}|{apart})"


def cut(responsible: str, wordings: Wordings) -> tuple[Piece, ...]:
    """Cut a `responsible` cell into the wordings of parties and what stands between; put together the pieces are the cell."""
    pieces: list[Piece] = []
    end = 0
    for match in wordings.pattern.finditer(responsible):
        if match.start() > end:
            pieces.append(Piece(responsible[end : match.start()], None))
        pieces.append(Piece(match[0], wordings.parties[(match.lastindex or 0) - 1]))
        end = match.end()
    if end < len(responsible):
        pieces.append(Piece(responsible[end:], None))
    return tuple(pieces)
