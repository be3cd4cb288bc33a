"""How much each further talk still added, and which topics each talk touched."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from infoview_analysis.corpus import Corpus
from infoview_analysis.figures.style import (
    COLORS,
    PLATE,
    clean_text,
    new_axes,
    say_nothing_yet,
    set_title,
    style_axes,
    text_style,
)
from infoview_analysis.reflection.frames import Row, list_rows
from infoview_analysis.reflection.saturation.measures import FEW, follow_saturation
from infoview_analysis.reflection.saturation.topic_coverage import measure_topics
from infoview_analysis.reflection.words import say_count, say_number, say_share

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_coverage", "plot_saturation"]

_APART = 0.09
"""Least distance of the words at the ends of the lines, as a share of the height."""
_MOST_NAMES = 40
"""Of more talks than this, columns have numbers instead of names."""
_WIDE = 14
"""Talks below which what the squares mean stands in one column."""
_LONGEST_NAME = 24
_MUCH = 3
"""Statements on a topic from which on its square is dark."""
_LEVELS = {"white": "did not come up", "sky": "one or two statements", "blue": "three or more"}


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
    ax = ax or new_axes(8, 4)
    if len(steps) < 2 or not steps[-1]["found"]:
        say_nothing_yet(ax, _say_nothing(steps))
        return ax
    style_axes(ax, grid="y")
    talks = [row["talk"] for row in steps]
    if len(steps) >= FEW:
        band = ([row["expected_low"] for row in steps], [row["expected_high"] for row in steps])
        ax.fill_between(talks, *band, color=COLORS["blue"], alpha=0.12, linewidth=0)
    ax.plot(talks, [row["expected"] for row in steps], color=COLORS["blue"], linewidth=1.8)
    held: dict[str, Any] = {"color": COLORS["vermilion"], "linewidth": 1.2, "marker": "o", "markersize": 3.5}
    ax.plot(talks, [row["found"] for row in steps], **held)
    _name_curves(ax, steps)
    ticks = MaxNLocator(integer=True).tick_values(1, len(steps))
    ax.set_xticks([tick for tick in ticks if 1 <= tick <= len(steps)])
    ax.yaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_xlabel("talks", fontsize=9, loc="left", **text_style("grey"))
    set_title(ax, _title_saturation(steps), width=70)
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
        where: dict[str, Any] = {"textcoords": "offset points", "fontsize": 9, "va": "center", "bbox": PLATE}
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


def plot_coverage(corpus: Corpus, ax: "Axes | None" = None) -> "Axes":
    """Plot which topics of the question bank each talk touched, topic by talk.

    Talks stand in the order of their dates. Of more than forty, columns have numbers instead of names.

    Examples
    --------
    >>> plot_coverage(Corpus.empty()).texts[0].get_text()
    'There is no talk yet.'
    """
    cells = list_rows(measure_topics(corpus))
    labels = list(dict.fromkeys(cell["label"] for cell in cells))
    talks = list({cell["interview_id"]: cell["interviewee"] for cell in cells}.values())
    ax = ax or new_axes(max(5.0, 3.2 + 0.24 * min(len(talks), 2 * _MOST_NAMES)), 4.9)
    if not cells:
        say_nothing_yet(ax, "There is no talk yet.")
        return ax
    style_axes(ax)
    _draw_squares(ax, cells, len(labels))
    _name_places(ax, labels, talks)
    heard = {label: sum(cell["heard"] for cell in cells if cell["label"] == label) for label in labels}
    for place, label in enumerate(labels):
        where: dict[str, Any] = {"va": "center", "fontsize": 9}
        ax.text(len(talks) - 0.3, place, f"{heard[label]} of {len(talks)}", **where, **text_style("grey"))
    set_title(ax, _title_coverage(heard, len(talks)), width=max(34, 24 + 2 * len(talks)))
    return ax


def _draw_squares(ax: "Axes", cells: Sequence[Row], topics: int) -> None:
    from matplotlib.collections import PatchCollection
    from matplotlib.patches import Patch, Rectangle

    squares: dict[str, list[Patch]] = {level: [] for level in _LEVELS}
    for place, cell in enumerate(cells):
        talk, topic = divmod(place, topics)
        statements = cell["passages"] + cell["mentions"]
        level = "blue" if statements >= _MUCH else "sky" if statements else "white"
        squares[level].append(Rectangle((talk - 0.42, topic - 0.42), 0.84, 0.84))
    looks: dict[str, dict[str, Any]] = {
        level: {"facecolor": COLORS.get(level, level), "edgecolor": COLORS["rule"], "linewidth": 0.6}
        for level in _LEVELS
    }
    for level, patches in squares.items():
        ax.add_collection(PatchCollection(patches, **looks[level]))
    handles = [Patch(label=words, **looks[level]) for level, words in _LEVELS.items()]
    font: dict[str, Any] = {"family": text_style("ink")["fontfamily"], "size": 8.5}
    how: dict[str, Any] = {"prop": font, "labelcolor": COLORS["ink"], "frameon": False, "handlelength": 1}
    columns = 3 if len(cells) > topics * _WIDE else 1
    ax.legend(handles=handles, loc="upper left", bbox_to_anchor=(0, -0.02), ncols=columns, columnspacing=1.2, **how)


def _name_places(ax: "Axes", labels: Sequence[str], talks: Sequence[str]) -> None:
    ax.set_yticks(range(len(labels)), list(labels), **text_style("ink"))
    # A single column must not be stretched.
    ax.set_xlim(-0.6, max(8, len(talks) + 1.2))
    ax.set_ylim(len(labels) - 0.4, -0.6)
    ax.xaxis.tick_top()
    if len(talks) > _MOST_NAMES:
        shown = range(0, len(talks), 10)
        ax.set_xticks(shown, [str(place + 1) for place in shown], **text_style("ink"))
    else:
        names = [_shorten(name) for name in talks]
        ax.set_xticks(range(len(talks)), names, rotation=90, fontsize=8, **text_style("ink"))


def _shorten(name: str) -> str:
    name = clean_text(name)
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


def _title_coverage(heard: dict[str, int], total: int) -> str:
    missing = [label for label, talks in heard.items() if not talks]
    if len(missing) == 1:
        return f"Nobody has spoken of {missing[0]} yet"
    if missing:
        return f"{say_number(len(missing)).capitalize()} of {say_number(len(heard))} topics have not come up yet"
    if total == 1:
        return f"All {say_number(len(heard))} topics came up in the one talk"
    rarest = min(heard, key=lambda label: heard[label])
    return f"Least was said of {rarest}: it came up in {heard[rarest]} of {total} talks"
