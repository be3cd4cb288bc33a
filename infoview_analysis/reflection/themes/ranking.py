"""What is said of change and what is advised, gathered by theme: who says so, how often, and in which sense."""

from collections.abc import Sequence

import pandas as pd

from infoview_analysis.corpus import Corpus
from infoview_analysis.records import DIRECTIONS, POLARITIES
from infoview_analysis.reflection.frames import Row, by_time, cite, group_rows, list_people, make_frame
from infoview_analysis.reflection.quotes import list_speakers, quote_lines
from infoview_analysis.reflection.words import say_list

__all__ = ["rank_advice", "rank_trends"]

_BEFORE = {
    **dict.fromkeys(("theme_id", "theme"), "string"),
    **dict.fromkeys(("people", "interviewees", "support", "interviews", "statements"), "Int64"),
}
_AFTER = {"said_by": "string", "latest": "string", "quotes": "string"}


def rank_trends(corpus: Corpus) -> pd.DataFrame:
    """Rank what interviewees say of change by how many of them say it.

    Returns
    -------
    pandas.DataFrame
        One row per theme, by falling ``people``, then ``support``, then ``statements``, then the latest first.
        ``theme`` is its most central statement, cut where it is long; ``people`` the number of distinct interviewees,
        of ``interviewees`` in all; ``support`` the number of distinct interviews, of ``interviews`` in all;
        ``statements`` the number of mentions. ``rising``, ``declining``, ``shifting``, ``unclear`` are numbers of
        interviewees; one who says two things counts in both. ``said_by`` names the interviewees in order of date;
        ``quotes`` has one line per statement, with note and line.

    Examples
    --------
    >>> rank_trends(Corpus.empty()).empty
    True
    """
    return _rank_themes(corpus, corpus.trends, "trend", "direction", DIRECTIONS)


def rank_advice(corpus: Corpus) -> pd.DataFrame:
    """Rank the advice of interviewees by how many give it: columns as of :func:`rank_trends`, with ``do``, ``avoid``.

    A theme gathers what is said of the same matter in the same sense, so ``do`` and ``avoid`` above zero mostly mean
    that people say the same in two ways; where they differ tells :func:`find_contradictions`.

    Examples
    --------
    >>> rank_advice(Corpus.empty()).empty
    True
    """
    return _rank_themes(corpus, corpus.advice, "advice", "polarity", POLARITIES)


def _rank_themes(corpus: Corpus, table: pd.DataFrame, kind: str, column: str, senses: Sequence[str]) -> pd.DataFrame:
    themes = group_rows((row for row in cite(corpus, table) if row["interview_id"]), "theme", "quote")
    talks = cite(corpus, corpus.interviews)
    asked = {"interviewees": len(list_people(talks)), "interviews": len(talks)}
    rows = [asked | _describe(theme, said, column, senses) for theme, said in themes.items()]
    rows.sort(key=lambda row: row["theme"])
    rows.sort(key=lambda row: (row["people"], row["support"], row["statements"], row["latest"]), reverse=True)
    types = {**_BEFORE, **dict.fromkeys(senses, "Int64"), **_AFTER}
    return make_frame(types, [{"theme_id": f"{kind}-{place}", **row} for place, row in enumerate(rows, 1)])


def _describe(theme: str, said: Sequence[Row], column: str, senses: Sequence[str]) -> Row:
    ordered = sorted(said, key=by_time)
    return {
        "theme": theme,
        "people": len(list_people(said)),
        "support": len({row["interview_id"] for row in said}),
        "statements": len(said),
        **{sense: len(list_people(row for row in said if row[column] == sense)) for sense in senses},
        "said_by": say_list(list_speakers(ordered)),
        "latest": max(row["date"] for row in said),
        "quotes": quote_lines(ordered),
    }
