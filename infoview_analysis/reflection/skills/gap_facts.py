"""What is known of a gap beside its support: who asks, when, who disagrees, what goes with it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from infoview_analysis.corpus import Corpus
from infoview_analysis.language.vocabulary import make_skill_id
from infoview_analysis.reflection.fit.paths import find_target_talks
from infoview_analysis.reflection.frames import Row, list_people, list_rows
from infoview_analysis.reflection.profile import Profile
from infoview_analysis.reflection.quotes import list_speakers, quote_lines
from infoview_analysis.reflection.skills.demand import find_senses
from infoview_analysis.reflection.skills.families import find_family
from infoview_analysis.reflection.skills.pairs import rank_pairs
from infoview_analysis.reflection.skills.splits import find_field_talks, find_last_third, say_split
from infoview_analysis.reflection.words import say_list

__all__ = ["FACT_COLUMNS", "describe_facts", "gather_facts"]

FACT_COLUMNS = {
    "people": "Int64",
    "by_field": "string",
    "by_target": "string",
    "recent": "Int64",
    "recent_interviews": "Int64",
    "recent_share": "Float64",
    "against": "string",
    "against_quotes": "string",
    "goes_with": "string",
    "broader": "string",
    "family": "string",
    "family_support": "Int64",
    "members": "string",
}
"""Columns of :func:`infoview_analysis.reflection.rank_gaps` with what is known beside the support."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the interviews say, gathered once for all gaps."""

    demand: Mapping[str, Sequence[Row]]
    """Mentions by interviewees, by ``skill_id``."""
    fields: Mapping[str, Set[str]]
    """Interviews by field of work."""
    targets: Mapping[str, Set[str]]
    """Interviews by target of the profile."""
    last: Set[str]
    """The last third of the interviews."""
    pairs: Mapping[str, Sequence[Row]]
    """Pairs by ``skill_id`` of either."""
    broader: Mapping[str, str]
    """Name of the broader skill by ``skill_id``."""


def gather_facts(
    corpus: Corpus, profile: Profile | None, demand: Mapping[str, Sequence[Row]], broader: Mapping[str, str]
) -> Facts:
    """Gather what the interviews say, once for all gaps."""
    pairs: dict[str, list[Row]] = defaultdict(list)
    for row in list_rows(rank_pairs(corpus)):
        pairs[row["skill_id"]].append(row)
        turned = {"skill_id": row["other_id"], "other_id": row["skill_id"], "other": row["skill"]}
        pairs[row["other_id"]].append(row | turned)
    return Facts(
        demand=demand,
        fields=find_field_talks(corpus),
        targets=find_target_talks(corpus, profile),
        last=find_last_third(corpus),
        pairs=pairs,
        broader=broader,
    )


def describe_facts(skill: str, members: Mapping[str, str], facts: Facts) -> Row:
    """Describe a skill, or a family of skills under one name: the columns of :data:`FACT_COLUMNS`.

    Parameters
    ----------
    skill
        Identifier of the skill, or of the skill that stands for the family.
    members
        Names by identifier of the skills that are counted.
    facts
        What the interviews say.
    """
    named = _find_talks(members, facts.demand)
    recent, against = len(named & facts.last), _find_against(members, facts.demand)
    return {
        "people": len(list_people(_gather(members, facts.demand))),
        "by_field": say_split(named, facts.fields),
        "by_target": say_split(named, facts.targets, all_groups=True),
        "recent": recent if facts.last else None,
        "recent_interviews": len(facts.last) or None,
        "recent_share": recent / len(facts.last) if facts.last else None,
        "against": say_list(list_speakers(against)),
        "against_quotes": quote_lines(against),
        "goes_with": _say_pairs(members, facts.pairs),
        **_describe_family(skill, facts),
        "members": ", ".join(sorted(members.values(), key=str.casefold)),
    }


def _gather(skills: Iterable[str], demand: Mapping[str, Sequence[Row]]) -> list[Row]:
    return [row for skill in skills for row in demand.get(skill, ())]


def _find_talks(skills: Iterable[str], demand: Mapping[str, Sequence[Row]]) -> set[str]:
    return {row["interview_id"] for row in _gather(skills, demand)}


def _find_against(skills: Iterable[str], demand: Mapping[str, Sequence[Row]]) -> list[Row]:
    """Find who says that a skill is not needed or loses weight, where somebody else needs it."""
    against: list[Row] = []
    for skill in skills:
        mentions = demand.get(skill, ())
        if "needed" in find_senses(mentions).values():
            against += (row for row in mentions if row["stance"] == "declining")
    return against


def _say_pairs(members: Collection[str], pairs: Mapping[str, Sequence[Row]]) -> str:
    return ", ".join(
        f"{row['other']} (both in {row['together']} talks, {row['lift']:.1f} times as often as by chance)"
        for skill in members
        for row in pairs.get(skill, ())
        if row["other_id"] not in members
    )


def _describe_family(skill: str, facts: Facts) -> Row:
    broader = facts.broader.get(skill, "")
    family = find_family(make_skill_id(broader) if broader else skill, facts.demand, facts.broader)
    counts = sorted((-len(_find_talks([member], facts.demand)), facts.demand[member][0]["skill"]) for member in family)
    return {
        "broader": broader,
        "family": ", ".join(f"{name} {-count}" for count, name in counts),
        "family_support": len(_find_talks(family, facts.demand)),
    }
