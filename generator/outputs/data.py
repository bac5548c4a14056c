"""A plan as data: `data/v1/<address of the plan>.json`, all that its page says, as values, the words letter for letter.

The plan is worded as on the day of the site, as on its page; former words and the orders that changed them stand beside. What
is judged by a day is so by the day `as_of` of the file, which is there only while the plan runs.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator import news, published
from generator.amendments import in_force
from generator.concern import schools_of
from generator.deadline.reading import Deadline, Interval
from generator.district import Context, District, reports_for
from generator.filed import Filed, existing, is_about, reports_on
from generator.files import SiteFile
from generator.ids import DATA, JSON, data_file, href
from generator.model import Attachment, Cell, Document, Order, Person, Point, Wording
from generator.outputs.placed import placed
from generator.pages.plans import running
from generator.pages.record import judge
from generator.parties import pages_of
from generator.plan import Plan, Row
from generator.status import PlanRow
from generator.values import Span
from generator.wordings import party_id


def data_files(district: District, context: Context, as_of: date) -> Iterator[SiteFile]:
    """The files of all plans of a district with its schools, or of a region's own files."""
    for one in placed(district):
        if isinstance(one, Plan):
            yield SiteFile(data_file(one.address, JSON), published.write(roadmap_data(one, district, context, as_of)))


def schema_link(file: str, name: str) -> str:
    """The link to the schema of that name from the data `file`."""
    return href(file.rpartition("/")[0], f"{DATA}/schema/{name}.json")


def roadmap_data(plan: Plan, district: District, context: Context, as_of: date) -> published.Roadmap:
    """What is published of `plan`, one of the district (or region) or of a school of it, on the day `as_of`."""
    plan = in_force(plan, as_of)
    roadmap, successor = plan.roadmap, plan.successor
    clerk = _Clerk(plan.owner, district.address)
    filed = tuple(existing(reports_on(reports_for(district, context), plan.address), as_of))
    judged = judge(plan, district, context, as_of) if filed else None
    project = context.projects.get(roadmap.project or "")
    school = next((school for school in district.schools if school.address == plan.owner), None)
    below = roadmap.districts or tuple(address for address, _ in context.districts)
    parties = pages_of(plan, district)
    return published.Roadmap(
        schema=schema_link(data_file(plan.address, JSON), "roadmap"),
        version=published.VERSION,
        address=plan.address,
        site=context.site_url or None,
        demo=context.region.demo,
        as_of=as_of if running([plan], as_of) else None,
        region=published.Place(address=context.region.address, title=context.region.title),
        district=None if district.is_region else published.Place(address=district.address, title=district.profile.title),
        school=published.Place(address=school.address, title=school.profile.title) if school else None,
        title=roadmap.title,
        project=published.Project(id=roadmap.project, title=project.title) if roadmap.project and project else None,
        period=_days(roadmap.period),
        runs=_days(plan.runs),
        parent=roadmap.parent,
        replaces=roadmap.replaces,
        replaced_by=published.Successor(address=successor.address, date=successor.day) if successor else None,
        schools=[published.Place(address=one.address, title=one.profile.title) for one in schools_of(plan, district)],
        districts=list(below) if district.is_region else [],
        order=clerk.order(roadmap.order),
        amendments=[clerk.order(order) for order in roadmap.amendments],
        heading=roadmap.heading,
        columns=[published.Column(key=one.key, title=one.title, note=one.note) for one in roadmap.columns],
        team=[_person(one) for one in roadmap.team],
        parties=[
            published.Party(
                id=party_id(one),
                name=one.name,
                also=list(one.also),
                level=one.level,
                page=href("", parties[one]) if one in parties else None,
                note=one.note,
            )
            for one in roadmap.parties
        ],
        sections=[published.Section(number=one.number, title=one.title, note=one.note) for one in roadmap.sections or ()],
        activities=list(clerk.activities(plan, {row.row.id: row for row in judged or ()})),
        reports=[_report(one, plan.rows) for one in filed],
        note=roadmap.note,
    )


@dataclass(frozen=True, slots=True)
class _Clerk:
    """Writes down what a plan says: `owner` is the address of its folder, `district` that of its unit."""

    owner: str
    district: str

    def order(self, order: Order) -> published.Order:
        return published.Order(
            kind=order.kind,
            title=order.title,
            number=order.number,
            date=order.date,
            authority=order.authority,
            place=order.place,
            preamble=order.preamble,
            points=[self._point(point) for point in order.points],
            signatory=_person(order.signatory) if order.signatory else None,
            control=_person(order.control) if order.control else None,
            marks=list(order.marks),
            basis=[_document(document, self.owner) for document in order.basis],
            attachments=[
                published.Attachment(
                    number=one.number, title=one.title, file=_file(one, self.owner), url=one.url, note=one.note
                )
                for one in order.attachments
            ],
            file=_file(order, self.owner),
            url=order.url,
            note=order.note,
        )

    def activities(self, plan: Plan, judged: dict[str, PlanRow]) -> Iterator[published.Activity]:
        """The rows in their sequence."""
        above: list[str] = []
        sections = {id(section): index for index, section in enumerate(plan.roadmap.sections or ())}
        for row in plan.rows:
            del above[row.depth :]
            one = row.activity
            yield published.Activity(
                id=row.id,
                anchor=row.anchor,
                number=one.number,
                above=above[-1] if above else None,
                section=sections[id(row.section)] if row.section else None,
                is_group=row.is_group,
                title=one.title,
                responsible=one.responsible,
                deadline=one.deadline,
                result=one.result,
                cells=_cells(one.cells),
                dates=_texts(one.dates),
                undated=one.undated,
                reading=_reading(row.deadline, row) if row.deadline else None,
                parties=[party_id(party) for party in row.parties],
                schools=self._schools(one.schools),
                publishes=list(one.publishes),
                implements=list(one.implements),
                added=one.added,
                dropped=one.dropped,
                was=[_wording(wording) for wording in one.was],
                statuses=list(_statuses(judged[row.id])) if row.id in judged else [],
                note=one.note,
            )
            above.append(row.id)

    def _point(self, point: Point) -> published.Point:
        return published.Point(
            number=point.number,
            text=point.text,
            deadline=point.deadline,
            dates=_texts(point.dates),
            undated=point.undated,
            schools=self._schools(point.schools),
            publishes=list(point.publishes or ()),
            note=point.note,
        )

    def _schools(self, named: Iterable[str] | None) -> list[str] | None:
        """Whom a file names, by their addresses: a bare id is a school of the own district, `all` is every one."""
        if named is None:
            return None
        return [name if name == "all" or "/" in name else f"{self.district}/{name}" for name in named]


def _days(days: Span | Interval) -> published.Days:
    return published.Days(start=days.start, end=days.end)


def _texts(texts: Iterable[str] | None) -> list[str] | None:
    return None if texts is None else list(texts)


def _file(one: Order | Document | Attachment, owner: str) -> str | None:
    return f"{owner}/{one.file}" if one.file else None


def _person(one: Person) -> published.Person:
    return published.Person(name=one.name, position=one.position, role=one.role, party=one.party, note=one.note)


def _document(one: Document, owner: str) -> published.Document:
    return published.Document(
        kind=one.kind,
        title=one.title,
        number=one.number,
        date=one.date,
        authority=one.authority,
        level=one.level,
        part=one.part,
        file=_file(one, owner),
        url=one.url,
        note=one.note,
    )


def _cells(cells: Iterable[Cell]) -> list[published.Cell]:
    return [published.Cell(column=one.column, text=one.text, note=one.note) for one in cells]


def _wording(one: Wording) -> published.Wording:
    return published.Wording(
        until=one.until,
        number=one.number,
        title=one.title,
        responsible=one.responsible,
        deadline=one.deadline,
        dates=_texts(one.dates),
        undated=one.undated,
        result=one.result,
        cells=None if one.cells is None else _cells(one.cells),
        note=one.note,
    )


def _reading(deadline: Deadline, row: Row) -> published.Reading:
    year_from: Literal["period", "section"] | None = "section" if deadline.year_from_section else None
    return published.Reading(
        kind=deadline.kind,
        precision=deadline.precision,
        intervals=[_days(interval) for interval in deadline.intervals],
        repeat=deadline.repeat,
        undated=deadline.undated,
        qualifier=deadline.qualifier,
        quoted=deadline.quoted,
        year_from="period" if deadline.year_from_period else year_from,
        rule=deadline.rule,
        words=row.reading.replace("\u00a0", " "),  # which only keeps lines of a page together
    )


def _statuses(judged: PlanRow) -> Iterator[published.Status]:
    """What was reported of a row, by everyone who did."""
    own = judged.own.each if judged.own else ()
    told = (status for coverage in (*judged.schools, *judged.districts) for _, status in coverage.reported)
    for status in (*own, *told):
        if status.report:
            yield published.Status(
                by=status.report.reporter,
                term=status.name or None,
                state=status.state,
                until=status.until,
                date=status.report.report.date,
                page=_page(status.report),
            )


def _page(filed: Filed) -> str:
    return href("", news.page_of(filed), news.anchor(filed))


def _report(filed: Filed, rows: Iterable[Row]) -> published.Report:
    one = filed.report
    confirmed = one.confirmed
    return published.Report(
        by=filed.reporter,
        date=one.date,
        title=one.title,
        page=_page(filed),
        text=one.text,
        activities=[row.id for row in rows if is_about(one, row)],
        status=one.status,
        occurrence=one.occurrence,
        until=one.until,
        documents=[_document(document, filed.reporter) for document in one.documents],
        confirmed=published.Confirmation(by=confirmed.by, date=confirmed.date, note=confirmed.note) if confirmed else None,
        note=one.note,
    )
