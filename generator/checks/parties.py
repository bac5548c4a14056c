"""The responsible parties of a plan and the cells that name them."""

import re
from collections.abc import Iterable, Iterator, Mapping

from generator.checks.blanks import is_blank
from generator.checks.located import Located
from generator.ids import RESERVED, closest, is_id
from generator.letters import in_russian
from generator.model import Party
from generator.plan import Plan
from generator.problem import Problem
from generator.source import Path
from generator.wordings import Wordings, fold, party_id

_SEPARATORS = re.compile(r"(?:[\s,;.]|(?<!\w)и(?!\w))*", re.IGNORECASE)
_AT_EDGES = re.compile(r"^(?:[\s,;.]|и\s)+|(?:[\s,;]|\sи)+$", re.IGNORECASE)

_MOST_HINTS = 20
"""How many uncovered texts of one plan are compared with all wordings."""


def check_parties(at: Located, plan: Plan) -> Iterator[Problem]:
    """Parties are named once, and every cell consists of them and of separators (`, ; .` and «и»)."""
    parties = plan.roadmap.parties
    yield from _check_wordings(at, parties)
    names = [party.name for party in parties]
    for index, person in enumerate(plan.roadmap.team):
        if person.party is not None and person.party not in names:
            meant = closest(person.party, names)
            yield at.fault("R11", ("team", index, "party"), hint=f"Возможно, «{meant}»." if meant else None, party=person.party)
    yield from _check_cells(at, plan)


def check_addresses(trees: Mapping[str, Located], plans: Iterable[Plan]) -> Iterator[Problem]:
    """Every party of the `plans` of one territory has one address in all of them, and no two have the same.

    The plan that begins last is to blame: pages of the others are published already.
    """
    names: dict[str, tuple[str, str]] = {}
    ids: dict[str, tuple[str, str]] = {}
    for plan in sorted(plans, key=lambda plan: (plan.roadmap.order.date, plan.address)):
        at, file = trees[plan.source], plan.source.rpartition("/")[2]
        for index, party in enumerate(plan.roadmap.parties):
            id_ = party_id(party)
            place: Path = ("parties", index, "name" if party.id is None else "id")
            if is_blank(party.name):
                continue  # it has no page yet
            if not is_id(id_) or id_ in RESERVED:
                yield at.fault("R31", place, name=party.name, id=id_)
                continue
            former, where = ids.setdefault(fold(party.name), (id_, file))
            other, whose = names.setdefault(id_, (party.name, file))
            if former != id_:
                yield at.fault("R30", place, name=party.name, id=id_, other=former, file=where)
            elif fold(other) != fold(party.name):
                yield at.fault("R29", place, name=party.name, id=id_, other=other, file=whose)


def _check_wordings(at: Located, parties: tuple[Party, ...]) -> Iterator[Problem]:
    owners: dict[str, int] = {}
    for index, party in enumerate(parties):
        wordings: list[tuple[Path, str]] = [(("name",), party.name)]
        wordings += [(("also", number), wording) for number, wording in enumerate(party.also)]
        for path, wording in wordings:
            if owners.setdefault(fold(wording), index) != index:
                yield at.fault("R14", ("parties", index, *path), wording=wording)


def _check_cells(at: Located, plan: Plan) -> Iterator[Problem]:
    """Words that no party covers, each told of once: one line in `parties` mends them all."""
    told: set[str] = set()
    for path, rest in _uncovered(plan):
        if not plan.roadmap.parties:
            yield at.fault("R06", path, hint="Перечислите ключом parties всех, кого называет таблица.", rest=rest)
            return
        if fold(rest) not in told:
            told.add(fold(rest))
            hint = _hint(rest, plan.roadmap.parties) if len(told) <= _MOST_HINTS else None
            yield at.fault("R06", path, hint=hint, rest=rest)


def _uncovered(plan: Plan) -> Iterator[tuple[Path, str]]:
    wordings = Wordings(plan.roadmap.parties)
    for row in plan.rows:
        cells = [((*row.path, "responsible"), row.responsible)]
        for index, was in enumerate(row.activity.was):
            cells.append(((*row.path, "was", index, "responsible"), wordings.cut(was.responsible or "")))
        for path, pieces in cells:
            for piece in pieces:
                if piece.party is None and not _SEPARATORS.fullmatch(piece.text):
                    yield path, _AT_EDGES.sub("", piece.text)


def _hint(rest: str, parties: tuple[Party, ...]) -> str | None:
    if not re.search(r"\w", rest):
        return "Между участниками бывают только знаки , ; . и «и»; иначе внесите всю запись в also одного участника."
    wordings = [wording for party in parties for wording in (party.name, *party.also)]
    if in_russian(rest) != rest and fold(in_russian(rest)) in map(fold, wordings):
        return "В этих словах есть латинские буквы, похожие на русские: наберите их заново."
    meant = closest(rest, wordings, likeness=0.6)
    return f"Возможно, это «{meant}»: исправьте слова или добавьте их в его also." if meant else None
