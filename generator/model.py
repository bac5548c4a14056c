"""The model: the one truth of what may stand in the files, and of its types.

Every file kind of the data is a frozen pydantic model here; the published JSON Schema is made from them. Values arrive as the
text that stands in the file (`source` resolves nothing), so the types of `values` turn text into days and flags: lax
pydantic would read `1616803200` as a date and `yes` as true. There are no unions: a union gives eight errors for one fault.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict

from generator.deadline.reading import Undated
from generator.values import Address, Day, Flag, FromText, Id, LongText, PlanPeriod, Text


class Level(StrEnum):
    """Who stands behind a document or a project, and who of the responsible parties is expected to report."""

    FEDERAL = "federal"
    REGIONAL = "regional"
    MUNICIPAL = "municipal"
    SCHOOL = "school"


class PartyLevel(StrEnum):
    """Who is expected to report for a party; `all` is every participant."""

    FEDERAL = "federal"
    REGIONAL = "regional"
    MUNICIPAL = "municipal"
    SCHOOL = "school"
    ALL = "all"


class Shows(StrEnum):
    """What a part of the special section is filled from."""

    ABOUT = "about"
    DOCUMENTS = "documents"
    RISKS = "risks"
    ROADMAPS = "roadmaps"
    NEWS = "news"
    TEAM = "team"


class ReportStatus(StrEnum):
    """What a report says of its activities; a report without a status is news."""

    DONE = "done"
    PARTIAL = "partial"
    IN_PROGRESS = "in-progress"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class Model(BaseModel):
    """A mapping of a file. `note` is the publisher's remark and may stand in every mapping."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    note: Text | None = None


class Document(Model):
    """A document: the same shape wherever it stands. Neither `file` nor `url` means that it is not published."""

    kind: Text
    title: Text
    number: Text | None = None
    date: Day | None = None
    authority: Text | None = None
    level: Annotated[Level | None, FromText] = None
    project: Id | None = None
    part: Id | None = None
    file: Text | None = None
    url: Text | None = None


class Attachment(Model):
    """Another annex of an order. Neither `file` nor `url` means that it is not published."""

    number: Text | None = None
    title: Text
    file: Text | None = None
    url: Text | None = None


class Person(Model):
    """A person by surname and initials; `role` as the order says, `party` whom the table means by it."""

    name: Text
    position: Text | None = None
    role: Text | None = None
    party: Text | None = None


class Point(Model):
    """A point of an order; numbers may repeat. `deadline` is the term printed at it."""

    number: Text | None = None
    text: Text
    deadline: Text | None = None
    dates: tuple[Text, ...] | None = None
    undated: Annotated[Undated | None, FromText] = None
    schools: tuple[Address, ...] | None = None
    publishes: tuple[Id, ...] | None = None


class Order(Model):
    """An order that approves a plan or amends it; all texts as printed."""

    kind: Text
    title: Text
    number: Text | None = None
    date: Day
    authority: Text
    level: Annotated[Level | None, FromText] = None
    place: Text | None = None
    preamble: Text | None = None
    points: tuple[Point, ...] = ()
    signatory: Person | None = None
    control: Person | None = None
    marks: tuple[Text, ...] = ()
    basis: tuple[Document, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    file: Text | None = None
    url: Text | None = None


class Column(Model):
    """A column of the order's table: `key` is a field of the row or an id of one's own, `title` the printed heading."""

    key: Id
    title: Text


class Party(Model):
    """A responsible party of one document; `also` are other wordings of the same party in its table.

    `id` is the last part of the address of its page; left out, it is made from the name (`generator.wordings.party_id`).
    """

    name: Text
    id: Id | None = None
    also: tuple[Text, ...] = ()
    level: Annotated[PartyLevel, FromText]


class Cell(Model):
    """A cell of a column that has no field of its own."""

    column: Id
    text: Text


class Wording(Model):
    """The wording of a row before the amendment of the date `until`: only the cells that changed."""

    until: Day
    number: Text | None = None
    title: Text | None = None
    deadline: Text | None = None
    dates: tuple[Text, ...] | None = None
    undated: Annotated[Undated | None, FromText] = None
    responsible: Text | None = None
    result: Text | None = None
    cells: tuple[Cell, ...] | None = None


class Activity(Model):
    """A row of the plan: its cells letter for letter, and beside them what the publisher reads out of them.

    `dates` or `undated` win over what the grammar reads in `deadline`. `publishes` are the parts of the special section that
    fall due with the row. `activities` are sub-activities; a row that has them may have no deadline of its own.
    """

    number: Text | None = None
    id: Id | None = None
    title: Text
    responsible: Text | None = None
    deadline: Text | None = None
    dates: tuple[Text, ...] | None = None
    undated: Annotated[Undated | None, FromText] = None
    result: Text | None = None
    cells: tuple[Cell, ...] = ()
    schools: tuple[Address, ...] | None = None
    publishes: tuple[Id, ...] = ()
    implements: tuple[Text, ...] = ()
    was: tuple[Wording, ...] = ()
    added: Day | None = None
    dropped: Day | None = None
    activities: tuple["Activity", ...] = ()


class Section(Model):
    """A section row of the table with the activities under it."""

    number: Text | None = None
    title: Text
    activities: tuple[Activity, ...]


class Roadmap(Model):
    """A roadmap: the order that approves it, and the table of its annex. Its territory is the folder it lies in."""

    title: Text
    project: Id | None = None
    period: PlanPeriod
    parent: Address | None = None
    replaces: Address | None = None
    schools: tuple[Address, ...] | None = None
    districts: tuple[Address, ...] | None = None
    order: Order
    amendments: tuple[Order, ...] = ()
    heading: Text | None = None
    columns: tuple[Column, ...]
    team: tuple[Person, ...] = ()
    parties: tuple[Party, ...] = ()
    sections: tuple[Section, ...] | None = None
    activities: tuple[Activity, ...] | None = None


class FormerName(Model):
    """A name that an organisation or a territory had up to and including `until`."""

    title: Text
    until: Day


class Territory(Model):
    """What the profiles of regions, districts and schools have in common.

    `closed` is the first day on which it was no more, `successor` the address of what took its place.
    """

    title: Text
    authority: Text | None = None
    site: Text | None = None
    email: Text | None = None
    former: tuple[FormerName, ...] = ()
    closed: Day | None = None
    successor: Address | None = None
    documents: tuple[Document, ...] = ()


class Region(Territory):
    """`region.yml`. `demo` marks everything below as fictional."""

    demo: Flag = False


class DistrictProfile(Territory):
    """`district.yml`."""


class Risk(Model):
    """A risk factor of a school: its level only, never the questionnaires behind it."""

    title: Text
    level: Text


class Participation(Model):
    """That a school takes part in a project, one entry for each project and period."""

    project: Id
    period: PlanPeriod
    team: tuple[Person, ...] = ()
    risks: tuple[Risk, ...] = ()


class School(Territory):
    """`school.yml`."""

    projects: tuple[Participation, ...] = ()


class Part(Model):
    """A part of the special section that a project demands."""

    id: Id
    title: Text
    shows: Annotated[Shows, FromText]
    required: Flag = False


class Project(Model):
    """`projects/<id>.yml`: what roadmaps serve, and the special section it demands."""

    title: Text
    level: Annotated[Level, FromText]
    text: LongText | None = None
    parts: tuple[Part, ...] = ()
    documents: tuple[Document, ...] = ()


class Confirmation(Model):
    """A curator's confirmation of a report."""

    by: Text
    date: Day


class Report(Model):
    """`reports/<date>-<word>.yml`: what was done about rows of a plan, or news of a project."""

    date: Day
    title: Text
    roadmap: Address | None = None
    project: Id | None = None
    activities: tuple[Text, ...] = ()
    status: Annotated[ReportStatus | None, FromText] = None
    occurrence: Text | None = None
    until: Day | None = None
    unchanged: tuple[Id, ...] = ()
    text: LongText | None = None
    documents: tuple[Document, ...] = ()
    confirmed: Confirmation | None = None
