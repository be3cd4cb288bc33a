"""Which talks lead towards what the note-taker aims at."""

import re
from itertools import takewhile

from infoview_analysis.corpus import Corpus
from infoview_analysis.corpus.fields import find_field
from infoview_analysis.reflection.frames import list_rows
from infoview_analysis.reflection.profile import Profile, Target

__all__ = ["find_target_talks", "name_target"]

_STEM = 6
"""Letters that two words share to be forms of one: *communicator* and *communication*, *researcher* and *research*."""
_FILLERS = frozenset(["a", "an", "and", "at", "for", "in", "of", "on", "the", "to", "with"])


def find_target_talks(corpus: Corpus, profile: Profile | None) -> dict[str, set[str]]:
    """Find the interviews that lead towards each target of the profile: in its field, or in one of its roles.

    In its role is whose title holds all words of the role, in any form, or at least two words and none besides. In
    its field is whose industry, as the note labels it, has the name of the target; where it has the name of no
    target, the field of work counts that the words of the target tell.

    Returns
    -------
    dict
        Sets of ``interview_id`` by name of the target, in the order of the profile; an interview may lead to
        several targets.

    Examples
    --------
    >>> find_target_talks(Corpus.empty(), Profile(targets=[{"field": "public health"}]))
    {'public health': set()}
    """
    targets = [target for target in (profile.targets if profile else ()) if name_target(target)]
    found: dict[str, set[str]] = {name_target(target): set() for target in targets}
    for talk in list_rows(corpus.interviews):
        labelled = [target for target in targets if _is_called(talk["industry"], target.field)]
        for target in targets:
            in_field = target in labelled if labelled else _is_told(talk["field"], target.field)
            if in_field or any(_is_role(talk["role"], role) for role in target.roles):
                found[name_target(target)].add(talk["interview_id"])
    return found


def name_target(target: Target) -> str:
    """Name a target: its field, else its roles."""
    return target.field or " or ".join(target.roles)


def _is_called(industry: str, field: str) -> bool:
    return bool(_split(field)) and f" {' '.join(_split(field))} " in f" {' '.join(_split(industry))} "


def _is_told(field: str, target: str) -> bool:
    # What is aimed at may be written as a field or as what one does there.
    return bool(field) and field in {target.casefold(), find_field(target), find_field(industry=target)}


def _is_role(title: str, role: str) -> bool:
    said, wanted = _split(title), _split(role)
    return _holds(said, wanted) or (len(said) > 1 and _holds(wanted, said))


def _holds(words: list[str], parts: list[str]) -> bool:
    return bool(parts) and all(any(_is_form(part, word) for word in words) for part in parts)


def _is_form(one: str, other: str) -> bool:
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return one == other or shared >= _STEM


def _split(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W_]+", text.casefold()) if word not in _FILLERS]
