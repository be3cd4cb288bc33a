"""Charts of skills, gaps and trends."""

from collections import Counter
from typing import TYPE_CHECKING, Any

from infoview_analysis.corpus import Corpus
from infoview_analysis.figures.palette import pick_color
from infoview_analysis.figures.row_names import measure_row, name_rows
from infoview_analysis.figures.style import in_style, new_axes, say_nothing_yet, set_title, style_axes, text_style
from infoview_analysis.reflection.frames import Row, list_rows
from infoview_analysis.reflection.skills.demand import SENSES, find_threshold, rank_skills
from infoview_analysis.reflection.words import say_count, say_list, say_share

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

__all__ = ["SENSE_COLORS", "choose_skills", "plot_gaps", "plot_skills", "plot_trends", "title_skills"]

_MOST_BARS = 15

SENSE_COLORS = {"needed": "blue", "optional": "sky", "mentioned": "pale", "declining": "vermilion"}
"""Of the senses in which skills are named."""
_DIRECTIONS = {
    "rising": ("blue", "growing"),
    "shifting": ("sky", "giving way to another"),
    "declining": ("vermilion", "fading"),
    "unclear": ("pale", "without a clear direction"),
}


@in_style
def plot_skills(corpus: Corpus, ax: "Axes | None" = None) -> "Axes":
    """Plot the skills that interviewees named most, split by the sense in which they did.

    Bars count interviews, each once per skill, by its strongest sense. From three interviews on only skills
    that were named more than once are shown, at most fifteen.

    Examples
    --------
    >>> from infoview_analysis.corpus import Corpus
    >>> plot_skills(Corpus.empty()).texts[0].get_text()
    'No skill was named in these notes yet.'
    """
    shown, nothing = choose_skills(corpus)
    if nothing:
        return say_nothing_yet(ax, nothing)
    ax = ax or new_axes(8, 1.5 + measure_row([row["skill"] for row in shown]) * max(2, len(shown)))
    total = len(corpus.interviews)
    _stack_bars(ax, shown)
    ax.set_xlabel(f"talks that named it, of {total}", fontsize=9, loc="left", **text_style("grey"))
    set_title(ax, title_skills(shown, total))
    return ax


def choose_skills(corpus: Corpus) -> tuple[list[Row], str]:
    """Choose the skills that are shown: rows of :func:`rank_skills`; without any, words that say so instead of ""."""
    ranked = list_rows(rank_skills(corpus))
    shown = [row for row in ranked if row["support"] >= find_threshold(len(corpus.interviews))][:_MOST_BARS]
    if shown:
        return shown, ""
    return [], "No skill was named more than once yet." if ranked else "No skill was named in these notes yet."


def _stack_bars(ax: "Axes", rows: list[Row]) -> None:
    places, left = range(len(rows)), [0] * len(rows)
    for sense, label in SENSES.items():
        widths = [row[sense] for row in rows]
        if any(widths):
            ax.barh(places, widths, left=left, height=0.66, color=pick_color(SENSE_COLORS[sense]), label=label)
        left = [start + width for start, width in zip(left, widths, strict=True)]
    _label_bars(ax, [row["skill"] for row in rows])
    for place, row in zip(places, rows, strict=True):
        ax.annotate(
            str(row["support"]),
            (row["support"], place),
            (4, 0),
            textcoords="offset points",
            va="center",
            **_style_small(),
        )
    look: dict[str, Any] = {"frameon": False, "fontsize": 8.5, "labelcolor": pick_color("ink"), "handlelength": 1}
    ax.legend(loc="upper right", bbox_to_anchor=(1, -0.01), ncols=len(SENSES), columnspacing=1.2, **look)


def _style_small() -> dict[str, Any]:
    return {"fontsize": 9, **text_style("grey")}


def _label_bars(ax: "Axes", names: list[str]) -> None:
    style_axes(ax)
    name_rows(ax, names)
    ax.set_xticks([])
    # Bars of one interview must not look as large as those of ten.
    ax.set_xlim(0, max(3.0, ax.get_xlim()[1]))


def title_skills(rows: list[Row], total: int) -> str:
    """Say which skills came up most."""
    most = rows[0]["support"]
    first = [row["skill"] for row in rows if row["support"] == most]
    if total == 1:
        return f"Skills named in the one talk so far ({len(rows)} shown)"
    if most == 1:
        return "No skill was named in both talks"
    return f"{say_list(first, most=3)} came up most, in {most} of {total} talks"


@in_style
def plot_gaps(gaps: "pd.DataFrame", ax: "Axes | None" = None) -> "Axes":
    """Plot how much of the interviews asks for each gap, with 95 % Wilson interval, and one's own level.

    Parameters
    ----------
    gaps
        As :func:`infoview_analysis.reflection.rank_gaps` returns them; at most fifteen are shown.
    ax
        Where to draw; None makes a figure.
    """
    shown = _choose_gaps(list_rows(gaps))
    if not shown:
        return say_nothing_yet(ax, "No gap to show: nothing that recurs in these notes is lacking.")
    ax = ax or new_axes(8, 1.6 + measure_row([row["skill"] for row in shown]) * max(2, len(shown)))
    style_axes(ax, grid="x")
    for place, row in enumerate(shown):
        ax.plot([row["low"], row["high"]], [place, place], color=pick_color("pale"), linewidth=2.5, zorder=2)
        ax.plot(row["share"], place, "o", color=pick_color("vermilion"), markersize=7, zorder=3)
        where: dict[str, Any] = {"transform": ax.get_yaxis_transform(), "va": "center"}
        ax.text(1.02, place, _say_level(row), **where, **_style_small())
    name_rows(ax, [row["skill"] for row in shown])
    ax.set_xlim(0, max(row["high"] for row in shown) * 1.02)
    ax.xaxis.set_major_formatter(lambda share, _: say_share(share))
    total = shown[0]["interviews"]
    label = f"share of talks that named it (of {total}), with 95 % interval"
    ax.set_xlabel(label, fontsize=9, loc="left", **text_style("grey"))
    set_title(ax, _title_gaps(shown, total))
    return ax


def _title_gaps(rows: list[Row], total: int) -> str:
    top = rows[0]
    if top["support"] < 2:
        return f"{say_count(len(rows), 'skill').capitalize()} that you lack, named in {say_count(total, 'talk')}"
    largest = [row["skill"] for row in rows if (row["score"], row["support"]) == (top["score"], top["support"])]
    are = "are the largest gaps, each" if len(largest) > 1 else "is the largest gap,"
    return f"{say_list(largest, most=3)} {are} named in {top['support']} of {total} talks"


def _choose_gaps(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row["support"] >= find_threshold(row["interviews"])][:_MOST_BARS]


def _say_level(row: Row) -> str:
    if isinstance(row["level"], int):
        return f"your level {row['level']} of 5"
    return "a gap, you wrote" if row["own"] else "level unknown"


@in_style
def plot_trends(corpus: Corpus, ax: "Axes | None" = None) -> "Axes":
    """Plot the direction of what interviewees say is changing.

    Bars count statements; the number of interviews they come from is written beside them.
    """
    counts = Counter(corpus.trends["direction"].tolist())
    shown = [direction for direction in _DIRECTIONS if counts[direction]]
    if not shown:
        return say_nothing_yet(ax, "Nobody spoke of change in these notes yet.")
    ax = ax or new_axes(8, 1.2 + 0.4 * max(2, len(shown)))
    ax.barh(range(len(shown)), [counts[name] for name in shown], height=0.66)
    for place, (bar, name) in enumerate(zip(ax.patches, shown, strict=True)):
        bar.set_facecolor(pick_color(_DIRECTIONS[name][0]))
        talks = corpus.trends.loc[corpus.trends["direction"] == name, "interview_id"].nunique()
        said = f"{counts[name]}, from {say_count(talks, 'talk')}"
        ax.annotate(said, (counts[name], place), (4, 0), textcoords="offset points", va="center", **_style_small())
    _label_bars(ax, [_DIRECTIONS[name][1] for name in shown])
    # The words beside the longest bar need room inside the axes.
    ax.set_xlim(0, ax.get_xlim()[1] * 1.25)
    set_title(ax, _title_trends(counts, len(corpus.interviews)))
    return ax


def _title_trends(counts: Counter[str], interviews: int) -> str:
    total = counts.total()
    of = f"{say_count(total, 'remark').capitalize()} on change in {say_count(interviews, 'talk')}"
    (first, most), *others = counts.most_common()
    if total < 3 or any(count == most for _, count in others):
        return of
    return f"{of}, {most} of them {_SAID[first]}"


_SAID = {
    "rising": "about something growing",
    "declining": "about something fading",
    "shifting": "about one thing giving way to another",
    "unclear": "without a clear direction",
}
