"""Who performs the tasks: this process, a pool of processes on this machine, or a cluster.

All are `concurrent.futures` executors, and a task is a value: so the same function does the work everywhere. Results come in
the sequence of the tasks, and only a few tasks are under way at once, so that neither inputs nor results pile up.
"""

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from importlib import import_module
from itertools import chain, islice

from generator.compiled import use_compiled
from generator.state import program
from generator.task import Result, Task, perform

_PATIENCE = 10
"""Seconds to wait for a scheduler."""
Perform = Callable[[Iterable[Task]], Iterator[Result]]
"""Performs tasks as they come, and gives their results in the same sequence."""

_ALONE = 3
"""Fewer tasks than so many are done sooner than a pool starts."""
_AHEAD = 2
"""Tasks under way for each worker of a cluster; on one machine, where all results lie in one memory, one more than workers."""
_ATTEMPTS = 3
"""How often a task is begun before it is given up."""


class ClusterError(Exception):
    """The cluster cannot be used; the text says why and what to do, in Russian."""


class WorkerError(Exception):
    """A task cannot be done, because whoever does it is lost, each time anew; the text is Russian, ready to be shown."""

    def __init__(self, address: str, why: str) -> None:
        super().__init__(
            f"«{address}»: процесс, который собирал эти страницы, оборвался ({why}). Возможно, не хватило памяти: "
            f"повторите с --jobs 1."
        )


def alone(tasks: Iterable[Task]) -> Iterator[Result]:
    """Perform the tasks in this process, one after another."""
    return map(perform, tasks)


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def pool(jobs: int) -> Iterator[Perform]:
    """Perform tasks in `jobs` processes of this machine, which are started when there are enough tasks to be worth it."""
    use_compiled()
    give_back()
    started: list[ProcessPoolExecutor] = []

    def start() -> Executor:
        for broken in started:
            broken.shutdown(wait=False, cancel_futures=True)
        started.append(ProcessPoolExecutor(jobs, _processes(), _begin))
        return started[-1]

    def perform_all(tasks: Iterable[Task]) -> Iterator[Result]:
        tasks = iter(tasks)
        head = list(islice(tasks, _ALONE))
        if jobs == 1 or len(head) < _ALONE:
            return alone(chain(head, tasks))
        return spread(chain(head, tasks), start, jobs + 1)

    try:
        yield perform_all
    finally:
        for one in started:
            one.shutdown(wait=True, cancel_futures=True)


@contextmanager
def cluster(address: str) -> Iterator[Perform]:
    """Perform tasks on the workers of a dask cluster whose scheduler is at `address` (`tcp://10.0.0.5:8786`).

    They need nothing but this program in the same version. A task whose worker is lost goes to another one.

    Raises ClusterError.
    """
    try:
        distributed = import_module("distributed")  # an extra, slow to import and without types
    except ImportError as error:
        raise ClusterError("Для --dask нужен пакет distributed: pip install 'roadmaps[cluster]'.") from error
    try:
        client = distributed.Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(f"Планировщик {address} не отвечает. Проверьте адрес: например, tcp://10.0.0.5:8786.") from error
    with client:
        programs = client.run(program)
        if not programs:
            raise ClusterError(f"У планировщика {address} нет ни одного работника. Запустите их: dask worker {address}")
        strangers = sorted(worker for worker, other in programs.items() if other != program())
        if strangers:
            raise ClusterError(f"Другая версия программы на {', '.join(strangers)}. Установите там ту же, что здесь.")
        executor = client.get_executor(pure=False)
        ahead = _AHEAD * sum(client.nthreads().values())
        yield lambda tasks: spread(tasks, lambda: executor, ahead, distributed.KilledWorker)


def spread(
    tasks: Iterable[Task], start: Callable[[], Executor], ahead: int, lost: type[Exception] = BrokenProcessPool
) -> Iterator[Result]:
    """Perform the tasks by the executor that `start` gives, `ahead` of them at a time.

    When a worker is `lost`, the executor is started anew, and what was under way is begun again. Raises WorkerError.
    """
    tasks, executor = iter(tasks), start()
    waiting: deque[Task] = deque()
    futures: deque[Future[Result]] = deque()
    attempts = 0
    while True:
        waiting.extend(islice(tasks, ahead - len(waiting)))
        if not waiting:
            return
        try:  # a pool that has lost a worker takes no tasks either
            futures.extend(executor.submit(perform, task) for task in islice(waiting, len(futures), None))
            result = futures[0].result()
        except lost as error:
            attempts += 1
            if attempts == _ATTEMPTS:
                raise WorkerError(waiting[0].address, str(error)) from error
            executor = start()
            futures.clear()
            continue
        attempts = 0
        waiting.popleft()
        futures.popleft()
        yield result


def _processes() -> multiprocessing.context.BaseContext:
    """Processes that share what is imported, but nothing else: a fork would copy our threads' locks as they are."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["generator.task"])
    return context


def give_back() -> None:
    """Have the memory of what is forgotten go back to the system (mallopt(3)): a district is large, and lives for a second."""
    with suppress(AttributeError, OSError, TypeError):  # not glibc
        mallopt = ctypes.CDLL(None).mallopt
        for parameter, value in ((_M_ARENA_MAX, 1), (_M_MMAP_THRESHOLD, 1 << 16), (_M_TRIM_THRESHOLD, 1 << 20)):
            mallopt(parameter, value)


_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8  # malloc.h


def _begin() -> None:
    """A worker leaves Ctrl+C to its parent, and ends when that is gone. It need not compile what others have."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    use_compiled()
    give_back()
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)
