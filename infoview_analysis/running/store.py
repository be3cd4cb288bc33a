"""Bytes by key in a file of the user's cache folder, which several runs may use at once.

The file is SQLite (write-ahead log, so that readers do not wait for a writer). Only its owner may read it: it holds
what notes say. It is data that can be made anew: where it cannot be used, a run does without, and says so once.
"""

import logging
import os
import sqlite3
import stat
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from platformdirs import user_cache_path

from infoview_analysis.errors import OutputError

__all__ = ["LARGEST", "Store", "find_store"]

LARGEST = 10**9
"""Bytes from which on what was not used for longest is dropped."""
_ROOM = 0.9
"""Share of them that is left then."""
_PATIENCE = 10.0
"""Seconds to wait for another run."""
_FRESH = 3600
"""Seconds within which a use is not written down again."""
_AT_ONCE = 500
_TABLE = """
CREATE TABLE IF NOT EXISTS entries (key TEXT PRIMARY KEY, used INTEGER NOT NULL, value BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS by_use ON entries (used);
"""

_log = logging.getLogger(__name__)

Result = TypeVar("Result")


def find_store() -> "Store":
    """Return the store of this user, whether it is there yet or not, in the folder that ``INFOVIEW_CACHE`` names."""
    named = os.environ.get("INFOVIEW_CACHE")
    folder = Path(named) if named else user_cache_path("infoview-analysis", appauthor=False)
    return Store(folder / "notes.sqlite")


class Store:
    """Bytes by key. Nothing here fails a run: what cannot be kept is found anew.

    Parameters
    ----------
    path
        The file; it and its folder are made when something is first kept.

    Examples
    --------
    >>> import tempfile
    >>> store = Store(Path(tempfile.mkdtemp(), "notes.sqlite"))
    >>> store.put({"a": b"1"})
    >>> store.get(["a", "b"])
    {'a': b'1'}
    >>> store.close()
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection: sqlite3.Connection | None = None
        self._broken = False
        self._used: dict[str, None] = {}

    def get(self, keys: Iterable[str]) -> dict[str, bytes]:
        """Return what is kept under the keys, as far as there is something."""
        found: dict[str, bytes] = {}
        for some in self._ask("key, value", keys):
            found.update(some)
        self._used |= dict.fromkeys(found)
        return found

    def find(self, keys: Iterable[str]) -> frozenset[str]:
        """Return those of the keys under which something is kept."""
        return frozenset(key for some in self._ask("key", keys) for (key,) in some)

    def put(self, entries: Mapping[str, bytes]) -> None:
        """Keep entries; those of the same key are replaced."""
        now = int(time.time())
        rows = [(key, now, value) for key, value in entries.items()]
        self._try(partial(_write, "INSERT OR REPLACE INTO entries VALUES (?, ?, ?)", rows), None)

    def _ask(self, columns: str, keys: Iterable[str]) -> Iterator[list[Any]]:
        """Look some keys up at a time."""
        wanted = list(keys) if self.path.exists() else []
        nothing: list[Any] = []
        for start in range(0, len(wanted), _AT_ONCE):
            yield self._try(partial(_select, columns, wanted[start : start + _AT_ONCE]), nothing)

    def close(self) -> None:
        """Write down what was used, drop what was not for longest if there is too much, and let go of the file."""
        if self._connection is None:
            return
        now = int(time.time())
        rows = [(now, key, now - _FRESH) for key in self._used]
        self._try(partial(_write, "UPDATE entries SET used = ? WHERE key = ? AND used < ?", rows), None)
        self._try(_shrink, None)
        self._disconnect()

    def __del__(self) -> None:
        # What a run that was stopped had found comes when the store is closed already, and opens it again.
        self._disconnect()

    def _disconnect(self) -> None:
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
        self._connection = None

    def measure(self) -> tuple[int, int]:
        """Return the number of entries and the bytes on disk."""
        count = self._try(_count, 0) if self.path.exists() else 0
        return count, sum(file.stat().st_size for file in self._files() if file.exists())

    def clear(self) -> None:
        """Drop everything; another run that is using the store goes on.

        Raises
        ------
        OutputError
            When it cannot be cleared.
        """
        if not self.path.exists():
            return
        try:
            with closing(self._connect()) as connection:
                with connection:
                    connection.execute("DELETE FROM entries")
                connection.execute("VACUUM")
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.OperationalError as problem:
            raise OutputError(f"cannot clear {self.path}: {problem}; try again once no other run uses it") from problem
        except (sqlite3.DatabaseError, PermissionError):
            self._remove()

    def _remove(self) -> None:
        """Remove a file that is no database any more, which no other run can be using."""
        try:
            for file in self._files():
                file.unlink(missing_ok=True)
        except OSError as problem:
            raise OutputError(f"cannot remove {self.path}: {problem.strerror}; remove it by hand") from problem

    def _files(self) -> list[Path]:
        return [self.path.with_name(self.path.name + ending) for ending in ("", "-wal", "-shm")]

    def _try(self, action: Callable[[sqlite3.Connection], Result], otherwise: Result) -> Result:
        """Do something with the file; once that has failed, nothing is read or kept any more."""
        if self._broken:
            return otherwise
        try:
            if self._connection is None:
                self._connection = self._connect()
            return action(self._connection)
        except (sqlite3.Error, OSError) as problem:
            self._broken = True
            self._disconnect()
            reason = getattr(problem, "strerror", None) or problem
            _log.warning("%s cannot be used (%s); this run goes on without what earlier ones found", self.path, reason)
            return otherwise

    def _connect(self) -> sqlite3.Connection:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _own(self.path)
        connection = sqlite3.connect(self.path, timeout=_PATIENCE)
        try:
            # What is deleted is overwritten: it was private.
            connection.executescript("PRAGMA secure_delete = ON; PRAGMA auto_vacuum = INCREMENTAL;")
            connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;")
            connection.executescript(_TABLE)
        except BaseException:
            connection.close()
            raise
        return connection


def _own(path: Path) -> None:
    """Make the file if it is not there, for its owner only, and refuse one that others could have written."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600))
    if os.name == "posix":
        found = path.stat()
        if found.st_uid != os.getuid() or found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            raise PermissionError(1, "others may write it")
        path.chmod(0o600)


def _select(columns: str, keys: list[str], db: sqlite3.Connection) -> list[Any]:
    places = ", ".join("?" * len(keys))
    return db.execute(f"SELECT {columns} FROM entries WHERE key IN ({places})", keys).fetchall()


def _write(statement: str, rows: list[tuple[Any, ...]], db: sqlite3.Connection) -> None:
    with db:
        db.executemany(statement, rows)


def _count(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT count(*) FROM entries").fetchone()[0])


def _shrink(db: sqlite3.Connection) -> None:
    if _size(db) <= LARGEST:
        return
    oldest = f"SELECT key FROM entries ORDER BY used LIMIT {_AT_ONCE}"
    while _size(db) > _ROOM * LARGEST and _count(db):
        with db:
            db.execute(f"DELETE FROM entries WHERE key IN ({oldest})")
    db.executescript("PRAGMA incremental_vacuum;")


def _size(db: sqlite3.Connection) -> int:
    """Bytes of the pages that hold something."""
    names = ("page_count", "freelist_count", "page_size")
    pages, free, size = (int(db.execute(f"PRAGMA {name}").fetchone()[0]) for name in names)
    return (pages - free) * size
