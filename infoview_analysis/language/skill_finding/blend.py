"""How the scores of the linear models and those of the encoder are joined."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from infoview_analysis.language.skill_finding.linear import LinearModel

__all__ = ["Blend", "load_blend"]

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Blend:
    """Weights of both, fitted by ``training/skills.py`` on notes that neither was trained on.

    Examples
    --------
    >>> Blend(skill=(1.0, 0.5, -0.5), stance=(1.0, 1.0)).join_skill(2.0, np.array([1.0]))
    0.8808
    """

    skill: tuple[float, float, float]
    """Weight of the judge, weight of the encoder, what is added."""
    stance: tuple[float, float]
    """Weight of the classifier, weight of the encoder."""

    def join_skill(self, score: float, read: NDArray[np.float32] | None) -> float:
        """Chance that words are a skill.

        Parameters
        ----------
        score : float
            Log odds by the judge.
        read : array or None
            What the encoder says, see :meth:`~infoview_analysis.language.encoder.Encoded.rate_skill`.
        """
        judge, encoder, added = self.skill
        joined = score if read is None else judge * score + encoder * float(read[0]) + added
        return round(LinearModel.squash(joined), 4)

    def join_stance(self, scores: Array, read: NDArray[np.float32] | None) -> Array:
        """Chance of each stance, from the scores of both."""
        joined = scores if read is None else self.stance[0] * scores + self.stance[1] * read[1:]
        raised = np.exp(joined - joined.max())
        result: Array = raised / raised.sum()
        return result


@cache
def load_blend() -> Blend:
    """The weights that come with the package."""
    stored = json.loads(files(__package__).joinpath("blend.json").read_text(encoding="utf-8"))
    return Blend(tuple(stored["skill"]), tuple(stored["stance"]))
