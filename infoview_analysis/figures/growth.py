"""How the network of referrals grew."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

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
from infoview_analysis.figures.timeline import find_days, format_time
from infoview_analysis.network import NOTE_TAKER, merged_graph
from infoview_analysis.reflection.words import say_count, say_number

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes

__all__ = ["plot_growth"]

_ROOM = 0.22
"""Share of the width left for the words at the end of the lines."""
_DAY = len("2025-01-31")
_APART = 0.08
"""Least distance of the words at the end, as a share of the highest line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Referred:
    """When somebody was pointed to and interviewed: ISO dates, days or months; empty where not known."""

    named: str
    met: str
    interviewed: bool

    @property
    def dated(self) -> bool:
        return bool(self.named and (self.met or not self.interviewed))

    @property
    def days(self) -> tuple[int, int | None]:
        """Days by which both had happened for certain; the second is None where it did not happen."""
        return find_days(self.named)[1], find_days(self.met)[1] if self.interviewed else None


@in_style
def plot_growth(graph: "nx.MultiDiGraph", ax: "Axes | None" = None) -> "Axes":
    """Plot how many people you had been pointed to, and how many of them you had interviewed, by day.

    The space between both lines is what is open. People to whom no referral led are counted in the title only. A
    month without a day counts at its end, when it was certainly past; people without a date are left out of the
    lines, and both is said below.

    Parameters
    ----------
    graph
        As :func:`infoview_analysis.network.referral_graph` builds it.
    ax
        Where to draw; None makes a figure of its own.
    """
    from matplotlib.ticker import MaxNLocator

    people = _find_referred(graph)
    dated = [person for person in people if person.dated]
    if not dated:
        return say_nothing_yet(ax, _say_nothing(len(people)))
    ax = ax or new_axes(8, 4)
    style_axes(ax, grid="y")
    named = sorted(person.days[0] for person in dated)
    met = sorted(day for person in dated if (day := person.days[1]) is not None)
    first, last = named[0], max([*named, *met])
    _draw_steps(ax, named, met, (first, last))
    format_time(ax, _ROOM, first, last)
    ax.yaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_xlabel(_say_left_out(people), fontsize=8.5, loc="left", **text_style("grey"))
    set_title(ax, _title_growth(graph, people))
    return ax


def _find_referred(graph: "nx.MultiDiGraph") -> list[_Referred]:
    """Find everybody whom somebody had pointed to before the interview, if there was one."""
    merged = merged_graph(graph)
    found = []
    for person, data in merged.nodes(data=True):
        if data["wave"] > 0:
            said = [date for one, _, date in merged.in_edges(person, data="date") if one != NOTE_TAKER]
            # Whoever was interviewed had been named by then, even if only a month without a day says so.
            dates = list(filter(None, [*said, data["met"]]))
            named = min(dates, key=lambda date: (find_days(date)[1], date), default=data["first_seen"])
            found.append(_Referred(named=named, met=data["met"], interviewed=data["interviewed"]))
    return found


def _draw_steps(ax: "Axes", named: Sequence[int], met: Sequence[int], time: tuple[int, int]) -> None:
    first, last = time
    days = sorted({first, *named, *met, last})
    pointed = [sum(day <= today for day in named) for today in days]
    interviewed = [sum(day <= today for day in met) for today in days]
    ax.fill_between(days, interviewed, pointed, step="post", color=pick_color("vermilion"), alpha=0.12, linewidth=0)
    line: dict[str, Any] = {"where": "post", "linewidth": 1.8}
    ax.step([first, *days], [0, *pointed], color=pick_color("vermilion"), **line)
    ax.step([first, *days], [0, *interviewed], color=pick_color("blue"), **line)
    _name_lines(ax, last, len(named), len(met))


def _name_lines(ax: "Axes", last: int, named: int, met: int) -> None:
    words = [(float(met), f"{met:,} interviewed", "blue"), (float(named), f"{named:,} pointed to", "vermilion")]
    if met < named:
        words.insert(1, ((named + met) / 2, f"{named - met:,} open", "grey"))
    height = -math.inf
    for wanted, text, color in words:
        # Lines that end close to each other still have words apart.
        height = max(wanted, height + named * _APART)
        where: dict[str, Any] = {"textcoords": "offset points", "fontsize": 9, "va": "center", "bbox": style_plate()}
        ax.annotate(text, (last, height), (8, 0), **where, **text_style(color))
    ax.set_ylim(0, height + named * _APART)


def _say_left_out(people: Sequence[_Referred]) -> str:
    """Say how many dates were not taken as they are."""
    undated = sum(not person.dated for person in people)
    dates = [date for person in people if person.dated for date in (person.named, person.met) if date]
    months = sum(len(date) < _DAY for date in dates)
    left_out = f"{say_count(undated, 'person', 'people')} without a date left out of the lines" if undated else ""
    rounded = f"{say_count(months, 'date')} with a month only counted at its end" if months else ""
    text = "; ".join(filter(None, [left_out, rounded]))
    return text[:1].upper() + text[1:]


def _say_nothing(undated: int) -> str:
    if undated:
        return f"{say_count(undated, 'person', 'people').capitalize()} you were pointed to, none with a date."
    return "Nobody has been pointed out to you yet: once somebody is, growth is drawn here."


def _title_growth(graph: "nx.MultiDiGraph", people: Sequence[_Referred]) -> str:
    met = sum(person.interviewed for person in people)
    found = sum(data["interviewed"] for _, data in graph.nodes(data=True) if data["wave"] == 0)
    besides = f"; {say_number(found)} more without a referral" if found else ""
    have = "has" if met == 1 else "have"
    if len(people) == 1:
        return f"The one person you were pointed to has {'' if met else 'not yet '}been interviewed{besides}"
    return f"{met:,} of {len(people):,} people you were pointed to {have} been interviewed{besides}"
