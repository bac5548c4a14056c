"""Documents, links and profiles."""

import re
from collections.abc import Iterator

from generator import link
from generator.checks.located import Located, Surroundings
from generator.checks.projects import check_own_parts, check_part, check_participations, check_project
from generator.ids import closest
from generator.model import Attachment, Document, Order, Project, School, Territory
from generator.problem import Problem
from generator.source import Path

_EMAIL = re.compile(r"[^\s@,;:<>()\"]+@[^\s@,;:<>()\"]+\.[^\s@,;:<>()\".]+")


def check_documents(
    at: Located,
    path: Path,
    documents: tuple[Document | Attachment, ...],
    around: Surroundings,
    project: str | None = None,
) -> Iterator[Problem]:
    """The documents in the list at `path`; they belong to `project` unless they say otherwise."""
    for index, document in enumerate(documents):
        here = (*path, index)
        yield from check_document(at, here, document, around)
        if isinstance(document, Document):
            if document.project is not None:
                yield from check_project(at, (*here, "project"), document.project, around)
            if document.part is not None:
                yield from check_part(at, (*here, "part"), document.part, document.project or project, around)


def check_document(at: Located, path: Path, document: Document | Attachment | Order, around: Surroundings) -> Iterator[Problem]:
    """A file must lie in `files/` of the folder, a link must lead to a public page."""
    if document.file is not None and document.file not in around.documents:
        meant = closest(document.file, around.documents)
        hint = f"Возможно, «{meant}»." if meant else None
        if link.is_on_computer(document.file):
            hint = "Это путь на вашем компьютере: положите файл в папку files рядом и напишите, например, files/prikaz-89.pdf."
        yield at.fault("R05", (*path, "file"), hint=hint, path=document.file)
    if document.url is not None:
        yield from _check_url(at, (*path, "url"), document.url)


def _check_url(at: Located, path: Path, url: str) -> Iterator[Problem]:
    if reason := link.refusal(url):
        hint = f"Напишите «https://{url}»." if re.match(r"[\w-]+(\.[\w-]+)+(/\S*)?$", url) else None
        yield at.fault("R12", path, hint=hint, url=url, reason=reason)
    elif link.is_local(url):
        yield at.fault("R13", path, url=url)


def check_territory(at: Located, profile: Territory, around: Surroundings) -> Iterator[Problem]:
    """The profile of a region, a district or a school."""
    if profile.site is not None:
        yield from _check_url(at, ("site",), profile.site)
    if profile.email is not None and not _EMAIL.fullmatch(profile.email):
        yield at.fault("R23", ("email",), email=profile.email)
    if profile.successor is not None and profile.closed is None:
        yield at.fault("R21", ("successor",))
    yield from check_documents(at, ("documents",), profile.documents, around)
    if isinstance(profile, School):
        yield from check_participations(at, profile.projects, around)


def check_project_file(at: Located, id_: str, project: Project, around: Surroundings) -> Iterator[Problem]:
    """The file of the project `id_`: its parts and its documents."""
    yield from check_own_parts(at, project)
    yield from check_documents(at, ("documents",), project.documents, around, id_)
