"""Skills that are part of another one: PyTorch of deep learning, R and Python of programming.

What is part of what comes from the column ``broader`` of the vocabulary.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from infoview_analysis.language.vocabulary import Vocabulary, find_usual_name, load_vocabulary, make_skill_id

__all__ = ["are_related", "find_broader", "find_family", "find_heads"]


@cache
def find_broader(vocabulary: Vocabulary | None = None) -> Mapping[str, str]:
    """Find what each skill is part of: name of the broader skill by ``skill_id``.

    Parameters
    ----------
    vocabulary
        Known skills; None takes those that come with the package.

    Examples
    --------
    >>> find_broader()["pytorch"]
    'deep learning'
    """
    entries = (vocabulary or load_vocabulary()).entries
    # Of several names of one skill its usual one comes last, and none is part of another.
    named = sorted(entries, key=lambda entry: find_usual_name(entry.name) == entry.name)
    return {one.skill_id: one.broader for one in named if one.broader and make_skill_id(one.broader) != one.skill_id}


def find_family(skill: str, skills: Iterable[str], broader: Mapping[str, str]) -> list[str]:
    """Find which skills belong to a skill: itself, its parts and their parts, in the order given.

    Parameters
    ----------
    skill
        Identifier of the skill.
    skills
        Identifiers to choose from.
    broader
        As :func:`find_broader` gives it.

    Examples
    --------
    >>> broader = {"pytorch": "deep learning", "deep-learning": "machine learning"}
    >>> find_family("machine-learning", ["sql", "pytorch", "deep-learning"], broader)
    ['pytorch', 'deep-learning']
    """
    return [other for other in skills if skill in _climb(other, broader)]


def are_related(one: str, other: str, broader: Mapping[str, str]) -> bool:
    """Tell whether one of two skills is part of the other."""
    return one in _climb(other, broader) or other in _climb(one, broader)


def find_heads(skills: Collection[str], broader: Mapping[str, str], barred: Collection[str] = ()) -> dict[str, str]:
    """Find under which skill each is counted once related ones are put together.

    A skill goes to the broadest one above it that is among the skills; skills that have none, but share the
    skill they are part of, go to that. Every skill has one head, so that nothing is counted twice.

    Parameters
    ----------
    skills
        Identifiers.
    broader
        As :func:`find_broader` gives it.
    barred
        Skills that are to stand for no others.

    Returns
    -------
    dict
        Head by skill, both identifiers; most skills are their own.

    Examples
    --------
    >>> broader = {"pytorch": "deep learning", "r": "programming", "python": "programming"}
    >>> heads = find_heads(["deep-learning", "pytorch", "python", "r", "sql"], broader)
    >>> list(heads.values())
    ['deep-learning', 'deep-learning', 'programming', 'programming', 'sql']
    """
    tops = {skill: [above for above in _climb(skill, broader) if above in skills][-1] for skill in skills}
    parents = {top: make_skill_id(broader[top]) for top in set(tops.values()) if top in broader}
    shared = {parent for parent, count in Counter(parents.values()).items() if count > 1 and parent not in barred}
    return {skill: parents[top] if parents.get(top) in shared else top for skill, top in tops.items()}


def _climb(skill: str, broader: Mapping[str, str]) -> list[str]:
    """List a skill, what it is part of, and so on."""
    path = [skill]
    # A user's own vocabulary may go round in a circle.
    while path[-1] in broader and (above := make_skill_id(broader[path[-1]])) not in path:
        path.append(above)
    return path
