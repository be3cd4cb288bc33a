"""What the encoder reads in the statements of an interview: kinds of statements, skills, stances, persons pointed to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from itertools import pairwise
from os import PathLike

import numpy as np
from numpy.typing import NDArray

from infoview_analysis.language.encoder.layers import Layers, gelu
from infoview_analysis.language.encoder.windows import Span, Window, find_windows, note_lines, statement_lines
from infoview_analysis.language.encoder.wordpiece import WordPiece
from infoview_analysis.language.statements import Statement
from infoview_analysis.records import Note

__all__ = ["TAGS", "Encoded", "Encoder", "Tagged", "load_encoder", "read_encoder"]

Array = NDArray[np.float32]

TAGS = ("", "interviewee", "role", "organization", "referred_by")
"""What words of a note can say of an interview; the first: nothing."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """Words of a note that say who was interviewed, as what, where, or who led there."""

    tag: str
    text: str
    block: int
    """Number of the block among those that are no rules, -1 for the file name."""
    start: int
    """First character in it."""
    chance: float
    """Mean over the pieces."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A statement as the encoder sees it.

    Attributes
    ----------
    scores : array, shape (labels,)
        Log odds of trend, advice, follow-up; scores of the directions; log odds of *avoid*.
    """

    scores: Array
    _vectors: Array
    """Of its pieces, shape (pieces, width)."""
    _places: tuple[tuple[int, int], ...]
    _heads: Mapping[str, Array]

    def rate_skill(self, start: int, end: int) -> Array | None:
        """Log odds that characters are a skill, then a score for each stance; None where they were not read."""
        return self._rate("skill", start, end)

    def rate_person(self, start: int, end: int) -> Array | None:
        """Log odds that the interviewee points to the person named there, and that the person led to the interviewee."""
        return self._rate("person", start, end)

    def _rate(self, head: str, start: int, end: int) -> Array | None:
        numbers = [number for number, (first, stop) in enumerate(self._places) if stop > start and first < end]
        if not numbers:
            return None
        span = self._vectors[numbers[0] : numbers[-1] + 1]
        figures = np.concatenate([span[0], span[-1], span.mean(axis=0)])
        hidden = gelu(figures @ self._heads[f"{head}.in"] + self._heads[f"{head}.in.bias"])
        result: Array = hidden @ self._heads[f"{head}.out"] + self._heads[f"{head}.out.bias"]
        return result


class Encoder:
    """A small language model that was trained on annotated notes by ``training/encoder.py``.

    Parameters
    ----------
    weights : mapping of str to array
        Those of :class:`~infoview_analysis.language.encoder.layers.Layers`, and of the heads: ``statement``, ``tag``,
        ``skill.in``, ``skill.out``, ``person.in``, ``person.out`` with ``.bias`` each.
    pieces : sequence of str
        The vocabulary.
    """

    def __init__(self, weights: Mapping[str, Array], pieces: Sequence[str]) -> None:
        self._layers = Layers(weights)
        self._weights = weights
        self._cutter = WordPiece({piece: number for number, piece in enumerate(pieces)})

    def read(self, statements: Sequence[Statement]) -> list[Encoded]:
        """The statements of one interview, in order."""
        windows = find_windows(statement_lines(statements), self._cutter)
        return [encoded for window in windows for encoded in self._read_window(window)]

    def tag(self, note: Note) -> list[Tagged]:
        """What the words of a note say of its interviews, in order."""
        lines = note_lines(note)
        found: list[Tagged] = []
        for window in find_windows(lines, self._cutter):
            vectors = self._layers.encode(window.ids, window.shapes)
            for span in window.spans:
                scores = vectors[span.start : span.end] @ self._weights["tag"] + self._weights["tag.bias"]
                chances = np.exp(scores - scores.max(axis=1, keepdims=True))
                chances /= chances.sum(axis=1, keepdims=True)
                found += _tagged(lines[span.line].text, span, chances)
        return found

    def _read_window(self, window: Window) -> list[Encoded]:
        vectors = self._layers.encode(window.ids, window.shapes)
        heads = self._weights
        found = []
        for span in window.spans:
            whole = np.concatenate([vectors[span.mark], vectors[span.mark : span.end].mean(axis=0)])
            scores = whole @ heads["statement"] + heads["statement.bias"]
            found.append(Encoded(scores, vectors[span.start : span.end], span.places, heads))
        return found


def _tagged(text: str, span: Span, chances: Array) -> Iterator[Tagged]:
    """Runs of words with the same tag; a word is tagged as its first piece is."""
    tags = chances.argmax(axis=1)
    for piece in range(1, len(tags)):
        if span.places[piece] == span.places[piece - 1]:
            tags[piece] = tags[piece - 1]
    edges = np.flatnonzero(np.diff(tags, prepend=0, append=0))
    for first, stop in pairwise(edges.tolist()):
        if tags[first]:
            start, end = span.places[first][0], span.places[stop - 1][1]
            chance = float(chances[first:stop, tags[first]].mean())
            yield Tagged(TAGS[tags[first]], text[start:end], span.line - 1, start, round(chance, 4))


def read_encoder(path: str | PathLike[str]) -> Encoder:
    """An encoder from a file of plain arrays: matrices as 8-bit numbers with a scale per column, the rest 16-bit."""
    with np.load(path, allow_pickle=False) as stored:
        pieces = bytes(stored["pieces"]).decode("utf-8").split("\n")
        names = [name for name in stored.files if name != "pieces" and not name.endswith(".scale")]
        weights = {name: stored[name].astype(np.float32) for name in names}
        for name in names:
            if f"{name}.scale" in stored.files:
                weights[name] *= stored[f"{name}.scale"].astype(np.float32)
    return Encoder(weights, pieces)


@cache
def load_encoder() -> Encoder | None:
    """The encoder that comes with the package; None if there is none."""
    place = files("infoview_analysis.language").joinpath("weights/encoder.npz")
    if not place.is_file():
        return None
    with as_file(place) as path:
        return read_encoder(path)
