"""A national corpus: regions, districts, schools, their plans and reports, the same bytes for the same seed and count.

Districts are counted, for the district is the unit of work; each is made from its own seed, so a larger corpus holds the
smaller one and goes on. The mix is that of the country (2,300 districts, 40,000 schools, 85 regions), as docs/benchmarks.md
describes it. Every name is invented and says so.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import yaml

from benchmarks.language import text, title
from benchmarks.papers import GROWTH, HELP, Node, make_document, make_pdf, make_person, make_place, make_profile, make_project
from benchmarks.plans import PARTIES, SCHOOL_PARTIES, Plan, make_plan
from benchmarks.terms import Period

AS_OF = date(2026, 11, 22)
"""The day the bench judges at: some plans run, some have ended."""

File = tuple[str, bytes]

_STATUSES = {"done": 70, "partial": 10, "in-progress": 15, "postponed": 3, "cancelled": 2}


def write_corpus(folder: Path, districts: int, seed: int = 6) -> int:
    """Write the data folder `folder` (it must not exist) of that many districts; the number of files is returned."""
    count = 0
    for path, data in corpus(districts, seed):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        count += 1
    return count


def corpus(districts: int, seed: int = 6) -> Iterator[File]:
    """The files of the data folder: path and bytes."""
    for name, heading in ((HELP, "Проект адресной помощи школам «Точка опоры»"), (GROWTH, "Проект «Школа роста»")):
        yield _file(f"projects/{name}.yml", make_project(Random(f"{seed}/{name}"), heading))
    region = done = 0
    while done < districts:
        region += 1
        random = Random(f"{seed}/{region}")
        here = min(random.randint(8, 46), districts - done)
        yield from _region(random, f"oblast-{region:02}", seed, here)
        done += here


def _region(random: Random, address: str, seed: int, districts: int) -> Iterator[File]:
    place = make_place(random)
    authority = f"Министерство образования {place}ой области"
    profile = make_profile(f"{place}ая область (придумана)", authority, address)
    yield _file(f"{address}/region.yml", {**profile, "documents": [make_document(random, authority, "regional")]})
    plan, node = make_plan(random, f"{address}/2026-pomosch", Period(2026), authority, PARTIES[:4], HELP)
    yield _file(f"{plan.address}.yml", node)
    for number in range(1, districts + 1):
        inner = f"{address}/rayon-{number:02}"
        yield from _district(Random(f"{seed}/{inner}"), inner, plan.address)


def _district(random: Random, address: str, parent: str) -> Iterator[File]:
    place = make_place(random)
    authority = f"Отдел образования администрации {place}ого района"
    documents = [make_document(random, authority, "municipal") for _ in range(2)]
    yield _file(f"{address}/district.yml", {**make_profile(f"{place}ый район", authority, address), "documents": documents})
    schools = [f"shkola-{number:02}" for number in range(1, random.randint(5, 29) + 1)]
    kinds = [("2026-pomosch", Period(2026), HELP)]
    if random.random() < 0.35:
        kinds.append(("2025-pomosch", Period(2025), HELP))
    if random.random() < 0.5:
        kinds.append(("2026-2027-rost", Period(2026, school=True), GROWTH))
    plans = {}
    for name, period, project in kinds:
        plan, node = make_plan(random, f"{address}/{name}", period, authority, PARTIES, project)
        node["order"]["file"] = f"files/prikaz-{name}.pdf"
        if name == "2026-pomosch":
            node["parent"] = parent
        plans[name] = plan
        yield _file(f"{plan.address}.yml", node)
        yield f"{address}/files/prikaz-{name}.pdf", make_pdf(random)
    yield from _reports(random, address, authority, list(plans.values()), random.randint(2, 8), is_school=False)
    for school in schools:
        yield from _school(random, f"{address}/{school}", place, kinds, plans)


def _school(
    random: Random, address: str, place: str, kinds: list[tuple[str, Period, str]], plans: dict[str, Plan]
) -> Iterator[File]:
    name = f"МБОУ «{place}ая школа № {int(address[-2:])}»"
    taken = [kind for kind in kinds if random.random() < (0.6 if kind[2] == HELP else 0.4)]
    profile = make_profile(name, f"Отдел образования администрации {place}ого района", address)
    profile["documents"] = [make_document(random, name, "school") for _ in range(random.randint(0, 3))]
    profile["projects"] = [
        {
            "project": project,
            "period": period.written,
            "team": [make_person(random) for _ in range(random.randint(1, 4))],
            "risks": [{"title": title(random), "level": random.choice(("высокий", "средний", "низкий"))} for _ in range(3)],
        }
        for _, period, project in taken
    ]
    yield _file(f"{address}/school.yml", {key: value for key, value in profile.items() if value})
    speaks = [plans[kind] for kind, _, _ in taken]
    if taken and random.random() < 0.45:
        _, period, project = random.choice(taken)
        plan, node = make_plan(random, f"{address}/plan-{period.year}", period, name, SCHOOL_PARTIES, project)
        yield _file(f"{plan.address}.yml", node)
        speaks.append(plan)
    if speaks:
        yield from _reports(random, address, name, speaks, random.randint(0, 6), is_school=True)


def _reports(random: Random, address: str, authority: str, plans: list[Plan], count: int, *, is_school: bool) -> Iterator[File]:
    last = date(2026, 11, 15)
    starts = min(plan.order for plan in plans)
    days = sorted(random.sample(range((last - starts).days), count))
    for number, day in enumerate((starts + timedelta(days=day) for day in days), 1):
        running = [plan for plan in plans if plan.order < day]
        if not running:
            continue
        plan = random.choice(running)
        rows = [row for row in plan.rows if row.term.single and row.is_school is is_school]
        node: Node = {"date": day, "title": title(random)}
        if rows and random.random() < 0.8:
            status = random.choices(tuple(_STATUSES), weights=tuple(_STATUSES.values()))[0]
            if status == "postponed" and day.year != plan.period.year:
                status = "done"
            node |= {"roadmap": plan.address, "activities": [random.choice(rows).number], "status": status}
            if status == "postponed":
                node["until"] = date(day.year, 12, 20)
        else:
            node["project"] = GROWTH if plan.period.school else HELP
        node["text"] = text(random, random.randint(1, 4))
        if random.random() < 0.4:
            node["documents"] = [
                make_document(random, authority, "school" if is_school else "municipal", project=False, day=day)
            ]
        yield _file(f"{address}/reports/{day}-otchet-{number}.yml", node)


class _Dumper(yaml.CSafeDumper):
    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  # PyYAML calls it so
        """Write everything out: the data files know no anchors."""
        return True


def _file(path: str, node: Node) -> File:
    words = yaml.dump(node, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100_000, encoding="utf-8")
    return path, words
