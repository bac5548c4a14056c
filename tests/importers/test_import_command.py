"""`roadmaps import`: the file at its place, valid at once; the report; refusals without a trace."""

import subprocess
import sys
from pathlib import Path

import pytest
from order_text import TEXTS
from word_files import HEADINGS, ROWS, order


@pytest.fixture
def project(tmp_path: Path) -> Path:
    district = tmp_path / "roadmaps/oblast/rayon"
    district.mkdir(parents=True)
    (district.parent / "region.yml").write_text("title: Вымышленная область\ndemo: true\n", "utf-8")
    (district / "district.yml").write_text("title: Примерный район\n", "utf-8")
    return tmp_path


def call(project: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "generator", "import", *words], cwd=project, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("into", ["roadmaps/oblast/rayon", "oblast/rayon"])
def test_a_word_file_becomes_a_file_that_passes_the_check(project: Path, into: str):
    (project / "приказ.docx").write_bytes(order())
    answer = call(project, "приказ.docx", "--into", into)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert answer.stdout.splitlines()[0] == "roadmaps/oblast/rayon/2021-plan.yml"
    assert "Прочитано: приказ от 04.03.2021 № 12" in answer.stderr
    assert "Ошибок нет" in answer.stderr
    assert (project / "roadmaps/oblast/rayon/2021-plan.yml").is_file()
    again = call(project, "приказ.docx", "--into", into)
    assert again.returncode == 2
    assert "уже есть" in again.stderr


def test_the_dubovskiy_order_passes_with_nothing_typed(project: Path):
    answer = call(project, TEXTS / "dubovskiy-2021.txt", "--into", "oblast/rayon", "--id", "2021-500-plus")
    assert answer.returncode == 0, answer.stdout + answer.stderr
    form = subprocess.run([sys.executable, "-m", "generator", "fmt", "--check"], cwd=project, capture_output=True, check=False)
    assert form.returncode == 0, form.stdout


def test_what_the_report_asks_for_is_what_the_check_asks_for(project: Path):
    (project / "приказ.docx").write_bytes(order(lines=["План мероприятий"]))
    answer = call(project, "приказ.docx", "--into", "oblast/rayon")
    assert answer.returncode == 1
    assert "повторите импорт с --period" in answer.stderr
    (project / "roadmaps/oblast/rayon/plan.yml").unlink()
    said = ("--period", "2021", "--order-date", "2021-03-04")
    answer = call(project, "приказ.docx", "--into", "oblast/rayon", *said)
    assert "повторите импорт" not in answer.stderr
    assert {line.split(": ")[-1] for line in answer.stdout.splitlines()[1:]}


def test_without_a_folder_the_file_is_printed(project: Path):
    (project / "приказ.docx").write_bytes(order())
    answer = call(project, "приказ.docx")
    assert answer.returncode == 0
    assert answer.stdout.startswith("title: План мероприятий на 2021 год\nperiod: 2021\norder:\n")
    assert not [*project.glob("roadmaps/oblast/rayon/2*")]


@pytest.mark.parametrize(
    ("name", "data", "code", "words"),
    [
        ("план.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, 1, "сохраните как .docx"),
        ("план.docx", order((("А", "Б"), ("1", "2"))), 1, "таблица плана не найдена"),
        ("\x1b[2J.docx", order((HEADINGS[:2], ROWS[0][:2])), 1, "таблица плана не найдена"),
    ],
)
def test_a_refusal_leaves_nothing_and_no_traceback(project: Path, name: str, data: bytes, code: int, words: str):
    (project / name).write_bytes(data)
    answer = call(project, name, "--into", "oblast/rayon")
    assert answer.returncode == code
    assert words in answer.stderr
    assert "Traceback" not in answer.stderr
    assert "\x1b" not in answer.stderr
    assert [path.name for path in sorted((project / "roadmaps/oblast/rayon").iterdir())] == ["district.yml"]


def test_a_missing_file_and_a_wrong_period_are_wrong_calls(project: Path):
    assert call(project, "нет.docx").returncode == 2
    answer = call(project, TEXTS / "dubovskiy-2021.txt", "--period", "вечность")
    assert (answer.returncode, "--period" in answer.stderr) == (2, True)
