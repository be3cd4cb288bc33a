"""Chains of referrals, the longest ways along which one led to another in order of time."""

import networkx as nx

from infoview_analysis.network.measures import find_waves, led_graph

__all__ = ["find_longest_chain", "has_circles", "measure_chains"]


def measure_chains(graph: nx.DiGraph) -> dict[str, int]:
    """Measure, for everybody in wave 0, the length of the chain they started.

    Returns
    -------
    dict of str to int
        Referrals on the longest way on from there, one after the other in order of time; 0 where it ended at once.
        Where people point to each other in a circle (:func:`has_circles`) there may be a longer one.

    Examples
    --------
    >>> measure_chains(nx.DiGraph([("ann", "bob"), ("bob", "cho"), ("ann", "cho"), ("dev", "cho")]))
    {'ann': 2, 'dev': 1}
    """
    steps = _measure_ways(_without_circles(graph))
    return {person: steps[person] for person, wave in sorted(find_waves(graph).items()) if wave == 0}


def find_longest_chain(graph: nx.DiGraph) -> list[str]:
    """Find the people of the longest chain of referrals, among equals the first by identifier.

    Examples
    --------
    >>> find_longest_chain(nx.DiGraph([("ann", "bob"), ("bob", "cho"), ("ann", "cho"), ("dev", "eve")]))
    ['ann', 'bob', 'cho']
    """
    led = _without_circles(graph)
    steps = _measure_ways(led)
    chain, following = [], list(steps)
    while following:
        chain.append(min(following, key=lambda one: (-steps[one], one)))
        following = list(led.successors(chain[-1]))
    return chain


def has_circles(graph: nx.DiGraph) -> bool:
    """Tell whether people point to each other in a circle that no dates undo, so that a chain may be longer.

    Examples
    --------
    >>> has_circles(nx.DiGraph([("ann", "bob"), ("bob", "ann")])), has_circles(nx.DiGraph([("ann", "bob")]))
    (True, False)
    """
    return not nx.is_directed_acyclic_graph(led_graph(graph))


def _without_circles(graph: nx.DiGraph) -> nx.DiGraph:
    """Keep, within a circle, only what leads on to a later wave."""
    led, waves = led_graph(graph), find_waves(graph)
    circles = {person: number for number, part in enumerate(nx.strongly_connected_components(led)) for person in part}
    led.remove_edges_from(
        [
            (one, another)
            for one, another in led.edges
            if circles[one] == circles[another] and waves[one] >= waves[another]
        ]
    )
    return led


def _measure_ways(led: nx.DiGraph) -> dict[str, int]:
    """Measure the longest way on from everybody, the last ones first."""
    steps: dict[str, int] = {}
    for person in reversed(list(nx.topological_sort(led))):
        steps[person] = max((steps[one] + 1 for one in led.successors(person)), default=0)
    return steps
