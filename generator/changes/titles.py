"""What the ids in a file stand for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.model import Project

_ALL = "all"


@dataclass(frozen=True, slots=True)
class Titles:
    """Titles by reference: `pages` of schools, plans and districts (address or bare id of a school), `projects`, `parts`.

    What has no title here is named by its reference.
    """

    pages: Mapping[str, str] = field(default_factory=dict)
    projects: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)

    def of(self, name: str, reference: str) -> str | None:
        """The title that `reference` has in the field `name`, in quotes; None if the field holds no references."""
        if name in _ON_PAGES:
            known, everything = self.pages, "все школы плана"
        elif name in _IN_PARTS:
            known, everything = self.parts, "все обязательные части"
        elif name == "project":
            known, everything = self.projects, _ALL
        else:
            return None
        if reference == _ALL:
            return everything
        return f"«{known[reference]}»" if reference in known else reference


_ON_PAGES = frozenset({"schools", "districts", "parent", "replaces", "successor", "roadmap"})
_IN_PARTS = frozenset({"publishes", "unchanged", "part"})


def titles_of(pages: Iterable[tuple[str, str]], projects: Mapping[str, Project]) -> Titles:
    """The titles of `pages` (reference and title) and of `projects` with their parts.

    Parts of one id in two projects may have different titles; such a part is named by its id.
    """
    found: dict[str, set[str]] = {}
    for project in projects.values():
        for part in project.parts:
            found.setdefault(part.id, set()).add(part.title)
    parts = {part: title for part, (title, *others) in found.items() if not others}
    return Titles(dict(pages), {name: project.title for name, project in projects.items()}, parts)
