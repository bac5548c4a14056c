"""The titles of what a plan names by id: schools, parts of the special section, plans."""

from collections.abc import Iterable, Mapping

from generator.district import Context, District
from generator.model import Roadmap

_ALL = "all"


def school_titles(references: Iterable[str], district: District, context: Context) -> list[str]:
    """The titles of schools by reference (id, address, or `all`); the reference itself where the school is not known."""
    titles: Mapping[str, str] = {
        **dict(context.region.schools),
        **{school.address: school.profile.title for school in district.schools},
        **{school.id: school.profile.title for school in district.schools},
        _ALL: "все школы плана",
    }
    return [titles.get(reference, reference) for reference in references]


def part_titles(references: Iterable[str], roadmap: Roadmap, context: Context) -> list[str]:
    """The titles of parts of the special section by id, quoted; `all` is every required part."""
    project = context.projects.get(roadmap.project or "")
    titles = {part.id: f"«{part.title}»" for part in project.parts} if project else {}
    return [titles.get(part, "все обязательные части" if part == _ALL else f"«{part}»") for part in references]
