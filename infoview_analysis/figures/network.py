"""The picture of who pointed to whom."""

from typing import TYPE_CHECKING, Any

from infoview_analysis.figures.style import COLORS, PLATE, new_axes, say_nothing_yet, set_title, text_style
from infoview_analysis.figures.tree import FONT_SIZE, Spot, lay_out_people
from infoview_analysis.network import NOTE_TAKER, merged_graph
from infoview_analysis.reflection.words import say_count, say_number

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes

__all__ = ["find_stage", "plot_network", "title_network"]

_STAGES: dict[str, dict[str, Any]] = {
    "interviewed": {"color": COLORS["blue"], "linestyle": "solid"},
    "contacted": {"color": COLORS["sky"], "linestyle": "solid"},
    "open": {"color": COLORS["vermilion"], "linestyle": (0, (3, 2))},
}
_WORDS = {"interviewed": "interviewed", "contacted": "written to", "open": "not yet written to"}
_HEAD, _FOOT = 0.34, 0.35
"""Room for the names of the columns and for the legend, in inches."""


def plot_network(graph: "nx.MultiDiGraph", ax: "Axes | None" = None) -> "Axes":
    """Draw the referrals in waves from left to right, with the note-taker at the left.

    A full dot is a person interviewed, a hollow one a person still to be met; a dashed line leads to somebody
    not yet written to. Everybody stands right of whoever led to them first; further referrals are fine grey
    lines. The same graph gives the same picture.

    Parameters
    ----------
    graph
        As :func:`infoview_analysis.network.referral_graph` builds it.
    ax
        Where to draw; None makes a figure as large as the names need.
    """
    merged = merged_graph(graph)
    spots = lay_out_people(merged)
    width = max(6.0, max((spot.x + spot.width for spot in spots.values()), default=0.0) + 0.2)
    height = max((spot.y for spot in spots.values()), default=0.0) + 0.2
    ax = ax or new_axes(width + 0.3, max(2.2, height + _HEAD + 0.75 + _FOOT), tight=False)
    if len(spots) < 2:
        say_nothing_yet(ax, "Nobody yet: after the first interview, who led to whom is drawn here.")
        return ax
    ax.set_axis_off()
    ax.set_xlim(0, width)
    ax.set_ylim(max(height, 2.2 - _HEAD - 0.75 - _FOOT) + _FOOT, -_HEAD)
    _draw_edges(ax, merged, spots)
    _draw_people(ax, merged, spots)
    _draw_heads(ax, merged, spots)
    _draw_legend(ax, merged)
    set_title(ax, title_network(merged), width=int(width * 10))
    return ax


def title_network(graph: "nx.DiGraph") -> str:
    """Say what a merged referral graph shows."""
    people = [data for person, data in graph.nodes(data=True) if person != NOTE_TAKER]
    met = sum(data["interviewed"] for data in people)
    steps = max((data["wave"] for data in people), default=0)
    far = f"; the longest chain of referrals has {say_count(steps, 'step')}" if steps else ""
    left = f", {say_number(len(people) - met)} not yet" if len(people) > met else ""
    return f"{say_count(met, 'person', 'people').capitalize()} interviewed{left}{far}"


def find_stage(graph: "nx.DiGraph", person: str) -> str:
    """Find how far it went with a person: ``interviewed``, ``contacted`` or ``open``."""
    if graph.nodes[person]["interviewed"]:
        return "interviewed"
    stages = {status for _, _, status in graph.in_edges(person, data="status")}
    return "contacted" if stages & {"contacted", "interviewed"} else "open"


def _draw_edges(ax: "Axes", graph: "nx.DiGraph", spots: dict[str, Spot]) -> None:
    for one, another in graph.edges:
        if spots[another].parent == one:
            style: dict[str, Any] = {**_STAGES[find_stage(graph, another)], "linewidth": 1.2, "alpha": 0.8}
            _draw_edge(ax, spots[one], spots[another], {**style, "zorder": 2})
        elif one != NOTE_TAKER:
            _draw_edge(ax, spots[one], spots[another], {"color": COLORS["rule"], "linewidth": 0.9, "zorder": 1})


def _draw_edge(ax: "Axes", one: Spot, another: Spot, style: dict[str, Any]) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    start, away = _find_end(one, another)
    end, back = _find_end(another, one)
    # Between columns both ends run level to half-way; inside a column the line is a loop.
    reach = abs(end - start) / 2 if away != back else 0.35
    points = [
        (start, one.y),
        (start + away * reach, one.y),
        (end + back * reach, another.y),
        (end, another.y),
    ]
    path = Path(points, [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4])
    ax.add_patch(PathPatch(path, facecolor="none", edgecolor=style.pop("color"), capstyle="round", **style))


def _find_end(one: Spot, another: Spot) -> tuple[float, int]:
    """Find where the line to another person touches this one, and which way: left (-1) or right (1)."""
    # From the end of the name towards the right, or the line would cross it.
    return (one.x - 0.07, -1) if another.x < one.x else (one.x + one.width + 0.12, 1)


def _draw_people(ax: "Axes", graph: "nx.DiGraph", spots: dict[str, Spot]) -> None:
    stages = {person: find_stage(graph, person) for person in spots if person != NOTE_TAKER}
    for stage, style in _STAGES.items():
        found = [spot for person, spot in spots.items() if stages.get(person) == stage]
        _draw_dots(ax, found, style["color"], _fill(stage))
    _draw_dots(ax, [spots[NOTE_TAKER]], COLORS["ink"], COLORS["ink"])
    where: dict[str, Any] = {"va": "center", "fontsize": FONT_SIZE, "zorder": 3, "linespacing": 1.15}
    for spot in spots.values():
        ax.text(spot.x + 0.1, spot.y, spot.label, bbox=PLATE, **where, **text_style("ink"))


def _draw_dots(ax: "Axes", spots: list[Spot], color: str, face: str) -> None:
    mark: dict[str, Any] = {"marker": "o", "markersize": 6.5, "markeredgewidth": 1.4, "zorder": 4}
    places = [spot.x for spot in spots], [spot.y for spot in spots]
    ax.plot(*places, linestyle="none", color=color, markerfacecolor=face, **mark)


def _fill(stage: str) -> Any:
    return _STAGES[stage]["color"] if stage == "interviewed" else "white"


def _draw_heads(ax: "Axes", graph: "nx.DiGraph", spots: dict[str, Spot]) -> None:
    lefts = {graph.nodes[person]["wave"]: spot.x for person, spot in spots.items()}
    for wave, left in lefts.items():
        head = {-1: "", 0: "found by you", 1: "1 step on"}.get(wave, f"{wave} steps on")
        ax.text(left - 0.05, -_HEAD + 0.04, head, fontsize=8, va="top", **text_style("grey"))


def _draw_legend(ax: "Axes", graph: "nx.DiGraph") -> None:
    from matplotlib.lines import Line2D

    stages = [find_stage(graph, person) for person in graph if person != NOTE_TAKER]
    marks: dict[str, Any] = {"marker": "o", "markersize": 6.5, "markeredgewidth": 1.4}
    handles = [
        Line2D([], [], label=words, **marks, **_STAGES[stage], markerfacecolor=_fill(stage))
        for stage, words in _WORDS.items()
        if stage in stages
    ]
    if graph.size() > len(stages):
        handles.append(Line2D([], [], color=COLORS["rule"], label="also pointed to"))
    place: dict[str, Any] = {"loc": "lower left", "ncols": 4, "borderaxespad": 0}
    ax.legend(handles=handles, frameon=False, fontsize=9, labelcolor=COLORS["ink"], **place)
