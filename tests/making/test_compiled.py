"""What is compiled once is taken from then on, and comes to the same."""

import subprocess
import sys
from pathlib import Path

import pytest
from workshop import ROOT

TOLD = """
import sys
from pathlib import Path
from generator import compiled, resources
compiled.use_compiled(Path(sys.argv[1]))
from generator.deadline import read
from generator.pages.template import draw
print(resources.compiled() is not None)
print(read("до 20.08.2021"))
print(draw("crumbs.html.j2", links=[("../", "Область")], title="Район <1>").markup)
"""


def told(place: Path, *options: str) -> list[str]:
    command = [sys.executable, *options, "-c", TOLD, str(place)]
    environment = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    is_kept, *rest = subprocess.run(
        command, env=environment, check=True, capture_output=True, encoding="utf-8"
    ).stdout.splitlines()
    return [is_kept, *rest]


def files(place: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in place.rglob("*") if path.is_file() and path.name != "writable"}


def test_the_second_process_compiles_nothing(tmp_path: Path) -> None:
    first = told(tmp_path)
    kept = files(tmp_path)
    assert {path.suffix for path in kept} == {".lark", ".cache"}
    assert told(tmp_path) == first
    assert files(tmp_path) == kept
    assert told(tmp_path, "-B")[1:] == first[1:], "compiled anew it is the same"


def test_what_is_broken_is_compiled_anew(tmp_path: Path) -> None:
    first = told(tmp_path)
    for path in files(tmp_path):
        path.write_bytes(path.read_bytes()[:-40])
    assert told(tmp_path) == first


def test_another_compiler_takes_nothing_of_the_first(tmp_path: Path) -> None:
    told(tmp_path)
    (folder,) = tmp_path.iterdir()
    other = folder.rename(folder.with_name(folder.name[:-8] + "0" * 8))
    told(tmp_path)
    assert [*tmp_path.iterdir()] == [folder]
    assert not other.exists()


@pytest.mark.parametrize("options", [("-B",), ()])
def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path, options: tuple[str, ...]) -> None:
    place = tmp_path / "file"
    place.write_text("")
    assert told(place, *options)[0] == "False"
