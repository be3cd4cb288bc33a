"""Squares in rows and columns: which talks touched what."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from infoview_analysis.figures.legend import LEGEND_SIZE, count_columns
from infoview_analysis.figures.letters import measure_text, shorten_text
from infoview_analysis.figures.palette import pick_color
from infoview_analysis.figures.style import style_axes, text_style

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

__all__ = ["COLUMN", "MOST_NAMES", "draw_squares", "explain_squares", "measure_columns", "name_columns", "note_rows"]

MOST_NAMES = 40
"""Of more columns than this, numbers stand in place of names."""
_LONGEST_NAME, _NAME_SIZE = 24, 8.0
COLUMN = 0.24
"""Width of a column, in inches."""
_LEAST_COLUMNS = 8
"""Few columns must not be stretched over the width."""
_HALF = 0.42


def draw_squares(ax: "Axes", colors: Mapping[tuple[int, int], str]) -> None:
    """Draw squares of the colours named, by column and row, both from 0."""
    from matplotlib.collections import PatchCollection
    from matplotlib.patches import Patch, Rectangle

    style_axes(ax)
    squares: dict[str, list[Patch]] = {color: [] for color in dict.fromkeys(colors.values())}
    for (column, row), color in colors.items():
        squares[color].append(Rectangle((column - _HALF, row - _HALF), 2 * _HALF, 2 * _HALF))
    for color, patches in squares.items():
        ax.add_collection(PatchCollection(patches, **_look(color)))


def _look(color: str) -> dict[str, Any]:
    return {"facecolor": pick_color(color), "edgecolor": pick_color("rule"), "linewidth": 0.6}


def measure_columns(names: Sequence[str]) -> float:
    """Measure the height that the names of columns take, in inches."""
    if len(names) > MOST_NAMES:
        return 0.2
    return max((measure_text(shorten_text(name, _LONGEST_NAME), _NAME_SIZE) for name in names), default=0.0)


def name_columns(ax: "Axes", names: Sequence[str]) -> None:
    """Name the columns, upright above them; of more than forty every tenth has its number instead."""
    ax.set_xlim(-0.6, max(_LEAST_COLUMNS, len(names) + 1.2))
    ax.xaxis.tick_top()
    if len(names) > MOST_NAMES:
        shown = range(0, len(names), 10)
        ax.set_xticks(shown, [str(place + 1) for place in shown], **text_style("ink"))
    else:
        short = [shorten_text(name, _LONGEST_NAME) for name in names]
        ax.set_xticks(range(len(names)), short, rotation=90, fontsize=_NAME_SIZE, **text_style("ink"))


def note_rows(ax: "Axes", columns: int, notes: Sequence[str]) -> None:
    """Write a few words behind each row."""
    for row, words in enumerate(notes):
        ax.text(columns - 0.3, row, words, va="center", fontsize=9, **text_style("grey"))


def explain_squares(ax: "Axes", words: Mapping[str, str], *others: "Artist", width: float, head: str = "") -> None:
    """Say below what each colour means, and other marks by their labels, under a head, in some width in inches."""
    from matplotlib.patches import Patch

    handles = [*(Patch(label=text, **_look(color)) for color, text in words.items()), *others]
    columns = count_columns([str(handle.get_label()) for handle in handles], width)
    how: dict[str, Any] = {"fontsize": LEGEND_SIZE, "labelcolor": pick_color("ink"), "frameon": False}
    where: dict[str, Any] = {"loc": "upper left", "bbox_to_anchor": (0, -0.02), "borderaxespad": 0.2}
    heading: dict[str, Any] = {"title": head or None, "title_fontsize": LEGEND_SIZE, "alignment": "left"}
    legend = ax.legend(handles=handles, ncols=columns, handlelength=1.2, columnspacing=1.2, **where, **how, **heading)
    legend.get_title().set_color(pick_color("grey"))
