"""`roadmaps new`: files that are good at once, names, questions on a terminal, and nothing ever overwritten."""

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from judging import judge, put

from generator import scaffold
from generator.cli import roadmaps
from generator.cli_new import _DISTRICT_WORDS, _SCHOOL_WORDS
from generator.ids import is_id
from generator.model import ReportStatus
from generator.scaffold import Approval, Subject, written
from generator.source import Scalar, get, read
from generator.transliteration import latin_id

ROOT = Path(__file__).parent.parent
CONFIG = "extra:\n  roadmaps:\n    time_zone: Europe/Moscow\n"
PROJECT = "title: Проект «500+»\nlevel: federal\nparts:\n  - id: concept\n    title: Концепция\n    shows: documents\n"
SCHOOL = "oblast/rayon/shkola-1"
PLAN = "oblast/rayon/2021-500-plus"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one federal project in its data, which is the current folder."""
    (tmp_path / "roadmaps").mkdir()
    (tmp_path / "site_config.yml").write_text(CONFIG, encoding="utf-8")
    put(tmp_path / "roadmaps", "projects/500-plus.yml", PROJECT)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1622505600")  # 2021-06-01
    return tmp_path


def new(*words: str) -> Result:
    return CliRunner().invoke(roadmaps, ["new", *words])


ORDER = ("--order-title", "О реализации проекта", "--order-date", "2021-03-27", "--order-authority", "РОО: отдел № 1")
CALLS = {
    "oblast/region.yml": ("region", "--title", "Область", "--authority", "Министерство"),
    "oblast/rayon/district.yml": ("district", "--in", "oblast", "--title", "Примерный район", "--id", "rayon"),
    f"{SCHOOL}/school.yml": (
        *("school", "--in", "oblast/rayon", "--title", "МБОУ СОШ № 1", "--id", "shkola-1"),
        *("--project", "500-plus", "--period", "2021"),
    ),
    f"{PLAN}.yml": (
        *("roadmap", "--in", "oblast/rayon", "--title", "План «500+»: на 2021 год", "--project", "500-plus"),
        *("--period", "2021", "--order-number", "089", *ORDER),
    ),
    f"{SCHOOL}/2020-nash-plan-raboty.yml": (
        *("roadmap", "--in", SCHOOL, "--title", "Наш план работы", "--period", "2020-09-01/2021-08-31", *ORDER),
    ),
    "oblast/2021-oblastnoy-plan.yml": ("roadmap", "--in", "oblast", "--title", "Областной план", "--period", "2021", *ORDER),
    f"{SCHOOL}/reports/2021-05-20-razdel.yml": (
        *("report", "--in", SCHOOL, "--title", "Раздел создан", "--date", "2021-05-20", "--roadmap", PLAN),
        *("--activity", "1", "--status", "postponed", "--until", "2021-07-01"),
    ),
    f"{SCHOOL}/reports/2021-05-20-razdel-2.yml": (
        *("report", "--in", SCHOOL, "--title", "Раздел: дополнен", "--date", "2021-05-20", "--roadmap", PLAN),
        *("--activity", "1.", "--status", "перенесено", "--until", "2021-07-01"),
    ),
    "oblast/rayon/reports/2021-06-01-itogi.yml": (
        *("report", "--in", "oblast/rayon", "--title", "Итоги", "--project", "500-plus", "--word", "itogi"),
    ),
}


def test_a_whole_region_is_good_at_once(folder: Path) -> None:
    for path, words in CALLS.items():
        result = new(*words)
        assert result.exit_code == 0, (path, result.output)
        assert result.stdout.splitlines()[0] == f"roadmaps/{path}"
    problems = judge(folder / "roadmaps").problems
    assert {problem.code for problem in problems} == {"S12"}
    assert {problem.file for problem in problems} == {path for path, words in CALLS.items() if words[0] == "roadmap"}


def test_what_is_there_is_never_touched(folder: Path) -> None:
    for words in CALLS.values():
        assert new(*words).exit_code == 0
    before = {path: path.read_bytes() for path in (folder / "roadmaps").rglob("*.yml")}
    for path, words in CALLS.items():
        again = words if words[0] != "report" else (*words, "--word", path.rpartition("/")[2][11:-4])
        result = new(*again)
        assert result.exit_code == 2, path
        assert "уже есть" in result.output
    assert before == {path: path.read_bytes() for path in (folder / "roadmaps").rglob("*.yml")}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("region",), "не хватает ключа --title"),
        (("region", "--title", " "), "здесь пусто"),
        (("region", "--title", "№"), "не хватает ключа --id"),
        (("region", "--title", "О", "--id", "Oblast"), "«Oblast» не имя"),
        (("region", "--title", "О", "--id", "../o"), "«../o» не имя"),
        (("region", "--title", "О", "--id", "embed"), "занято самим сайтом"),
        (("region", "--title", "О", "--id", "projects"), "занято самим сайтом"),
        (("district", "--in", "oblas", "--title", "Р"), "Возможно, «oblast»"),
        (("district", "--in", "oblast/rayon", "--title", "Р"), "нет папки"),
        (("school", "--in", "oblast/rayon", "--title", "Ш", "--project", "500plus"), "Возможно, «500-plus»"),
        (("school", "--in", "oblast/rayon", "--title", "Ш", "--project", "500-plus"), "не хватает ключа --period"),
        (("school", "--in", "oblast/rayon", "--title", "Ш", "--period", "2021"), "вместе с --project"),
        (("school", "--in", "oblast/rayon", "--title", "Ш", "--id", "2021-500-plus"), "2021-500-plus.yml уже есть"),
        (("roadmap", "--in", "oblast/rayon", "--title", "П", "--period", "весна"), "«весна» не период"),
        (("roadmap", "--in", "oblast/rayon", "--title", "П", "--period", "2021", "--id", "shkola-1"), "уже есть"),
        ((*CALLS[f"{PLAN}.yml"], "--id", "drugoy", "--order-date", "27.03.2021"), "«27.03.2021» не дата"),
        (("report", "--in", SCHOOL, "--title", "О", "--roadmap", f"{PLAN}s"), f"Возможно, «{PLAN}»"),
        (("report", "--in", SCHOOL, "--title", "О", "--roadmap", PLAN, "--project", "500-plus"), "либо о плане"),
        (("report", "--in", SCHOOL, "--title", "О", "--status", "done"), "не хватает ключа --roadmap"),
        (
            ("report", "--in", SCHOOL, "--title", "О", "--roadmap", PLAN, "--activity", "1", "--status", "ok"),
            "нет статуса «ok»",
        ),
        (("report", "--in", SCHOOL, "--title", "О"), "не хватает ключа --project"),
        (("report", "--in", SCHOOL, "--title", "О", "--project", "500-plus", "--word", "Итог"), "«Итог» не годится"),
    ],
)
def test_wrong_calls(folder: Path, words: tuple[str, ...], says: str) -> None:
    for call in CALLS.values():
        assert new(*call).exit_code == 0
    before = sorted((folder / "roadmaps").rglob("*"))
    result = new(*words)
    assert result.exit_code == 2
    assert says in result.output
    assert sorted((folder / "roadmaps").rglob("*")) == before


def test_a_fault_that_only_the_check_sees(folder: Path) -> None:
    for call in CALLS.values():
        new(*call)
    result = new("report", "--in", SCHOOL, "--title", "Собеседование", "--roadmap", PLAN, "--activity", "9")
    assert result.exit_code == 1
    assert "roadmaps/oblast/rayon/shkola-1/reports/2021-06-01-sobesedovaniye.yml:4:14: ошибка R09" in result.output


def test_the_folder_in_which_one_stands_is_meant(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for call in CALLS.values():
        new(*call)
    monkeypatch.chdir(folder / "roadmaps/oblast/rayon")
    assert new("school", "--title", "МБОУ Веселовская СШ № 2").exit_code == 0
    assert (folder / "roadmaps/oblast/rayon/veselovskaya-2/school.yml").is_file()


def test_no_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "вне папки с данными" in str(new("region", "--title", "Область").exception)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_through_a_link(folder: Path) -> None:
    (folder / "elsewhere").mkdir()
    for path, words in CALLS.items():
        if "/reports/" not in path:
            new(*words)
    (folder / "roadmaps" / SCHOOL / "reports").symlink_to(folder / "elsewhere")
    result = new(*CALLS[f"{SCHOOL}/reports/2021-05-20-razdel.yml"])
    assert result.exit_code == 2
    assert list((folder / "elsewhere").iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="a terminal is made as on Unix")
def test_questions_on_a_terminal(folder: Path) -> None:
    for path in ("oblast/region.yml", "oblast/rayon/district.yml"):
        new(*CALLS[path])
    answers = ["", "МБОУ Веселовская СШ № 2", "Vesel", "", "500", "500-plus", "2021"]
    ours, terminal = os.openpty()
    command = [sys.executable, "-m", "generator", "new", "school"]
    with subprocess.Popen(
        command, stdin=terminal, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(ROOT)}
    ) as run:
        os.write(ours, "".join(f"{answer}\n" for answer in answers).encode())
        out, told = (stream.decode() for stream in run.communicate(timeout=30))
    os.close(ours)
    os.close(terminal)
    assert run.returncode == 0, told
    assert out == "roadmaps/oblast/rayon/veselovskaya-2/school.yml\n"
    assert "В каком районе [oblast/rayon]: " in told
    assert "Имя для адреса, навсегда [veselovskaya-2]: «Vesel» не имя." in told
    assert "нет файла проекта «500». Есть: 500-plus." in told
    text = (folder / "roadmaps/oblast/rayon/veselovskaya-2/school.yml").read_text("utf-8")
    assert text.startswith("title: МБОУ Веселовская СШ № 2\n")
    assert "\n  - project: 500-plus\n    period: 2021\n" in text


ORDER_OF_TEXT = Approval("О реализации", date(2021, 3, 27), "РОО")
DONE = Subject(roadmap=PLAN, activities=("1",), status=ReportStatus.DONE)
TEXTS = {
    "oblast/region.yml": (scaffold.region("Область"), scaffold.region("Область", "Министерство", demo=True)),
    "oblast/rayon/district.yml": (scaffold.district("Район"), scaffold.district("Район", "Отдел")),
    f"{SCHOOL}/school.yml": (scaffold.school("Школа"), scaffold.school("Школа", "500-plus", "2021")),
    f"{PLAN}.yml": (
        scaffold.roadmap("План", "2021", ORDER_OF_TEXT),
        scaffold.roadmap("План", "2021", ORDER_OF_TEXT, "500-plus"),
    ),
    f"{SCHOOL}/reports/2021-05-20-razdel.yml": (
        scaffold.report("Раздел", date(2021, 5, 20), DONE),
        scaffold.report("Раздел", date(2021, 5, 20), Subject(project="500-plus")),
    ),
}


@pytest.mark.parametrize("path", TEXTS)
@pytest.mark.parametrize("index", [0, 1])
def test_hints_are_good_when_their_sign_is_taken_away(folder: Path, path: str, index: int) -> None:
    """Every commented key stands at its place: without «# » the file has no fault of shape, and no text is cut by a hint."""
    root = folder / "roadmaps"
    for name, texts in TEXTS.items():
        put(root, name, texts[0])
    text = TEXTS[path][index]
    keys = re.findall(r"^ *# +(?:- )?[a-z]+:", text, re.MULTILINE)
    assert len(keys) >= 5
    put(root, path, re.sub(r"^( *)# (?=[ a-z-])", r"\1", text, flags=re.MULTILINE))
    found = {problem.code for problem in judge(root).problems if problem.file == path}
    assert found <= {"S12", "R03", "R04", "R05", "R07"}, found  # what the hints name is not there


@given(st.text(max_size=40))
def test_any_text_comes_back(text: str) -> None:
    words = " ".join(text.split())
    tree, problems = read("oblast/region.yml", f"title: {written(words)}\n".encode(errors="replace"))
    if tree is None or problems:  # a sign that no file may hold
        assert {problem.code for problem in problems} <= {"E02", "E03"}
        return
    value = get(tree, ("title",))
    assert isinstance(value, Scalar)
    assert value.text == words.encode(errors="replace").decode()


@pytest.mark.parametrize(
    "text", ["№ 5", "6.10", "089", "no", "2021-03-27", "1e5", "a: б", "а #б", "- а", "«а»", "500-plus", "y", ""]
)
def test_quotes_where_others_would_read_something_else(text: str) -> None:
    from generator.checks.located import Located
    from generator.checks.quotes import check_quotes

    tree, problems = read("oblast/region.yml", f"title: {written(text)}\n".encode())
    assert tree is not None
    assert [*problems, *check_quotes(Located("oblast/region.yml", tree))] == []


def test_names_of_the_published_data() -> None:
    """The spelling gives the ids that people chose for the real regions and districts."""
    suggested = {}
    for region in sorted((ROOT / "roadmaps").glob("*/region.yml")):
        if "\ndemo: true" not in region.read_text("utf-8"):
            for path, without in ((region, None), *((path, _DISTRICT_WORDS) for path in region.parent.glob("*/district.yml"))):
                tree, _ = read(path.name, path.read_bytes())
                title = get(tree, ("title",)) if tree else None
                assert isinstance(title, Scalar)
                suggested[path.parent.name] = latin_id(title.text, without)
    assert len(suggested) == 10
    assert {name: id_ for name, id_ in suggested.items() if name != id_} == {}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("МБОУ Веселовская СШ № 2", "veselovskaya-2"),
        ("МБОУ «СОШ № 5»", "mbou-sosh-5"),
        ("Муниципальное бюджетное общеобразовательное учреждение Щёлковская гимназия", "shchelkovskaya-gimnaziya"),
        ("Подъячевская ООШ им. Ю. Гагарина", "podyachevskaya-im-yu-gagarina"),
        ("", ""),
        ("№", ""),
        ("Школа " + "очень " * 20, "-".join(["ochen"] * 10)),
        ("я" * 100, "ya" * 30),
    ],
)
def test_transliteration(title: str, expected: str) -> None:
    assert latin_id(title, _SCHOOL_WORDS) == expected
    assert expected == "" or is_id(expected)
