"""Linear models as plain data: names of features, weights, nothing else."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from io import BytesIO
from math import exp

import numpy as np

__all__ = ["LinearModel", "load_model"]


class LinearModel:
    """Scores of one or several classes from named features that are there or not.

    Examples
    --------
    >>> model = LinearModel({"rain": [1.0, -1.0]}, [0.0, 0.5], ("wet", "dry"))
    >>> model.score(["rain", "unheard of"])
    [1.0, -0.5]
    """

    def __init__(self, weights: Mapping[str, list[float]], bias: list[float], labels: tuple[str, ...]) -> None:
        self.weights = weights
        self.bias = bias
        self.labels = labels

    def score(self, features: Iterable[str]) -> list[float]:
        """Sum of the weights of the features, one per class."""
        total = list(self.bias)
        for feature in features:
            row = self.weights.get(feature)
            if row is not None:
                for number, weight in enumerate(row):
                    total[number] += weight
        return total

    def add(self, features: Iterable[str]) -> float:
        """Sum of the weights of the features for the first class, without the bias."""
        rows = (self.weights.get(feature) for feature in features)
        return sum(row[0] for row in rows if row is not None)

    @staticmethod
    def squash(score: float) -> float:
        """Score of a yes-or-no model → chance.

        >>> LinearModel.squash(0.0)
        0.5
        """
        return 1 / (1 + exp(-max(-30.0, min(30.0, score))))

    def reasons(self, features: Iterable[str], label: int = 0, count: int = 3) -> list[str]:
        """The features that speak most for a class, strongest first."""
        rated = [(self.weights[feature][label], feature) for feature in features if feature in self.weights]
        return [
            feature for weight, feature in sorted(rated, key=lambda pair: (-pair[0], pair[1]))[:count] if weight > 0
        ]


@cache
def load_model(name: str) -> LinearModel | None:
    """A shipped model (``<name>.npz``: features, weights, bias, labels), None where there is none."""
    file = files(__package__).joinpath(f"{name}.npz")
    if not file.is_file():
        return None
    with np.load(BytesIO(file.read_bytes()), allow_pickle=False) as data:
        features = str(data["features"]).split("\n")
        weights = data["weights"].astype(float).tolist()
        return LinearModel(
            dict(zip(features, weights, strict=True)),
            data["bias"].astype(float).tolist(),
            tuple(str(data["labels"]).split("\n")),
        )
