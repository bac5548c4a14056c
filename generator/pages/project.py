"""Projects: what they are for, and the documents they bring."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator.district import Context
from generator.model import Level, Part, Project
from generator.pages.documents import documents
from generator.pages.markdown import Html
from generator.pages.template import draw
from generator.russian import sort_key

_LEVELS = {
    Level.FEDERAL: "федеральный проект",
    Level.REGIONAL: "региональный проект",
    Level.MUNICIPAL: "муниципальный проект",
    Level.SCHOOL: "проект школы",
}


@dataclass(frozen=True, slots=True)
class _Card:
    id: str
    title: str
    level: str
    paragraphs: tuple[str, ...]
    parts: tuple[Part, ...]
    documents: Markup | None
    note: str | None


def projects(page: str, items: Mapping[str, Project], owners: Mapping[str, str]) -> Html:
    """The projects `items` by id, on the page at the address `page`; `owners` are the addresses of those that run them."""
    named = sorted(items.items(), key=lambda item: sort_key(item[1].title))
    return draw("projects.html.j2", projects=[_card(page, id_, project, owners.get(id_, "")) for id_, project in named])


def paragraphs(text: str | None) -> tuple[str, ...]:
    """The paragraphs of a long text: what stands between its empty lines."""
    return tuple(part for part in map(str.strip, (text or "").split("\n\n")) if part)


def level(project: Project) -> str:
    """«федеральный проект»."""
    return _LEVELS[project.level]


def served(ids: Iterable[str | None], context: Context) -> dict[str, Project]:
    """The projects with `ids` that the district of `context` can name."""
    return {id_: context.projects[id_] for id_ in sorted(filter(None, ids)) if id_ in context.projects}


def _card(page: str, id_: str, project: Project, owner: str) -> _Card:
    listed = documents(page, ((owner, item) for item in project.documents), f"proekt-{id_}", depth=4)
    return _Card(
        id=f"proekt-{id_}",
        title=project.title,
        level=level(project),
        paragraphs=paragraphs(project.text),
        parts=project.parts,
        documents=listed.markup if project.documents else None,
        note=project.note,
    )
