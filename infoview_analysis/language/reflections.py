"""Reflections: what the note-taker says about whether this work is for them."""

from collections.abc import Mapping

from spacy.language import Language
from spacy.tokens import Doc

from infoview_analysis.language.context import Context, Finding, register_extensions
from infoview_analysis.language.cues import find_cues
from infoview_analysis.language.scoring import is_question, whole_statement

__all__ = ["Reflections", "find_reflections", "make_reflections"]

_ASPECTS = ("pay", "doubt", "energy", "interest", "lifestyle", "values", "skills_fit", "culture")


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
    cues = find_cues(text, "reflections")
    aspect = next((name for name in _ASPECTS if name in cues), "")
    if context.topic != "reflection" and not (
        aspect and context.topic in {"other", "skills", "culture"} and _says_i(text)
    ):
        return ()
    aspect = aspect or "interest"
    found = [context.topic, *cues.get(aspect, ())]
    return (whole_statement(text, aspect, f"reflection rules: {', '.join(found)}", 0.5, valence=_valence(cues)),)


def _says_i(text: str) -> bool:
    words = f" {text.casefold().replace('’', chr(39))} "
    return any(f" {word} " in words for word in ("i", "i'm", "i've", "i'd", "my", "me"))


def _valence(cues: Mapping[str, tuple[str, ...]]) -> str:
    good, bad = "positive" in cues, "negative" in cues
    return "mixed" if good == bad else "positive" if good else "negative"


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
