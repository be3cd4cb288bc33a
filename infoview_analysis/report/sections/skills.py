"""Skills that are asked for, and those of them that the note-taker lacks."""

import re
from collections.abc import Iterator, Sequence

from infoview_analysis.corpus import Corpus
from infoview_analysis.language.vocabulary import Vocabulary
from infoview_analysis.reflection.frames import Row, list_rows
from infoview_analysis.reflection.profile import Profile
from infoview_analysis.reflection.skills.demand import (
    DEMAND,
    SENSES,
    count_demand,
    find_senses,
    find_threshold,
    rank_skills,
)
from infoview_analysis.reflection.skills.gaps import find_own, rank_gaps
from infoview_analysis.reflection.words import say_count
from infoview_analysis.report.citing import Sources

__all__ = ["build_gaps", "build_skills"]

_SHOWN = 15
"""Skills and gaps seen before one asks for more."""
_FEWEST_LAST = 3
"""Talks of the last third from which on it is told how many of them name something."""
_ONLY = re.compile(r"\b1 of 1\b")
_STANCES = {**SENSES, "gap": "to learn", "strength": "a strength of yours"}


def build_skills(corpus: Corpus, sources: Sources) -> Row:
    """Gather the skills: what recurs, and what one person named."""
    demand = count_demand(corpus)
    rows = list_rows(rank_skills(corpus))
    most = max((row["support"] for row in rows), default=1)
    described = [
        row
        | {
            "id": f"skill-{number}",
            "parts": _split_bar(row),
            "most": most,
            "split": ", ".join(f"{row[sense]} {SENSES[sense]}" for sense in DEMAND if row[sense]),
            "said": [_cite(said, sources) for said in demand[row["skill_id"]]],
        }
        for number, row in enumerate(rows, 1)
    ]
    return _split(described, len(sources.talks))


def _cite(said: Row, sources: Sources) -> Row:
    (sense,) = find_senses([said]).values()
    return sources.cite(said, _STANCES.get(said["stance"], "")) | {"sense": sense}


def _split_bar(row: Row) -> list[tuple[str, int, int]]:
    """Return the pieces of a stacked bar: sense, start, length."""
    parts, start = [], 0
    for sense in DEMAND:
        if row[sense]:
            parts.append((sense, start, int(row[sense])))
            start += row[sense]
    return parts


def build_gaps(
    corpus: Corpus, profile: Profile | None, sources: Sources, skills: Row, vocabulary: Vocabulary | None = None
) -> Row:
    """Gather the gaps; what interviewees said of them stands with the skills."""
    own = find_own(corpus)
    known = {row["skill_id"]: row for rows in skills.values() for row in rows}
    rows = [
        row
        | {
            "id": f"gap-{number}",
            "level": row["level"] if isinstance(row["level"], int) else None,
            "percent": f"{row['share']:.0%}",
            "interval": f"{row['low'] * 100:.0f}–{row['high']:.0%}",
            "facts": list(_list_facts(row, profile)),
            "skill_row": known.get(row["skill_id"]),
            "own_words": [sources.cite(said, _STANCES["gap"]) for said in _find_called(own.get(row["skill_id"], []))],
        }
        for number, row in enumerate(list_rows(rank_gaps(corpus, profile, vocabulary=vocabulary)), 1)
    ]
    return _split([row | {"talks": _list_talks(row)} for row in rows], len(sources.talks))


def _find_called(own: Sequence[Row]) -> list[Row]:
    """Find where the note-taker calls it a gap; what interviewees say of it stands with the skill."""
    return [said for said in own if said["stance"] == "gap" and said["speaker"] == "note_taker"]


def _list_talks(row: Row) -> list[int]:
    said = [*row["own_words"], *(row["skill_row"]["said"] if row["skill_row"] else ())]
    return sorted({words["talk"] for words in said} - {None})


def _list_facts(row: Row, profile: Profile | None) -> Iterator[tuple[str, str]]:
    """List what is known beside the support, each with a label."""
    if row["interviews"] > 2 and row["support"]:
        yield "Who asks", _say_split(row["by_field"])
        yield "Towards your targets", _say_split(row["by_target"]) if profile and profile.targets else ""
        yield "Lately", _say_lately(row)
    yield "What shows your level", row["shown_by"] if isinstance(row["level"], int) and row["level"] else ""
    yield "Who disagrees", row["against"]
    yield "Comes up together with", row["goes_with"]
    # A family of one says no more than the skill.
    if row["broader"] and row["family_support"] > row["support"]:
        yield "Part of", f"{row['broader']} (in {say_count(row['family_support'], 'talk')}: {row['family']})"


def _say_split(split: str) -> str:
    """Say it of a group of one talk without counting: *science 1 of 1* says no more than that it was named there."""
    return _ONLY.sub("in the one talk", split)


def _say_lately(row: Row) -> str:
    if not isinstance(row["recent"], int) or row["recent_interviews"] < _FEWEST_LAST:
        return ""
    return f"{row['recent'] or 'none'} of the last {row['recent_interviews']} talks"


def _split(rows: Sequence[Row], talks: int) -> Row:
    """Split a ranking into what recurs and what one person said."""
    enough = find_threshold(talks)
    often = [row for row in rows if row["support"] >= enough]
    return {
        "often": often[:_SHOWN],
        "more": often[_SHOWN:],
        "once": [row for row in rows if 0 < row["support"] < enough],
        "own": [row for row in rows if not row["support"]],
    }
