"""What a statement says of a skill, as features: cues, neighbouring words, who speaks under which heading."""

import re
from functools import lru_cache
from itertools import pairwise

from infoview_analysis.language.cues import find_cues
from infoview_analysis.language.skill_finding.candidates import Candidate, Scene
from infoview_analysis.language.skill_finding.echoes import is_own
from infoview_analysis.language.vocabulary.surfaces import find_words

__all__ = ["describe_stance"]

_NEAR = 6
_MARKS = "✓✔✅☑❌✗✘🟢🔴🟡⭐~?!"
_OWN = frozenset(["i", "im", "ive", "id", "ill", "my", "me", "mine", "myself"])
_THEIRS = frozenset(["he", "she", "they", "his", "her", "their", "him", "them", "we", "our", "us"])
_YOURS = frozenset(["you", "your", "youre", "youve", "youll", "u", "ur"])
_PERSONS = (("own", _OWN), ("theirs", _THEIRS), ("yours", _YOURS))
_NOT = re.compile(
    r"\b(?:no|not|never|nobody|none|nothing|nor|neither|hardly|without|zero|nil|cannot|cant|dont|doesnt|didnt|isnt|"
    r"havent|hasnt|wont|nope)\b|n['’]t\b|[✗✘❌🔴]",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")


def describe_stance(scene: Scene, candidate: Candidate, *, echo: bool = False) -> list[str]:
    """Features of a skill in its statement.

    Parameters
    ----------
    scene : Scene
    candidate : Candidate
    echo : bool
        True where its words only stand for a skill named in full elsewhere.

    Examples
    --------
    >>> from infoview_analysis.language.context import Context
    >>> from infoview_analysis.language.skill_finding.candidates import read_scene
    >>> from infoview_analysis.language.vocabulary import Vocabulary
    >>> scene = read_scene("I lack SQL", Context(speaker="note_taker"), Vocabulary([]))
    >>> features = describe_stance(scene, Candidate(2, 3, "SQL", "new"))
    >>> "cue:gap" in features, "near:lack" in features, "around:lack X" in features
    (True, True, True)
    """
    clause, segment = _clause(scene, candidate), _segment(scene, candidate)
    features = [f"echo={echo}", *_neighbours(scene, candidate), *_patterns(scene, candidate)]
    features += [f"clause:{word.form}" for word in find_words(clause)]
    features += [f"segment:{word.form}" for word in find_words(segment)]
    features += _cues("clause", clause, scene.context.speaker) + _cues("segment", segment, scene.context.speaker)
    features += _attitude("clause", clause, scene) + _attitude("segment", segment, scene)
    features += [f"clause-mark:{mark}" for mark in _MARKS if mark in clause]
    if candidate.match is not None:
        features.append(f"category={candidate.match.entry.category}")
    features += _shared(scene.text, scene)
    return list(dict.fromkeys(features))


def _shared(text: str, scene: Scene) -> list[str]:
    """Features that all skills of a statement share."""
    context = scene.context
    own = is_own(scene)
    features = [
        f"topic={context.topic}",
        f"speaker={context.speaker}",
        f"topic={context.topic}|{context.speaker}",
        f"own={own}",
        f"kind={context.kind}",
        f"mark={context.mark[:2]}",
        f"task={context.task is not None}|{context.speaker}",
        f"words={min(12, len(scene.words))}",
        f"segments={min(5, max(scene.segments, default=0))}",
        f"late={int(4 * context.position)}",
        f"late={int(4 * context.position)}|{context.speaker}",
    ]
    features += _cues("cue", text, context.speaker)
    features += _cues("lead", f"{context.lead} . {context.section}", context.speaker)
    features += _cues("question", context.question, context.speaker)
    features += _headings(scene) + [f"says:{word.form}" for word in scene.words]
    features += [f"mark:{mark}" for mark in _MARKS if mark in text]
    features += _beside(scene)
    return features


def _clause(scene: Scene, candidate: Candidate) -> str:
    """The words from mark to mark around the skill; a bare list takes what opens and closes it."""
    text = scene.text
    start, end = scene.words[candidate.start].start, scene.words[candidate.stop - 1].end
    before = re.split(r"[.;:()—–]|, but |\bbut\b", text[:start])[-1]
    after = re.split(r"[.;()—–]|, but |\bbut\b", text[end:])[0]
    return before + text[start:end] + after


def _segment(scene: Scene, candidate: Candidate) -> str:
    """The words from comma to comma around the skill, with brackets right behind it, the skill itself left out."""
    text = scene.text
    start, end = scene.words[candidate.start].start, scene.words[candidate.stop - 1].end
    before = re.split(r"[.;:,()—–\[\]/]|\bbut\b", text[:start])[-1]
    rest = text[end:]
    after = re.split(r"[.;,—–\[\]]|\bbut\b", rest)[0]
    return f"{before} … {after}"


@lru_cache(maxsize=4096)
def _cues(label: str, text: str, speaker: str) -> list[str]:
    found = find_cues(text, "stance")
    features = [f"{label}:{group}" for group in found] + [f"{label}:{group}|{speaker}" for group in found]
    return features + [f"{label}:{group}:{cue}" for group, cues in found.items() for cue in cues]


def _attitude(label: str, text: str, scene: Scene) -> list[str]:
    """Who is spoken of, whether it is denied, and what kind of cue stands with it."""
    said = {word.form for word in find_words(text)}
    who = "+".join(name for name, group in _PERSONS if said & group) or "nobody"
    denied = bool(_NOT.search(text))
    speaker = "own" if is_own(scene) else "theirs"
    features = [f"{label}-who={who}|{scene.context.speaker}", f"{label}-not={denied}|{who}", f"{label}-not={denied}"]
    features += [f"{label}-not={denied}|{who}|{speaker}", f"{label}-not={denied}|{scene.context.topic}"]
    for group in find_cues(text, "stance"):
        features += [f"{label}-{group}|{denied}", f"{label}-{group}|{denied}|{who}", f"{label}-{group}|{speaker}"]
    return features


def _neighbours(scene: Scene, candidate: Candidate) -> list[str]:
    forms = [word.form for word in scene.words]
    before = forms[max(0, candidate.start - _NEAR) : candidate.start]
    after = forms[candidate.stop : candidate.stop + _NEAR]
    features = [f"near:{form}" for form in (*before, *after)]
    features += [f"pre:{form}" for form in before[-3:]] + [f"post:{form}" for form in after[:3]]
    features.append(f"first={candidate.start == 0}")
    return features


def _patterns(scene: Scene, candidate: Candidate) -> list[str]:
    """Short runs of words and marks around the skill, which stands as ``X``."""
    start, end = scene.words[candidate.start].start, scene.words[candidate.stop - 1].end
    before = ["^", *_TOKEN.findall(scene.text[:start].casefold())][-4:]
    after = [*_TOKEN.findall(scene.text[end:].casefold()), "$"][:4]
    runs = []
    for left in range(4):
        for right in range(4):
            if 0 < left + right <= 4 and left <= len(before) and right <= len(after):
                runs.append(" ".join([*before[len(before) - left :], "X", *after[:right]]))
    own = "own" if is_own(scene) else "theirs"
    return [f"around:{run}" for run in runs] + [f"around:{run}|{own}" for run in runs if run.count(" ") <= 2]


def _headings(scene: Scene) -> list[str]:
    context = scene.context
    places = (("section", context.section), ("under", context.lead), ("asked", context.question))
    features = []
    for label, text in places:
        forms = [word.form for word in find_words(text)[:14]]
        features += [f"{label}:{form}" for form in forms]
        features += [f"{label}:{one} {two}" for one, two in pairwise(forms)]
        if text and _NOT.search(text):
            features.append(f"{label}-not")
        features += [f"{label}-who={name}" for name, group in _PERSONS if group.intersection(forms)]
    return features


def _beside(scene: Scene) -> list[str]:
    """Cues of the statements before and after, which often judge what this one names."""
    context = scene.context
    features = []
    for label, text in (("after", context.after), ("before", context.before)):
        if text and len(text.split()) <= 12:
            forms = {word.form for word in find_words(text)}
            who = "+".join(name for name, group in _PERSONS if forms & group) or "nobody"
            denied = bool(_NOT.search(text))
            features.append(f"{label}-not={denied}|{who}")
            features += [f"{label}:{group}|{context.speaker}" for group in find_cues(text, "stance")]
            features += [f"{label}:{group}|{denied}|{who}" for group in find_cues(text, "stance")]
    return features
