"""How well each field of work is covered."""

from collections import defaultdict
from dataclasses import dataclass

import networkx as nx

from infoview_analysis.network.measures import people_graph
from infoview_analysis.network.trees import find_trees

__all__ = ["Coverage", "measure_coverage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What the notes hold of one group of people."""

    people: int
    """All named."""
    interviewed: int
    open: int
    """Pointed to by somebody and not interviewed, whether written to or not."""
    chains: int
    """People in wave 0 whose chains led into this group; one only means that all was heard through one door."""
    organizations: int
    """Different ones that are known."""
    latest: str
    """Date of the last first talk with somebody of the group; "" without any."""


def measure_coverage(graph: nx.DiGraph, attribute: str = "field") -> dict[str, Coverage]:
    """Count for each field of work, or other group, who was named, heard and left open.

    Parameters
    ----------
    graph
        A merged graph.
    attribute
        Of its nodes, such as ``field``, ``industry`` or ``organization``.

    Returns
    -------
    dict of str to Coverage
        By group, the one with most interviewees first; people of whom it is not known stand last, under "".

    Examples
    --------
    >>> graph = nx.DiGraph([("ann", "bob")])
    >>> graph.nodes["ann"].update(field="law", organization="Acme", interviewed=True, met="2024-01-10")
    >>> graph.nodes["bob"].update(field="law", organization="", interviewed=False, met="")
    >>> measure_coverage(graph)["law"]
    Coverage(people=2, interviewed=1, open=1, chains=1, organizations=1, latest='2024-01-10')
    """
    people, roots = people_graph(graph), find_trees(graph)
    groups: dict[str, list[str]] = defaultdict(list)
    for person, group in people.nodes(data=attribute, default=""):
        groups[group].append(person)
    found = {group: _cover(people, members, roots) for group, members in groups.items()}
    return dict(sorted(found.items(), key=lambda item: (not item[0], -item[1].interviewed, -item[1].people, item[0])))


def _cover(people: nx.DiGraph, members: list[str], roots: dict[str, str]) -> Coverage:
    nodes = {person: people.nodes[person] for person in members}
    return Coverage(
        people=len(nodes),
        interviewed=sum(bool(data.get("interviewed")) for data in nodes.values()),
        open=sum(people.in_degree(person) > 0 and not data.get("interviewed") for person, data in nodes.items()),
        chains=len({roots[person] for person in nodes}),
        organizations=len({data.get("organization", "").casefold() for data in nodes.values()} - {""}),
        latest=max((data.get("met", "") for data in nodes.values()), default=""),
    )
