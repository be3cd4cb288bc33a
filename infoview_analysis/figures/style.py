"""One style for all figures: axes, titles, words, and how a figure becomes a file."""

import functools
import io
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal, ParamSpec

from infoview_analysis.figures.fonts import BASE_FONT, fit_fonts
from infoview_analysis.figures.letters import wrap_text
from infoview_analysis.figures.palette import pick_color

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "in_style",
    "measure_title",
    "new_axes",
    "render_figure",
    "say_nothing_yet",
    "set_title",
    "style_axes",
    "style_plate",
    "text_style",
]

_DPI = 160
_MOST_PIXELS = 60_000
"""Agg draws nothing larger on a side."""
_MARGIN = 0.12
"""Around all, in inches."""
_TITLE_SIZE = 11.5
_LETTERS = 10
"""Letters of a title in an inch."""
_P = ParamSpec("_P")


def in_style(plot: "Callable[_P, Axes]") -> "Callable[_P, Axes]":
    """Give what a function draws the ground of the theme, also on axes of others, and fonts that hold its letters."""

    @functools.wraps(plot)
    def styled(*args: _P.args, **options: _P.kwargs) -> "Axes":
        ax = plot(*args, **options)
        figure = ax.get_figure(root=True)
        assert figure is not None
        for ground in (figure, ax):
            ground.set_facecolor(pick_color("paper"))
        fit_fonts(ax)
        _move_title(ax)
        return ax

    return styled


def _move_title(ax: "Axes") -> None:
    """Begin the title where the names at the left begin: it may be as wide as all."""
    figure, title = ax.get_figure(root=True), ax.get_title(loc="left")
    if title and figure is not None and (layout := figure.get_layout_engine()) and _is_alone(ax):
        with _missing_glyphs_accepted():
            layout.execute(figure)
        # Another layout, on a screen of other dots, would leave the title behind.
        figure.set_layout_engine("none")
        place = ax.get_position()
        left = _MARGIN / float(figure.get_size_inches()[0])
        set_title(ax, title, left=(left - place.x0) / place.width)


def new_axes(width: float, height: float, *, tight: bool = True, top: float = 0.6) -> "Axes":
    """Make axes on a figure of their own.

    Parameters
    ----------
    width, height
        Size of the figure in inches.
    tight
        Make room for all labels, whatever their length, which means to draw everything twice. Without it the
        axes leave 0.15 inches at the sides and below, and ``top`` above.
    top
        Room for the title, in inches.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    layout = ConstrainedLayoutEngine(w_pad=_MARGIN, h_pad=_MARGIN) if tight else None
    figure = Figure(figsize=(width, height), layout=layout)
    FigureCanvasAgg(figure)
    if tight:
        return figure.add_subplot()
    return figure.add_axes((0.15 / width, 0.15 / height, 1 - 0.3 / width, 1 - (0.15 + top) / height))


def style_axes(ax: "Axes", *, grid: Literal["x", "y"] | None = None) -> None:
    """Take away what does not inform: frame and tick marks; ``grid`` keeps lines across one axis."""
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0, labelsize=9, labelcolor=pick_color("ink"), labelfontfamily=BASE_FONT)
    ax.set_axisbelow(True)
    if grid:
        ax.grid(axis=grid, color=pick_color("rule"), linewidth=0.6)


def set_title(ax: "Axes", text: str, *, left: float = 0.0) -> None:
    """Set a title of several short lines, flush left; ``left`` is where, as a share of the width of the axes."""
    wrapped = wrap_text(text, _LETTERS * _measure_room(ax))
    ax.set_title(wrapped, loc="left", x=left, fontsize=_TITLE_SIZE, pad=12, **text_style("ink"))


def _measure_room(ax: "Axes") -> float:
    """Measure how wide a title may be, in inches: as the figure where it belongs to one, else as the axes."""
    figure = ax.get_figure(root=True)
    assert figure is not None
    width = float(figure.get_size_inches()[0])
    return width - 2 * _MARGIN if _is_alone(ax) else width * float(ax.get_position().width)


def _is_alone(ax: "Axes") -> bool:
    """Whether a figure is laid out for these axes."""
    figure = ax.get_figure(root=True)
    return figure is not None and figure.axes == [ax] and figure.get_layout_engine() is not None


def measure_title(text: str, width: float) -> float:
    """Measure the room a title needs above axes of some width, in inches; that of two lines is the least.

    Examples
    --------
    >>> measure_title("One line", 6) == measure_title("Two lines of words", 1) < measure_title("One two three", 0.5)
    True
    """
    return 0.6 + 0.2 * max(0, wrap_text(text, _LETTERS * width).count("\n") - 1)


def text_style(color: str) -> dict[str, Any]:
    """Return what every text has: its colour, and dollar signs that are dollar signs."""
    return {"color": pick_color(color), "parse_math": False}


def style_plate() -> dict[str, Any]:
    """Return what lies under a text that lines may run behind."""
    return {"facecolor": pick_color("paper"), "edgecolor": "none", "pad": 0.8}


def say_nothing_yet(ax: "Axes | None", text: str) -> "Axes":
    """Say in words what an empty chart would leave open; None for ``ax`` makes a small figure."""
    ax = ax or new_axes(6.3, 1.5, tight=False, top=0.15)
    ax.set_axis_off()
    style = text_style("grey")
    ax.text(0.5, 0.5, wrap_text(text, 52), transform=ax.transAxes, ha="center", va="center", fontsize=11, **style)
    return ax


def render_figure(ax: "Axes", ending: str) -> bytes:
    """Render the figure of some axes; the same figure gives the same bytes.

    Parameters
    ----------
    ax
        What a ``plot_`` function returned.
    ending
        ``.png`` or ``.svg``. Text in SVG stays text: it can be searched, and shows in every script.
    """
    from matplotlib import rc_context

    stream, figure = io.BytesIO(), ax.get_figure(root=True)
    assert figure is not None
    size = max(figure.get_size_inches())
    dpi = min(_DPI, int(_MOST_PIXELS / size))
    metadata = {"Date": None, "Creator": None} if ending.lower() == ".svg" else {"Software": None}
    # Without a salt, identifiers are drawn by lot.
    with rc_context({"svg.hashsalt": "infoview", "svg.fonttype": "none"}), _missing_glyphs_accepted():
        figure.savefig(
            stream, format=ending.lower().lstrip("."), dpi=dpi, metadata=metadata, facecolor=figure.get_facecolor()
        )
    return stream.getvalue()


@contextmanager
def _missing_glyphs_accepted() -> Iterator[None]:
    # A machine without a font for a script is no fault of whoever reads the warning.
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        warnings.filterwarnings("ignore", message="Matplotlib currently does not support")
        yield
