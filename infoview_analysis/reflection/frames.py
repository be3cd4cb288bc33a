"""Frames of plain rows: what the answers are made from and handed back in."""

from collections.abc import Iterable, Mapping

import pandas as pd

from infoview_analysis.corpus import Corpus
from infoview_analysis.records import NAMELESS
from infoview_analysis.rows import Row, group_rows, list_rows

__all__ = ["Row", "by_time", "cite", "group_rows", "list_people", "list_rows", "make_frame", "map_people"]


def make_frame(types: Mapping[str, str], rows: Iterable[Row]) -> pd.DataFrame:
    """Make a frame whose columns have their type even when there is no row.

    Examples
    --------
    >>> list_rows(make_frame({"skill": "string", "support": "Int64"}, [{"skill": "SQL", "support": 3}]))
    [{'skill': 'SQL', 'support': 3}]
    """
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
    name = names.get(talk["person_id"]) or talk["interviewee"] or NAMELESS
    return {"interviewee": name, "interviewee_id": talk["person_id"], "date": talk["date"]}


def by_time(row: Row) -> tuple[str, str, int]:
    """Return the key that puts rows with context in order of time."""
    return row["date"], row["note"], row["line"]


def list_people(rows: Iterable[Row]) -> set[str]:
    """List who is asked in rows with context, each once; whoever has no name is somebody else in each interview.

    Examples
    --------
    >>> list_people([{"interviewee_id": "ann", "interview_id": "a"}, {"interviewee_id": "ann", "interview_id": "b"}])
    {'ann'}
    """
    return {row["interviewee_id"] or row["interview_id"] for row in rows}


def map_people(corpus: Corpus) -> dict[str, Row]:
    """Map the people of the notes by ``person_id``."""
    return {row["person_id"]: row for row in list_rows(corpus.people)}
