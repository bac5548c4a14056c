"""A part of the special section: what fills it, and whether it is published, confirmed, awaited, missing or not required."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.district import owners
from generator.document import Listed
from generator.due import Due, dues, next_day
from generator.filed import Filed
from generator.model import Level, Part, Shows
from generator.section import Section

_ALL = "all"


class PartState(StrEnum):
    """What is known of a part; the value is the id of its mark as well."""

    PUBLISHED = "published"
    """A sheet with a check."""
    UNCHANGED = "unchanged"
    """A sheet with two lines: since the last change the school has confirmed that there is nothing new."""
    AWAITED = "awaited"
    """A sheet with the hands of a clock: it is empty, and a term is ahead."""
    MISSING = "missing"
    """A dashed sheet."""
    OPTIONAL = "optional"
    """The same in the colour of labels: empty, and neither the project nor an order asks for it."""


FILLED = (PartState.PUBLISHED, PartState.UNCHANGED)
"""What counts as published."""


@dataclass(frozen=True, slots=True)
class FilledPart:
    """A `part` of a section with what is published in it.

    `documents` may hold some that are only named and cannot be read: those alone do not fill a part. `newest` is the report
    that changed it last, `confirmed` the one that says that nothing has changed since; `dues` is by what it falls due.
    """

    part: Part
    section: Section
    documents: tuple[Listed, ...]
    state: PartState
    newest: Filed | None
    confirmed: Filed | None
    dues: tuple[Due, ...]

    @property
    def id(self) -> str:
        """Its anchor."""
        return f"{self.section.id}_{self.part.id}"

    @property
    def is_published(self) -> bool:
        """Whether anything of it is published; counts count these."""
        return self.state in FILLED

    @property
    def day(self) -> date | None:
        """The day on which it was last confirmed or changed, None if that is not known or nothing is published.

        The day of a standing document is its own, that of a plan the day of its order.
        """
        if not self.is_published or self.confirmed:
            return self.confirmed.report.date if self.confirmed else None
        days = [item.filed.report.date if item.filed else item.document.date for item in self.documents if item.is_published]
        days += [self.newest.report.date] if self.newest else []
        if self.part.shows is Shows.ROADMAPS:
            days += [plan.roadmap.order.date for plan in self.section.plans]
        return max((day for day in days if day), default=None)


def parts(section: Section) -> tuple[FilledPart, ...]:
    """The parts of the section, all that the project names, in its sequence."""
    return tuple(_fill(part, section) for part in section.project.parts)


def _fill(part: Part, section: Section) -> FilledPart:
    documents = tuple(_documents(part.id, section))
    asked = dues(part, section)
    newest = next((item.filed for item in documents if item.filed), None)
    if part.shows is Shows.NEWS:
        newest = next(iter(section.filed), None)
    confirmed = None
    if _is_filled(part, documents, section):
        state = PartState.PUBLISHED
        confirmed = _confirmation(part, newest, section)
        if confirmed is not None:
            state = PartState.UNCHANGED
    else:
        is_asked = part.required or asked
        state = PartState.AWAITED if next_day(asked) else PartState.MISSING if is_asked else PartState.OPTIONAL
    return FilledPart(part, section, documents, state, newest, confirmed, asked)


def _is_filled(part: Part, documents: tuple[Listed, ...], section: Section) -> bool:
    filled = {
        Shows.ABOUT: section.project.text,
        Shows.RISKS: section.entry.risks,
        Shows.ROADMAPS: section.plans,
        Shows.NEWS: section.filed,
        Shows.TEAM: section.entry.team,
    }
    return bool(filled.get(part.shows)) or any(item.is_published for item in documents)


def _confirmation(part: Part, newest: Filed | None, section: Section) -> Filed | None:
    """The newest report that says of a filled part that nothing changed, unless it was changed later."""
    if part.shows is Shows.NEWS:
        return None
    names = {part.id, _ALL} if part.required else {part.id}
    saying = (one for one in section.filed if names & {*one.report.unchanged})
    found = next(saying, None)
    return found if found and (newest is None or found.age > newest.age) else None


def _documents(part: str, section: Section) -> Iterator[Listed]:
    """The documents of the part: the standing ones from the country down to the school, then those of reports."""
    school, district, region, entry = section.school, section.district, section.context.region, section.entry
    runs_it = (owners(district, section.context) | dict.fromkeys(school.projects, school.address))[entry.project]
    standing = [
        (runs_it, section.project.documents, section.project.level),
        (region.address, region.documents, Level.REGIONAL),
        (district.address, district.profile.documents, Level.MUNICIPAL),
        (school.address, school.profile.documents, Level.SCHOOL),
    ]
    for owner, documents, level in standing:
        for document in documents:
            if document.part == part and document.project in (None, entry.project):
                yield Listed(owner, document, level)
    for filed in section.filed:
        for document in filed.report.documents:
            if document.part == part and document.project in (None, entry.project):
                yield Listed(school.address, document, Level.SCHOOL, filed)


def placed(found: tuple[Section, ...]) -> list[Listed]:
    """All documents that stand in a part of one of the sections."""
    return [item for section in found for part in section.project.parts for item in _documents(part.id, section)]
