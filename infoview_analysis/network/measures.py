"""Seeds, waves, chains and yield of a referral graph, in the terms of respondent-driven sampling.

All functions take the merged graph: parallel edges would silently change what networkx measures. The
note-taker and the edges from there are left out. In a folder of a few dozen interviews these numbers describe
what happened; they do not estimate anything.

References
----------
Heckathorn, D. D. (1997). Respondent-driven sampling: a new approach to the study of hidden populations.
Social Problems 44 (2), 174-199. Johnston, L. G. (2013). Introduction to HIV/AIDS and sexually transmitted
infection surveillance, module 4: introduction to respondent-driven sampling. World Health Organization.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx

__all__ = [
    "NOTE_TAKER",
    "Yield",
    "find_seeds",
    "find_waves",
    "led_graph",
    "measure_yield",
    "name_person",
    "name_wave",
    "people_graph",
    "statement_order",
]

NOTE_TAKER = "note-taker"
"""Identifier of the node at the root."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Yield:
    """What came of asking one person."""

    direct: int
    """People this person pointed to."""
    interviewed: int
    """Of these, how many were interviewed."""
    downstream: int
    """People reached through this person, directly or by way of others; nobody who had been met before."""


def find_waves(graph: nx.DiGraph) -> dict[str, int]:
    """Count, for every person, the hops from whoever started the chain.

    Parameters
    ----------
    graph
        A merged graph; nodes may have ``met``, edges ``date``.

    Returns
    -------
    dict of str to int
        Wave 0 are people to whom nobody had pointed: seeds, and go-betweens who were not interviewed. Being
        pointed to after one's own interview does not count. Where people only point to each other in a
        circle, the one met first starts.

    Examples
    --------
    >>> graph = nx.DiGraph([("ann", "bob"), ("bob", "cho"), ("ann", "cho")])
    >>> find_waves(graph)
    {'ann': 0, 'bob': 1, 'cho': 1}
    """
    led = led_graph(graph)
    waves: dict[str, int] = {}
    starts = [person for person in led if led.in_degree(person) == 0]
    _walk(led, starts, waves)
    for person in sorted(led, key=lambda person: _meeting_order(led, person)):
        if person not in waves:
            _walk(led, [person], waves)
    return {person: waves[person] for person in led}


def name_wave(wave: int) -> str:
    """Say how many referrals led to somebody; "" for the note-taker, who is in wave -1.

    Examples
    --------
    >>> name_wave(0), name_wave(1), name_wave(12)
    ('no referral', '1 step on', '12 steps on')
    """
    return {-1: "", 0: "no referral", 1: "1 step on"}.get(wave, f"{wave} steps on")


def name_person(graph: nx.Graph, person: str) -> str:
    """Name a person of a graph: by their identifier where no name is known.

    Examples
    --------
    >>> name_person(nx.DiGraph([("ann", "bob")]), "ann")
    'ann'
    """
    return str(graph.nodes[person].get("name") or person)


def statement_order(edge: Mapping[str, Any]) -> tuple[bool, str, str, int]:
    """Return the key that puts the statements of edges in order of time."""
    # An undated statement is no proof of having come first.
    return (not edge["date"], edge["date"], edge["note"], edge["line"])


def people_graph(graph: nx.DiGraph) -> nx.DiGraph:
    """Leave out the note-taker.

    Examples
    --------
    >>> list(people_graph(nx.DiGraph([("note-taker", "ann"), ("ann", "bob")])))
    ['ann', 'bob']
    """
    # A copy: a view asks anew at every step whether a node belongs to it.
    return graph.subgraph([person for person in graph if person != NOTE_TAKER]).copy()


def led_graph(graph: nx.DiGraph) -> nx.DiGraph:
    """Keep the people, and the edges that can have led to a person: those not later than the first talk there.

    Examples
    --------
    >>> graph = nx.DiGraph([("ann", "bob"), ("bob", "ann")])
    >>> graph.nodes["ann"]["met"], graph.edges["bob", "ann"]["date"] = "2024-01-10", "2024-02-10"
    >>> list(led_graph(graph).edges)
    [('ann', 'bob')]
    """
    led = nx.DiGraph()
    people = {person: data for person, data in graph.nodes(data=True) if person != NOTE_TAKER}
    led.add_nodes_from(people.items())
    for one, another, date in graph.edges(data="date", default=""):
        met = graph.nodes[another].get("met", "")
        # Only as much as both dates tell: 2024-05 is not after 2024-05-20.
        length = min(len(date), len(met))
        if one in led and date[:length] <= met[:length]:
            led.add_edge(one, another)
    return led


def _walk(graph: nx.DiGraph, starts: list[str], waves: dict[str, int]) -> None:
    reached, wave = starts, 0
    while reached:
        waves.update(dict.fromkeys(reached, wave))
        following = dict.fromkeys(after for person in reached for after in graph.successors(person))
        reached, wave = [person for person in following if person not in waves], wave + 1


def _meeting_order(graph: nx.DiGraph, person: str) -> tuple[str, str, str]:
    node = graph.nodes[person]
    return (node.get("met", "") or "9999", node.get("first_seen", "") or "9999", person)


def find_seeds(graph: nx.DiGraph) -> list[str]:
    """Find the interviewees to whom nobody had pointed.

    Examples
    --------
    >>> graph = nx.DiGraph([("ann", "bob")])
    >>> nx.set_node_attributes(graph, True, "interviewed")
    >>> find_seeds(graph)
    ['ann']
    """
    waves = find_waves(graph)
    return sorted(person for person, wave in waves.items() if wave == 0 and graph.nodes[person]["interviewed"])


def measure_yield(graph: nx.DiGraph) -> dict[str, Yield]:
    """Measure what came of asking each person.

    Returns
    -------
    dict of str to Yield
        Everybody who pointed to somebody, the highest yield first.

    Examples
    --------
    >>> measure_yield(nx.DiGraph([("ann", "bob"), ("bob", "cho"), ("bob", "dev")]))["ann"]
    Yield(direct=1, interviewed=0, downstream=3)
    """
    people = people_graph(graph)
    led = led_graph(graph)
    found = {person: _measure_one(people, led, person) for person in people if people.out_degree(person)}
    return dict(sorted(found.items(), key=lambda item: (-item[1].downstream, -item[1].direct, item[0])))


def _measure_one(graph: nx.DiGraph, led: nx.DiGraph, person: str) -> Yield:
    direct = list(graph.successors(person))
    return Yield(
        direct=len(direct),
        interviewed=sum(bool(graph.nodes[one].get("interviewed")) for one in direct),
        downstream=len(nx.descendants(led, person)),
    )
