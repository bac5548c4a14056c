"""What files say of pages that lie elsewhere, judged when the summaries of all districts are known."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.checks.located import Located
from generator.ids import closest, row_id
from generator.model import Report, Territory
from generator.plan import Plan
from generator.problem import Mark, Problem, problem
from generator.source import Path


@dataclass(frozen=True, slots=True)
class Reference:
    """A page that a file names by its address, or the row `row` (by its number) of the plan at that address."""

    file: str
    mark: Mark
    address: str
    row: str | None = None


def plan_references(at: Located, plan: Plan) -> Iterator[Reference]:
    """The plans above and before, schools and districts elsewhere, and the rows of the parent that rows carry out."""
    roadmap = plan.roadmap
    for key, address in (("parent", roadmap.parent), ("replaces", roadmap.replaces)):
        if address is not None:
            yield _refer(at, (key,), address)
    lists: list[tuple[Path, tuple[str, ...]]] = [
        (("schools",), roadmap.schools or ()),
        (("districts",), roadmap.districts or ()),
    ]
    lists += [((*row.path, "schools"), row.activity.schools or ()) for row in plan.rows]
    for path, addresses in lists:
        for index, address in enumerate(addresses):
            if "/" in address:
                yield _refer(at, (*path, index), address)
    for row in plan.rows:
        for index, number in enumerate(row.activity.implements):
            yield _refer(at, (*row.path, "implements", index), roadmap.parent or "", number)


def profile_references(at: Located, profile: Territory) -> Iterator[Reference]:
    """The organisation that took the place of a closed one; a bare id lies beside it."""
    if profile.successor is not None:
        address = profile.successor
        beside = at.file.rpartition("/")[0].rpartition("/")[0]
        yield _refer(at, ("successor",), address if "/" in address or not beside else f"{beside}/{address}")


def report_references(at: Located, report: Report) -> Iterator[Reference]:
    """The plan and its rows that a report is about."""
    if report.roadmap is not None:
        yield _refer(at, ("roadmap",), report.roadmap)
        for index, number in enumerate(report.activities):
            yield _refer(at, ("activities", index), report.roadmap, number)


def _refer(at: Located, path: Path, address: str, row: str | None = None) -> Reference:
    return Reference(at.file, at.mark(path), address, row)


def check_references(
    references: Iterable[Reference], pages: Collection[str], rows: Mapping[str, Collection[str]]
) -> Iterator[Problem]:
    """References that lead nowhere: `pages` are all addresses, `rows` the ids of the rows of each plan by its address."""
    for reference in references:
        if reference.row is None:
            if reference.address not in pages:
                meant = closest(reference.address, pages)
                hint = f"Возможно, «{meant}»." if meant else None
                yield problem("R07", reference.file, reference.mark, hint=hint, address=reference.address)
        elif reference.address in rows or not reference.address:
            known = rows.get(reference.address, ())
            if row_id(reference.row) not in known and reference.row not in known:
                yield problem("R09", reference.file, reference.mark, plan=reference.address, row=reference.row)
