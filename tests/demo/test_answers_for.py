"""For which rows the schools of the fictional region answer agrees with the table made by hand in `answers.md`."""

from datetime import date

from fiction import AS_OF, DISTRICT, read
from handmade import tables

from generator.concern import answered, concerns

OF_DISTRICT, OTHERS = tables("answers.md").values()
SCHOOLS = [school.id for school in read().units[DISTRICT][0].schools]


def ids(rows) -> str:
    return " ".join(row.id for row in rows) or "—"


def test_every_plan_of_the_district():
    days = {line["День"] for line in OF_DISTRICT}
    found = {}
    for day in days:
        for id_ in SCHOOLS:
            school, district, _ = read().school(f"{DISTRICT}/{id_}", date.fromisoformat(day))
            for concern in concerns(school, district):
                key = (day, concern.plan.address.removeprefix(f"{DISTRICT}/"), id_)
                found[key] = (ids(concern.answers), ids(concern.others))
    wanted = {(line["День"], line["План"], line["Школа"]): (line["Отвечает"], line["Касаются"]) for line in OF_DISTRICT}
    assert {key: found[key] for key in wanted} == wanted
    assert {key for key in found if key[0] == str(AS_OF)} == {key for key in wanted if key[0] == str(AS_OF)}


def test_every_plan_of_the_region_and_of_schools():
    """That of the region names districts; its schools are those that take part in its project."""
    found = []
    for address, plan in read().plans.items():
        for id_ in SCHOOLS:
            rows = answered(plan, read().school(f"{DISTRICT}/{id_}")[0])
            if rows and plan.owner != DISTRICT:
                found.append({"План": address, "Школа": id_, "Отвечает": ids(rows)})
    assert sorted(map(list, map(dict.values, found))) == sorted(map(list, map(dict.values, OTHERS)))
