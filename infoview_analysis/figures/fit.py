"""How the paths fit what matters to the note-taker."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from infoview_analysis.corpus import Corpus
from infoview_analysis.figures.grid import draw_squares, explain_squares
from infoview_analysis.figures.letters import measure_text, wrap_text
from infoview_analysis.figures.palette import pick_color
from infoview_analysis.figures.row_names import measure_row, name_rows
from infoview_analysis.figures.style import in_style, new_axes, say_nothing_yet, set_title, text_style
from infoview_analysis.reflection.fit.comparison import ENOUGH_KNOWN, build_matrix, compare_paths
from infoview_analysis.reflection.frames import Row, list_rows
from infoview_analysis.reflection.profile import Profile
from infoview_analysis.reflection.words import say_count, say_share

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

__all__ = ["plot_fit"]

_MOST_PATHS = 9
_WORDS = {
    "blue": "most talks for it",
    "pale": "as many for as against",
    "vermilion": "most against",
    "paper": "? not heard",
}
_HEAD = "numbers are talks, those for the path before the colon"
_COLUMN = 0.36
"""Width of a column, in inches."""
_SCALE = 5.0
"""Width of the scale from −1 to 1, in columns."""
_DOT: dict[str, Any] = {"marker": "o", "markersize": 6, "linestyle": "none"}
_BOUNDS: dict[str, Any] = {"linewidth": 2.5, "solid_capstyle": "butt"}
_FRAME, _VALUE_SIZE = 2.3, 8.5
"""Height of title and legend, in inches; size of the names of values."""
_APART = 1.3
"""Room between the squares and the scale, in columns."""


@in_style
def plot_fit(corpus: Corpus, profile: Profile | None = None, ax: "Axes | None" = None) -> "Axes":
    """Plot what was heard of each value on each path, and between which bounds the fit of a path lies.

    A square says what most talks say of a value, with the number of talks, those for it first where others are against;
    what nobody spoke of has a question mark. In brackets stand the talks on a path, and the weight of a value.
    With values in the profile the line at the right runs between the bounds: how the path would do if all that is
    unknown turned out badly or well. The dot is the mean of what is known; it is left out where less than half of the
    weight is known. Targets come first, then the fields with most interviews, nine at most.

    Parameters
    ----------
    corpus
        The tables.
    profile
        The note-taker; without it the paths are fields of work and nothing is weighed.
    ax
        Where to draw; None makes a figure.

    Examples
    --------
    >>> plot_fit(Corpus.empty()).texts[0].get_text()
    'There is no path to compare yet.'
    """
    paths = _list_known(compare_paths(corpus, profile))[:_MOST_PATHS]
    if not any(path["talks"] for path in paths):
        return say_nothing_yet(ax, _say_nothing(len(paths)))
    cells = _list_known(build_matrix(corpus, profile))
    values = {cell["value"]: cell["weight"] for cell in cells}
    names = [f"{path['path']} ({path['interviews']})" for path in paths]
    ax = ax or new_axes(
        5.2 + _COLUMN * len(values) + 2.2,
        _FRAME + _measure_values(values) + max(0.3, measure_row(names)) * max(3, len(paths)),
    )
    known = {(cell["path"], cell["value"]): cell for cell in cells}
    grid = [[known[path["path"], value] for value in values] for path in paths]
    _draw_cells(ax, grid)
    name_rows(ax, names)
    _name_values(ax, values)
    weighed = any(path["weight_known"] is not None for path in paths)
    if weighed:
        _draw_bounds(ax, paths, len(values))
    ax.set_xlim(-0.6, len(values) - 0.4 + (_APART + _SCALE + 3.0 if weighed else 0))
    explain_squares(
        ax,
        _WORDS,
        *(_explain_bounds() if weighed else ()),
        width=_COLUMN * len(values) + (3.4 if weighed else 0),
        head=_HEAD,
    )
    set_title(ax, _title_fit(paths, [cell for row in grid for cell in row], len(corpus.interviews)))
    return ax


def _list_known(frame: "pd.DataFrame") -> list[Row]:
    """Return rows with None for what is missing."""
    return list_rows(frame.astype(object).where(frame.notna(), None))


def _say_nothing(paths: int) -> str:
    if paths:
        return "Nobody has spoken of what matters to you yet, such as pay, learning or the people one works with."
    return "There is no path to compare yet."


def _draw_cells(ax: "Axes", grid: Sequence[Sequence[Row]]) -> None:
    places = {(column, row): cell for row, cells in enumerate(grid) for column, cell in enumerate(cells)}
    draw_squares(ax, {place: _find_color(cell) for place, cell in places.items()})
    for (column, row), cell in places.items():
        color = "grey" if not cell["talks"] else "paper" if _find_color(cell) != "pale" else "ink"
        look: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": 9}
        ax.text(column, row, _count_talks(cell), **look, **text_style(color))


def _count_talks(cell: Row) -> str:
    if cell["talks_for"] and cell["talks_against"]:
        return f"{cell['talks_for']}:{cell['talks_against']}"
    return str(cell["talks"] or "?")


def _find_color(cell: Row) -> str:
    if cell["balance"] is None:
        return "paper"
    return "pale" if cell["balance"] == 0 else "blue" if cell["balance"] > 0 else "vermilion"


def _name_values(ax: "Axes", values: dict[str, int | None]) -> None:
    ax.xaxis.tick_top()
    names = list(_say_values(values))
    ax.set_xticks(range(len(names)), names, rotation=90, fontsize=_VALUE_SIZE, **text_style("ink"))


def _say_values(values: dict[str, int | None]) -> Iterator[str]:
    for name, weight in values.items():
        yield f"{wrap_text(name, 20)}{f' ({weight})' if weight else ''}"


def _measure_values(values: dict[str, int | None]) -> float:
    """Measure the height that the upright names of values take, in inches."""
    lines = [line for name in _say_values(values) for line in name.splitlines()]
    return max((measure_text(line, _VALUE_SIZE) for line in lines), default=0.0)


def _draw_bounds(ax: "Axes", paths: Sequence[Row], columns: int) -> None:
    left = columns - 0.5 + _APART
    ends = [(left + _SCALE * share, words) for share, words in ((0, "all against"), (0.5, "0"), (1, "all for"))]
    for place, words in ends:
        ax.plot([place] * 2, [-0.5, len(paths) - 0.5], color=pick_color("rule"), linewidth=0.8, zorder=1)
        ax.text(place, -0.6, words, ha="center", va="bottom", fontsize=8.5, **text_style("grey"))
    for row, path in enumerate(paths):
        # Of a path of which nothing is known everything is possible.
        bounds = (-1, 1) if path["score"] is None else (path["score_low"], path["score_high"])
        low, high = (left + _SCALE * (bound + 1) / 2 for bound in bounds)
        ax.plot([low, high], [row, row], color=pick_color("pale"), zorder=2, **_BOUNDS)
        if path["weight_known"] >= ENOUGH_KNOWN:
            middle = left + _SCALE * (path["score"] + 1) / 2
            ax.plot(middle, row, color=pick_color("ink"), zorder=3, **_DOT)
        words = f"{say_share(path['weight_known'])} known"
        ax.text(left + _SCALE + 0.4, row, words, va="center", fontsize=9, **text_style("grey"))


def _explain_bounds() -> "tuple[Line2D, Line2D]":
    from matplotlib.lines import Line2D

    dot = Line2D([], [], label="mean of what is known", **_DOT, color=pick_color("ink"))
    bounds = "if what is unknown turns out against, or for"
    return dot, Line2D([], [], label=bounds, **_BOUNDS, color=pick_color("pale"))


def _title_fit(paths: Sequence[Row], cells: Sequence[Row], total: int) -> str:
    compared = [path for path in paths if path["first"] is not None]
    if not compared:
        heard, talks = sum(bool(cell["talks"]) for cell in cells), sum(path["talks"] for path in paths)
        said = f"{talks} of {say_count(total, 'talk')} spoke of what matters"
        return f"{said}: {heard} of {len(cells)} squares {'is' if heard == 1 else 'are'} filled"
    best = max(compared, key=lambda path: path["score"])
    others = max(path["score_high"] for path in compared if path is not best)
    unsure = "; what is not known could still turn this round" if others >= best["score_low"] else ""
    known = f"{say_share(best['weight_known'])} of the weight known"
    return f"Of what {say_count(total, 'talk')} said, most speaks for {best['path']}, {known}{unsure}"
