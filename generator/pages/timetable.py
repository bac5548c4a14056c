"""One timeline for a school: its own plans and what the plans of the district ask of it, in one table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from markupsafe import Markup

from generator.concern import Concern, answered
from generator.deadline.reading import Kind
from generator.district import Context, District, SchoolFolder
from generator.filed import Filed
from generator.ids import href
from generator.model import Column, Point
from generator.pages.chart import Group, Table, draw_table, key
from generator.pages.markdown import Html, lite
from generator.pages.marks import Told
from generator.pages.order import order_file
from generator.pages.paper import live_address
from generator.pages.planned import origin, whose
from generator.pages.plans import approval, running
from generator.pages.requisites import kind_of
from generator.pages.template import draw
from generator.pages.verbatim import verbatim
from generator.parties import pages_of
from generator.plan import Plan, Row
from generator.russian import day_month_year
from generator.status import RowStatus, school_statuses, tally
from generator.timeline import Axis, make_axis
from generator.values import Span

_COLUMNS = (
    Column(key="number", title="№"),
    Column(key="title", title="Мероприятие"),
    Column(key="deadline", title="Срок"),
    Column(key="responsible", title="Ответственные"),
    Column(key="result", title="Результат"),
)
_ASKED, _OTHER = "За что отвечает школа", "Другие мероприятия планов"
_NONE = Markup()
_SILENT = "Сведения о выполнении не публиковались."


@dataclass(frozen=True, slots=True)
class PlanItem:
    """A plan in the list above the table; `about` is its order and where the day stands to its period.

    `file` leads to the signed order (empty: not published), `above` are link and title of the plan that it carries out,
    `points` those points of its order that name the school.
    """

    href: str
    title: str
    origin: Told
    about: str
    file: str
    signed: str
    is_published: str
    above: tuple[str, str] | None
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Timetable:
    """What the timeline of `school` is drawn from, on the page at the address `page`.

    Its own `plans` and the `concerns` of the district are worded as on the day `as_of`; `filed` are all reports of the district
    and its schools. `ground` is the id of the ground of its axis, which is another one for each timeline of a page. Headings
    below it, which only the low-vision version has, begin at `depth`.
    """

    page: str
    school: SchoolFolder
    district: District
    context: Context
    plans: Sequence[Plan]
    concerns: Sequence[Concern]
    filed: Sequence[Filed]
    as_of: date
    ground: str
    depth: int = 3

    @property
    def all_plans(self) -> tuple[Plan, ...]:
        """The plans of the school, then those of the district."""
        return (*self.plans, *(concern.plan for concern in self.concerns))

    def draw(self) -> Html:
        """The list of plans, what is known of them, and the table; there must be a plan."""
        statuses = {plan.address: school_statuses(plan, self.school, self.filed, self.as_of) or () for plan in self.all_plans}
        rows = [*self._asked(), *self._others()]
        axis = self._axis(row for _, row in rows)
        reported = any(one.report for found in statuses.values() for status in found for one in status.each)
        table = self._table(axis, statuses) if rows else None
        drawn = partial(
            draw,
            "school/timetable.html.j2",
            plans=list(self._items()),
            sums=list(self._sums(statuses)),
            axis=axis,
            ground=self.ground,
            key=key(self.page, (row for _, row in rows), reports=reported).markup,
        )
        block = drawn(table=table.markup if table else None)
        return replace(block, lite=lambda: drawn(table=lite(table) if table else None).markup)

    def _asked(self) -> Iterator[tuple[Plan, Row]]:
        """The rows for which the school answers."""
        for plan in self.plans:
            yield from ((plan, row) for row in answered(plan, self.school))
        for concern in self.concerns:
            yield from ((concern.plan, row) for row in concern.answers)

    def _others(self) -> Iterator[tuple[Plan, Row]]:
        """The other rows that concern it."""
        for plan in self.plans:
            asked = {row.id for row in answered(plan, self.school)}
            rows = (row for row in plan.activities if row.activity.dropped is None and row.id not in asked)
            yield from ((plan, row) for row in rows)
        for concern in self.concerns:
            yield from ((concern.plan, row) for row in concern.others)

    def _axis(self, rows: Iterator[Row]) -> Axis:
        periods = [plan.roadmap.period for plan in self.all_plans]
        whole = Span(start=min(period.start for period in periods), end=max(period.end for period in periods))
        return make_axis(whole, (row.deadline for row in rows), self.as_of if self._is_running else None)

    @property
    def _is_running(self) -> bool:
        return running(self.all_plans, self.as_of)

    def _table(self, axis: Axis, statuses: Mapping[str, Sequence[RowStatus]]) -> Html:
        groups = [(title, list(rows)) for title, rows in ((_ASKED, self._asked()), (_OTHER, self._others()))]
        rows = [row for _, chosen in groups for _, row in chosen]
        columns = tuple(column for column in _COLUMNS if any(getattr(row.activity, column.key) for row in rows))
        tables = {
            plan.address: Table(
                plan=plan,
                axis=axis,
                district=self.district,
                context=self.context,
                page=self.page,
                columns=columns,
                statuses={status.row.id: status for status in statuses[plan.address]},
                origin=self._origin(plan),
                parties=pages_of(plan, self.district),
            )
            for plan in self.all_plans
        }
        return draw_table(
            axis,
            columns,
            [
                Group(_NONE, verbatim(title), _NONE, tuple(tables[plan.address].line(row) for plan, row in _by_day(chosen)))
                for title, chosen in groups
                if chosen
            ],
            title="Мероприятия планов, которые касаются школы",
            source="Слова планов приведены дословно. Официальный текст — в подписанных документах.",
            address=live_address(self.page, self.context),
            ground=self.ground,
            depth=self.depth,
        )

    def _origin(self, plan: Plan) -> Told:
        """Whose plan it is; where there are several of the same, by the order that approved it."""
        return origin(plan, alone=sum(other.owner == plan.owner for other in self.all_plans) == 1)

    def _items(self) -> Iterator[PlanItem]:
        titles = {plan.address: plan.title for plan in self.context.region.plans}
        titles |= {plan.address: plan.roadmap.title for plan in self.district.plans}
        points = {concern.plan.address: concern.points for concern in self.concerns}
        for plan in self.all_plans:
            order, parent = plan.roadmap.order, plan.roadmap.parent or ""
            yield PlanItem(
                href=href(self.page, plan.address),
                title=plan.roadmap.title,
                origin=whose(plan),
                about=approval(plan, self.as_of),
                file=order_file(self.page, plan.owner, order),
                signed=kind_of(order).signed,
                is_published=kind_of(order).is_published,
                above=(href(self.page, parent), titles[parent]) if parent in titles else None,
                points=points.get(plan.address, ()),
            )

    def _sums(self, statuses: Mapping[str, Sequence[RowStatus]]) -> Iterator[str]:
        """What the school told, as counts that say what they count; and of which plans nothing was told."""
        told = [status for found in statuses.values() for status in found]
        silent = [plan for plan in self.all_plans if not statuses[plan.address]]
        if told:
            day = f"На {day_month_year(self.as_of)} года школа отчитывается за" if self._is_running else "Школа отчитывалась за"
            yield f"{day} {tally(told).words}."
        if silent and not told:
            yield _SILENT
        for plan in silent if told else ():
            words = self._origin(plan).words
            yield f"{words[0].upper()}{words[1:]}: {_SILENT[0].lower()}{_SILENT[1:]}"


def _by_day(rows: Sequence[tuple[Plan, Row]]) -> list[tuple[Plan, Row]]:
    """By the first day that a row names, those without any last; otherwise in the sequence of the plans."""
    return sorted(rows, key=lambda item: _first(item[1]))


def _first(row: Row) -> date:
    if row.deadline and row.deadline.kind is Kind.THROUGHOUT:
        return date.max - timedelta(days=1)
    intervals = row.deadline.intervals if row.deadline else ()
    return next((day for interval in intervals for day in (interval.start, interval.end) if day), date.max)
