"""Documents, links and profiles."""

from collections.abc import Iterator

from generator import link
from generator.checks.located import Located, Surroundings
from generator.ids import closest
from generator.model import Attachment, Document, Order, Territory
from generator.problem import Problem
from generator.source import Path


def check_documents(
    at: Located, path: Path, documents: tuple[Document | Attachment, ...], around: Surroundings
) -> Iterator[Problem]:
    """Files and links of the documents in the list at `path`."""
    for index, document in enumerate(documents):
        yield from check_document(at, (*path, index), document, around)


def check_document(at: Located, path: Path, document: Document | Attachment | Order, around: Surroundings) -> Iterator[Problem]:
    """A file must lie in `files/` of the folder, a link must lead to a public page."""
    if document.file is not None and document.file not in around.documents:
        meant = closest(document.file, around.documents)
        yield at.fault("R05", (*path, "file"), hint=f"Возможно, «{meant}»." if meant else None, file=document.file)
    if document.url is not None:
        yield from _check_url(at, (*path, "url"), document.url)


def _check_url(at: Located, path: Path, url: str) -> Iterator[Problem]:
    if reason := link.refusal(url):
        yield at.fault("R12", path, url=url, reason=reason)
    elif link.is_local(url):
        yield at.fault("R13", path, url=url)


def check_territory(at: Located, profile: Territory, around: Surroundings) -> Iterator[Problem]:
    """The profile of a region, a district or a school."""
    if profile.site is not None:
        yield from _check_url(at, ("site",), profile.site)
    yield from check_documents(at, ("documents",), profile.documents, around)
