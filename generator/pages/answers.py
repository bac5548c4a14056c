"""Who answers for what: the parties of a territory as a list that leads to their pages."""

from collections.abc import Sequence
from datetime import date

from generator.district import District
from generator.ids import href
from generator.model import PartyLevel
from generator.pages.markdown import Html
from generator.pages.template import draw
from generator.parties import PARTIES, Responsible, responsible
from generator.russian import listing, plural

REPORTERS = {
    PartyLevel.FEDERAL: "федеральный уровень",
    PartyLevel.REGIONAL: "регион",
    PartyLevel.MUNICIPAL: "муниципалитет",
    PartyLevel.SCHOOL: "школа",
    PartyLevel.ALL: "все участники",
}
"""Who is expected to report for a party, by its level."""


def answers(district: District, as_of: date) -> Html | None:
    """The parties of a district or region with counts, as of the day `as_of`, on its page; None if its plans name none."""
    found = responsible(district, as_of)
    if not found:
        return None
    page = district.address
    lines = [(href(page, one.address), one.name, f"{reporters(one)}; {amount([one])}") for one in found]
    return draw("answers.html.j2", lines=lines, all=href(page, f"{page}/{PARTIES}"))


def reporters(party: Responsible) -> str:
    """Who is expected to report for the party: «муниципалитет»."""
    return listing([REPORTERS[level] for level in party.levels])


def amount(parties: Sequence[Responsible]) -> str:
    """«14 мероприятий»: of all plans, an activity of several parties counted for each of them."""
    number = sum(party.amount for party in parties)
    return f"{number}\u00a0{plural(number, 'мероприятие', 'мероприятия', 'мероприятий')}"
