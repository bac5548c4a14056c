"""What is told of every row of the fictional region agrees with the table made by hand in `statuses.md`."""

import re

import pytest
from fiction import AS_OF, DISTRICT, REGION, read
from handmade import tables

from generator.amendments import in_force
from generator.concern import is_of
from generator.filed import level_of, reports_of
from generator.plan import Plan, Row
from generator.status import RowStatus, Status, district_statuses, row_status, school_statuses

TABLE = tables("statuses.md")
TOLD = [address for address, lines in TABLE.items() if lines]
REPORTERS = {
    "Область": REGION,
    "Район": DISTRICT,
    "Школа № 1": f"{DISTRICT}/primernaya-1",
    "Школа № 2": f"{DISTRICT}/primernaya-2",
    "Школа № 3": f"{DISTRICT}/primernaya-3",
    "Малопримерная": f"{DISTRICT}/maloprimernaya",
}
DAY_OF_REPORT = r", \d\d\.\d\d\.\d{4}"
SCHOOLS = [name for name, address in REPORTERS.items() if address.count("/") == 2]


def told(status: Status) -> str:
    if status.report is None:
        return status.words
    report = status.report.report
    return f"{status.words}, {report.date:%d.%m.%Y}" + (" ✓" if report.confirmed else "")


def plan_of(address: str) -> Plan:
    return in_force(read().plans[address], AS_OF)


def of_reporter(plan: Plan, name: str) -> dict[str, RowStatus]:
    """The statuses of the rows on which a reporter is expected to report, by the id of the row."""
    address, data = REPORTERS[name], read()
    if name in SCHOOLS:
        school, _, _ = data.school(address)
        return {found.row.id: found for found in school_statuses(plan, school, data.filed, AS_OF) or ()}
    if address == plan.owner:
        rows = district_statuses(plan, data.units[address][0], data.filed, AS_OF)
        assert rows is not None
        return {row.row.id: row.own for row in rows if row.own}
    reports = reports_of(data.filed, address)  # of one territory on the plan of another: no page shows them at the plan
    asked = (row for row in plan.activities if row.activity.dropped is None and is_asked(row, address, plan))
    return {row.id: row_status(plan, row, reports, AS_OF) for row in asked}


def is_asked(row: Row, address: str, plan: Plan) -> bool:
    """Whether another territory is to report; «все участники» are those below whose plan it is."""
    if address.startswith(f"{plan.owner}/"):
        return is_of(row, level_of(address))
    return any(party.level == level_of(address).value for party in row.parties)


def expected_terms(address: str, row: Row) -> list[dict[str, str]]:
    return [line for line in TABLE[address] if line["Строка"] == row.id]


def beginning(status: Status) -> str:
    assert status.term is not None
    interval = status.term.interval
    return str(interval.start or interval.end) if interval else ""


def test_every_plan_is_in_the_table():
    assert set(TABLE) == set(read().plans)


@pytest.mark.parametrize("address", TOLD)
def test_every_row_and_term_is_in_the_table(address):
    plan = plan_of(address)
    assert {line["Строка"] for line in TABLE[address]} == {row.id for row in plan.activities}
    for row in plan.activities:
        terms = [beginning(one) for one in row_status(plan, row, (), AS_OF).each]
        wanted = [line["Срок"] for line in expected_terms(address, row)]
        if len(terms) == 1 or row.activity.dropped:
            assert wanted == ["—"], row.id
        else:
            assert len(wanted) == len(terms), row.id
            assert all(term.startswith(name) for name, term in zip(wanted, terms, strict=True)), row.id


CELLS = [
    pytest.param(address, name, id=f"{address.removeprefix(REGION)} {name}")
    for address in TOLD
    for name in REPORTERS
    if name in TABLE[address][0]
]


@pytest.mark.parametrize(("address", "name"), CELLS)
def test_every_status_is_that_of_the_table(address, name):
    plan = plan_of(address)
    statuses = of_reporter(plan, name)
    found = {}
    for row in plan.activities:
        if row.activity.dropped:
            assert row.id not in statuses
            found[row.id] = ["исключена"]
        elif row.id in statuses:
            found[row.id] = [told(one) for one in statuses[row.id].each]
        else:
            found[row.id] = ["—"] * len(expected_terms(address, row))
    assert found == {row.id: [line[name] for line in expected_terms(address, row)] for row in plan.activities}


@pytest.mark.parametrize("address", [address for address in TOLD if "Школы" in TABLE[address][0]])
def test_what_the_page_of_the_plan_counts_of_schools_is_that_of_the_table(address):
    """«Отчитались 2 из 3 школ», and who of them the table says did."""
    plan, district = plan_of(address), read().units[DISTRICT][0]
    statuses = district_statuses(plan, district, read().filed, AS_OF)
    assert statuses is not None
    found = {row.row.id: row.schools for row in statuses}
    for row in plan.activities:
        lines = expected_terms(address, row)
        covered = found.get(row.id, ())
        assert [one.words for one in covered] == [line["Школы"] for line in lines if line["Школы"] != "—"], row.id
        for one, line in zip(covered, lines, strict=bool(covered)):
            asked = {REPORTERS[name]: line[name] for name in SCHOOLS if line.get(name, "—") != "—"}
            told_of = {school for school, cell in asked.items() if re.search(DAY_OF_REPORT, cell)}
            assert {school for school, _ in one.reported} == told_of, row.id
            assert {school for school, _ in one.silent} == asked.keys() - told_of, row.id


@pytest.mark.parametrize("address", [address for address in TABLE if address not in TOLD])
def test_a_plan_of_which_nothing_was_told_has_no_statuses(address):
    plan, data = plan_of(address), read()
    assert district_statuses(plan, data.units[DISTRICT][0], data.filed, AS_OF) is None
    assert all(of_reporter(plan, name) == {} for name in SCHOOLS)


def test_every_report_is_on_one_term_of_each_row_it_names():
    """Else what it says would be lost without a word."""
    lost = []
    for filed in read().filed:
        if filed.report.status is None:
            continue
        assert filed.report.roadmap is not None
        plan = plan_of(filed.report.roadmap)
        judged = [row_status(plan, row, [filed], AS_OF) for row in plan.activities]
        heard = [one for row in judged for one in row.each if one.report is filed]
        if len(heard) != len(filed.report.activities):
            lost.append(filed.path)
    assert lost == []
