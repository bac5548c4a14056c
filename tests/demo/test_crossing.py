"""Reports on the plans of others: a district's on the plan of its region, the region's on that of the district.

By the files: the district reported on 1.2 on 30.04.2025 (partial), on 1.4 on 24.10.2025 (done) and on 2.3 on 28.10.2026
(in progress); «МОУО» answers for these and for 2.5 and 2.6. The region reported on 3.1.2 of the district's plan twice.
"""

import re
from datetime import date

import pytest
from fiction import AS_OF, DISTRICT, REGION, read

from generator.amendments import in_force
from generator.pages.record import judge, record

PLAN = "2025-2026-500-plus"


def districts(day: date) -> dict[str, list[tuple[str, list[str], list[str]]]]:
    """What the districts told of each row of the region's plan: the words, who reported with what, who did not."""
    region, context = read().units[REGION]
    (plan,) = region.plans
    found = {}
    for row in judge(in_force(plan, day), region, context, day) or ():
        if row.districts:
            found[row.row.id] = [
                (
                    one.text,
                    [f"{address}: {status.words}" for address, status in one.reported],
                    [address for address, _ in one.silent],
                )
                for one in row.districts
            ]
    return found


def test_a_region_sees_which_districts_reported():
    assert districts(AS_OF) == {
        "1-2": [("отчитался 1 из 1 района", [f"{DISTRICT}: выполнено частично"], [])],
        "1-4": [("отчитался 1 из 1 района", [f"{DISTRICT}: выполнено"], [])],
        "2-3": [("отчитался 1 из 1 района", [f"{DISTRICT}: срок прошёл, последнее сообщение: в работе"], [])],
        "2-5": [("даты нет", [], [DISTRICT])],
        "2-6": [("срок идёт, отчитались 0 из 1 района", [], [DISTRICT])],
    }


def test_before_its_day_a_report_of_another_does_not_exist_either():
    assert districts(date(2025, 4, 29))["1-2"] == [("срок идёт, отчитались 0 из 1 района", [], [DISTRICT])]


@pytest.mark.parametrize(
    ("unit", "row", "told"),
    [
        (REGION, "1-2", [("2025-04-30", "Две школы из трёх утвердили дорожные карты", "Примерный район")]),
        (
            REGION,
            "1-4",
            [
                ("2025-10-31", "Обобщены сведения районов о первом этапе мониторинга", ""),
                (
                    "2025-10-24",
                    "Сведения о первом этапе мониторинга переданы в Институт развития образования",
                    "Примерный район",
                ),
            ],
        ),
        (
            DISTRICT,
            "3-1-2",
            [
                ("2026-05-28", "Третий вебинар для координаторов и кураторов", "Вымышленная область"),
                ("2025-12-11", None, "Вымышленная область"),
            ],
        ),
    ],
)
def test_at_the_row_stands_who_reported_and_the_link_to_it(unit, row, told):
    district, context = read().units[unit]
    plan = next(plan for plan in district.plans if plan.address == f"{unit}/{PLAN}")
    mentions = record(in_force(plan, AS_OF), district, context, AS_OF).entries[row].mentions
    assert [(str(one.report.day), one.by) for one in mentions] == [(day, by) for day, _, by in told]
    assert all(title in (None, one.report.title) for one, (_, title, _) in zip(mentions, told, strict=True))
    assert all(re.search(r"reports/20\d\d/#o-20", one.report.href) for one in mentions)


def test_the_summary_carries_no_texts():
    told = [one for summary in read().summaries for one in summary.told]
    assert len(told) == 5
    assert all(one.report.text is None and not one.report.documents for one in told)
