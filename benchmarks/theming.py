"""How well statements on the same matter are told from others: precision and recall on labelled pairs.

    python benchmarks/theming.py

``data/benchmark/pairs.json`` holds pairs of trends or of advice by different people, labelled by reading. They are the
nearest pairs of each set by four ways of comparing, so that they are harder than pairs drawn at random, and recall
counts only what some way brought up. The threshold is chosen on one half.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from infoview_analysis.language.vectors import compare_texts

__all__ = ["main", "score"]

ROOT = Path(__file__).parent.parent
THRESHOLDS = [number / 100 for number in range(26, 56, 2)]


def main() -> None:
    """Print precision and recall by threshold, on both halves."""
    pairs = json.loads((ROOT / "data/benchmark/pairs.json").read_text(encoding="utf-8"))
    texts = sorted({pair[name] for pair in pairs for name in ("one", "other")})
    similar, places = compare_texts(texts), {text: place for place, text in enumerate(texts)}
    rates = [float(similar[places[pair["one"]], places[pair["other"]]]) for pair in pairs]
    for least in THRESHOLDS:
        print(f"{least:.2f}  " + "   ".join(_say(pairs, rates, least, half) for half in ("choose", "check")))


def _say(pairs: Sequence[Mapping[str, Any]], rates: Sequence[float], least: float, half: str) -> str:
    rows = [(rate >= least, pair["same"]) for pair, rate in zip(pairs, rates, strict=True) if pair["half"] == half]
    right, found, wanted = score(rows)
    return f"{half} ({len(rows)} pairs): {right} of {found} right, {right} of {wanted} found"


def score(rows: Sequence[tuple[bool, bool]]) -> tuple[int, int, int]:
    """Count what was found and right, what was found, and what was to be found.

    >>> score([(True, True), (True, False), (False, True)])
    (1, 2, 2)
    """
    right = sum(found and same for found, same in rows)
    return right, sum(found for found, _ in rows), sum(same for _, same in rows)


if __name__ == "__main__":
    main()
