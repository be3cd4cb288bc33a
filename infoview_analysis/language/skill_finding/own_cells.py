"""What the note-taker's own column of a table says of a skill: *SQL — how much: daily — me: no*."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from infoview_analysis.language.cues import load_phrases
from infoview_analysis.language.skill_finding.candidates import Scene
from infoview_analysis.language.skill_finding.demand import make_sure
from infoview_analysis.reading.lexicon import fold

__all__ = ["find_own_cell", "temper_own_cell"]

Array = NDArray[np.float64]

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
    known = load_phrases("own_cells")
    titled = (cell.partition(":") for cell in _CELL.split(scene.text)[1:])
    own = (value for title, _, value in titled if fold(title) in known["titles"])
    answer = next((_SIGNS.sub(" ", value).strip() for value in own), None)
    if answer is None:
        return ""
    words = fold(answer) or answer
    return next((told for told in ("gap", "strength") if words in known[told]), "" if words else "blank")


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
    return make_sure(told, stances)
