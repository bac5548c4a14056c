"""Reports: what they are about."""

from collections.abc import Iterator

from generator.checks.documents import check_documents
from generator.checks.located import Located, Surroundings
from generator.ids import closest
from generator.model import Report, ReportStatus
from generator.problem import Problem


def check_report(at: Located, report: Report, around: Surroundings) -> Iterator[Problem]:
    """A report names a plan with rows and a status, or, as news, a plan or a project."""
    if report.date > around.as_of:
        yield at.fault("D11", ("date",), date=f"{report.date:%d.%m.%Y}", today=f"{around.as_of:%d.%m.%Y}")
    if (report.roadmap is None) == (report.project is None):
        yield at.fault("R18", (), what="отчёт называет либо план (roadmap), либо проект (project), одно из двух")
    if report.status is not None and not report.activities:
        yield at.fault("R18", ("status",), what="статус есть, а строк плана (activities) нет")
    if report.activities and report.roadmap is None:
        yield at.fault("R18", ("activities",), what="строки названы, а план (roadmap) нет")
    if (report.until is not None) != (report.status is ReportStatus.POSTPONED):
        yield at.fault("R18", ("until",), what="новый срок (until) стоит при status: postponed и только при нём")
    if report.project is not None and report.project not in around.projects:
        meant = closest(report.project, around.projects)
        yield at.fault("R04", ("project",), hint=f"Возможно, «{meant}»." if meant else None, id=report.project)
    yield from check_documents(at, ("documents",), report.documents, around)
