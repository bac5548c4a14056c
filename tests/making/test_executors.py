"""The same bytes come of one process, of a pool and of a cluster; a worker that is lost is replaced."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children
from pathlib import Path

import pytest
from workshop import ROOT, Workshop, tree

from generator import executor
from generator.executor import ClusterError, Perform, WorkerError, cluster, pool, spread
from generator.task import Result, Task, perform


def many(workshop: Workshop) -> Workshop:
    """Enough districts to be worth a pool."""
    for number in range(9):
        shutil.copytree(workshop.data / "oblast/tikhiy", workshop.data / f"oblast/tikhiy-{number}")
    return workshop


@pytest.fixture
def alone(workshop: Workshop) -> tuple[Workshop, dict[str, bytes]]:
    """The site as one process builds it; the workshop is as if it had never built."""
    many(workshop).build()
    site = tree(workshop.site)
    for name in ("site", ".site-spare", "build"):
        shutil.rmtree(workshop.folder / name, ignore_errors=True)
    return workshop, site


def test_a_pool_gives_the_same_site(alone: tuple[Workshop, dict[str, bytes]]) -> None:
    workshop, site = alone
    with pool(2) as perform_all:
        workshop.build(perform=perform_all)
    assert len(workshop.drawn) == 12
    assert tree(workshop.site) == site


def test_few_tasks_start_no_pool(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop.build()
    profile = workshop.data / "oblast/tikhiy/district.yml"
    profile.write_text(profile.read_text("utf-8") + "# слово\n", "utf-8")
    monkeypatch.setattr(executor, "ProcessPoolExecutor", None)
    with pool(2) as perform_all:
        workshop.build(perform=perform_all)
    assert workshop.drawn == ["oblast/tikhiy"]


def killing(perform_all: Perform, kill: Callable[[], None]) -> Perform:
    """Performs as given, and kills somebody after the first result."""

    def perform_and_kill(tasks: Iterable[Task]) -> Iterator[Result]:
        for number, result in enumerate(perform_all(tasks)):
            if number == 0:
                kill()
            yield result

    return perform_and_kill


def test_a_lost_process_is_replaced(alone: tuple[Workshop, dict[str, bytes]]) -> None:
    workshop, site = alone
    with pool(2) as perform_all:
        workshop.build(perform=killing(perform_all, lambda: min(active_children(), key=id).kill()))
    assert tree(workshop.site) == site


class _Lost(ThreadPoolExecutor):
    """Loses its worker each time it is given the task of one address."""

    def submit(self, function, task, /):  # type: ignore[override]
        def do() -> Result:
            if task.address == "b":
                raise BrokenProcessPool("gone")
            return function(task)

        return super().submit(do)


def test_a_task_that_loses_every_worker_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executor, "perform", lambda task: task.address)
    started = []

    def start() -> _Lost:
        started.append(_Lost(1))
        return started[-1]

    tasks = (type("Task", (), {"address": name}) for name in "abc")
    results = spread(tasks, start, 2)
    assert next(results) == "a"
    with pytest.raises(WorkerError, match=r"«b»: процесс.*--jobs 1"):
        next(results)
    assert len(started) == 3


class _Broken(ThreadPoolExecutor):
    """Takes one task, and no other, as a pool that has just lost a process."""

    def submit(self, function, task, /):  # type: ignore[override]
        if task.address != "a":
            raise BrokenProcessPool("gone")
        return super().submit(function, task)


def test_a_pool_that_takes_no_more_tasks_is_replaced_and_no_task_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executor, "perform", lambda task: task.address)
    pools = iter((_Broken(1), ThreadPoolExecutor(1)))
    tasks = (type("Task", (), {"address": name}) for name in "abcd")
    assert list(spread(tasks, lambda: next(pools), 2)) == ["a", "b", "c", "d"]


def test_no_more_tasks_are_under_way_than_allowed() -> None:
    taken = 0

    def tasks() -> Iterator[object]:
        nonlocal taken
        for _ in range(50):
            taken += 1
            yield taken

    with ThreadPoolExecutor(2) as threads:
        submit = threads.submit
        threads.submit = lambda _function, number: submit(int, number)  # type: ignore[method-assign]
        for number, result in enumerate(spread(tasks(), lambda: threads, 4), 1):
            assert result == number
            assert taken <= number + 3


@pytest.fixture
def workers(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler of dask on this machine with two workers, each in a folder of its own with nothing in it."""
    started: list[subprocess.Popen[bytes]] = []

    def start(name: str, *words: str) -> None:
        (tmp_path / name).mkdir()
        command = [sys.executable, "-m", "distributed.cli." + words[0], *words[1:]]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        with (tmp_path / f"{name}.log").open("wb") as log:
            started.append(subprocess.Popen(command, cwd=tmp_path / name, env=environment, stdout=log, stderr=log))

    file = tmp_path / "scheduler.json"
    start("scheduler", "dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
    for name in ("one", "two"):
        start(name, "dask_worker", "--nthreads", "1", "--no-nanny", "--no-dashboard", "--scheduler-file", str(file))
    from distributed import Client

    while not file.exists():
        assert started[0].poll() is None, (tmp_path / "scheduler.log").read_text()
        time.sleep(0.05)
    with Client(scheduler_file=str(file), set_as_default=False) as client:
        client.wait_for_workers(2, timeout=120)
        address = client.scheduler.address
    yield address, started[1:]
    for process in reversed(started):
        process.kill()
        process.wait()


def test_a_cluster_gives_the_same_site_also_when_a_worker_is_lost(alone: tuple[Workshop, dict[str, bytes]], workers) -> None:
    workshop, site = alone
    address, processes = workers
    with cluster(address) as perform_all:
        workshop.build(perform=perform_all)
    assert len(workshop.drawn) == 12
    assert tree(workshop.site) == site
    for name in ("site", ".site-spare", "build"):
        shutil.rmtree(workshop.folder / name, ignore_errors=True)
    with cluster(address) as perform_all:
        workshop.build(perform=killing(perform_all, processes[0].kill))
    assert tree(workshop.site) == site


def test_a_cluster_of_another_version_is_refused(workers, monkeypatch: pytest.MonkeyPatch) -> None:
    programs: list[str] = []
    monkeypatch.setattr("distributed.Client.run", lambda *_: {"tcp://127.0.0.1:1": "other"})
    with pytest.raises(ClusterError, match=r"Другая версия программы на tcp://127\.0\.0\.1:1\."), cluster(workers[0]):
        programs.append("never")
    assert programs == []


def test_a_scheduler_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executor, "_PATIENCE", 1)
    with pytest.raises(ClusterError, match=r"Планировщик tcp://127\.0\.0\.1:9 не отвечает"), cluster("tcp://127.0.0.1:9"):
        pytest.fail("it was said to be there")


def test_a_task_needs_nothing_but_itself(workshop: Workshop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What a worker reads of the disk are its own modules and templates: the data are sent."""
    opened: list[str] = []
    sys.addaudithook(lambda event, arguments: opened.append(str(arguments[0])) if event == "open" else None)

    def watched(tasks: Iterable[Task]) -> Iterator[Result]:
        for task in tasks:
            opened.clear()
            result = perform(task)
            assert [name for name in opened if str(workshop.folder) in name] == []
            yield result

    workshop.build(perform=watched)
    assert workshop.drawn
