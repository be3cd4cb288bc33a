"""A step of work on many tasks, in several processes where that pays; what comes out does not depend on how many."""

import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any

__all__ = ["Workers", "count_processors"]

_WORTHWHILE = 50
"""Tasks from which on it pays to start processes, which take seconds to load the language model."""
_CHUNKS = 16
"""Chunks of tasks for each process: enough for all to end at about the same time."""
_LARGEST_CHUNK = 8
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")

_log = logging.getLogger(__name__)


def count_processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Workers:
    """Processes that are started when there is enough to do, and end with :meth:`close`.

    Parameters
    ----------
    jobs
        Processes at most; 1 works in this one. None takes all processors once there is much to do.

    Examples
    --------
    >>> list(Workers(1).map(str.upper, ["a", "b"]))
    ['A', 'B']
    """

    def __init__(self, jobs: int | None) -> None:
        self._jobs = count_processors() if jobs is None else jobs
        self._least = _WORTHWHILE if jobs is None else 2
        self._pool: ProcessPoolExecutor | None = None

    def map(self, step: Callable[[Any], Any], tasks: Sequence[Any]) -> Iterator[Any]:
        """Put tasks through a step, in order; what a process that died was working on is done here."""
        if self._jobs == 1 or len(tasks) < self._least:
            yield from map(step, tasks)
            return
        done = 0
        try:
            for result in self._submit(step, tasks):
                yield result
                done += 1
        except BrokenProcessPool:
            _log.warning("a process was stopped from outside, perhaps for want of memory; going on with one")
            self._jobs = 1
            yield from map(step, tasks[done:])

    def close(self) -> None:
        """End the processes; what they are working on is lost."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def _submit(self, step: Callable[[Any], Any], tasks: Sequence[Any]) -> Iterator[Any]:
        size = max(1, min(_LARGEST_CHUNK, len(tasks) // (self._jobs * _CHUNKS)))
        with _one_thread():
            if self._pool is None:
                start_anew = multiprocessing.get_context("spawn")  # a copy of this process could hold a lock for good
                self._pool = ProcessPoolExecutor(self._jobs, mp_context=start_anew, initializer=_begin)
            return self._pool.map(step, tasks, chunksize=size)


def _begin() -> None:
    """Leave it to the first process to end on Ctrl-C, and end with it, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_first, daemon=True).start()


def _end_with_first() -> None:
    if first := multiprocessing.parent_process():
        first.join()
        os._exit(1)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Let processes that are started meanwhile compute in one thread each: there is one for each processor."""
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
