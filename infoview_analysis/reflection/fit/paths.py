"""Paths: the fields of work, or the targets of the profile, between which the note-taker chooses."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence

from infoview_analysis.corpus import Corpus
from infoview_analysis.corpus.fields import UNKNOWN_FIELD, find_field
from infoview_analysis.reflection.fit.meaning import find_meant
from infoview_analysis.reflection.frames import Row, list_rows
from infoview_analysis.reflection.profile import Profile, Target

__all__ = ["find_named_path", "find_paths", "find_target_talks", "name_target"]

_JOINING = frozenset({"and", "of", "the", "in", "for"})
_GENERAL = (
    *("head", "lead", "senior", "junior", "chief", "principal", "manager", "officer", "director", "executive"),
    *("assistant", "associate", "coordinator", "consultant", "adviser", "advisor", "specialist", "expert", "team"),
    *("analyst", "analytics", "scientist", "engineer", "developer", "designer", "work", "field"),
)
"""Words of titles that fit any field: alone they tie nobody to a target."""
_SAME_FIELD, _FIELD_OF_ROLE = 0.5, 0.25
"""What the field of work counts beside words in common, of which all are worth 1: that of a target's field; that of one
of its roles, which may be common to several targets (every field has analysts)."""
_ENOUGH = 0.5
_SAYING = 4
"""Words from which on a passage can tell what a talk is about."""
_STEM = re.compile(r"(?:ations?|ators?|ements?|ments?|ions?|ings?|ers?|ors?|ists?|ants?|ics?|al|y|s)$")
_SHORTEST_STEM = 4
_WORD = re.compile(r"[^\W_]+")


def find_paths(corpus: Corpus, profile: Profile | None = None) -> dict[str, str]:
    """Find the path that each interview tells about.

    Parameters
    ----------
    corpus
        The tables.
    profile
        The note-taker. Interviews are put to the target with whose field or roles the interviewee's role,
        employer, industry and field of work have most in common; where these tell nothing, to the one that was
        spoken about. The others, and all without targets, are put to their field of work.

    Returns
    -------
    dict of str to str
        Path by ``interview_id``, in the order of the table.

    Examples
    --------
    >>> find_paths(Corpus.empty())
    {}
    """
    targets = profile.targets if profile else ()
    told = _gather_told(corpus) if targets else {}
    return {
        talk["interview_id"]: _find_path(talk, targets, told.get(talk["interview_id"], ()))
        for talk in list_rows(corpus.interviews)
    }


def find_target_talks(corpus: Corpus, profile: Profile | None) -> dict[str, set[str]]:
    """Find the interviews that tell about each target of the profile.

    Returns
    -------
    dict
        Sets of ``interview_id`` by name of the target, in the order of the profile.

    Examples
    --------
    >>> find_target_talks(Corpus.empty(), Profile(targets=[{"field": "public health"}]))
    {'public health': set()}
    """
    paths = find_paths(corpus, profile)
    names = [name for target in (profile.targets if profile else ()) if (name := name_target(target))]
    return {name: {talk for talk, path in paths.items() if path == name} for name in names}


def name_target(target: Target) -> str:
    """Name a target by its field; without one by its roles.

    Examples
    --------
    >>> name_target(Target(field="nursing", roles=("nurse",))), name_target(Target(roles=("nurse", "midwife")))
    ('nursing', 'nurse / midwife')
    """
    return target.field or " / ".join(target.roles)


def find_named_path(text: str, targets: Collection[Target]) -> str:
    """Find the one target that a remark names by the first two words of its field; "" if none or several.

    Examples
    --------
    >>> targets = (Target(field="energy and climate"), Target(field="public health data"), Target(field="nursing"))
    >>> find_named_path("Energy and climate moves to third place", targets)
    'energy and climate'
    >>> find_named_path("Public health first, nursing second", targets)
    ''
    """
    named = [name_target(target) for target in targets if (name := _short_name(target)) and name in _plain(text)]
    return named[0] if len(named) == 1 else ""


def _short_name(target: Target) -> str:
    words = target.field.casefold().split()
    return f" {' '.join(words[: 3 if 'and' in words[1:2] else 2])} " if words else ""


def _plain(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def _gather_told(corpus: Corpus) -> dict[str, list[str]]:
    """Gather what interviewees said, by talk; a line of a few words says nothing of the field."""
    told: dict[str, list[str]] = defaultdict(list)
    for row in list_rows(corpus.passages):
        if row["speaker"] == "interviewee" and len(row["text"].split()) >= _SAYING:
            told[row["interview_id"]].append(row["text"])
    return told


def _find_path(talk: Row, targets: Sequence[Target], told: Sequence[str]) -> str:
    labelled = [target for target in targets if target.field and _plain(target.field) in _plain(talk["industry"])]
    if len(labelled) == 1:
        return name_target(labelled[0])
    scores = {name_target(target): _rate(talk, target) for target in targets}
    best = max(scores.values(), default=0.0)
    leading = [name for name, score in scores.items() if score == best]
    if best >= _ENOUGH and len(leading) == 1:
        return leading[0]
    if meant := find_meant(told, targets):
        return name_target(meant)
    return str(talk["field"]) or UNKNOWN_FIELD


def _rate(talk: Row, target: Target) -> float:
    said = _stems(f"{talk['role']} {talk['organization']} {talk['industry']}")
    common = max((_share(said, phrase) for phrase in (target.field, *target.roles)), default=0.0)
    return common + _rate_field(talk["field"], target)


def _rate_field(field: str, target: Target) -> float:
    if not field:
        return 0.0
    if field == find_field(target.field):
        return _SAME_FIELD
    return _FIELD_OF_ROLE if field in map(find_field, target.roles) else 0.0


def _share(said: Collection[str], phrase: str) -> float:
    """Share of the words of a phrase that were said; 0 where only words were that fit any field."""
    words = _stems(phrase)
    common = words & set(said)
    return len(common) / len(words) if common - _GENERAL_STEMS else 0.0


def _stems(text: str) -> set[str]:
    return {_stem(word) for word in _WORD.findall(text.casefold()) if word not in _JOINING}


def _stem(word: str) -> str:
    cut = _STEM.sub("", word)
    return cut if len(cut) >= _SHORTEST_STEM else word


_GENERAL_STEMS = frozenset(map(_stem, _GENERAL))
