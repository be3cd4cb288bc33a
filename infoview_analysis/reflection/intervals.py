"""How far a share seen in a few interviews can be trusted."""

from math import sqrt

__all__ = ["Z", "wilson_interval"]

Z = 1.959964
"""Normal quantile that leaves 2.5 % on each side."""


def wilson_interval(count: int, total: int) -> tuple[float, float]:
    """Return the 95 % Wilson score interval of a share.

    It never leaves the range from 0 to 1 and stays honest for few trials and for shares of 0 and 1, where the
    textbook interval collapses.

    Parameters
    ----------
    count
        How many interviews.
    total
        Of how many.

    Returns
    -------
    tuple of float
        Lower and upper end; 0 and 1, that is nothing known, if there was no interview.

    References
    ----------
    R. G. Newcombe (1998), Two-sided confidence intervals for the single proportion: comparison of seven
    methods, *Statistics in Medicine* 17, 857–872, method 3.

    Examples
    --------
    The first example of Newcombe's table I:

    >>> [round(end, 4) for end in wilson_interval(81, 263)]
    [0.2553, 0.3662]
    """
    if total == 0:
        return 0.0, 1.0
    share, slack = count / total, Z**2 / total
    middle = share + slack / 2
    width = Z * sqrt(share * (1 - share) / total + slack / (4 * total))
    # Rounding errors must not push an end past the possible.
    return max(0.0, (middle - width) / (1 + slack)), min(1.0, (middle + width) / (1 + slack))
