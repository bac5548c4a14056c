"""The calendars of a unit: of each plan, of the district, of each school and each party, each in two files.

`data/v1/<address of the page>.ics` has the terms with days, those longer than a quarter on their last day; `….full.ics` has
these on all their days, and also what lasts all the year, and reminders.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from generator.amendments import in_force
from generator.concern import dropped
from generator.district import Context, District, SchoolFolder
from generator.filed import existing
from generator.files import SiteFile
from generator.ids import data_file
from generator.outputs.ical import Agenda, Scribe
from generator.pages.planned import planned_of_district, planned_of_school
from generator.parties import Responsible, responsible
from generator.plan import Plan, Row
from generator.values import Span

Rows = tuple[tuple[Plan, Row], ...]


def calendar_files(district: District, context: Context, as_of: date) -> Iterator[SiteFile]:
    """All calendars of a district with its schools, or of a region's own files, worded as on the day `as_of`."""
    filed = existing(district.filed, as_of)
    corrections = context.history.revisions if context.history else {}
    scribe = Scribe(filed, context.site_url, corrections, is_demo=context.region.demo)
    for agenda in _agendas(district, context, as_of):
        for ending, data in scribe.calendars(agenda):
            yield SiteFile(data_file(agenda.page, ending), data)


def _agendas(district: District, context: Context, as_of: date) -> Iterator[Agenda]:
    title = district.profile.title
    yield from _of_plans(district, as_of)
    if not district.is_region:
        yield Agenda(district.address, f"{title}: сроки", _of_district(district, context, as_of), district.address)
    for school in district.schools:
        yield from _of_plans(school, as_of)
        yield Agenda(school.address, f"{school.profile.title}: сроки", _of_school(school, district, as_of), school.address)
    for party in responsible(district, as_of):
        yield Agenda(party.address, f"{party.name} ({title}): сроки", tuple(_of_party(party)))


def _of_plans(owner: District | SchoolFolder, as_of: date) -> Iterator[Agenda]:
    for plan in (in_force(plan, as_of) for plan in owner.plans):
        title = f"{owner.profile.title}: план {_of_years(plan.roadmap.period)}"
        yield Agenda(plan.address, title, tuple((plan, row) for row in plan.activities))


def _of_years(period: Span) -> str:
    """«2021 года», «2020–2021 годов»."""
    start, end = period.start.year, period.end.year
    return f"{start} года" if start == end else f"{start}–{end} годов"


def _of_district(district: District, context: Context, as_of: date) -> Rows:
    plans = (one.plan for one in planned_of_district(district, context, as_of))
    return tuple((plan, row) for plan in plans for row in plan.activities)


def _of_school(school: SchoolFolder, district: District, as_of: date) -> Rows:
    found: list[tuple[Plan, Row]] = []
    for one in planned_of_school(school, district, as_of):
        left_out = _dropped(one.plan.activities) if one.plan.owner == school.address else dropped(one.plan, school)
        found += _in_sequence(one.plan, (*one.rows, *left_out))
    return tuple(found)


def _of_party(party: Responsible) -> Iterator[tuple[Plan, Row]]:
    for duty in party.duties:
        left_out = (row for row in _dropped(duty.plan.activities) if duty.party in row.parties)
        yield from _in_sequence(duty.plan, (*duty.rows, *left_out))


def _dropped(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(row for row in rows if row.activity.dropped is not None)


def _in_sequence(plan: Plan, rows: Iterable[Row]) -> list[tuple[Plan, Row]]:
    wanted = {row.id for row in rows}
    return [(plan, row) for row in plan.activities if row.id in wanted]
