"""When the interviews took place."""

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Any

from infoview_analysis.corpus import Corpus
from infoview_analysis.figures.letters import shorten_text
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
from infoview_analysis.reflection.frames import Row, cite
from infoview_analysis.reflection.words import say_count, say_date

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["find_days", "format_time", "plot_timeline"]

_LONGEST_NAME = 32
_MOST_NAMES = 60
"""Of more interviews than this, months are shown instead of names."""


@in_style
def plot_timeline(corpus: Corpus, ax: "Axes | None" = None) -> "Axes":
    """Plot when the interviews took place; a line in place of a dot is a month without a day.

    Of more than sixty interviews, months are counted instead of naming everybody.
    """
    talks = sorted((row for row in cite(corpus, corpus.interviews) if row["date"]), key=lambda row: row["date"])
    if not talks:
        return say_nothing_yet(ax, "No interview with a date yet.")
    named = len(talks) <= _MOST_NAMES
    ax = ax or new_axes(8, 1.5 + 0.21 * max(4, len(talks)) if named else 4)
    style_axes(ax, grid="x" if named else "y")
    (_name_talks if named else _count_months)(ax, talks)
    format_time(ax, 0.2 if named else 0.03, find_days(talks[0]["date"])[0], find_days(talks[-1]["date"])[1])
    undated = len(corpus.interviews) - len(talks)
    left_out = f" ({undated} without a date left out)" if undated else ""
    set_title(ax, f"{_title_time(talks)}{left_out}")
    return ax


def _name_talks(ax: "Axes", talks: list[Row]) -> None:
    for place, talk in enumerate(talks):
        first, last = find_days(talk["date"])
        mark: dict[str, Any] = {"color": pick_color("blue"), "solid_capstyle": "round"}
        ax.plot(
            [first, last],
            [place, place],
            marker="o" if first == last else "",
            markersize=6,
            linewidth=3,
            **mark,
        )
        name = shorten_text(talk["interviewee"], _LONGEST_NAME)
        ax.annotate(
            name,
            (last, place),
            (8, 0),
            textcoords="offset points",
            va="center",
            fontsize=8.5,
            bbox=style_plate(),
            **text_style("ink"),
        )
    ax.set_yticks([])
    ax.set_ylim(len(talks) - 0.3, -0.7)


def _count_months(ax: "Axes", talks: list[Row]) -> None:
    from matplotlib.ticker import MaxNLocator

    months = Counter(talk["date"][:7] for talk in talks)
    days = [find_days(month)[0] for month in sorted(months)]
    ax.bar(days, [months[month] for month in sorted(months)], width=24, align="edge", color=pick_color("blue"))
    ax.yaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_ylabel("talks", fontsize=9, **text_style("grey"))


def find_days(date: str) -> tuple[int, int]:
    """Return first and last day of an ISO day or month, in matplotlib's count.

    Examples
    --------
    >>> find_days("1970-01-02"), find_days("1970-01")
    ((1, 1), (0, 30))
    """
    if len(date) > len("2025-01"):
        return (_count_days(dt.date.fromisoformat(date)),) * 2
    first = dt.date.fromisoformat(f"{date}-01")
    return _count_days(first), _count_days((first + dt.timedelta(days=31)).replace(day=1)) - 1


def _count_days(date: dt.date) -> int:
    # Plain days: matplotlib's own conversion would have to be told of the axis, and is not typed.
    return (date - dt.date(1970, 1, 1)).days


def format_time(ax: "Axes", room: float, first: int, last: int) -> None:
    """Set the scale of time from a first to a last day, with a share of it left free at the right."""
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    # Names to the right of the last dots need room; a single day needs a scale at all.
    days = max(90, last - first)
    ax.set_xlim(first - 0.03 * days, first + (1 + room) * days)
    locator = AutoDateLocator(minticks=3, maxticks=9)  # type: ignore[no-untyped-call]
    ax.xaxis.set_major_locator(locator)
    # The first date must not meet the zero of the other axis.
    ax.tick_params(axis="x", pad=8)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]


def _title_time(talks: list[Row]) -> str:
    first, last = talks[0]["date"][:7], talks[-1]["date"][:7]
    when = f"in {say_date(first)}" if first == last else f"from {say_date(first)} to {say_date(last)}"
    return f"{say_count(len(talks), 'conversation').capitalize()} {when}"
