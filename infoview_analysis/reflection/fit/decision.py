"""The decision matrix: what is heard of each value on each path, and how much a ranking depends on the weights."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from infoview_analysis.reflection.frames import Row

__all__ = ["Cell", "Score", "fill_cells", "score_path", "share_of_firsts", "share_without_one"]

_SIGN = {"for": 1, "against": -1, "mixed": 0}
_LOWEST, _HIGHEST = 1, 5
_SEED = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What talks say of one value on one path; each talk counts once."""

    good: int = 0
    """Talks that speak for the path."""
    bad: int = 0
    mixed: int = 0

    @property
    def talks(self) -> int:
        """Talks that say anything of the value."""
        return self.good + self.bad + self.mixed

    @property
    def balance(self) -> float | None:
        """(for − against) / talks, from −1 to 1; None where nothing is heard."""
        return (self.good - self.bad) / self.talks if self.talks else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How a path does by the weights of the note-taker."""

    mean: float | None
    """Weighted mean of the balances of the cells with evidence, from −1 to 1; None without any."""
    known: float
    """Share of the weight that lies on cells with evidence."""
    low: float
    """The mean over all values if all unknown cells turned out −1."""
    high: float
    """The same if they turned out 1."""


def fill_cells(evidence: Iterable[Row]) -> dict[str, dict[str, Cell]]:
    """Count evidence by path and value.

    Parameters
    ----------
    evidence
        Rows as of :func:`infoview_analysis.reflection.fit.evidence.gather_evidence`; those without a value are
        passed over.

    Returns
    -------
    dict
        Cells by path, then value; a talk with as much for as against is mixed.

    Examples
    --------
    >>> said = {"path": "nursing", "value": "pay", "interview_id": "ann"}
    >>> rows = [{**said, "side": "against"}, {**said, "side": "against"}, {**said, "side": "for"}]
    >>> fill_cells(rows)["nursing"]["pay"]
    Cell(good=0, bad=1, mixed=0)
    """
    sums: dict[tuple[str, str, str], int] = defaultdict(int)
    for row in evidence:
        if row["value"]:
            sums[row["path"], row["value"], row["interview_id"]] += _SIGN[row["side"]]
    talks: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (path, value, _), total in sums.items():
        talks[path, value]["good" if total > 0 else "bad" if total < 0 else "mixed"] += 1
    cells: dict[str, dict[str, Cell]] = defaultdict(dict)
    for (path, value), counts in talks.items():
        cells[path][value] = Cell(**counts)
    return dict(cells)


def score_path(cells: Mapping[str, Cell], weights: Mapping[str, int]) -> Score:
    """Score a path by its cells and the weights of values.

    The mean is Σ weight × balance / Σ weight over the cells with evidence (additive multi-attribute value with
    missing values left out; Keeney and Raiffa 1976, *Decisions with Multiple Objectives*). ``low`` and ``high``
    bound what it could become once the rest is known (worst-case bounds; Manski 2003, *Partial Identification of
    Probability Distributions*).

    Examples
    --------
    >>> score_path({"pay": Cell(bad=1), "team": Cell(good=3, bad=1)}, {"pay": 2, "team": 4, "calm": 2})
    Score(mean=0.0, known=0.75, low=-0.25, high=0.25)
    """
    known = {name: cell.balance for name, cell in cells.items() if name in weights and cell.balance is not None}
    total, heard = sum(weights.values()), sum(weights[name] for name in known)
    points = sum(weights[name] * balance for name, balance in known.items())
    if not total:
        return Score(mean=None, known=0.0, low=-1.0, high=1.0)
    missing = total - heard
    return Score(
        mean=points / heard if heard else None,
        known=heard / total,
        low=(points - missing) / total,
        high=(points + missing) / total,
    )


def share_of_firsts(
    cells: Mapping[str, Mapping[str, Cell]], weights: Mapping[str, int], draws: int, seed: int = _SEED
) -> dict[str, float]:
    """Find how often each path comes first when nobody is sure of the weights.

    In each draw every weight is one level lower, the same or one level higher, each with the same chance, and
    stays between 1 and 5. Paths that tie share the draw.

    Parameters
    ----------
    cells
        By path, then value.
    weights
        By value, from 1 to 5.
    draws
        How many.
    seed
        Of the draws: the same seed gives the same shares.

    Returns
    -------
    dict of str to float
        Shares that sum to 1, of the paths with evidence; empty if there are fewer than two.

    Examples
    --------
    >>> share_of_firsts({"a": {"pay": Cell(good=1)}, "b": {"pay": Cell(bad=1)}}, {"pay": 3}, 100)
    {'a': 1.0, 'b': 0.0}
    """
    scored = list(_find_means(cells, weights))
    if len(scored) < 2:
        return {}
    dealer = random.Random(seed)
    firsts = dict.fromkeys(scored, 0.0)
    for _ in range(draws):
        drawn = {name: _shift(weight, dealer) for name, weight in weights.items()}
        leaders = _find_leaders(_find_means(cells, drawn))
        for path in leaders:
            firsts[path] += 1 / len(leaders)
    return {path: count / draws for path, count in firsts.items()}


def share_without_one(evidence: Iterable[Row], weights: Mapping[str, int]) -> dict[str, float]:
    """Find in what share of the talks left out, one at a time, each path leads; paths that tie share the talk.

    This is the leave-one-out check of the jackknife (Efron 1982, *The Jackknife, the Bootstrap and Other Resampling
    Plans*): a lead that hangs on one talk shows.

    Examples
    --------
    >>> rows = [
    ...     {"path": "a", "value": "pay", "interview_id": "ann", "side": "for"},
    ...     {"path": "b", "value": "pay", "interview_id": "bob", "side": "against"},
    ...     {"path": "b", "value": "pay", "interview_id": "cho", "side": "mixed"},
    ... ]
    >>> share_without_one(rows, {"pay": 3})
    {'a': 0.6666666666666666, 'b': 0.3333333333333333}
    """
    heard = [row for row in evidence if row["value"] in weights]
    talks = sorted({row["interview_id"] for row in heard})
    leads = dict.fromkeys(sorted({row["path"] for row in heard}), 0.0)
    for left_out in talks:
        rest = fill_cells(row for row in heard if row["interview_id"] != left_out)
        leaders = _find_leaders(_find_means(rest, weights))
        for path in leaders:
            leads[path] += 1 / len(leaders) / len(talks)
    return leads


def _find_means(cells: Mapping[str, Mapping[str, Cell]], weights: Mapping[str, int]) -> dict[str, float]:
    means = {path: score_path(here, weights).mean for path, here in cells.items()}
    return {path: mean for path, mean in means.items() if mean is not None}


def _shift(weight: int, dealer: random.Random) -> int:
    return min(_HIGHEST, max(_LOWEST, weight + dealer.choice((-1, 0, 1))))


def _find_leaders(means: Mapping[str, float]) -> Sequence[str]:
    best = max(means.values(), default=0.0)
    # Rounding errors of two ways to the same mean make no leader.
    return [path for path, mean in means.items() if best - mean < 1e-9]
