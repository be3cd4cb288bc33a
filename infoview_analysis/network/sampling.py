"""Diagnostics of respondent-driven sampling: does it matter with whom the note-taker began, and was it enough?

They look at the interviewees only and estimate nothing about people outside the notes. Below :data:`FEW_TREE` and
:data:`FEW_TALKS` interviewees they say that these are too few.

References
----------
Gile, K. J., Johnston, L. G. and Salganik, M. J. (2015). Diagnostics for respondent-driven sampling. Journal of the
Royal Statistical Society A 178 (1), 241-269. Heckathorn, D. D. (1997). Respondent-driven sampling: a new approach to
the study of hidden populations. Social Problems 44 (2), 174-199.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from infoview_analysis.days import day_order
from infoview_analysis.network.trees import find_trees

__all__ = [
    "FEW_TALKS",
    "FEW_TREE",
    "Bottleneck",
    "Convergence",
    "Tree",
    "measure_bottleneck",
    "measure_convergence",
]

FEW_TREE = 5
"""Interviewees of a tree below which it is not compared with others."""
FEW_TALKS = 10
"""Interviewees below which nothing is said of convergence."""
_SHUFFLES = 199


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """The interviewees whom one person led to, directly or through others, with that person."""

    root: str
    """A seed, or a go-between who was not interviewed."""
    interviewed: int
    """Those with a known group."""
    shares: Mapping[str, float]
    """By group, the largest first; they sum to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bottleneck:
    """How far the trees of different seeds stay among different people."""

    attribute: str
    trees: tuple[Tree, ...]
    """Those with an interviewee of known group, the largest first."""
    compared: int
    """Trees of at least :data:`FEW_TREE` interviewees; fewer than two are too few, and the rest is None."""
    difference: float | None
    """Share of the interviewees compared who would have to be of another group for all trees to be alike, 0 to 1."""
    expected: float | None
    """The same on average when the groups are dealt out anew by chance: small trees differ in any case."""
    chance: float | None
    """Share of such deals that differ as much; a small one tells of a bottleneck."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Convergence:
    """How the composition of the interviewees settled, in order of date."""

    attribute: str
    interviewed: int
    """Those with a date and a known group."""
    left_out: int
    """Those without."""
    final: Mapping[str, float]
    """Share of each group in the end, the largest first."""
    course: Mapping[str, tuple[float, ...]]
    """Share of each group after the first, second … interviewee."""
    settled: int | None
    """From which interviewee on every share stays within the margin of its final value; None where there are
    fewer than :data:`FEW_TALKS`. The last ones always do, so that only an early one says anything."""


def measure_bottleneck(graph: nx.DiGraph, attribute: str = "field") -> Bottleneck:
    """Compare the interviewees whom different seeds led to.

    Parameters
    ----------
    graph
        A merged graph.
    attribute
        Of its nodes, such as ``field`` or ``organization``.

    Notes
    -----
    The difference is the total variation distance of each tree from all trees compared, weighted by their
    interviewees. It is set against deals by chance, with a fixed seed.

    Examples
    --------
    >>> graph = nx.DiGraph([("ann", f"ann {number}") for number in range(4)])
    >>> graph.add_edges_from([("bob", f"bob {number}") for number in range(4)])
    >>> for person in graph:
    ...     graph.nodes[person].update(interviewed=True, field="law" if person.startswith("ann") else "art")
    >>> found = measure_bottleneck(graph)
    >>> found.compared, found.difference
    (2, 0.5)
    """
    roots = find_trees(graph)
    members: dict[str, list[str]] = defaultdict(list)
    for person, group in _find_groups(graph, attribute).items():
        members[roots[person]].append(group)
    trees = sorted((_describe_tree(root, groups) for root, groups in members.items()), key=_tree_order)
    large = [members[tree.root] for tree in trees if tree.interviewed >= FEW_TREE]
    difference, expected, chance = _compare(large) if len(large) > 1 else (None, None, None)
    return Bottleneck(
        attribute=attribute,
        trees=tuple(trees),
        compared=len(large),
        difference=difference,
        expected=expected,
        chance=chance,
    )


def _find_groups(graph: nx.DiGraph, attribute: str) -> dict[str, str]:
    """Find the group of every interviewee of whom it is known."""
    return {
        person: group
        for person, data in graph.nodes(data=True)
        if data.get("interviewed") and (group := str(data.get(attribute, "")))
    }


def _describe_tree(root: str, groups: Sequence[str]) -> Tree:
    return Tree(root=root, interviewed=len(groups), shares=_share(groups))


def _tree_order(tree: Tree) -> tuple[int, str]:
    return (-tree.interviewed, tree.root)


def _share(groups: Sequence[str]) -> dict[str, float]:
    counts = Counter(groups)
    return {group: counts[group] / len(groups) for group in sorted(counts, key=lambda group: (-counts[group], group))}


def _compare(trees: Sequence[Sequence[str]]) -> tuple[float, float, float]:
    difference = _differ(trees)
    # The same notes must give the same numbers, in whatever order they were read.
    dealer = random.Random(0)
    everybody = sorted(group for tree in trees for group in tree)
    dealt = [_differ(_deal(everybody, [len(tree) for tree in trees], dealer)) for _ in range(_SHUFFLES)]
    # What was seen counts as one of the deals; the margin is for sums that differ in the last digit only.
    as_much = 1 + sum(one >= difference - 1e-9 for one in dealt)
    return difference, sum(dealt) / _SHUFFLES, as_much / (_SHUFFLES + 1)


def _differ(trees: Iterable[Sequence[str]]) -> float:
    trees = list(trees)
    everybody = [group for tree in trees for group in tree]
    whole = _share(everybody)
    moved = 0.0
    for tree in trees:
        shares = _share(tree)
        moved += len(tree) * sum(abs(shares.get(group, 0.0) - share) for group, share in whole.items()) / 2
    return moved / len(everybody)


def _deal(everybody: Sequence[str], sizes: Sequence[int], dealer: random.Random) -> list[list[str]]:
    shuffled = list(everybody)
    dealer.shuffle(shuffled)
    cards = iter(shuffled)
    return [[next(cards) for _ in range(size)] for size in sizes]


def measure_convergence(graph: nx.DiGraph, attribute: str = "field", margin: float = 0.1) -> Convergence:
    """Follow the composition of the interviewees from the first to the last.

    Parameters
    ----------
    graph
        A merged graph.
    attribute
        Of its nodes, such as ``field`` or ``organization``.
    margin
        How far a share may be from its final value, as a share.

    Notes
    -----
    A date that tells the month only counts as the end of that month.

    Examples
    --------
    >>> graph = nx.DiGraph()
    >>> for number in range(10):
    ...     group = "law" if number % 2 else "art"
    ...     graph.add_node(number, interviewed=True, met=f"2024-01-{number + 10}", field=group)
    >>> found = measure_convergence(graph)
    >>> found.settled, found.course["art"][:3]
    (4, (1.0, 0.5, 0.6666666666666666))
    """
    groups = _find_groups(graph, attribute)
    dated = sorted(
        (person for person in groups if graph.nodes[person].get("met")), key=lambda one: _met_order(graph, one)
    )
    interviewed = sum(bool(data.get("interviewed")) for _, data in graph.nodes(data=True))
    final = _share([groups[person] for person in dated])
    course = {group: _follow([groups[person] == group for person in dated]) for group in final}
    return Convergence(
        attribute=attribute,
        interviewed=len(dated),
        left_out=interviewed - len(dated),
        final=final,
        course=course,
        settled=_find_settled(course, margin) if len(dated) >= FEW_TALKS else None,
    )


def _met_order(graph: nx.DiGraph, person: str) -> tuple[str, str]:
    return day_order(graph.nodes[person]["met"]), person


def _follow(hits: Sequence[bool]) -> tuple[float, ...]:
    seen, shares = 0, []
    for number, hit in enumerate(hits, 1):
        seen += hit
        shares.append(seen / number)
    return tuple(shares)


def _find_settled(course: Mapping[str, Sequence[float]], margin: float) -> int:
    return max(_find_last_out(shares, margin) + 1 for shares in course.values())


def _find_last_out(shares: Sequence[float], margin: float) -> int:
    """Find the last place, counted from 1, at which a share is farther than the margin from where it ends."""
    out = (place for place, share in enumerate(shares, 1) if abs(share - shares[-1]) > margin + 1e-9)
    return max(out, default=0)
