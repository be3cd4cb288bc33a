"""Who named which skill."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from infoview_analysis.corpus import Corpus
from infoview_analysis.figures.charts import SENSE_COLORS, choose_skills, title_skills
from infoview_analysis.figures.grid import (
    COLUMN,
    MOST_NAMES,
    draw_squares,
    explain_squares,
    measure_columns,
    name_columns,
    note_rows,
)
from infoview_analysis.figures.row_names import measure_row, name_rows
from infoview_analysis.figures.style import in_style, new_axes, say_nothing_yet, set_title
from infoview_analysis.reflection.frames import Row, by_time, cite
from infoview_analysis.reflection.skills.demand import SENSES, count_demand, find_senses
from infoview_analysis.reflection.words import say_count

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_skill_matrix"]

_UNNAMED = "paper"


@in_style
def plot_skill_matrix(corpus: Corpus, ax: "Axes | None" = None) -> "Axes":
    """Plot which interviewee named which skill, skill by talk, in the sense in which they did.

    Skills are those of :func:`plot_skills`; talks stand in the order of their dates, those without one first. Of
    several senses in one talk the strongest counts. Of more than forty talks, columns have numbers instead of names.

    Examples
    --------
    >>> plot_skill_matrix(Corpus.empty()).texts[0].get_text()
    'No skill was named in these notes yet.'
    """
    skills, nothing = choose_skills(corpus)
    if nothing:
        return say_nothing_yet(ax, nothing)
    talks = sorted(cite(corpus, corpus.interviews), key=by_time)
    names = [row["skill"] for row in skills]
    width = max(6.4, 3.6 + COLUMN * min(len(talks), 2 * MOST_NAMES))
    people = [talk["interviewee"] for talk in talks]
    ax = ax or new_axes(width, 1.4 + measure_columns(people) + measure_row(names) * max(3, len(skills)))
    cells = _find_cells(corpus, skills, talks)
    empty = {(column, row): _UNNAMED for column in range(len(talks)) for row in range(len(skills))}
    draw_squares(ax, empty | {place: SENSE_COLORS[sense] for place, sense in cells.items()})
    occurring = set(cells.values())
    words = {SENSE_COLORS[sense]: words for sense, words in SENSES.items() if sense in occurring}
    name_rows(ax, names)
    name_columns(ax, people)
    explain_squares(ax, words, width=COLUMN * len(talks))
    note_rows(ax, len(talks), [f"{row['support']} of {len(talks)}" for row in skills])
    set_title(ax, _title_matrix(skills, talks, cells))
    return ax


def _find_cells(corpus: Corpus, skills: Sequence[Row], talks: Sequence[Row]) -> dict[tuple[int, int], str]:
    """Find in which sense each talk names each skill, by column and row."""
    demand = count_demand(corpus)
    columns = {talk["interview_id"]: column for column, talk in enumerate(talks)}
    return {
        (columns[talk], row): sense
        for row, skill in enumerate(skills)
        for talk, sense in find_senses(demand[skill["skill_id"]]).items()
    }


def _title_matrix(skills: list[Row], talks: Sequence[Row], cells: Mapping[tuple[int, int], str]) -> str:
    title = title_skills(skills, len(talks))
    # Without dates nobody knows in which order talks were held.
    if len(talks) < 3 or not all(talk["date"] for talk in talks):
        return title
    last = 1 + max(min(column for column, row in cells if row == place) for place in range(len(skills)))
    return f"{title}; the {say_count(len(skills), 'skill')} shown had all come up by talk {last}"
