"""The folder of the data on disk: cut into units, in one sequence whatever the disk says, and nothing read but plain files."""

import os
from pathlib import Path

import pytest
from judging import copy_tiny, judge, put

from generator.folder import survey
from generator.letters import MAX_BYTES


def test_units(tmp_path: Path) -> None:
    root = copy_tiny(tmp_path)
    for path in ("a-oblast/region.yml", "oblast/a-rayon/district.yml", "oblast-2/region.yml"):
        put(root, path, "title: x\n")
    units, problems = survey(root)
    assert problems == []
    assert [unit.address for unit in units] == ["", "a-oblast", "oblast", "oblast/a-rayon", "oblast/rayon", "oblast-2"]
    assert [unit.schools for unit in units] == [[], [], [], [], ["shkola-1", "shkola-2"], []]
    assert units[0].sources == ["projects/rost.yml"]
    assert units[2].sources == ["oblast/2026-rost.yml", "oblast/region.yml"]
    assert units[4].sources == [
        "oblast/rayon/2026-rost.yml",
        "oblast/rayon/district.yml",
        "oblast/rayon/shkola-1/reports/2026-10-20-monitoring.yml",
        "oblast/rayon/shkola-1/school.yml",
        "oblast/rayon/shkola-2/school.yml",
    ]
    assert list(units[4].documents) == ["oblast/rayon/files/polozhenie.pdf"]


def test_a_district_has_the_projects_of_its_own_region(tmp_path: Path) -> None:
    root = copy_tiny(tmp_path)
    put(root, "vtoraya/region.yml", "title: x\n")
    put(root, "vtoraya/projects/zabota.yml", "title: Забота\nlevel: regional\n")
    put(root, "vtoraya/rayon/district.yml", "title: x\n")
    school = "title: x\nprojects:\n  - project: zabota\n    period: 2026\n"
    put(root, "vtoraya/rayon/shkola/school.yml", school)
    assert judge(root).problems == ()
    put(root, "oblast/rayon/shkola-2/school.yml", school)
    assert [problem.code for problem in judge(root).problems] == ["R04"]


def test_the_sequence_of_the_disk_makes_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy_tiny(tmp_path)
    for name in ("b", "a", "c"):
        put(root, f"oblast/rayon/{name}.yml", "title: [")
    before = judge(root)
    scandir = os.scandir

    class Reversed:
        def __init__(self, path: Path) -> None:
            self.entries = scandir(path)

        def __enter__(self):
            return reversed(list(self.entries))

        def __exit__(self, *error: object) -> None:
            self.entries.close()

    monkeypatch.setattr(os, "scandir", Reversed)
    after = judge(root)
    assert (after.problems, after.units) == (before.problems, before.units)


def test_a_file_that_is_gone_is_told_of(tmp_path: Path) -> None:
    root = copy_tiny(tmp_path)
    units, _ = survey(root)
    (root / "oblast/rayon/district.yml").unlink()
    _, problems = units[2].read(root)
    assert [(problem.file, problem.code, problem.message) for problem in problems] == [
        ("oblast/rayon/district.yml", "F09", "файл не удалось прочитать: его уже нет.")
    ]


def test_a_file_that_became_a_link_is_not_followed(tmp_path: Path) -> None:
    root = copy_tiny(tmp_path)
    units, _ = survey(root)
    secret = tmp_path / "secret"
    secret.write_text("title: тайна\n", "utf-8")
    (root / "oblast/rayon/district.yml").unlink()
    (root / "oblast/rayon/district.yml").symlink_to(secret)
    files, problems = units[2].read(root)
    assert [problem.code for problem in problems] == ["F09"]
    assert "тайна" not in "".join(file.data.decode() for file in files)


def test_no_more_is_read_than_may_be_judged(tmp_path: Path) -> None:
    root = copy_tiny(tmp_path)
    put(root, "oblast/rayon/2026-rost.yml", b"x" * (3 * MAX_BYTES))
    files, _ = survey(root)[0][2].read(root)
    assert max(len(file.data) for file in files) == MAX_BYTES + 1


def test_no_folder_is_a_fault(tmp_path: Path) -> None:
    units, problems = survey(tmp_path / "nowhere")
    assert [unit.address for unit in units] == [""]
    assert [(problem.file, problem.code) for problem in problems] == [(".", "F09")]
