"""Words of a text → pieces that the encoder knows (WordPiece), each with the place of its word."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Pieces", "WordPiece"]

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_LONGEST = 40
"""Letters of a word beyond which it is taken for unknown."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Pieces of a text, in order."""

    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    """Of the word of each piece: 0 lower case or no letters, 1 a capital first, 2 all capitals, 3 mixed."""
    places: tuple[tuple[int, int], ...]
    """First character of the word of each piece, and the one after its last."""

    def cut_to(self, limit: int) -> "Pieces":
        """The first pieces only."""
        return Pieces(self.ids[:limit], self.shapes[:limit], self.places[:limit])


class WordPiece:
    """Cuts words greedily into the longest pieces of a vocabulary.

    Parameters
    ----------
    vocabulary : mapping of str to int
        Piece → number; pieces that go on with a word begin with ``##``. Must hold ``[UNK]``.

    Examples
    --------
    >>> cutter = WordPiece({"[UNK]": 0, "weld": 1, "##ing": 2, "&": 3})
    >>> cutter.cut("Welding & x")
    Pieces(ids=(1, 2, 3, 0), shapes=(1, 1, 0, 0), places=((0, 7), (0, 7), (8, 9), (10, 11)))
    """

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self.vocabulary = vocabulary
        self._cut_word = lru_cache(maxsize=20_000)(self._cut_word_anew)

    def cut(self, text: str) -> Pieces:
        """Pieces of a text."""
        ids: list[int] = []
        shapes: list[int] = []
        places: list[tuple[int, int]] = []
        for match in _WORD.finditer(text):
            found = self._cut_word(_fold(match.group()))
            ids += found
            shapes += [_shape(match.group())] * len(found)
            places += [match.span()] * len(found)
        return Pieces(tuple(ids), tuple(shapes), tuple(places))

    def _cut_word_anew(self, word: str) -> tuple[int, ...]:
        unknown = (self.vocabulary["[UNK]"],)
        if len(word) > _LONGEST:
            return unknown
        found: list[int] = []
        start = 0
        while start < len(word):
            opening = "##" if start else ""
            ends = range(len(word), start, -1)
            end = next((end for end in ends if opening + word[start:end] in self.vocabulary), None)
            if end is None:
                return unknown
            found.append(self.vocabulary[opening + word[start:end]])
            start = end
        return tuple(found)


def _fold(word: str) -> str:
    """Lower case without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")


def _shape(word: str) -> int:
    if word.islower() or not any(c.isalpha() for c in word):
        return 0
    if word.isupper() and len(word) > 1:
        return 2
    return 1 if word[0].isupper() else 3
