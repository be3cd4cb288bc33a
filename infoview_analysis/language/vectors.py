"""How near texts are in meaning, told by the vectors of their word pieces.

A text is compared word by word: each piece of the one looks for the piece of the other that is nearest, as in
Khattab and Zaharia (2020), *ColBERT*, https://arxiv.org/abs/2004.12832. Common words weigh little, after Arora, Liang
and Ma (2017), *A Simple but Tough-to-Beat Baseline for Sentence Embeddings*, https://openreview.net/forum?id=SyK00v5xx.
``benchmarks/searching.py`` and ``benchmarks/theming.py`` measure what this is good for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from infoview_analysis.language.cues import list_plain, list_words
from infoview_analysis.language.encoder import load_encoder
from infoview_analysis.language.encoder.wordpiece import Pieces

__all__ = ["compare_texts", "embed_texts", "rate_answers", "read_answers"]

Array = NDArray[np.float32]
Whole = NDArray[np.intp]

_COMMON = 1e-3
"""Share of all words from which on a word counts as common; the value of Arora and others."""
_COMMON_READ = 1e-4
"""The same where words are read in context: there even plain words tell what is asked, and keep some weight."""
_CUE = 0.3
"""Weight of words that make a statement advice or a trend: most statements have them, whatever they are about."""
_DOUBT = 1.0
"""Weight of words that a statement is taken to have in common with no other: two words alike are no proof."""
_WINDOW = 180
"""Pieces read among each other, at most."""
_SHARPNESS = 3
"""Power that tells a word for the same thing (cosine 0.6) from one of the same field (0.3)."""


@dataclass(frozen=True, slots=True)
class _Words:
    """Pieces of a text that can be compared: no punctuation."""

    ids: Whole
    weights: Array


def embed_texts(texts: Sequence[str]) -> Array:
    """Vectors of whole texts, shape (texts, width), of unit length; zero where a text has no word.

    Weighted means of the vectors of the pieces, taken by themselves; plain words count for nothing.

    >>> one, two, three = embed_texts(["You need a master's degree.", "A diploma is a must.", "The boiler leaks."])
    >>> bool(one @ two > one @ three)
    True
    """
    words = [_read_words(text) for text in texts]
    means = [part.weights @ _look_up(part.ids) for part in words]
    return _scale(np.array(means, dtype=np.float32).reshape(len(texts), _width()))


def rate_answers(question: str, texts: Sequence[str]) -> list[float]:
    """How much of what a question asks for each text has words for, 0 to 1.

    >>> rates = rate_answers("do I need a degree?", ["a diploma is a must", "the boiler leaks"])
    >>> rates[0] > rates[1]
    True
    """
    asked = _read_words(question)
    if not len(asked.ids) or not texts:
        return [0.0] * len(texts)
    # "How is it there?" holds nothing but plain words; then these have to do.
    weights = asked.weights if asked.weights.any() else np.ones_like(asked.weights)
    best = np.power(_find_best(asked.ids, _index([_read_words(text).ids for text in texts])), np.float32(_SHARPNESS))
    return [float(rate) for rate in weights @ best / weights.sum()]


def read_answers(question: str, texts: Sequence[str]) -> list[float]:
    """The same as :func:`rate_answers`, by what words mean among those around them; slow, some 2,000 words a second."""
    ids = _read_words(question).ids
    if not len(ids):
        return [0.0] * len(texts)
    sought, weights = _encode(question), _weigh(_COMMON_READ)[ids]
    return [_rate_reading(sought, weights, _encode(text)) for text in texts]


def compare_texts(texts: Sequence[str]) -> Array:
    """How much each two texts say of the same matter, 0 to 1, shape (texts, texts); symmetric.

    >>> similar = compare_texts(["Skip the master's.", "No master's is needed.", "Learn to weld."])
    >>> bool(similar[0, 1] > similar[0, 2])
    True
    """
    words = [_read_words(text) for text in texts]
    shares = np.zeros((len(texts), len(texts)), dtype=np.float32)
    index = _index([part.ids for part in words]) if words else None
    for number, part in enumerate(words):
        if index is not None and len(part.ids):
            shares[number] = part.weights @ _find_best(part.ids, index) / (part.weights.sum() + _DOUBT)
    return np.asarray((shares + shares.T) / 2, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class _Index:
    """Pieces of many texts, each looked up once."""

    vectors: Array
    """Of each different piece, of unit length."""
    places: Whole
    """Row of each piece of each text, one text after the other; each ends with the row after the last."""
    starts: Whole
    """Where each text begins among the places."""


def _index(parts: Sequence[Whole]) -> _Index:
    known = np.unique(np.concatenate(parts))
    # Every text ends with a piece that is like no other, so that one without pieces is far from everything.
    places = [np.append(np.searchsorted(known, part), len(known)) for part in parts]
    starts = np.cumsum([0, *(len(place) for place in places[:-1])])
    return _Index(_scale(_look_up(known)), np.concatenate(places), starts)


def _find_best(ids: Whole, index: _Index) -> Array:
    """Cosine of each piece with the nearest of each text, none below 0, shape (pieces, texts)."""
    similar = np.zeros((len(ids), len(index.vectors) + 1), dtype=np.float32)
    np.maximum(_scale(_look_up(ids)) @ index.vectors.T, 0, out=similar[:, :-1])
    result: Array = np.maximum.reduceat(similar[:, index.places], index.starts, axis=1)
    return result


def _rate_reading(sought: Array, weights: Array, vectors: Array) -> float:
    if not len(vectors):
        return 0.0
    best = np.maximum(sought @ vectors.T, 0).max(axis=1) ** 2
    return float(weights @ best / weights.sum())


@lru_cache(maxsize=20_000)
def _read_words(text: str) -> _Words:
    ids = np.array([number for number in load_encoder().cut(text).ids if _is_word()[number]], dtype=np.intp)
    return _Words(ids, _weights()[ids])


def _encode(text: str) -> Array:
    """Vectors of the pieces of a text in context, of unit length, shape (pieces, width)."""
    encoder = load_encoder()
    found = []
    for window in _cut_windows(encoder.cut(text)):
        kept = [place for place, number in enumerate(window.ids) if _is_word()[number]]
        found.append(encoder.encode(window)[kept])
    return _scale(np.concatenate(found) - _mean_reading()) if found else np.zeros((0, _width()), dtype=np.float32)


def _cut_windows(pieces: Pieces) -> Iterator[Pieces]:
    for start in range(0, len(pieces.ids), _WINDOW):
        part = slice(start, start + _WINDOW)
        yield Pieces(pieces.ids[part], pieces.shapes[part], pieces.places[part])


@cache
def _mean_reading() -> Array:
    """What all pieces in context have in common: the mean over those of some plain sentences."""
    text = (
        "They said that the work has changed, what one needs to know, and whom to ask. It is hard to find people now."
    )
    encoder = load_encoder()
    mean: Array = encoder.encode(encoder.cut(text)).mean(axis=0)
    return mean


def _look_up(ids: Whole) -> Array:
    vectors: Array = load_encoder().heads["words"][ids] - _mean_piece()
    return vectors


@cache
def _mean_piece() -> Array:
    mean: Array = load_encoder().heads["words"][_is_word()].mean(axis=0)
    return mean


@cache
def _is_word() -> NDArray[np.bool_]:
    return np.array([piece.removeprefix("##").isalnum() for piece in load_encoder().pieces])


@cache
def _weights() -> Array:
    """Weight of each piece: 0 for plain words and numbers, little for common words and cues."""
    plain, cues = list_plain(), list_words("advice") | list_words("trends")
    pieces = load_encoder().pieces
    scale = [0.0 if piece in plain or piece.isdigit() else _CUE if piece in cues else 1.0 for piece in pieces]
    return _weigh(_COMMON) * np.array(scale, dtype=np.float32)


@cache
def _weigh(common: float) -> Array:
    """Weight of each piece by how common it is: one half for a word whose share is ``common``.

    The vocabulary is in the order of how common words are; by Zipf's law the share of a word falls with its rank.
    """
    pieces = load_encoder().pieces
    ranks = np.maximum(np.arange(len(pieces)) - pieces.index("the"), 0) + 1
    shares = 1 / (ranks * np.log(len(pieces)))
    result: Array = (common / (common + shares)).astype(np.float32)
    return result


def _width() -> int:
    return int(load_encoder().heads["words"].shape[1])


def _scale(vectors: Array) -> Array:
    """Vectors to unit length."""
    result: Array = vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9)
    return result
