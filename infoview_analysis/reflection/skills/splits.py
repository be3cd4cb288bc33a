"""Who asks for a skill: people of which field, on the way to which target, lately or long ago."""

from collections.abc import Iterable, Mapping, Sequence, Set
from math import ceil

import pandas as pd

from infoview_analysis.corpus import Corpus
from infoview_analysis.corpus.fields import UNKNOWN_FIELD
from infoview_analysis.reflection.fit.paths import find_target_talks
from infoview_analysis.reflection.frames import Row, by_time, group_rows, list_rows, make_frame
from infoview_analysis.reflection.intervals import wilson_interval
from infoview_analysis.reflection.profile import Profile
from infoview_analysis.reflection.quotes import list_speakers
from infoview_analysis.reflection.skills.demand import count_demand
from infoview_analysis.reflection.words import say_list

__all__ = ["find_field_talks", "find_last_third", "say_split", "split_support"]

_FEWEST_DATED = 3
"""Dated interviews from which on there is a last third."""
_COLUMNS = {
    "skill_id": "string",
    "skill": "string",
    "split": "string",
    "group": "string",
    "support": "Int64",
    "interviews": "Int64",
    "share": "Float64",
    "low": "Float64",
    "high": "Float64",
    "said_by": "string",
}


def split_support(corpus: Corpus, profile: Profile | None = None) -> pd.DataFrame:
    """Split the support of each skill by field of work, by target of the profile, and by time.

    Parameters
    ----------
    corpus
        The tables.
    profile
        The note-taker; without it there are no targets.

    Returns
    -------
    pandas.DataFrame
        One row per skill and group in which somebody named it. ``split`` is ``field``, ``target`` or ``time``,
        ``group`` the field, the target, or ``last third``; ``support`` counts its interviews that name the skill,
        ``interviews`` all of them; ``share``, ``low``, ``high`` are the share with its 95 % Wilson interval. Fields
        share the interviews out; an interview may count for several targets. By skill, split, falling support, group.

    Examples
    --------
    >>> split_support(Corpus.empty()).empty
    True
    """
    last = find_last_third(corpus)
    splits = {
        "field": find_field_talks(corpus),
        "target": find_target_talks(corpus, profile),
        "time": {"last third": last} if last else {},
    }
    rows = [
        _describe(mentions, split, group, talks)
        for mentions in count_demand(corpus).values()
        for split, groups in splits.items()
        for group, talks in groups.items()
        if any(row["interview_id"] in talks for row in mentions)
    ]
    rows.sort(key=lambda row: (row["skill"].casefold(), row["skill_id"], row["split"], -row["support"], row["group"]))
    return make_frame(_COLUMNS, rows)


def _describe(mentions: Sequence[Row], split: str, group: str, talks: Set[str]) -> Row:
    named = [row for row in mentions if row["interview_id"] in talks]
    support = len({row["interview_id"] for row in named})
    low, high = wilson_interval(support, len(talks))
    return {
        **{name: mentions[0][name] for name in ("skill_id", "skill")},
        "split": split,
        "group": group,
        "support": support,
        "interviews": len(talks),
        "share": support / len(talks),
        "low": low,
        "high": high,
        "said_by": say_list(list_speakers(named)),
    }


def find_field_talks(corpus: Corpus) -> dict[str, set[str]]:
    """Find the interviews of each field of work: sets of ``interview_id`` by field."""
    groups = group_rows(list_rows(corpus.interviews), "field")
    return {field or UNKNOWN_FIELD: {talk["interview_id"] for talk in talks} for field, talks in groups.items()}


def find_last_third(corpus: Corpus) -> set[str]:
    """Find the last third of the interviews that have a date, rounded up; none of fewer than three.

    Examples
    --------
    >>> find_last_third(Corpus.empty())
    set()
    """
    dated = sorted((talk for talk in list_rows(corpus.interviews) if talk["date"]), key=by_time)
    number = ceil(len(dated) / 3) if len(dated) >= _FEWEST_DATED else 0
    return {talk["interview_id"] for talk in dated[len(dated) - number :]}


def say_split(named: Set[str], groups: Mapping[str, Set[str]], *, all_groups: bool = False) -> str:
    """Say how many interviews of each group named something, the largest number first.

    Parameters
    ----------
    named
        The interviews that named it.
    groups
        All interviews by group.
    all_groups
        Say it of groups in which nobody did, too.

    Examples
    --------
    >>> say_split({"a", "b"}, {"law": {"c"}, "science": {"a", "b", "d"}})
    'science 2 of 3'
    """
    counts: Iterable[tuple[str, int, int]] = (
        (group, len(named & talks), len(talks)) for group, talks in groups.items() if all_groups or named & talks
    )
    ordered = sorted(counts, key=lambda count: (-count[1], count[2], count[0]))
    return ", ".join(f"{group} {support} of {talks}" for group, support, talks in ordered)
