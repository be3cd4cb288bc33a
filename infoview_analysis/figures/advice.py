"""Which advice recurs, and where people contradict each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from infoview_analysis.corpus import Corpus
from infoview_analysis.figures.letters import clean_text, wrap_text
from infoview_analysis.figures.palette import pick_color
from infoview_analysis.figures.style import in_style, new_axes, say_nothing_yet, set_title, style_axes, text_style
from infoview_analysis.reflection.frames import Row, list_rows
from infoview_analysis.reflection.skills.demand import find_threshold
from infoview_analysis.reflection.themes.contradictions import find_contradictions
from infoview_analysis.reflection.themes.ranking import rank_advice
from infoview_analysis.reflection.words import say_count

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_advice"]

_MOST_ROWS = 12
_LETTERS, _MOST_LINES = 46, 3
_LINE, _GAP = 0.16, 0.16
"""Height of a line of words, and of the room between two rows, in inches."""
_HEAD, _LEAST_HEIGHT = 0.24, 0.8
_SIDES = {"do": ("blue", "advised"), "avoid": ("vermilion", "advised against")}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Advice:
    """A theme, or a matter on which people contradict each other."""

    label: str
    do: int
    """Talks that advise it."""
    avoid: int
    """Talks that advise against it."""
    support: int
    """Talks that speak of it; one may say both."""
    disputed: bool

    @property
    def lines(self) -> str:
        return wrap_text(self.label, _LETTERS, lines=_MOST_LINES)


@in_style
def plot_advice(corpus: Corpus, ax: "Axes | None" = None) -> "Axes":
    """Plot what more than one interviewee advises, to the right, or advises against, to the left.

    Bars count interviews. A theme stands under its most central statement. Matters on which interviewees contradict
    each other are marked ≠ and stand under the name of the matter, in place of themes that mostly speak of them. With
    one or two interviews all advice is shown; at most twelve rows.

    Examples
    --------
    >>> plot_advice(Corpus.empty()).texts[0].get_text()
    'No advice was given in these notes yet.'
    """
    themes, total = list_rows(rank_advice(corpus)), len(corpus.interviews)
    disputed = [row for row in list_rows(find_contradictions(corpus)) if row["kind"] == "advice"]
    rows = _choose_rows(themes, disputed, total)
    if not rows:
        return say_nothing_yet(ax, _say_nothing(len(themes)))
    heights = [(row.lines.count("\n") + 1) * _LINE + _GAP for row in rows]
    ax = ax or new_axes(8.6, 1.4 + _HEAD + max(_LEAST_HEIGHT, sum(heights)))
    middles = [end - height / 2 for end, height in zip(accumulate(heights), heights, strict=True)]
    _draw_bars(ax, rows, middles)
    ax.set_yticks(middles, [row.lines for row in rows], linespacing=1.1, **text_style("ink"))
    ax.set_ylim(max(_LEAST_HEIGHT, sum(heights)), -_HEAD)
    mark = "; ≠ people contradict each other" if any(row.disputed for row in rows) else ""
    ax.set_xlabel(f"talks, of {total}{mark}", fontsize=9, loc="left", **text_style("grey"))
    set_title(ax, _title_advice(rows, total))
    return ax


def _choose_rows(themes: Sequence[Row], disputed: Sequence[Row], total: int) -> list[_Advice]:
    told = {quote for row in disputed for side in ("one", "other") for quote in row[f"{side}_quotes"].split("\n")}
    rows = [_describe_matter(row) for row in disputed]
    for theme in themes:
        quotes = theme["quotes"].split("\n")
        if theme["support"] >= find_threshold(total) and 2 * len(told.intersection(quotes)) < len(quotes):
            rows.append(_describe_theme(theme))
    return sorted(rows, key=lambda row: -row.support)[:_MOST_ROWS]


def _describe_matter(row: Row) -> _Advice:
    do, avoid = row["one_support"], row["other_support"]
    return _Advice(label=f"≠ {row['matter']}", do=do, avoid=avoid, support=do + avoid, disputed=True)


def _describe_theme(row: Row) -> _Advice:
    label = f"“{clean_text(row['theme'])}”"
    return _Advice(label=label, do=row["do"], avoid=row["avoid"], support=row["support"], disputed=False)


def _draw_bars(ax: "Axes", rows: Sequence[_Advice], middles: Sequence[float]) -> None:
    style_axes(ax)
    most = max([3, *(max(row.do, row.avoid) for row in rows)])
    bar: dict[str, Any] = {"height": 0.2}
    for side, (color, words) in _SIDES.items():
        sign = 1 if side == "do" else -1
        counts = [getattr(row, side) for row in rows]
        ax.barh(middles, [sign * count for count in counts], color=pick_color(color), **bar)
        for middle, count in zip(middles, counts, strict=True):
            if count:
                _write(ax, str(count), (sign * count, middle), sign)
        _write(ax, words, (sign * most / 2, -_HEAD / 2), 0)
    ax.plot([0, 0], [0, middles[-1] + _GAP], color=pick_color("grey"), linewidth=0.8)
    ax.set_xlim(-1.15 * most, 1.15 * most)
    ax.set_xticks([])


def _write(ax: "Axes", words: str, place: tuple[float, float], sign: int) -> None:
    """Write words right of a place (1), left of it (−1), or on it (0)."""
    across: dict[str, Any] = {"ha": {1: "left", -1: "right", 0: "center"}[sign], "va": "center"}
    ax.annotate(words, place, (4 * sign, 0), textcoords="offset points", fontsize=9, **across, **text_style("grey"))


def _say_nothing(themes: int) -> str:
    if themes:
        return f"{say_count(themes, 'piece')} of advice so far, each from one talk: none came up twice.".capitalize()
    return "No advice was given in these notes yet."


def _title_advice(rows: Sequence[_Advice], total: int) -> str:
    matters = [row for row in rows if row.disputed]
    if matters:
        name = matters[0].label.removeprefix("≠ ")
        more = f" (and on {say_count(len(matters) - 1, 'more matter')})" if len(matters) > 1 else ""
        return f"Advice differs on {name}: {matters[0].do} for it, {matters[0].avoid} against, of {total} talks{more}"
    if rows[0].support < 2:
        return f"{say_count(len(rows), 'piece').capitalize()} of advice in {say_count(total, 'talk')}"
    return f"{say_count(len(rows), 'piece').capitalize()} of advice came up more than once in {total} talks"
