"""How likely statements are to say the same, told by their words, by what they are about, and by their senses.

Words alone join *I wouldn't pay for a course* with *pay is up*, and miss *Paper is dying* beside *the handwritten
forms are gone*. What statements are about is told by the groups of ``cues/matters.toml``. ``benchmarks/theming.py``
measures it.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from math import exp

import numpy as np
from numpy.typing import NDArray

from infoview_analysis.language.cues import find_cues, load_cues, load_pattern
from infoview_analysis.language.orders import find_order
from infoview_analysis.language.vectors import compare_texts

__all__ = ["FEATURES", "WORDS_ALONE", "compare_statements", "find_blocks", "rate_statements", "weigh_matters"]

Array = NDArray[np.float32]

FEATURES = ("words", "matters", "opposed", "unsure")
"""What two statements are compared by."""
_WEIGHTS = (3.1, 11.7, -1.6, -2.3)
"""Of the features, by logistic regression on the pairs to choose by (``benchmarks/theming.py``)."""
_BIAS = -4.0
WORDS_ALONE = 1 / (1 + exp(-(_BIAS + _WEIGHTS[0])))
"""Chance of two statements with the same words but no matter in common."""
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


def find_blocks(texts: Sequence[str], senses: Sequence[str], least: float) -> list[list[int]]:
    """Sets of statements that are joined by chances of ``least`` or more, so that a theme lies within one of them.

    Only statements on one matter are compared: what two have in common in words alone never gives that chance.

    Examples
    --------
    >>> find_blocks(["Paper is dying.", "Learn to weld.", "The handwritten forms are gone."], [""] * 3, 0.5)
    [[0, 2], [1]]
    """
    if least <= WORDS_ALONE:
        raise ValueError(f"{least} can be reached by words alone, {WORDS_ALONE:.2f}; compare each two")
    heads = list(range(len(texts)))
    for members in (np.flatnonzero(weights).tolist() for weights in weigh_matters(texts).T):
        chances = rate_statements([texts[one] for one in members], [senses[one] for one in members])
        for one, other in np.argwhere(np.triu(chances >= least, 1)):
            _join(heads, members[one], members[other])
    blocks: dict[int, list[int]] = {}
    for one in range(len(texts)):
        blocks.setdefault(_find_head(heads, one), []).append(one)
    return list(blocks.values())


def _join(heads: list[int], one: int, other: int) -> None:
    first, second = sorted((_find_head(heads, one), _find_head(heads, other)))
    heads[second] = first


def _find_head(heads: list[int], one: int) -> int:
    while heads[one] != one:
        heads[one] = one = heads[heads[one]]
    return one


def compare_statements(texts: Sequence[str], senses: Sequence[str] = ()) -> Iterator[Array]:
    """Compare each two statements by each of the features, one after the other: a few thousand fill the memory."""
    known = list(senses) or [""] * len(texts)
    yield compare_texts(texts)
    yield _compare_matters(texts)
    yield _are_opposed(known)
    yield _is_one_unsure(known)


def _compare_matters(texts: Sequence[str]) -> Array:
    """Weight of the matters that two statements share, beside that of all they speak of, 0 to 1."""
    weights = weigh_matters(texts)
    sizes = np.sqrt(weights.sum(axis=1) + _DOUBT)
    return np.asarray(weights @ (weights > 0).T / np.outer(sizes, sizes), dtype=np.float32)


def weigh_matters(texts: Sequence[str]) -> Array:
    """Weight of each matter in each text, 0 where it is not spoken of, shape (texts, matters)."""
    weights = [_weigh_text(text) for text in texts]
    return np.array(weights, dtype=np.float32).reshape(len(texts), len(load_cues("matters")))


@lru_cache(maxsize=2**15)
def _weigh_text(text: str) -> Array:
    found = find_cues(_leave_out_sayings(text), "matters")
    return np.array([group.weight * (group.name in found) for group in load_cues("matters")], dtype=np.float32)


def _leave_out_sayings(text: str) -> str:
    """Take out what is meant by no word of it: *on paper at any rate* is not about paper."""
    return load_pattern("idioms", "sayings").sub(" ", text)


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
