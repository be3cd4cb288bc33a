"""Trends: statements about how the field, market, tools or roles change, and in which direction."""

import re
from collections.abc import Mapping

from spacy.language import Language
from spacy.tokens import Doc

from infoview_analysis.language.context import Context, Finding, register_extensions
from infoview_analysis.language.cues import find_cues, load_cues
from infoview_analysis.language.scoring import is_question, rate, whole_statement
from infoview_analysis.records import DIRECTIONS

__all__ = ["Trends", "find_direction", "find_opposites", "find_trends", "make_trends"]

_BIAS = -2.6
_CUT = re.compile(r"\s*;\s*|\s*,?\s+(?:but|while|whereas)\s+", re.IGNORECASE)
"""What parts two movements on one line."""
_REFERS = re.compile(
    r"\W*(?:it|its|they|them|their|that|this|these|those|he|she|so|then|and|which|who)\b", re.IGNORECASE
)
"""How a clause begins that only means something beside the one before."""
_SHORTEST = 3
"""Words of the shortest clause that is a trend by itself."""
_TOPICS = {
    "trends": 2.6,
    "challenges": 0.6,
    "advice": -0.8,
    "follow_up": -1.5,
    "reflection": -1.5,
    "people": -1.2,
    "logistics": -2.0,
    "background": -0.8,
    "skills": -0.5,
}


def find_trends(
    text: str, context: Context, scores: Mapping[str, float] | None = None, *, threshold: float = 0.5
) -> tuple[Finding, ...]:
    """The trend a statement tells, if it tells one; its label is the direction.

    Parameters
    ----------
    text : str
    context : Context
    scores : mapping, optional
        Probabilities by a trained classifier; where it gives ``trend``, they decide instead of the rules.
    threshold : float
        Least score.

    Examples
    --------
    >>> find_trends("on-prem servers are giving way to Azure", Context(topic="trends"))[0].label
    'shifting'
    """
    if (context.speaker == "note_taker" and is_question(text, context)) or len(text.split()) < 3:
        return ()
    cues = find_cues(text, "trends")
    score, reason = rate("trend", _weigh(cues, context), _BIAS, scores)
    if score < threshold:
        return ()
    if parts := find_opposites(text):
        return tuple(
            Finding(label=direction, start=start, end=end, explain=reason, score=score)
            for start, end, direction in parts
        )
    return (whole_statement(text, find_direction(text, scores), reason, score),)


def _weigh(cues: Mapping[str, tuple[str, ...]], context: Context) -> dict[str, float]:
    evidence = {f"topic {context.topic}": _TOPICS[context.topic]} if context.topic in _TOPICS else {}
    for group in load_cues("trends"):
        if group.name in cues:
            evidence[cues[group.name][0]] = group.weight
    if context.speaker == "note_taker":
        evidence["said by the note-taker"] = -1.0
    return evidence


def find_direction(text: str, scores: Mapping[str, float] | None = None) -> str:
    """Direction of a trend: the one most cues speak for; ``shifting`` before the others where they are even.

    >>> find_direction("fewer juniors each year"), find_direction("nobody knows whether it lasts")
    ('declining', 'unclear')
    """
    learned = {
        name.removeprefix("direction:"): score
        for name, score in (scores or {}).items()
        if name.startswith("direction:")
    }
    if learned:
        return max(learned, key=lambda name: learned[name])
    cues = find_cues(text, "trends")
    counts = {name: len(cues.get(name, ())) for name in ("shifting", "unclear", "declining", "rising")}
    return max(counts, key=lambda name: counts[name]) if any(counts.values()) else "rising"


def find_opposites(text: str) -> tuple[tuple[int, int, str], ...]:
    """Clauses of a statement that tell of opposite movements: start, end, direction; empty where there are none.

    Examples
    --------
    >>> text = "laser engraving is spreading; hand engraving is dying out"
    >>> [(text[start:end], direction) for start, end, direction in find_opposites(text)]
    [('laser engraving is spreading', 'rising'), ('hand engraving is dying out', 'declining')]
    >>> find_opposites("rents rise; nobody knows why"), find_opposites("AI is spreading; it replaces juniors")
    ((), ())
    """
    cuts = [(match.start(), match.end()) for match in _CUT.finditer(text)]
    bounds = zip([0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text)], strict=True)
    clauses = [(start, end) for start, end in bounds if text[start:end].strip()]
    moves = [_find_move(text[start:end]) for start, end in clauses]
    if {"rising", "declining"} != set(moves):
        return ()
    return tuple((start, end, move) for (start, end), move in zip(clauses, moves, strict=True))


def _find_move(clause: str) -> str:
    """Whether a clause that can stand by itself tells of more or of less; empty where it tells of both or neither."""
    cues = find_cues(clause, "trends").keys()
    told = [name for name in DIRECTIONS if name in cues]
    alone = len(clause.split()) >= _SHORTEST and not _REFERS.match(clause)
    return told[0] if alone and len(told) == 1 else ""


class Trends:
    """Component that writes ``doc._.trends``."""

    def __init__(self, threshold: float) -> None:
        self.threshold = threshold
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        doc._.trends = find_trends(doc.text, doc._.context, doc._.statement_scores, threshold=self.threshold)
        return doc


@Language.factory("infoview_trends", assigns=["doc._.trends"], default_config={"threshold": 0.5})
def make_trends(nlp: Language, name: str, threshold: float) -> Trends:
    """Make the component from its config."""
    return Trends(threshold)
