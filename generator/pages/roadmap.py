"""The page of a roadmap: the sheet of its document, the whole plan at a glance, and its table with the calendar."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from markupsafe import Markup

from generator.amendments import in_force
from generator.deadline.reading import Deadline, Kind
from generator.district import Context, District, PlanSummary, reports_for, summarize_plan
from generator.filed import existing, level_of, reports_on
from generator.ids import href
from generator.model import Level
from generator.pages.calendar import calendar_href
from generator.pages.chart import chart, key
from generator.pages.crumbs import crumbs, demo_banner
from generator.pages.downloads import downloads
from generator.pages.filters import Filter, Filters, make_filters, places
from generator.pages.history import history
from generator.pages.ladder import ladder_address
from generator.pages.markdown import Block, Heading, Html, Page, Piece, embedded
from generator.pages.marks import symbols
from generator.pages.order import letterhead, order_file, period_words, sheet
from generator.pages.paper import paper
from generator.pages.plans import count, running, state
from generator.pages.record import Record, record
from generator.pages.requisites import kind_of, requisites
from generator.pages.subscribe import subscription
from generator.pages.template import draw
from generator.pages.told_on import told_on
from generator.pages.verbatim import verbatim
from generator.plan import Plan, Row
from generator.russian import day_month, day_month_year, month_name, plural
from generator.timeline import Axis, make_axis, overview

_WHOSE = {Level.REGIONAL: "региона", Level.MUNICIPAL: "муниципалитета", Level.SCHOOL: "школы"}


@dataclass(frozen=True, slots=True)
class Undated:
    """A row without a date: its words, and why it has none."""

    href: str
    number: str
    title: Markup
    wording: Markup
    reason: str


def roadmap_page(plan: Plan, district: District, context: Context, as_of: date) -> Page:
    """The page of `plan`, one of the district or of a school of it, as of the day `as_of`.

    While the plan runs the page shows that day; before and after it is the same whatever the day. The words are those in force
    on that day: later amendments have not changed them yet.
    """
    plan = in_force(plan, as_of)
    amount = _activities(len(_valid(plan)))
    blocks = tuple(_blocks(plan, district, context, as_of))
    filed = existing(reports_on(reports_for(district, context), plan.address), as_of)
    return Page(
        address=plan.address,
        title=plan.roadmap.title,
        description=f"{amount}, {_order(plan)}. {_owner_title(plan, district)}, {period_words(plan.roadmap)}.",
        blocks=blocks,
        source=f"{context.root}/{plan.source}",
        demo=context.region.demo,
        pieces=(Piece(plan.address, plan.roadmap.title, told_on([plan], filed, as_of), embedded(blocks)),),
    )


def _blocks(plan: Plan, district: District, context: Context, as_of: date) -> Iterator[Block]:
    roadmap = plan.roadmap
    summary = summarize_plan(plan)
    day = as_of if running([summary], as_of) else None
    axis = make_axis(roadmap.period, (row.deadline for row in plan.rows), day, roadmap.order.date)
    if context.region.demo:
        yield demo_banner()
    yield crumbs(plan.address, _ancestors(plan, district, context), short_title(plan))
    yield from paper(plan.address, context)
    yield replace(letterhead(roadmap.order), embed=True)
    yield Heading(1, roadmap.title, "top", embed=True)
    yield sheet(plan, district, context)
    told = record(plan, district, context, as_of)
    filters = make_filters(plan, axis, told)
    calendar = "" if plan.successor else calendar_href(plan.address, plan.owner, district, context, as_of)
    yield _side(plan, summary, told, filters, calendar, _owner_title(plan, district), as_of)
    yield Heading(2, "Весь план на одном листе", "ves-plan", lite=False)
    yield _overview(plan, summary, axis, filters)
    yield Heading(2, "Мероприятия", "meropriyatiya", embed=True)
    yield replace(draw("roadmap/views.html.j2"), lite=False)
    yield replace(key(plan.address, plan.rows, reports=any(entry.days for entry in told.entries.values())), embed=True)
    yield replace(places(plan.address, filters), lite=False)
    table = chart(plan, axis, district, context, _source(plan, district), told.entries, filters.classes(plan.rows))
    yield replace(table, embed=True)
    undated = tuple(_undated(plan))
    if undated:
        yield replace(draw("roadmap/undated.html.j2", rows=undated), embed=True)
    yield _voices(plan)
    yield from history(plan, district, context, as_of)
    yield from subscription(plan.address, context.site_url, rows=_valid(plan))
    if told.own is not None:
        yield symbols()


def _valid(plan: Plan) -> tuple[Row, ...]:
    """The activities that no amendment has dropped."""
    return tuple(row for row in plan.activities if row.activity.dropped is None)


def _number(row: Row) -> str:
    """The number of a row as one says it, without the dot at its end; empty if it has none."""
    return (row.activity.number or "").strip().rstrip(".")


def _ancestors(plan: Plan, district: District, context: Context) -> Iterator[tuple[str, str]]:
    yield context.region.address, context.region.title
    if district.address != context.region.address:
        yield district.address, district.profile.title
    if plan.owner != district.address:
        yield plan.owner, _owner_title(plan, district)


def _owner_title(plan: Plan, district: District) -> str:
    schools = {school.address: school.profile.title for school in district.schools}
    return schools.get(plan.owner, district.profile.title)


def short_title(plan: Plan) -> str:
    """«План 2021 года»: what the way to its page calls it."""
    period = plan.roadmap.period
    first, last = period.start.year, period.end.year
    if (period.start, period.end) == (date(first, 9, 1), date(first + 1, 8, 31)):
        return f"План {first}/{last} учебного года"
    return f"План {first} года" if first == last else f"План {first}–{last} годов"


def _order(plan: Plan) -> str:
    order = plan.roadmap.order
    return f"{order.kind} {requisites(order)}"


def _activities(amount: int) -> str:
    return f"{amount} {plural(amount, 'мероприятие', 'мероприятия', 'мероприятий')}"


def _side(plan: Plan, summary: PlanSummary, told: Record, filters: Filters, calendar: str, owner: str, as_of: date) -> Html:
    runs = running([summary], as_of)
    rows = _valid(plan)
    now = sum(_is_now(row, plan, as_of) for row in rows)
    return draw(
        "roadmap/side.html.j2",
        day=f"{day_month_year(as_of)} года" if runs else "",
        state=state(summary, as_of),
        now=f"Срок идёт у {now} из {len(rows)}." if now else "Ни один срок сейчас не идёт.",
        is_silent=told.own is None,
        tallies=list(_tallies(plan, told, filters)),
        kinds=filters.kinds,
        calendar=calendar,
        downloads=tuple(downloads(plan, f"{owner}, {short_title(plan).lower()}")),
        ladder=href(plan.address, ladder_address(plan.address)),
        kind=kind_of(plan.roadmap.order),
        file=order_file(plan.address, plan.owner, plan.roadmap.order),
    )


def _tallies(plan: Plan, told: Record, filters: Filters) -> Iterator[tuple[str, tuple[Filter, ...]]]:
    """What is counted, and how many of it there are; each count leads to its rows."""
    whose = _WHOSE[level_of(plan.owner)]
    if told.own is not None and told.own.total:
        yield f"{_activities(told.own.total)} {whose}", filters.states
    if told.schools is not None and told.schools.total:
        yield f"{_activities(told.schools.total)} школ", filters.schools


def _is_now(row: Row, plan: Plan, day: date) -> bool:
    """Whether a term of the row goes on that day."""
    period = plan.roadmap.period
    intervals = row.deadline.intervals if row.deadline else ()
    return any((interval.start or period.start) <= day <= (interval.end or period.end) for interval in intervals)


def _overview(plan: Plan, summary: PlanSummary, axis: Axis, filters: Filters) -> Html:
    rows = _valid(plan)
    sentence = _sentence(summary)
    brief = partial(_brief, axis, sentence)
    block = draw(
        "roadmap/overview.html.j2",
        axis=axis,
        sentence=sentence,
        map=overview(((_number(row), row.deadline) for row in rows), axis),
        months=filters.months,
        parties=[(one, verbatim(party.note)) for one, party in zip(filters.parties, plan.roadmap.parties, strict=True)],
    )
    return replace(block, embed=brief, lite=brief)


def _brief(axis: Axis, sentence: str) -> Markup:
    """The overview without its map and its filters: what the table below needs of it."""
    return draw("embed/brief.html.j2", axis=axis, sentence=sentence).markup


def _sentence(summary: PlanSummary) -> str:
    """«19 мероприятий с февраля по декабрь 2021 года. День назван у 2. Даты нет у 1.»"""
    deadlines = [term.deadline for term in summary.terms if term.deadline]
    named = sorted(day for deadline in deadlines if deadline.kind is not Kind.THROUGHOUT for day in _days(deadline))
    sums = count([summary])
    words = [_activities(sums.activities)]
    if named:
        words.append(f" {_months(named[0], named[-1])}")
    words.append(f". День назван у {sums.exact}" if sums.exact else "")
    words.append(f". Даты нет у {sums.undated}" if sums.undated else "")
    return "".join(words) + "."


def _days(deadline: Deadline) -> Iterator[date]:
    for interval in deadline.intervals:
        yield from (day for day in (interval.start, interval.end) if day)


def _months(first: date, last: date) -> str:
    """«с февраля по декабрь 2021 года»."""
    if (first.year, first.month) == (last.year, last.month):
        return f"за {month_name(first.month)} {first.year} года"
    start = day_month(first).partition(" ")[2] + (f" {first.year}" if first.year != last.year else "")
    return f"с {start} по {month_name(last.month)} {last.year} года"


def _undated(plan: Plan) -> Iterator[Undated]:
    for row in _valid(plan):
        deadline = row.deadline
        if deadline and deadline.kind is Kind.UNDATED:
            title, wording = verbatim(row.activity.title), verbatim(row.activity.deadline)
            yield Undated(f"#{row.anchor}", _number(row), title, wording, row.reading)


def _source(plan: Plan, district: District) -> str:
    authority = district.profile.authority if plan.owner == district.address else None
    order = plan.roadmap.order
    official = f"Официальный текст — в подписанном {kind_of(order).within}."
    return f"Источник: {authority or order.authority}, {_order(plan)}. {official}"


def _voices(plan: Plan) -> Html:
    """Whose words are whose, and the publisher's remarks on the headings of the table."""
    columns = plan.roadmap.columns
    notes = [(verbatim(column.title), verbatim(column.note)) for column in columns if column.note]
    return draw("roadmap/voices.html.j2", notes=notes)
