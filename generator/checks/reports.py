"""Reports: what they are about."""

from collections.abc import Iterator

from generator.checks.documents import check_documents
from generator.checks.located import Located, Surroundings
from generator.checks.projects import check_part, check_project
from generator.checks.prose import check_prose
from generator.model import Report, ReportStatus
from generator.problem import Problem


def check_report(at: Located, report: Report, around: Surroundings) -> Iterator[Problem]:
    """A report names a plan with rows and a status, or, as news, a plan or a project."""
    if report.date > around.as_of:
        yield at.fault("D11", ("date",), date=f"{report.date:%d.%m.%Y}", today=f"{around.as_of:%d.%m.%Y}")
    if report.project is not None:
        yield from check_project(at, ("project",), report.project, around)
    yield from _check_subject(at, report)
    for index, part in enumerate(report.unchanged):
        if part != "all":
            yield from check_part(at, ("unchanged", index), part, report.project, around)
    if report.text is not None:
        yield from check_prose(at, ("text",), report.text)
    yield from check_documents(at, ("documents",), report.documents, around, report.project)


def _check_subject(at: Located, report: Report) -> Iterator[Problem]:
    """Which keys go together."""
    if (report.roadmap is None) == (report.project is None):
        yield at.fault("R18", (), what="отчёт называет либо план (roadmap), либо проект (project), одно из двух")
    elif report.roadmap is None:
        for key in ("activities", "status", "occurrence"):
            if getattr(report, key):
                yield at.fault("R18", (key,), what=f"ключ {key} бывает только в отчёте о плане (roadmap)")
    elif report.unchanged:
        yield at.fault("R18", ("unchanged",), what="ключ unchanged бывает только вместе с project, без roadmap")
    elif report.status is not None and not report.activities:
        yield at.fault("R18", ("status",), what="статус есть, а строк плана (activities) нет")
    if (report.until is not None) != (report.status is ReportStatus.POSTPONED):
        path = ("until",) if report.until else ("status",)
        yield at.fault("R18", path, what="новый срок (until) стоит при status: postponed и только при нём")
