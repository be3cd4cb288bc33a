"""Who was asked, when and where, as programs for qualitative analysis keep it: cases, documents and variables."""

from collections.abc import Mapping
from dataclasses import dataclass

from infoview_analysis.corpus import Corpus
from infoview_analysis.days import read_day
from infoview_analysis.exchange.text import clean, make_distinct
from infoview_analysis.records import NAMELESS
from infoview_analysis.reflection.frames import Row, group_rows, list_rows, map_people

__all__ = ["VARIABLES", "Case", "Document", "build_cases", "build_documents"]

VARIABLES: Mapping[str, tuple[str, str]] = {
    "Role": ("Text", "role"),
    "Organization": ("Text", "organization"),
    "Field of work": ("Text", "field"),
    "Industry": ("Text", "industry"),
    "Location": ("Text", "location"),
    "Medium": ("Text", "medium"),
    "Date": ("Date", "date"),
    "Minutes": ("Integer", "duration_min"),
    "Found through": ("Text", "found_through"),
    "Referred by": ("Text", "referred_by"),
}
"""Variables by name: their type, and the column of ``interviews``, or ``people``, that has the value."""

_NOBODY = NAMELESS.capitalize()
_UNDATED = "1980-01-01"
"""The day given out where no note gives one: plainly none of these talks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A person who was asked."""

    key: str
    name: str
    values: Mapping[str, str]
    """By the name of the variable."""
    talks: tuple[str, ...]
    """Each an ``interview_id``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An interview as a document."""

    key: str
    """Its ``interview_id``."""
    name: str
    description: str
    day: str
    """``YYYY-MM-DD``: the first of the month where the note gives no more, 1980-01-01 where it gives nothing."""
    values: Mapping[str, str]


def build_cases(corpus: Corpus) -> list[Case]:
    """Build a case per person interviewed; whoever has no name is one per interview."""
    talks, people = group_rows(list_rows(corpus.interviews), "person_id", "interview_id"), map_people(corpus)
    taken: set[str] = set()
    return [
        Case(
            key=key,
            name=make_distinct(clean(people.get(key, {}).get("name") or rows[0]["interviewee"]) or _NOBODY, taken),
            values=_find_values(people.get(key, {})),
            talks=tuple(row["interview_id"] for row in rows),
        )
        for key, rows in talks.items()
    ]


def build_documents(corpus: Corpus) -> list[Document]:
    """Build a document per interview."""
    taken: set[str] = set()
    return [
        Document(
            key=talk["interview_id"],
            name=make_distinct(clean(f"{talk['date']} {talk['interviewee'] or _NOBODY}".strip()), taken),
            description=clean(f"{talk['note']}:{talk['line']}"),
            day=_find_day(talk["date"]),
            values=_find_values(talk),
        )
        for talk in list_rows(corpus.interviews)
    ]


def _find_values(row: Row) -> dict[str, str]:
    values = {name: _write_value(kind, row.get(column)) for name, (kind, column) in VARIABLES.items()}
    return {name: value for name, value in values.items() if value}


def _write_value(kind: str, value: object) -> str:
    if kind == "Integer":
        return str(value) if isinstance(value, int) else ""
    text = clean(str(value or "")).strip()
    return text if kind == "Text" or read_day(text) else ""


def _find_day(date: str) -> str:
    return next((day for day in (date, f"{date}-01") if read_day(day)), _UNDATED)
