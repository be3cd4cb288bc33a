"""The text of an interview as other programs get it, and where in it something was said."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count

from infoview_analysis.corpus import Corpus
from infoview_analysis.reflection.frames import Row, list_rows

__all__ = ["Place", "Source", "build_sources", "clean", "make_distinct"]

# XML cannot hold control characters, however escaped; one blank for each, so that no position moves.
_UNWRITABLE = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")

_CELL = " | "
"""Between the cells of a table row, in the text of a passage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A stretch of text, in code points from 0; ``text[start:end]`` is what it holds."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An interview as plain text."""

    talk: Row
    """Its row in ``interviews``."""
    text: str
    passages: tuple[tuple[Row, Place], ...]
    """Rows of ``passages``, each with where it stands."""

    def find(self, row: Row) -> Place | None:
        """Find where the statement of a row of a table stands; None where the interview does not hold it.

        A statement put together from the cells of a table row stands nowhere as such: its place is the cell with
        the words that count, or else the whole row.
        """
        holding = [place for passage, place in self.passages if _holds(passage, row)]
        found = (self._find_words(clean(row["quote"]), place) for place in holding)
        cells = (self._find_cell(clean(row.get("text", "")), place) for place in holding)
        return next(filter(None, chain(found, cells, holding)), None)

    def _find_words(self, words: str, place: Place) -> Place | None:
        start = self.text.find(words, place.start, place.end) if words else -1
        return Place(start=start, end=start + len(words)) if start >= 0 else None

    def _find_cell(self, words: str, place: Place) -> Place | None:
        named = self._find_words(words, place)
        if named is None:
            return None
        before = self.text.rfind(_CELL, place.start, named.start)
        after = self.text.find(_CELL, named.end, place.end)
        start = place.start if before < 0 else before + len(_CELL)
        return Place(start=start, end=place.end if after < 0 else after)


def clean(text: str) -> str:
    """Replace what XML cannot hold by blanks, one for each character.

    Examples
    --------
    >>> clean("a\\x00b\\nc")
    'a b c'
    """
    return _UNWRITABLE.sub(" ", text)


def make_distinct(name: str, taken: set[str]) -> str:
    """Make a name that is not among those taken, whatever their case, and take it.

    Examples
    --------
    >>> taken = {"ann lee"}
    >>> make_distinct("Ann Lee", taken), make_distinct("Ann Lee", taken)
    ('Ann Lee (2)', 'Ann Lee (3)')
    """
    numbered = (f"{name} ({number})" for number in count(2))
    # A Mac writes é as two signs, and takes names that differ by that for one.
    chosen = next(one for one in chain([name], numbered) if _fold(one) not in taken)
    taken.add(_fold(chosen))
    return chosen


def _fold(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def build_sources(corpus: Corpus) -> list[Source]:
    """Build the text of every interview from its passages, in the order of the notes.

    What belongs to no interview is in none, and neither are private comments, which reach no table.

    Examples
    --------
    >>> build_sources(Corpus.empty())
    []
    """
    talks = list_rows(corpus.interviews)
    said: dict[str, list[Row]] = {talk["interview_id"]: [] for talk in talks}
    for row in list_rows(corpus.passages):
        if row["interview_id"] in said and row["text"].strip():
            said[row["interview_id"]].append(row)
    return [_build_source(talk, said[talk["interview_id"]]) for talk in talks]


def _build_source(talk: Row, rows: Sequence[Row]) -> Source:
    placed = tuple(_place(rows))
    # Readers take the end of a selection for the last character or for the one after it: there is always one after.
    text = "".join(f"{clean(row['text'])}\n" for row in rows)
    return Source(talk=talk, text=text, passages=placed)


def _place(rows: Iterable[Row]) -> Iterator[tuple[Row, Place]]:
    start = 0
    for row in rows:
        end = start + len(row["text"])
        yield row, Place(start=start, end=end)
        start = end + 1


def _holds(passage: Row, row: Row) -> bool:
    return bool(passage["note"] == row["note"] and passage["line"] <= row["line"] <= passage["end_line"])
