"""The pages of the responsible parties of a territory: the list of all, and for each all it answers for in all plans."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.amendments import in_force
from generator.district import Context, District, summarize_plan
from generator.ids import href
from generator.model import PartyLevel, Person
from generator.pages.answers import amount, reporters
from generator.pages.chart import Table, draw_table, groups, key
from generator.pages.crumbs import crumbs, demo_banner, way_to
from generator.pages.markdown import Block, Heading, Html, Page
from generator.pages.marks import symbols
from generator.pages.paper import live_address, paper
from generator.pages.plans import approval, years
from generator.pages.record import judge, statuses
from generator.pages.rows import RowLine, row_line
from generator.pages.side import side
from generator.pages.subscribe import subscription
from generator.pages.template import draw
from generator.parties import PARTIES, Duty, Responsible, pages_of, responsible, rows_of
from generator.plan import Plan, Row
from generator.russian import plural
from generator.status import PlanRow
from generator.terms import Phase, phase
from generator.timeline import make_axis

TITLE = "Ответственные"
LEVELS = {
    PartyLevel.FEDERAL: "федеральный уровень",
    PartyLevel.REGIONAL: "региональный уровень",
    PartyLevel.MUNICIPAL: "муниципальный уровень",
    PartyLevel.SCHOOL: "уровень школы",
    PartyLevel.ALL: "все участники: муниципальный уровень и школы",
}


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The rows of a party in a plan: `label` and `href` name the plan."""

    label: str
    href: str
    rows: tuple[RowLine, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A party in the table of all; `name` is empty for what no order names."""

    href: str
    name: str
    reporter: str
    amount: int
    plans: tuple[_Numbers, ...]
    notes: tuple[str, ...]


def party_pages(district: District, context: Context, as_of: date) -> Iterator[Page]:
    """The list of the parties of a district or of a region's own plans, and the page of each; nothing if there are none.

    The plans are worded as on the day `as_of`; it shows on the page of a party only while a plan that names it runs.
    """
    found = responsible(district, as_of)
    if not found:
        return
    nobody = [(plan, rows) for plan in district.plans if (rows := rows_of(in_force(plan, as_of), None))]
    yield _list_page(found, nobody, district, context)
    plans = {duty.plan.address: duty.plan for party in found for duty in party.duties}
    binder = _Binder(district, context, as_of, dict(_judged(plans.values(), district, context, as_of)))
    yield from map(binder.page, found)


def _judged(
    plans: Iterable[Plan], district: District, context: Context, as_of: date
) -> Iterator[tuple[str, Mapping[str, PlanRow]]]:
    """The statuses of the rows of each plan of which anything is known, by its address and the id of the row."""
    for plan in plans:
        rows = judge(plan, district, context, as_of)
        if rows is not None:
            yield plan.address, {row.row.id: row for row in rows}


# --- the list of all


def _list_page(
    found: Sequence[Responsible], nobody: Sequence[tuple[Plan, Sequence[Row]]], district: District, context: Context
) -> Page:
    page, title = f"{district.address}/{PARTIES}", f"{TITLE}: {district.profile.title}"
    return Page(
        address=page,
        title=title,
        description=f"{title}. Кто и за какие мероприятия отвечает по приказам, слово в слово.",
        blocks=tuple(_list_blocks(page, title, _lines(page, found, nobody, district), district, context)),
        source=f"{context.root}/{district.source}",
        demo=context.region.demo,
    )


def _list_blocks(page: str, title: str, lines: Iterable[_Line], district: District, context: Context) -> Iterator[Block]:
    if context.region.demo:
        yield demo_banner()
    yield crumbs(page, way_to(district, context), TITLE)
    yield from paper(page, context)
    yield Heading(1, title, "top")
    yield draw("parties/list.html.j2", lines=list(lines), title=title)


def _lines(
    page: str, found: Sequence[Responsible], nobody: Sequence[tuple[Plan, Sequence[Row]]], district: District
) -> Iterator[_Line]:
    """A line for each party, and last one for the rows for which the orders name nobody."""
    for party in found:
        plans = tuple(_numbers(page, duty.plan, duty.rows, district) for duty in party.duties if duty.rows)
        yield _Line(href(page, party.address), party.name, reporters(party), party.amount, plans, _notes(party))
    if nobody:
        plans = tuple(_numbers(page, plan, rows, district) for plan, rows in nobody)
        yield _Line("", "", "", sum(len(rows) for _, rows in nobody), plans, ())


def _numbers(page: str, plan: Plan, rows: Iterable[Row], district: District) -> _Numbers:
    return _Numbers(_label(plan, district), href(page, plan.address), tuple(row_line(page, plan, row) for row in rows))


# --- the page of one


@dataclass(frozen=True, slots=True)
class _Binder:
    """What the pages of all parties are made with; `judged` are the statuses by plan and row."""

    district: District
    context: Context
    as_of: date
    judged: Mapping[str, Mapping[str, PlanRow]]

    def page(self, party: Responsible) -> Page:
        """The page of one party."""
        where = self.district.profile.title
        return Page(
            address=party.address,
            title=f"{party.name}: {where}",
            description=f"{party.name}: {amount([party])} {_plans(party)}. {where}. Сроки по приказам, слово в слово.",
            blocks=tuple(self._blocks(party)),
            source=f"{self.context.root}/{party.duties[0].plan.source}",
            demo=self.context.region.demo,
        )

    def _blocks(self, party: Responsible) -> Iterator[Block]:
        page = party.address
        duties = sorted(party.duties, key=lambda duty: not self._runs(duty.plan))
        if self.context.region.demo:
            yield demo_banner()
        yield crumbs(page, [*way_to(self.district, self.context), (f"{self.district.address}/{PARTIES}", TITLE)], party.name)
        yield from paper(page, self.context)
        yield Heading(1, party.name, "top")
        yield self._about(party)
        summaries = [summarize_plan(duty.plan) for duty in duties]
        tally = [("Мероприятия", party.amount, ""), ("Планы", len(duties), "")]
        told = sum(duty.plan.address in self.judged for duty in duties)
        yield from side(tally, summaries, self.as_of, reports=told)
        for duty in duties:
            yield Heading(2, _label(duty.plan, self.district), self._anchor(duty.plan))
            yield self._duty(page, duty)
        yield from subscription(page, self.context.site_url, rows=(row for duty in duties for row in duty.rows))
        if told:
            yield symbols()

    def _about(self, party: Responsible) -> Html:
        words = ", ".join(LEVELS[level] for level in party.levels)
        wordings = [wording for duty in party.duties for wording in (duty.party.name, *duty.party.also)]
        return draw(
            "parties/about.html.j2",
            lead=f"{words[0].upper()}{words[1:]}. {amount([party])} {_plans(party)}.",
            wordings=[wording for wording in dict.fromkeys(wordings) if wording != party.name],
            people=list(dict.fromkeys(map(_person, _people(party)))),
            notes=_notes(party),
        )

    def _duty(self, page: str, duty: Duty) -> Html:
        plan, order = duty.plan, duty.plan.roadmap.order
        day = self.as_of if self._runs(plan) else None
        axis = make_axis(plan.roadmap.period, (row.deadline for row in plan.rows), day, order.date)
        ground = f"t-{self._anchor(plan)}"
        judged = self.judged.get(plan.address, {})
        table = Table(
            plan=plan,
            axis=axis,
            district=self.district,
            context=self.context,
            page=page,
            columns=plan.roadmap.columns,
            entries={
                row.id: statuses(page, judged[row.id], self.district, self.context) for row in duty.rows if row.id in judged
            },
            parties=pages_of(plan, self.district),
        )
        drawn = draw_table(
            axis,
            plan.roadmap.columns,
            groups(table, duty.rows),
            title=f"Мероприятия плана: {duty.party.name}",
            source="Слова плана приведены дословно. Официальный текст — в подписанном документе.",
            address=live_address(page, self.context),
            ground=ground,
        )
        return draw(
            "parties/duty.html.j2",
            href=href(page, plan.address),
            title=plan.roadmap.title,
            about=approval(plan, self.as_of),
            axis=axis,
            ground=ground,
            key=key(page, duty.rows, reports=self._has_reports(duty)).markup,
            table=drawn.markup if duty.rows else None,
        )

    def _runs(self, plan: Plan) -> bool:
        return phase(plan.runs, self.as_of) is Phase.RUNNING

    def _has_reports(self, duty: Duty) -> bool:
        judged = self.judged.get(duty.plan.address, {})
        own = (judged[row.id].own for row in duty.rows if row.id in judged)
        return any(one.report for status in own if status for one in status.each)

    def _anchor(self, plan: Plan) -> str:
        """Of the ids of the plan and of the school whose it is, neither of which ever changes; no id has the sign _."""
        return "p-" + plan.address.removeprefix(f"{self.district.address}/").replace("/", "_")


def _label(plan: Plan, district: District) -> str:
    """«2021 год», and whose plan it is if it is that of a school."""
    school = next((school.profile.title for school in district.schools if school.address == plan.owner), "")
    return f"{years(plan.roadmap.period)}, {school}" if school else years(plan.roadmap.period)


def _plans(party: Responsible) -> str:
    """«в 2 планах»."""
    return f"в\u00a0{len(party.duties)} {plural(len(party.duties), 'плане', 'планах', 'планах')}"


def _notes(party: Responsible) -> tuple[str, ...]:
    return tuple(dict.fromkeys(duty.party.note for duty in party.duties if duty.party.note))


def _people(party: Responsible) -> Iterator[Person]:
    """Whom the plans mean by the party."""
    for duty in party.duties:
        yield from (person for person in duty.plan.roadmap.team if person.party == duty.party.name)


def _person(person: Person) -> str:
    return ", ".join(filter(None, (person.name, person.position)))
