"""The table, the order and the names in a roadmap."""

import re
from collections.abc import Iterator
from datetime import date

from generator.checks.deadlines import check_deadline, check_point
from generator.checks.documents import check_document, check_documents
from generator.checks.located import Located, Surroundings
from generator.checks.parties import check_parties
from generator.ids import closest
from generator.model import MAX_ROWS, Order, Roadmap
from generator.plan import Plan
from generator.problem import Problem
from generator.source import Path

STANDARD_COLUMNS = ("number", "title", "deadline", "responsible", "result")
"""Columns that are fields of a row; any other column stands in `cells`."""
_Named = tuple[Path, tuple[str, ...] | None, tuple[str, ...]]
"""Where a row or a point stands, the schools and the parts that it names."""


def check_plan(at: Located, plan: Plan, around: Surroundings) -> Iterator[Problem]:
    """All rules of a roadmap that its own district can judge."""
    roadmap = plan.roadmap
    if (roadmap.activities is None) == (roadmap.sections is None):
        yield at.fault("R17", ())
    if len(plan.rows) > MAX_ROWS:
        yield at.fault("S10", (), limit=MAX_ROWS)
    yield from _check_row_ids(at, plan)
    yield from _check_columns(at, plan)
    yield from check_parties(at, plan)
    yield from _check_amendments(at, plan)
    yield from _check_order(at, roadmap, around)
    yield from _check_names(at, plan, around)
    for row in plan.rows:
        yield from check_deadline(at, plan, row)


def _check_row_ids(at: Located, plan: Plan) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for row in plan.rows:
        key = "id" if row.activity.id else "number"
        mark = at.mark((*row.path, key))
        has_letters = re.search(r"[^\W\da-zA-Z]", row.activity.number or "") is not None
        if not row.id or (has_letters and not row.activity.id):
            yield at.fault("R02", (*row.path, key), number=row.activity.number or "")
        elif row.id in first:
            yield at.fault("R01", (*row.path, key), id=row.id, first=first[row.id])
        else:
            first[row.id] = mark.line


def _check_columns(at: Located, plan: Plan) -> Iterator[Problem]:
    keys = [column.key for column in plan.roadmap.columns]
    for index, key in enumerate(keys):
        if key in keys[:index]:
            yield at.fault("R10", ("columns", index, "key"), what=f"графа «{key}» названа дважды")
    if "title" not in keys:
        yield at.fault("R10", ("columns",), what="среди граф нет title — формулировки мероприятия")
    for row in plan.rows:
        for key in STANDARD_COLUMNS:
            if getattr(row.activity, key) is not None and key not in keys:
                yield at.fault("R10", (*row.path, key), what=f"ячейка «{key}» заполнена, а графы такой в columns нет")
        for index, cell in enumerate(row.activity.cells):
            if cell.column not in keys or cell.column in STANDARD_COLUMNS:
                what = f"графы «{cell.column}» в columns нет"
                if cell.column in STANDARD_COLUMNS:
                    what = f"ячейку «{cell.column}» пишут ключом {cell.column}, а не в cells"
                yield at.fault("R10", (*row.path, "cells", index, "column"), what=what)


def _check_amendments(at: Located, plan: Plan) -> Iterator[Problem]:
    dates = {amendment.date for amendment in plan.roadmap.amendments}
    for row in plan.rows:
        changes: list[tuple[Path, date | None]] = [(("added",), row.activity.added), (("dropped",), row.activity.dropped)]
        changes += [(("was", index, "until"), was.until) for index, was in enumerate(row.activity.was)]
        for path, day in changes:
            if day is not None and day not in dates:
                yield at.fault("R16", (*row.path, *path), date=f"{day:%d.%m.%Y}")


def _check_order(at: Located, roadmap: Roadmap, around: Surroundings) -> Iterator[Problem]:
    orders: list[tuple[Path, Order]] = [(("order",), roadmap.order)]
    orders += [(("amendments", index), order) for index, order in enumerate(roadmap.amendments)]
    for path, order in orders:
        yield from check_document(at, path, order, around)
        yield from check_documents(at, (*path, "basis"), order.basis, around)
        yield from check_documents(at, (*path, "attachments"), order.attachments, around)
        for index, point in enumerate(order.points):
            yield from check_point(at, (*path, "points", index), point, roadmap)


def _check_names(at: Located, plan: Plan, around: Surroundings) -> Iterator[Problem]:
    """Schools, projects and parts that the plan names."""
    roadmap = plan.roadmap
    project = around.projects.get(roadmap.project) if roadmap.project else None
    if roadmap.project and project is None:
        meant = closest(roadmap.project, around.projects)
        yield at.fault("R04", ("project",), hint=f"Возможно, «{meant}»." if meant else None, id=roadmap.project)
    yield from _check_schools(at, ("schools",), roadmap.schools, around)
    points = enumerate(roadmap.order.points)
    named: list[_Named] = [(("order", "points", index), point.schools, point.publishes or ()) for index, point in points]
    named += [(row.path, row.activity.schools, row.activity.publishes) for row in plan.rows]
    for path, schools, parts in named:
        yield from _check_schools(at, (*path, "schools"), schools, around)
        for index, part in enumerate(parts):
            known = [part.id for part in project.parts] if project else []
            if part != "all" and (project is None or part not in known):
                hint = f"В проекте есть: {', '.join(known)}." if known else "Назовите проект плана ключом project."
                yield at.fault("R08", (*path, "publishes", index), hint=hint, project=roadmap.project or "", part=part)


def _check_schools(at: Located, path: Path, schools: tuple[str, ...] | None, around: Surroundings) -> Iterator[Problem]:
    for index, school in enumerate(schools or ()):
        if "/" not in school and school != "all" and school not in around.schools:
            meant = closest(school, around.schools)
            yield at.fault("R03", (*path, index), hint=f"Возможно, «{meant}»." if meant else None, id=school)
