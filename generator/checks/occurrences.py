"""Reports against the rows they are about: which of several terms is meant, and whether reports of one day agree."""

from collections.abc import Iterable, Iterator, Mapping

from generator.checks.located import Located
from generator.ids import is_row
from generator.model import Report
from generator.occurrence import Occurrence, find, occurrences
from generator.plan import Plan, Row
from generator.problem import Problem


def check_occurrences(at: Located, report: Report, plan: Plan) -> Iterator[Problem]:
    """A report with a status names activities, and one term of each that has several.

    A row whose wording was changed may have had the term that an older report names.
    """
    if report.status is None:
        return
    for index, name in enumerate(report.activities):
        for row in plan.rows:
            if not is_row(name, row.id, row.activity.number or ""):
                continue
            terms = occurrences(row.deadline, plan.roadmap.period)
            if row.is_group:
                yield at.fault("R25", ("activities", index), row=name)
            elif report.occurrence is None and len(terms) > 1:
                yield at.fault("R26", ("activities", index), row=name, terms=len(terms))
            elif report.occurrence is not None and not row.activity.was and find(report.occurrence, terms) is None:
                yield at.fault("R27", ("occurrence",), row=name, value=report.occurrence)


def check_agreement(
    trees: Mapping[str, Located], reports: Iterable[tuple[str, Report]], plans: Mapping[str, Plan]
) -> Iterator[Problem]:
    """Reports of one folder on the same row, term and day say the same: nothing would tell which of them is right."""
    first: dict[tuple[object, ...], tuple[str, Report]] = {}
    for path, report in sorted(reports):
        plan = plans.get(report.roadmap or "")
        if plan is None or report.status is None:
            continue
        for row, term in _subjects(report, plan):
            key = (plan.address, row.id, term, report.date)
            other, former = first.setdefault(key, (path, report))
            if (former.status, former.until) != (report.status, report.until):
                file = other.rpartition("/")[2]
                yield trees[path].fault("R28", ("status",), row=row.activity.number or row.id, other=file)


def _subjects(report: Report, plan: Plan) -> Iterator[tuple[Row, Occurrence | None]]:
    for row in plan.rows:
        if any(is_row(name, row.id, row.activity.number or "") for name in report.activities):
            yield row, find(report.occurrence, occurrences(row.deadline, plan.roadmap.period)) if report.occurrence else None
