"""Referrals: named persons the interviewee points the note-taker to, by one statement.

For a whole interview see :mod:`infoview_analysis.language.pointers`; the component, which sees one statement, does the
same with what it has.
"""

from spacy.language import Language
from spacy.tokens import Doc

from infoview_analysis.language.context import Context, Finding, register_extensions
from infoview_analysis.language.people import Circle
from infoview_analysis.language.pointers import find_pointers, judge_pointer
from infoview_analysis.language.statements import lone_statement

__all__ = ["Referrals", "find_referrals", "make_referrals"]


def find_referrals(text: str, context: Context, *, threshold: float = 0.5) -> tuple[Finding, ...]:
    """Persons a statement points to, judged by that statement alone; labels are their names as written.

    Examples
    --------
    >>> found = find_referrals("Talk to Dev Patel, head of analytics at Monzo", Context(topic="people"))[0]
    >>> found.label, found.details["role"], found.details["organization"]
    ('Dev Patel', 'head of analytics', 'Monzo')
    >>> find_referrals("Don't bother with Tom", Context(topic="people"))
    ()
    """
    found = find_pointers([lone_statement(text, context)])
    judged = (judge_pointer(pointer, Circle(), threshold=threshold) for pointer in found)
    return tuple(finding for finding in judged if finding is not None)


class Referrals:
    """Component that writes ``doc._.referrals``."""

    def __init__(self, threshold: float) -> None:
        self.threshold = threshold
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        doc._.referrals = find_referrals(doc.text, doc._.context, threshold=self.threshold)
        return doc


@Language.factory("infoview_referrals", assigns=["doc._.referrals"], default_config={"threshold": 0.5})
def make_referrals(nlp: Language, name: str, threshold: float) -> Referrals:
    """Make the component from its config."""
    return Referrals(threshold)
