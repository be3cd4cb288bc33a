"""Workers on other machines: a step of work on many tasks, through a Dask scheduler."""

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from dask import config
from distributed import Client, Future, KilledWorker, LocalCluster, Security

from infoview_analysis.errors import UsageError
from infoview_analysis.reading import glance_at
from infoview_analysis.running import Workers, count_processors, digest_program

__all__ = ["Crew", "hire_crew"]

_UNDERWAY = 512
"""Tasks that are with the cluster at a time: enough for some hundred processors, and few enough to hold in memory."""
_PATIENCE = 30
"""Seconds to wait for the scheduler, and for its first worker."""
_LOCAL = "local"
_PAGES = ("distributed.scheduler.http.routes", "distributed.worker.http.routes")
_REMEDY = "give all workers what is installed here, then run again: what was found is kept"

_alone = threading.Lock()
_log = logging.getLogger(__name__)


class _Parcel:
    """What goes to a worker and back; whoever logs it shows nothing of what is in it."""

    def __init__(self, content: Any) -> None:
        self.content = content

    def __repr__(self) -> str:
        return "<a note>"


def hire_crew(address: str) -> "Crew":
    """Connect to a scheduler, or start one on this machine.

    Parameters
    ----------
    address
        Of the scheduler, or ``local``.

    Raises
    ------
    UsageError
        When there is none, or it has no worker.
    """
    cluster = _start_here() if address == _LOCAL else None
    crew = Crew(_connect(cluster or address, address), cluster)
    try:
        crew.client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError as problem:
        crew.close()
        raise UsageError(
            f"{address} is a scheduler without workers; start one with: dask worker {address}"
        ) from problem
    return crew


def _start_here() -> LocalCluster:
    # Other users of this machine could talk to a scheduler without keys, and look at its pages.
    with config.set({key: [] for key in _PAGES}):
        return LocalCluster(
            n_workers=count_processors(),
            threads_per_worker=1,
            processes=True,
            security=Security.temporary(),
            memory_limit=0,  # nothing of a note is to lie in files that a worker writes when its memory is full
            dashboard_address="127.0.0.1:0",
            silence_logs=logging.ERROR,
        )


def _connect(cluster: LocalCluster | str, address: str) -> Client:
    try:
        return Client(cluster, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError) as problem:
        raise UsageError(f"no Dask scheduler answers at {address}; start one with: dask scheduler") from problem


class Crew(Workers):
    """Workers of a Dask cluster.

    What they are given and what they find shows in no log. A worker that is lost costs the time of its tasks: they go
    to another one.

    Parameters
    ----------
    client
        Connection to the scheduler.
    cluster
        What was started for it here, and ends with it.
    """

    def __init__(self, client: Client, cluster: LocalCluster | None = None) -> None:
        super().__init__(None)
        self.client = client
        self._cluster = cluster

    def map(self, step: Callable[[Any], Any], tasks: Sequence[Any]) -> Iterator[Any]:
        """Put tasks through a step, in order."""
        if step is glance_at:
            # It tells which notes are private, and those do not leave this machine.
            yield from super().map(step, tasks)
            return
        underway: deque[tuple[Any, Future[Any]]] = deque()
        for task in tasks:
            underway.append((task, self.client.submit(_work, _Parcel((step, task)), pure=False)))
            if len(underway) == _UNDERWAY:
                yield self._take(step, *underway.popleft())
        while underway:
            yield self._take(step, *underway.popleft())

    def close(self) -> None:
        """Leave the cluster, and end it if it was started here."""
        super().close()
        self.client.close()
        if self._cluster is not None:
            self._cluster.close()

    def _take(self, step: Callable[[Any], Any], task: Any, future: Future[Any]) -> Any:
        try:
            version, failure, parcel = future.result()
        except KilledWorker:
            _log.warning("a note was given to several workers, and each of them was lost; it is searched here")
            return step(task)
        except Exception as problem:
            what = type(problem).__name__
            raise UsageError(f"the cluster cannot do the work ({what}); {_REMEDY}") from problem
        if version != digest_program():
            raise UsageError(f"a worker has another version of the program, of Python or of a library; {_REMEDY}")
        if failure:
            step(task)  # says what is wrong with it, if it fails here as well
            raise UsageError(f"a worker failed where this machine does not ({failure}); {_REMEDY}")
        return parcel.content


def _work(parcel: _Parcel) -> tuple[str, str, _Parcel | None]:
    """On a worker: its version, why it failed if it did, and what it found.

    One task at a time, whatever the number of threads: the language model is not made for several.
    """
    with _alone:
        step, task = parcel.content
        try:
            return digest_program(), "", _Parcel(step(task))
        except Exception as problem:
            # Not the message: it may have words of the note, and workers log what is raised.
            return digest_program(), type(problem).__name__, None
