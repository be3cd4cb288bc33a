"""A text cut into words that know where they stand."""

import re
from dataclasses import dataclass
from functools import lru_cache

from infoview_analysis.reading.lexicon import fold

__all__ = ["Word", "cut_words", "is_lower_case", "is_title_case"]

_WORD = re.compile(r"[^\W_]+")
_OPENS = re.compile(r"[.!?:;|•·→/…\"“”=>\[\]*]|\s[–—-]+\s")
_LEAST_TITLE = 0.6
"""Share of longer words with a capital from which a text is written like a title."""


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters and digits."""

    text: str
    key: str
    """Without case and accents."""
    start: int
    end: int
    opens: bool
    """True where it begins a sentence, so that a capital says nothing."""

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


@lru_cache(maxsize=4096)
def cut_words(text: str) -> tuple[Word, ...]:
    """Words of a text in order.

    Examples
    --------
    >>> [(word.text, word.opens) for word in cut_words("Met Zoë. She is")]
    [('Met', True), ('Zoë', False), ('She', True), ('is', False)]
    """
    found, last = [], 0
    for match in _WORD.finditer(text):
        opens = not last or bool(_OPENS.search(text[last : match.start()]))
        found.append(Word(match[0], fold(match[0]) or match[0], match.start(), match.end(), opens))
        last = match.end()
    return tuple(found)


def is_lower_case(text: str) -> bool:
    """True for a text without capitals, where a name cannot be told by its own; *I* and *SQL* do not count.

    Examples
    --------
    >>> is_lower_case("met jane at acme, I like SQL"), is_lower_case("Met Jane"), is_lower_case("SQL")
    (True, False, False)
    """
    words = [word for word in cut_words(text) if not (word.text.isupper() and word.text.isalnum())]
    return not any(word.is_capital for word in words) if words else text == text.lower()


def is_title_case(text: str) -> bool:
    """True for a text most of whose longer words have a capital or all of whose letters are capitals.

    Examples
    --------
    >>> is_title_case("Questions for Next Time"), is_title_case("Met Jane at the office")
    (True, False)
    """
    longer = [word for word in cut_words(text) if len(word.text) > 3 and word.text.isalpha()]
    return bool(longer) and sum(word.is_capital for word in longer) >= _LEAST_TITLE * len(longer)
