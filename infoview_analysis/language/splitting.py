"""Text → sentences, for notes: abbreviations, initials, separators, no capitals, quotations, brackets, dictation."""

import re
from collections.abc import Iterator

from infoview_analysis.language.cues import load_phrases
from infoview_analysis.language.separators import Cut, find_separators
from infoview_analysis.language.speech import find_breaths

__all__ = ["split_sentences"]

_END = re.compile(r"(?P<mark>[.!?…]+)(?P<close>[\"”’')\]*_]*)(?=\s|$)")
_LONGEST = 2000
"""Characters of a sentence; no writer of notes gets there with a full stop in sight."""
_LONG_BRACKET = 140
"""Characters in a bracket from which its sentences stand by themselves."""


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Sentences of a text as (start, end), in order, white space and separators at the edges left out.

    Examples
    --------
    >>> text = "Ask Dr. Rezaei, e.g. about R. never say \\"good with computers\\". apply anyway; it is a wish"
    >>> [text[start:end] for start, end in split_sentences(text)][1:]
    ['never say "good with computers".', 'apply anyway; it is a wish']
    >>> text = "to her (1) the form (2) a jar of jam"
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['to her', 'the form', 'a jar of jam']
    """
    inside = _in_brackets(text)
    cuts = [cut for cut in find_separators(text) if not inside[cut[0]]]
    cuts += [(end, end) for end in _sentence_ends(text, inside)]
    cuts.sort()
    spans = _between(text, cuts)
    parts = [part for start, end in spans for part in _between(text[:end], find_breaths(text, start, end), start)]
    return [bounded for start, end in parts for bounded in _bound(text, start, end)]


def _bound(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut at a blank what is too long for a sentence: all that reads statements takes its time by their length."""
    while end - start > _LONGEST:
        blank = text.rfind(" ", start + 1, start + _LONGEST)
        cut = start + _LONGEST if blank < 0 else blank
        yield _trim(text, start, cut)
        start, _ = _trim(text, cut, end)
    yield start, end


def _between(text: str, cuts: list[Cut], start: int = 0) -> list[tuple[int, int]]:
    """What stands between the cuts, from ``start`` to the end of the text."""
    starts = [start, *(after for _, after in cuts)]
    ends = [*(before for before, _ in cuts), len(text)]
    trimmed = [_trim(text, *span) for span in zip(starts, ends, strict=True)]
    return [span for span in trimmed if span[0] < span[1]]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _in_brackets(text: str) -> list[bool]:
    """For each character, whether it stands in a short bracket that is closed again."""
    inside = [False] * len(text)
    for match in re.finditer(r"\([^()]*\)|\[[^\[\]]*\]", text):
        if match.end() - match.start() <= _LONG_BRACKET:
            inside[match.start() + 1 : match.end() - 1] = [True] * (match.end() - match.start() - 2)
    return inside


def _sentence_ends(text: str, inside: list[bool]) -> Iterator[int]:
    """Where the sentences end that end with a mark."""
    start = 0
    for match in _END.finditer(text):
        if not inside[match.start()] and _is_end(text, start, match):
            yield match.end()
            start = match.end()


def _is_end(text: str, start: int, match: re.Match[str]) -> bool:
    mark = match["mark"]
    rest = text[match.end() :].lstrip()
    before = text[start : match.start()].rsplit(None, 1)
    if not before or not rest:
        return not rest
    if mark == ".":
        return not _is_abbreviation(before[-1].lstrip("(\"“'‘["), rest, first=len(before) == 1)
    continues = rest[0].islower() and (match["close"] or mark in {"...", "…"})
    return not continues


def _is_abbreviation(word: str, rest: str, *, first: bool) -> bool:
    folded = word.casefold()
    if first and (len(word) <= 2 and (word.isdigit() or word.isalpha())):
        return True  # "1." or "a." as a list mark
    known = load_phrases("sentences")
    if folded in known["ending"]:
        return not rest[0].isupper()
    if folded in known["before_number"]:
        return rest[0].isdigit()
    if folded in known["leading"]:
        return True
    return len(word) == 1 and word.isupper() and word != "I" and rest[0].isupper() and word not in "RC"
