"""What files say of pages that lie elsewhere, judged when the summaries of all districts are known."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from generator.checks.located import Located
from generator.checks.plans import orders
from generator.ids import closest, is_row
from generator.model import DistrictProfile, Report, School, Territory
from generator.plan import Plan
from generator.problem import Mark, Problem, problem
from generator.source import Path

_MOST_HINTS = 20
"""How many wrong addresses of one run are compared with all others."""
_MOST_PROBLEMS = 500
"""Wrong references of one file that are told at once."""


class Target(StrEnum):
    """What kind of page an address leads to, in Russian."""

    REGION = "область"
    DISTRICT = "район"
    SCHOOL = "школа"
    PLAN = "план"

    @property
    def needed(self) -> str:
        """«нужен план»."""
        return f"нужен {self}" if self in (Target.DISTRICT, Target.PLAN) else f"нужна {self}"


@dataclass(frozen=True, slots=True)
class Reference:
    """A page of the kind `target` that a file names by its address, or the row `row` (by its number) of that plan."""

    file: str
    mark: Mark
    address: str
    target: Target
    row: str | None = None


def plan_references(at: Located, plan: Plan) -> Iterator[Reference]:
    """The plans above and before, schools and districts elsewhere, and the rows of the parent that rows carry out."""
    roadmap = plan.roadmap
    for key, address in (("parent", roadmap.parent), ("replaces", roadmap.replaces)):
        if address is not None:
            yield Reference(at.file, at.mark((key,)), address, Target.PLAN)
    for index, address in enumerate(roadmap.districts or ()):
        yield Reference(at.file, at.mark(("districts", index)), address, Target.DISTRICT)
    schools: list[tuple[Path, tuple[str, ...] | None]] = [((), roadmap.schools)]
    for path, order in orders(roadmap):
        schools += [((*path, "points", index), point.schools) for index, point in enumerate(order.points)]
    schools += [(row.path, row.activity.schools) for row in plan.rows]
    for path, addresses in schools:
        for index, address in enumerate(addresses or ()):
            if "/" in address:  # a bare id is a school of the own district, judged there
                yield Reference(at.file, at.mark((*path, "schools", index)), address, Target.SCHOOL)
    for row in plan.rows if roadmap.parent else ():
        for index, number in enumerate(row.activity.implements):
            mark = at.mark((*row.path, "implements", index))
            yield Reference(at.file, mark, roadmap.parent or "", Target.PLAN, number)


def profile_references(at: Located, profile: Territory) -> Iterator[Reference]:
    """The organisation that took the place of a closed one; a bare id lies beside it."""
    if profile.successor is not None:
        address = profile.successor
        beside = at.file.rpartition("/")[0].rpartition("/")[0]
        if "/" not in address and beside:
            address = f"{beside}/{address}"
        kinds = {School: Target.SCHOOL, DistrictProfile: Target.DISTRICT}
        yield Reference(at.file, at.mark(("successor",)), address, kinds.get(type(profile), Target.REGION))


def report_references(at: Located, report: Report) -> Iterator[Reference]:
    """The plan and its rows that a report is about."""
    if report.roadmap is not None:
        yield Reference(at.file, at.mark(("roadmap",)), report.roadmap, Target.PLAN)
        for index, number in enumerate(report.activities):
            yield Reference(at.file, at.mark(("activities", index)), report.roadmap, Target.PLAN, number)


def check_references(
    references: Iterable[Reference], pages: Mapping[str, Target], rows: Mapping[str, tuple[tuple[str, str], ...]]
) -> Iterator[Problem]:
    """References that lead nowhere: `pages` are all addresses, `rows` id and number of each row by plan."""
    hints = _MOST_HINTS
    told: Counter[str] = Counter()
    for reference in references:
        if told[reference.file] == _MOST_PROBLEMS:
            continue
        fault = _check_row(reference, reference.row, rows) if reference.row else _check_page(reference, pages, hints > 0)
        if fault is not None:
            told[reference.file] += 1
            hints -= 1
            yield fault


def _check_page(reference: Reference, pages: Mapping[str, Target], with_hint: bool) -> Problem | None:
    found = pages.get(reference.address)
    if found is None:
        meant = None
        if with_hint:
            own = reference.file.removesuffix(".yml")
            of_kind = [page for page, kind in pages.items() if kind is reference.target and page != own]
            ends = (page for page in of_kind if page.endswith(f"/{reference.address}"))
            meant = next(ends, None) or closest(reference.address, of_kind)
        hint = f"Возможно, «{meant}»." if meant else None
        return problem("R07", reference.file, reference.mark, hint=hint, address=reference.address)
    if found is not reference.target:
        needed = reference.target.needed
        return problem("R19", reference.file, reference.mark, address=reference.address, found=found.value, needed=needed)
    return None


def _check_row(reference: Reference, row: str, rows: Mapping[str, tuple[tuple[str, str], ...]]) -> Problem | None:
    """A row is named by its number or its id; of a plan that is not there or cannot be read nothing more is said."""
    known = rows.get(reference.address)
    if known is None:
        return None
    meant = [row_id for row_id, number in known if is_row(row, row_id, number)]
    if len(meant) > 1:
        ids = ", ".join(meant)
        return problem("R24", reference.file, reference.mark, plan=reference.address, row=row, ids=ids)
    if not meant:
        by_number = next((row_id for row_id, number in known if number.strip(" .") == row), None)
        hint = f"Строка с этим номером называется «{by_number}»." if by_number else None
        return problem("R09", reference.file, reference.mark, hint=hint, plan=reference.address, row=row)
    return None
