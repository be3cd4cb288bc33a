"""What was said, with who said it and where."""

from collections.abc import Iterable

from infoview_analysis.reflection.frames import Row

__all__ = ["list_speakers", "quote_lines", "say_speaker", "unique_statements"]


def quote_lines(mentions: Iterable[Row]) -> str:
    """Write one line per mention: what was said, by whom, where.

    Examples
    --------
    >>> quote_lines([{"quote": "Learn SQL", "interviewee": "Ann", "note": "ann.md", "line": 3}])
    '“Learn SQL” (Ann, ann.md:3)'
    """
    return "\n".join(f"“{row['quote']}” ({say_speaker(row)}, {row['note']}:{row['line']})" for row in mentions)


def say_speaker(row: Row) -> str:
    """Say who speaks in a row with context: the interviewee, or the note-taker, who is the reader.

    Examples
    --------
    >>> say_speaker({"interviewee": "Ann"}), say_speaker({"interviewee": "Ann", "speaker": "note_taker"})
    ('Ann', 'you, after talking to Ann')
    """
    own = row.get("speaker") == "note_taker"
    return f"you, after talking to {row['interviewee']}" if own and row["interviewee"] else row["interviewee"] or "you"


def list_speakers(mentions: Iterable[Row]) -> list[str]:
    """List the interviewees of some mentions, each once, in the order of the mentions."""
    return list(dict.fromkeys(row["interviewee"] for row in mentions))


def unique_statements(rows: Iterable[Row]) -> list[Row]:
    """Keep one row of each statement: one sentence often names several things."""
    return list({(row["note"], row["line"], row["quote"]): row for row in rows}.values())
