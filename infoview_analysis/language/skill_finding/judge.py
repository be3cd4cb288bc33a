"""Which candidates of a statement are skills: a linear model and the encoder rate them, the best that do not overlap
stay."""

from dataclasses import dataclass
from functools import cache

from infoview_analysis.language.encoder import Encoded
from infoview_analysis.language.skill_finding.blend import load_blend
from infoview_analysis.language.skill_finding.candidates import Candidate, Scene, find_candidates
from infoview_analysis.language.skill_finding.features import describe_candidate, describe_memory, describe_scene
from infoview_analysis.language.skill_finding.linear import LinearModel, load_model
from infoview_analysis.language.skill_finding.memory import count_seen
from infoview_analysis.language.vocabulary.everyday import is_everyday

__all__ = ["Rated", "rate_candidates", "select_candidates"]

_NO_MODEL = LinearModel(
    {
        "source=name": [2.5],
        "source=alias": [2.0],
        "source=joined": [1.0],
        "source=loose": [-0.5],
        "source=surface": [-3.0],
        "source=new": [-2.5],
        "topic=skills": [0.5],
        "position=whole|list": [1.0],
        "inside a name": [-2.0],
    },
    [-1.0],
    ("skill",),
)
"""Rules of thumb, for when no trained judge is at hand."""


@dataclass(frozen=True, slots=True)
class Rated:
    """A candidate with the chance that it is a skill, and the features that speak most for it."""

    candidate: Candidate
    score: float
    reasons: tuple[str, ...] = ()


@cache
def _judge() -> LinearModel:
    return load_model("judge") or _NO_MODEL


def rate_candidates(scene: Scene, encoded: Encoded, *, floor: float = 0.12) -> list[Rated]:
    """Candidates with a chance of at least ``floor``, best first."""
    judge, blend = _judge(), load_blend()
    shared = describe_scene(scene)
    base = judge.score(shared)[0]
    rated = []
    for candidate in find_candidates(scene):
        start, end = scene.place(candidate)
        if is_everyday(scene.text, start, end, lower=scene.lower):
            continue
        features = describe_candidate(scene, candidate)
        features += describe_memory(*count_seen(scene, candidate), new=candidate.source == "new")
        score = blend.join_skill(base + judge.add(features), encoded.rate_skill(start, end))
        if score >= floor:
            rated.append(Rated(candidate, score, tuple(judge.reasons([*features, *shared]))))
    return sorted(rated, key=lambda one: (-one.score, one.candidate.start, -one.candidate.stop, one.candidate.name))


def select_candidates(rated: list[Rated]) -> list[Rated]:
    """The best candidates that do not overlap, by place.

    >>> best, worse = Rated(Candidate(0, 2, "data cleaning", "name"), 0.9), Rated(Candidate(0, 1, "data", "new"), 0.4)
    >>> [one.candidate.name for one in select_candidates([best, worse])]
    ['data cleaning']
    """
    kept: list[Rated] = []
    for one in rated:
        start, stop = one.candidate.start, one.candidate.stop
        if all(stop <= other.candidate.start or other.candidate.stop <= start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.candidate.start)
