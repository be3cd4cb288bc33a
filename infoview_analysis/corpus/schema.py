"""The tables: their names, columns and types, and how rows become a frame."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType
from typing import Any

import pandas as pd

__all__ = ["LIST_SEPARATOR", "PROVENANCE", "SCHEMA", "TEXT", "TRUTH", "WHOLE", "build_frame", "frame_rows", "sort_rows"]

TEXT = "string"
"""Text; what a note does not say is the empty string, never missing, so that comparing needs no care."""
WHOLE = "Int64"
"""Whole number; missing is ``<NA>``."""
TRUTH = "boolean"
"""``True`` or ``False``; never missing."""

LIST_SEPARATOR = "; "
"""Between the parts of ``tags`` and ``aliases``: a name may hold a comma."""

PROVENANCE: Mapping[str, str] = MappingProxyType(
    {"note": TEXT, "line": WHOLE, "end_line": WHOLE, "section": TEXT, "quote": TEXT}
)
"""Columns that say where a row was said, with their types."""

_OTHER_TYPES = {"duration_min": WHOLE, "words": WHOLE, "interviewed": TRUTH, "done": TRUTH}


def _columns(own: str, *, after: str = "") -> Mapping[str, str]:
    def typed(names: str) -> dict[str, str]:
        return {name: _OTHER_TYPES.get(name, TEXT) for name in names.split()}

    return MappingProxyType(typed(own) | dict(PROVENANCE) | typed(after))


SCHEMA: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "interviews": _columns(
            "interview_id person_id interviewee role organization industry location date medium duration_min "
            "found_through referred_by tags words field"
        ),
        "people": _columns("person_id name aliases role organization interviewed first_seen contact field"),
        "passages": _columns("interview_id topic speaker text", after="question"),
        "skills": _columns("interview_id skill skill_id category text stance speaker", after="explain"),
        "trends": _columns("interview_id topic direction theme", after="explain"),
        "advice": _columns("interview_id polarity theme", after="explain"),
        "referrals": _columns(
            "interview_id referrer_id referrer referred_id referred role organization contact status",
            after="explain",
        ),
        "follow_ups": _columns("interview_id kind person_id due done", after="person explain"),
        "reflections": _columns("interview_id aspect valence", after="explain"),
        "diagnostics": _columns("severity code message"),
    }
)
"""Columns and types of every table, in order: the table's own, the provenance, then what explains the row."""


def build_frame(table: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Build the frame of a table from rows in any order.

    Parameters
    ----------
    table
        Name of the table, a key of :data:`SCHEMA`.
    rows
        One mapping from column to value per row; every column is there.

    Returns
    -------
    pandas.DataFrame
        Columns and types of :data:`SCHEMA`, rows ordered by note, line and then all other columns, so that
        the order they came in changes nothing.

    Examples
    --------
    >>> where = {"note": "ann.md", "end_line": 9, "section": "", "quote": ""}
    >>> finding = {"severity": "info", "code": "no-date", "message": "no date"}
    >>> frame = build_frame("diagnostics", [{**finding, **where, "line": 9}, {**finding, **where, "line": 2}])
    >>> frame["line"].tolist()
    [2, 9]
    """
    return frame_rows(table, sort_rows(table, rows))


def sort_rows(table: str, rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Any, ...]]:
    """Sort rows by place, then by all columns; the latter only where it is needed, for that takes much memory."""
    names = list(SCHEMA[table])
    place = itemgetter(*(names.index(name) for name in ("note", "line", "end_line")))
    plain = (tuple([row[name] for name in names]) for row in rows)
    for _, same in groupby(sorted(plain, key=place), key=place):
        tied = list(same)
        yield from sorted(tied, key=lambda row: [*map(str, row)]) if len(tied) > 1 else tied


def frame_rows(table: str, rows: Iterable[tuple[Any, ...]]) -> pd.DataFrame:
    """Build the frame of a table from rows in its order, see :func:`build_frame`."""
    types = SCHEMA[table]
    # By way of objects: pandas would take a column of whole numbers with gaps for one of decimals.
    columns = dict(zip(types, zip(*rows, strict=True), strict=False))
    return pd.DataFrame(columns, columns=list(types), dtype=object).astype(dict(types))
