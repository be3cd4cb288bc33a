"""Notes put through a step of work, as ``map`` does, but for those that went through it before."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, TypeAlias

from infoview_analysis.running.fingerprint import digest_program
from infoview_analysis.running.packing import PackingError, pack, spell_out, unpack
from infoview_analysis.running.store import Store
from infoview_analysis.running.workers import Workers

__all__ = ["Keeper"]

Step: TypeAlias = Callable[[Any], Any]

_AT_ONCE = 32
"""Results that are written, or read, together: a run that is stopped loses so many at most."""


class Keeper:
    """Keeps what a step of work finds in a note, and gives it back when the same note comes again.

    What is given back is what the step would find: the key holds all that it depends on, the note with its path, the
    program and its data, the libraries, and what ``marks`` say beside.

    Parameters
    ----------
    store
        Where it is kept; None keeps nothing.
    workers
        Who does the work.

    Examples
    --------
    >>> keeper = Keeper(None, Workers(1))
    >>> list(keeper.through()(str.upper, ["a", "b"]))
    ['A', 'B']
    """

    def __init__(self, store: Store | None, workers: Workers) -> None:
        self._store = store
        self._workers = workers

    def through(self, *marks: str) -> Callable[[Step, Sequence[Any]], Iterator[Any]]:
        """Return what puts tasks through a step, in order.

        Parameters
        ----------
        *marks
            What the step depends on beside the task and the program, such as the digest of a vocabulary.
        """
        return partial(self._run, marks)

    def close(self) -> None:
        """End the processes and let go of the store."""
        self._workers.close()
        if self._store is not None:
            self._store.close()

    def _run(self, marks: Sequence[str], step: Step, tasks: Sequence[Any]) -> Iterator[Any]:
        if self._store is None:
            yield from self._workers.map(step, tasks)
            return
        opening = "\n".join((digest_program(), *marks, _name(step))).encode()
        keys = [hashlib.blake2b(opening + b"\n" + spell_out(task), digest_size=16).hexdigest() for task in tasks]
        kept = self._store.find(keys)
        missing = [(key, task) for key, task in zip(keys, tasks, strict=True) if key not in kept]
        found = self._find(step, missing)
        # Some at a time: what all notes say may be more than memory holds.
        for start in range(0, len(keys), _AT_ONCE):
            some = range(start, min(start + _AT_ONCE, len(keys)))
            known = self._store.get([keys[number] for number in some if keys[number] in kept])
            for number in some:
                if keys[number] in kept:
                    yield self._recall(known.get(keys[number], b""), keys[number], step, tasks[number])
                else:
                    yield next(found)

    def _recall(self, content: bytes, key: str, step: Step, task: Any) -> Any:
        """What was kept, or what is found anew where that is spoilt or gone."""
        try:
            return unpack(content)
        except PackingError:
            return next(self._find(step, [(key, task)]))

    def _find(self, step: Step, missing: Sequence[tuple[str, Any]]) -> Iterator[Any]:
        """Do the work, and keep what was found, some at a time and what is left when it is stopped."""
        pending: dict[str, bytes] = {}
        try:
            results = self._workers.map(step, [task for _, task in missing])
            for (key, _), result in zip(missing, results, strict=True):
                pending[key] = pack(result)
                if len(pending) == _AT_ONCE:
                    self._keep(pending)
                    pending = {}
                yield result
        finally:
            self._keep(pending)

    def _keep(self, entries: dict[str, bytes]) -> None:
        if self._store is not None:
            self._store.put(entries)


def _name(step: Step) -> str:
    """Name of a step, and of the functions it was given."""
    if isinstance(step, partial):
        given = [f"{name}={_name(value)}" for name, value in sorted(step.keywords.items()) if callable(value)]
        return f"{_name(step.func)}({', '.join(given)})"
    return f"{step.__module__}.{step.__qualname__}"
