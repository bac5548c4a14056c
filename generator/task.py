"""A unit of work as a task: read, judged and drawn from what is handed in alone, so that any process anywhere can do it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from pydantic import TypeAdapter

from generator.changes import unit_titles
from generator.changes.revisions import revisions
from generator.checks.references import Reference, Target, check_references
from generator.day import Day
from generator.district import Context, District, Summary
from generator.filed import Filed, unit_of
from generator.files import SiteFile, SourceFile, digest
from generator.frame import Frames, stamp
from generator.pages.entries import draw_entries
from generator.pages.markdown import Page
from generator.problem import Problem
from generator.reading import Reading, is_roadmap, read_district, read_federal, read_region
from generator.revision import History, Past
from generator.rules import Severity
from generator.site import OUTPUTS, Output, lean_files, make_district
from generator.summary import summarize

Days = tuple[date, date]
"""First and last day, both inclusive, on which something stays as it is."""

_SUMMARY, _FILED = TypeAdapter(Summary), TypeAdapter(Filed)
_NO_PAST = Past()


@dataclass(frozen=True, slots=True)
class Task:
    """All that a unit is made from.

    `sources` are its files, `documents` the paths of its documents, `above` is the reading of what it lies in, `region` the
    summary of its region (both are empty for a region), `sizes` are those of all documents that its pages can lead to. `root`
    and `site_url` as in `Context`. `limit` is the day after which no report can be dated. `told` are the reports of others on
    its plans, encoded. `outputs` are the kinds of files beside the pages. Without `frames` the unit is only read.
    """

    address: str
    schools: tuple[str, ...]
    sources: tuple[SourceFile, ...]
    documents: frozenset[str]
    above: Reading
    region: Summary | None
    sizes: Mapping[str, int]
    root: str
    as_of: date
    limit: date
    site_url: str = ""
    past: Past = _NO_PAST
    told: tuple[str, ...] = ()
    frames: Frames | None = None
    outputs: frozenset[Output] = OUTPUTS


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a unit.

    `summary` is written by `encode` (empty if its profile cannot be read), without the references; `references` are those that
    the unit itself cannot answer for. `told` are its reports on plans of others, by the address of the unit whose plan it is,
    encoded. `files` are its pages, each with its digest, None where they were not drawn; `entries` those for the search.
    Reading and summary hold on the days `read_on`, by the limit, and `told_on`, by the day; the pages on the days `drawn_on`.
    """

    address: str
    problems: tuple[Problem, ...]
    summary: bytes
    references: tuple[Reference, ...]
    told: tuple[tuple[str, str], ...]
    read_on: Days
    told_on: Days
    drawn_on: Days = (date.min, date.max)
    files: tuple[SiteFile, ...] | None = None
    entries: tuple[SiteFile, ...] = ()


def perform(task: Task) -> Result:
    """Read the district of `task`, and draw it if it has no errors. Raises FrameError."""
    reading, result = read(task)
    if task.frames is None or reading.district is None or has_errors(result.problems):
        return result
    day, context = Day.of(task.as_of), context_of(task, reading)
    pages, beside = make_district(reading.district, context, day, task.outputs)
    files = tuple(finished(task.frames, pages, beside, task.site_url, task.outputs))
    entries = tuple(draw_entries(reading.district, context, day)) if Output.SEARCH in task.outputs else ()
    return replace(result, files=files, entries=entries, drawn_on=(day.first, day.last))


def read(task: Task) -> tuple[Reading, Result]:
    """Read the unit of `task`, whatever it is, and sum it up."""
    limit, day = Day.of(task.limit), Day.of(task.as_of)
    if not task.address:
        reading = read_federal(task.sources, task.documents, limit)
    elif "/" in task.address:
        reading = read_district(task.address, task.schools, task.sources, task.documents, task.above, limit)
    else:
        reading = read_region(task.address, task.sources, task.documents, task.above, limit)
    unit, summary = reading.district, b""
    references: tuple[Reference, ...] = ()
    told: tuple[tuple[str, str], ...] = ()
    if unit is not None:
        is_sound = task.region is not None and not has_errors(reading.problems)
        whole = summarize(unit, day, Context(task.region, reading.projects) if task.region and is_sound else None)
        summary = encode(replace(whole, references=(), told=()))
        references = tuple(_unanswered(task, whole, reading.problems))
        told = tuple((unit_of(one.report.roadmap or ""), _FILED.dump_json(one).decode()) for one in whole.told)
    days = (limit.first, limit.last), (day.first, day.last)
    return reading, Result(task.address, tuple(reading.problems), summary, references, told, *days)


def context_of(task: Task, reading: Reading, region: Summary | None = None, districts: Iterable[Summary] = ()) -> Context:
    """What the unit of `task` is drawn in; for a region `region` is its own summary, `districts` are those of its districts."""
    region, above = region or task.region, task.above.district
    if region is None:
        raise ValueError(f"{task.address}: no region")
    plans = above.plans if above else reading.district.plans if reading.district else ()
    bare = Context(
        region,
        reading.projects,
        task.root,
        task.sizes,
        plans,
        site_url=task.site_url,
        told=tuple(map(_FILED.validate_json, task.told)),
        districts=tuple((one.address, one.title) for one in districts),
    )
    return replace(bare, history=_history(task, reading.district, bare)) if task.frames and reading.district else bare


def _history(task: Task, unit: District, context: Context) -> History:
    past = task.past
    titles = unit_titles(unit, context.projects)
    plans = [*unit.plans, *(plan for school in unit.schools for plan in school.plans)]
    found = {plan.source: revisions(plan.source, past.versions.get(plan.source, ()), past.blobs.get, titles) for plan in plans}
    return History({} if past.gap else found, past.gap, past.commit_url)


def finished(
    frames: Frames, pages: Iterable[Page], files: Iterable[SiteFile], site_url: str, outputs: Collection[Output]
) -> Iterator[SiteFile]:
    """The pages as files of the site, their other forms, and further files, each with its digest. Raises FrameError."""
    found = (file for page in pages for file in (_stamped(frames, page), *lean_files(page, site_url, outputs)))
    for file in chain(found, files):
        yield SiteFile(file.path, file.data, digest(file.data))


def _stamped(frames: Frames, page: Page) -> SiteFile:
    return SiteFile(f"{page.address}/index.html".lstrip("/"), stamp(frames, page))


def encode(summary: Summary) -> bytes:
    """A summary as JSON."""
    return _SUMMARY.dump_json(summary)


def decode(data: bytes) -> Summary:
    """The summary that was encoded."""
    return _SUMMARY.validate_json(data)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether anything forbids to build."""
    return any(fault.severity is Severity.ERROR for fault in problems)


def addresses(address: str, schools: Iterable[str], sources: Iterable[str]) -> dict[str, Target]:
    """The addresses in a unit that files can name; `sources` are the paths of its files, also of those that cannot be read."""
    pages: dict[str, Target] = {}
    if address:
        pages[address] = Target.DISTRICT if "/" in address else Target.REGION
    pages.update((f"{address}/{school}", Target.SCHOOL) for school in schools)
    for path in sources:
        if is_roadmap(path):
            pages[path.removesuffix(".yml")] = Target.PLAN
    return pages


def rows_of(summaries: Iterable[Summary], problems: Iterable[Problem]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Id and number of every row, by the address of its plan; not of plans with errors."""
    faulty = {fault.file for fault in problems if fault.severity is Severity.ERROR}
    plans = (plan for summary in summaries for plan in summary.plans)
    return {plan.address: plan.rows for plan in plans if f"{plan.address}.yml" not in faulty}


def _unanswered(task: Task, summary: Summary, problems: Collection[Problem]) -> Iterator[Reference]:
    """The references of a unit that lead out of it, or nowhere."""
    pages = addresses(task.address, task.schools, (file.path for file in task.sources))
    rows = rows_of([summary], problems)
    for reference in summary.references:
        if reference.address not in pages or any(check_references([reference], pages, rows)):
            yield reference
