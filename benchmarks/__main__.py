"""`make bench`: build the corpus with every engine in turn, several times over, and print one table for each size."""

import argparse
import os
import platform
import sys
from collections.abc import Callable
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks import engines
from benchmarks.measure import FailedError
from benchmarks.project import Project, count_pages, plans
from benchmarks.record import RECORD, record
from benchmarks.results import Result, Row, Sample, read_results, write_results
from benchmarks.table import HUGO, PLAIN, write_table
from benchmarks.targets import write_targets

_PROBE = 12  # districts: how many pages of ours one district gives on the average is counted on these
_PACKAGES = ("mkdocs", "mkdocs-material", "properdocs", "zensical", "hugo")
_SLOW = (PLAIN, "properdocs", "zensical")
"""Rows that take minutes at the large sizes: `--plain-runs` says how often they are measured."""

Step = tuple[str, str, Callable[[], Sample]]


def main() -> None:
    """Read the options, run, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000], help="pages of ours (default: 1000)")
    parser.add_argument("--runs", type=int, default=5, help="runs of each row, interleaved (default: 5)")
    parser.add_argument("--plain-runs", type=int, help="runs of plain MkDocs, ProperDocs and Zensical (default: as --runs)")
    parser.add_argument(
        "--skip", nargs="*", default=[], metavar="ROW", help="rows to leave out, for example: zensical properdocs"
    )
    parser.add_argument("--work", type=Path, default=Path("build/bench"), help="where to work (default: build/bench)")
    parser.add_argument("--record", action="store_true", help="keep the figures and write them into docs/")
    options = parser.parse_args()
    work = options.work.resolve()
    slow = options.runs if options.plain_runs is None else options.plain_runs
    found = []
    for pages in options.sizes:
        result = bench(work / f"{pages}", pages, options.runs, slow, options.skip)
        found.append(result)
        print(write_table(result), write_targets(result), sep="\n", flush=True)
        kept = [other for other in read_results(work / RECORD.name) if other.pages != pages]
        write_results(work / RECORD.name, [*kept, result])
    if options.record:
        record(found)


def bench(work: Path, pages: int, runs: int, slow: int, skip: list[str]) -> Result:
    """Measure all rows on a corpus of about that many pages of ours."""
    districts = max(1, round(pages / _pages_per_district(work)))
    project = Project(work / "project", districts)
    project.make()
    result = Result(pages, _machine(), _versions(), {})
    for run in range(runs):
        for key, title, step in _steps(project, run):
            if key in skip or (key in _SLOW and run >= slow):
                continue
            row = next((row for row in result.rows if row.key == key), None)
            if row is None:
                row = Row(key, title)
                result.rows.append(row)
            if row.missing:
                continue
            _tell(f"{pages} pages, run {run + 1} of {runs}: {title}")
            try:
                row.samples.append(step())
            except FailedError as error:
                if key not in ("properdocs", "zensical"):  # the optional ones
                    raise
                row.missing = " ".join(str(error).split())[-200:].replace("|", "/")
        project.undo()
    result.corpus = _counts(project)
    return result


def _steps(project: Project, run: int) -> list[Step]:
    """The rows of one round in order. Each edit is made on top of those before it: every build sees exactly one change."""
    word = f"Правка{run}"
    edited, served = partial(engines.edited, project), partial(engines.served, project, project.edit_roadmap)
    return [
        ("pages", "`roadmaps pages`: Markdown of the pages alone", lambda: engines.stage(project)),
        (PLAIN, "plain `mkdocs build` of these pages", lambda: engines.mkdocs(project, "mkdocs")),
        ("properdocs", "ProperDocs of these pages", lambda: engines.mkdocs(project, "properdocs")),
        ("zensical", "Zensical of these pages", lambda: engines.zensical(project)),
        (HUGO, "Hugo, a plain theme, the same YAML", lambda: engines.hugo(project)),
        ("alone", "**`roadmaps build`, cold**, pages alone", lambda: engines.cold(project, ())),
        ("light", "**cold**, all outputs but Word and Excel", lambda: engines.cold(project, engines.LIGHT)),
        ("cold", "**cold**, all outputs", lambda: engines.cold(project)),
        ("unchanged", "no change", lambda: engines.unchanged(project)),
        ("report", "one school's report edited", lambda: edited(project.edit_report, f"{word}отчёта")),
        ("roadmap", "one district's roadmap edited", lambda: edited(project.edit_roadmap, f"{word}плана")),
        ("served", "one roadmap edited, until `roadmaps serve` shows it", lambda: served(f"{word}показа")),
        ("theme", "the frame of all pages edited", lambda: edited(project.edit_theme, f"{word}темы", everywhere=True)),
        ("day", "the next day", lambda: engines.next_day(project)),
        ("check", "`roadmaps check`, cold", lambda: engines.check(project, warm=False)),
        ("check-warm", "`roadmaps check`, warm", lambda: engines.check(project, warm=True)),
    ]


def _pages_per_district(work: Path) -> float:
    """Pages of ours for each district, counted on a small corpus."""
    _tell("counting the pages of a district")
    few, more = (Project(work / f"probe-{count}", count) for count in (1, _PROBE))
    counts = []
    for project in (few, more):
        project.make()
        counts.append(engines.stage(project).pages)
    return (counts[1] - counts[0]) / (_PROBE - 1)


def _counts(project: Project) -> dict[str, int]:
    data = project.data
    return {
        "regions": count_pages(data, "region.yml"),
        "districts": count_pages(data, "district.yml"),
        "schools": count_pages(data, "school.yml"),
        "roadmaps": len(plans(data)),
        "reports": sum(1 for _ in data.glob("**/reports/*.yml")),
        "files of data": project.files,
    }


def _machine() -> str:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{cores} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"


def _versions() -> dict[str, str]:
    versions = {}
    for name in _PACKAGES:
        try:
            versions[name] = version(name)
        except PackageNotFoundError:
            continue
    return versions


def _tell(words: str) -> None:
    print(f"· {words}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
