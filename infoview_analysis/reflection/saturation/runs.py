"""Whether the last talks still brought something new, against the first ones.

References
----------
Guest, G., Namey, E. and Chen, M. (2020). A simple method to assess and report thematic saturation in qualitative
research. PLOS ONE 15 (5), e0232076.
"""

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["BASE", "RUN", "THRESHOLD", "measure_runs"]

BASE = 4
"""Talks that new information is measured against: the size the authors propose."""
RUN = 2
"""Talks of a run: the shorter length they propose."""
THRESHOLD = 0.05
"""Share of new information up to which they call it saturation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    """New information of the talks after the base, in the order in which they were held."""

    base: int
    """Talks of the base."""
    run: int
    """Talks of each run."""
    found: int
    """Different things named in the base."""
    new: tuple[int, ...]
    """New things in each run; runs move on by one talk."""
    shares: tuple[float, ...]
    """The same as shares of what the base named."""
    reached: int | None
    """After which talk the share first was at or below the threshold: 6 where the authors write "6+2"."""
    lasting: int | None
    """After which talk it stayed there; None where the last run is above."""


def measure_runs(new: Sequence[int], *, base: int = BASE, run: int = RUN, threshold: float = THRESHOLD) -> Runs | None:
    """Measure how much new the talks after the first ones brought.

    Parameters
    ----------
    new
        How many things each talk named first, in the order of the talks.
    base
        Talks to measure against, at least 1.
    run
        Talks taken together, at least 1.
    threshold
        Share from which down it counts as saturation.

    Returns
    -------
    Runs or None
        None with fewer talks than base and run take, or if the base named nothing.

    Examples
    --------
    >>> runs = measure_runs([15, 10, 7, 5, 4, 3, 1, 0])
    >>> runs.found, [round(share, 2) for share in runs.shares], runs.reached
    (37, [0.19, 0.11, 0.03], 6)
    """
    found = sum(new[:base])
    if min(base, run) < 1 or len(new) < base + run or not found:
        return None
    sums = [sum(new[start : start + run]) for start in range(base, len(new) - run + 1)]
    shares = [number / found for number in sums]
    low = [base + place for place, share in enumerate(shares) if share <= threshold]
    above = max((base + place for place, share in enumerate(shares) if share > threshold), default=base - 1)
    return Runs(
        base=base,
        run=run,
        found=found,
        new=tuple(sums),
        shares=tuple(shares),
        reached=min(low, default=None),
        lasting=min((talk for talk in low if talk > above), default=None),
    )
