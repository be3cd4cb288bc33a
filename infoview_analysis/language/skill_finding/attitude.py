"""What a statement says of a skill, as features: cues, neighbouring words, who speaks under which heading."""

import re

from infoview_analysis.language.cues import find_cues
from infoview_analysis.language.skill_finding.candidates import Candidate, Scene
from infoview_analysis.language.vocabulary.surfaces import find_words

__all__ = ["describe_stance"]

_NEAR = 6
_MARKS = "✓✔✅☑❌✗✘🟢🔴🟡⭐~?!"
_OWN = frozenset(["i", "im", "ive", "id", "my", "me", "mine", "myself"])
_THEIRS = frozenset(["he", "she", "they", "his", "her", "their", "him", "them"])
_YOURS = frozenset(["you", "your", "youre", "youve", "youll"])


def describe_stance(scene: Scene, candidate: Candidate) -> list[str]:
    """Features of a skill in its statement.

    Examples
    --------
    >>> from infoview_analysis.language.context import Context
    >>> from infoview_analysis.language.skill_finding.candidates import read_scene
    >>> from infoview_analysis.language.vocabulary import Vocabulary
    >>> scene = read_scene("I lack SQL", Context(speaker="note_taker"), Vocabulary([]))
    >>> features = describe_stance(scene, Candidate(2, 3, "SQL", "new"))
    >>> "cue:gap" in features, "near:lack" in features
    (True, True)
    """
    context = scene.context
    clause = _clause(scene, candidate)
    features = [
        "bias",
        f"topic={context.topic}",
        f"speaker={context.speaker}",
        f"topic={context.topic}|{context.speaker}",
        f"kind={context.kind}",
        f"task={context.task is not None}|{context.speaker}",
        f"words={min(12, len(scene.words))}",
        f"segments={min(5, max(scene.segments, default=0))}",
    ]
    features += _cues("cue", scene.text, context.speaker) + _cues("clause", clause, context.speaker)
    features += _cues("lead", f"{context.lead} . {context.section}", context.speaker)
    features += _cues("question", context.question, context.speaker)
    features += _neighbours(scene, candidate) + _headings(scene)
    features += [f"says:{word.form}" for word in scene.words] + [f"clause:{word.form}" for word in find_words(clause)]
    features += [f"mark:{mark}" for mark in _MARKS if mark in scene.text] + _persons(scene, clause)
    features += _beside(scene)
    if candidate.match is not None:
        features.append(f"category={candidate.match.entry.category}")
    return list(dict.fromkeys(features))


def _clause(scene: Scene, candidate: Candidate) -> str:
    """The words from mark to mark around the skill; a bare list takes what opens and closes it."""
    text = scene.text
    start, end = scene.words[candidate.start].start, scene.words[candidate.stop - 1].end
    before = re.split(r"[.;:()—–]|, but |\bbut\b", text[:start])[-1]
    after = re.split(r"[.;()—–]|, but |\bbut\b", text[end:])[0]
    return before + text[start:end] + after


def _cues(label: str, text: str, speaker: str) -> list[str]:
    found = find_cues(text, "stance")
    features = [f"{label}:{group}" for group in found] + [f"{label}:{group}|{speaker}" for group in found]
    return features + [f"{label}:{group}:{cue}" for group, cues in found.items() for cue in cues]


def _neighbours(scene: Scene, candidate: Candidate) -> list[str]:
    forms = [word.form for word in scene.words]
    before = forms[max(0, candidate.start - _NEAR) : candidate.start]
    after = forms[candidate.stop : candidate.stop + _NEAR]
    features = [f"near:{form}" for form in (*before, *after)]
    features += [f"pre:{form}" for form in before[-3:]] + [f"post:{form}" for form in after[:3]]
    features += [f"pre1:{before[-1] if before else '^'}", f"post1:{after[0] if after else '$'}"]
    features += [f"pre2:{' '.join(before[-2:])}", f"post2:{' '.join(after[:2])}", f"post3:{' '.join(after[:3])}"]
    features.append(f"first={candidate.start == 0}")
    return features


def _headings(scene: Scene) -> list[str]:
    context = scene.context
    places = (("section", context.section), ("under", context.lead), ("asked", context.question))
    return [f"{label}:{word.form}" for label, text in places for word in find_words(text)[:14]]


def _persons(scene: Scene, clause: str) -> list[str]:
    said = {word.form for word in find_words(clause)}
    whole = {word.form for word in scene.words}
    groups = (("own", _OWN), ("theirs", _THEIRS), ("yours", _YOURS))
    features = [f"who:{label}|{scene.context.speaker}" for label, group in groups if said & group]
    return features + [f"says-who:{label}|{scene.context.speaker}" for label, group in groups if whole & group]


def _beside(scene: Scene) -> list[str]:
    """Cues of the statement that follows, which often judges what this one names."""
    after = scene.context.after if len(scene.context.after.split()) <= 12 else ""
    return [f"after:{group}|{scene.context.speaker}" for group in find_cues(after, "stance")]
