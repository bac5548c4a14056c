"""The engine as a program: what it is told, what its failure looks like, and that nothing of it outlives us."""

import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from generator import engine
from generator.engine import EngineError
from generator.publish import publish
from generator.sync import read_tree

ROOT = Path(__file__).parents[1]
DAY = date(2021, 3, 4)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A project of one page with a configuration of MkDocs."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Дорожная карта\n", "utf-8")
    path = tmp_path / "site_config.yml"
    path.write_text("site_name: Карты\nsite_url: https://example.org/\ndocs_dir: docs\ntheme: mkdocs\nplugins: []\n", "utf-8")
    return path


@pytest.fixture
def stub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Put a program of the test in the place of Python: `stub(body)`; its arguments are `arguments`."""

    def put(body: str) -> None:
        program = tmp_path / "stub"
        program.write_text(f"#!{sys.executable}\nimport os, sys, time\narguments = sys.argv[1:]\n{body}", "utf-8")
        program.chmod(0o755)
        monkeypatch.setattr(sys, "executable", str(program))

    return put


def test_mkdocs_builds_and_the_site_is_published(config: Path, tmp_path: Path) -> None:
    work = tmp_path / "build"
    with engine.build(config, work, as_of=DAY) as folder:
        assert folder.parent == work
        manifest = publish(tmp_path / "site", read_tree(folder))
    assert list(work.iterdir()) == []
    assert {"index.html", "404.html", "sitemap.xml"} <= manifest.keys()
    assert "<h1" in (page := (tmp_path / "site" / "index.html").read_text("utf-8"))
    assert "Дорожная карта</h1>" in page
    assert "2021-03-04" in (tmp_path / "site" / "sitemap.xml").read_text("utf-8")
    assert "Build Date UTC : 2021-03-04 00:00:00" in page


def test_the_paths_of_a_linked_configuration_start_from_the_link(config: Path, tmp_path: Path) -> None:
    """Several projects may share one file: each has its own pages, never those of where the file lies."""
    other = tmp_path / "other"
    (other / "docs").mkdir(parents=True)
    (other / "docs" / "index.md").write_text("# Соседний район\n", "utf-8")
    (other / "site_config.yml").symlink_to(config)
    with engine.build(other / "site_config.yml", tmp_path / "build", as_of=DAY) as folder:
        assert "Соседний район</h1>" in (folder / "index.html").read_text("utf-8")


def test_settings_replace_those_of_the_file(config: Path, tmp_path: Path) -> None:
    (tmp_path / "staged").mkdir()
    (tmp_path / "staged" / "index.md").write_text("# Другая «папка»\n", "utf-8")
    settings = {"docs_dir": str(tmp_path / "staged"), "site_name": "Иначе"}
    with engine.build(config, tmp_path / "build", as_of=DAY, settings=settings) as folder:
        page = (folder / "index.html").read_text("utf-8")
    assert "Другая «папка»</h1>" in page
    assert "<title>Иначе</title>" in page


def test_a_warning_of_mkdocs_is_an_error_and_the_good_site_stays(config: Path, tmp_path: Path) -> None:
    publish(tmp_path / "site", [])
    (tmp_path / "docs" / "index.md").write_text("# Ссылка\n\n[туда](nowhere.md)\n", "utf-8")
    with (
        pytest.raises(EngineError, match=r"MkDocs не собрал сайт \(код 1\)") as caught,
        engine.build(config, tmp_path / "build", as_of=DAY) as folder,
    ):
        publish(tmp_path / "site", read_tree(folder))
    assert caught.value.code == 1
    assert any("nowhere.md" in line for line in caught.value.lines)
    assert "nowhere.md" in str(caught.value)
    assert not any(line.startswith("INFO") for line in caught.value.lines)
    assert list((tmp_path / "build").iterdir()) == []
    assert list(read_tree(tmp_path / "site")) == []


def test_the_command_and_its_surroundings(config: Path, tmp_path: Path, stub) -> None:
    stub(
        "open(arguments[-1] + '/told', 'w').write(repr((arguments, os.getcwd(), sys.stdin.read(),"
        "[os.environ.get(name) for name in ('NO_MKDOCS_2_WARNING', 'SOURCE_DATE_EPOCH', 'PYTHONUTF8')])))"
    )
    with engine.build(config, tmp_path / "build", as_of=DAY) as folder:
        arguments, place, told, environment = eval((folder / "told").read_text("utf-8"))
    assert arguments == ["-P", "-m", "mkdocs", "build", "--strict", "-f", str(config), "-d", str(folder)]
    assert (place, told) == (str(tmp_path), "")
    assert environment == ["1", "1614816000", "1"]


def test_the_last_lines_are_kept_without_what_a_terminal_would_obey(config: Path, tmp_path: Path, stub) -> None:
    stub(
        "for n in range(100): print(f'line {n}')\n"
        "print('INFO - chatter')\nprint('\\x1b[31mred')\nsys.stdout.buffer.write(b'\\xcf\\xeb\\xe0\\xed')\nexit(3)"
    )
    with pytest.raises(EngineError) as caught, engine.build(config, tmp_path / "build", as_of=DAY):
        pytest.fail("it was said to be built")
    assert caught.value.code == 3
    assert caught.value.lines[-3:] == ("line 99", r"\x1b[31mred", "\ufffd" * 4)
    assert 20 < len(caught.value.lines) <= 50


def test_a_killed_engine_is_told_from_a_failing_one(config: Path, tmp_path: Path, stub) -> None:
    stub("os.kill(os.getpid(), 9)")
    with (
        pytest.raises(EngineError, match=r"остановлен сигналом 9, возможно, не хватило памяти"),
        engine.build(config, tmp_path / "build", as_of=DAY),
    ):
        pytest.fail("it was said to be built")


def test_what_a_killed_run_left_is_removed_and_no_more(config: Path, tmp_path: Path, stub) -> None:
    (tmp_path / "build" / "mkdocs-left" / "deep").mkdir(parents=True)
    (tmp_path / "build" / "docs").mkdir()
    stub("")
    with engine.build(config, tmp_path / "build", as_of=DAY) as folder:
        assert sorted(path.name for path in (tmp_path / "build").iterdir()) == ["docs", folder.name]
    assert [path.name for path in (tmp_path / "build").iterdir()] == ["docs"]


BUILDER = """
import signal, sys
from datetime import date
from pathlib import Path
from generator import engine
from generator.publish import publish
from generator.sync import read_tree
signal.signal(signal.SIGINT, signal.default_int_handler)  # who runs the tests may ignore them
signal.signal(signal.SIGHUP, signal.SIG_DFL)
engine.end_by_signals()
sys.executable = sys.argv[3]
with engine.build(Path(sys.argv[1]), Path(sys.argv[2]), as_of=date(2021, 3, 4)) as folder:
    publish(Path(sys.argv[4]), read_tree(folder))
"""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_ends_the_engine_too_and_leaves_the_site(config: Path, tmp_path: Path, stub, number: int, code: int) -> None:
    publish(tmp_path / "site", [])
    python = sys.executable
    os.mkfifo(tmp_path / "started")
    stub(
        f"open(arguments[-1] + '/index.html', 'w').write('half')\n"
        f"open({str(tmp_path / 'started')!r}, 'w').write(str(os.getpid()))\ntime.sleep(60)"
    )
    with subprocess.Popen(
        [python, "-c", BUILDER, config, tmp_path / "build", tmp_path / "stub", tmp_path / "site"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
    ) as builder:
        stub_process = int((tmp_path / "started").read_text())  # waits until it runs
        builder.send_signal(number)
        assert builder.communicate() == (None, "")
    assert builder.returncode == code
    with pytest.raises(ProcessLookupError):
        os.kill(stub_process, 0)
    assert list((tmp_path / "build").iterdir()) == []
    assert list(read_tree(tmp_path / "site")) == []
