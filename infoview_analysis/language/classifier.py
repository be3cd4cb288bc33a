"""The statement classifier: is it a trend, advice, a follow-up; which direction, which polarity.

Two steps, both logistic regressions trained by ``training/statements.py``: one looks at a statement by itself
(:mod:`~infoview_analysis.language.features`), one at what it and the encoder say of it and of its neighbours
(:mod:`~infoview_analysis.language.sequence`).
The weights are plain numbers in ``weights/statements.npz``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from infoview_analysis.language.context import register_extensions
from infoview_analysis.language.encoder import Encoded, encoding_of
from infoview_analysis.language.features import find_features
from infoview_analysis.language.sequence import sequence_features
from infoview_analysis.language.statements import Statement, lone_statement

__all__ = ["DETAILS", "LABELS", "StatementClassifier", "join_scores", "load_classifier", "make_statement_scores"]

Array = NDArray[np.float64]

LABELS = ("trend", "advice", "follow_up")
"""What a statement can be; it can be several."""
DETAILS = ("direction:rising", "direction:declining", "direction:shifting", "direction:unclear", "polarity:avoid")
"""What a trend or advice can say."""


@dataclass(frozen=True, slots=True)
class StatementClassifier:
    """Weights and what they are applied to."""

    vocabulary: Mapping[str, int]
    """Feature → row of ``weights``."""
    weights: Array
    """(features, LABELS + DETAILS)"""
    centre: Array
    """Mean of each figure of the second step."""
    scale: Array
    """Standard deviation of each figure of the second step."""
    second: Array
    """(figures + 1, LABELS), the last row is added to all."""
    details: Array
    """(2 * DETAILS + 1, DETAILS): from both log odds of the details, the last row is added to all."""

    def logits(self, features: Mapping[str, float]) -> Array:
        """Log odds of all labels and details for a statement by itself."""
        known = [(self.vocabulary[name], value) for name, value in features.items() if name in self.vocabulary]
        rows = [row for row, _ in known]
        values = np.array([value for _, value in known])
        result: Array = values @ self.weights[rows] if rows else np.zeros(self.weights.shape[1])
        return result

    def score(self, statements: Sequence[Statement], encoded: Sequence[Encoded]) -> list[dict[str, float]]:
        """Probabilities of labels and details for the statements of one conversation, in order."""
        if not statements:
            return []
        alone = np.array([self.logits(find_features(s.text, s.context)) for s in statements])
        kinds, details = join_scores(alone, encoded)
        figures = (sequence_features(statements, kinds) - self.centre) / self.scale
        second = figures @ self.second[:-1] + self.second[-1]
        return [_named(row) for row in np.hstack([second, details @ self.details[:-1] + self.details[-1]])]


def join_scores(alone: Array, encoded: Sequence[Encoded]) -> tuple[Array, Array]:
    """Log odds of labels and of details by the classifier of single statements, then those by the encoder."""
    read = np.array([one.scores for one in encoded], dtype=np.float64)
    size = len(LABELS)
    return np.hstack([alone[:, :size], read[:, :size]]), np.hstack([alone[:, size:], read[:, size:]])


def _named(logits: Array) -> dict[str, float]:
    odds = 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
    return {name: round(float(value), 4) for name, value in zip((*LABELS, *DETAILS), odds, strict=True)}


@cache
def load_classifier() -> StatementClassifier:
    """The classifier that comes with the package."""
    place = files("infoview_analysis.language").joinpath("weights/statements.npz")
    with as_file(place) as path, np.load(path, allow_pickle=False) as stored:
        names = bytes(stored["names"]).decode("utf-8").split("\n")
        arrays = [stored[name].astype(np.float64) for name in ("weights", "centre", "scale", "second", "details")]
    return StatementClassifier({name: row for row, name in enumerate(names)}, *arrays)


class StatementScores:
    """Component that writes ``doc._.statement_scores``, unless they are there."""

    def __init__(self) -> None:
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        if doc._.statement_scores is None:
            statement = lone_statement(doc.text, doc._.context)
            doc._.statement_scores = load_classifier().score([statement], [encoding_of(doc)])[0]
        return doc


@Language.factory("infoview_statements", requires=["token.tag"], assigns=["doc._.statement_scores"])
def make_statement_scores(nlp: Language, name: str) -> StatementScores:
    """Make the component."""
    return StatementScores()
