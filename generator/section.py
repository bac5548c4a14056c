"""The special sections of a school: one for each project and period in which it takes part.

Nothing here knows a project: parts, their sequence and what fills them come from its file.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.concern import Concern, concerns
from generator.district import Context, District, SchoolFolder
from generator.filed import Filed, existing
from generator.model import Participation, Project, Report, Shows
from generator.plan import Plan
from generator.terms import Phase, latest_first, phase
from generator.values import Span


@dataclass(frozen=True, slots=True)
class Section:
    """A school in one project and period, on the day `as_of`.

    `plans` are those that it adopted for it, `concerns` those of the district that ask something of it, both without what a
    later plan replaced; `filed` are its reports, the newest first. It stands on the page at the address `page`: that of the
    school, or, once it is in the archive, one of its own.
    """

    entry: Participation
    project: Project
    school: SchoolFolder
    district: District
    context: Context
    plans: tuple[Plan, ...]
    concerns: tuple[Concern, ...]
    filed: tuple[Filed, ...]
    as_of: date
    page: str

    @property
    def id(self) -> str:
        """Its anchor: the project, and the year or the day in which the school joined it."""
        return f"{self.entry.project}_{_since(self.entry)}"

    @property
    def is_current(self) -> bool:
        """Whether it stands on the page of the school."""
        return self.page == self.school.address

    @property
    def runs(self) -> bool:
        """Whether its period goes on."""
        return phase(self.entry.period, self.as_of) is Phase.RUNNING

    @property
    def has_plans(self) -> bool:
        """Whether the project demands a part for plans."""
        return any(part.shows is Shows.ROADMAPS for part in self.project.parts)


def _since(entry: Participation) -> str:
    start = entry.period.start
    return str(start.year) if (start.month, start.day) == (1, 1) else str(start)


def sections(school: SchoolFolder, district: District, context: Context, as_of: date) -> tuple[Section, ...]:
    """The sections of `school`, the latest period first; a project that is not known has none.

    On the page of the school are the latest that has begun, those that run beside it and those to come; what ended before is
    in the archive, each on a page of its own. Its address ends in `projects/…`, which no plan can have. The plans of `school`
    and `district` are worded as on that day; reports dated later are left out.
    """
    projects = {**context.projects, **school.projects}
    entries = [entry for entry in school.profile.projects if entry.project in projects]
    own, around = standing(school.plans, as_of), concerns(school, district)
    kept = standing([concern.plan for concern in around], as_of)
    plans = {plan.address: plan for plan in (*district.plans, *school.plans)}
    begun = [entry.period.start for entry in entries if entry.period.start <= as_of]
    since = max(begun, default=date.min)
    filed = [(one, _section_of(one.report, entries, plans)) for one in existing(school.filed, as_of)]
    return tuple(
        Section(
            entry=entry,
            project=projects[entry.project],
            school=school,
            district=district,
            context=context,
            plans=tuple(plan for plan in own if _serves(plan, entry)),
            concerns=tuple(concern for concern in around if concern.plan in kept and _serves(concern.plan, entry)),
            filed=tuple(one for one, home in filed if home is entry),
            as_of=as_of,
            page=school.address if entry.period.end >= since else f"{school.address}/projects/{entry.project}-{_since(entry)}",
        )
        for entry in sorted(entries, key=lambda entry: (latest_first(entry.period), entry.project))
    )


def standing(plans: Sequence[Plan], as_of: date) -> tuple[Plan, ...]:
    """`plans` without those in whose place a later one was approved by the day `as_of`; those that begin last first."""
    replaced = {plan.roadmap.replaces for plan in plans if plan.roadmap.order.date <= as_of}
    left = (plan for plan in plans if plan.address not in replaced)
    return tuple(sorted(left, key=lambda plan: latest_first(plan.roadmap.period)))


def _section_of(report: Report, entries: Sequence[Participation], plans: Mapping[str, Plan]) -> Participation | None:
    """The one participation that a report tells of: by its plan, or, where that says nothing or is none, by its day."""
    if report.roadmap is None:
        meant = [entry for entry in entries if entry.project == report.project]
    else:
        plan = plans.get(report.roadmap)
        meant = [entry for entry in entries if plan is not None and _serves(plan, entry)]
    by_start = sorted(meant, key=lambda entry: latest_first(entry.period))
    running = (entry for entry in by_start if phase(entry.period, report.date) is Phase.RUNNING)
    begun = (entry for entry in by_start if entry.period.start <= report.date)
    return next(running, None) or next(begun, None) or next(reversed(by_start), None)


def _serves(plan: Plan, entry: Participation) -> bool:
    return plan.roadmap.project == entry.project and _meet(plan.roadmap.period, entry.period)


def _meet(one: Span, other: Span) -> bool:
    return one.start <= other.end and one.end >= other.start


def shown(found: Iterable[Section]) -> frozenset[str]:
    """The addresses of the plans whose rows stand in a part of one of the sections."""
    return frozenset(
        plan.address
        for section in found
        if section.has_plans
        for plan in (*section.plans, *(concern.plan for concern in section.concerns))
    )
