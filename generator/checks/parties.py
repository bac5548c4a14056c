"""The responsible parties of a plan and the cells that name them."""

import re
from collections.abc import Iterator

from generator.checks.located import Located
from generator.ids import closest
from generator.plan import Plan
from generator.problem import Problem

_SEPARATORS = re.compile(r"(?:[\s,;.]|(?<!\w)и(?!\w))*")


def check_parties(at: Located, plan: Plan) -> Iterator[Problem]:
    """Parties are named once, and every cell consists of them and of separators (`, ; .` and «и»)."""
    named: set[str] = set()
    for index, party in enumerate(plan.roadmap.parties):
        for wording in {" ".join(words.split()).casefold(): words for words in (party.name, *party.also)}.values():
            folded = " ".join(wording.split()).casefold()
            if folded in named:
                yield at.fault("R14", ("parties", index, "name"), wording=wording)
            named.add(folded)
    names = [name for party in plan.roadmap.parties for name in (party.name, *party.also)]
    for index, person in enumerate(plan.roadmap.team):
        if person.party is not None and person.party not in (party.name for party in plan.roadmap.parties):
            meant = closest(person.party, names)
            yield at.fault("R11", ("team", index, "party"), hint=f"Возможно, «{meant}»." if meant else None, party=person.party)
    for row in plan.rows:
        for piece in row.responsible:
            if piece.party is None and not _SEPARATORS.fullmatch(piece.text):
                rest = piece.text.strip(" ,;.")
                meant = closest(rest, names)
                hint = f"Возможно, «{meant}»; тогда добавьте эти слова в его also." if meant else None
                yield at.fault("R06", (*row.path, "responsible"), hint=hint, rest=rest)
