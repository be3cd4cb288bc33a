"""On whom a referral network hangs: who would fall away without whom.

Burt's constraint (1992) is not here: where nearly everybody was pointed to by one person, it says little more than
how many people somebody knows.

References
----------
Lengauer, T. and Tarjan, R. E. (1979). A fast algorithm for finding dominators in a flowgraph. ACM Transactions on
Programming Languages and Systems 1 (1), 121-141. Freeman, L. C. (1977). A set of measures of centrality based on
betweenness. Sociometry 40 (1), 35-41. Hopcroft, J. and Tarjan, R. (1973). Efficient algorithms for graph
manipulation. Communications of the ACM 16 (6), 372-378.
"""

from dataclasses import dataclass

import networkx as nx

from infoview_analysis.network.measures import NOTE_TAKER, people_graph

__all__ = ["Broker", "find_brokers"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Broker:
    """What hangs on one person."""

    only_through: int
    """People whom every chain from the note-taker reaches through this person."""
    share: float
    """These among all reached but the person; 0 where there is nobody else."""
    cuts: bool
    """Whether the people, arrows and note-taker aside, fall into more parts without this person."""
    betweenness: float
    """Pairs of people between whom the shortest chain of referrals leads through this person; in parts where there are
    several shortest ones."""


def find_brokers(graph: nx.DiGraph) -> dict[str, Broker]:
    """Find everybody without whom the network would be smaller or in pieces.

    Parameters
    ----------
    graph
        A merged graph with the note-taker, who leads to whom they found.

    Returns
    -------
    dict of str to Broker
        Those with anything to tell, whoever has most people behind them first. A person pointed to by two who
        do not depend on each other depends on neither, even where the second only came up later.

    Examples
    --------
    >>> graph = nx.DiGraph([("note-taker", "ann"), ("ann", "bob"), ("bob", "cho"), ("ann", "dev")])
    >>> brokers = find_brokers(graph)
    >>> {person: round(broker.share, 2) for person, broker in brokers.items()}
    {'ann': 1.0, 'bob': 0.33}
    """
    people = people_graph(graph)
    behind = _count_behind(graph)
    cuts = set(nx.articulation_points(people.to_undirected()))
    between = _measure_betweenness(people)
    others = max(len(behind) - 1, 1)
    found = {
        person: Broker(
            only_through=behind.get(person, 0),
            share=behind.get(person, 0) / others,
            cuts=person in cuts,
            betweenness=between[person],
        )
        for person in people
        if behind.get(person) or person in cuts or between[person]
    }
    return dict(sorted(found.items(), key=lambda item: (-item[1].only_through, -item[1].betweenness, item[0])))


def _count_behind(graph: nx.DiGraph) -> dict[str, int]:
    """Count, for everybody reached from the note-taker, the people reached through them only."""
    if NOTE_TAKER not in graph:
        return {}
    hops = nx.single_source_shortest_path_length(graph, NOTE_TAKER)
    nearest = nx.immediate_dominators(graph, NOTE_TAKER)
    behind = {person: 0 for person in hops if person != NOTE_TAKER}
    # A dominator is nearer than whom it dominates, so that from the far end every count is complete when passed on.
    for person in sorted(behind, key=lambda person: -hops[person]):
        if nearest[person] != NOTE_TAKER:
            behind[nearest[person]] += behind[person] + 1
    return behind


def _measure_betweenness(people: nx.DiGraph) -> dict[str, float]:
    between = dict.fromkeys(people, 0.0)
    for person in people:
        reached = nx.descendants(people, person)
        if len(reached) == people.out_degree(person):
            continue  # All one step away, so that nobody stands between.
        # Asked person by person: the whole at once visits all for each, a minute for some thousands of people.
        part = people.subgraph([person, *reached]).copy()
        for one, pairs in nx.betweenness_centrality_subset(part, [person], list(part)).items():
            between[one] += float(pairs)
    return between
