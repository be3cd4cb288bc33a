"""Dots and lines of the referral picture, whatever its arrangement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from infoview_analysis.corpus.fields import UNKNOWN_FIELD
from infoview_analysis.figures.dots import color_fields, color_person, measure_dots
from infoview_analysis.figures.palette import pick_color
from infoview_analysis.figures.stages import STAGES, find_stage, style_dot
from infoview_analysis.figures.style import style_plate, text_style
from infoview_analysis.figures.tree import FONT_SIZE
from infoview_analysis.network import NOTE_TAKER

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes

__all__ = ["LABEL_GAP", "Picture", "draw_dot", "draw_line", "plan_picture", "style_line", "style_name"]

LABEL_GAP = 0.14
"""From the middle of a dot to the name, in inches; the largest dot fits."""
_LINES: dict[str, dict[str, Any]] = {
    "reached": {"color": "grey", "linestyle": "solid", "linewidth": 1.0},
    "open": {"color": "grey", "linestyle": (0, (3, 2)), "linewidth": 1.0},
    "further": {"color": "rule", "linestyle": "solid", "linewidth": 0.8},
}
_MOST_FURTHER = 30
"""Further links between groups that are drawn; nobody tells more of them apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What is drawn of a merged referral graph."""

    dots: Mapping[str, Mapping[str, Any]]
    """Marker of each person."""
    leading: tuple[tuple[str, str, str], ...]
    """Lines to everybody from whoever led to them first, with the kind of line."""
    further: tuple[tuple[str, str], ...]
    """Lines of all other referrals."""
    stages: tuple[str, ...]
    """Stages that occur."""
    fields: Mapping[str, str]
    """Colour of each field of work that has one."""
    grey: str
    """What grey dots are; empty where there are none."""
    sized: bool
    """Whether some dots are larger than others."""
    of_groups: bool
    """Whether dots are groups of people."""


def plan_picture(graph: "nx.DiGraph", parents: Mapping[str, str]) -> Picture:
    """Decide on dots and lines.

    Parameters
    ----------
    graph
        A merged graph of people, or of groups.
    parents
        Who led to each person first; empty text for nobody.
    """
    people = [person for person in graph if person != NOTE_TAKER]
    stages = {person: find_stage(graph, person) for person in people}
    sizes, fields = measure_dots(graph), color_fields(graph)
    dots = {
        person: style_dot(stages[person], color_person(graph.nodes[person], fields), sizes[person]) for person in people
    }
    lines = {person: "open" if stages[person] == "open" else "reached" for person in people}
    of_groups = any("people" in graph.nodes[person] for person in people)
    return Picture(
        dots={NOTE_TAKER: style_dot("interviewed", pick_color("ink"), min(sizes.values())), **dots},
        leading=tuple((parents[person], person, lines[person]) for person in people if parents[person]),
        further=_find_further(graph, parents, of_groups),
        stages=tuple(stage for stage in STAGES if stage in stages.values()),
        fields=fields,
        grey=_name_grey({graph.nodes[person].get("field", "") for person in people}, fields, of_groups),
        sized=len({sizes[person] for person in people}) > 1,
        of_groups=of_groups,
    )


def _find_further(graph: "nx.DiGraph", parents: Mapping[str, str], of_groups: bool) -> tuple[tuple[str, str], ...]:
    found = [(one, another) for one, another in graph.edges if one not in (NOTE_TAKER, parents[another])]
    if of_groups:
        found.sort(key=lambda pair: -graph.edges[pair]["weight"])
        return tuple(found[:_MOST_FURTHER])
    return tuple(found)


def _name_grey(occurring: set[str], fields: Mapping[str, str], of_groups: bool) -> str:
    if not fields:
        return ""
    other = "other fields" if occurring - set(fields) - {""} else ""
    unknown = ("fields mixed" if of_groups else UNKNOWN_FIELD) if "" in occurring else ""
    return " or ".join(filter(None, [other, unknown]))


def draw_dot(ax: "Axes", place: tuple[float, float], style: Mapping[str, Any]) -> None:
    """Draw the dot of a person."""
    ax.plot(*([coordinate] for coordinate in place), linestyle="none", zorder=4, **style)


def draw_line(ax: "Axes", points: Sequence[tuple[float, float]], kind: str) -> None:
    """Draw a chain of cubic Bézier curves: a first point, then three for each curve."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    path = Path(points, [Path.MOVETO, *[Path.CURVE4] * (len(points) - 1)])
    style = {"edgecolor" if name == "color" else name: value for name, value in style_line(kind).items()}
    layer = 1 if kind == "further" else 2
    ax.add_patch(PathPatch(path, facecolor="none", capstyle="butt", zorder=layer, **style))


def style_line(kind: str) -> dict[str, Any]:
    """Return the look of a line to somebody ``reached`` or still ``open``, or of a ``further`` referral."""
    return {**_LINES[kind], "color": pick_color(_LINES[kind]["color"])}


def style_name() -> dict[str, Any]:
    """Return how names are written: above the lines, on a plate that hides them."""
    return {"fontsize": FONT_SIZE, "zorder": 3, "linespacing": 1.15, "bbox": style_plate(), **text_style("ink")}
