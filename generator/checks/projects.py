"""Projects and the parts of the special section that they demand, wherever a file names them."""

from collections.abc import Iterator

from generator.checks.located import Located, Surroundings
from generator.ids import closest
from generator.model import Participation, Project
from generator.problem import Problem
from generator.source import Path


def check_project(at: Located, path: Path, project: str, around: Surroundings) -> Iterator[Problem]:
    """The project named at `path` must be one that is seen from here."""
    if project not in around.projects and project not in around.unread:
        meant = closest(project, around.projects)
        yield at.fault("R04", path, hint=f"Возможно, «{meant}»." if meant else None, id=project)


def check_part(at: Located, path: Path, part: str, project: str | None, around: Surroundings) -> Iterator[Problem]:
    """The part named at `path` must be one of `project`, or, where none is named, of any that is seen from here."""
    if project is None:
        projects = around.projects
        known = [known.id for project in projects.values() for known in project.parts]
        where = "ни в одном проекте"
    elif project in around.projects:
        known = [known.id for known in around.projects[project].parts]
        where = f"в проекте «{project}»"
    else:
        return  # the project itself is told of
    if part not in known and not (project is None and around.unread):
        meant = closest(part, known)
        hint = f"Возможно, «{meant}»." if meant else f"Там есть: {', '.join(known)}." if known and project else None
        yield at.fault("R08", path, hint=hint, where=where, part=part)


def check_own_parts(at: Located, project: Project) -> Iterator[Problem]:
    """Each part of the project is named once, and none `all`, which means every required one."""
    ids = [part.id for part in project.parts]
    for index, part in enumerate(ids):
        if part == "all" or part in ids[:index]:
            what = "слово all значит «все обязательные части»" if part == "all" else f"часть «{part}» уже есть"
            yield at.fault("R22", ("parts", index, "id"), what=what)


def check_participations(at: Located, participations: tuple[Participation, ...], around: Surroundings) -> Iterator[Problem]:
    """The projects that a school takes part in."""
    for index, participation in enumerate(participations):
        yield from check_project(at, ("projects", index, "project"), participation.project, around)
