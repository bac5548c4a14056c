"""Plans to be written as flat rows, and what these must be by the files alone: PyYAML reads words, the deadlines give days."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import yaml
from example import read

from generator.amendments import in_force
from generator.district import Context, District
from generator.model import Roadmap
from generator.plan import Plan, make_plan

REAL = Path(__file__).parents[2] / "roadmaps"
DAY = date(2026, 11, 22)
ORDERS = {
    "smolenskaya-oblast/dorogobuzhskiy/2020-obrazovatelnyy-tsentr": 18,
    "rostovskaya-oblast/dubovskiy/2021-500-plus": 20,  # of 19 activities, one has two terms
    "orlovskaya-oblast/kromskoy/2021-500-plus": 15,
    "permskiy-kray/ordinskiy/2021-podderzhka-shkol": 22,
    "orenburgskaya-oblast/ponomarevskiy/2020-shnor": 23,
}
"""The plans of the orders, and how many rows they have."""
DEMO = "vymyshlennaya-oblast/primernyy/2025-2026-500-plus"
WORDS = ("number", "title", "deadline", "responsible", "result")
MOST = 24


@cache
def plans() -> dict[str, tuple[Plan, District, Context]]:
    """All plans of this project by address, each with what it is drawn in."""
    found = {}
    for district, context in read(REAL, DAY).units.values():
        for owner in (district, *district.schools):
            found |= {plan.address: (plan, district, context) for plan in owner.plans}
    return found


def made(address: str, site_url: str = "", rows: list[dict] | None = None, **roadmap: object) -> tuple[Plan, District, Context]:
    """The plan at the address with what it is drawn in; with `rows`, another that has these and the keys `roadmap`."""
    plan, district, context = plans()[address]
    context = replace(context, site_url=site_url)
    if rows is None:
        return in_force(plan, DAY), district, context
    tree = {
        "title": "План",
        "period": "2021",
        "order": {"kind": "приказ", "title": "О плане", "date": "2020-12-01", "authority": "Отдел"},
        "parties": [{"name": "Отдел", "level": "municipal"}],
        "columns": [{"key": key, "title": key} for key in ("number", "title", "deadline", "responsible", "result")],
        "activities": [{"number": f"{number}.", "title": "Дело", **row} for number, row in enumerate(rows, 1)],
    }
    made_of = Roadmap.model_validate_json(json.dumps(tree | roadmap))
    district = replace(district, reports=(), schools=())
    return make_plan(f"{district.address}/plan", f"{district.address}/plan.yml", made_of), district, context


def columns_of(address: str) -> list[tuple[str, str]]:
    """Key and heading of the columns of the order."""
    return [(column["key"], column["title"]) for column in _file(address)["columns"]]


def rows_of(address: str) -> list[dict[str, str]]:
    """The activities in the words of the file, each as often as it has terms, with their days `start` and `end` (ISO)."""
    plan, _, _ = plans()[address]
    deadlines = {row.path: row.deadline for row in plan.rows}
    return [
        words | {"start": start, "end": end}
        for path, words in _activities(_file(address))
        for start, end in _days(deadlines[path])
    ]


def _file(address: str) -> dict:
    return yaml.load((REAL / f"{address}.yml").read_text("utf-8"), yaml.BaseLoader)


def _activities(tree: dict) -> Iterator[tuple[tuple, dict[str, str]]]:
    for index, section in enumerate(tree.get("sections", ())):
        title = " ".join(filter(None, (section.get("number"), section["title"])))
        yield from _walk(section["activities"], ("sections", index, "activities"), title, "")
    yield from _walk(tree.get("activities", ()), ("activities",), "", "")


def _walk(activities: list, path: tuple, section: str, group: str) -> Iterator[tuple[tuple, dict[str, str]]]:
    for index, activity in enumerate(activities):
        here = (*path, index)
        below = activity.get("activities", ())
        if "deadline" in activity or not below:
            cells = {cell["column"]: cell["text"] for cell in activity.get("cells", ())}
            yield here, {key: activity.get(key, "") for key in WORDS} | cells | {"section": section, "group": group}
        name = " ".join(filter(None, (activity.get("number"), activity["title"])))
        yield from _walk(below, (*here, "activities"), section, name)


def _days(deadline) -> list[tuple[str, str]]:
    found = [tuple(day.isoformat() if day else "" for day in (one.start, one.end)) for one in deadline.intervals]
    if len(found) > MOST:
        return [(found[0][0], found[-1][1])]
    return found or [("", "")]
