"""Squares in rows and columns: which talks touched what."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from infoview_analysis.figures.letters import shorten_text, wrap_text
from infoview_analysis.figures.palette import pick_color
from infoview_analysis.figures.style import style_axes, text_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["MOST_NAMES", "ROW_LETTERS", "draw_squares", "explain_squares", "name_columns", "name_rows", "note_rows"]

MOST_NAMES = 40
"""Of more columns than this, numbers stand in place of names."""
ROW_LETTERS = 28
"""Letters in a line of the name of a row."""
_LONGEST_NAME = 24
_WIDE = 14
"""Columns from which on what the squares mean stands in one line."""
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


def name_rows(ax: "Axes", names: Sequence[str]) -> None:
    """Name the rows, from the top."""
    ax.set_yticks(range(len(names)), [wrap_text(name, ROW_LETTERS) for name in names], **text_style("ink"))
    ax.set_ylim(len(names) - 0.4, -0.6)


def name_columns(ax: "Axes", names: Sequence[str]) -> None:
    """Name the columns, upright above them; of more than forty every tenth has its number instead."""
    ax.set_xlim(-0.6, max(_LEAST_COLUMNS, len(names) + 1.2))
    ax.xaxis.tick_top()
    if len(names) > MOST_NAMES:
        shown = range(0, len(names), 10)
        ax.set_xticks(shown, [str(place + 1) for place in shown], **text_style("ink"))
    else:
        short = [shorten_text(name, _LONGEST_NAME) for name in names]
        ax.set_xticks(range(len(names)), short, rotation=90, fontsize=8, **text_style("ink"))


def note_rows(ax: "Axes", columns: int, notes: Sequence[str]) -> None:
    """Write a few words behind each row."""
    for row, words in enumerate(notes):
        ax.text(columns - 0.3, row, words, va="center", fontsize=9, **text_style("grey"))


def explain_squares(ax: "Axes", words: Mapping[str, str], columns: int) -> None:
    """Say below what each colour means."""
    from matplotlib.patches import Patch

    handles = [Patch(label=text, **_look(color)) for color, text in words.items()]
    how: dict[str, Any] = {"fontsize": 8.5, "labelcolor": pick_color("ink"), "frameon": False, "handlelength": 1}
    side_by_side = len(handles) if columns > _WIDE else 1
    where: dict[str, Any] = {"loc": "upper left", "bbox_to_anchor": (0, -0.02)}
    ax.legend(handles=handles, ncols=side_by_side, columnspacing=1.2, **where, **how)
