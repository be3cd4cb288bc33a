"""Where people stand in the referral picture: waves from left to right, each under who led to them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from infoview_analysis.figures.letters import measure_text, wrap_text
from infoview_analysis.network.measures import name_wave, statement_order

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["FONT_SIZE", "HEAD_SIZE", "LINE", "ROW_GAP", "Spot", "lay_out_people"]

FONT_SIZE = 9.0
"""Of names, in points."""
HEAD_SIZE = 8.0
"""Of the names of waves, in points."""
LINE = 0.165
"""Height of a line of a name, in inches."""
ROW_GAP = 0.085
"""Between names, in inches."""
_NAME_WIDTH = 24
_EDGE_ROOM = 0.65


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Place of a person; lengths in inches, from the upper left corner."""

    x: float
    y: float
    label: str
    """The name, in lines."""
    width: float
    """Width of the label."""
    parent: str
    """Who led to this person first; empty for the note-taker."""


def lay_out_people(graph: "nx.DiGraph", *, name_width: int = _NAME_WIDTH) -> dict[str, Spot]:
    """Lay out the people of a merged referral graph.

    Columns are waves, the note-taker first. Everybody has a line of their own right of whoever led to them
    first, so that names never meet and an edge never crosses a name.

    Parameters
    ----------
    graph
        As :func:`infoview_analysis.network.merged_graph` returns it.
    name_width
        Letters in a line of a name.
    """
    columns = {person: int(wave) + 1 for person, wave in graph.nodes(data="wave")}
    labels = {person: wrap_text(name, name_width) or "?" for person, name in graph.nodes(data="name")}
    parents = {person: _find_parent(graph, person, columns) for person in graph}
    order = sorted(graph, key=lambda person: columns[person])
    children = _gather_children(graph, parents)
    heights = _measure_heights(order, labels, children)
    middles = _find_middles(order, children, _place_tops(order, parents, children, heights), heights)
    widths = {person: max(measure_text(line, FONT_SIZE) for line in labels[person].split("\n")) for person in graph}
    lefts = _place_columns(columns, widths)
    return {
        person: Spot(
            x=lefts[columns[person]],
            y=middles[person],
            label=labels[person],
            width=widths[person],
            parent=parents[person],
        )
        for person in order
    }


def _find_parent(graph: "nx.DiGraph", person: str, columns: Mapping[str, int]) -> str:
    """Find who led to a person first, among those in the nearest column to the left."""
    before = [one for one in graph.predecessors(person) if columns[one] < columns[person]]
    nearest = max((columns[one] for one in before), default=0)
    leading = [one for one in before if columns[one] == nearest]
    return min(leading, key=lambda one: _edge_order(graph, one, person), default="")


def _edge_order(graph: "nx.DiGraph", one: str, another: str) -> tuple[Any, ...]:
    return (*statement_order(graph.edges[one, another]), one)


def _gather_children(graph: "nx.DiGraph", parents: Mapping[str, str]) -> Mapping[str, list[str]]:
    """Gather whom everybody led to: groups by size, people by time."""
    children: dict[str, list[str]] = defaultdict(list)
    for person, parent in parents.items():
        children[parent].append(person)
    for parent, led in children.items():
        if parent:
            led.sort(
                key=lambda person: (-graph.nodes[person].get("people", 0), *_edge_order(graph, parent, person), person)
            )
    return children


def _measure_heights(
    order: list[str], labels: Mapping[str, str], children: Mapping[str, list[str]]
) -> Mapping[str, float]:
    """Measure the height everybody needs with all who follow, from the last column to the first."""
    heights: dict[str, float] = {}
    for person in reversed(order):
        own = labels[person].count("\n") * LINE + LINE + ROW_GAP
        heights[person] = max(own, sum(heights[child] for child in children.get(person, ())))
    return heights


def _place_tops(
    order: list[str],
    parents: Mapping[str, str],
    children: Mapping[str, list[str]],
    heights: Mapping[str, float],
) -> Mapping[str, float]:
    tops: dict[str, float] = {}
    below = 0.0
    for person in order:
        if not parents[person]:
            tops[person], below = below, below + heights[person]
        led = children.get(person, ())
        # A name of several lines may be higher than those who follow, who then stand half-way.
        top = tops[person] + (heights[person] - sum(heights[child] for child in led)) / 2
        for child in led:
            tops[child], top = top, top + heights[child]
    return tops


def _find_middles(
    order: list[str],
    children: Mapping[str, list[str]],
    tops: Mapping[str, float],
    heights: Mapping[str, float],
) -> Mapping[str, float]:
    """Find the height at which everybody stands: half-way between the first and the last of those led to."""
    middles: dict[str, float] = {}
    for person in reversed(order):
        led = children.get(person)
        middles[person] = (middles[led[0]] + middles[led[-1]]) / 2 if led else tops[person] + heights[person] / 2
    return middles


def _place_columns(columns: Mapping[str, int], widths: Mapping[str, float]) -> Mapping[int, float]:
    room: dict[int, float] = defaultdict(float)
    for person, column in columns.items():
        room[column] = max(room[column], widths[person])
    lefts, left = {}, 0.1
    for column in range(max(room, default=0) + 1):
        lefts[column] = left
        # The names of the columns must not meet either.
        left += max(room[column], measure_text(name_wave(column - 1), HEAD_SIZE) - _EDGE_ROOM / 2) + _EDGE_ROOM
    return lefts
