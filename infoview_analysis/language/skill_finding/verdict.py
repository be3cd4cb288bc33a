"""What an interview as a whole says of a skill, from what each of its mentions says and what stands beside them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from infoview_analysis.language.encoder import Encoded
from infoview_analysis.language.skill_finding.attitude import describe_stance
from infoview_analysis.language.skill_finding.blend import load_blend
from infoview_analysis.language.skill_finding.candidates import Candidate, Scene
from infoview_analysis.language.skill_finding.demand import temper_shares
from infoview_analysis.language.skill_finding.echoes import find_echoes, is_own
from infoview_analysis.language.skill_finding.linear import LinearModel, load_model
from infoview_analysis.language.skill_finding.own_cells import find_own_cell, temper_own_cell

__all__ = [
    "STANCES",
    "Mention",
    "Opinion",
    "Verdicts",
    "describe_verdicts",
    "find_mentions",
    "find_shares",
    "load_stance_model",
    "load_verdicts",
    "temper_verdict",
]

Array = NDArray[np.float64]

STANCES = ("gap", "strength", "declining", "needed", "optional", "mentioned")
"""From the strongest to the weakest."""
_PRIOR = np.array([0.15, 0.17, 0.08, 0.44, 0.06, 0.10])
"""Shares of the stances in annotated notes."""
_SMALL = 0.01
_NO_MODEL = LinearModel(
    {
        **{f"clause:{stance}": [2.0 * (label == stance) for label in STANCES] for stance in STANCES},
        "speaker=note_taker": [0.8, 0.8, -0.5, -0.5, 0.0, 0.0],
    },
    [-1.0, -1.0, 0.0, 1.0, 0.0, 0.0],
    STANCES,
)
"""Rules of thumb, for when no trained classifier is at hand."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a statement that stand for a skill."""

    place: int
    """Number of the statement in its interview."""
    candidate: Candidate
    echo: bool = False

    def describe(self, scenes: Sequence[Scene]) -> list[str]:
        """What the statement says of the skill, as features."""
        return describe_stance(scenes[self.place], self.candidate, echo=self.echo)


@dataclass(frozen=True, slots=True)
class Opinion:
    """A mention, and the chance of each stance by its statement alone."""

    mention: Mention
    shares: Array


def find_mentions(name: str, named: Iterable[Mention], scenes: Sequence[Scene]) -> list[Mention]:
    """Mentions of a skill, and those where the note-taker comes back to it in fewer words."""
    mentions = list(named)
    places = {mention.place for mention in mentions}
    for place, scene in enumerate(scenes):
        if place not in places and is_own(scene):
            mentions += [Mention(place, echo, echo=True) for echo in list(find_echoes(name, scene))[:1]]
    return mentions


def find_shares(scene: Scene, candidate: Candidate, encoded: Encoded, *, echo: bool = False) -> Array:
    """Chance of each stance by one statement, in the order of :data:`STANCES`."""
    scores = np.array(load_stance_model().score(describe_stance(scene, candidate, echo=echo)))
    shares = load_blend().join_stance(scores, encoded.rate_skill(*scene.place(candidate)))
    if echo:
        return shares
    return temper_own_cell(temper_shares(shares, scene, candidate, STANCES), find_own_cell(scene), STANCES)


def temper_verdict(shares: Array, opinions: Sequence[Opinion], scenes: Sequence[Scene]) -> Array:
    """Let the note-taker's own cell of a table decide for the interview, unless own words elsewhere say more."""
    said = [scenes[one.mention.place] for one in opinions if not one.mention.echo]
    told = {find_own_cell(scene) for scene in said} - {""}
    elsewhere = any(is_own(scene) for scene in said if scene.context.kind != "row")
    return shares if len(told) != 1 or elsewhere else temper_own_cell(shares, told.pop(), STANCES)


def describe_verdicts(skills: Sequence[Sequence[Opinion]], scenes: Sequence[Scene]) -> Array:
    """Figures for each skill of one interview, from its opinions and those of the skills beside it.

    Returns
    -------
    array, shape (skills, figures)
    """
    total: dict[tuple[object, ...], Array] = defaultdict(lambda: np.zeros(len(STANCES) + 1))
    for opinions in skills:
        for one in opinions:
            for spot in _spots(one, scenes):
                total[spot] += np.append(one.shares, 1.0)
    return np.array([[*_alone(opinions), *_beside(opinions, scenes, total)] for opinions in skills])


def _spots(opinion: Opinion, scenes: Sequence[Scene]) -> tuple[tuple[object, ...], ...]:
    """The statement, and what it stands under."""
    context = scenes[opinion.mention.place].context
    column = context.question if context.kind == "row" else ""
    return (opinion.mention.place,), (context.section, context.lead, column, context.speaker)


def _alone(opinions: Sequence[Opinion]) -> Array:
    shares = np.array([one.shares for one in opinions])
    echo = np.array([one.mention.echo for one in opinions])
    logs = np.log(shares + _SMALL)
    any_of = np.log(1 - np.prod(1 - 0.99 * shares, axis=0) + _SMALL)
    echoed = logs[echo].max(axis=0) if echo.any() else np.full(len(STANCES), -1.8)
    size = len(opinions)
    counts = [size == 1, size == 2, min(size, 5), echo.any(), echo.sum() > 1]
    return np.concatenate([logs.max(axis=0), logs.mean(axis=0), logs[-1], logs[0], any_of, echoed, counts])


def _beside(
    opinions: Sequence[Opinion], scenes: Sequence[Scene], total: dict[tuple[object, ...], Array]
) -> list[float]:
    """What is said of other skills in the same statement and under the same heading."""
    telling = max(opinions, key=lambda one: 1 - one.shares[3] - one.shares[5] / 2)
    figures: list[float] = []
    for number, spot in enumerate(_spots(telling, scenes)):
        own = [one.shares for one in opinions if _spots(one, scenes)[number] == spot]
        count = total[spot][-1] - len(own)
        others = total[spot][:-1] - np.sum(own, axis=0)
        figures += [*np.log((others + _PRIOR / 2) / (count + 0.5) + _SMALL), min(count, 6.0)]
    return [*figures, *np.log(telling.shares + _SMALL)]


class Verdicts:
    """Linear model over the figures of :func:`describe_verdicts`.

    Parameters
    ----------
    weights : array, shape (figures, stances)
    bias : array, shape (stances,)
    """

    def __init__(self, weights: Array, bias: Array) -> None:
        self.weights = weights
        self.bias = bias

    def shares(self, figures: Array) -> Array:
        """Chance of each stance, one row per skill."""
        scores = figures @ self.weights + self.bias
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        result: Array = raised / raised.sum(axis=1, keepdims=True)
        return result


@cache
def load_stance_model() -> LinearModel:
    """The shipped classifier of single mentions, or rules of thumb."""
    return load_model("stance") or _NO_MODEL


@cache
def load_verdicts() -> Verdicts | None:
    """The shipped model, None where there is none."""
    file = files(__package__).joinpath("verdict.npz")
    if not file.is_file():
        return None
    with np.load(BytesIO(file.read_bytes()), allow_pickle=False) as data:
        return Verdicts(data["weights"].astype(np.float64), data["bias"].astype(np.float64))
