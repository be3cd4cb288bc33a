"""Advice: what the interviewee recommends to do or to avoid."""

import re
from collections.abc import Mapping

from spacy.language import Language
from spacy.tokens import Doc

from infoview_analysis.language.context import Context, Finding, register_extensions
from infoview_analysis.language.cues import find_cues, load_cues, load_pattern, plain_text
from infoview_analysis.language.scoring import is_question, rate, whole_statement

__all__ = ["AdviceFinder", "find_advice", "find_polarity", "is_withdrawn", "make_advice"]

_BIAS = -2.6
_TOPICS = {
    "advice": 2.8,
    "follow_up": -2.0,
    "reflection": -1.5,
    "people": -1.0,
    "logistics": -2.5,
    "background": -0.8,
    "trends": -1.2,
    "typical_day": -0.8,
}
_OPENING_AVOID = re.compile(
    r"(?:(?:and|but|so|please|also|he|she|they|just|says?|said|:|,)\s+)*"
    r"(?:do not|don't|dont|never|avoid|stop|skip|no\b|not\b|nobody|forget|quit|beware|would not"
    r"|leave|without|drop|refuse|wouldn't)\b"
)
"""Words that make advice one of avoiding when they come first."""


def find_advice(
    text: str, context: Context, scores: Mapping[str, float] | None = None, *, threshold: float = 0.5
) -> tuple[Finding, ...]:
    """The advice a statement gives, if it gives any; its label is the polarity.

    Parameters
    ----------
    text : str
    context : Context
    scores : mapping, optional
        Probabilities by a trained classifier; where it gives ``advice``, they decide instead of the rules.
    threshold : float
        Least score.

    Examples
    --------
    >>> find_advice('never say "good with computers"', Context(topic="advice"))[0].label
    'avoid'
    """
    if is_question(text, context) or len(text.split()) < 2:
        return ()
    cues = find_cues(text, "advice")
    score, reason = rate("advice", _weigh(cues, context), _BIAS, scores)
    if score < threshold:
        return ()
    polarity = "avoid" if is_withdrawn(text, context.after) else find_polarity(text, scores)
    return (whole_statement(text, polarity, reason, score),)


def is_withdrawn(text: str, after: str) -> bool:
    """True for advice of former days that the next sentence takes back.

    Examples
    --------
    >>> is_withdrawn("I told you to do the master's.", "Forget it."), is_withdrawn("I told you so.", "Learn to weld.")
    (True, False)
    """
    told, withdrawn = load_pattern("withdrawn", "told"), load_pattern("withdrawn", "withdrawn")
    return bool(told.search(plain_text(text)) and withdrawn.search(plain_text(after)))


def _weigh(cues: Mapping[str, tuple[str, ...]], context: Context) -> dict[str, float]:
    evidence = {f"topic {context.topic}": _TOPICS[context.topic]} if context.topic in _TOPICS else {}
    for group in load_cues("advice"):
        if group.name in cues:
            evidence[cues[group.name][0]] = group.weight
    if context.speaker == "note_taker":
        evidence["said by the note-taker"] = -2.0
    if context.task is not None:
        evidence["a task"] = -2.5
    return evidence


def find_polarity(text: str, scores: Mapping[str, float] | None = None) -> str:
    """Polarity of advice, that of its first clause; where a trained classifier gives it, that of the classifier.

    >>> find_polarity("Don't apply cold, ask for a walk-through first"), find_polarity("ask first, never apply cold")
    ('avoid', 'do')
    """
    if scores is not None and "polarity:avoid" in scores:
        return "avoid" if scores["polarity:avoid"] >= 0.5 else "do"
    plain = plain_text(text)
    if _OPENING_AVOID.match(plain):
        return "avoid"
    first = {name: plain.find(cues[0]) for name, cues in find_cues(text, "advice").items()}
    avoid = first.get("avoid", len(plain))
    return "avoid" if avoid < min(first.get("should", len(plain)), first.get("imperative", len(plain))) else "do"


class AdviceFinder:
    """Component that writes ``doc._.advice``."""

    def __init__(self, threshold: float) -> None:
        self.threshold = threshold
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        doc._.advice = find_advice(doc.text, doc._.context, doc._.statement_scores, threshold=self.threshold)
        return doc


@Language.factory("infoview_advice", assigns=["doc._.advice"], default_config={"threshold": 0.5})
def make_advice(nlp: Language, name: str, threshold: float) -> AdviceFinder:
    """Make the component from its config."""
    return AdviceFinder(threshold)
