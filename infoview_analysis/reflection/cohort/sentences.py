"""What cohorts heard, in plain sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from infoview_analysis.reflection.cohort.members import ALL, UNKNOWN
from infoview_analysis.reflection.frames import Row, group_rows, list_rows
from infoview_analysis.reflection.words import say_count, say_share

__all__ = ["CohortText", "describe_cohorts", "explain_hiding"]

_TITLES = {ALL: "All together", UNKNOWN: "Not known"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortText:
    """What is said of a cohort."""

    title: str
    sentences: Sequence[str]
    skills: Sequence[Row]
    """Rows of the skills it hears asked for, the most wanted first."""


def describe_cohorts(summary: pd.DataFrame) -> Iterator[CohortText]:
    """Describe each cohort of :func:`~infoview_analysis.reflection.cohort.summary.summarize_cohorts`.

    Examples
    --------
    >>> from infoview_analysis.corpus import Corpus
    >>> from infoview_analysis.reflection.cohort.summary import summarize_cohorts
    >>> list(describe_cohorts(summarize_cohorts(Corpus.empty())))
    []
    """
    for cohort, rows in group_rows(list_rows(summary), "cohort").items():
        whole = [row for row in rows if not row["skill"]]
        skills = [row for row in rows if row["skill"]]
        sentences = [line for row in whole for line in _describe(row)]
        yield CohortText(title=_TITLES.get(cohort, cohort), sentences=sentences, skills=skills)


def explain_hiding(min_cell: int, *, empty: bool = False) -> str:
    """Say what is not shown."""
    if empty:
        return (
            f"Nothing can be shown: it takes {min_cell} note-takers, each with a folder of their own, and as many "
            "people and interviews."
        )
    return (
        f"Each number stands for {min_cell} note-takers, people and interviews at the least. What is not shown may be "
        "none, too few, or what would give a smaller number away by subtraction."
    )


def _describe(row: Row) -> Iterator[str]:
    asked = f"asked {say_count(row['people'], 'person', 'people')} in {say_count(row['interviews'], 'interview')}"
    takers = say_count(row["note_takers"], "note-taker").capitalize()
    yield f"{takers} {asked} and heard of {say_count(row['found'], 'skill')}."
    if row["coverage"] is not pd.NA:
        low, high = say_share(1 - row["coverage_high"]), say_share(1 - row["coverage_low"])
        about = f"about {say_share(1 - row['coverage'])} ({low} to {high})"
        yield f"In a next interview like these {about} of the skills named would be new."
