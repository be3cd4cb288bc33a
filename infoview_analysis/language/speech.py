"""Dictation without full stops: where the speaker draws breath."""

import re
from functools import cache

from infoview_analysis.language.cues import load_phrases
from infoview_analysis.language.separators import Cut

__all__ = ["find_breaths"]

_LONGEST = 38
"""Words that nobody writes in one sentence without any punctuation."""
_LEAST = 5
"""Words of a part."""
_PUNCTUATION = re.compile(r"[.!?;:,…–—()]")


def find_breaths(text: str, start: int, end: int) -> list[Cut]:
    """Where a run of dictated words falls into thoughts: before words that open one (*so*, *he said*, *second*).

    Examples
    --------
    >>> run = "he said get the level three " + "and some more of it " * 8 + "and she said never sign for a van"
    >>> [run[start:] for _, start in find_breaths(run, 0, len(run))]
    ['and she said never sign for a van']
    >>> find_breaths("he said finish, and she said never sign", 0, 39)
    []
    """
    run = text[start:end]
    words = len(run.split())
    if words <= _LONGEST or len(_PUNCTUATION.findall(run)) * _LONGEST > words:
        return []
    cuts = []
    last = 0
    for match in _openers().finditer(run):
        parts = run[last : match.start()].split(), run[match.start() :].split()
        if min(map(len, parts)) >= _LEAST and not (match["order"] and parts[0][-1].casefold() in _before_no_order()):
            cuts.append((start + match.start(), start + match.start()))
            last = match.start()
    return cuts


@cache
def _openers() -> re.Pattern[str]:
    """Words that open a thought."""
    groups = {name: "|".join(sorted(words, key=len, reverse=True)) for name, words in load_phrases("sentences").items()}
    link = f"(?:{groups['linking']})"
    return re.compile(
        rf"\b(?:(?:{link} )*(?:{groups['says_who']}) (?:{groups['says']})|(?:{link} )+(?:{groups['subject']})"
        rf"|(?:{link} )*(?:{groups['opening']})|(?:{link} )*(?P<order>{groups['order']}))\b",
        re.IGNORECASE,
    )


@cache
def _before_no_order() -> frozenset[str]:
    """Words after which a verb is no order: its subject (*they never*), a word that ties it to one (*to stop*)."""
    phrases = load_phrases("sentences")
    return phrases["subject"] | phrases["before_verb"]
