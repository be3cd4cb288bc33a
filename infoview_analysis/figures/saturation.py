"""How much each further talk still added."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from infoview_analysis.corpus import Corpus
from infoview_analysis.figures.palette import pick_color
from infoview_analysis.figures.style import (
    in_style,
    new_axes,
    say_nothing_yet,
    set_title,
    style_axes,
    style_plate,
    text_style,
)
from infoview_analysis.reflection.frames import Row, list_rows
from infoview_analysis.reflection.saturation.measures import FEW, follow_saturation
from infoview_analysis.reflection.words import say_count, say_share

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_saturation"]

_APART = 0.09
"""Least distance of the words at the ends of the lines, as a share of the height."""


@in_style
def plot_saturation(corpus: Corpus, ax: "Axes | None" = None) -> "Axes":
    """Plot how many different skills were named after each talk: in the order held, and on average over all orders.

    From five talks on the band is the 95 % interval of the average, for other people of the same kind. Where the curve
    still rises at its end, further talks will bring new skills; one that has become flat says that they hardly will.

    Examples
    --------
    >>> plot_saturation(Corpus.empty()).texts[0].get_text()
    'There is no talk yet.'
    """
    from matplotlib.ticker import MaxNLocator

    steps = list_rows(follow_saturation(corpus))
    if len(steps) < 2 or not steps[-1]["found"]:
        return say_nothing_yet(ax, _say_nothing(steps))
    ax = ax or new_axes(8, 4)
    style_axes(ax, grid="y")
    talks = [row["talk"] for row in steps]
    if len(steps) >= FEW:
        band = ([row["expected_low"] for row in steps], [row["expected_high"] for row in steps])
        ax.fill_between(talks, *band, color=pick_color("blue"), alpha=0.12, linewidth=0)
    ax.plot(talks, [row["expected"] for row in steps], color=pick_color("blue"), linewidth=1.8)
    held: dict[str, Any] = {"color": pick_color("vermilion"), "linewidth": 1.2, "marker": "o", "markersize": 3.5}
    ax.plot(talks, [row["found"] for row in steps], **held)
    _name_curves(ax, steps)
    ticks = MaxNLocator(integer=True).tick_values(1, len(steps))
    ax.set_xticks([tick for tick in ticks if 1 <= tick <= len(steps)])
    ax.yaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_xlabel("talks", fontsize=9, loc="left", **text_style("grey"))
    set_title(ax, _title_saturation(steps))
    return ax


def _say_nothing(steps: Sequence[Row]) -> str:
    if not steps:
        return "There is no talk yet."
    if not steps[-1]["found"]:
        return f"No skill was named in {say_count(len(steps), 'talk')} yet."
    return f"One talk named {say_count(steps[0]['found'], 'skill')}: the curve begins with the second."


def _name_curves(ax: "Axes", steps: Sequence[Row]) -> None:
    last, interval = steps[-1], len(steps) >= FEW
    top = last["expected_high"] if interval else float(last["found"])
    # Both lines end at the same height, so that the words of the second stand below.
    words = [(top, "95 % interval", "grey")] if interval else []
    words.append((float(last["found"]), "average over all orders", "blue"))
    words.append((min(last["found"], top) - 1.6 * _APART * top, "in the order of your talks", "vermilion"))
    height = float("inf")
    for wanted, text, color in words:
        height = min(wanted, height - _APART * top)
        where: dict[str, Any] = {"textcoords": "offset points", "fontsize": 9, "va": "center", "bbox": style_plate()}
        ax.annotate(text, (last["talk"], height), (8, 0), **where, **text_style(color))
    ax.set_xlim(0.6, last["talk"] + 0.36 * max(1, last["talk"] - 1))
    ax.set_ylim(0, top * 1.05)


def _title_saturation(steps: Sequence[Row]) -> str:
    last = steps[-1]
    # The last step of the average is the number of skills named once, per talk.
    added = last["expected"] - steps[-2]["expected"]
    named = sum(row["named"] for row in steps) / len(steps)
    share = say_share(added / named)
    said = f"{say_count(len(steps), 'talk')} named {say_count(last['found'], 'skill')}".capitalize()
    return f"{said}; on average over all orders, {share} of those in the last talk were new"
