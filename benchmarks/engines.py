"""The builders that are compared, and what each of their runs has to have done."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from time import perf_counter, sleep
from urllib.request import urlopen

from benchmarks.corpus import AS_OF
from benchmarks.measure import Cost, FailedError, cpu_time, measure
from benchmarks.project import ROOT, Project, count_pages, pages_with, plans, size
from benchmarks.results import Sample
from generator.site import OUTPUTS, Output

_HERE = Path(__file__).parent
_OURS = (sys.executable, "-m", "generator")
_PARTS = (sys.executable, "-m", "benchmarks.roadmaps")
_PATIENCE = 120
"""Seconds to wait for a page that was edited."""
_OFFICE = frozenset({"word", "excel"})
"""The kinds of output that the targets set apart."""
LIGHT = frozenset(kind for kind in OUTPUTS if kind.value not in _OFFICE)
"""All outputs, Word and Excel apart."""


def stage(project: Project) -> Sample:
    """As `roadmaps pages`, the pages alone: the Markdown tree that the other MkDocs engines build."""
    shutil.rmtree(project.folder / "build", ignore_errors=True)
    cost = _measure_parts(project, "pages", ())
    return _sample(cost, project.docs, count_pages(project.docs, "*.md"))


def mkdocs(project: Project, engine: str) -> Sample:
    """`mkdocs build` (or ProperDocs) of the staged pages, strict as ours."""
    out = project.folder.parent / engine
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, "-m", engine, "build", "--strict", "-f", "site_config.yml", "-d", out]
    cost, _ = measure(command, project.folder, {"NO_MKDOCS_2_WARNING": "1"})
    with _removed(out):
        return _whole(cost, out, count_pages(project.docs, "*.md"))


def zensical(project: Project) -> Sample:
    """Zensical in Material's own frame: its template engine refuses ours. It knows only the output folder it is configured."""
    out = project.folder / "build/site"
    shutil.rmtree(out, ignore_errors=True)
    (project.folder / "frame").mkdir(exist_ok=True)
    (project.folder / "frame/page.html").write_text('{% extends "main.html" %}\n', "utf-8")
    ours = (project.folder / "site_config.yml").read_text("utf-8")
    config = re.sub(r"^extra_css:\n(?: .*\n)+", "", ours.replace("theme/overrides", "frame"), flags=re.MULTILINE)
    (project.folder / "zensical.yml").write_text(config, "utf-8")
    cost, _ = measure([sys.executable, "-m", "zensical", "build", "-f", "zensical.yml"], project.folder)
    with _removed(out):
        return _whole(cost, out, count_pages(project.docs, "*.md"))


def hugo(project: Project) -> Sample:
    """Hugo from the same YAML with the plain theme of `benchmarks/hugo/`; a page for each region, district, school and plan."""
    out = project.folder.parent / "hugo"
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(_HERE / "hugo", project.folder / "hugo", dirs_exist_ok=True)
    program = Path(sys.executable).parent / "hugo"
    command = [program, "--quiet", "--config", "hugo/hugo.toml", "--destination", out, "--cacheDir", out.parent / "hugo-cache"]
    cost, _ = measure(command, project.folder)
    roadmaps = plans(project.data)
    territories = sum(count_pages(project.data, f"{name}.yml") for name in ("region", "district", "school"))
    with _removed(out):
        sample = _whole(cost, out, 1 + territories + len(roadmaps))
        result = roadmaps[0].read_text("utf-8").rpartition(" result: ")[2].partition("\n")[0].strip("'")
        page = out / roadmaps[0].relative_to(project.data).with_suffix("") / "index.html"
        if result not in page.read_text("utf-8"):
            raise FailedError(f"hugo: {page} does not hold «{result}»")
        return sample


def cold(project: Project, outputs: Collection[Output] = OUTPUTS) -> Sample:
    """`roadmaps build` where nothing was built before, with the `outputs` beside the pages."""
    project.clean()
    return _build(project) if outputs == OUTPUTS else _sampled(_measure_parts(project, "build", outputs), project)


def unchanged(project: Project) -> Sample:
    """The same build again: not a byte of the site may differ."""
    before = (project.site / ".roadmaps.json").read_bytes()
    sample = _build(project)
    if (project.site / ".roadmaps.json").read_bytes() != before:
        raise FailedError("a build without any change changed the site")
    return sample


def edited(project: Project, edit: Callable[[str], Path], word: str, *, everywhere: bool = False) -> Sample:
    """One edit, which adds `word` to the data or to the theme, and the build after it."""
    place = edit(word)
    sample = _build(project)
    found, wanted = pages_with(word, project.site / place), sample.pages if everywhere else 1
    if found < wanted:
        raise FailedError(f"the edit «{word}» is on {found} pages below «{place}», not on {wanted}")
    return sample


def next_day(project: Project) -> Sample:
    """The build as of the next day, with no other change."""
    day = AS_OF + timedelta(days=1)
    sample = _build(project, day=f"{day}")
    if not pages_with(f"{day.day} ноября {day.year}", project.site):
        raise FailedError(f"no page speaks of {day}")
    return sample


def served(project: Project, edit: Callable[[str], Path], word: str) -> Sample:
    """From an edit, which adds `word` to one page, until `roadmaps serve` answers with it; the start is no part of it."""
    command = [*_OURS, "serve", f"--as-of={AS_OF}", "--port=0"]
    with subprocess.Popen(command, cwd=project.folder, stderr=subprocess.PIPE, encoding="utf-8") as process:
        try:
            said = iter(process.stderr.readline if process.stderr else str, "")
            address = next(found[0] for line in said if (found := re.search(r"http://\S+/", line)))
            if not any(line.startswith("Сайт собран") for line in said):
                raise FailedError("serve: no site was built")
            cpu, begun = cpu_time(process.pid), perf_counter()
            page = f"{address}{edit(word).as_posix()}/"
            while word not in urlopen(page).read().decode():  # noqa: S310 the server that was started here
                if perf_counter() - begun > _PATIENCE:
                    raise FailedError(f"serve: {page} never showed «{word}»")
                sleep(0.01)
            return Sample(perf_counter() - begun, cpu_time(process.pid) - cpu, None)
        except StopIteration:
            raise FailedError("serve: it did not start") from None
        finally:
            process.terminate()


def check(project: Project, *, warm: bool) -> Sample:
    """`roadmaps check` of all files; a cold one finds nothing of an earlier run."""
    if not warm:
        project.clean()
    cost, _ = measure([*_OURS, "check", f"--as-of={AS_OF}"], project.folder)
    return Sample(cost.wall, cost.cpu, cost.memory)


def _build(project: Project, day: str = f"{AS_OF}") -> Sample:
    cost, _ = measure([*_OURS, "build", f"--as-of={day}"], project.folder)
    return _sampled(cost, project)


def _sampled(cost: Cost, project: Project) -> Sample:
    return _sample(cost, project.site, count_pages(project.site))


def _measure_parts(project: Project, command: str, outputs: Collection[Output]) -> Cost:
    """A command with the `outputs` alone: the program is that of the project, and only what calls it is ours."""
    words = [*_PARTS, command, f"{AS_OF}", *sorted(kind.value for kind in outputs)]
    cost, _ = measure(words, project.folder, {"PYTHONPATH": f"{project.folder}:{ROOT}"})
    return cost


def _whole(cost: Cost, out: Path, wanted: int) -> Sample:
    sample = _sample(cost, out, count_pages(out))
    if sample.pages != wanted:
        raise FailedError(f"{out.name}: {sample.pages} pages were built, not {wanted}")
    return sample


def _sample(cost: Cost, out: Path, pages: int) -> Sample:
    count, files = size(out)
    return Sample(cost.wall, cost.cpu, cost.memory, pages, count, files)


@contextmanager
def _removed(out: Path) -> Iterator[None]:
    """Take the output away after it was looked at: a large bench would fill the disk."""
    try:
        yield
    finally:
        shutil.rmtree(out, ignore_errors=True)
