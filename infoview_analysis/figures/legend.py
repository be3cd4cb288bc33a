"""What the forms, colours and lines of the referral picture mean."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from infoview_analysis.figures.dots import DOT_SIZE
from infoview_analysis.figures.letters import measure_text
from infoview_analysis.figures.marks import Picture, style_line
from infoview_analysis.figures.palette import pick_color
from infoview_analysis.figures.stages import STAGES, style_dot

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

__all__ = ["LEGEND_SIZE", "count_columns", "draw_legend", "plan_legend"]

LEGEND_SIZE = 8.5
"""Of the words, in points."""
_ROW = 0.2
_HANDLE = 0.5
"""Width of a mark with the room around it, in inches."""
_GROUP_WORDS = {
    "interviewed": "somebody interviewed",
    "contacted": "somebody written to",
    "go_between": "somebody pointed you on, nobody interviewed",
    "open": "nobody written to yet",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Entries that belong together."""

    handles: tuple["Line2D", ...]
    columns: int

    @property
    def rows(self) -> int:
        """Lines the entries take."""
        return math.ceil(len(self.handles) / self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class LegendPlan:
    """Parts below each other."""

    parts: tuple[Part, ...]

    @property
    def offsets(self) -> list[float]:
        """Where each part begins, in inches from the top."""
        return [0.1 + _ROW * sum(part.rows for part in self.parts[:number]) for number in range(len(self.parts))]

    @property
    def height(self) -> float:
        """Height of all, in inches."""
        return 0.1 + _ROW * sum(part.rows for part in self.parts)


def plan_legend(picture: Picture, width: float) -> LegendPlan:
    """Gather what needs to be explained, and fit it into a width in inches."""
    parts = (_explain_forms(picture), _explain_colors(picture))
    return LegendPlan(parts=tuple(_plan_part(part, width) for part in parts if part))


def _plan_part(handles: "tuple[Line2D, ...]", width: float) -> Part:
    return Part(handles=handles, columns=count_columns([str(handle.get_label()) for handle in handles], width))


def count_columns(words: Sequence[str], width: float) -> int:
    """Count the columns in which the words of a legend fit into a width in inches."""
    widths = [measure_text(word, LEGEND_SIZE) + _HANDLE for word in words]
    for columns in range(len(widths), 1, -1):
        # As matplotlib fills them: column by column, the first ones with the odd entries.
        rows, odd = divmod(len(widths), columns)
        starts = [number * rows + min(number, odd) for number in range(columns + 1)]
        if sum(max(widths[one:another]) for one, another in pairwise(starts)) < width:
            return columns
    return 1


def _explain_forms(picture: Picture) -> "tuple[Line2D, ...]":
    color = pick_color("ink" if picture.fields else "blue")
    words = _GROUP_WORDS if picture.of_groups else STAGES
    handles = [
        _make_handle(words[stage], line="open" if stage == "open" else "reached", **style_dot(stage, color, DOT_SIZE))
        for stage in picture.stages
    ]
    if picture.further:
        handles.append(_make_handle("most frequent other links" if picture.of_groups else "also pointed to", "further"))
    if picture.sized:
        larger = "larger: more people" if picture.of_groups else "larger: led on to more people"
        handles.append(_make_handle(larger, **style_dot("interviewed", color, 1.5 * DOT_SIZE)))
    return tuple(handles)


def _explain_colors(picture: Picture) -> "tuple[Line2D, ...]":
    colors = {**picture.fields, **({picture.grey: pick_color("grey")} if picture.grey else {})}
    return tuple(_make_handle(name, **style_dot("interviewed", color, DOT_SIZE)) for name, color in colors.items())


def _make_handle(words: str, line: str = "", **dot: Any) -> "Line2D":
    from matplotlib.lines import Line2D

    style = style_line(line) if line else {"linestyle": "none"}
    return Line2D([], [], label=words, **{**style, **dot})


def draw_legend(ax: "Axes", legend: LegendPlan, *, left: float, tops: list[float]) -> None:
    """Draw the parts; places in the units of the axes."""
    from matplotlib.legend import Legend

    look: dict[str, Any] = {"frameon": False, "borderpad": 0, "borderaxespad": 0, "loc": "upper left"}
    spacing: dict[str, Any] = {"handlelength": 2.2, "handletextpad": 0.6, "columnspacing": 1.4, "labelspacing": 0.55}
    for part, top in zip(legend.parts, tops, strict=True):
        words = [str(handle.get_label()) for handle in part.handles]
        where: dict[str, Any] = {"bbox_to_anchor": (left, top), "bbox_transform": ax.transData}
        how: dict[str, Any] = {**look, **spacing, "prop": {"size": LEGEND_SIZE}, "labelcolor": pick_color("ink")}
        ax.add_artist(Legend(ax, part.handles, words, ncols=part.columns, **where, **how))
