"""What the note-taker's own column of a table says of a skill: *SQL — how much: daily — me: no*."""

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from infoview_analysis.language.skill_finding.candidates import Scene
from infoview_analysis.reading.lexicon import fold
from infoview_analysis.word_lists import load_toml

__all__ = ["find_own_cell", "temper_own_cell"]

Array = NDArray[np.float64]

_SURE = 0.9
"""Chance of the stance that a plain cell tells."""
_CELL = re.compile(r" — (?=[^—:]{1,30}: )")
_SIGNS = re.compile(r"[^\w✓✔✅✗✘❌]+")
"""All that a cell may hold beside words and ticks."""


def find_own_cell(scene: Scene) -> str:
    """Say what a row's own cell answers: ``gap``, ``strength``, ``blank``; empty where it says more, or there is none.

    Examples
    --------
    >>> from infoview_analysis.language.context import Context
    >>> from infoview_analysis.language.skill_finding.candidates import read_scene
    >>> from infoview_analysis.language.vocabulary import Vocabulary
    >>> texts = ("SQL — needed: daily — me: no", "Word — needed: gone — me: –", "SQL — needed: no — me: two courses")
    >>> [find_own_cell(read_scene(text, Context(kind="row"), Vocabulary([]))) for text in texts]
    ['gap', 'blank', '']
    """
    if scene.context.kind != "row":
        return ""
    titled = (cell.partition(":") for cell in _CELL.split(scene.text)[1:])
    answer = next((_SIGNS.sub(" ", value).strip() for title, _, value in titled if _is_own(title)), None)
    if answer is None:
        return ""
    words = fold(answer) or answer
    return next((told for told in ("gap", "strength") if words in _answers(told)), "" if words else "blank")


def temper_own_cell(shares: Array, told: str, stances: Sequence[str]) -> Array:
    """Let a plain cell decide; a blank one says that the note-taker neither has nor lacks the skill.

    Examples
    --------
    >>> temper_own_cell(np.array([0.2, 0.6, 0.2]), "blank", ("gap", "strength", "needed")).tolist()
    [0.0, 0.0, 1.0]
    """
    if not told:
        return shares
    if told == "blank":
        open_ones = shares * np.array([stance not in ("gap", "strength") for stance in stances])
        return np.asarray(open_ones / open_ones.sum())
    return np.array([_SURE if stance == told else (1 - _SURE) / (len(stances) - 1) for stance in stances])


def _is_own(title: str) -> bool:
    return fold(title) in _answers("titles")


@cache
def _answers(group: str) -> frozenset[str]:
    return frozenset(load_toml("infoview_analysis.language.cues", "own_cells.toml")[group]["phrases"])
