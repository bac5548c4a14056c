"""Who answers for what: the parties of a plan with the numbers of their rows."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.ids import href
from generator.model import Party, PartyLevel
from generator.pages.markdown import Html
from generator.pages.rows import RowLine, row_line
from generator.pages.template import draw
from generator.plan import Plan, Row

REPORTERS = {
    PartyLevel.FEDERAL: "федеральный уровень",
    PartyLevel.REGIONAL: "регион",
    PartyLevel.MUNICIPAL: "муниципалитет",
    PartyLevel.SCHOOL: "школа",
    PartyLevel.ALL: "все участники",
}
"""Who is expected to report for a party, by its level."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A party as the order names it (empty: it names none), who reports for it, and the rows it answers for."""

    party: str
    reporter: str
    note: str | None
    rows: tuple[RowLine, ...]


def answers(page: str, plan: Plan, titled: bool) -> Html:
    """The table of parties of `plan`, on the page at the address `page`; `titled` names the plan above it."""
    found = tuple(_answers(page, plan))
    return draw("answers.html.j2", answers=found, title=plan.roadmap.title, href=href(page, plan.address), titled=titled)


def by_party(plan: Plan) -> dict[Party | None, tuple[Row, ...]]:
    """The rows in force of each party, in the sequence of the document; None has the rows for which the order names nobody."""
    rows = [row for row in plan.activities if row.activity.dropped is None]
    found: dict[Party | None, tuple[Row, ...]] = {
        party: tuple(row for row in rows if party in row.parties) for party in plan.roadmap.parties
    }
    found[None] = tuple(row for row in rows if not row.parties)
    return {party: rows for party, rows in found.items() if rows}


def _answers(page: str, plan: Plan) -> Iterator[Answer]:
    for party, rows in by_party(plan).items():
        lines = tuple(row_line(page, plan, row) for row in rows)
        if party is None:
            yield Answer("", "", None, lines)
        else:
            yield Answer(party.name, REPORTERS[party.level], party.note, lines)
