"""The command `roadmaps check`: what it answers, in which form, with which exit code, and from where it can be called."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from judging import TINY, copy_tiny, put

from generator import cli

PLAN = "oblast/rayon/2026-rost.yml"
FAULTY = (
    "oblast/region.yml",
    "oblast/2026-rost.yml",
    "oblast/rayon/district.yml",
    PLAN,
    "oblast/rayon/shkola-1/school.yml",
    "projects/rost.yml",
)
"""Files of the valid data that get an unknown key each."""
Answer = tuple[int, str, str]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    """`roadmaps` with these words, in this process: exit code, stdout, stderr."""
    monkeypatch.setattr(cli, "end_by_signals", lambda: None)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1793491200")  # 1 November 2026

    def call(*words: str | Path) -> Answer:
        monkeypatch.setattr(sys, "argv", ["roadmaps", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
            sys.exit(0)
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return call


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return copy_tiny(tmp_path)


@pytest.fixture
def faulty(good: Path) -> Path:
    for path in FAULTY:
        put(good, path, (good / path).read_text("utf-8") + "colour: red\n")
    return good


def warn(root: Path) -> None:
    put(root, PLAN, (root / PLAN).read_text("utf-8").replace('number: "1.1"', "number: 1.1"))


def files(out: str) -> list[str]:
    return [line.split(":")[0] for line in out.splitlines()]


# Answers


def test_good_data(call, good: Path) -> None:
    assert call("check", good) == (0, "", "Ошибок нет.\n")


def test_a_warning_is_no_reason_to_fail(call, good: Path) -> None:
    warn(good)
    code, out, err = call("check", good)
    assert code == 0
    assert out.startswith(f"{good}/{PLAN}:27:13: предупреждение Y15: ")
    assert err == "Ошибок нет, предупреждений — 1.\n"


def test_faults(call, faulty: Path) -> None:
    warn(faulty)
    code, out, err = call("check", faulty)
    assert code == 1
    assert len(out.splitlines()) == 7
    assert err == "Найдено ошибок — 6 в 6 файлах, предупреждений — 1.\n"
    assert re.fullmatch(r"(.+:\d+:\d+: (ошибка|предупреждение) [A-Z]\d\d: .+[.»]\n)+", out)
    assert "\x1b" not in out


def test_json(call, faulty: Path) -> None:
    code, out, err = call("check", "--format", "json", faulty)
    assert (code, err) == (1, "")
    problems = json.loads(out)
    assert len(problems) == 6
    for problem in problems:
        assert list(problem) == ["file", "line", "column", "code", "severity", "message", "hint"]
        assert [type(value) for value in problem.values()] == [str, int, int, str, str, str, str]
    assert problems[0]["file"] == f"{faulty}/oblast/2026-rost.yml"
    assert {problem["severity"] for problem in problems} == {"error"}


def test_json_of_good_data_is_an_empty_list(call, good: Path) -> None:
    assert call("check", "--format", "json", good) == (0, "[]\n", "")


def test_annotations(call, good: Path) -> None:
    put(good, "oblast/rayon/x\n::error::y.yml", "title: x\n")
    put(good, "oblast/region.yml", 'title: x\n"%0A::error::": 1\n')
    code, out, _ = call("check", "--format", "github", good)
    assert code == 1
    lines = out.splitlines()
    assert all(
        re.match(r"::(error|warning) file=[^,:]+,line=\d+,col=\d+,title=[A-Z]\d\d::[^%]*(%25[^%]*)*$", line) for line in lines
    )
    assert lines == sorted(lines)
    assert "file=" + str(good).replace(":", "%3A") in out


def test_a_batch_has_an_answer_for_each_line(call, tmp_path: Path) -> None:
    lines = [
        '{"text": "май", "period": 2021}'.encode(),
        b"",
        '{"text": "май"}'.encode("cp1251"),
        b'{"text": 5}',
        b'{"text": "2021", "order_date": 5}',
    ]
    (tmp_path / "batch.jsonl").write_bytes(b"\n".join(lines))
    code, out, err = call("deadline", "--batch", tmp_path / "batch.jsonl")
    assert (code, err) == (0, "")
    found = [json.loads(line) for line in out.splitlines()]
    assert found[0]["intervals"] == [{"start": "2021-05-01", "end": "2021-05-31"}]
    assert [answer.get("error", "").partition(":")[0] for answer in found] == ["", *(f"Строка {n}" for n in (2, 3, 4, 5))]


# Paths


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        (".", sorted(FAULTY)),
        ("roadmaps", sorted(FAULTY)),
        ("roadmaps/", sorted(FAULTY)),
        ("roadmaps/oblast", [path for path in sorted(FAULTY) if path.startswith("oblast")]),
        ("roadmaps/oblast/rayon", [path for path in sorted(FAULTY) if path.startswith("oblast/rayon")]),
        ("roadmaps/oblast/rayon/shkola-1", ["oblast/rayon/shkola-1/school.yml"]),
        ("roadmaps/oblast/rayon/2026-rost.yml", [PLAN]),
        ("roadmaps/oblast/rayon/shkola-2", []),
        ("roadmaps/projects", ["projects/rost.yml"]),
        ("roadmaps/oblast/../projects/./rost.yml", ["projects/rost.yml"]),
        ("roadmaps/oblast/rayon/files/polozhenie.pdf", []),
    ],
)
def test_a_path_means_what_lies_under_it(call, faulty: Path, monkeypatch, chosen: str, told: list[str]) -> None:
    for path, prefix in ((Path(chosen), "roadmaps/"), (faulty.parent / chosen, f"{faulty}/")):
        monkeypatch.chdir(faulty.parent)
        code, out, _ = call("check", path)
        assert files(out) == [f"{prefix}{file}" for file in told]
        assert code == (1 if told else 0)


def test_without_a_path_the_folder_roadmaps_is_meant(call, faulty: Path, monkeypatch) -> None:
    monkeypatch.chdir(faulty.parent)
    assert files(call("check")[1]) == [f"roadmaps/{file}" for file in sorted(FAULTY)]


def test_several_paths(call, faulty: Path, monkeypatch) -> None:
    monkeypatch.chdir(faulty.parent)
    _, out, err = call("check", f"roadmaps/{PLAN}", "roadmaps/projects")
    assert files(out) == [f"roadmaps/{PLAN}", "roadmaps/projects/rost.yml"]
    assert err == "Найдено ошибок — 2 в 2 файлах.\n"


@pytest.mark.parametrize(
    ("cwd", "path", "file"),
    [
        ("roadmaps", ".", "projects/rost.yml"),
        ("roadmaps/oblast", "..", "../projects/rost.yml"),
        ("roadmaps/oblast/rayon", "../../projects", "../../projects/rost.yml"),
        ("elsewhere", "../roadmaps/projects/rost.yml", "../roadmaps/projects/rost.yml"),
    ],
)
def test_from_another_folder(call, faulty: Path, monkeypatch, cwd: str, path: str, file: str) -> None:
    (faulty.parent / "elsewhere").mkdir()
    monkeypatch.chdir(faulty.parent / cwd)
    assert file in files(call("check", path)[1])


def test_data_under_another_name(call, faulty: Path) -> None:
    other = faulty.rename(faulty.with_name("dannye"))
    everything = [f"{other}/{file}" for file in sorted(FAULTY)]
    for path in (other, other / "oblast"):
        _, out, _ = call("check", path)
        assert files(out) == [file for file in everything if file.startswith(str(path))]
    assert files(call("check", other / PLAN)[1]) == [f"{other}/{PLAN}"]


def test_a_checkout_named_as_the_data(call, faulty: Path, monkeypatch) -> None:
    checkout = faulty.parent / "checkout/roadmaps"
    checkout.mkdir(parents=True)
    root = faulty.rename(checkout / "roadmaps")
    monkeypatch.chdir(checkout)
    for path in (".", "roadmaps", str(checkout), str(root)):
        assert len(files(call("check", path)[1])) == len(FAULTY)


def test_a_fault_of_a_folder_above_is_told(call, good: Path) -> None:
    put(good, "oblast/Severnyy/district.yml", "title: x\n")
    code, out, _ = call("check", good / "oblast/Severnyy/district.yml")
    assert code == 1
    assert ": ошибка F01: " in out


def test_names_of_the_site_are_those_of_the_project_of_the_path(call, good: Path, monkeypatch, tmp_path: Path) -> None:
    put(good.parent, "content/o-proekte.md", "# О проекте\n")
    put(good, "oblast/rayon/o-proekte.yml", (good / PLAN).read_bytes())
    monkeypatch.chdir("/")
    assert "ошибка F02" in call("check", good)[1]


# Wrong calls

ENGLISH = re.compile(r"\b(Invalid|Option|Options|Usage|Error|Missing|No such|Got|requires|argument|Traceback|Errno)\b")


@pytest.mark.parametrize(
    "words",
    [
        ["chek"],
        ["check", "--fromat", "json"],
        ["check", "--format", "xml"],
        ["check", "--format"],
        ["check", "--as-of", "2021"],
        ["check", "--as-of", "20210630"],
        ["check", "--as-of", "2021-06-31"],
        ["check", "--as-of"],
        ["check", "nowhere"],
        ["check", "nowhere\n::error::\x1b[2J"],
        ["check", "a" * 300],
        ["check", "/"],
        ["check", "/dev/null"],
        ["--nonsense"],
        ["deadline"],
        ["deadline", "май", "2021"],
        ["deadline", "май", "--json=1"],
        ["deadline", "--batch", "nowhere"],
        ["serve", "--port", "восемь"],
        ["serve", "--port", "65536"],
    ],
    ids=" ".join,
)
def test_wrong_calls_are_refused_in_russian(call, monkeypatch, tmp_path: Path, words: list[str]) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = call(*words)
    assert (code, out) == (2, "")
    assert err.startswith("Неверный вызов: ")
    assert err.rstrip("\n").isprintable()
    assert err.endswith(".\n")
    assert not ENGLISH.search(err.replace("::error::", ""))


def test_help_is_in_russian(call) -> None:
    for words in ([], ["--help"], ["check", "--help"], ["build", "--help"]):
        code, out, err = call(*words)
        assert code == (0 if words else 2)
        text = out + err
        assert "Вызов: " in text and "Показать эту справку." in text
        assert not ENGLISH.search(text) and "Show" not in text


def test_an_environment_that_cannot_work(call, good: Path, monkeypatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    code, out, err = call("check", good)
    assert (code, out) == (2, "")
    assert "SOURCE_DATE_EPOCH" in err and "Traceback" not in err


def test_a_configuration_that_cannot_be_read(call, good: Path) -> None:
    for config in ("extra: {roadmaps: {time_zone: Moskva}}", "extra: [", "extra: {roadmaps: {time_zone: [1]}}"):
        put(good.parent, "site_config.yml", config)
        code, _, err = call("check", good)
        assert code == 2
        assert err.startswith("site_config.yml: ") and "Traceback" not in err
    for config in ("", "extra: {}", "site_name: !ENV X\nextra: {roadmaps: {time_zone: Asia/Kamchatka}}"):
        put(good.parent, "site_config.yml", config)
        assert call("check", good)[0] == 0


# As a process of its own

CALL = [sys.executable, "-m", "generator"]
ROOT = Path(__file__).parent.parent


def start(command: list[str], **settings) -> subprocess.Popen[bytes]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "LC_", "LANG"))}
    environment |= settings.pop("env", {})
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, **settings)


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "cp1251"},
    ],
    ids=str,
)
def test_russian_where_the_system_knows_none(env: dict[str, str], faulty: Path) -> None:
    process = start([*CALL, "check", str(faulty / PLAN)], env=env)
    out, err = process.communicate()
    assert process.returncode == 1
    assert "неизвестный ключ «colour»" in out.decode()
    assert err.decode() == "Найдено ошибок — 1 в 1 файле.\n"


def test_a_reader_that_goes_away(good: Path) -> None:
    put(good, PLAN, (good / PLAN).read_text("utf-8") + "".join(f"{word}: 1\n" for word in ("x" * n for n in range(1, 190))))
    process = start([*CALL, "check", str(good)])
    assert process.stdout and process.stderr
    process.stdout.close()
    err = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait() not in (0, 2)
    assert "Traceback" not in err and "BrokenPipe" not in err


PATCHED = "import sys, time\nfrom generator import cli, making\ndef check(*_):\n    {}\nmaking.check = check\ncli.main()"


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signals(number: signal.Signals, code: int, good: Path) -> None:
    slow = PATCHED.format("print('ready', flush=True); time.sleep(30)")
    process = start([sys.executable, "-c", slow, "check", str(good)])
    assert process.stdout and process.stdout.readline() == b"ready\n"
    process.send_signal(number)
    _, err = process.communicate()
    assert process.returncode == code
    assert b"Traceback" not in err


def test_an_error_of_ours_is_one_line(good: Path) -> None:
    broken = PATCHED.format(r"raise RuntimeError('x\n\x1b[2J')")
    process = start([sys.executable, "-c", broken, "check", str(good)])
    out, err = process.communicate()
    assert (process.returncode, out) == (2, b"")
    assert err.decode().startswith("Внутренняя ошибка (RuntimeError: x")
    assert err.decode().rstrip("\n").isprintable()


def test_an_error_of_ours_in_full_for_developers(good: Path) -> None:
    broken = PATCHED.format("raise RuntimeError('x')")
    process = start([sys.executable, "-X", "dev", "-c", broken, "check", str(good)])
    _, err = process.communicate()
    assert process.returncode == 1
    assert b"Traceback" in err and b"RuntimeError: x" in err


def test_same_answer_whatever_the_seed_of_hashes(faulty: Path) -> None:
    processes = [start([*CALL, "check", "--format", "json", str(faulty)], env={"PYTHONHASHSEED": seed}) for seed in "12"]
    first, second = (process.communicate()[0] for process in processes)
    assert first == second and first.startswith(b"[")


def test_tiny_is_what_the_tests_take_it_for() -> None:
    assert all((TINY / path).is_file() for path in FAULTY)
