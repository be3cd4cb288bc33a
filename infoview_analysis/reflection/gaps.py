"""What the interviews ask for and the note-taker lacks."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

import pandas as pd

from infoview_analysis.corpus import Corpus
from infoview_analysis.reflection.frames import Row, cite, list_rows, make_frame
from infoview_analysis.reflection.profile import Profile
from infoview_analysis.reflection.skills import (
    SKILL_COLUMNS,
    by_time,
    count_demand,
    describe_demand,
    quote_lines,
)

__all__ = ["ENOUGH", "find_own", "rank_gaps"]

ENOUGH = 3
"""From this level on a skill is no gap."""
_TOP = 5


def rank_gaps(corpus: Corpus, profile: Profile | None = None) -> pd.DataFrame:
    """Rank the skills that interviewees ask for and the note-taker lacks.

    ``score`` = (needed + ½ (optional + mentioned) − declining) / interviews × (5 − level) / 5, not below 0.
    The counts are interviews and come from interviewees only. A skill that the profile does not name has
    level 0.

    A skill is no gap at level 3 or above. Where the profile does not name it, the notes decide: it is no gap
    if the note-taker claimed it as a strength after any time they called it a gap. A skill of which
    interviewees only say that it loses weight is no gap unless the note-taker called it one.

    Parameters
    ----------
    corpus
        The tables.
    profile
        The note-taker; without it only what the notes say of their own skills is known.

    Returns
    -------
    pandas.DataFrame
        One row per gap, by falling score, then support, then name. Columns: those of :func:`rank_skills`;
        ``score``; ``level`` from the profile, missing if it does not name the skill; ``own``, ``gap`` if the
        note-taker called it one, else empty. ``quotes`` holds the note-taker's own words too.

    Examples
    --------
    >>> rank_gaps(Corpus.empty()).empty
    True
    """
    demand, own = count_demand(corpus), find_own(corpus)
    levels = _find_levels(corpus, profile)
    rows = [
        _describe_gap(demand.get(skill, []), own.get(skill, []), levels.get(skill), len(corpus.interviews))
        for skill in demand.keys() | own.keys()
        if not _is_covered(levels.get(skill), own.get(skill, []))
    ]
    rows = [row for row in rows if row["score"] > 0 or row["own"]]
    rows.sort(key=lambda row: (-row["score"], -row["support"], row["skill"].casefold(), row["skill_id"]))
    return make_frame(SKILL_COLUMNS | {"score": "Float64", "level": "Int64", "own": "string"}, rows)


def find_own(corpus: Corpus) -> dict[str, list[Row]]:
    """Gather where the note-taker claims or misses a skill, by ``skill_id``, by date."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in cite(corpus, corpus.skills):
        if row["stance"] in ("gap", "strength"):
            found[row["skill_id"]].append(row)
    return {skill: sorted(rows, key=by_time) for skill, rows in found.items()}


def _is_covered(level: int | None, own: Iterable[Row]) -> bool:
    if level is not None:
        return level >= ENOUGH
    last = {row["stance"]: row["date"] for row in own}
    # On the same day the gap stands: "I know some SQL, but not enough" says both.
    return "strength" in last and ("gap" not in last or last["strength"] > last["gap"])


def _describe_gap(mentions: list[Row], own: list[Row], level: int | None, interviews: int) -> Row:
    called = [row for row in own if row["stance"] == "gap"]
    row = describe_demand([*mentions, *own][0], mentions, interviews)
    weight = row["needed"] + (row["optional"] + row["mentioned"]) / 2 - row["declining"]
    unique = {(said["note"], said["line"], said["quote"]): said for said in [*mentions, *called]}
    return row | {
        "score": round(max(0.0, weight / max(1, interviews) * (_TOP - (level or 0)) / _TOP), 6),
        "level": level,
        "own": "gap" if called else "",
        "quotes": quote_lines(unique.values()),
    }


def _find_levels(corpus: Corpus, profile: Profile | None) -> Mapping[str, int]:
    """Find the level by ``skill_id``; the profile may use any name known for a skill."""
    known: dict[str, int] = {}
    for skill in profile.skills if profile else ():
        for name in (skill.name, *_usual_names(skill.name)):
            known[_fold(name)] = max(skill.level, known.get(_fold(name), 0))
    levels: dict[str, int] = {}
    for row in list_rows(corpus.skills):
        for name in {_fold(row[column]) for column in ("text", "skill", "skill_id")} & known.keys():
            levels[row["skill_id"]] = max(known[name], levels.get(row["skill_id"], 0))
    return levels


def _usual_names(name: str) -> list[str]:
    """Names under which the vocabulary has the whole of a name: *Microsoft Excel* is *Excel*."""
    from infoview_analysis.language.vocabulary import load_vocabulary

    matches = [match for match in load_vocabulary().find(name) if match.end - match.start >= len(name.strip()) - 1]
    own = [match for match in matches if match.kind == "name"]
    return [match.entry.name for match in own or matches]


def _fold(name: str) -> str:
    # Signs are part of names: C, C++ and C# are three languages.
    return re.sub(r"[\s\-_./]+", "", name.casefold())
