"""Run cells: here, or in processes of one's own. An executor takes work and cells, and yields what ended, in any order.

    for ended in executor(work, cells): ...

`work` is a function of a module, called with a spec (JSON text); a cluster is one more class with this call.
"""

import multiprocessing
import os
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Protocol

from theorysim.sweep.signals import held_back, left_to_the_parent

DEATHS = 3  # of the workers that run a cell, until it is given up

Work = Callable[[str], str]
Cell = tuple[str, str]  # key, spec


@dataclass(frozen=True)
class Ended:
    """What became of a cell: done with its result, failed with a message, or crashed."""

    key: str
    status: str
    result: str
    seconds: float


class Executor(Protocol):
    """Whatever runs cells; closing the iterator ends what still runs."""

    def __call__(self, work: Work, cells: Iterable[Cell]) -> Generator[Ended, None, None]: ...


def ended(work: Work, key: str, spec: str) -> Ended:
    """Run one cell in this process; an exception is its outcome."""
    begun = time.perf_counter()
    try:
        status, result = "done", work(spec)
    except BaseException as reason:  # a user's code may raise any
        status, result = "failed", f"{type(reason).__name__}: {' '.join(str(reason).split())}"
    return Ended(key, status, result, time.perf_counter() - begun)


class Here:
    """Run cells one after another in this process, on a thread: compiled code hears no signal, and a compiler may lose one."""

    def __call__(self, work: Work, cells: Iterable[Cell]) -> Generator[Ended, None, None]:
        for cell in cells:
            found: list[Ended] = []
            thread = threading.Thread(target=lambda cell=cell, found=found: found.append(ended(work, *cell)), daemon=True)
            thread.start()
            thread.join()
            yield found[0]


class Broken(RuntimeError):
    """Workers die before they take any work."""


class _Worker:
    """One process, the cell that it runs, and the line to it."""

    def __init__(self, context: Any, work: Work):
        self.line, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, work), daemon=True)
        with held_back():
            self.process.start()
        theirs.close()
        self.cell: Cell | None = None
        self.ready = False

    def take(self, cell: Cell) -> None:
        self.cell = cell
        with suppress(OSError):  # it has just died, which is seen when its line is read
            self.line.send(cell)

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.line.close()


class Local:
    """Run cells in so many processes; one that dies is replaced and its cell runs again, three times at most."""

    def __init__(self, workers: int):
        self.workers = workers

    def __call__(self, work: Work, cells: Iterable[Cell]) -> Generator[Ended, None, None]:
        waiting = deque(cells)
        context = _context(work)
        deaths: dict[str, int] = {}
        stillborn = 0
        pool: list[_Worker] = []
        try:
            while waiting or any(w.cell for w in pool):
                while len(pool) < min(self.workers, len(waiting) + sum(1 for w in pool if w.cell)):
                    pool.append(_Worker(context, work))
                for worker in pool:
                    if worker.ready and worker.cell is None and waiting:
                        worker.take(waiting.popleft())
                ready = wait([w.line for w in pool])
                for worker in [w for w in pool if w.line in ready]:
                    try:
                        said = worker.line.recv()
                    except (EOFError, OSError):
                        pool.remove(worker)
                        worker.end()
                        stillborn += not worker.ready
                        if stillborn == DEATHS:
                            raise Broken("worker processes die at their start") from None
                        if worker.cell is not None and (given_up := self._died(worker, deaths, waiting)):
                            yield given_up
                        continue
                    worker.ready, stillborn = True, 0
                    if said is not None:
                        worker.cell = None
                        if waiting:  # before what ended is dealt with, so that the worker need not wait
                            worker.take(waiting.popleft())
                        yield said
        finally:
            for worker in pool:
                worker.end()

    def _died(self, worker: _Worker, deaths: dict[str, int], waiting: deque[Cell]) -> Ended | None:
        """Put the cell of a dead worker back, or give it up."""
        assert worker.cell is not None
        key = worker.cell[0]
        deaths[key] = deaths.get(key, 0) + 1
        if deaths[key] < DEATHS:
            waiting.append(worker.cell)
            return None
        return Ended(key, "crashed", f"its process died {DEATHS} times, at last with status {worker.process.exitcode}", 0.0)


def _context(work: Work) -> Any:
    """Return how processes are started: on Linux from one that has imported what the work needs, so that a dead one is soon replaced."""
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    multiprocessing.set_forkserver_preload([getattr(work, "__module__", __name__)])
    return multiprocessing.get_context("forkserver")


def _serve(line: Connection, work: Work) -> None:
    """Work off cells until the parent is gone."""
    follow_parent()
    with suppress(EOFError, OSError):
        line.send(None)  # ready
        while True:
            line.send(ended(work, *line.recv()))


def follow_parent() -> None:
    """End this worker when its parent is gone, even by kill -9, and leave Ctrl-C to it."""
    left_to_the_parent()
    parent = multiprocessing.parent_process()
    if parent is not None:
        sentinel = parent.sentinel
        threading.Thread(target=lambda: (wait([sentinel]), os._exit(1)), daemon=True).start()
