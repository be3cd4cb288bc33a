"""What a person may write into a row: the columns of each table, and what each of them takes."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, TypeAlias

from infoview_analysis.records import (
    ASPECTS,
    CATEGORIES,
    DIRECTIONS,
    KINDS,
    MEDIUMS,
    POLARITIES,
    SPEAKERS,
    STANCES,
    STATUSES,
    TOPICS,
    VALENCES,
)

__all__ = ["COLUMNS", "NAMES", "NEEDED", "parse_cells"]

Parse: TypeAlias = Callable[[Any], Any]
"""From what stands in the file to what stands in a record; a ``ValueError`` says what to write."""

_LONGEST = 10_000
"""Minutes of a week, about; tables cannot hold any number."""
_DAY = re.compile(r"\d{4}-\d\d(?:-\d\d)?")


def _parse_text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no text; put it in quotation marks")
    return " ".join(value.split())


def _parse_full(value: Any) -> str:
    if not (text := _parse_text(value)):
        raise ValueError("is empty; write something, or drop the row")
    return text


def _parse_day(value: Any) -> str:
    text = value.isoformat()[:10] if isinstance(value, date) else _parse_text(value)
    if text:
        try:
            if not _DAY.fullmatch(text):
                raise ValueError
            date.fromisoformat(text if len(text) > 7 else f"{text}-01")
        except ValueError:
            raise ValueError(f'"{text}" is no date; write YYYY-MM-DD or YYYY-MM') from None
    return text


def _parse_minutes(value: Any) -> int:
    if type(value) is not int or not 0 < value <= _LONGEST:
        raise ValueError(f"{value!r} is no whole number of minutes from 1 to {_LONGEST}")
    return value


def _parse_truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} is neither true nor false; write one of them, without quotation marks")
    return value


def _parse_tags(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError(f'{value!r} is no list; write for example ["energy", "leeds"]')
    return tuple(_parse_full(tag) for tag in value)


def _one_of(*words: str) -> Parse:
    def parse(value: Any) -> str:
        if value not in words:
            raise ValueError(f"{value!r} is none of {', '.join(word or 'an empty text' for word in words)}")
        return str(value)

    return parse


COLUMNS: Mapping[str, Mapping[str, Parse]] = MappingProxyType(
    {
        "interviews": {
            **dict.fromkeys(("interviewee", "role", "organization", "industry", "location"), _parse_text),
            "date": _parse_day,
            "medium": _one_of("", *MEDIUMS),
            "duration_min": _parse_minutes,
            **dict.fromkeys(("found_through", "referred_by"), _parse_text),
            "tags": _parse_tags,
        },
        "skills": {
            "skill": _parse_full,
            "category": _one_of("", *CATEGORIES),
            "text": _parse_full,
            "stance": _one_of(*STANCES),
            "speaker": _one_of(*SPEAKERS),
        },
        "trends": {
            "topic": _one_of(*TOPICS),
            "direction": _one_of(*DIRECTIONS),
            "theme": _parse_text,
        },
        "advice": {"polarity": _one_of(*POLARITIES), "theme": _parse_text},
        "referrals": {
            **dict.fromkeys(("referrer", "referred"), _parse_full),
            **dict.fromkeys(("role", "organization", "contact"), _parse_text),
            "status": _one_of(*STATUSES),
        },
        "follow_ups": {"kind": _one_of(*KINDS), "person": _parse_text, "due": _parse_day, "done": _parse_truth},
        "reflections": {"aspect": _one_of(*ASPECTS), "valence": _one_of(*VALENCES)},
    }
)
"""By table and column what a cell takes. Identifiers, and where a row was said, follow from the rest."""

NAMES = frozenset({"interviewee", "referrer", "referred", "referred_by", "person"})
"""Columns that hold a person, whom the tables may call by a fuller name than the note."""

NEEDED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "interviews": ("interviewee",),
        "skills": ("skill",),
        "trends": ("direction",),
        "advice": ("polarity",),
        "referrals": ("referred",),
        "follow_ups": ("kind",),
        "reflections": ("aspect", "valence"),
    }
)
"""What a new row cannot do without."""


def parse_cells(table: str, cells: Mapping[str, Any]) -> dict[str, Any]:
    """Parse cells of a table as a person writes them.

    Raises
    ------
    ValueError
        If the table has no such column, or the column takes no such value; the message says what to write.

    Examples
    --------
    >>> from datetime import date
    >>> parse_cells("follow_ups", {"due": date(2024, 5, 1), "done": True})
    {'due': '2024-05-01', 'done': True}
    >>> parse_cells("trends", {"direction": "up"})
    Traceback (most recent call last):
    ValueError: direction: 'up' is none of rising, declining, shifting, unclear
    """
    parsed = {}
    for name, value in cells.items():
        if name not in COLUMNS[table]:
            raise ValueError(f"{name} cannot be written in {table}; choose from {', '.join(COLUMNS[table])}")
        try:
            parsed[name] = COLUMNS[table][name](value)
        except ValueError as problem:
            raise ValueError(f"{name}: {problem}") from None
    return parsed
