"""Which skills recur: how many interviewees named each, and in which sense."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import pandas as pd

from infoview_analysis.corpus import Corpus
from infoview_analysis.reflection.frames import Row, by_time, cite, group_rows, list_rows, make_frame
from infoview_analysis.reflection.intervals import wilson_interval
from infoview_analysis.reflection.quotes import list_speakers, quote_lines
from infoview_analysis.reflection.words import say_list

__all__ = [
    "DEMAND",
    "SENSES",
    "SKILL_COLUMNS",
    "count_demand",
    "describe_demand",
    "find_disputed",
    "find_senses",
    "find_threshold",
    "fold_skill",
    "list_demand",
    "rank_skills",
]

SENSES = {"needed": "needed", "optional": "a plus", "mentioned": "mentioned", "declining": "losing weight"}
"""In which sense interviewees name a skill, in the order of charts, and what it is called there."""
DEMAND = tuple(SENSES)
"""The senses alone."""

SKILL_COLUMNS = {
    "skill_id": "string",
    "skill": "string",
    "category": "string",
    "support": "Int64",
    "interviews": "Int64",
    "share": "Float64",
    "low": "Float64",
    "high": "Float64",
    "needed": "Int64",
    "optional": "Int64",
    "mentioned": "Int64",
    "declining": "Int64",
    "latest": "string",
    "said_by": "string",
    "quotes": "string",
}
"""Columns of :func:`rank_skills` with their types."""

# Told to learn it means that the work asks for it; told that I have it says nothing about demand.
_AS_DEMAND = {"gap": "needed", "strength": "mentioned"}
# Of several senses in one talk the strongest counts, in the order of the guidelines.
_STRENGTH = {"declining": 0, "needed": 1, "optional": 2, "mentioned": 3}


def rank_skills(corpus: Corpus) -> pd.DataFrame:
    """Rank skills by the number of interviews in which the interviewee named them.

    What the note-taker wrote about their own skills does not count.

    Returns
    -------
    pandas.DataFrame
        One row per skill, by falling ``support``, then by ``needed``, then by name. ``support`` is the number
        of distinct interviews, of ``interviews`` in all; ``share``, ``low`` and ``high`` are the share with
        its 95 % Wilson interval; ``needed``, ``optional``, ``mentioned``, ``declining`` split the support,
        each interview once, by its strongest sense; ``latest`` is the date of the last one; ``said_by``
        names the interviewees in order of date; ``quotes`` has one line per mention, with note and line.

    Examples
    --------
    >>> rank_skills(Corpus.empty()).empty
    True
    """
    demand = count_demand(corpus)
    rows = [describe_demand(mentions[0], mentions, len(corpus.interviews)) for mentions in demand.values()]
    rows.sort(key=lambda row: (-row["support"], -row["needed"], row["skill"].casefold(), row["skill_id"]))
    return make_frame(SKILL_COLUMNS, rows)


def find_disputed(corpus: Corpus) -> list[Row]:
    """Find the skills that some interviewees need and others see losing weight: rows of :func:`rank_skills`."""
    return [row for row in list_rows(rank_skills(corpus)) if row["needed"] and row["declining"]]


def find_threshold(interviews: int) -> int:
    """Return from how many interviews on a skill counts as recurring; with one or two, none can."""
    return 2 if interviews > 2 else 1


def count_demand(corpus: Corpus) -> dict[str, list[Row]]:
    """Gather what interviewees said of each skill: rows with context, by ``skill_id``, in order of date."""
    return group_rows(list_demand(corpus), "skill_id")


def list_demand(corpus: Corpus) -> list[Row]:
    """List what interviewees said of skills: rows with context, in order of date.

    A skill that they call by several names (*Excel*, *spreadsheets*) goes by the one they use most.
    """
    said = [row for row in cite(corpus, corpus.skills) if row["speaker"] == "interviewee" and row["interview_id"]]
    names = {skill: _find_name(rows) for skill, rows in group_rows(said, "skill_id").items()}
    return sorted((row | names[row["skill_id"]] for row in said), key=by_time)


def _find_name(mentions: Sequence[Row]) -> Row:
    """Find the name that most mentions of a skill use, with its category; of equals the first in the alphabet."""
    counts = Counter((row["skill"], row["category"]) for row in mentions)
    name, category = min(counts, key=lambda one: (-counts[one], one))
    return {"skill": name, "category": category}


def describe_demand(named: Row, mentions: Sequence[Row], interviews: int) -> Row:
    """Describe the demand for the skill that a row names: the columns of :data:`SKILL_COLUMNS`."""
    senses = find_senses(mentions)
    support, split = len(senses), Counter(senses.values())
    low, high = wilson_interval(support, interviews)
    return {
        **{name: named[name] for name in ("skill_id", "skill", "category")},
        "support": support,
        "interviews": interviews,
        "share": support / max(1, interviews),
        "low": low,
        "high": high,
        **{sense: split[sense] for sense in DEMAND},
        "latest": max((row["date"] for row in mentions), default=""),
        "said_by": say_list(list_speakers(mentions)),
        "quotes": quote_lines(mentions),
    }


def find_senses(mentions: Iterable[Row]) -> dict[str, str]:
    """Find in which sense each interview speaks of a skill, by ``interview_id``.

    Of several skills, as of a family of them, the one that is asked for most counts.
    """
    senses: dict[tuple[str, str], str] = {}
    for row in mentions:
        sense = _AS_DEMAND.get(row["stance"]) or str(row["stance"])
        best = senses.setdefault((row["interview_id"], row["skill_id"]), sense)
        senses[row["interview_id"], row["skill_id"]] = min(best, sense, key=_STRENGTH.__getitem__)
    found: dict[str, str] = {}
    for (talk, _), sense in senses.items():
        found[talk] = min(found.get(talk, sense), sense, key=DEMAND.index)
    return found


def fold_skill(name: str) -> str:
    """Fold the name of a skill for comparing it with names that people type.

    Signs are part of names: C, C++ and C# are three languages.

    Examples
    --------
    >>> fold_skill("Node.js") == fold_skill("node JS"), fold_skill("C") == fold_skill("C#")
    (True, False)
    """
    return re.sub(r"[\s\-_./]+", "", name.casefold())
