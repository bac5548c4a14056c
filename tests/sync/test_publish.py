"""Two generations and the lock. What happens under faults is in test_faults.py."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import publish as module
from generator.disk import DiskError, FolderError, swap
from generator.files import SiteFile
from generator.publish import BusyError, inspect, lock, publish, recover, spare_of
from generator.sync import MARK, read_manifest, read_tree, sync

ROOT = Path(__file__).parents[2]


def files(text: str) -> list[SiteFile]:
    return [SiteFile(f"p{n}/index.html", text.encode()) for n in range(3)] + [SiteFile(text, b"")]


def texts(folder: Path) -> set[str]:
    found = list(read_tree(folder))
    assert len(found) == 4
    assert len({file.data for file in found} - {b""}) == 1
    assert read_manifest(folder) is not None
    return {file.path for file in found} - {"p0/index.html", "p1/index.html", "p2/index.html"}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(params=["exchange", "renames"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "renames":
        monkeypatch.setattr(module, "swap", lambda one, other: False)
    return request.param


def test_the_generations_take_turns(tmp_path: Path, way: str) -> None:
    site = tmp_path / "new" / "site"
    manifest = publish(site, files("one"))
    assert (texts(site), names(site.parent)) == ({"one"}, ["site"])
    assert read_manifest(site) == manifest
    publish(site, files("two"))
    assert (texts(site), texts(spare_of(site))) == ({"two"}, {"one"})
    publish(site, iter(files("three")))
    assert (texts(site), texts(spare_of(site))) == ({"three"}, {"two"})
    assert names(site.parent) == [".site-spare", "site"]


def test_only_what_two_builds_changed_is_written(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for text in ("one", "two", "two"):
        publish(site, [*files("same"), SiteFile("x", text.encode())])
    before = {path: path.stat().st_ino for path in tmp_path.rglob("*.html")}
    publish(site, [*files("same"), SiteFile("x", b"two")])
    assert sorted(path.stat().st_ino for path in tmp_path.rglob("*.html")) == sorted(before.values())


def test_an_empty_folder_gives_way(tmp_path: Path, way: str) -> None:
    (tmp_path / "site").mkdir()
    publish(tmp_path / "site", files("one"))
    assert (texts(tmp_path / "site"), names(tmp_path)) == ({"one"}, ["site"])


def test_the_address_may_be_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    publish(Path("../public"), files("one"))
    monkeypatch.chdir(tmp_path)
    publish(Path("public"), files("two"))
    assert texts(tmp_path / "public") == {"two"}
    assert names(tmp_path) == [".public-spare", "here", "public"]


@pytest.mark.parametrize("which", ["site", ".site-spare"])
def test_a_folder_that_is_not_ours_is_never_replaced(tmp_path: Path, which: str) -> None:
    (tmp_path / which).mkdir()
    (tmp_path / which / "precious").write_text("x")
    with pytest.raises(FolderError, match="создана не нами"):
        publish(tmp_path / "site", files("one"))
    assert names(tmp_path) == [which]
    assert names(tmp_path / which) == ["precious"]


@pytest.mark.parametrize("which", ["site", ".site-spare"])
def test_a_file_put_there_by_hand_is_never_lost(tmp_path: Path, way: str, which: str) -> None:
    site = tmp_path / "site"
    publish(site, files("one"))
    inspect(site)
    publish(site, files("two"))
    inspect(site)
    (tmp_path / which / "CNAME").write_text("karty.example.org")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    for refusing in (lambda: inspect(site), lambda: publish(site, files("three"))):
        with pytest.raises(FolderError, match=rf"{which}: .*не записывали: CNAME\. .*content/"):
            refusing()
        assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before
    (tmp_path / which / "CNAME").unlink()
    publish(site, files("three"))
    assert (texts(site), texts(spare_of(site))) == ({"three"}, {"two"})


def test_a_file_put_there_during_the_build_is_never_lost(tmp_path: Path, way: str) -> None:
    site = tmp_path / "site"

    def made() -> Iterator[SiteFile]:
        yield from files("two")
        (site / "CNAME").write_text("karty.example.org")

    publish(site, files("one"))
    publish(site, made())
    with pytest.raises(FolderError, match=r"\.site-spare: .*не записывали: CNAME"):
        publish(site, files("three"))
    assert (spare_of(site) / "CNAME").read_text() == "karty.example.org"


def test_what_would_be_refused_is_refused_without_a_build(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with pytest.raises(FolderError, match="другие файлы проекта"):
        inspect(tmp_path / "data" / "site", apart=[tmp_path / "data"])
    inspect(tmp_path / "new" / "site")
    assert names(tmp_path) == ["data"]


def test_pages_that_stay_the_same_keep_their_time(tmp_path: Path) -> None:
    site = tmp_path / "site"

    def times() -> dict[str, int]:
        return {path.parent.name: path.stat().st_mtime_ns for path in site.rglob("index.html")}

    publish(site, files("one"))
    before = times()
    publish(site, [*files("one"), SiteFile("more", b"")])
    assert times() == before
    publish(site, files("two"))
    changed = times()
    publish(site, [*files("two"), SiteFile("more", b"")])
    assert times() == changed != before


def test_a_folder_that_appears_during_the_build_is_not_replaced(tmp_path: Path) -> None:
    def made() -> Iterator[SiteFile]:
        yield from files("one")
        (tmp_path / "site").mkdir()
        (tmp_path / "site" / "precious").write_text("x")

    with pytest.raises(FolderError, match="создана не нами"):
        publish(tmp_path / "site", made())
    assert names(tmp_path / "site") == ["precious"]


@pytest.mark.parametrize("target", ["data", "data/site", "."])
def test_the_data_is_refused_as_the_target(tmp_path: Path, target: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "region.yml").write_text("x")
    with pytest.raises(FolderError, match="другие файлы проекта"):
        publish(tmp_path / target, files("one"), apart=iter([tmp_path / "data"]))
    assert (names(tmp_path), names(tmp_path / "data")) == (["data"], ["region.yml"])


def test_a_failing_source_leaves_the_old_site_untouched(tmp_path: Path) -> None:
    def failing() -> Iterator[SiteFile]:
        yield SiteFile("a", b"new")
        raise LookupError

    publish(tmp_path / "site", files("one"))
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*")}
    with pytest.raises(LookupError):
        publish(tmp_path / "site", failing())
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*")} == before
    publish(tmp_path / "site", files("two"))
    assert (texts(tmp_path / "site"), texts(tmp_path / ".site-spare")) == ({"two"}, {"one"})


def test_a_name_too_long_for_its_spare_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DiskError, match="слишком длинное имя"):
        publish(tmp_path / ("x" * 252), files("one"))
    assert names(tmp_path) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not bind root; test_faults.py refuses each call instead")
def test_a_read_only_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "place").mkdir(mode=0o555)
    with pytest.raises(DiskError, match="нет прав"):
        publish(tmp_path / "place" / "site", files("one"))


def test_three_trees_at_once_are_left_to_a_person(tmp_path: Path) -> None:
    publish(tmp_path / "site", files("one"))
    publish(tmp_path / "site", files("two"))
    sync(tmp_path / ".site-aside", files("odd"))
    with pytest.raises(FolderError, match=r"Удалите \.site-aside"):
        publish(tmp_path / "site", files("three"))
    assert texts(tmp_path / "site") == {"two"}


def test_recovery_brings_back_the_old_site_or_ends_the_exchange(tmp_path: Path) -> None:
    site = tmp_path / "site"
    recover(site)
    assert names(tmp_path) == []
    sync(tmp_path / ".site-aside", files("old"))
    sync(tmp_path / ".site-spare", files("new"))
    recover(site)
    assert (texts(site), names(tmp_path)) == ({"old"}, [".site-spare", "site"])
    site.rename(tmp_path / ".site-aside")
    (tmp_path / ".site-spare").rename(site)
    recover(site)
    assert (texts(site), texts(tmp_path / ".site-spare")) == ({"new"}, {"old"})


def test_names_are_exchanged_in_one_step_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a")
    (tmp_path / "b").write_text("b")
    swapped = swap(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "a").read_text() + (tmp_path / "b").read_text() == ("ba" if swapped else "ab")
    if swapped:
        with pytest.raises(FileNotFoundError):
            swap(tmp_path / "a", tmp_path / "gone")


@pytest.mark.parametrize("code", [22, 38, 95])
def test_a_file_system_without_exchange_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    class Library:
        def __init__(self, *args: object, **options: object) -> None:
            pass

        def renameat2(self, *args: object) -> int:
            ctypes.set_errno(code)
            return -1

    monkeypatch.setattr(ctypes, "CDLL", Library)
    assert not swap(tmp_path / "a", tmp_path / "b")


# The lock


def child(program: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", program, *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, env=environment, stdin=-1, stdout=-1, stderr=-1, text=True)


HOLDER = """
import sys
from pathlib import Path
from generator.publish import lock
with lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_a_lock_is_left_without_a_trace_and_can_be_taken_again(tmp_path: Path) -> None:
    for _ in range(2):
        with lock(tmp_path / "build" / "lock"):
            assert (tmp_path / "build" / "lock").read_text() == str(os.getpid())
        assert names(tmp_path / "build") == []


def test_who_holds_the_lock_is_named(tmp_path: Path) -> None:
    said: list[str] = []
    with child(HOLDER, tmp_path / "lock") as holder:
        assert holder.stdout.readline() == "held\n"
        with (
            pytest.raises(BusyError, match=rf"другая сборка \(процесс {holder.pid}\).*{tmp_path}/lock"),
            lock(tmp_path / "lock", wait=0.2, tell=said.append),
        ):
            pytest.fail("the lock was taken twice")
        assert said == [f"Ждём конца другой сборки (процесс {holder.pid})…"]
        holder.communicate("\n")
    assert holder.returncode == 0
    assert names(tmp_path) == []


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    with child(HOLDER, tmp_path / "lock") as holder:
        assert holder.stdout.readline() == "held\n"
        holder.send_signal(signal.SIGKILL)
        holder.communicate()
    assert names(tmp_path) == ["lock"]
    with lock(tmp_path / "lock", wait=0):
        pass
    assert names(tmp_path) == []


def test_a_publish_waits_for_another_on_the_same_site(tmp_path: Path) -> None:
    with child(HOLDER, tmp_path / ".site-lock") as holder:
        assert holder.stdout.readline() == "held\n"
        publisher = child(PUBLISHER, ROOT, tmp_path / "site", "late", 1)
        holder.communicate("\n")
    assert publisher.communicate() == ("", "")
    assert texts(tmp_path / "site") == {"late"}


PUBLISHER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from generator.files import SiteFile
from generator.publish import publish
text = sys.argv[3]
for _ in range(int(sys.argv[4])):
    files = [SiteFile(f"p{n}/index.html", text.encode()) for n in range(3)] + [SiteFile(text, b"")]
    publish(Path(sys.argv[2]), files)
"""


def test_four_publishes_at_once_leave_one_of_them_whole(tmp_path: Path) -> None:
    all_of_them = [child(PUBLISHER, ROOT, tmp_path / "site", text, 5) for text in "abcd"]
    for publisher in all_of_them:
        assert publisher.communicate() == ("", "")
        assert publisher.returncode == 0
    assert texts(tmp_path / "site") < set("abcd")
    assert texts(tmp_path / ".site-spare") < set("abcd")
    assert names(tmp_path) == [".site-spare", "site"]
    assert MARK in names(tmp_path / "site")
