"""Whether a note is an interview at all."""

import re
from collections import Counter
from collections.abc import Sequence

from infoview_analysis.reading.fields import field_meaning
from infoview_analysis.reading.lexicon import fold, load_phrases
from infoview_analysis.reading.names import find_names
from infoview_analysis.reading.outline import Outline
from infoview_analysis.reading.sections import Annotated
from infoview_analysis.reading.titles import name_in_title
from infoview_analysis.records import Field

__all__ = ["why_no_interview"]

_NO_TALK = frozenset(load_phrases("notes")["no_talk"])
_NO_TALK_PHRASE = re.compile(
    r"\b(?:how to|how we do|question (?:list|bank)|wish ?list"
    r"|(?:people|persons|who|whom) (?:to|2|i can) (?:ask|call|contact|interview|meet|talk to))\b"
)
_QUESTIONS = {"questionnaire", "questions"}  # words that a mail with the answers has in its title too
_ANSWERED = 250  # words beside the questions that make a list of questions an interview
_EXAMPLE = re.compile(r"e\.? ?g\b|for example|example|sample", re.IGNORECASE)
_NEAR = 40  # characters of a value within which it names the interviewee
_IN_TEMPLATE = {"interviewee", "role", "organization", "date"}
_PROFILE = {"skills", "targets"}  # front matter that makes a note the profile of the note-taker
_PLACEHOLDER = re.compile(r"\W{0,9}\[[^\]]*\]\W{0,9}")


def why_no_interview(outline: Outline) -> str:
    """What a note is taken for instead of an interview; empty where it may be one.

    Examples
    --------
    >>> from infoview_analysis.reading.outline import build_outline
    >>> from infoview_analysis.records import Note
    >>> why_no_interview(build_outline(Note(path="a.md", blocks=(), fields=())))
    'an empty note'
    """
    if {fold(field.key) for field in outline.note.fields} >= _PROFILE:
        return "your own profile"
    if not outline.note.fields and not any(entry.block.text.strip() for entry in outline.blocks):
        return "an empty note"
    if not any(map(_names_interviewee, outline.fields)):
        content = [entry for entry in outline.blocks if _is_content(entry)]
        if reason := _why_none_by_title(outline, content) or _why_none_by_content(content):
            return reason
    empty = [field for field in outline.fields if not field.value and field_meaning(field.key) in _IN_TEMPLATE]
    return "a template that was not filled in" if len(empty) >= 3 else ""


def _names_interviewee(field: Field) -> bool:
    if field_meaning(field.key) != "interviewee" or _EXAMPLE.match(field.key):
        return False
    near = any(start < _NEAR for _, start, _ in find_names(field.value, any_case=True))
    return bool(field.names) or near or field.value[:1].isupper()


def _is_content(entry: Annotated) -> bool:
    return entry.block.kind not in {"heading", "rule"} and entry.block.field is None


def _why_none_by_title(outline: Outline, content: Sequence[Annotated]) -> str:
    if name_in_title(outline.stem) or name_in_title(outline.title):
        return ""  # *Questions for Jane Doe*
    open_lines = sum(_is_to_be_filled(entry.block.text) for entry in content)
    for words in (fold(outline.stem).split(), fold(outline.title).split()):
        if len(words) > 9:
            continue
        signs = _NO_TALK.intersection(words)
        if signs and signs <= _QUESTIONS and _are_answered(content):
            continue
        many_open = open_lines >= 0.25 * len(content)
        if _NO_TALK_PHRASE.search(" ".join(words)) or (signs and (len(words) <= 6 or many_open)):
            return "a template or a list"
    return ""


def _are_answered(content: Sequence[Annotated]) -> bool:
    """True where much is said beside the questions."""
    words = Counter[bool]()
    for entry in content:
        words[_is_to_be_filled(entry.block.text)] += len(entry.block.text.split())
    return words[False] >= max(_ANSWERED, 3 * words[True])


def _why_none_by_content(content: Sequence[Annotated]) -> str:
    if sum(_is_to_be_filled(entry.block.text) for entry in content) >= max(3, 0.5 * len(content)):
        return "a list of questions"
    linked = sum(bool(entry.block.names) and len(entry.block.text) < 60 for entry in content)
    return "an index page" if linked >= max(3, 0.6 * len(content)) else ""


def _is_to_be_filled(text: str) -> bool:
    """True for a question and for a placeholder in square brackets."""
    return text.rstrip(")").endswith("?") or _PLACEHOLDER.fullmatch(text) is not None
