"""Words that may stand in a pseudonymised text; whatever is not among them is taken for a name."""

import re
from functools import cache
from importlib.resources import files

__all__ = ["can_keep_capital", "is_ordinary"]

_TAILS = frozenset(["t", "s", "re", "ve", "ll", "d", "m"])
"""What an apostrophe cuts off: *don't*, *Jane's*."""
_CUT = frozenset(
    [
        *("don", "isn", "aren", "wasn", "weren", "hasn", "haven", "hadn", "doesn", "didn", "won"),
        *("wouldn", "couldn", "shouldn", "mustn", "needn", "ain"),
    ]
)
_MONTHS = frozenset(["january", "february", "july", "september", "october", "november", "december"])
"""Those that name nobody; *march* and *may* are words anyway."""
_WITH_NUMBER = re.compile(
    r"\d+(?:st|nd|rd|th|[kmxhdwyps]|am|pm|min|mins|hr|hrs|h\d+|yr|yrs|wk|wks|mo|ish|bn|mm|cm|km|kg|kw|kv|mw|gb|tb|f)?"
    r"|[a-z]\d{1,2}|\d{1,2}[a-z]?\d{0,2}"
)
_ENDINGS = (("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("d", ""), ("ing", ""), ("ing", "e"), ("ly", ""))
_BRITISH = re.compile(r"([^\W_]{3}i|[^\W_]{2}ly)s(e|ed|er|ers|es|ing|ation|ations|ational)$")
"""*Organisation*, *analysed*: the dictionary writes them with a *z*."""
_LEAST_STEM = 4
"""Letters of a word that may take an ending; shorter ones are too often the start of a name."""


@cache
def _words() -> frozenset[str]:
    text = files(__package__).joinpath("ordinary_words.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def is_ordinary(word: str) -> bool:
    """True for an everyday English word, an inflection of one, a single letter, a plain number.

    Examples
    --------
    >>> [is_ordinary(word) for word in ("bakery", "organisations", "don", "3rd", "Thwaite", "G4S")]
    [True, True, True, True, False, False]
    """
    lower = word.lower()
    if len(word) == 1 or lower in _words() or lower in _TAILS or lower in _CUT or word in _words():
        return True
    if not word.isalpha():
        return bool(_WITH_NUMBER.fullmatch(lower))
    return lower in _MONTHS or any(map(_has_stem, {lower, _BRITISH.sub(r"\1z\2", lower)}))


def _has_stem(word: str) -> bool:
    stems = (word.removesuffix(end) + instead for end, instead in (("", ""), *_ENDINGS) if word.endswith(end))
    return any(len(stem) >= _LEAST_STEM and stem in _words() for stem in stems)


def can_keep_capital(word: str) -> bool:
    """True for a form that names nobody though it has a capital inside a sentence: *I*, *English*, *CV*.

    Examples
    --------
    >>> can_keep_capital("Monday"), can_keep_capital("Electric")
    (True, False)
    """
    return len(word) == 1 or word in _words() or word.lower() in _MONTHS
