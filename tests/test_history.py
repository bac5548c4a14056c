"""The history of the data in real repositories of git."""

import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from judging import TINY

from generator.build import stage
from generator.data import check
from generator.history import HistoryError, open_history, read_history
from generator.project import Project
from generator.revision import Gap, History, Step

MOSCOW = ZoneInfo("Europe/Moscow")
PLAN = "oblast/rayon/2026-rost.yml"
AS_OF = date(2026, 11, 1)
ODD = 'папка «с» "кавычками" и\tтабуляцией'


class Repository:
    """A repository; the data lies in its folder `data`, each commit is a day later than the one before."""

    def __init__(self, folder: Path, data: str = "roadmaps") -> None:
        self.folder, self.data = folder, folder / data
        self.day = 0
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *command: str) -> str:
        stamp = f"2026-01-{self.day + 1:02}T22:30:00+0000"  # the next day in Moscow
        environment = {
            **os.environ,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            **{f"GIT_{who}_{what}": "Секретов" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
            "GIT_AUTHOR_DATE": stamp,
            "GIT_COMMITTER_DATE": stamp,
        }
        done = subprocess.run(["git", *command], cwd=self.folder, env=environment, capture_output=True, check=True)
        return done.stdout.decode().strip()

    def commit(self, edit: Callable[[str], str] | None = None, path: str = PLAN) -> str:
        """Commit all there is, after an edit of one file; the hash."""
        if edit is not None:
            file = self.data / path
            file.write_bytes(edit(file.read_bytes().decode()).encode())
        self.day += 1
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "Секретное сообщение")
        return self.git("rev-parse", "HEAD")


def with_data(folder: Path, data: str = "roadmaps") -> Repository:
    repository = Repository(folder, data)
    shutil.copytree(TINY, repository.data)
    repository.commit()
    return repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return with_data(tmp_path / "repository")


def history(root: Path, commit_url: str = "") -> History:
    """The history of the district of the valid data."""
    checked = check(root, (), AS_OF, AS_OF, lambda _: None)
    with open_history(root, checked.units, MOSCOW, commit_url) as known:
        units = {unit.address: known(unit, context) for unit, context in checked.districts(lambda _: None)}
    return units["oblast/rayon"]


def steps(root: Path) -> list[tuple[Step, str]]:
    return [(one.step, one.commit) for one in history(root).revisions[PLAN]]


def later(text: str) -> str:
    assert "15.10.2026" in text
    return text.replace("15.10.2026", "20.10.2026")


def test_the_first_publication_and_a_correction(repository: Repository) -> None:
    first = repository.git("rev-parse", "HEAD")
    second = repository.commit(later)
    newest, oldest = history(repository.data).revisions[PLAN]
    assert (oldest.step, oldest.commit, oldest.day) == (Step.PUBLISHED, first, date(2026, 1, 3))
    assert (newest.step, newest.commit, newest.day) == (Step.CHANGED, second, date(2026, 1, 4))
    (change,) = newest.changes
    assert "«15.10.2026» → «20.10.2026»" in change.sentence


AMENDMENT = """\
amendments:
  - kind: приказ
    title: О внесении изменений
    number: "{number}"
    date: {day}
    authority: Управление образования администрации Кировского района
"""


def amended(text: str) -> str:
    """As amended by the order № 7: another term, and a row added. The publisher corrected a result as well."""
    was = "deadline: 20.10.2026\n    was:\n      - until: 2026-10-01\n        deadline: 15.10.2026"
    row = '  - number: "1.2"\n    title: Разбор\n    deadline: 25.10.2026\n    added: 2026-10-01\n'
    row += "    responsible: Петрова А. С.\n"
    text = text.replace("deadline: 15.10.2026", was).replace("result: Справка", "result: Справки")
    return f"{text}{row}{AMENDMENT.format(number=7, day='2026-10-01')}"


def test_what_an_order_changed_is_no_correction(repository: Repository) -> None:
    commit = repository.commit(amended)
    newest, _ = history(repository.data).revisions[PLAN]
    assert (newest.step, newest.commit) == (Step.CHANGED, commit)
    assert [change.sentence for change in newest.changes] == [
        "План: изменения плана, добавлено: приказ от 01.10.2026 № 7 «О внесении изменений».",
        "Мероприятие 1.1: результат «Справка» → «Справки».",
    ]


def test_an_order_older_than_a_known_one_hides_nothing(repository: Repository) -> None:
    repository.commit(amended)
    repository.commit(lambda text: later(f"{text}{AMENDMENT.format(number=5, day='2026-09-10').partition(chr(10))[2]}"))
    sentences = [change.sentence for change in history(repository.data).revisions[PLAN][0].changes]
    assert "№ 5" in sentences[0]
    assert len(sentences) == 2


def test_commits_without_a_meaningful_difference_are_left_out(repository: Repository) -> None:
    first = repository.git("rev-parse", "HEAD")
    repository.commit(lambda text: f"# замечание\n{text}\n")
    repository.commit(lambda text: text.replace("\n", "\r\n"))
    repository.commit(lambda text: text + "note: x\n", "oblast/rayon/district.yml")
    assert steps(repository.data) == [(Step.PUBLISHED, first)]


def test_lines_that_end_otherwise_are_read(repository: Repository) -> None:
    repository.commit(lambda text: text.replace("\n", "\r\n"))
    commit = repository.commit(later)
    assert steps(repository.data)[0] == (Step.CHANGED, commit)


def test_a_file_that_is_not_committed_has_no_history(repository: Repository) -> None:
    shutil.copy(repository.data / PLAN, repository.data / "oblast/rayon/2027-novyy.yml")
    known = history(repository.data)
    assert known.gap is None
    assert known.revisions["oblast/rayon/2027-novyy.yml"] == ()
    assert len(known.revisions[PLAN]) == 1


def test_before_the_first_commit(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "repository")
    shutil.copytree(TINY, repository.data)
    known = history(repository.data)
    assert (known.gap, known.revisions[PLAN]) == (None, ())


def test_a_renamed_file_begins_anew(repository: Repository) -> None:
    name = "oblast/rayon/2026-rost-2.yml"
    repository.git("config", "diff.renames", "copies")
    (repository.data / PLAN).rename(repository.data / name)
    commit = repository.commit()
    found = history(repository.data).revisions
    assert [(one.step, one.commit) for one in found[name]] == [(Step.PUBLISHED, commit)]
    assert PLAN not in found


def test_a_file_that_was_gone_for_a_while(repository: Repository) -> None:
    text = (repository.data / PLAN).read_bytes()
    (repository.data / PLAN).unlink()
    repository.commit()
    (repository.data / PLAN).write_bytes(text)
    repository.commit()
    assert [step for step, _ in steps(repository.data)] == [Step.RETURNED, Step.REMOVED, Step.PUBLISHED]


def test_a_branch_counts_when_it_is_merged(repository: Repository) -> None:
    repository.git("checkout", "-q", "-b", "branch")
    repository.commit(later)
    repository.commit(lambda text: text.replace("20.10.2026", "21.10.2026"))
    repository.git("checkout", "-q", "main")
    repository.commit(lambda text: text + "note: x\n", "oblast/rayon/district.yml")
    repository.day += 1
    repository.git("merge", "-q", "--no-ff", "-m", "m", "branch")
    newest, *others = history(repository.data).revisions[PLAN]
    assert newest.commit == repository.git("rev-parse", "HEAD")
    assert "«15.10.2026» → «21.10.2026»" in newest.changes[0].sentence
    assert [one.step for one in others] == [Step.PUBLISHED]


@pytest.mark.parametrize("faulty", ["title: [", "title: Название\n", "\x00", "a: 1\n" * 300_000])
def test_a_state_that_is_no_plan(repository: Repository, faulty: str) -> None:
    text = (repository.data / PLAN).read_text("utf-8")
    repository.commit(lambda _: faulty)
    repository.commit(lambda _: text)
    repository.commit(later)
    found = [step for step, _ in steps(repository.data)]
    assert found == [Step.CHANGED, Step.UNREADABLE, Step.UNREADABLE, Step.PUBLISHED]


def test_a_link_in_the_place_of_a_file(repository: Repository) -> None:
    text = (repository.data / PLAN).read_bytes()
    (repository.data / PLAN).unlink()
    (repository.data / PLAN).symlink_to("/etc/passwd")
    repository.commit()
    (repository.data / PLAN).unlink()
    (repository.data / PLAN).write_bytes(text)
    repository.commit()
    assert [step for step, _ in steps(repository.data)] == [Step.UNREADABLE, Step.UNREADABLE, Step.PUBLISHED]


@pytest.mark.parametrize("data", ["roadmaps", f"{ODD}/данные", "."])
def test_the_data_anywhere_in_the_repository(tmp_path: Path, data: str) -> None:
    repository = Repository(tmp_path / "repository", data)
    shutil.copytree(TINY, repository.data, dirs_exist_ok=True)
    first = repository.commit()
    commit = repository.commit(later)
    checked = check(TINY, (), AS_OF, AS_OF, lambda _: None)
    with read_history(repository.data, [path for unit in checked.units for path in unit.sources], MOSCOW) as log:
        assert [one.commit for one in log.versions[PLAN]] == [first, commit]
        assert log.fetch(log.versions[PLAN][1].blob) == (repository.data / PLAN).read_bytes()


def test_the_settings_of_git_make_no_difference(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit(later)
    expected = history(repository.data)
    mischief = tmp_path / "mischief"
    mischief.write_text(f"#!/bin/sh\ntouch {tmp_path}/called\n")
    mischief.chmod(0o755)
    (tmp_path / "order").write_text("*.md\n")
    for name, value in {
        "core.quotepath": "true",
        "core.pager": str(mischief),
        "core.fsmonitor": str(mischief),
        "core.hooksPath": str(tmp_path),
        "core.abbrev": "4",
        "color.ui": "always",
        "diff.renames": "copies",
        "diff.external": str(mischief),
        "diff.orderFile": str(tmp_path / "order"),
        "diff.relative": "true",
        "diff.noprefix": "true",
        "diff.mnemonicPrefix": "true",
        "log.showRoot": "false",
        "log.showSignature": "true",
        "log.date": "relative",
        "log.diffMerges": "off",
        "format.pretty": "full",
        "i18n.logOutputEncoding": "CP1251",
    }.items():
        repository.git("config", name, value)
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE"):
        monkeypatch.setenv(name, str(tmp_path / "nowhere"))
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", str(mischief))
    monkeypatch.setenv("GIT_TRACE", str(tmp_path / "called"))
    monkeypatch.setenv("GIT_DIFF_OPTS", "--stat")
    monkeypatch.setenv("TZ", "America/New_York")
    assert history(repository.data) == expected
    assert not (tmp_path / "called").exists()


def test_nothing_of_a_person_or_a_message_is_read(repository: Repository) -> None:
    repository.commit(later)
    assert "Секрет" not in repr(history(repository.data))


def test_a_shallow_clone(repository: Repository, tmp_path: Path) -> None:
    repository.commit(later)
    clone = tmp_path / "clone"
    repository.git("clone", "-q", "--depth", "1", f"file://{repository.folder}", str(clone))
    known = history(clone / "roadmaps")
    assert (known.gap, known.revisions) == (Gap.SHALLOW, {})
    repository.git("clone", "-q", f"file://{repository.folder}", str(tmp_path / "whole"))
    assert history(tmp_path / "whole/roadmaps") == history(repository.data)


def test_a_clone_without_its_blobs_fetches_nothing(repository: Repository, tmp_path: Path) -> None:
    repository.commit(later)
    repository.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    repository.git("clone", "-q", "--filter=blob:none", f"file://{repository.folder}", str(clone))
    assert history(clone / "roadmaps").gap is Gap.UNREAD


def test_no_repository(tmp_path: Path) -> None:
    shutil.copytree(TINY, tmp_path / "roadmaps")
    assert history(tmp_path / "roadmaps").gap is Gap.NO_REPOSITORY


def test_no_git(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert history(repository.data).gap is Gap.NO_GIT


def test_objects_that_are_lost(repository: Repository) -> None:
    repository.commit(later)
    with read_history(repository.data, [PLAN], MOSCOW) as log, pytest.raises(HistoryError) as lost:
        log.fetch("1" * 40)
    assert lost.value.gap is Gap.UNREAD
    for folder in (repository.folder / ".git/objects").iterdir():
        if len(folder.name) == 2:
            shutil.rmtree(folder)
    assert history(repository.data).gap in (Gap.UNREAD, Gap.NO_REPOSITORY)


def test_each_file_is_asked_of_no_process_of_its_own(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    popen = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda *given, **named: started.append(given) or popen(*given, **named))
    for index in range(5):
        shutil.copy(repository.data / PLAN, repository.data / f"oblast/rayon/2027-{index}.yml")
    repository.commit()
    amount = len(started)
    history(repository.data)
    assert len(started) - amount == 5


def test_the_page_of_a_plan_leads_to_the_commit(repository: Repository) -> None:
    (repository.folder / "content").mkdir()
    config = "extra: {roadmaps: {commit_url: 'https://git.example.org/karty/commit/{commit}'}}"
    (repository.folder / "site_config.yml").write_text(config, "utf-8")
    commit = repository.commit(later)
    project = Project(repository.folder)
    checked = check(project.data, (), AS_OF, AS_OF, lambda _: None)
    staged = stage(project, checked, lambda _: None)
    pages = {file.path: file.data.decode() for file in staged if file.path.endswith(".md")}
    page = pages[f"{PLAN.removesuffix('.yml')}/index.md"]
    assert f'<a href="https://git.example.org/karty/commit/{commit}">правка {commit[:10]}</a>' in page
    assert ", с тех пор исправлен 1 раз.</p>" in page
    assert "Секрет" not in page
