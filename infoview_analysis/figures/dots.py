"""Colour and size of the dots in the referral picture: field of work, and how many people followed."""

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from infoview_analysis.figures.palette import pick_color
from infoview_analysis.network import measure_yield

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["DOT_SIZE", "color_fields", "color_person", "measure_dots", "rank_fields"]

DOT_SIZE = 6.5
"""Diameter of an ordinary dot, in points."""
_MOST_SIZE = 13.0
_FULL_SCALE = 10
"""People who have to follow before a dot is drawn largest; in a larger network, as many as follow anybody."""
# Okabe and Ito's yellow is left out: a hollow dot in it does not show on light ground.
_HUES = ("blue", "vermilion", "green", "orange", "purple", "sky")


def color_fields(graph: "nx.Graph") -> dict[str, str]:
    """Choose a colour for each of the commonest fields of work, the most frequent first.

    Parameters
    ----------
    graph
        A referral graph, merged or not.

    Returns
    -------
    dict of str to str
        At most six fields; all others are drawn grey. Empty where no field is known.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.Graph()
    >>> graph.add_nodes_from([(1, {"field": "law"}), (2, {"field": "software"}), (3, {"field": "software"})])
    >>> color_fields(graph)
    {'software': '#0072b2', 'law': '#c65100'}
    """
    return dict(zip(rank_fields(graph), map(pick_color, _HUES), strict=False))


def rank_fields(graph: "nx.Graph") -> list[str]:
    """Rank the fields of work of the people in a graph, the most frequent first."""
    counts = Counter(field for _, field in graph.nodes(data="field") if field)
    return sorted(counts, key=lambda field: (-counts[field], field))


def color_person(data: Mapping[str, str], fields: Mapping[str, str]) -> str:
    """Choose the colour of a person: by field of work, all alike where no field is known."""
    if not fields:
        return pick_color(_HUES[0])
    return fields.get(data.get("field", ""), pick_color("grey"))


def measure_dots(graph: "nx.DiGraph") -> dict[str, float]:
    """Measure the diameters of dots, in points.

    The area grows with the number of people who followed a person, directly or by way of others; in a condensed
    graph with the number of people in a group.

    Examples
    --------
    >>> import networkx as nx
    >>> sizes = measure_dots(nx.DiGraph([("ann", "bob")]))
    >>> sizes["ann"] > sizes["bob"] == DOT_SIZE
    True
    """
    counts = {person: count - 1 for person, count in graph.nodes(data="people") if count}
    if not counts:
        counts = {person: found.downstream for person, found in measure_yield(graph).items()}
    most = max([_FULL_SCALE, *counts.values()])
    room = _MOST_SIZE**2 - DOT_SIZE**2
    return {person: (DOT_SIZE**2 + room * counts.get(person, 0) / most) ** 0.5 for person in graph}
