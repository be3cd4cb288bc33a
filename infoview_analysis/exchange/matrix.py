"""Interviews by codes as one table, for spreadsheets and statistics programs."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from infoview_analysis.corpus import Corpus
from infoview_analysis.corpus.storage import guard_cell
from infoview_analysis.errors import UsageError
from infoview_analysis.exchange.codes import CODED, build_codes, list_keys
from infoview_analysis.exchange.text import make_distinct
from infoview_analysis.reflection import rank_skills
from infoview_analysis.reflection.frames import Row, group_rows, list_rows, make_frame
from infoview_analysis.reflection.skills.demand import count_demand, find_senses

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CELLS", "COLUMNS", "build_matrix", "check_choice", "render_matrix"]

CELLS = ("count", "stance")
"""What a cell may hold: how often, or in which sense."""

_WHO = {
    "interview_id": "string",
    "interviewee": "string",
    "role": "string",
    "organization": "string",
    "field": "string",
    "date": "string",
    "note": "string",
    "line": "Int64",
}
"""Columns that say whose row it is, with their types."""

_Filled: TypeAlias = dict[str, tuple[str, Mapping[str, int | str]]]
"""By code: the name of the column, and what an interview has in it by ``interview_id``."""


def check_choice(columns: str, cells: str) -> None:
    """Refuse what no table can be built of.

    Raises
    ------
    UsageError
        When there is no such choice, or what was chosen has no stance.
    """
    if columns not in COLUMNS or cells not in CELLS:
        raise UsageError(f'no "{columns}" by "{cells}"; choose from {", ".join(COLUMNS)} and {", ".join(CELLS)}')
    if cells == "stance" and columns != "skills":
        raise UsageError(f"{columns} have no stance, only skills have; leave --cells out")


def build_matrix(corpus: Corpus, *, columns: str = "skills", cells: str = "count") -> "pd.DataFrame":
    """Build the table of interviews by codes.

    Parameters
    ----------
    corpus
        The tables.
    columns
        ``skills``: those that interviewees named, as :func:`infoview_analysis.rank_skills` counts and orders them;
        ``topics``: of passages; ``codes``: all codes of the code book, whoever was speaking.
    cells
        ``count``: number of mentions, of passages for topics; ``stance``: the strongest sense in which an
        interviewee named a skill, empty where they did not. Only skills have a stance.

    Returns
    -------
    pandas.DataFrame
        One row per interview, in the order of ``interviews``: who, when and where it stands, then a column per code.

    Raises
    ------
    UsageError
        When there is no such choice.

    Examples
    --------
    >>> build_matrix(Corpus.empty()).columns.tolist()
    ['interview_id', 'interviewee', 'role', 'organization', 'field', 'date', 'note', 'line']
    """
    check_choice(columns, cells)
    filled = COLUMNS[columns](corpus, cells)
    taken = set(_WHO)
    names = {code: make_distinct(name, taken) for code, (name, _) in filled.items()}
    kind, nothing = ("string", "") if cells == "stance" else ("Int64", 0)
    rows = [
        {name: talk[name] for name in _WHO}
        | {names[code]: found.get(talk["interview_id"], nothing) for code, (_, found) in filled.items()}
        for talk in list_rows(corpus.interviews)
    ]
    return make_frame({**_WHO, **dict.fromkeys(names.values(), kind)}, rows)


def render_matrix(frame: "pd.DataFrame") -> str:
    """Render a table as CSV; a cell that a spreadsheet would take for a formula gets an apostrophe.

    Examples
    --------
    >>> render_matrix(build_matrix(Corpus.empty()))
    'interview_id,interviewee,role,organization,field,date,note,line\\n'
    """
    text = {name: frame[name].map(guard_cell) for name in frame.columns if frame[name].dtype == "string"}
    guarded = frame.assign(**text).rename(columns=guard_cell)
    return str(guarded.to_csv(index=False, lineterminator="\n"))


def _fill_skills(corpus: Corpus, cells: str) -> _Filled:
    demand = {skill: group_rows(said, "interview_id") for skill, said in count_demand(corpus).items()}
    cell = _find_stance if cells == "stance" else len
    return {
        row["skill_id"]: (row["skill"], {talk: cell(said) for talk, said in demand[row["skill_id"]].items()})
        for row in list_rows(rank_skills(corpus))
    }


def _fill_topics(corpus: Corpus, cells: str) -> _Filled:
    return {code: found for code, found in _fill_codes(corpus, cells).items() if code.startswith("topic/")}


def _fill_codes(corpus: Corpus, _cells: str) -> _Filled:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for table in CODED:
        for row in list_rows(corpus.tables[table]):
            for key in list_keys(table, row):
                counts[key][row["interview_id"]] += 1
    codes = [code for group in build_codes(corpus) for code in group.codes]
    return {code.key: (code.name, counts[code.key]) for code in codes}


def _find_stance(said: Sequence[Row]) -> str:
    (sense,) = find_senses(said).values()
    return sense


COLUMNS: Mapping[str, Callable[[Corpus, str], _Filled]] = {
    "skills": _fill_skills,
    "topics": _fill_topics,
    "codes": _fill_codes,
}
"""What the columns may be."""
