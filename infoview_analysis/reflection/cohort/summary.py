"""Which skills cohorts hear asked for, and how much of what they can hear they have heard."""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from infoview_analysis.corpus import Corpus
from infoview_analysis.errors import UsageError
from infoview_analysis.language.vocabulary import Entry, Vocabulary, load_vocabulary
from infoview_analysis.reflection.cohort.hiding import choose_shown, count_seats, is_enough
from infoview_analysis.reflection.cohort.members import ALL, GROUPINGS, Seat, assign_seats, group_seats
from infoview_analysis.reflection.frames import Row, make_frame
from infoview_analysis.reflection.saturation.heard import Talk, count_heard, count_new, list_talks
from infoview_analysis.reflection.saturation.measures import FEW
from infoview_analysis.reflection.saturation.richness import jackknife_coverage
from infoview_analysis.reflection.saturation.runs import measure_runs
from infoview_analysis.reflection.skills.demand import count_demand, find_senses

__all__ = ["LEAST", "MIN_CELL", "check_choice", "summarize_cohorts"]

MIN_CELL = 5
LEAST = 3
"""Below this a number tells of single people, whatever is done."""

_COLUMNS = {
    "cohort": "string",
    "skill": "string",
    "category": "string",
    "note_takers": "Int64",
    "people": "Int64",
    "interviews": "Int64",
    "found": "Int64",
    "coverage": "Float64",
    "coverage_low": "Float64",
    "coverage_high": "Float64",
    "run_share": "Float64",
}


def summarize_cohorts(
    corpus: Corpus, *, by: str | None = None, min_cell: int = MIN_CELL, vocabulary: Vocabulary | None = None
) -> pd.DataFrame:
    """Count what cohorts of note-takers hear asked for, without a name and without a number that tells of a few.

    Parameters
    ----------
    corpus
        The tables of a folder with a folder for each note-taker.
    by
        None takes all together; ``field`` (of work of the people asked) and ``year`` (of the interview) split them,
        ``folder`` takes each folder as a cohort, and the folders in it as the note-takers.
    min_cell
        Note-takers, people and interviews that each number has to stand for.
    vocabulary
        Known skills, the only ones that are named; None takes those that come with the package.

    Returns
    -------
    pandas.DataFrame
        One row per cohort and skill that may be shown, the cohort ``(all)`` first, then by falling ``interviews``: how
        many ``note_takers`` heard it asked for, from how many ``people``, in how many ``interviews``; mentions count,
        what is said to lose weight does not. The first row of a cohort has no skill: it counts all its interviews, and
        how many different skills were ``found`` in them; ``coverage`` and ``run_share`` say how much of what can be
        heard was heard, as in :func:`infoview_analysis.measure_saturation`. What is not there may be none or too few:
        see :func:`choose_shown` for what else is left out.

    Raises
    ------
    UsageError
        As :func:`check_choice`.

    Examples
    --------
    >>> summarize_cohorts(Corpus.empty()).empty
    True
    """
    check_choice(by, min_cell)
    seats = assign_seats(corpus, by)
    talks = [talk for talk in list_talks(corpus) if talk.interview_id in seats]
    whole = [_measure(cohort, members, talks) for cohort, members in _show(list(seats.values()), min_cell)]
    rows = [*whole, *_count_skills(corpus, seats, min_cell, vocabulary or load_vocabulary())]
    order = {row["cohort"]: place for place, row in enumerate(whole)}
    rows.sort(key=lambda row: (order.get(row["cohort"], len(order)), row["cohort"], row["skill"] != "", *_rank(row)))
    return make_frame(_COLUMNS, rows)


def check_choice(by: str | None, min_cell: int) -> None:
    """Refuse cohorts that there are not, and numbers of so few that they tell of single people.

    Raises
    ------
    UsageError
        When there is no such ``by``, or ``min_cell`` is below 3.
    """
    if by not in (None, *GROUPINGS):
        raise UsageError(f'no cohorts by "{by}"; choose from {", ".join(GROUPINGS)}')
    if min_cell < LEAST:
        raise UsageError(f"numbers of fewer than {LEAST} tell of single people; take {LEAST} or more")


def _rank(row: Row) -> tuple[int, int, str]:
    return -row["interviews"], -row["note_takers"], row["skill"].casefold()


def _show(seats: Sequence[Seat], least: int) -> Iterator[tuple[str, Sequence[Seat]]]:
    """Yield the cohorts whose seats may be counted, all together first."""
    cells = group_seats(seats)
    shown = choose_shown(cells, least)
    if is_enough(seats, least):
        yield ALL, seats
    yield from ((cohort, members) for cohort, members in cells.items() if cohort in shown and cohort != ALL)


def _count_skills(corpus: Corpus, seats: Mapping[str, Seat], least: int, known: Vocabulary) -> Iterator[Row]:
    for said in count_demand(corpus).values():
        # The name of the vocabulary, never the words of a note: these may name somebody.
        entry: Entry | None = known.get(said[0]["skill"])
        if entry is None:
            continue
        asked = (talk for talk, sense in find_senses(said).items() if sense != "declining")
        for cohort, members in _show([seats[talk] for talk in asked if talk in seats], least):
            yield _make_row(cohort, members) | {"skill": entry.name, "category": entry.category}


def _measure(cohort: str, members: Sequence[Seat], talks: Sequence[Talk]) -> Row:
    own = {seat.interview for seat in members}
    heard = [talk for talk in talks if talk.interview_id in own]
    found, runs = count_heard(heard), measure_runs(count_new(heard))
    row = _make_row(cohort, members) | {"found": len(found), "run_share": runs.shares[-1] if runs else None}
    if found and len(heard) >= FEW:
        coverage = jackknife_coverage([talk.heard.keys() for talk in heard])
        row |= {"coverage": coverage.value, "coverage_low": coverage.low, "coverage_high": coverage.high}
    return row


def _make_row(cohort: str, members: Sequence[Seat]) -> Row:
    return dict.fromkeys(_COLUMNS) | {"cohort": cohort, "skill": "", "category": ""} | count_seats(members)
