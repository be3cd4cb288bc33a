"""The tables of a folder of notes while they are made: what is long lies aside, part by part."""

import os
from collections.abc import Mapping

import pandas as pd

from infoview_analysis.corpus.core import Corpus
from infoview_analysis.corpus.parts import Parts, Whole
from infoview_analysis.corpus.schema import SCHEMA
from infoview_analysis.corpus.spool import Spool
from infoview_analysis.corpus.storage import encode_tables
from infoview_analysis.output import write_files

__all__ = ["Tables"]


class Tables:
    """Tables to be written, or to be collected into a :class:`Corpus`, in a ``with`` statement.

    Parameters
    ----------
    frames
        The short tables.
    spools
        The long ones.
    """

    def __init__(self, frames: Mapping[str, pd.DataFrame], spools: Mapping[str, Spool]) -> None:
        self._frames = frames
        self._spools = spools
        self.tables: Mapping[str, Parts] = {
            table: spools[table] if table in spools else Whole(frames[table]) for table in SCHEMA
        }

    def save(
        self,
        folder: str | os.PathLike[str],
        *,
        format: str = "csv",  # noqa: A002 # the word of the command
        part_rows: int | None = None,
    ) -> None:
        """Write all tables into a folder, as :meth:`Corpus.save` does, with one part in memory at a time."""
        write_files(folder, encode_tables(self.tables, format, part_rows=part_rows))

    def collect(self) -> Corpus:
        """Return all tables as frames."""
        return Corpus(**self._frames, **{table: spool.join() for table, spool in self._spools.items()})

    def __enter__(self) -> "Tables":
        return self

    def __exit__(self, *reason: object) -> None:
        for spool in self._spools.values():
            spool.close()
