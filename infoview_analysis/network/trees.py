"""Who led to whom first: the chains of referrals as trees, one under everybody in wave 0."""

import networkx as nx

from infoview_analysis.network.measures import find_waves, led_graph

__all__ = ["find_chain", "find_parents", "find_trees"]


def find_parents(graph: nx.DiGraph) -> dict[str, str]:
    """Find, for everybody, who led to them.

    Parameters
    ----------
    graph
        A merged graph.

    Returns
    -------
    dict of str to str
        In order of waves; "" for those in wave 0. Of several in the wave before, the one who pointed first.

    Examples
    --------
    >>> find_parents(nx.DiGraph([("ann", "bob"), ("bob", "cho"), ("ann", "cho")]))
    {'ann': '', 'bob': 'ann', 'cho': 'ann'}
    """
    waves, led = find_waves(graph), led_graph(graph)
    parents: dict[str, str] = {}
    for person in sorted(waves, key=lambda person: waves[person]):
        before = [one for one in led.predecessors(person) if waves[one] == waves[person] - 1]
        parents[person] = min(before, key=lambda one: _statement_order(graph, one, person), default="")
    return parents


def _statement_order(graph: nx.DiGraph, one: str, another: str) -> tuple[bool, str, str]:
    said = graph.edges[one, another].get("date", "")
    # An undated statement is no proof of having come first.
    return (not said, said, one)


def find_trees(graph: nx.DiGraph) -> dict[str, str]:
    """Find, for everybody, the person in wave 0 at the head of the chain that led to them.

    Examples
    --------
    >>> find_trees(nx.DiGraph([("ann", "bob"), ("bob", "cho"), ("dev", "eve")]))
    {'ann': 'ann', 'dev': 'dev', 'bob': 'ann', 'eve': 'dev', 'cho': 'ann'}
    """
    roots: dict[str, str] = {}
    for person, parent in find_parents(graph).items():
        roots[person] = roots[parent] if parent else person
    return roots


def find_chain(graph: nx.DiGraph, person: str) -> list[str]:
    """Find the people through whom somebody was reached, from wave 0 to that person.

    Examples
    --------
    >>> find_chain(nx.DiGraph([("ann", "bob"), ("bob", "cho"), ("dev", "eve")]), "cho")
    ['ann', 'bob', 'cho']
    """
    parents = find_parents(graph)
    chain: list[str] = []
    while person:
        chain.insert(0, person)
        person = parents[person]
    return chain
