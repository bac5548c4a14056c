"""Faulty and odd files, each judged inside a valid data folder: what is found, where, and in what time.

`index.tsv` has a line for each problem of a case: the file that is put at `place` (or made by the function of that name in
`made.py`), the verdict (`accept`, `warn`, `reject`), code, line and column. No other problem may be told of. A second line of a
case names another problem; `first of N` in the note says that N problems like this one are told of.
"""

import csv
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
import yaml
from judging import copy_tiny, judge, place, put
from made import BIG, MADE
from pydantic import BaseModel

from generator.model import DistrictProfile, Project, Region, Report, Roadmap, School
from generator.problem import as_json, visible
from generator.rules import Severity
from generator.schema import validate
from generator.source import read
from generator.values import Span

HERE = Path(__file__).parent
SECOND = 1.0
MEMORY = 200_000_000


@dataclass(frozen=True)
class Case:
    id: str
    file: str
    place: str
    verdict: str
    problems: tuple[tuple[str, str, int, int], ...]
    note: str

    def __str__(self) -> str:
        return self.id

    def make(self, folder: Path) -> Path:
        root = copy_tiny(folder)
        if self.file.startswith("made:"):
            (MADE | BIG)[self.id](root)
        else:
            put(root, self.place, (HERE / self.file).read_bytes())
        return root

    def holds(self, found: list[tuple[str, str, int, int]]) -> bool:
        first, _, count = self.note.partition("first of ")
        if count and not first:
            return len(found) == int(count) and found[0] == self.problems[0]
        return sorted(found) == sorted(self.problems)


def read_index() -> Iterator[Case]:
    with (HERE / "index.tsv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for id_, group in groupby(lines, key=itemgetter("id")):
        own = list(group)
        problems = (
            (line["place"], line["code"], int(line["line"]), int(line["column"])) for line in own if line["code"] != "-"
        )
        first = own[0]
        yield Case(id_, first["file"], first["place"], first["verdict"], tuple(problems), first["note"])


CASES = list(read_index())
SMALL = [case for case in CASES if case.id not in BIG]


def test_index_and_folder_agree() -> None:
    files = {path.relative_to(HERE).as_posix() for path in HERE.glob("*/*.yml")}
    assert {case.file for case in CASES} == files | {f"made:{name}" for name in MADE | BIG}
    assert all((case.verdict == "accept") == (not case.problems) for case in CASES)


@pytest.mark.parametrize("case", SMALL, ids=str)
def test_verdict(case: Case, tmp_path: Path) -> None:
    root = case.make(tmp_path)
    start = time.process_time()
    problems = judge(root).problems
    assert time.process_time() - start < SECOND
    found = [(visible(path), *rest) for path, *rest in map(place, problems)]
    assert case.holds(found), "\n".join(problem.as_text() for problem in problems)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    assert case.verdict == ("reject" if errors else "warn" if problems else "accept")
    for problem in problems:
        for told in (problem.as_text(), problem.as_annotation()):
            assert told.isprintable(), told  # one line, and nothing that a terminal would act on
        json.loads(as_json([problem]).encode())


def test_big_ones_within_limits(tmp_path: Path) -> None:
    """All in one process, so that its memory is the most that any of them needs."""
    big = [case for case in CASES if case.id in {*BIG, "alias_bomb_list", "merge_bomb", "symlink_loop", "pipe"}]
    folders = []
    for case in big:
        (tmp_path / case.id).mkdir()
        folders.append(case.make(tmp_path / case.id))
    command = [sys.executable, HERE / "limited.py", *folders]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    assert run.returncode == 0, f"{run.returncode} at {[*big, 'the end'][len(answers)]}: {run.stderr}"
    for case, answer in zip(big, answers, strict=False):
        found = [(file, code, line, column) for file, code, line, column in answer["problems"]]
        assert case.holds(found), (case.id, found[:10])
        assert answer["seconds"] < SECOND, (case.id, answer["seconds"])
    assert answers[-1]["memory"] < MEMORY


# What stands in a file that is accepted comes back from the model letter for letter

KINDS: dict[str, type[Any]] = {"region.yml": Region, "district.yml": DistrictProfile, "school.yml": School}


def kind_of(path: str) -> type[Any]:
    folder, name = path.split("/")[-2:]
    return KINDS.get(name) or {"projects": Project, "reports": Report}.get(folder, Roadmap)


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> dict[tuple[str | int, ...], str]:
    """The texts in nested keys and lists, with the places where they stand; a value with a type as the file writes it."""
    if isinstance(value, Span):
        whole_year = (value.start.month, value.start.day, value.end.month, value.end.day) == (1, 1, 12, 31)
        return {path: str(value.start.year) if whole_year else f"{value.start}/{value.end}"}
    if isinstance(value, BaseModel):
        value = {key: item for key in value.model_fields_set if (item := getattr(value, key)) is not None}
    if isinstance(value, dict):
        return {place: text for key, item in value.items() for place, text in leaves(item, (*path, key)).items()}
    if isinstance(value, list | tuple):
        return {place: text for index, item in enumerate(value) for place, text in leaves(item, (*path, index)).items()}
    if isinstance(value, bool):
        return {path: "true" if value else "false"}
    return {path: value.value if isinstance(value, Enum) else value.isoformat() if isinstance(value, date) else str(value)}


@pytest.mark.parametrize("case", [case for case in SMALL if case.verdict != "reject" and ":" not in case.file], ids=str)
def test_texts_come_back_letter_for_letter(case: Case) -> None:
    """Held against another parser, PyYAML's own in Python, which leaves every scalar the text it is."""
    data = (HERE / case.file).read_bytes()
    tree, _ = read(case.place, data)
    assert tree is not None
    model = validate(kind_of(case.place), case.place, tree).model
    assert leaves(model) == leaves(yaml.load(data.decode("utf-8-sig"), yaml.BaseLoader))
