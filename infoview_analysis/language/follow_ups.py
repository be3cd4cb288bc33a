"""Follow-ups: what is to happen after the talk, by whom it was promised, when it is due, whether it is done."""

import re
from collections.abc import Mapping

from spacy.language import Language
from spacy.tokens import Doc

from infoview_analysis.language.context import Context, Finding, register_extensions
from infoview_analysis.language.cues import find_cues, load_cues, plain_text
from infoview_analysis.language.due import find_due, find_marked_date
from infoview_analysis.language.scoring import is_question, rate, whole_statement
from infoview_analysis.language.thanks import is_thanked
from infoview_analysis.reading.names import find_names

__all__ = ["FollowUps", "find_follow_ups", "is_done", "make_follow_ups"]

_BIAS = -3.0
_TOPICS = {
    "follow_up": 3.2,
    "advice": -1.5,
    "people": -0.3,
    "reflection": -0.8,
    "trends": -2.0,
    "skills": -1.5,
    "background": -1.2,
    "typical_day": -2.0,
}
_KINDS = ("thank_you", "update", "meet", "apply", "send", "contact", "learn")
_KINDS_OF_ORDERS = {"thank_you", "meet", "send", "contact"}
"""Kinds whose words, written large at the front, run into the name after them."""


def find_follow_ups(
    text: str, context: Context, scores: Mapping[str, float] | None = None, *, threshold: float = 0.5
) -> tuple[Finding, ...]:
    """The follow-up a statement sets down, if it does; its label is the kind.

    Parameters
    ----------
    text : str
    context : Context
    scores : mapping, optional
        Probabilities by a trained classifier; where it gives ``follow_up``, they decide instead of the rules.
    threshold : float
        Least score.

    Examples
    --------
    >>> ticked = Context(task="x", topic="follow_up", date="2024-03-14")
    >>> found = find_follow_ups("Send thank-you note by Friday", ticked)[0]
    >>> found.label, found.details["due"], found.details["done"]
    ('thank_you', '2024-03-15', 'true')
    """
    cues = find_cues(text, "follow_ups")
    score, reason = rate("follow_up", _weigh(cues, context), _BIAS, scores)
    if score < threshold or (is_question(text, context) and context.topic != "follow_up"):
        return ()
    kind = next((kind for kind in _KINDS if kind in cues), "other")
    done = is_done(text, context)
    details = {
        "person": _person(text, context),
        "due": _due(text, context, done=done),
        "done": "true" if done else "false",
    }
    return (whole_statement(text, kind, reason, score, **details),)


def _due(text: str, context: Context, *, done: bool) -> str:
    """When it is due by the sign of a task manager, by its words, by what stands beside it."""
    if done and is_thanked(text):
        return find_marked_date(f"{text} {context.beside}")  # the day it was given is no limit
    in_table = context.kind == "row"  # its column says when it was due, done or not
    return (
        find_marked_date(context.beside)
        or find_due(text, context.date, done=done)
        or find_due(context.beside, context.date, done=done and not in_table)
    )


def _weigh(cues: Mapping[str, tuple[str, ...]], context: Context) -> dict[str, float]:
    evidence = {f"topic {context.topic}": _TOPICS[context.topic]} if context.topic in _TOPICS else {}
    if context.task is not None:
        evidence["a task"] = 4.0
    for group in load_cues("follow_ups"):
        if group.name in cues:
            evidence.setdefault(cues[group.name][0], group.weight if group.name == "promise" else 0.4 * group.weight)
    return evidence


_DONE = re.compile(
    r"\b(?:done|sent(?! from\b| (?:me|us|him|her) to\b| you\W*$)|gone|(?<!to )complete|completed|thanked"
    r"|e-?mailed|mailed|posted|given|texted|bought|delivered|accepted|signed up|booked|registered|wrote"
    r"|ordered|finished|applied|messaged|joined|replied|submitted|connected|enrolled|dropped off"
    r"|(?:which|and) i did)\b|\(did\b|[✓✔✅☑]",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(
    r"\b(?:not (?:yet )?(?:sent|done)|be done|to be (?:sent|done)|un(?:sent|done)|will be|get \w+ done"
    r"|still to|have (?:it|this|that) done|have .{1,40} done by|(?<!at )once|when|after|should|to get|until)\b"
)


def is_done(text: str, context: Context) -> bool:
    """True where the box is ticked or the words say so.

    >>> is_done("cv to her - sent thurs night", Context()), is_done("send cv", Context(task=" "))
    (True, False)
    """
    if context.task is not None:
        return context.task == "x"
    if "✅" in context.beside:
        return True
    after = context.after.split()
    if 0 < len(after) <= 4 and _DONE.match(" ".join(after)):
        return True  # "Thank-you email. COMPLETE 15 NOV."
    return (bool(_DONE.search(text)) and not _NOT_DONE.search(plain_text(text))) or is_thanked(text)


def _person(text: str, context: Context) -> str:
    """Whom it concerns: somebody named, else the interviewee where a pronoun points at them."""
    if context.names:
        return context.names[0]
    names = find_names(text)
    if names:
        return _drop_order(text, *names[0][:2])
    return context.interviewee if re.search(r"\b(?:her|him|them|she|he|thank)\b", text, re.IGNORECASE) else ""


def _drop_order(text: str, name: str, start: int) -> str:
    """A name without the verb that orders something at the front of the statement.

    >>> _drop_order("Mail Samir (by 1 July)", "Mail Samir", 0), _drop_order("Tell Mae Low", "Mae Low", 5)
    ('Samir', 'Mae Low')
    """
    first, _, rest = name.partition(" ")
    ordered = rest and plain_text(text[:start]) == "" and _KINDS_OF_ORDERS & find_cues(first, "follow_ups").keys()
    return rest if ordered else name


class FollowUps:
    """Component that writes ``doc._.follow_ups``."""

    def __init__(self, threshold: float) -> None:
        self.threshold = threshold
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        doc._.follow_ups = find_follow_ups(doc.text, doc._.context, doc._.statement_scores, threshold=self.threshold)
        return doc


@Language.factory("infoview_follow_ups", assigns=["doc._.follow_ups"], default_config={"threshold": 0.5})
def make_follow_ups(nlp: Language, name: str, threshold: float) -> FollowUps:
    """Make the component from its config."""
    return FollowUps(threshold)
