"""Where the note-taker comes back to a skill in fewer words: *cap table mechanics* … *Me: cap tables, never*."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from infoview_analysis.language.skill_finding.candidates import Candidate, Scene
from infoview_analysis.language.skill_finding.features import name_words
from infoview_analysis.language.statements import Statement
from infoview_analysis.language.vocabulary.surfaces import find_words, stem_word

__all__ = ["find_echoes", "is_own", "mark_brackets"]

_COMMON = 45
"""A word in as many names of the vocabulary as this says nothing of the skill meant."""
_OWN = frozenset(["i", "im", "ive", "id", "ill", "my", "me", "mine", "myself"])
_LINKS = frozenset(["and", "or", "of", "for", "with", "in", "on", "to", "at", "the", "a", "as"])
_OPENS = re.compile(r"\[\s*[A-Za-z]{1,12}\s*:")


def is_own(scene: Scene) -> bool:
    """True where the note-taker speaks, or a bare first person.

    >>> from infoview_analysis.language.context import Context
    >>> from infoview_analysis.language.skill_finding.candidates import read_scene
    >>> from infoview_analysis.language.vocabulary import Vocabulary
    >>> is_own(read_scene("cap tables never", Context(speaker="note_taker"), Vocabulary([])))
    True
    """
    context = scene.context
    if context.speaker == "note_taker" or context.topic == "reflection":
        return True
    return not context.own_voice and any(word.form in _OWN for word in scene.words)


@cache
def _telling_words(name: str) -> tuple[frozenset[str], str]:
    """Stems of the words of a name that few other names have, and its initials."""
    forms = [word.form for word in find_words(name) if word.form not in _LINKS]
    common = name_words()["any"]
    stems = frozenset(stem_word(form) for form in forms if common[form] < _COMMON and len(form) > 2)
    return stems, "".join(form[0] for form in forms) if len(forms) > 1 else ""


def _matches(stem: str, form: str, stems: frozenset[str], initials: str) -> bool:
    if stem in stems or (initials and form == initials):
        return True
    return len(stem) >= 5 and any(
        len(other) >= 5 and (other.startswith(stem) or stem.startswith(other)) for other in stems
    )


def find_echoes(name: str, scene: Scene) -> Iterator[Candidate]:
    """Runs of words of a statement that stand for a skill named elsewhere.

    >>> from infoview_analysis.language.context import Context
    >>> from infoview_analysis.language.skill_finding.candidates import read_scene
    >>> from infoview_analysis.language.vocabulary import Vocabulary
    >>> scene = read_scene("SOAP no, motivational yes", Context(speaker="note_taker"), Vocabulary([]))
    >>> [(echo.start, echo.stop) for echo in find_echoes("motivational interviewing", scene)]
    [(2, 3)]
    """
    stems, initials = _telling_words(name)
    if not stems and not initials:
        return
    hits = [_matches(stem_word(word.form), word.form, stems, initials) for word in scene.words]
    start = 0
    while start < len(hits):
        stop = start
        while stop < len(hits) and hits[stop]:
            stop += 1
        if stop > start:
            yield Candidate(start, stop, name, "new")
        start = max(stop, start + 1)


def mark_brackets(statements: Sequence[Statement]) -> list[Statement]:
    """The statements with those inside ``[L: …]``, a remark of the writer, given to the note-taker."""
    marked: list[Statement] = []
    inside = False
    for statement in statements:
        text = statement.text
        opened = _OPENS.match(text.lstrip())
        inside = inside or opened is not None
        if inside and statement.context.speaker != "note_taker":
            statement = replace(statement, context=replace(statement.context, speaker="note_taker"))
        if "]" in text or statement.context.kind == "heading":
            inside = text.rfind("[") > text.rfind("]")
        marked.append(statement)
    return marked
