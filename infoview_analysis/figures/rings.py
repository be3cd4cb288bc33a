"""The referral picture in rings: waves around the note-taker."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from infoview_analysis.figures.legend import draw_legend, plan_legend
from infoview_analysis.figures.letters import measure_text
from infoview_analysis.figures.marks import LABEL_GAP, Picture, draw_dot, draw_line, plan_picture, style_name
from infoview_analysis.figures.palette import pick_color
from infoview_analysis.figures.style import measure_title, new_axes, set_title, text_style
from infoview_analysis.figures.tree import HEAD_SIZE, LINE, ROW_GAP, lay_out_people
from infoview_analysis.network import NOTE_TAKER
from infoview_analysis.network.measures import name_wave

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes

__all__ = ["draw_rings"]

_NAME_WIDTH = 15
_INNERMOST = 0.8
_CENTER = 0.26
"""Radius of the note-taker with the room around, in inches."""
_EDGE_ROOM = 0.4
_MARGIN = 0.15
_LEAST_WIDTH = 6.0
_PULL = 0.45
"""How far further referrals are drawn to the middle: 0 touches it, 1 is a straight line."""

_Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    """Place of a person; lengths in inches from the note-taker, angles in radians, 0 to the right, then clockwise."""

    radius: float
    angle: float
    label: str
    """The name, in lines."""
    width: float
    """Width of the label."""
    parent: str
    """Who led to this person first; empty for the note-taker."""
    wave: int

    @property
    def end(self) -> float:
        """Distance at which the name ends."""
        return self.radius + LABEL_GAP + self.width

    @property
    def height(self) -> float:
        """Height of the label and of the room it needs."""
        return (self.label.count("\n") + 1) * LINE + ROW_GAP


def _lay_out_rings(graph: "nx.DiGraph") -> dict[str, _Spot]:
    """Lay out the people of a merged referral graph around the note-taker.

    Everybody has a sector of their own, inside the one of whoever led to them first. Rings are as wide as their
    names need, which are written outwards. A sector to the right is left free for the names of the rings.

    Parameters
    ----------
    graph
        As :func:`infoview_analysis.network.merged_graph` returns it.
    """
    rows = lay_out_people(graph, name_width=_NAME_WIDTH)
    waves = dict(graph.nodes(data="wave"))
    seam = LINE + ROW_GAP
    round_trip = max(spot.y + (spot.label.count("\n") + 1) * LINE / 2 for spot in rows.values()) + ROW_GAP + seam
    unplaced = {
        person: _Spot(
            radius=0.0,
            angle=math.tau * (spot.y + seam / 2) / round_trip,
            label=spot.label,
            width=spot.width,
            parent=spot.parent,
            wave=waves[person],
        )
        for person, spot in rows.items()
    }
    radii = _find_radii(unplaced.values())
    return {person: replace(spot, radius=radii[spot.wave]) for person, spot in unplaced.items()}


def _find_radii(spots: Iterable[_Spot]) -> Mapping[int, float]:
    """Find the radius of each wave: outside of all names before it, and wide enough for its own."""
    rings: dict[int, list[_Spot]] = defaultdict(list)
    for spot in spots:
        rings[spot.wave].append(spot)
    radii, least = {-1: 0.0}, _INNERMOST
    for wave in range(max(rings) + 1):
        ring = rings[wave]
        head = measure_text(name_wave(wave), HEAD_SIZE)
        radii[wave] = max(least, _find_needed_radius(ring))
        widest = max([head, *(spot.width for spot in ring)])
        least = radii[wave] + LABEL_GAP + widest + _EDGE_ROOM
    return radii


def _find_needed_radius(ring: list[_Spot]) -> float:
    """Find the radius from which neighbours in a ring, and the name of the ring, do not meet."""
    # The name of the ring is its first and its last member.
    places = sorted([(0.0, LINE + ROW_GAP), (math.tau, LINE + ROW_GAP), *((spot.angle, spot.height) for spot in ring)])
    needed = 0.0
    for (angle, height), (next_angle, next_height) in pairwise(places):
        # Labels are strips along their rays; each keeps to its side of the ray half-way between.
        half = min(next_angle - angle, math.pi) / 2
        needed = max(needed, max(height, next_height) / 2 / math.tan(half))
    return needed


def draw_rings(graph: "nx.DiGraph", ax: "Axes | None", title: str) -> "Axes":
    """Draw a merged graph; None for ``ax`` makes a figure as large as the names need."""
    spots = _lay_out_rings(graph)
    left, right, bottom, top = _measure_extent(spots.values())
    spare = max(0.0, _LEAST_WIDTH - (right - left)) / 2
    left, right = left - spare, right + spare
    picture = plan_picture(graph, {person: spot.parent for person, spot in spots.items()})
    legend = plan_legend(picture, right - left)
    head = measure_title(title, right - left)
    ax = ax or new_axes(right - left + 0.3, top - bottom + legend.height + 0.15 + head, tight=False, top=head)
    ax.set_axis_off()
    ax.set_xlim(left, right)
    ax.set_ylim(bottom - legend.height, top)
    ax.set_aspect("equal")
    _draw_circles(ax, spots.values(), bottom)
    _draw_lines(ax, picture, spots)
    _draw_people(ax, picture, spots)
    draw_legend(ax, legend, left=left + 0.05, tops=[bottom - offset for offset in legend.offsets])
    set_title(ax, title)
    return ax


def _measure_extent(spots: Iterable[_Spot]) -> tuple[float, float, float, float]:
    """Measure how far names reach: left, right, bottom, top."""
    points = [(-_CENTER, -_CENTER), (_CENTER, _CENTER)]
    for spot in spots:
        points.append((spot.radius + LABEL_GAP + measure_text(name_wave(spot.wave), HEAD_SIZE), 0.0))
        if spot.parent:
            (x, y), side = _point_at(spot.end, spot.angle), spot.height / 2
            points += [(x - side, y - side), (x + side, y + side)]
    across, up = zip(*points, strict=True)
    return min(across) - _MARGIN, max(across) + _MARGIN, min(up) - _MARGIN, max(up) + _MARGIN


def _point_at(radius: float, angle: float) -> _Point:
    return radius * math.cos(angle), -radius * math.sin(angle)


def _draw_circles(ax: "Axes", spots: Iterable[_Spot], bottom: float) -> None:
    from matplotlib.patches import Arc

    head: dict[str, Any] = {"va": "center", "fontsize": HEAD_SIZE, "zorder": 3, "bbox": style_name()["bbox"]}
    for wave, radius in sorted({spot.wave: spot.radius for spot in spots}.items()):
        if wave < 0:
            continue
        # A circle that does not fit is cut above the legend.
        cut = math.degrees(math.acos(bottom / radius)) if radius > -bottom else 180.0
        look: dict[str, Any] = {"edgecolor": pick_color("faint"), "linewidth": 0.8, "zorder": 0}
        ax.add_patch(Arc((0, 0), 2 * radius, 2 * radius, angle=-90, theta1=180 - cut, theta2=180 + cut, **look))
        ax.text(radius + LABEL_GAP, 0, name_wave(wave), **head, **text_style("grey"))


def _draw_lines(ax: "Axes", picture: Picture, spots: Mapping[str, _Spot]) -> None:
    ends: dict[int, float] = defaultdict(float)
    for spot in spots.values():
        ends[spot.wave] = max(ends[spot.wave], spot.end + 0.03)
    for one, another in picture.further:
        draw_line(ax, _bend(spots[one], spots[another]), "further")
    for one, another, style in picture.leading:
        draw_line(ax, _lead(spots[one], spots[another], ends[spots[one].wave]), style)


def _bend(one: _Spot, another: _Spot) -> list[_Point]:
    start, end = _point_at(one.radius, one.angle), _point_at(another.radius, another.angle)
    return [start, _pull(start), _pull(end), end]


def _pull(point: _Point) -> _Point:
    return point[0] * _PULL, point[1] * _PULL


def _lead(one: _Spot, another: _Spot, ring_end: float) -> list[_Point]:
    """Return a line outwards past the names of its own ring, then round to the next one."""
    if one.wave < 0:
        return _run(_CENTER, another.radius, another.angle)
    start, middle = one.end + 0.03, (ring_end + another.radius) / 2
    out = _run(start, middle, one.angle)
    return [*out, *_turn(middle, one.angle, another.angle)[1:], *_run(middle, another.radius, another.angle)[1:]]


def _run(start: float, end: float, angle: float) -> list[_Point]:
    first, last = _point_at(start, angle), _point_at(end, angle)
    return [first, first, last, last]


def _turn(radius: float, start: float, end: float) -> list[_Point]:
    """Return an arc in pieces of at most 30 degrees, so that each is round to the eye."""
    pieces = max(1, math.ceil(abs(end - start) / math.radians(30)))
    step = (end - start) / pieces
    reach = 4 / 3 * math.tan(step / 4)
    points = [_point_at(radius, start)]
    for number in range(pieces):
        one, another = start + number * step, start + (number + 1) * step
        (x, y), (across, up) = _point_at(radius, one), _point_at(radius, another)
        points += [(x + reach * y, y - reach * x), (across - reach * up, up + reach * across), (across, up)]
    return points


def _draw_people(ax: "Axes", picture: Picture, spots: Mapping[str, _Spot]) -> None:
    for person, spot in spots.items():
        if person == NOTE_TAKER:
            _draw_note_taker(ax, spot.label)
            continue
        draw_dot(ax, _point_at(spot.radius, spot.angle), picture.dots[person])
        # Names left of the middle are turned round, or they would stand on their heads.
        turned = math.cos(spot.angle) < 0
        ax.text(
            *_point_at(spot.radius + LABEL_GAP, spot.angle),
            spot.label,
            rotation=-math.degrees(spot.angle) + (180 if turned else 0),
            rotation_mode="anchor",
            ha="right" if turned else "left",
            va="center",
            **style_name(),
        )


def _draw_note_taker(ax: "Axes", label: str) -> None:
    ax.plot([0], [0], marker="o", markersize=72 * 2 * (_CENTER - 0.06), color=pick_color("ink"), zorder=4)
    ax.text(0, 0, label, ha="center", va="center", fontsize=HEAD_SIZE, zorder=5, **text_style("paper"))
