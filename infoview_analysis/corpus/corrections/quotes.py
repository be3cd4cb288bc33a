"""Words found again: without regard to case, accents, white space, punctuation, quotation marks and markup."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

__all__ = ["find_quote", "is_whole"]

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_GAP = re.compile(r"…|\.{3}")
"""Stands for words left out."""

_SIGNS = str.maketrans("“”„«»‘’", '"""""\'\'')
"""Quotation marks, which programs turn round as they like."""

_Word = tuple[str, int, int]
"""A folded word, its start and its end."""


def find_quote(text: str, quote: str) -> tuple[int, int] | None:
    """Find where a text has the words of a quote.

    Parameters
    ----------
    text
        What a note says, without markup.
    quote
        Words as a person copied them from the note or a table, with or without markup; ``…`` stands for words left
        out.

    Returns
    -------
    tuple of int or None
        Start and end of the first place, with the punctuation around it if the quote has some; None if there is none.

    Examples
    --------
    >>> text = "She said: “Don’t apply  cold.” Then coffee."
    >>> [text[slice(*found)] for found in (find_quote(text, "don't **apply** cold."), find_quote(text, "she … apply"))]
    ['Don’t apply  cold.', 'She said: “Don’t apply']
    >>> find_quote(text, "reply cold") is None
    True
    """
    words = _split_words(text)
    for parts in _read_quote(quote):
        if found := _find_parts([word for word, _, _ in words], parts):
            return _widen(text, quote, words[found[0]][1], words[found[1]][2])
    return None


def is_whole(text: str, quote: str) -> bool:
    """Whether a quote is all there is to a text."""
    words = tuple(word for word, _, _ in _split_words(text))
    return any(parts == (words,) for parts in _read_quote(quote))


@lru_cache(maxsize=4096)
def _split_words(text: str) -> tuple[_Word, ...]:
    return tuple((_fold(found[0]), *found.span()) for found in _WORD.finditer(text))


@lru_cache(maxsize=2**14)
def _fold(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@lru_cache(maxsize=1024)
def _read_quote(quote: str) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Read a quote as it stands, and as the text of Markdown: each as words before, between and after gaps."""
    from infoview_analysis.reading import read_note  # loads what those who only load tables do not need

    plain = " ".join(block.text for block in read_note(quote.strip(), "quote.md").blocks)
    readings = (tuple(_split_parts(text)) for text in (quote, plain))
    return tuple(dict.fromkeys(parts for parts in readings if parts))


def _split_parts(quote: str) -> Iterator[tuple[str, ...]]:
    for part in _GAP.split(quote):
        if words := tuple(word for word, _, _ in _split_words(part)):
            yield words


def _find_parts(words: Sequence[str], parts: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    """Find the first and the last word of all parts in order."""
    first, start = -1, 0
    for part in parts:
        length = len(part)
        places = (
            place for place in range(start, len(words) - length + 1) if tuple(words[place : place + length]) == part
        )
        if (found := next(places, None)) is None:
            return None
        first, start = (found if first < 0 else first), found + length
    return first, start - 1


def _widen(text: str, quote: str, start: int, end: int) -> tuple[int, int]:
    """Take in the signs around the words that stand there in the quote too."""
    before, after = (_find_signs(pattern, quote) for pattern in (r"^[^\w\s]+", r"[^\w\s]+$"))
    while start > 0 and text[start - 1].translate(_SIGNS) in before:
        start -= 1
    while end < len(text) and text[end].translate(_SIGNS) in after:
        end += 1
    return start, end


def _find_signs(pattern: str, quote: str) -> frozenset[str]:
    found = re.search(pattern, quote.strip())
    return frozenset(found[0].translate(_SIGNS)) if found else frozenset()
