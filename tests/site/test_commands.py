"""`roadmaps build`, `pages` and `serve` as programs: what they say, where they refuse to write, how they end."""

import fcntl
import os
import pty
import re
import shutil
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from threading import Timer
from urllib.request import urlopen

import pytest
from built import ROOT, run

from generator.build import build_plain, check, write_pages
from generator.disk import FolderError
from generator.project import Project

CALL = [sys.executable, "-m", "generator"]
DAY = date(2026, 11, 1)


def make_project(to: Path) -> Path:
    """A project with the small data of the tests: a plan with one warning."""
    shutil.copytree(ROOT / "tests/tiny", to / "roadmaps")
    shutil.copytree(ROOT / "content", to / "content")
    (to / "theme").symlink_to(ROOT / "theme")
    shutil.copy(ROOT / "site_config.yml", to)
    plan = to / "roadmaps/oblast/rayon/2026-rost.yml"
    plan.write_text(plan.read_text("utf-8").replace('number: "1.1"', "number: 1.1"), "utf-8")
    return to


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path)


@pytest.fixture(scope="module")
def built_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built both ways, so that there are two generations and staged pages; only to be looked at."""
    work = make_project(tmp_path_factory.mktemp("project"))
    (work / "generator").mkdir()
    (work / "generator/cli.py").write_text("precious")
    for words in (["build"], ["build", "--plain"], ["build"]):
        assert run(*words, cwd=work).returncode == 0
    return work


def spoil(project: Path) -> None:
    path = project / "roadmaps/oblast/region.yml"
    path.write_text(path.read_text("utf-8") + "colour: red\n", "utf-8")


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file of a folder with its time and its bytes."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


Starting = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(project: Path) -> Iterator[Starting]:
    """Start the command in the project; ended with the test, and after two minutes in any case."""
    started: list[tuple[subprocess.Popen[str], Timer]] = []

    def begin(*words: str, **settings: object) -> subprocess.Popen[str]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8", **settings}
        process = subprocess.Popen([*CALL, *words], cwd=project, env=environment, **pipes)
        started.append((process, Timer(120, process.kill)))
        started[-1][1].start()
        return process

    yield begin
    for process, watchdog in started:
        watchdog.cancel()
        with process:
            process.kill()


def test_a_build_says_what_it_did_and_counts_the_warnings(project: Path) -> None:
    built = run("build", cwd=project)
    assert (built.returncode, built.stdout) == (0, "")
    files = sum(path.is_file() for path in (project / "site").rglob("*")) - 1
    count = re.escape(str(files))
    assert re.fullmatch(
        rf"Предупреждений — 1, их покажет roadmaps check\.\nСайт собран: {count} файл(а|ов)?, папка site\.\n", built.stderr
    )


def test_files_for_the_host_come_to_the_site_from_the_hand_written_pages(project: Path) -> None:
    names = ("CNAME", "robots.txt", ".nojekyll", ".htaccess", ".well-known/security.txt")
    for name in names:
        (project / "content" / name).parent.mkdir(exist_ok=True)
        (project / "content" / name).write_text(name)
    assert run("build", cwd=project).returncode == 0
    assert [(project / "site" / name).read_text() for name in names] == list(names)


def test_a_build_of_faulty_data_tells_the_errors_and_changes_nothing(project: Path) -> None:
    spoil(project)
    built = run("build", cwd=project)
    assert built.returncode == 1
    assert re.fullmatch(r"roadmaps/oblast/region\.yml:\d+:1: ошибка .*«colour».*\n", built.stdout)
    words = "Найдено ошибок — 1 в 1 файле, предупреждений — 1, их покажет roadmaps check.\n"
    assert built.stderr == f"{words}Сайт не изменён.\n"
    assert not (project / "site").exists()
    assert run("pages", cwd=project).stderr == f"{words}Страницы не записаны.\n"


@pytest.mark.parametrize(
    ("command", "folder"),
    [
        *((write_pages, folder) for folder in ("build", "build/docs/x", "site", "site/x", ".", "theme/pages")),
        *((build_plain, folder) for folder in ("build", "build/docs", "site/x", "generator")),
        *(
            (each, f)
            for each in (write_pages, build_plain)
            for f in ("build/docs/x", "build/mkdocs/x", "content", "roadmaps/x")
        ),
    ],
)
def test_no_folder_of_the_project_is_written_over(built_project: Path, monkeypatch, command, folder: str) -> None:
    monkeypatch.chdir(built_project)
    before = snapshot(built_project)
    project = Project(Path())
    checked = check(project, DAY, DAY, lambda _: None)
    with pytest.raises(FolderError, match=r"сюда писать нельзя|создана не нами|опубликованный сайт"):
        command(project, Path(folder), checked, lambda _: None)
    assert snapshot(built_project) == before


@pytest.mark.parametrize(("where", "words"), [("site", "build"), (".site-spare", "build"), ("build/docs", "pages")])
def test_files_put_there_by_hand_are_refused_before_anything_is_touched(built_project: Path, where: str, words: str) -> None:
    stranger = built_project / where / "CNAME"
    stranger.write_text("karty.example.org")
    trees = [built_project / name for name in ("site", ".site-spare", "build/docs")]
    try:
        before = [*map(snapshot, trees)]
        answer = run(words, "--as-of", "2026-10-31", cwd=built_project)  # another day than before: there is something to write
        assert (answer.returncode, answer.stdout) == (2, "")
        assert f"{where}: здесь лежат файлы, которых мы не записывали: CNAME. " in answer.stderr
        assert "content/" in answer.stderr and answer.stderr.endswith("\nСайт не изменён.\n")
        assert [*map(snapshot, trees)] == before
    finally:
        stranger.unlink()


@pytest.mark.parametrize("words", [["build"], ["pages"], ["serve", "--port", "0"], ["check"]], ids=" ".join)
def test_elsewhere_the_command_says_where_to_go(tmp_path: Path, words: list[str]) -> None:
    answer = run(*words, cwd=tmp_path)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert re.fullmatch(r"Неверный вызов: .*roadmaps.* Запустите команду (в корне|из корня) проекта.*\.\n", answer.stderr)
    assert list(tmp_path.iterdir()) == []


def test_a_project_without_its_configuration_says_so(project: Path) -> None:
    (project / "site_config.yml").unlink()
    answer = run("build", cwd=project)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.startswith("Нет файла site_config.yml")
    assert not (project / "site").exists()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_while_the_engine_works_leaves_the_old_site(project: Path, start: Starting, number: int, code: int) -> None:
    assert run("build", cwd=project).returncode == 0
    before = snapshot(project / "site")
    page = project / "content/o-proekte.md"
    page.write_text(page.read_text("utf-8") + "\nЕщё слово.\n", "utf-8")
    process = start("build")
    while not list((project / "build").glob("mkdocs/*/*")):
        assert process.poll() is None, "it ended before the engine began"
    process.send_signal(number)
    out, err = process.communicate()
    assert (process.returncode, out, err) == (code, "", "")
    assert snapshot(project / "site") == before
    assert list((project / "build").glob("mkdocs/*")) == []
    assert not (project / "build/.lock").exists()
    assert run("build", cwd=project).returncode == 0


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_serving_ends_by_a_signal(project: Path, start: Starting, number: int, code: int) -> None:
    process = start("serve", "--port", "0", stderr=subprocess.STDOUT)
    said = iter(process.stdout.readline, "")
    address = re.search(r"http://\S+", next(said))[0]
    assert any(line.startswith("Сайт собран: ") for line in said)

    # Another build of the same project goes on beside it.
    assert run("build", cwd=project).returncode == 0
    with urlopen(f"{address}oblast/") as answer:
        assert "reload.js" in answer.read().decode()

    spoil(project)
    assert "Изменения замечены, собираем…\n" in said
    rest = [next(said) for _ in range(3)]
    assert re.match(r"roadmaps/oblast/region\.yml:\d+:1: ошибка ", rest[0])
    assert rest[1] == "Найдено ошибок — 1 в 1 файле, предупреждений — 1, их покажет roadmaps check.\n"
    assert rest[2] == "Сайт не обновлён; открыт последний удачный.\n"

    process.send_signal(number)
    assert process.communicate()[0].endswith("Остановлено.\n")
    assert process.returncode == code


def seen(master: int) -> str:
    """All that a program wrote to its terminal."""
    pieces = []
    with suppress(OSError):  # the end of a terminal is an error
        while piece := os.read(master, 65536):
            pieces.append(piece)
    os.close(master)
    return b"".join(pieces).decode()


def test_on_a_terminal_a_line_shows_what_is_done_and_goes(project: Path, start: Starting) -> None:
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
    process = start("build", stdout=subprocess.PIPE, stderr=slave)
    os.close(slave)
    text = seen(master)
    assert (process.communicate()[0], process.returncode) == ("", 0)
    assert "Собираю сайт: MkDocs…" in text
    shown, erased, last = text.rpartition("\x1b[2K")
    assert shown and erased
    assert "Собираю" not in last
    assert last.endswith(("файла, папка site.\r\n", "файлов, папка site.\r\n", "файл, папка site.\r\n"))
    assert "\x1b[?25l" in text and "\x1b[?25h" in text  # the cursor is hidden, and comes back


def test_errors_go_to_stdout_also_beside_a_terminal(project: Path, start: Starting) -> None:
    spoil(project)
    master, slave = pty.openpty()
    process = start("build", stdout=subprocess.PIPE, stderr=slave)
    os.close(slave)
    text = seen(master)
    assert process.communicate()[0].startswith("roadmaps/oblast/region.yml:")
    assert "ошибка" not in text and text.endswith("Сайт не изменён.\r\n")
    assert process.returncode == 1
