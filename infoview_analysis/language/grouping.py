"""Statements that speak of the same matter → groups, each with the statement that stands for it."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from infoview_analysis.language.likeness import find_blocks, rate_statements

__all__ = ["find_themes", "group_alike"]

_ALIKE = 0.65
"""Mean chance of saying the same from which on statements make a theme: on labelled pairs (``benchmarks/theming.py``)
lower ones find more, but fewer of the groups in whole folders hold."""
_LONG = 110
"""Letters from which on a theme is cut."""
_SHORT = 25
"""Letters that a clause must have to name a theme alone."""
_MARKS = ' "“”'
_CLAUSE_END = re.compile(r"[,;:.!?)–—](?=\s)")


def find_themes(quotes: Sequence[str], senses: Sequence[str] = ()) -> list[str]:
    """The theme of each statement: the most central of the statements on the same matter, itself if it is alone.

    Their order changes nothing.

    Parameters
    ----------
    quotes
        The statements.
    senses
        Of each its direction or polarity, if known; who says the opposite is less likely put with it.

    Returns
    -------
    list of str
        The central statement of each, cut at the end of a clause where it is long: the words of a note, and ``…``.

    Examples
    --------
    >>> find_themes(["No master's.", "Learn to weld.", "No master's first."])
    ["No master's.", 'Learn to weld.', "No master's."]
    """
    known = dict(sorted(zip(quotes, senses or [""] * len(quotes), strict=True), reverse=True))
    texts = sorted(known)
    themes = {text: text for text in texts}
    for block in find_blocks(texts, [known[text] for text in texts], _ALIKE):
        if len(block) > 1:
            themes |= _find_centres({texts[number]: known[texts[number]] for number in block})
    names = _name_themes(set(themes.values()))
    return [names[themes[quote]] for quote in quotes]


def _find_centres(known: Mapping[str, str]) -> Mapping[str, str]:
    """The most central statement of the theme of each statement; senses by statement."""
    texts = list(known)
    similar = rate_statements(texts, list(known.values()))
    themes: dict[str, str] = {}
    for group in group_alike(similar, _ALIKE):
        central = max(group, key=lambda number: (_nearness(similar, number, group), -len(texts[number]), -number))
        themes |= {texts[number]: texts[central] for number in group}
    return themes


def _name_themes(themes: Collection[str]) -> dict[str, str]:
    """Cut long statements, but for those of which another would then have the same name."""
    names = {theme: _cut(_unquote(theme)) for theme in themes}
    taken = Counter(names.values())
    return {theme: name if taken[name] == 1 else theme for theme, name in names.items()}


def _unquote(text: str) -> str:
    """Take quotation marks off that open the statement; those that close a part of it stay."""
    return (text.strip(_MARKS) or text) if text[:1] in _MARKS else text


def _cut(text: str) -> str:
    if len(text) <= _LONG:
        return text
    ends = [end.start() for end in _CLAUSE_END.finditer(text, _SHORT, _LONG)]
    # Never inside a clause: half a name would be left.
    return f"{text[: ends[-1]]} …" if ends else text


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
