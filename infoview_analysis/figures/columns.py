"""The referral picture in columns: waves from left to right."""

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from infoview_analysis.figures.legend import draw_legend, plan_legend
from infoview_analysis.figures.marks import LABEL_GAP, Picture, draw_dot, draw_line, plan_picture, style_name
from infoview_analysis.figures.style import measure_title, new_axes, set_title, text_style
from infoview_analysis.figures.tree import HEAD_SIZE, Spot, lay_out_people
from infoview_analysis.network.measures import name_wave

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes

__all__ = ["draw_columns"]

_HEAD = 0.34
"""Room for the names of the columns, in inches."""
_LEAST_WIDTH, _LEAST_HEIGHT = 6.0, 0.8
_TRUNK, _CORNER = 0.25, 0.1
"""How far right of the names lines go up and down, and how round they turn, in inches."""
_LOOP = 0.35
"""How far a line between two people in one column swings out, in inches."""

_Point = tuple[float, float]


def draw_columns(graph: "nx.DiGraph", ax: "Axes | None", title: str) -> "Axes":
    """Draw a merged graph; None for ``ax`` makes a figure as large as the names need."""
    spots = lay_out_people(graph)
    width = max(_LEAST_WIDTH, max(spot.x + spot.width for spot in spots.values()) + 0.2)
    height = max(_LEAST_HEIGHT, max(spot.y for spot in spots.values()) + 0.3)
    picture = plan_picture(graph, {person: spot.parent for person, spot in spots.items()})
    legend = plan_legend(picture, width)
    ax = ax or new_axes(
        width + 0.3,
        _HEAD + height + legend.height + 0.15 + measure_title(title, width),
        tight=False,
        top=measure_title(title, width),
    )
    ax.set_axis_off()
    ax.set_xlim(0, width)
    ax.set_ylim(height + legend.height, -_HEAD)
    _draw_lines(ax, picture, spots)
    _draw_people(ax, picture, spots)
    _draw_heads(ax, graph, spots)
    draw_legend(ax, legend, left=0.05, tops=[height + offset for offset in legend.offsets])
    set_title(ax, title)
    return ax


def _draw_lines(ax: "Axes", picture: Picture, spots: Mapping[str, Spot]) -> None:
    ends = _find_column_ends(spots)
    for one, another in picture.further:
        draw_line(ax, _bend(spots[one], spots[another]), "further")
    for one, another, style in picture.leading:
        draw_line(ax, _lead(spots[one], spots[another], ends[spots[one].x]), style)


def _find_column_ends(spots: Mapping[str, Spot]) -> Mapping[float, float]:
    """Find where the longest name of each column ends."""
    ends: dict[float, float] = {}
    for spot in spots.values():
        ends[spot.x] = max(ends.get(spot.x, 0.0), _find_right(spot))
    return ends


def _find_right(spot: Spot) -> float:
    return spot.x + LABEL_GAP + spot.width + 0.02


def _lead(one: Spot, another: Spot, column_end: float) -> list[_Point]:
    """Return a line that passes the names of its own column level, then goes up or down where its siblings do."""
    start, end, trunk = _find_right(one), another.x - 0.1, column_end + _TRUNK
    if one.y == another.y:
        return [(start, one.y), (start, one.y), (end, one.y), (end, one.y)]
    corner = min(_CORNER, abs(another.y - one.y) / 2)
    side = math.copysign(corner, another.y - one.y)
    leave, turn, arrive = (trunk - corner, one.y), (trunk, one.y + side), (trunk, another.y - side)
    return [
        *((start, one.y), (start, one.y), leave, leave),
        *((trunk, one.y), (trunk, one.y), turn),
        *(turn, arrive, arrive),
        *((trunk, another.y), (trunk, another.y), (trunk + corner, another.y)),
        *((trunk + corner, another.y), (end, another.y), (end, another.y)),
    ]


def _bend(one: Spot, another: Spot) -> list[_Point]:
    start, away = _find_end(one, another)
    end, back = _find_end(another, one)
    # Between columns both ends run level to half-way; inside a column the line is a loop.
    reach = abs(end - start) / 2 if away != back else _LOOP
    return [(start, one.y), (start + away * reach, one.y), (end + back * reach, another.y), (end, another.y)]


def _find_end(one: Spot, another: Spot) -> tuple[float, int]:
    """Find where the line to another person touches this one, and which way: left (-1) or right (1)."""
    # From the end of the name towards the right, or the line would cross it.
    return (one.x - 0.1, -1) if another.x < one.x else (_find_right(one), 1)


def _draw_people(ax: "Axes", picture: Picture, spots: Mapping[str, Spot]) -> None:
    for person, spot in spots.items():
        draw_dot(ax, (spot.x, spot.y), picture.dots[person])
        ax.text(spot.x + LABEL_GAP, spot.y, spot.label, va="center", **style_name())


def _draw_heads(ax: "Axes", graph: "nx.DiGraph", spots: Mapping[str, Spot]) -> None:
    lefts = {graph.nodes[person]["wave"]: spot.x for person, spot in spots.items()}
    for wave, left in lefts.items():
        if name_wave(wave):
            ax.text(left - 0.05, 0.04 - _HEAD, name_wave(wave), fontsize=HEAD_SIZE, va="top", **text_style("grey"))
