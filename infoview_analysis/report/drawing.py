"""The referral picture as SVG that a page styles by CSS and a script brings to life."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markupsafe import Markup

from infoview_analysis.figures.tree import Spot, lay_out_people
from infoview_analysis.network.measures import name_wave

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Mark", "draw_picture"]

_SCALE = 104
"""Pixels per inch: names are laid out for 9 points, which makes 13 pixels."""
_LINE = 17
_HEAD = 40
_MARGIN = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How a person or a group of people is marked; what a script needs to find them again."""

    number: int
    """Place among all people or groups; the note-taker is 0."""
    form: str
    """``full``, ``half``, ``diamond`` or ``hollow``: how far it went; ``you`` for the note-taker."""
    color: str
    """Class of the field of work, as ``field-1``; empty where fields are not told apart."""
    radius: float
    """In pixels."""


def draw_picture(merged: "nx.DiGraph", marks: Mapping[str, Mark], title: str) -> Markup:
    """Draw a merged referral graph in waves from left to right.

    Parameters
    ----------
    merged
        As :func:`infoview_analysis.network.merged_graph` returns it; of groups, an edge has ``people``.
    marks
        How everybody in the graph is marked.
    title
        What the picture shows, for who cannot see it.

    Returns
    -------
    markupsafe.Markup
        An ``svg`` element. Every edge is ``g.link`` with ``data-from`` and ``data-to``, everybody ``g.node``
        with ``data-node`` and ``data-column``: numbers from ``marks``. They come from left to right and from
        top to bottom.
    """
    spots = lay_out_people(merged)
    width = max((spot.x + spot.width for spot in spots.values()), default=1.0) * _SCALE + 2 * _MARGIN + 16
    height = max((_find_bottom(spot) for spot in spots.values()), default=1.0) + _HEAD + _MARGIN
    root = ET.Element(
        "svg",
        {
            "viewBox": f"{-_MARGIN} {-_HEAD} {width:.0f} {height:.0f}",
            "width": f"{width:.0f}",
            "height": f"{height:.0f}",
            "role": "img",
            "aria-label": title,
        },
    )
    root.extend(_draw_heads(merged, spots))
    order = sorted(spots, key=lambda person: (spots[person].x, spots[person].y))
    ranks = {person: rank for rank, person in enumerate(order)}
    edges = sorted(merged.edges, key=lambda edge: (ranks[edge[0]], spots[edge[1]].y))
    links = ET.SubElement(root, "g", {"class": "links"})
    links.extend(_draw_link(merged, spots, marks, *edge) for edge in edges)
    nodes = ET.SubElement(root, "g", {"class": "nodes"})
    nodes.extend(_draw_node(spots[person], marks[person], merged.nodes[person]["wave"]) for person in order)
    # Escaped by the serializer: text from notes cannot become markup.
    return Markup(ET.tostring(root, encoding="unicode"))


def _find_bottom(spot: Spot) -> float:
    return spot.y * _SCALE + (spot.label.count("\n") + 1) * _LINE / 2


def _draw_heads(merged: "nx.DiGraph", spots: Mapping[str, Spot]) -> Iterator[ET.Element]:
    lefts = {merged.nodes[person]["wave"]: spot.x for person, spot in spots.items()}
    for wave, left in sorted(lefts.items()):
        if wave >= 0:
            place = {"x": f"{left * _SCALE - 6:.1f}", "y": f"{18 - _HEAD}"}
            head = ET.Element("text", {"class": "head", **place})
            head.text = name_wave(wave)
            yield head


def _draw_link(
    merged: "nx.DiGraph", spots: Mapping[str, Spot], marks: Mapping[str, Mark], one: str, another: str
) -> ET.Element:
    edge = merged.edges[one, another]
    kind = "main" if spots[another].parent == one else "also"
    names = {"data-from": str(marks[one].number), "data-to": str(marks[another].number)}
    link = ET.Element("g", {"class": f"link {kind} {edge['status']}", **names})
    path = _find_path(spots[one], spots[another], marks[one], marks[another])
    ET.SubElement(link, "path", {"d": path, "stroke-width": f"{_find_width(edge.get('people', 1), kind):.1f}"})
    # A line is too thin to be met by a pointer.
    ET.SubElement(link, "path", {"d": path, "class": "hit"})
    return link


def _find_width(people: int, kind: str) -> float:
    """Find how thick a line is that stands for so many pairs of people."""
    root = math.sqrt(people)
    return min(1 + root * 0.6, 7.0) if kind == "main" else min(0.7 + root * 0.3, 4.0)


def _find_path(one: Spot, another: Spot, mark: Mark, other_mark: Mark) -> str:
    start, away = _find_end(one, mark, another)
    end, back = _find_end(another, other_mark, one)
    # Between columns both ends run level to half-way; inside a column the line is a loop.
    reach = abs(end - start) / 2 if away != back else 36
    start_y, end_y = one.y * _SCALE, another.y * _SCALE
    first, second = f"{start + away * reach:.1f} {start_y:.1f}", f"{end + back * reach:.1f} {end_y:.1f}"
    return f"M{start:.1f} {start_y:.1f}C{first} {second} {end:.1f} {end_y:.1f}"


def _find_end(one: Spot, mark: Mark, another: Spot) -> tuple[float, int]:
    """Find where the line to another person touches this one, and which way: left (-1) or right (1)."""
    if another.x < one.x:
        return one.x * _SCALE - mark.radius - 1, -1
    # From the end of the name towards the right, or the line would cross it.
    return (one.x + one.width) * _SCALE + _find_label(mark) + 4, 1


def _find_label(mark: Mark) -> float:
    return mark.radius + 5


def _draw_node(spot: Spot, mark: Mark, wave: int) -> ET.Element:
    kind = " ".join(filter(None, ["node", mark.form, mark.color]))
    names = {"data-node": str(mark.number), "data-column": str(wave + 1)}
    place = f"translate({spot.x * _SCALE:.1f} {spot.y * _SCALE:.1f})"
    node = ET.Element("g", {"class": kind, "transform": place, **names})
    lines = spot.label.split("\n")
    radius, top = f"{mark.radius:.1f}", -len(lines) * _LINE / 2
    # All of it can be pointed at, the gaps between letters too.
    reach = {
        "x": f"-{radius}",
        "y": f"{top:.1f}",
        "width": f"{_find_label(mark) + mark.radius + spot.width * _SCALE:.1f}",
    }
    ET.SubElement(node, "rect", {"class": "hit", **reach, "height": f"{len(lines) * _LINE}"})
    node.extend(_draw_dot(mark.form, radius))
    for number, words in enumerate(lines):
        text = ET.SubElement(node, "text", {"x": f"{_find_label(mark):.1f}", "y": f"{top + number * _LINE + 13:.1f}"})
        text.text = words
    return node


def _draw_dot(form: str, radius: str) -> Iterator[ET.Element]:
    if form == "diamond":
        yield ET.Element("path", {"class": "dot", "d": f"M-{radius} 0L0 -{radius}L{radius} 0L0 {radius}Z"})
        return
    yield ET.Element("circle", {"class": "dot", "r": radius})
    if form == "half":
        yield ET.Element("path", {"d": f"M0 -{radius}A{radius} {radius} 0 0 0 0 {radius}Z"})
