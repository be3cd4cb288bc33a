"""Everyday senses of words that are also skills: *excel at*, *go to*, *a spark*, *R&D*."""

import re
from functools import cache

from infoview_analysis.word_lists import load_toml

__all__ = ["is_everyday"]


def is_everyday(text: str, start: int, end: int, *, lower: bool = False) -> bool:
    """True where a word stands in its everyday sense.

    Parameters
    ----------
    text : str
    start, end : int
        Where the word stands in the text.
    lower : bool
        True where the writer does without capitals, so that their absence means nothing.

    Examples
    --------
    >>> is_everyday("people who excel at listening", 11, 16), is_everyday("Excel at work, daily", 0, 5)
    (True, False)
    >>> is_everyday("in R&D", 3, 4), is_everyday("use R", 4, 5)
    (True, False)
    """
    word = text[start:end]
    if (len(word) == 1 and re.match(r"[&.]\w|['’]", text[end : end + 2])) or (
        len(word) == 1 and re.search(r"\w[&./'’]$", text[:start])
    ):
        return True
    rule = _rules().get(word.casefold())
    if rule is None:
        return False
    before, after, capital = rule
    if capital and not lower and word.islower():
        return True
    if word[:1].isupper() and start > 0 and text[:start].rstrip()[-1:] not in ".!?:":
        return False
    if (
        word[:1].isupper()
        and capital
        and not (after and re.match(r"(?:the|it|for|on|back|ahead)\b", text[end:].lstrip(), re.IGNORECASE))
    ):
        return False
    return bool((before and before.search(text[:start])) or (after and after.match(text[end:])))


_Rule = tuple[re.Pattern[str] | None, re.Pattern[str] | None, bool]


@cache
def _rules() -> dict[str, _Rule]:
    table = load_toml(__package__, "everyday.toml")
    return {
        word: (
            _compile(entry.get("after", []), r"(?:^|\W)(?:{})\W*$"),
            _compile(entry.get("before", []), r"\W*(?:{})\b"),
            entry.get("capital", False),
        )
        for word, entry in table.items()
    }


def _compile(words: list[str], pattern: str) -> re.Pattern[str] | None:
    alternatives = "|".join(re.escape(word) for word in words)
    return re.compile(pattern.replace("{}", alternatives), re.IGNORECASE) if words else None
