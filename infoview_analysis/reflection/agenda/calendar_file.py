"""The agenda as a file for calendars and lists of tasks (RFC 5545)."""

import datetime as dt
import hashlib
from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from infoview_analysis.reflection.frames import Row, list_rows
from infoview_analysis.reflection.words import say_date

if TYPE_CHECKING:
    from icalendar import Event, Todo

__all__ = ["render_calendar"]

_VERBS = {
    "thank_you": "Thank",
    "contact": "Write to",
    "update": "Tell",
    "keep_in_touch": "Keep in touch with",
    "meet": "Meet",
    "offer": "Offer help to",
    "asked": "Asked by",
}
_LONGEST = 80
"""Characters of a title; the description has the whole statement."""
_NO_DAY = dt.date(1970, 1, 1)
"""Stamp of what comes from a talk without a date: any day does, as long as it is the same each time."""


def render_calendar(agenda: pd.DataFrame) -> bytes:
    """Render an agenda as iCalendar: an all-day event for what has a date, a task for what has none.

    Calendars show events everywhere, while many show no tasks. What is due in a month without a day stands on the
    first of it. The same agenda gives the same bytes: stamps are days of talks, identifiers come from the statement
    and its note, so that importing a newer file replaces entries and doubles none. Everything is marked private.

    Parameters
    ----------
    agenda
        As :func:`infoview_analysis.reflection.build_agenda` gives it.

    Returns
    -------
    bytes
        UTF-8 with CRLF, folded at 75 octets.

    Examples
    --------
    >>> from infoview_analysis.corpus import Corpus
    >>> from infoview_analysis.reflection import build_agenda
    >>> render_calendar(build_agenda(Corpus.empty())).decode().split()[:2]
    ['BEGIN:VCALENDAR', 'VERSION:2.0']
    """
    # Here, not above: whoever wants no calendar need not wait for the library.
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//infoview-analysis//agenda//EN")
    calendar.add("version", "2.0")
    seen: Counter[str] = Counter()
    for row in list_rows(agenda):
        uid = _make_uid(row)
        seen[uid] += 1
        calendar.add_component(_make_entry(row, uid if seen[uid] == 1 else f"{seen[uid]}-{uid}"))
    content: bytes = calendar.to_ical()
    return content


def _make_entry(row: Row, uid: str) -> "Event | Todo":
    from icalendar import Event, Todo

    # In a column of text a month is told from a day by its length.
    day = _read_day(row["due"])
    entry = Event() if day else Todo()
    entry.add("uid", uid)
    entry.add("dtstamp", dt.datetime.combine(_read_day(row["since"]) or day or _NO_DAY, dt.time(), dt.UTC))
    entry.add("summary", _make_title(row))
    entry.add("description", _describe(row))
    entry.add("categories", [row["part"].replace("_", " "), row["kind"].replace("_", " ")])
    entry.add("class", "PRIVATE")
    if day:
        entry.add("dtstart", day)
        entry.add("dtend", day + dt.timedelta(days=1))
        entry.add("transp", "TRANSPARENT")
    return entry


def _read_day(date: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(f"{date}-01"[: len("2024-01-31")])
    except ValueError:
        return None


def _make_title(row: Row) -> str:
    """Name what is to do: "Write to Ann Lee", or the words of the note where the kind says too little."""
    verb = "Waiting for" if row["part"] == "waiting" else _VERBS.get(row["kind"], "")
    if verb and row["person"]:
        title = f"{verb} {row['person']}"
        return f"{title}: {_shorten(row['what'])}" if row["part"] == "waiting" else title
    return _shorten(row["what"])


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _describe(row: Row) -> str:
    when = f"Due in {say_date(row['due'])}." if len(row["due"]) == len("2024-01") else ""
    parts = (
        f"“{row['what']}”" if row["what"] else "",
        row["reason"],
        when,
        row["contact"],
        f"{row['note']}:{row['line']}",
    )
    return "\n".join(part for part in parts if part)


def _make_uid(row: Row) -> str:
    # Without the line, which moves when something is written above it, and the due date, which may be put off.
    known = "\n".join(row[name] for name in ("note", "kind", "person_id", "what"))
    return f"{hashlib.sha256(known.encode()).hexdigest()[:32]}@infoview-analysis"
