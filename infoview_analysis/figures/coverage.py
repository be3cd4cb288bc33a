"""Which topics of the question bank each talk touched."""

from typing import TYPE_CHECKING

from infoview_analysis.corpus import Corpus
from infoview_analysis.figures.grid import (
    COLUMN,
    MOST_NAMES,
    draw_squares,
    explain_squares,
    measure_columns,
    name_columns,
    note_rows,
)
from infoview_analysis.figures.row_names import name_rows
from infoview_analysis.figures.style import in_style, new_axes, say_nothing_yet, set_title
from infoview_analysis.reflection.frames import Row, list_rows
from infoview_analysis.reflection.saturation.topic_coverage import measure_topics
from infoview_analysis.reflection.words import say_number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_coverage"]

_MUCH = 3
"""Statements on a topic from which on its square is dark."""
_LEVELS = {"paper": "did not come up", "sky": "one or two statements", "blue": "three or more"}


@in_style
def plot_coverage(corpus: Corpus, ax: "Axes | None" = None) -> "Axes":
    """Plot which topics of the question bank each talk touched, topic by talk.

    Talks stand in the order of their dates. Of more than forty, columns have numbers instead of names.

    Examples
    --------
    >>> plot_coverage(Corpus.empty()).texts[0].get_text()
    'There is no talk yet.'
    """
    cells = list_rows(measure_topics(corpus))
    if not cells:
        return say_nothing_yet(ax, "There is no talk yet.")
    labels = list(dict.fromkeys(cell["label"] for cell in cells))
    talks = list({cell["interview_id"]: cell["interviewee"] for cell in cells}.values())
    ax = ax or new_axes(max(5.0, 3.2 + COLUMN * min(len(talks), 2 * MOST_NAMES)), 3.9 + measure_columns(talks))
    places = [divmod(place, len(labels)) for place in range(len(cells))]
    draw_squares(ax, {place: _find_level(cell) for place, cell in zip(places, cells, strict=True)})
    name_rows(ax, labels)
    name_columns(ax, talks)
    explain_squares(ax, _LEVELS, width=COLUMN * len(talks))
    heard = {label: sum(cell["heard"] for cell in cells if cell["label"] == label) for label in labels}
    note_rows(ax, len(talks), [f"{heard[label]} of {len(talks)}" for label in labels])
    set_title(ax, _title_coverage(heard, len(talks)))
    return ax


def _find_level(cell: Row) -> str:
    statements = cell["passages"] + cell["mentions"]
    return "blue" if statements >= _MUCH else "sky" if statements else "paper"


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
