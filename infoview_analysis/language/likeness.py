"""How likely statements are to say the same, told by their words, by what they are about, and by their senses.

Words alone join *I wouldn't pay for a course* with *pay is up*, and miss *Paper is dying* beside *the handwritten
forms are gone*. What statements are about is told by the groups of ``cues/matters.toml``. ``benchmarks/theming.py``
measures it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from infoview_analysis.language.cues import find_cues, load_cues
from infoview_analysis.language.orders import find_order
from infoview_analysis.language.vectors import compare_texts
from infoview_analysis.word_lists import compile_any, load_toml

__all__ = ["FEATURES", "compare_statements", "rate_statements"]

Array = NDArray[np.float32]

FEATURES = ("words", "matters", "opposed", "unsure")
"""What two statements are compared by."""
_WEIGHTS = (3.1, 11.7, -1.6, -2.3)
"""Of the features, by logistic regression on the pairs to choose by (``benchmarks/theming.py``)."""
_BIAS = -4.0
_DOUBT = 1.5
"""Weight of what a statement is taken to be about beside its matters."""
_SIDES = {"rising": 1, "do": 1, "declining": -1, "avoid": -1}
"""Senses of which one denies the other."""


def rate_statements(texts: Sequence[str], senses: Sequence[str] = ()) -> Array:
    """Chance that each two statements say the same, shape (texts, texts); symmetric.

    Statements that put two things in different orders never do.

    Parameters
    ----------
    texts
        The statements.
    senses
        Of each its direction or polarity; of none, they are not compared by it.

    Examples
    --------
    >>> texts = ["Paper is dying.", "The handwritten forms are gone.", "Learn to weld."]
    >>> chances = rate_statements(texts)
    >>> bool(chances[0, 1] > 0.5 > chances[0, 2])
    True
    """
    odds = np.full((len(texts), len(texts)), _BIAS, dtype=np.float32)
    for weight, feature in zip(_WEIGHTS, compare_statements(texts, senses), strict=True):
        odds += np.float32(weight) * feature
    return np.asarray(~_find_apart(texts) / (1 + np.exp(-odds)), dtype=np.float32)


def compare_statements(texts: Sequence[str], senses: Sequence[str] = ()) -> Iterator[Array]:
    """Compare each two statements by each of the features, one after the other: a few thousand fill the memory."""
    known = list(senses) or [""] * len(texts)
    yield compare_texts(texts)
    yield _compare_matters(texts)
    yield _are_opposed(known)
    yield _is_one_unsure(known)


def _compare_matters(texts: Sequence[str]) -> Array:
    """Weight of the matters that two statements share, beside that of all they speak of, 0 to 1."""
    groups = load_cues("matters")
    found = np.array(
        [[group.name in find_cues(text, "matters") for group in groups] for text in map(_leave_out_sayings, texts)],
        dtype=np.float32,
    )
    weights = found.reshape(len(texts), len(groups)) * np.array([group.weight for group in groups], dtype=np.float32)
    sizes = np.sqrt(weights.sum(axis=1) + _DOUBT)
    return np.asarray(weights @ (weights > 0).T / np.outer(sizes, sizes), dtype=np.float32)


def _leave_out_sayings(text: str) -> str:
    """Take out what is meant by no word of it: *on paper at any rate* is not about paper."""
    return _sayings().sub(" ", text)


@cache
def _sayings() -> re.Pattern[str]:
    return compile_any(load_toml("infoview_analysis.language.cues", "idioms.toml")["sayings"]["phrases"])


def _are_opposed(senses: Sequence[str]) -> Array:
    codes = np.array([_SIDES.get(sense, 0) for sense in senses], dtype=np.float32)
    return np.asarray(np.outer(codes, codes) < 0, dtype=np.float32)


def _is_one_unsure(senses: Sequence[str]) -> Array:
    unsure = np.array([sense == "unclear" for sense in senses], dtype=bool)
    return np.asarray(unsure[:, None] ^ unsure[None, :], dtype=np.float32)


def _find_apart(texts: Sequence[str]) -> NDArray[np.bool_]:
    """Tell which statements put a thing of the other in another place, and none in the same."""
    apart = np.zeros((len(texts), len(texts)), dtype=bool)
    orders = [(place, order) for place, order in enumerate(map(find_order, texts)) if order]
    for (one, mine), (other, theirs) in combinations(orders, 2):
        apart[one, other] = apart[other, one] = mine.crosses(theirs) and not mine.agrees(theirs)
    return apart
