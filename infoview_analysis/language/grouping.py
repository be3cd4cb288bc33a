"""Statements that speak of the same matter → groups, each with the statement that stands for it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from infoview_analysis.language.vectors import compare_texts

__all__ = ["find_themes", "group_alike"]

_ALIKE = 0.42
"""Mean similarity from which on statements make a theme. On labelled pairs (``benchmarks/theming.py``) 0.38 finds
more; reading the groups of whole sets, it takes 0.42 until more than half of them hold."""


def find_themes(quotes: Sequence[str]) -> list[str]:
    """The theme of each statement: the most central of the statements on the same matter, itself if it is alone.

    Their order changes nothing.

    >>> find_themes(["No master's.", "Learn to weld.", "No master's first."])
    ["No master's.", 'Learn to weld.', "No master's."]
    """
    texts = sorted(set(quotes))
    if not texts:
        return []
    similar = compare_texts(texts)
    themes: dict[str, str] = {}
    for group in group_alike(similar, _ALIKE):
        central = max(group, key=lambda number: (_nearness(similar, number, group), -len(texts[number]), -number))
        themes |= {texts[number]: texts[central] for number in group}
    return [themes[quote].strip(' "“”') or quote for quote in quotes]


def _nearness(similar: NDArray[np.float32], number: int, group: Sequence[int]) -> float:
    """Sum of the similarities to the others; rounded, since the last digits differ between machines."""
    return round(float(similar[number, group].sum() - similar[number, number]), 4)


def group_alike(similar: NDArray[np.float32], least: float) -> list[list[int]]:
    """Groups by average linkage, until no two have a mean similarity of ``least``.

    Sokal and Michener (1958), *A statistical method for evaluating systematic relationships*, where it is called
    UPGMA. The nearest of each group is kept, so that most merges look at few others.

    >>> group_alike(np.array([[1, 0.9, 0.1], [0.9, 1, 0.2], [0.1, 0.2, 1]], dtype=np.float32), 0.5)
    [[0, 1], [2]]
    """
    groups = {number: [number] for number in range(len(similar))}
    near = similar.astype(np.float64)
    np.fill_diagonal(near, -1)
    nearest = near.argmax(axis=1) if len(near) else np.zeros(0, dtype=np.intp)
    while len(groups) > 1:
        one = int(near[np.arange(len(near)), nearest].argmax())
        other = int(nearest[one])
        if near[one, other] < least:
            break
        one, other = sorted((one, other))
        size, added = len(groups[one]), len(groups[other])
        merged = (size * near[one] + added * near[other]) / (size + added)
        near[other, :] = near[:, other] = -1
        merged[[one, other]] = -1
        merged[near[one] < 0] = -1
        near[one, :] = near[:, one] = merged
        groups[one] = sorted(groups[one] + groups.pop(other))
        stale = np.flatnonzero((nearest == one) | (nearest == other))
        nearest[stale] = near[stale].argmax(axis=1)
        nearest[one] = near[one].argmax()
    return sorted(groups.values())
