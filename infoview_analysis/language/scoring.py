"""How rules add up: topic, speaker and cues give a score between 0 and 1, and a line that says why."""

import re
from collections.abc import Mapping
from math import exp

from infoview_analysis.language.context import Context, Finding

__all__ = ["combine", "explain", "is_question", "rate", "whole_statement"]


def combine(evidence: Mapping[str, float], bias: float) -> float:
    """Score between 0 and 1 of the evidence added up.

    >>> combine({"topic advice": 2.0}, -1.0) > 0.7
    True
    """
    return round(1 / (1 + exp(-(bias + sum(evidence.values())))), 3)


def explain(rule: str, evidence: Mapping[str, float], score: float) -> str:
    """What an ``explain`` column says.

    >>> explain("advice", {"topic advice": 2.0, "never": 1.2}, 0.9)
    'advice 0.90: topic advice, never'
    """
    return f"{rule} {score:.2f}: {', '.join(evidence)}" if evidence else f"{rule} {score:.2f}"


def rate(
    kind: str, evidence: Mapping[str, float], bias: float, scores: Mapping[str, float] | None
) -> tuple[float, str]:
    """Score and what explains it: the classifier's where it gives one for the kind, else that of the rules.

    >>> rate("follow_up", {"a task": 4.0}, -3.0, {"follow_up": 0.9})
    (0.9, 'follow-up classifier 0.90: a task')
    """
    name = kind.replace("_", "-")
    if scores is not None and kind in scores:
        return scores[kind], explain(f"{name} classifier", evidence, scores[kind])
    score = combine(evidence, bias)
    return score, explain(f"{name} rules", evidence, score)


def whole_statement(text: str, label: str, reason: str, score: float, **details: str) -> Finding:
    """A finding that covers the whole statement."""
    return Finding(label=label, start=0, end=len(text), explain=reason, score=score, details=details)


_ASKED = re.compile(
    r"\W*(?:and |but |so )?(?:what|how|did|do (?:you|i)|would|who|which|when|where|am i|are you|is it)\b", re.IGNORECASE
)


def is_question(text: str, context: Context) -> bool:
    """True for a question that the note-taker asks, be it noted among the interviewee's words.

    >>> is_question("What would you do in my place?", Context()), is_question("Why not ask them?", Context())
    (True, False)
    """
    if not text.rstrip('"”’)').endswith("?"):
        return False
    return context.speaker == "note_taker" or (len(text.split()) < 16 and _ASKED.match(text) is not None)
