"""How well statements on the same matter are told from others: precision and recall on labelled pairs.

    python benchmarks/theming.py [--fit]

``data/benchmark/pairs.json`` holds pairs of trends or of advice by different people, labelled by reading: ``same``,
``opposed`` (the same matter, one denies the other) or ``other``. They are the nearest pairs of each set by several
ways of comparing, and some that no way brought up, so that they are far harder than pairs drawn at random. The sets
``notes``, ``c``, ``d`` and ``f`` to ``i`` are there to choose by, the others to check. ``--fit`` prints the weights
that logistic regression on the first half gives.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from infoview_analysis.language.likeness import FEATURES, compare_statements, rate_statements

__all__ = ["fit", "main", "score"]

ROOT = Path(__file__).parent.parent
THRESHOLDS = [number / 100 for number in range(30, 85, 5)]
_RIDGE = 1.0
"""Penalty on the squares of the weights."""


def main(arguments: Sequence[str]) -> None:
    """Print precision and recall by threshold on both halves, or weights."""
    pairs = json.loads((ROOT / "data/benchmark/pairs.json").read_text(encoding="utf-8"))
    if "--fit" in arguments:
        chosen = [pair for pair in pairs if pair["half"] == "choose"]
        weights = fit(np.array([_compare(pair) for pair in chosen]), np.array([_is_same(pair) for pair in chosen]))
        print(*(f"{name} {weight:.1f}" for name, weight in zip(("bias", *FEATURES), weights, strict=True)), sep="  ")
        return
    rates = [float(rate_statements(_texts(pair), _senses(pair))[0, 1]) for pair in pairs]
    for least in THRESHOLDS:
        print(f"{least:.2f}  " + "   ".join(_say(pairs, rates, least, half) for half in ("choose", "check")))


def _compare(pair: Mapping[str, Any]) -> list[float]:
    return [float(feature[0, 1]) for feature in compare_statements(_texts(pair), _senses(pair))]


def _texts(pair: Mapping[str, Any]) -> tuple[str, str]:
    return pair["one"], pair["other"]


def _senses(pair: Mapping[str, Any]) -> tuple[str, str]:
    return pair["one_sense"], pair["other_sense"]


def _is_same(pair: Mapping[str, Any]) -> bool:
    return bool(pair["label"] == "same")


def _say(pairs: Sequence[Mapping[str, Any]], rates: Sequence[float], least: float, half: str) -> str:
    known = zip(pairs, rates, strict=True)
    rows = [(rate >= least, _is_same(pair)) for pair, rate in known if pair["half"] == half]
    right, found, wanted = score(rows)
    return f"{half} ({len(rows)} pairs): {right} of {found} right, {right} of {wanted} found"


def score(rows: Sequence[tuple[bool, bool]]) -> tuple[int, int, int]:
    """Count what was found and right, what was found, and what was to be found.

    >>> score([(True, True), (True, False), (False, True)])
    (1, 2, 2)
    """
    right = sum(found and same for found, same in rows)
    return right, sum(found for found, _ in rows), sum(same for _, same in rows)


def fit(features: NDArray[Any], labels: NDArray[Any]) -> NDArray[Any]:
    """Weights of the features by logistic regression with a small penalty, the bias first.

    >>> bool(fit(np.array([[0.0], [1.0], [0.1], [0.9]]), np.array([0, 1, 0, 1]))[1] > 0)
    True
    """
    known = np.c_[np.ones(len(features)), features].astype(float)
    penalty = np.diag([0.0] + [_RIDGE] * features.shape[1]) / 100
    weights = np.zeros(known.shape[1])
    for _ in range(50):
        chances = 1 / (1 + np.exp(-known @ weights))
        slope = known.T @ (chances - labels) + penalty @ weights
        weights -= np.linalg.solve((known.T * (chances * (1 - chances))) @ known + penalty, slope)
    return weights


if __name__ == "__main__":
    main(sys.argv[1:])
