"""Values: what may matter in work, and whether a sentence says that a path has it. The words are in ``values.toml``."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from infoview_analysis.language.valence import compile_phrases, find_feeling, judge_cues, split_clauses
from infoview_analysis.reading.lexicon import fold
from infoview_analysis.reflection.profile import Profile
from infoview_analysis.word_lists import load_toml

__all__ = ["SIDE_OF", "Value", "find_side", "list_values", "load_values"]

SIDE_OF = {"positive": "for", "negative": "against", "mixed": "mixed"}
"""What a remark says of a path, by its valence."""

_JUDGING = frozenset({"reflection", "culture", "challenges"})
"""Topics under which people judge; elsewhere "the team is happy with Python" says nothing of the team."""
_PAST = re.compile(r"\b(?:where (?:it|they) (?:was|were)|used to|until the|back then|(?:is|are) fading)\b")
"""Says of a clause that it tells what is no more."""
_SMALL_WORDS = frozenset(
    {"about", "the", "an", "of", "in", "on", "to", "and", "or", "for", "with", "being", "my", "own", "work", "job"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """Something that matters in work, with the words by which it is spoken of."""

    name: str
    """As the profile has it; else its usual name."""
    names: tuple[str, ...] = ()
    """Names under which profiles have it."""
    good: re.Pattern[str] = re.compile(r"(?!)")
    """What speaks for a path."""
    bad: re.Pattern[str] = re.compile(r"(?!)")
    about: re.Pattern[str] = re.compile(r"(?!)")
    """What names it and needs a word of feeling, or a rating, to say anything."""
    troubles: re.Pattern[str] = re.compile(r"(?!)")
    """What speaks against a path where people tell what is hard."""
    aspects: tuple[str, ...] = ()
    """Aspects of reflections that are about it."""
    question: str = ""
    weight: int | None = None
    """From 1 to 5, as the profile has it."""


def list_values(profile: Profile | None = None) -> tuple[Value, ...]:
    """List the values of a profile, the weightiest first; without any, the known ones.

    A value that is not known is looked for by its own words, and asked about in a general way.

    Examples
    --------
    >>> [(value.name, value.weight) for value in list_values(Profile(values={"pay": 2, "security": 4, "dogs": 3}))]
    [('security', 4), ('dogs', 3), ('pay', 2)]
    >>> list_values()[0].name, list_values()[0].weight
    ('learning', None)
    """
    weights = profile.values if profile else {}
    named = [_name_value(name, weight) for name, weight in weights.items()]
    return tuple(sorted(named, key=lambda value: -(value.weight or 0))) or load_values()


@lru_cache(maxsize=2**17)  # each answer on paths looks at every sentence
def find_side(text: str, value: Value, topic: str = "reflection") -> str:
    """Find what a sentence says of a value: ``for``, ``against``, ``mixed``; "" if nothing.

    Parameters
    ----------
    text
        The sentence.
    value
        The value.
    topic
        Topic of the passage. Only in reflections and under culture and challenges is a word of feeling beside the
        name of a value about that value; what is named as a challenge and not praised speaks against.

    Examples
    --------
    >>> security, *_ = list_values(Profile(values={"security": 4}))
    >>> find_side("It's a permanent post", security), find_side("Energy 9, security 2.", security)
    ('for', 'against')
    >>> find_side("The contract is in the post", security), find_side("Turnover", security, "challenges")
    ('', 'against')
    """
    found = {side for clause in split_clauses(text) for side in _judge(clause, value, topic)}
    return "mixed" if len(found) > 1 else "".join(SIDE_OF[side] for side in found)


def _judge(clause: str, value: Value, topic: str) -> set[str]:
    if _PAST.search(clause):
        return set()
    found = judge_cues(clause, value.good, value.bad)
    if found or topic not in _JUDGING:
        return found
    felt = find_feeling(clause) if value.about.search(clause) else ""
    return {felt or ("negative" if topic == "challenges" and value.troubles.search(clause) else "")} - {""}


@cache
def load_values() -> tuple[Value, ...]:
    """Load the known values, in the order of ``values.toml``."""
    return tuple(
        Value(
            name=entry["names"][0],
            names=tuple(map(fold, entry["names"])),
            good=compile_phrases(entry["good"]),
            bad=compile_phrases(entry["bad"]),
            about=compile_phrases(entry["about"]),
            troubles=compile_phrases(entry.get("troubles", ())),
            aspects=tuple(entry.get("aspects", ())),
            question=entry["question"],
        )
        for entry in load_toml(__package__, "values.toml").values()
    )


def _name_value(name: str, weight: int) -> Value:
    known = _find_known(name, load_values())
    if known is None:
        own = compile_phrases(word for word in fold(name).split() if word not in _SMALL_WORDS)
        return Value(name=name, about=own, question=f"What does {name} mean in your work?", weight=weight)

    return replace(known, name=name, weight=weight)


def _find_known(name: str, values: Iterable[Value]) -> Value | None:
    """Find the value that has this name; else the one whose longest name stands in it."""
    said = f" {fold(name)} "
    named = [(len(own), value) for value in values for own in value.names if f" {own} " in said]
    exact = [value for length, value in named if length == len(said) - 2]
    return exact[0] if exact else max(named, key=lambda pair: pair[0], default=(0, None))[1]
