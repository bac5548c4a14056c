"""What schools and the district told of a plan, kept apart, agrees with the table made by hand."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml

from generator.amendments import in_force
from generator.data import check
from generator.district import District
from generator.filed import Filed, gather
from generator.plan import Plan
from generator.status import Coverage, PlanRow, State, district_statuses, school_statuses, school_tally, tally

HERE = Path(__file__).parent
TABLE = yaml.load((HERE / "places.yml").read_text(encoding="utf-8"), yaml.BaseLoader)


@cache
def read() -> tuple[District, tuple[Filed, ...]]:
    """The district of `data/`, which has no error, and all its reports."""
    checked = check(HERE / "data", (), date(2026, 1, 1), date(2026, 1, 1), lambda _: None)
    assert not checked.has_errors, [problem.as_text() for problem in checked.problems]
    (district,) = (found for found, _ in checked.districts(lambda _: None) if found.schools)
    return district, gather((district, *district.schools))


def plan_of(address: str, day: date) -> Plan:
    """A plan as worded on the day."""
    district, _ = read()
    plans = (*district.plans, *(plan for school in district.schools for plan in school.plans))
    (found,) = (plan for plan in plans if plan.address == address)
    return in_force(found, day)


def rows_of(address: str, day: date) -> dict[str, PlanRow]:
    found = district_statuses(plan_of(address, day), *read(), day)
    assert found is not None
    return {row.row.id: row for row in found}


def told(coverage: Coverage) -> str:
    """The words, who reported, and after «нет» who did not."""
    reported, silent = ([address.rpartition("/")[2] for address, _ in some] for some in (coverage.reported, coverage.silent))
    return f"{coverage.text} ({' '.join(reported + (['нет', *silent] if silent else []))})"


def lines(statuses) -> str:
    return " | ".join(line.text for line in statuses.lines) if statuses else "none"


@pytest.mark.parametrize("item", TABLE, ids=lambda item: f"{item['plan']} {item['day']}")
def test_the_table(item):
    day = date.fromisoformat(item["day"])
    plan = plan_of(item["plan"], day)
    district, filed = read()
    rows = district_statuses(plan, district, filed, day)
    if "nothing" in item:
        assert rows is None
        assert all(school_statuses(plan, school, filed, day) is None for school in district.schools)
        return
    assert rows is not None
    assert {row.row.id: lines(row.own) for row in rows} == item["own"]
    if "schools" in item:
        assert {row.row.id: " | ".join(map(told, row.schools)) for row in rows if row.schools} == item["schools"]
    if "counts" in item:
        counts = [tally(row.own for row in rows).words, school_tally(rows).words]
        assert counts == [words.replace(" — ", "\u00a0— ") for words in item["counts"]]
    for school in district.schools:
        if school.id in item:
            found = school_statuses(plan, school, filed, day) or ()
            assert {status.row.id: lines(status) for status in found} == item[school.id]


def test_schools_alone_never_make_a_row_done():
    """Three of four schools are done with row 2; the district said nothing, and its row is not done."""
    row = rows_of("primer/rayon/2021-rost", date(2021, 7, 1))["2"]
    assert row.own is not None and row.own.whole.state is State.PASSED
    assert row.schools[0].state is State.IN_PROGRESS


def test_a_report_of_the_district_does_not_speak_for_a_school():
    _, filed = read()
    rows = rows_of("primer/rayon/2021-rost", date(2021, 3, 20))
    assert rows["1"].own is not None
    behind = rows["1"].own.whole.report
    assert behind is not None and (behind.reporter, behind.id) == ("primer/rayon", "2021-03-20-rayon")
    assert behind in filed
    assert rows["1"].schools == ()


def test_reports_are_gathered_newest_first():
    _, filed = read()
    days = [one.report.date for one in filed]
    assert days == sorted(days, reverse=True) and len(days) == 11


def test_a_tally_counts_every_state_also_those_that_nothing_is_in():
    rows = rows_of("primer/rayon/2021-rost", date(2021, 7, 1)).values()
    counted = tally(row.own for row in rows)
    assert [count.state for count in counted.counts] == list(State)
    assert sum(count.number for count in counted.counts) == counted.total == 5
    assert all(count.label for count in counted.counts)
