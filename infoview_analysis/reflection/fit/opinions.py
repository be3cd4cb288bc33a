"""Opinions: how the note-taker's mind about a path changed from talk to talk."""

from collections import Counter
from collections.abc import Iterator, Sequence

import pandas as pd

from infoview_analysis.corpus import Corpus
from infoview_analysis.reflection.fit.evidence import gather_evidence
from infoview_analysis.reflection.frames import Row, group_rows, list_rows, make_frame
from infoview_analysis.reflection.profile import Profile
from infoview_analysis.reflection.quotes import quote_lines, unique_statements

__all__ = ["trace_opinions"]

_COLUMNS = {
    "path": "string",
    "date": "string",
    "interviewee": "string",
    "balance": "Float64",
    "remarks": "Int64",
    "remarks_for": "Int64",
    "remarks_against": "Int64",
    "change": "string",
    "quotes": "string",
    "note": "string",
    "line": "Int64",
}
_EVEN = 0.2
"""Balance up to which remarks are on neither side."""


def trace_opinions(corpus: Corpus, profile: Profile | None = None) -> pd.DataFrame:
    """Trace what the note-taker thought of each path after each talk, by date.

    Remarks on what one can or cannot do are left out: those are gaps, which close, and no change of mind. Talks
    without a date have no place in time and are left out too.

    Returns
    -------
    pandas.DataFrame
        One row per path and talk with remarks, by path and date. ``balance`` is (for − against) / ``remarks``, from
        −1 to 1; ``change`` is ``first``, or ``up``, ``down`` or ``same`` by which side most remarks are on, against the
        talk before on the same path.
        ``quotes`` are the remarks; ``note`` and ``line`` the place of the first.

    Examples
    --------
    >>> trace_opinions(Corpus.empty()).empty
    True
    """
    evidence = list_rows(gather_evidence(corpus, profile))
    remarks = (row for row in evidence if row["remark"] and row["aspect"] != "skills_fit" and row["date"])
    by_path = group_rows(remarks, "path")
    return make_frame(_COLUMNS, [row for path in sorted(by_path) for row in _follow(by_path[path])])


def _follow(remarks: Sequence[Row]) -> Iterator[Row]:
    before: float | None = None
    for said in group_rows(remarks, "interview_id").values():
        row = _describe(unique_statements(said))
        yield row | {"change": _compare(before, row["balance"])}
        before = row["balance"]


def _describe(said: Sequence[Row]) -> Row:
    counts = Counter(row["remark"] for row in said)
    return {
        **{name: said[0][name] for name in ("path", "date", "interviewee", "note", "line")},
        "balance": (counts["for"] - counts["against"]) / len(said),
        "remarks": len(said),
        "remarks_for": counts["for"],
        "remarks_against": counts["against"],
        "quotes": quote_lines(said),
    }


def _compare(before: float | None, now: float) -> str:
    # Three of four against one of one is no change of mind; from most for it to most against it is one.
    if before is None:
        return "first"
    change = _lean(now) - _lean(before)
    return "up" if change > 0 else "down" if change < 0 else "same"


def _lean(balance: float) -> int:
    return (balance > _EVEN) - (balance < -_EVEN)
