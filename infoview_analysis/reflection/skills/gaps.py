"""What the interviews ask for and the note-taker lacks."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import pandas as pd

from infoview_analysis.corpus import Corpus
from infoview_analysis.language.vocabulary import Vocabulary, load_vocabulary, make_skill_id
from infoview_analysis.reflection.frames import Row, by_time, cite, group_rows, list_rows, make_frame
from infoview_analysis.reflection.profile import Profile, ProfileSkill
from infoview_analysis.reflection.quotes import quote_lines
from infoview_analysis.reflection.skills.demand import SKILL_COLUMNS, count_demand, describe_demand
from infoview_analysis.reflection.skills.families import find_broader, find_heads
from infoview_analysis.reflection.skills.gap_facts import FACT_COLUMNS, describe_facts, gather_facts
from infoview_analysis.reflection.skills.levels import find_levels

__all__ = ["ENOUGH", "find_own", "is_claimed", "rank_gaps"]

ENOUGH = 3
"""From this level on a skill is no gap."""
_TOP = 5
_COLUMNS = SKILL_COLUMNS | {"score": "Float64", "level": "Int64", "own": "string", "shown_by": "string"} | FACT_COLUMNS


def rank_gaps(
    corpus: Corpus,
    profile: Profile | None = None,
    *,
    roll_up: bool = False,
    vocabulary: Vocabulary | None = None,
) -> pd.DataFrame:
    """Rank the skills that interviewees ask for and the note-taker lacks.

    ``score`` = (needed + ½ (optional + mentioned) − declining) / interviews × (5 − level) / 5, not below 0.
    The counts are interviews and come from interviewees only. A skill that the profile does not name has
    level 0.

    A skill is no gap at level 3 or above. Where the profile does not name it, the notes decide: it is no gap
    if they claim it as a strength of the note-taker after any time they call it a gap. A skill of which
    interviewees only say that it loses weight is no gap unless the notes call it one.

    Parameters
    ----------
    corpus
        The tables.
    profile
        The note-taker; without it only what the notes say of their own skills is known.
    roll_up
        Put gaps together of which one is part of another, or which are part of the same: an interview that names
        several of them counts once, in the sense that asks most; the highest level holds.
    vocabulary
        Says which skill is part of which, and what else a skill of the profile is called; None takes the one that comes
        with the package.

    Returns
    -------
    pandas.DataFrame
        One row per gap, by falling score, then support, then name. Columns: those of :func:`rank_skills`, where
        ``quotes`` holds what the notes say of the note-taker too; then

        - ``score``; ``level`` from the profile, missing if it does not name the skill; ``own``, ``gap`` if the notes
          call it one, else empty; ``shown_by``, what shows the level: the words of the profile, else the notes'.
        - ``people``: how many different people the support comes from.
        - ``by_field``, ``by_target``: how many interviews of each field of work, and of those that lead to each target
          of the profile, name the skill; :func:`split_support` has the same as numbers.
        - ``recent`` of ``recent_interviews``, with ``recent_share``: how many of the last third of the interviews that
          have a date; missing where fewer than three have one.
        - ``against``, ``against_quotes``: who says that it is not needed or loses weight where others need it.
        - ``goes_with``: what the same people name more often than chance would have it, see :func:`rank_pairs`.
        - ``broader``: what it is part of. ``family``: the skills named that are part of the same, with the interviews
          of each; ``family_support``: distinct interviews that name any of these.
        - ``members``: the skills that the row counts, more than one only with ``roll_up``.

    Examples
    --------
    >>> rank_gaps(Corpus.empty()).empty
    True
    """
    demand, own, broader = count_demand(corpus), find_own(corpus), find_broader(vocabulary)
    facts, known = gather_facts(corpus, profile, demand, broader), find_levels(corpus, profile, vocabulary)
    named = {skill: [*demand.get(skill, ()), *own.get(skill, ())][0] for skill in demand.keys() | own.keys()}
    covered = {skill for skill in named if _is_covered(known.get(skill), own.get(skill, []))}
    rows = []
    for head, skills in _group(named.keys() - covered, covered, broader if roll_up else {}).items():
        row = describe_demand(
            named.get(head) or _name_family(head, broader, vocabulary),
            _gather(demand, skills),
            len(corpus.interviews),
        )
        row |= _describe_own(row, _gather(own, skills), [known[skill] for skill in skills if skill in known])
        rows.append(row | describe_facts(head, {skill: named[skill]["skill"] for skill in skills}, facts))
    rows = [row for row in rows if row["score"] > 0 or row["own"]]
    rows.sort(key=lambda row: (-row["score"], -row["support"], row["skill"].casefold(), row["skill_id"]))
    return make_frame(_COLUMNS, rows)


def find_own(corpus: Corpus) -> dict[str, list[Row]]:
    """Gather where the notes say that the note-taker has or lacks a skill, by ``skill_id``, by date.

    Whoever says it: interviewees are right about it as often as note-takers are about themselves.
    """
    own = (row for row in cite(corpus, corpus.skills) if row["stance"] in ("gap", "strength"))
    tasks = {(row["note"], row["line"]) for row in list_rows(corpus.follow_ups)}
    groups = group_rows(own, "skill_id").items()
    return {skill: sorted(_leave_out_plans(rows, tasks), key=by_time) for skill, rows in groups}


def _leave_out_plans(rows: Sequence[Row], tasks: Collection[tuple[str, int]]) -> Sequence[Row]:
    """What one means to do with a skill that one has elsewhere does not say that it is lacking: *two R evenings*."""
    if all(row["stance"] == "gap" for row in rows):
        return rows
    return [row for row in rows if row["stance"] == "strength" or (row["note"], row["line"]) not in tasks]


def is_claimed(own: Iterable[Row]) -> bool:
    """Tell whether the notes claim a skill as a strength after any time they call it a gap."""
    last = {row["stance"]: row["date"] for row in own}
    # On the same day the gap stands: "I know some SQL, but not enough" says both.
    return "strength" in last and ("gap" not in last or last["strength"] > last["gap"])


def _is_covered(known: ProfileSkill | None, own: Iterable[Row]) -> bool:
    return is_claimed(own) if known is None else known.level >= ENOUGH


def _group(lacked: Collection[str], covered: Collection[str], broader: Mapping[str, str]) -> dict[str, list[str]]:
    """Group what is lacked under the skills that stand for it, in order; never under one that is covered."""
    groups: dict[str, list[str]] = defaultdict(list)
    for skill, head in sorted(find_heads(lacked, broader, covered).items()):
        groups[head].append(skill)
    return groups


def _gather(rows: Mapping[str, Sequence[Row]], skills: Iterable[str]) -> list[Row]:
    return sorted((row for skill in skills for row in rows.get(skill, ())), key=by_time)


def _name_family(head: str, broader: Mapping[str, str], vocabulary: Vocabulary | None) -> Row:
    name = next(name for name in broader.values() if make_skill_id(name) == head)
    entry = (vocabulary or load_vocabulary()).get(name)
    return {"skill": name, "skill_id": head, "category": entry.category if entry else ""}


def _describe_own(row: Row, own: Sequence[Row], known: Sequence[ProfileSkill]) -> Row:
    """Weigh what is asked for against what the note-taker has."""
    weight = row["needed"] + (row["optional"] + row["mentioned"]) / 2 - row["declining"]
    level = max((skill.level for skill in known), default=None)
    called = [said for said in own if said["stance"] == "gap"]
    told = dict.fromkeys(f"{row['quotes']}\n{quote_lines(called)}".strip("\n").split("\n"))
    return {
        "score": round(max(0.0, weight / max(1, row["interviews"]) * (_TOP - (level or 0)) / _TOP), 6),
        "level": level,
        "own": "gap" if called else "",
        "shown_by": _say_shown(own, known),
        "quotes": "\n".join(told),
    }


def _say_shown(own: Iterable[Row], known: Iterable[ProfileSkill]) -> str:
    said = [skill.shown_by for skill in known if skill.shown_by]
    return "; ".join(said) or quote_lines(row for row in own if row["stance"] == "strength")
