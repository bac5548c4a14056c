"""The table, the order and the names in a roadmap."""

from collections.abc import Iterator
from datetime import date

from generator.checks.deadlines import check_point, check_row
from generator.checks.documents import check_document, check_documents
from generator.checks.located import Located, Surroundings
from generator.checks.parties import check_parties
from generator.checks.projects import check_part, check_project
from generator.ids import closest, has_own_id
from generator.model import Activity, Cell, Order, Roadmap, Wording
from generator.plan import NOT_TRIED, Plan
from generator.problem import Problem
from generator.source import Path

STANDARD_COLUMNS = ("number", "title", "deadline", "responsible", "result")
"""Columns that are fields of a row; any other column stands in `cells`."""
_Named = tuple[Path, tuple[str, ...] | None, tuple[str, ...]]
"""Where a row or a point stands, the schools and the parts that it names."""


def check_plan(at: Located, plan: Plan, around: Surroundings) -> Iterator[Problem]:
    """All rules of a roadmap that its own district can judge."""
    keys = [key for key in ("activities", "sections") if getattr(plan.roadmap, key) is not None]
    if len(keys) == 2:
        yield at.fault("R17", (keys[1],), what="стоят и activities, и sections")
    elif not plan.rows:
        yield at.fault("R17", tuple(keys), what=f"под ключом {keys[0]} нет ни одной строки" if keys else "нет таблицы плана")
    yield from _check_row_ids(at, plan)
    yield from _check_columns(at, plan)
    yield from check_parties(at, plan)
    yield from _check_amendments(at, plan)
    yield from _check_orders(at, plan.roadmap, around)
    yield from _check_names(at, plan, around)
    for row in plan.rows:
        yield from check_row(at, plan, row)
        if row.refusal is NOT_TRIED:
            break


def _check_row_ids(at: Located, plan: Plan) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for row in plan.rows:
        number = row.activity.number
        path = (*row.path, "id" if row.activity.id else "number")
        if row.activity.id is None and not has_own_id(number or ""):
            what = f"из номера «{number}» не выходит" if number else "у строки нет номера, а без него нет и"
            yield at.fault("R02", path, what=what)
        elif row.id in first:
            yield at.fault("R01", path, id=row.id, first=first[row.id])
        else:
            first[row.id] = at.mark(path).line


def _check_columns(at: Located, plan: Plan) -> Iterator[Problem]:
    """Each column is named once, and each cell stands in one; a missing column is told of at its first cell."""
    keys = [column.key for column in plan.roadmap.columns]
    for index, key in enumerate(keys):
        if key in keys[:index]:
            yield at.fault("R10", ("columns", index, "key"), hint="Оставьте одну из них.", what=f"графа «{key}» названа дважды")
    if "title" not in keys:
        advice = "Добавьте графу с ключом title."
        yield at.fault("R10", ("columns",), hint=advice, what="среди граф нет title — формулировки мероприятия")
    missing: set[str] = {"title"}
    for row in plan.rows:
        items: list[tuple[Path, Activity | Wording]] = [(row.path, row.activity)]
        items += [((*row.path, "was", index), was) for index, was in enumerate(row.activity.was)]
        for path, item in items:
            for key in STANDARD_COLUMNS:
                if getattr(item, key) is not None and key not in keys and key not in missing:
                    missing.add(key)
                    yield at.fault("R10", (*path, key), what=f"ячейка «{key}» заполнена, а графы такой в columns нет")
            yield from _check_cells(at, (*path, "cells"), item.cells or (), keys, missing)


def _check_cells(at: Located, path: Path, cells: tuple[Cell, ...], keys: list[str], missing: set[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, cell in enumerate(cells):
        here = (*path, index, "column")
        if cell.column in STANDARD_COLUMNS:
            move = f"Перенесите её из cells в ключ {cell.column}."
            yield at.fault("R10", here, hint=move, what=f"ячейка «{cell.column}» стоит в cells, а у неё есть свой ключ")
        elif cell.column not in keys and cell.column not in missing:
            missing.add(cell.column)
            meant = closest(cell.column, (key for key in keys if key not in STANDARD_COLUMNS))
            hint = f"Возможно, «{meant}»." if meant else None
            yield at.fault("R10", here, hint=hint, what=f"графы «{cell.column}» в columns нет")
        elif cell.column in seen:
            yield at.fault("R10", here, hint="Оставьте одну.", what=f"ячейка графы «{cell.column}» в этой строке уже есть")
        seen.add(cell.column)


def _check_amendments(at: Located, plan: Plan) -> Iterator[Problem]:
    dates = {amendment.date for amendment in plan.roadmap.amendments}
    for row in plan.rows:
        changes: list[tuple[Path, date | None]] = [(("added",), row.activity.added), (("dropped",), row.activity.dropped)]
        changes += [(("was", index, "until"), was.until) for index, was in enumerate(row.activity.was)]
        for path, day in changes:
            if day is not None and day not in dates:
                yield at.fault("R16", (*row.path, *path), date=f"{day:%d.%m.%Y}")


def orders(roadmap: Roadmap) -> list[tuple[Path, Order]]:
    """The order of the plan and those that amend it, each with the place where it stands."""
    return [(("order",), roadmap.order), *((("amendments", index), order) for index, order in enumerate(roadmap.amendments))]


def _check_orders(at: Located, roadmap: Roadmap, around: Surroundings) -> Iterator[Problem]:
    for path, order in orders(roadmap):
        yield from check_document(at, path, order, around)
        yield from check_documents(at, (*path, "basis"), order.basis, around, roadmap.project)
        yield from check_documents(at, (*path, "attachments"), order.attachments, around)
        for index, point in enumerate(order.points):
            yield from check_point(at, (*path, "points", index), point, roadmap)


def _check_names(at: Located, plan: Plan, around: Surroundings) -> Iterator[Problem]:
    """Schools, projects and parts that the plan names."""
    roadmap = plan.roadmap
    if roadmap.project is not None:
        yield from check_project(at, ("project",), roadmap.project, around)
    yield from _check_schools(at, ("schools",), roadmap.schools, around)
    named: list[_Named] = [
        ((*path, "points", index), point.schools, point.publishes or ())
        for path, order in orders(roadmap)
        for index, point in enumerate(order.points)
    ]
    named += [(row.path, row.activity.schools, row.activity.publishes) for row in plan.rows]
    for row in plan.rows if roadmap.parent is None else ():
        if row.activity.implements:
            yield at.fault("R20", (*row.path, "implements"))
    for path, schools, parts in named:
        yield from _check_schools(at, (*path, "schools"), schools, around)
        for index, part in enumerate(parts):
            if part != "all":
                yield from check_part(at, (*path, "publishes", index), part, roadmap.project, around)


def _check_schools(at: Located, path: Path, schools: tuple[str, ...] | None, around: Surroundings) -> Iterator[Problem]:
    for index, school in enumerate(schools or ()):
        if "/" not in school and school != "all" and school not in around.schools:
            meant = closest(school, around.schools)
            yield at.fault("R03", (*path, index), hint=f"Возможно, «{meant}»." if meant else None, id=school)
