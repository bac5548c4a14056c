"""The wording of a plan on a day: what its amendments had made of it by then."""

from dataclasses import replace
from datetime import date
from typing import Any

from generator.model import Activity, Roadmap, Section
from generator.plan import Plan, make_plan

_CELLS = ("number", "title", "responsible", "result", "cells")
_TERM = ("deadline", "dates", "undated")


def in_force(plan: Plan, as_of: date) -> Plan:
    """`plan` as it was worded on the day `as_of`; the plan itself where nothing was changed later.

    Rows added later are not there yet, wordings changed later are the former ones, rows dropped later are not dropped; and no
    plan approved later stands in its place yet.
    """
    if plan.successor and plan.successor.day > as_of:
        plan = replace(plan, successor=None)
    roadmap = plan.roadmap
    if all(_is_settled(row.activity, as_of) for row in plan.rows):
        return plan
    update: dict[str, Any] = {}
    if roadmap.sections is not None:
        update["sections"] = tuple(_section(section, as_of) for section in roadmap.sections)
    if roadmap.activities is not None:
        update["activities"] = _activities(roadmap.activities, as_of)
    then: Roadmap = roadmap.model_copy(update=update)
    return replace(make_plan(plan.address, plan.source, then), successor=plan.successor)


def _is_settled(activity: Activity, as_of: date) -> bool:
    days = (activity.added, activity.dropped, *(wording.until for wording in activity.was))
    return all(day is None or day <= as_of for day in days)


def _section(section: Section, as_of: date) -> Section:
    return section.model_copy(update={"activities": _activities(section.activities, as_of)})


def _activities(activities: tuple[Activity, ...], as_of: date) -> tuple[Activity, ...]:
    return tuple(_activity(activity, as_of) for activity in activities if activity.added is None or activity.added <= as_of)


def _activity(activity: Activity, as_of: date) -> Activity:
    """The latest wording first, each former one over it: it has only the cells that were changed."""
    update: dict[str, Any] = {"activities": _activities(activity.activities, as_of)}
    for wording in sorted(activity.was, key=lambda wording: wording.until, reverse=True):
        if wording.until > as_of:
            update |= {key: value for key in _CELLS if (value := getattr(wording, key)) is not None}
            term = {key: getattr(wording, key) for key in _TERM}
            if any(value is not None for value in term.values()):
                update |= {**term, "deadline": wording.deadline or update.get("deadline", activity.deadline)}
    update["was"] = tuple(wording for wording in activity.was if wording.until <= as_of)
    if activity.dropped is not None and activity.dropped > as_of:
        update["dropped"] = None
    return activity.model_copy(update=update)
