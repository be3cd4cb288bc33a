"""Who points to whom: back, to their own kind, or elsewhere.

References
----------
Krackhardt, D. and Stern, R. N. (1988). Informal networks and organizational crises: an experimental simulation.
Social Psychology Quarterly 51 (2), 123-140. Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E
67, 026126.
"""

import re
from collections import Counter
from dataclasses import dataclass

import networkx as nx

from infoview_analysis.network.measures import people_graph

__all__ = ["Mixing", "Reciprocity", "measure_mixing", "measure_reciprocity"]

_Values = frozenset[str]

# Ranks and small words: two who share only these do not work in the same line.
_RANKS = frozenset(
    {
        *("a", "an", "and", "at", "for", "in", "of", "on", "the", "to"),
        *("senior", "junior", "lead", "head", "chief", "principal", "staff", "deputy", "vice", "assistant"),
        *("associate", "acting", "interim", "graduate", "trainee", "intern", "former", "ex", "founder"),
        *("director", "officer"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixing:
    """How far referrals stay within groups; None where there is nothing to divide by."""

    attribute: str
    referrals: int
    """Referrals of which the attribute is known at both ends."""
    inside: int
    """Of these, how many lead to somebody of the same group."""
    ei_index: float | None
    """Krackhardt and Stern (1988): -1 all inside, 1 all outside. Depends on how large the groups are."""
    expected: float | None
    """Share inside if the same referrers had pointed to the same people without regard to groups."""
    assortativity: float | None
    """Newman (2003): 0 as expected without regard to groups, 1 all inside; None also if nothing else was possible."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reciprocity:
    """How often pointing is mutual."""

    referrals: int
    """Pairs of people of whom one pointed to the other, each way counted."""
    mutual: int
    """Of these, how many have one the other way."""
    share: float | None
    """None without referrals."""


def measure_reciprocity(graph: nx.DiGraph) -> Reciprocity:
    """Measure how often somebody pointed to points back.

    Examples
    --------
    >>> measure_reciprocity(nx.DiGraph([("ann", "bob"), ("bob", "ann"), ("ann", "cho"), ("bob", "cho")]))
    Reciprocity(referrals=4, mutual=2, share=0.5)
    """
    people = people_graph(graph)
    referrals = people.number_of_edges()
    mutual = sum(people.has_edge(another, one) for one, another in people.edges)
    return Reciprocity(referrals=referrals, mutual=mutual, share=mutual / referrals if referrals else None)


def measure_mixing(graph: nx.DiGraph, attribute: str) -> Mixing:
    """Measure how far people point to their own kind.

    Parameters
    ----------
    graph
        A merged graph.
    attribute
        Of its nodes: ``organization``, ``industry``, ``field`` or ``role``. Two roles are of the same group if
        they share a word that is more than a rank; the others must agree but for case.

    Notes
    -----
    The index of Krackhardt and Stern is (outside - inside) / (outside + inside). With *e* the share inside and *x*
    the share expected, that of Newman is (e - x) / (1 - x).

    Examples
    --------
    >>> graph = nx.DiGraph([("ann", "bob"), ("ann", "cho"), ("dev", "cho"), ("dev", "eve")])
    >>> nx.set_node_attributes(graph, {"ann": "law", "bob": "Law", "cho": "art", "dev": "art", "eve": ""}, "field")
    >>> found = measure_mixing(graph, "field")
    >>> found.referrals, found.inside, round(found.ei_index, 2), round(found.assortativity, 2)
    (3, 2, -0.33, 0.4)
    """
    people = people_graph(graph)
    values = {person: _find_values(str(data.get(attribute, "")), attribute) for person, data in people.nodes(data=True)}
    pairs = [(values[one], values[another]) for one, another in people.edges if values[one] and values[another]]
    if not pairs:
        return Mixing(attribute=attribute, referrals=0, inside=0, ei_index=None, expected=None, assortativity=None)
    inside = sum(not one.isdisjoint(another) for one, another in pairs)
    expected = _expect_inside(pairs)
    return Mixing(
        attribute=attribute,
        referrals=len(pairs),
        inside=inside,
        ei_index=(len(pairs) - 2 * inside) / len(pairs),
        expected=expected,
        assortativity=(inside / len(pairs) - expected) / (1 - expected) if expected < 1 else None,
    )


def _find_values(text: str, attribute: str) -> _Values:
    folded = text.strip().casefold()
    if attribute == "role":
        return frozenset(re.findall(r"\w+", folded)) - _RANKS
    return frozenset([folded] if folded else [])


def _expect_inside(pairs: list[tuple[_Values, _Values]]) -> float:
    referrers, referred = (Counter(values) for values in zip(*pairs, strict=True))
    inside = sum(
        count * number
        for one, count in referrers.items()
        for another, number in referred.items()
        if not one.isdisjoint(another)
    )
    return inside / len(pairs) ** 2
