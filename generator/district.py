"""The unit of work: a folder of the data with what it adopted, read, checked, drawn and forgotten.

A district is a folder with the folders of its schools. The files of a region (its profile, projects and plans, without its
districts) are a unit of their own, and so are the federal projects at the root.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.deadline.reading import Deadline
from generator.model import Project, Report, School, Span, Territory
from generator.plan import Plan


@dataclass(frozen=True, slots=True)
class SchoolFolder:
    """A school: its profile, the plans it adopted and its reports, each with the path of its file."""

    address: str
    source: str
    profile: School
    plans: tuple[Plan, ...]
    reports: tuple[tuple[str, Report], ...]

    @property
    def id(self) -> str:
        """The last part of the address."""
        return self.address.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class District:
    """A district with its schools; also a region's own files, then `schools` is empty and the profile a `Region`.

    `projects` are those that the territory runs, by id. `files` are the paths of all its documents below `files/`.
    """

    address: str
    source: str
    profile: Territory
    plans: tuple[Plan, ...]
    schools: tuple[SchoolFolder, ...]
    projects: dict[str, Project]
    reports: tuple[tuple[str, Report], ...]
    files: frozenset[str]

    @property
    def region(self) -> str:
        """The id of the region."""
        return self.address.partition("/")[0]


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """What others see of a plan: enough for a line in a list and a small map.

    `order` is its order in one line («приказ от 27.03.2021 № 89»), `terms` the id and the deadline of each activity in the
    sequence of the plan (None where the grammar refused), `parent` the address of the plan above.
    """

    address: str
    title: str
    order: str
    period: Span
    terms: tuple[tuple[str, Deadline | None], ...]
    parent: str | None


@dataclass(frozen=True, slots=True)
class Summary:
    """What others see of a district or a region: ids, titles, addresses, counts and terms. `schools` are address and title."""

    address: str
    title: str
    demo: bool
    plans: tuple[PlanSummary, ...]
    schools: tuple[tuple[str, str], ...]
    projects: tuple[str, ...]

    @property
    def is_region(self) -> bool:
        """Whether this is the summary of a region's own files."""
        return "/" not in self.address


@dataclass(frozen=True, slots=True)
class Context:
    """What a district is drawn in: the summary of its region, the projects it can name (the nearest upwards), and the root of
    the data in the project (`roadmaps`), for links to the source of a page."""

    region: Summary
    projects: Mapping[str, Project]
    root: str = "roadmaps"
