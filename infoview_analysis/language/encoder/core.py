"""What the encoder reads in a note and in the statements of an interview."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from itertools import pairwise
from os import PathLike
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from infoview_analysis.language.context import Context
from infoview_analysis.language.encoder.layers import Layers, gelu
from infoview_analysis.language.encoder.windows import Line, Span, Window, find_windows, note_lines, statement_lines
from infoview_analysis.language.encoder.wordpiece import Pieces, WordPiece
from infoview_analysis.language.statements import Statement, lone_statement
from infoview_analysis.records import Note, Tagged

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["TAGS", "Encoded", "Encoder", "encode_alone", "encoding_of", "load_encoder", "read_encoder", "tag_note"]

Array = NDArray[np.float32]

TAGS = ("", "interviewee", "role", "organization", "referred_by")
"""What words of a note can say of an interview; the first: nothing."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A statement as the encoder sees it.

    Attributes
    ----------
    scores : array, shape (labels,)
        Log odds of trend, advice, follow-up; scores of the directions; log odds of *avoid*.
    """

    scores: Array
    vectors: Array
    """Of its pieces, shape (pieces, width)."""
    places: tuple[tuple[int, int], ...]
    heads: Mapping[str, Array]

    def rate_skill(self, start: int, end: int) -> Array | None:
        """Log odds that characters are a skill, then a score for each stance; None where they were not read."""
        return self._rate("skill", start, end)

    def rate_person(self, start: int, end: int) -> float | None:
        """Log odds that the interviewee points to the person named there; None where the name was not read."""
        scores = self._rate("person", start, end)
        return None if scores is None else float(scores[0])

    def _rate(self, head: str, start: int, end: int) -> Array | None:
        numbers = [number for number, (first, stop) in enumerate(self.places) if stop > start and first < end]
        if not numbers:
            return None
        span = self.vectors[numbers[0] : numbers[-1] + 1]
        figures = np.concatenate([span[0], span[-1], span.mean(axis=0)])
        hidden = gelu(figures @ self.heads[f"{head}.in"] + self.heads[f"{head}.in.bias"])
        result: Array = hidden @ self.heads[f"{head}.out"] + self.heads[f"{head}.out.bias"]
        return result


class Encoder:
    """A small language model that was trained on annotated notes by ``training/encoder.py``.

    Parameters
    ----------
    weights : mapping of str to array
        Those of :class:`~infoview_analysis.language.encoder.layers.Layers`, and of the heads: ``statement``, ``tag``,
        ``skill.in``, ``skill.out``, ``person.in``, ``person.out`` with ``.bias`` each.
    pieces : sequence of str
        The vocabulary, in the order of how common its words are.
    """

    def __init__(self, weights: Mapping[str, Array], pieces: Sequence[str]) -> None:
        self._layers = Layers(weights)
        self.heads = weights
        self.pieces = tuple(pieces)
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
                scores = vectors[span.start : span.end] @ self.heads["tag"] + self.heads["tag.bias"]
                chances = np.exp(scores - scores.max(axis=1, keepdims=True))
                chances /= chances.sum(axis=1, keepdims=True)
                found += _tagged(lines[span.line], span, chances)
        return found

    def cut(self, text: str) -> Pieces:
        """Pieces of a text, in order."""
        return self._cutter.cut(text)

    def encode(self, pieces: Pieces) -> Array:
        """Vectors of pieces read among each other, shape (pieces, width); of several hundred, pass a part."""
        opening = self._cutter.vocabulary["[CLS]"]
        return self._layers.encode([opening, *pieces.ids], [0, *pieces.shapes])[1:]

    def _read_window(self, window: Window) -> list[Encoded]:
        vectors = self._layers.encode(window.ids, window.shapes)
        heads = self.heads
        found = []
        for span in window.spans:
            whole = np.concatenate([vectors[span.mark], vectors[span.mark : span.end].mean(axis=0)])
            scores = whole @ heads["statement"] + heads["statement.bias"]
            found.append(Encoded(scores, vectors[span.start : span.end], span.places, heads))
        return found


def _tagged(line: Line, span: Span, chances: Array) -> Iterator[Tagged]:
    """Runs of words with the same tag; a word, with what hyphens join to it, is tagged as its first tagged piece is."""
    tags = chances.argmax(axis=1)
    edges = np.flatnonzero(np.diff(tags, prepend=0, append=0)).tolist()
    runs: list[tuple[int, int, int, float]] = []
    for first, stop in pairwise(edges):
        tag = int(tags[first])
        if not tag:
            continue
        start, end = _whole_words(line.text, span.places[first][0], span.places[stop - 1][1])
        chance = float(chances[first:stop, tag].mean())
        if runs and runs[-1][0] == tag and _JOINT.fullmatch(line.text, runs[-1][2], start):
            _, begin, _, before = runs.pop()
            runs.append((tag, begin, end, max(before, chance)))
        elif not runs or start >= runs[-1][2]:
            runs.append((tag, start, end, chance))
    for tag, start, end, chance in runs:
        yield Tagged(tag=TAGS[tag], text=line.text[start:end], line=line.number, start=start, chance=round(chance, 4))


_JOINT = re.compile(r"[\s.'’-]{0,2}")
_JOINED = re.compile(r"(?:(?<=\w)['’-]?\w+|(?<=-)\w+)*")


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The place, grown to whole words: *Beauséjour* to *Beauséjour-Pham*."""
    while start and (text[start - 1].isalnum() or (text[start - 1] in "-'’" and text[: start - 1][-1:].isalnum())):
        start -= 1
    match = _JOINED.match(text, end)
    return start, match.end() if match else end


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
def load_encoder() -> Encoder:
    """The encoder that comes with the package."""
    with as_file(files("infoview_analysis.language").joinpath("weights/encoder.npz")) as path:
        return read_encoder(path)


def tag_note(note: Note) -> list[Tagged]:
    """What the encoder that comes with the package takes the words of a note to say of its interviews."""
    return load_encoder().tag(note)


def encoding_of(doc: "Doc") -> Encoded:
    """A Doc as the encoder reads it; alone, where nobody has read it among its neighbours."""
    if doc._.encoded is None:
        doc._.encoded = encode_alone(doc.text, doc._.context)
    encoded: Encoded = doc._.encoded
    return encoded


def encode_alone(text: str, context: Context) -> Encoded:
    """A statement of which no neighbours are known, by the encoder that comes with the package."""
    return load_encoder().read([lone_statement(text, context)])[0]
