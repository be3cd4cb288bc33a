"""Which target a talk is about by what was said in it, where role and employer do not tell."""

from collections.abc import Sequence
from functools import lru_cache

from infoview_analysis.language.vectors import compare_texts
from infoview_analysis.reflection.profile import Target

__all__ = ["find_meant"]

_TELLING = 5
"""Passages that are looked at, those nearest to a target; most of a talk is about anything."""
_NEAR, _AHEAD = 0.19, 0.03
"""Mean nearness of these passages that is needed, and by how much it must exceed that of the next target. Of 169 talks
of other people's notes, in other fields, they put at most two to one of three targets that were not theirs."""


def find_meant(passages: Sequence[str], targets: Sequence[Target]) -> Target | None:
    """Find the target that a talk is about; None where it is about none, or about several alike.

    Parameters
    ----------
    passages
        What the interviewee said.
    targets
        Those of the profile.

    Examples
    --------
    >>> targets = [Target(field="nursing", roles=["ward nurse"]), Target(field="law", roles=["solicitor"])]
    >>> said = ["On the ward four nurses have thirty patients.", "Night nurses check every patient every hour."]
    >>> find_meant(said, targets).field, find_meant(["The tea is good."], targets)
    ('nursing', None)
    """
    if len(targets) < 2 or not passages:
        return None
    means = _rate(tuple(f"{target.field}. {', '.join(target.roles)}" for target in targets), tuple(passages))
    second, first = sorted(means)[-2:]
    return targets[means.index(first)] if first >= _NEAR and first - second >= _AHEAD else None


@lru_cache(maxsize=1024)
def _rate(targets: tuple[str, ...], passages: tuple[str, ...]) -> tuple[float, ...]:
    """Rate how near a talk comes to each target; rounded, since the last digits differ between machines."""
    nearness = compare_texts([*targets, *passages])[: len(targets), len(targets) :].tolist()
    nearest = (sorted(row)[-_TELLING:] for row in nearness)
    return tuple(round(sum(row) / len(row), 4) for row in nearest)
