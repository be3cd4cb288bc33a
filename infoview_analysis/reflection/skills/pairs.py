"""Which skills are named by the same people."""

from collections.abc import Mapping
from itertools import combinations
from math import comb

import pandas as pd

from infoview_analysis.corpus import Corpus
from infoview_analysis.reflection.frames import Row, make_frame
from infoview_analysis.reflection.skills.demand import count_demand
from infoview_analysis.reflection.skills.families import are_related, find_broader

__all__ = ["find_chance", "measure_lift", "rank_pairs"]

_TOGETHER = 3
"""Interviews from which on a pair is looked at: once or twice is how any two skills meet."""
_CHANCE = 0.025
"""The side of a 95 % interval: a pair more likely than that by chance alone is left out."""
_COLUMNS = {
    "skill_id": "string",
    "skill": "string",
    "other_id": "string",
    "other": "string",
    "together": "Int64",
    "support": "Int64",
    "other_support": "Int64",
    "interviews": "Int64",
    "lift": "Float64",
    "chance": "Float64",
}


def rank_pairs(corpus: Corpus) -> pd.DataFrame:
    """Rank the pairs of skills that the same interviewees named more often than chance would have it.

    Parameters
    ----------
    corpus
        The tables. What the note-taker wrote about their own skills does not count.

    Returns
    -------
    pandas.DataFrame
        One row per pair, by falling ``together``, the number of interviews that name both, then by ``lift``, then
        by name. ``lift`` is how many times as often they meet as if they had nothing to do with each other;
        ``chance`` how likely so many meetings are then.

    Notes
    -----
    Only pairs that meet in at least three interviews and whose ``chance`` is at most 2.5 % are listed, and none of
    which one is part of the other. About one in forty pairs looked at would pass by chance alone: a pair is a hint.

    Examples
    --------
    >>> rank_pairs(Corpus.empty()).empty
    True
    """
    demand = count_demand(corpus)
    talks = {skill: {row["interview_id"] for row in rows} for skill, rows in demand.items()}
    often = sorted(skill for skill, named in talks.items() if len(named) >= _TOGETHER)
    broader, names = find_broader(), {skill: rows[0]["skill"] for skill, rows in demand.items()}
    rows = [
        {"skill_id": one, "skill": names[one], "other_id": other, "other": names[other], **counted}
        for one, other in combinations(often, 2)
        if not are_related(one, other, broader)
        and (counted := _count_pair(talks[one], talks[other], len(corpus.interviews)))["together"] >= _TOGETHER
    ]
    rows = [row for row in rows if row["chance"] <= _CHANCE]
    rows.sort(key=lambda row: (-row["together"], -row["lift"], row["skill"].casefold(), row["other"].casefold()))
    return make_frame(_COLUMNS, rows)


def _count_pair(one: set[str], other: set[str], interviews: int) -> Row:
    counts: Mapping[str, int] = {
        "together": len(one & other),
        "support": len(one),
        "other_support": len(other),
        "interviews": interviews,
    }
    return {**counts, "lift": round(measure_lift(**counts), 6), "chance": round(find_chance(**counts), 6)}


def measure_lift(*, together: int, support: int, other_support: int, interviews: int) -> float:
    """Return how many times as often two things meet as if they were independent: P(A, B) / (P(A) P(B)).

    References
    ----------
    S. Brin, R. Motwani and C. Silverstein (1997), Beyond market baskets: generalizing association rules to
    correlations, *SIGMOD '97*, 265–276, where it is called interest.

    Examples
    --------
    Tea and coffee, the first example there: of 100 buyers 25 take tea, 90 coffee, 20 both.

    >>> round(measure_lift(together=20, support=25, other_support=90, interviews=100), 2)
    0.89
    """
    return together * interviews / (support * other_support) if together else 0.0


def find_chance(*, together: int, support: int, other_support: int, interviews: int) -> float:
    """Return how likely two independent things meet at least so often: Fisher's exact test, one-sided.

    Unlike an interval of the lift it holds for the few interviews that a person makes.

    References
    ----------
    R. A. Fisher (1935), *The Design of Experiments*, chapter 2.

    Examples
    --------
    The lady who told three of four cups right:

    >>> round(find_chance(together=3, support=4, other_support=4, interviews=8), 3)
    0.243
    """
    most = min(support, other_support)
    ways = sum(
        comb(support, both) * comb(interviews - support, other_support - both) for both in range(together, most + 1)
    )
    return ways / comb(interviews, other_support)
