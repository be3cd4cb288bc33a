"""How many different things some of the talks name, averaged over all orders of the talks.

References
----------
Colwell, R. K., Chao, A., Gotelli, N. J. and others (2012). Models and estimators linking individual-based and
sample-based rarefaction, extrapolation and comparison of assemblages. Journal of Plant Ecology 5 (1), 3-21: the
expected curve of sample-based rarefaction, first given as "Mao Tau" by Mao, Colwell and Chang (2005), Biometrics 61,
433-441.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import comb, sqrt

from infoview_analysis.reflection.intervals import Z
from infoview_analysis.reflection.saturation.richness import estimate_unheard

__all__ = ["expect_accumulation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a number of talks names on average."""

    talks: int
    expected: float
    """Different things, averaged over all choices of so many of the talks."""
    deviation: float
    """Standard deviation if other people of the same kind had been asked; 0 where too little is known."""

    @property
    def low(self) -> float:
        """Lower end of the 95 % interval."""
        return max(0.0, self.expected - Z * self.deviation)

    @property
    def high(self) -> float:
        """Upper end of the 95 % interval."""
        return self.expected + Z * self.deviation


def expect_accumulation(counts: Collection[int], talks: int) -> Sequence[Step]:
    """Compute the expected accumulation curve.

    ``counts`` and ``talks`` as in :mod:`~infoview_analysis.reflection.saturation.richness`.

    Returns
    -------
    sequence of Step
        For one talk, two talks … all of them.

    Notes
    -----
    S(t) = Σ (1 - α) over the things, with α = C(T - k, t) / C(T, t) for one named in k of T talks, the share of the
    choices of t talks that miss it. Its variance is Σ (1 - α)² - S(t)² / S, where S is Chao's estimate of how many
    there are (EstimateS 9 takes the classic form).

    Examples
    --------
    Of three talks, one thing is in all and two are in one each:

    >>> [round(step.expected, 2) for step in expect_accumulation([3, 1, 1], 3)]
    [1.67, 2.33, 3.0]
    """
    occurrences = Counter(counts)
    everything = len(counts) + estimate_unheard(counts, talks)
    return [_expect(occurrences, talks, some, everything) for some in range(1, talks + 1)]


def _expect(occurrences: Counter[int], talks: int, some: int, everything: float) -> Step:
    chances = {count: 1 - comb(talks - count, some) / comb(talks, some) for count in occurrences}
    expected = sum(number * chances[count] for count, number in occurrences.items())
    spread = sum(number * chances[count] ** 2 for count, number in occurrences.items())
    variance = spread - expected**2 / everything if everything else 0.0
    # Rounding errors must not leave less than nothing.
    return Step(talks=some, expected=expected, deviation=sqrt(max(0.0, variance)))
