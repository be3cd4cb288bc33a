"""Groups instead of people: a referral graph of thousands, small enough to draw."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx

from infoview_analysis.errors import UsageError
from infoview_analysis.network.graph import merged_graph
from infoview_analysis.network.measures import NOTE_TAKER, name_wave, statement_order
from infoview_analysis.records import STATUSES

__all__ = ["GROUPINGS", "condense_graph", "find_group"]

GROUPINGS = ("organization", "field", "wave")
"""What :func:`condense_graph` can group by."""

_Node = Mapping[str, Any]
_Pair = tuple[str, str]


def condense_graph(graph: nx.MultiDiGraph, by: str) -> nx.MultiDiGraph:
    """Draw people together into groups; the note-taker stays alone.

    Parameters
    ----------
    graph
        A graph as :func:`infoview_analysis.network.referral_graph` builds it.
    by
        One of :data:`GROUPINGS`. Organizations and fields that differ in case only are one; people of whom it
        is not known are a group of their own.

    Returns
    -------
    networkx.MultiDiGraph
        Of the same shape as ``graph``, so that what draws people draws groups, with at most one edge each way
        between two groups.

        Nodes have besides ``people`` and ``met_people`` (how many, how many of them interviewed), ``inside``
        (pairs of people in the group of whom one pointed to the other) and ``first_wave`` (the lowest of its
        people). ``interviewed`` and ``seed`` say whether anybody is; ``met`` and ``first_seen`` are the
        earliest, ``field``, ``industry`` and ``organization`` the most frequent. ``wave`` counts the hops from
        the note-taker over groups, less one, so that every group stands one column right of one that led to
        it; grouped by ``wave`` it is that wave.

        Edges have ``people`` (pairs of people), ``weight`` (statements), the furthest ``status``, ``how`` and
        ``channel`` where all agree, and otherwise what the earliest statement has.

    Raises
    ------
    UsageError
        When ``by`` is another.

    Examples
    --------
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_node("ann", name="Ann", organization="Acme", interviewed=True, met="2024-01-01", wave=0)
    >>> graph.add_node("bob", name="Bob", organization="ACME", interviewed=False, met="", wave=1)
    >>> condense_graph(graph, "organization").nodes["organization:acme"]["people"]
    2
    """
    if by not in GROUPINGS:
        raise UsageError(f'people cannot be grouped by "{by}"; choose one of {", ".join(GROUPINGS)}')
    merged = merged_graph(graph)
    groups = {person: find_group(person, data, by) for person, data in merged.nodes(data=True)}
    condensed = nx.MultiDiGraph()
    for group, members in _gather(groups).items():
        condensed.add_node(group, **_describe_group([merged.nodes[person] for person in members], group, by))
    pairs = _gather({(one, another): (groups[one], groups[another]) for one, another in merged.edges})
    for number, ((one, another), edges) in enumerate(sorted(pairs.items()), 1):
        if one == another:
            condensed.nodes[one]["inside"] = len(edges)
        else:
            condensed.add_edge(one, another, key=f"group-{number}", **_merge_edges(merged, edges))
    _count_hops(condensed, by)
    return condensed


def _gather(groups: Mapping[Any, Any]) -> dict[Any, list[Any]]:
    gathered: dict[Any, list[Any]] = defaultdict(list)
    for member, group in groups.items():
        gathered[group].append(member)
    return gathered


def find_group(person: str, data: _Node, by: str) -> str:
    """Find the node of :func:`condense_graph` that stands for a person.

    Examples
    --------
    >>> find_group("ann", {"organization": "Acme"}, "organization")
    'organization:acme'
    """
    return NOTE_TAKER if person == NOTE_TAKER else f"{by}:{str(data.get(by, '')).strip().casefold()}"


def _describe_group(members: list[_Node], group: str, by: str) -> dict[str, Any]:
    if group == NOTE_TAKER:
        return {**members[0], "people": 1, "met_people": 0, "inside": 0, "first_wave": -1}
    first_wave = min(int(data.get("wave", 0)) for data in members)
    met_people = sum(bool(data.get("interviewed")) for data in members)
    usual = {name: _find_usual(members, name) for name in ("organization", "industry", "field")}
    return {
        "name": _name_group(usual.get(by, ""), first_wave, by),
        "role": "",
        **usual,
        **{name: _find_first(data.get(name, "") for data in members) for name in ("first_seen", "met")},
        "interviewed": met_people > 0,
        "wave": first_wave,
        "seed": any(data.get("seed") for data in members),
        "people": len(members),
        "met_people": met_people,
        "inside": 0,
        "first_wave": first_wave,
    }


def _name_group(usual: str, wave: int, by: str) -> str:
    if by == "wave":
        return name_wave(wave)
    return usual or f"no {by} known"


def _find_usual(members: list[_Node], name: str) -> str:
    """Find the most frequent text, among equals the first by letters; "" where none is known."""
    counts = Counter(text for data in members if (text := str(data.get(name, "")).strip()))
    return min(counts, key=lambda text: (-counts[text], text), default="")


def _find_first(dates: Iterable[str]) -> str:
    return min(filter(None, dates), default="")


def _merge_edges(merged: nx.DiGraph, edges: list[_Pair]) -> dict[str, Any]:
    found = [merged.edges[pair] for pair in edges]
    first = min(found, key=statement_order)
    agreed = {name: _find_agreed(edge.get(name, "") for edge in found) for name in ("how", "channel")}
    status = max((edge["status"] for edge in found), key=STATUSES.index)
    weight = sum(edge["weight"] for edge in found)
    return {**first, **agreed, "status": status, "people": len(found), "weight": weight}


def _find_agreed(texts: Iterable[str]) -> str:
    different = set(texts)
    return different.pop() if len(different) == 1 else ""


def _count_hops(condensed: nx.MultiDiGraph, by: str) -> None:
    if by == "wave" or NOTE_TAKER not in condensed:
        return
    for group, hops in nx.single_source_shortest_path_length(condensed, NOTE_TAKER).items():
        condensed.nodes[group]["wave"] = hops - 1
