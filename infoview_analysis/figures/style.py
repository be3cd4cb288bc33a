"""One style for all figures: colours, fonts, titles, and how a figure becomes a file."""

import io
import re
import textwrap
import unicodedata
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "COLORS",
    "PLATE",
    "clean_text",
    "measure_text",
    "measure_title",
    "new_axes",
    "render_figure",
    "say_nothing_yet",
    "set_title",
    "style_axes",
    "wrap_text",
]

COLORS = {
    "paper": "#ffffff",
    "ink": "#262626",
    "grey": "#767676",
    "rule": "#d0d0d0",
    "pale": "#b3b3b3",
    "faint": "#ececec",
    "blue": "#0072b2",
    "sky": "#56b4e9",
    "vermilion": "#d55e00",
    "orange": "#e69f00",
    "green": "#009e73",
    "purple": "#cc79a7",
}
"""Okabe and Ito's colours, which people with any colour vision tell apart, and greys."""

PLATE: dict[str, Any] = {"facecolor": "white", "edgecolor": "none", "pad": 0.8}
"""What lies under a text that lines may run behind."""

# The first one comes with matplotlib; the others fill in scripts it lacks, where the machine has them.
_FONTS = (
    "DejaVu Sans",
    "Noto Sans",
    "Segoe UI",
    "Arial Unicode MS",
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "PingFang SC",
    "Hiragino Sans",
    "Microsoft YaHei",
    "Malgun Gothic",
    "WenQuanYi Zen Hei",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Nirmala UI",
)
_DRAWN_ANYWHERE = re.compile("[\0-\u08ff\u10a0-\u10ff\u1e00-\u2bff]")
"""Scripts that the font which comes with matplotlib holds."""
_DPI = 160
_MOST_PIXELS = 60_000
"""Agg draws nothing larger on a side."""


@lru_cache(maxsize=1)
def _find_fonts() -> tuple[str, ...]:
    # A family that is not there costs a line of log for every text.
    from matplotlib.font_manager import fontManager

    present = set(fontManager.get_font_names())
    return (*(name for name in _FONTS if name in present), "sans-serif")


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

    layout = ConstrainedLayoutEngine(w_pad=0.12, h_pad=0.12) if tight else None
    figure = Figure(figsize=(width, height), layout=layout, facecolor="white")
    FigureCanvasAgg(figure)
    if tight:
        return figure.add_subplot()
    return figure.add_axes((0.15 / width, 0.15 / height, 1 - 0.3 / width, 1 - (0.15 + top) / height))


def style_axes(ax: "Axes", *, grid: Literal["x", "y"] | None = None) -> None:
    """Take away what does not inform: frame and tick marks; ``grid`` keeps lines across one axis."""
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0, labelsize=9, labelcolor=COLORS["ink"], labelfontfamily=list(_find_fonts()))
    ax.set_axisbelow(True)
    if grid:
        ax.grid(axis=grid, color=COLORS["rule"], linewidth=0.6)


def set_title(ax: "Axes", text: str, *, width: int = 58) -> None:
    """Set a title of several short lines, flush left."""
    ax.set_title(wrap_text(text, width), loc="left", fontsize=11.5, pad=12, **text_style("ink"))


def measure_title(text: str, width: int) -> float:
    """Measure the room a title needs above axes, in inches; that of two lines is the least.

    Examples
    --------
    >>> measure_title("One line", 58) == measure_title("Two lines of words", 10) < measure_title("One two three", 5)
    True
    """
    return 0.6 + 0.2 * max(0, wrap_text(text, width).count("\n") - 1)


def text_style(color: str) -> dict[str, Any]:
    """Return what every text has: colour, fonts, and dollar signs that are dollar signs."""
    return {"color": COLORS[color], "fontfamily": list(_find_fonts()), "parse_math": False}


def say_nothing_yet(ax: "Axes", text: str) -> None:
    """Say in words what an empty chart would leave open."""
    ax.set_axis_off()
    style = text_style("grey")
    ax.text(0.5, 0.5, wrap_text(text, 52), transform=ax.transAxes, ha="center", va="center", fontsize=11, **style)


def clean_text(text: str) -> str:
    """Fold white space and drop control characters, which no font draws and SVG must not hold.

    Examples
    --------
    >>> clean_text("Ann\\x00 \\n Lee")
    'Ann Lee'
    """
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]+", " ", text).split())


def wrap_text(text: str, width: int) -> str:
    """Break a text into lines of at most ``width`` characters; longer words are broken too."""
    return textwrap.fill(clean_text(text), width)


def measure_text(text: str, size: float) -> float:
    """Estimate the width of a text, in inches: rather too much than too little, the same on every machine.

    Parameters
    ----------
    text
        One line.
    size
        Size of the font in points.

    Examples
    --------
    >>> measure_text("Lili", 9) < measure_text("Mama", 9) < measure_text("王小明王", 9)
    True
    """
    return sum(map(_measure_letter, text)) * size / 72


def _measure_letter(letter: str) -> float:
    # Where no font has a letter, a box is drawn in its place, which is wider than most.
    if not _DRAWN_ANYWHERE.match(letter):
        return 1.2
    if unicodedata.combining(letter):
        return 0.0
    if letter in "iIjl.,:;'’|! ":
        return 0.34
    if letter in "mMwW@—":
        return 1.0
    return 0.72 if letter.isupper() else 0.62 if letter.isascii() else 0.68


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
        figure.savefig(stream, format=ending.lower().lstrip("."), dpi=dpi, metadata=metadata)
    return stream.getvalue()


@contextmanager
def _missing_glyphs_accepted() -> Iterator[None]:
    # A machine without a font for a script is no fault of whoever reads the warning.
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        warnings.filterwarnings("ignore", message="Matplotlib currently does not support")
        yield
