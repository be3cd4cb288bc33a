"""Names of rows, at the left of charts and squares."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from infoview_analysis.figures.letters import wrap_text
from infoview_analysis.figures.style import text_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["measure_row", "name_rows"]

_LETTERS, _MOST_LINES = 28, 2
_ROW, _LINE = 0.27, 0.17
"""Height of a row whose name has one line, and of each line in others, in inches."""


def measure_row(names: Sequence[str]) -> float:
    """Measure how high rows must be so that no name touches another, in inches.

    Examples
    --------
    >>> measure_row(["SQL"]) < measure_row(["SQL", "a much longer name that does not fit into one line"])
    True
    """
    lines = max((_wrap(name).count("\n") + 1 for name in names), default=1)
    return max(_ROW, lines * _LINE)


def name_rows(ax: "Axes", names: Sequence[str]) -> None:
    """Name the rows, from the top; a name has two lines at most."""
    ax.set_yticks(range(len(names)), [_wrap(name) for name in names], linespacing=1.1, **text_style("ink"))
    ax.set_ylim(len(names) - 0.4, -0.6)


def _wrap(name: str) -> str:
    return wrap_text(name, _LETTERS, lines=_MOST_LINES)
