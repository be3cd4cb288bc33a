"""Reflections: what the note-taker says about whether this work is for them."""

import re

from spacy.language import Language
from spacy.tokens import Doc

from infoview_analysis.language.context import Context, Finding, register_extensions
from infoview_analysis.language.cues import find_cues
from infoview_analysis.language.scoring import is_question, whole_statement
from infoview_analysis.language.valence import find_valence
from infoview_analysis.reading.lexicon import fold
from infoview_analysis.reading.ratings import is_rating
from infoview_analysis.reading.topics import find_topic

__all__ = ["Reflections", "find_reflections", "make_reflections"]

_ASPECTS = ("pay", "energy", "doubt", "lifestyle", "values", "interest", "skills_fit", "culture")
_OWN_LABELS = ("me", "myself", "my side", "my skills", "what i can", "what i have")
"""Headings and lead-ins under which note-takers list what they can; elsewhere a remark without cues is on interest."""
_TOLD = re.compile(r"\W*(?:(?:he|she|they) (?:said|says|told|asked|asks)\b|[\"“„«][^\"”“»]*[\"”“»]\W*$)", re.IGNORECASE)
"""What opens the report of somebody else's words, and a quotation with nothing beside it."""


def find_reflections(text: str, context: Context) -> tuple[Finding, ...]:
    """The reflection a statement holds, if it holds one; its label is the aspect.

    Examples
    --------
    >>> mine = Context(speaker="note_taker", topic="reflection")
    >>> found = find_reflections("I could see myself enjoying this", mine)[0]
    >>> found.label, found.details["valence"]
    ('interest', 'positive')
    """
    if context.speaker != "note_taker" or context.task is not None or is_question(text, context):
        return ()
    if (_is_label(text) and not is_rating(text)) or _TOLD.match(text):
        return ()
    signs = find_cues(text, "reflections")
    if context.topic != "reflection" and not (
        signs.keys() & set(_ASPECTS) and context.topic in {"other", "skills", "culture"} and _says_i(text)
    ):
        return ()
    cues = find_cues(text, "aspects")
    aspect = next(iter(cues), "skills_fit" if _lists_own(context) else "interest")
    found = [context.topic, *cues.get(aspect, ())]
    return (whole_statement(text, aspect, f"reflection rules: {', '.join(found)}", 0.5, valence=find_valence(text)),)


def _says_i(text: str) -> bool:
    words = f" {text.casefold().replace('’', chr(39))} "
    return any(f" {word} " in words for word in ("i", "i'm", "i've", "i'd", "my", "me"))


def _is_label(text: str) -> bool:
    words = fold(text)
    return words in _OWN_LABELS or (len(words.split()) <= 2 and find_topic(text) == "reflection" and ":" not in text)


def _lists_own(context: Context) -> bool:
    return fold(context.lead or context.section).startswith(_OWN_LABELS)


class Reflections:
    """Component that writes ``doc._.reflections``."""

    def __init__(self) -> None:
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        doc._.reflections = find_reflections(doc.text, doc._.context)
        return doc


@Language.factory("infoview_reflections", assigns=["doc._.reflections"])
def make_reflections(nlp: Language, name: str) -> Reflections:
    """Make the component."""
    return Reflections()
