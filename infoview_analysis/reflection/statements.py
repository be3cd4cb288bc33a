"""How much was taken from each talk, kind by kind."""

from collections import Counter

import pandas as pd

from infoview_analysis.corpus import Corpus
from infoview_analysis.reflection.frames import cite, list_rows, make_frame

__all__ = ["count_statements"]

_KINDS = ("skills", "trends", "advice", "referrals", "follow_ups", "reflections")
_COLUMNS = {
    **dict.fromkeys(("interview_id", "date", "interviewee", "note"), "string"),
    **dict.fromkeys((*_KINDS, "total"), "Int64"),
}


def count_statements(corpus: Corpus) -> pd.DataFrame:
    """Count what was taken from each talk: those that gave least, and may have been misunderstood, come first.

    Returns
    -------
    pandas.DataFrame
        One row per interview, by rising ``total``, then by date; a column per table of statements.

    Examples
    --------
    >>> count_statements(Corpus.empty()).empty
    True
    """
    counts = {kind: Counter(row["interview_id"] for row in list_rows(corpus.tables[kind])) for kind in _KINDS}
    rows = [
        talk
        | {kind: counts[kind][talk["interview_id"]] for kind in _KINDS}
        | {"total": sum(counts[kind][talk["interview_id"]] for kind in _KINDS)}
        for talk in cite(corpus, corpus.interviews)
    ]
    return make_frame(_COLUMNS, sorted(rows, key=lambda row: (row["total"], row["date"], row["interview_id"])))
