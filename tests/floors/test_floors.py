"""The floors of the generator: a module imports only from floors below its own, and below the edge everything is pure.

A module that is not in the table fails: place it on a floor above all that it imports. Inside a package (`checks`,
`deadline`, `pages`, …) modules may import one another, but not in a circle.
"""

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "generator"

FLOORS = (
    # values and tables that need nothing of ours
    "__init__ change day fields files ids link photo qr resources rules russian transliteration",
    # what can be wrong, and what a deadline means
    "deadline problem revision settings",
    # the types of values
    "values",
    # letters, and what may stand in files
    "annex document_file letters model syntax",
    # a file as a tree and as texts; deadlines in words and in time
    "occurrence prose source terms wordings",
    # a plan; a tree without its faults; deadlines as drawings
    "plan repair timeline",
    # what is judged, and what follows from a plan
    "amendments checks editor_schema filed months schema",
    # how a file is written
    "canonical",
    # what concerns a school, what is new
    "concern document news",
    # what was done as of a day
    "status",
    # the unit of work and what others see of it; a file to begin with
    "district importers scaffold",
    # what changed between two states of it
    "changes",
    # what comes due; a school in a project: its special section, by what a part of it falls due, what fills it
    "chronicle coming section",
    "due",
    "part",
    # which school published what; what others see of a unit
    "coverage",
    "summary",
    # the unit of work from its files, with all its problems
    "parties published reading",
    "pages",
    # the files beside the pages
    "outputs",
    # what files the site has
    "frame site",
    # all of that as a value in, a value out
    "task",
    # --- the edge: disk, clock, processes, console
    "compiled console disk folder git project state usage",
    "data executor history pdf question sync",
    "engine publish search seen",
    "build press round",
    "edition",
    "destination making",
    "cli_fmt cli_import cli_new cli_pdf cli_schema serve",
    "cli",
    "__main__",
)
EDGE = next(floor for floor, names in enumerate(FLOORS) if "disk" in names.split())
FLOOR = {name: floor for floor, names in enumerate(FLOORS) for name in names.split()}

IMPURE_MODULES = (
    "asyncio fcntl glob http io locale logging multiprocessing os random secrets shutil signal socket subprocess sys tempfile"
    " threading time urllib.request warnings watchfiles"
)
"""What an answer could come to depend on, or what could be left behind by."""
IN_MEMORY = "io.BytesIO io.StringIO"
"""Of these what never leaves the memory: a file for libraries that want to write one."""
IMPURE_CALLS = (
    "chmod getenv hardlink_to lchmod mkdir now print rename replace_file rmdir symlink_to time today touch unlink utcnow"
    " write_bytes write_text"
)
"""Names of functions that look at the clock or write to the disk."""


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def modules() -> dict[str, Path]:
    """Every module of the package by its dotted name without `generator.`; a package is its `__init__`."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


def imports(path: Path) -> Iterator[str]:
    """The dotted names of what a file imports, of ours without `generator.`; also inside functions and under conditions."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name.removeprefix("generator.") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = (node.module or "").removeprefix("generator").lstrip(".") if is_ours(node.module) else node.module or ""
            for alias in node.names:
                whole = f"{module}.{alias.name}".lstrip(".")
                yield whole if not is_ours(node.module) or whole in MODULES else module


def is_ours(name: str | None) -> bool:
    return name is not None and (name == "generator" or name.startswith("generator."))


def unit(module: str) -> str:
    """The module or package that stands on a floor."""
    return module.partition(".")[0]


def ours(module: str) -> set[str]:
    """The modules of ours that a module imports."""
    return {name for name in imports(MODULES[module]) if name in MODULES}


def test_every_module_is_on_a_floor() -> None:
    units = {unit(name) for name in MODULES}
    assert units - FLOOR.keys() == set(), "place these in FLOORS"
    assert sum(len(names.split()) for names in FLOORS) == len(FLOOR), "a module on two floors"


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_from_lower_floors(module: str) -> None:
    own = unit(module)
    for name in ours(module):
        if unit(name) != own:
            assert FLOOR[unit(name)] < FLOOR[own], f"{module} imports {name}"


@pytest.mark.parametrize("package", sorted({unit(name) for name in MODULES if "." in name}))
def test_no_circles_inside_a_package(package: str) -> None:
    members = [name for name in MODULES if unit(name) == package]
    graph = {name: {other for other in ours(name) if other in members} for name in members}
    order = list(TopologicalSorter(graph).static_order())  # raises CycleError
    assert sorted(order) == sorted(members)


PURE = [name for name in MODULES if FLOOR.get(unit(name), EDGE) < EDGE]


@pytest.mark.parametrize("module", PURE)
def test_below_the_edge_all_is_pure(module: str) -> None:
    """No clock, no writing, no logging, no processes: the same input gives the same answer."""
    path = MODULES[module]
    for name in set(imports(path)) - set(IN_MEMORY.split()):
        assert not any(name == impure or name.startswith(f"{impure}.") for impure in IMPURE_MODULES.split()), name
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            assert called not in IMPURE_CALLS.split(), f"{module}:{node.lineno}: {called}"
            assert not (isinstance(node.func, ast.Name) and called == "open"), f"{module}:{node.lineno}: open"
        assert not isinstance(node, ast.Global), f"{module}: global"


def test_only_one_module_reads_the_clock() -> None:
    readers = {name for name, path in MODULES.items() if "datetime.now" in path.read_text("utf-8")}
    assert readers == {"project"}
