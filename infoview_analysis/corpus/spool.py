"""Rows of a table put aside on the disk while they are found, note after note."""

from collections.abc import Iterable, Iterator, Mapping
from tempfile import SpooledTemporaryFile
from typing import Any

import pandas as pd

from infoview_analysis.corpus.parts import PART
from infoview_analysis.corpus.schema import frame_rows, sort_rows
from infoview_analysis.corpus.storage import decode_part, encode_part

__all__ = ["Spool"]

_IN_MEMORY = 2**22
"""Bytes up to which they stay in memory; then they lie in a file without a name, which ends with the run."""


class Spool:
    """Rows of a table, put aside note after note.

    Parameters
    ----------
    table
        Its name.

    Examples
    --------
    >>> finding = {"severity": "info", "code": "no-date", "message": "", "section": "", "quote": "", "end_line": 9}
    >>> spool = Spool("diagnostics")
    >>> spool.add([{**finding, "note": "ann.md", "line": 9}, {**finding, "note": "ann.md", "line": 2}])
    >>> spool.add([{**finding, "note": "bea.md", "line": 4}])
    >>> [part["line"].tolist() for part in spool.cut()]
    [[2, 9, 4]]
    >>> spool.close()
    """

    def __init__(self, table: str) -> None:
        self._table = table
        self._file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 # closed by close
        self._ends = [0]
        """Where parts end in the file."""
        self._pending: list[tuple[Any, ...]] = []

    def add(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Put aside the rows of a note; notes come in the order of their names."""
        self._pending += sort_rows(self._table, rows)
        while len(self._pending) >= PART:
            content = encode_part(self._table, self._frame(self._pending[:PART]))
            self._file.seek(self._ends[-1])
            self._file.write(content)
            self._ends.append(self._ends[-1] + len(content))
            del self._pending[:PART]

    def __len__(self) -> int:
        return PART * (len(self._ends) - 1) + len(self._pending)

    def cut(self, start: int = 0, stop: int | None = None) -> Iterator[pd.DataFrame]:
        """Yield rows, see :class:`~infoview_analysis.corpus.parts.Parts`."""
        last = len(self) if stop is None else min(stop, len(self))
        for number in range(start // PART, -(-last // PART)) if start < last else ():
            yield self._part(number).iloc[max(start - number * PART, 0) : last - number * PART]

    def join(self) -> pd.DataFrame:
        """Return all rows as one frame."""
        return pd.concat([self._part(number) for number in range(len(self._ends))], ignore_index=True)

    def close(self) -> None:
        """Let go of the rows."""
        self._file.close()
        self._pending.clear()

    def _part(self, number: int) -> pd.DataFrame:
        if number == len(self._ends) - 1:
            return self._frame(self._pending)
        first, end = self._ends[number : number + 2]
        self._file.seek(first)
        return decode_part(self._file.read(end - first))

    def _frame(self, rows: list[tuple[Any, ...]]) -> pd.DataFrame:
        return frame_rows(self._table, rows)
