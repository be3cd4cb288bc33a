"""Text → sentences, for notes: abbreviations, initials, list marks, no capitals, quotations, brackets."""

import re

from infoview_analysis.language.cues import load_phrases

__all__ = ["split_sentences"]

_END = re.compile(r"(?P<mark>[.!?…]+|(?:;|\s(?:→|=>|->|//|\|)))(?P<close>[\"”’')\]*_]*)(?=\s|$)")
_LONG_BRACKET = 140
"""Characters in a bracket from which its sentences stand by themselves."""


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Sentences of a text as (start, end), in order, white space at the edges left out.

    Examples
    --------
    >>> text = "Ask Dr. Rezaei, e.g. about R. never say \\"good with computers\\". apply anyway; it is a wish"
    >>> [text[start:end] for start, end in split_sentences(text)][1:]
    ['never say "good with computers".', 'apply anyway; it is a wish']
    """
    depths = _bracket_depths(text)
    spans = []
    start = 0
    for match in _END.finditer(text):
        if _is_end(text, start, match, depths):
            spans.append((start, match.end()))
            start = match.end()
    spans.append((start, len(text)))
    trimmed = [_trim(text, *span) for span in spans]
    return [span for span in trimmed if span[0] < span[1]]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _bracket_depths(text: str) -> list[bool]:
    """For each character, whether it stands in a short bracket that is closed again."""
    inside = [False] * len(text)
    for match in re.finditer(r"\([^()]*\)|\[[^\[\]]*\]", text):
        if match.end() - match.start() <= _LONG_BRACKET:
            inside[match.start() + 1 : match.end() - 1] = [True] * (match.end() - match.start() - 2)
    return inside


def _is_end(text: str, start: int, match: re.Match[str], depths: list[bool]) -> bool:
    """True where a sentence ends at the mark."""
    if depths[match.start()]:
        return False
    mark = match["mark"].strip()
    rest = text[match.end() :].lstrip()
    before = text[start : match.start()].rsplit(None, 1)
    if not before or not rest:
        return not rest
    if mark == ".":
        return not _is_abbreviation(before[-1].lstrip("(\"“'‘["), rest, first=len(before) == 1)
    if mark in {";", "|", "→", "=>", "->", "//"}:
        return len(text[start : match.start()].split()) > 2 and len(rest.split()) > 2
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
