"""Frames of plain rows: what the answers are made from and handed back in."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import pandas as pd

from infoview_analysis.corpus import Corpus

__all__ = ["Row", "cite", "list_rows", "make_frame"]

Row: TypeAlias = dict[str, Any]
"""Values of a row by column name."""


def list_rows(frame: pd.DataFrame) -> list[Row]:
    """Return the rows of a frame as mappings from column to plain Python value.

    Examples
    --------
    >>> list_rows(make_frame({"skill": "string", "support": "Int64"}, [{"skill": "SQL", "support": 3}]))
    [{'skill': 'SQL', 'support': 3}]
    """
    names = [str(name) for name in frame.columns]
    # Column by column is several times as fast as frame.to_dict("records").
    return [dict(zip(names, row, strict=True)) for row in zip(*(frame[name].tolist() for name in names), strict=True)]


def make_frame(types: Mapping[str, str], rows: Iterable[Row]) -> pd.DataFrame:
    """Make a frame whose columns have their type even when there is no row."""
    kept = list(rows)
    columns = {name: pd.Series([row[name] for row in kept], dtype=kind) for name, kind in types.items()}
    return pd.DataFrame(columns)


def cite(corpus: Corpus, frame: pd.DataFrame) -> list[Row]:
    """Return rows of a table with who was asked and when: ``interviewee``, ``interviewee_id`` and ``date``.

    Rows of no interview have these empty. People are called as in the table of people, not as one note wrote them.
    """
    talks = {talk["interview_id"]: talk for talk in list_rows(corpus.interviews)}
    names = dict(zip(corpus.people["person_id"].tolist(), corpus.people["name"].tolist(), strict=True))
    return [row | _context(talks.get(row["interview_id"]), names) for row in list_rows(frame)]


def _context(talk: Row | None, names: Mapping[str, str]) -> Row:
    if talk is None:
        return {"interviewee": "", "interviewee_id": "", "date": ""}
    # Notes exist that give no name; the reader still has to see that somebody spoke.
    name = names.get(talk["person_id"]) or talk["interviewee"] or "somebody without a name"
    return {"interviewee": name, "interviewee_id": talk["person_id"], "date": talk["date"]}
