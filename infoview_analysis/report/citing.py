"""The words behind an item: quote, who said it, when, where, and in which talk."""

import os
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Literal, TypeAlias
from urllib.parse import quote as escape_address

from infoview_analysis.corpus import Corpus
from infoview_analysis.reflection.frames import Row, by_time, cite
from infoview_analysis.reflection.quotes import say_speaker
from infoview_analysis.reflection.words import join_known, say_date

__all__ = ["Link", "LinkKind", "Sources", "make_link", "say_place", "say_words"]

Link: TypeAlias = Callable[[str], str]
"""Gives the address of a note."""
LinkKind: TypeAlias = Literal["file", "obsidian"]

_QUOTE = re.compile(r"“(?P<quote>.*)” \((?P<who>.*), (?P<note>.*):(?P<line>\d+)\)")
"""A line as :func:`infoview_analysis.reflection.quotes.quote_lines` writes it."""


def make_link(kind: LinkKind, notes: str | os.PathLike[str]) -> Link:
    """Make a function that gives the address under which a note opens on the computer that holds it.

    Parameters
    ----------
    kind
        ``file`` for whatever program opens Markdown files, ``obsidian`` for Obsidian.
    notes
        The folder of the notes, or the one note.

    Examples
    --------
    >>> make_link("file", "/home/orla/notes")("talks/Ann Lee.md")
    'file:///home/orla/notes/talks/Ann%20Lee.md'
    >>> make_link("obsidian", "/home/orla/notes")("ann.md")
    'obsidian://open?path=%2Fhome%2Forla%2Fnotes%2Fann.md'
    """
    start = Path(notes).absolute()
    folder = start.parent if start.is_file() else start

    def address(note: str) -> str:
        path = folder / note
        return path.as_uri() if kind == "file" else f"obsidian://open?path={escape_address(str(path), safe='')}"

    return address


def say_words(row: Row, tag: str = "", link: Link | None = None) -> Row:
    """Describe the words behind an item: quote, who, when, where."""
    return {
        "quote": _strip_marks(row["quote"]),
        "who": say_speaker(row) if row["interviewee"] else "",
        "date": row["date"],
        "day": say_date(row["date"]),
        "tag": tag,
        **say_place(row, link),
    }


def say_place(row: Row, link: Link | None = None) -> Row:
    """Say where something stands, and where that can be opened."""
    return {"place": f"{row['note']}:{row['line']}", "href": link(row["note"]) if link and row["note"] else ""}


def _strip_marks(quote: str) -> str:
    """Take off quotation marks around the whole, or half a pair at an end: the page sets its own."""
    if quote.count('"') == 1:
        return quote.strip('"')
    inner = quote[1:-1]
    return inner if quote[:1] + quote[-1:] in ('""', "“”", "„“", "«»") and not set(inner) & set('"“”') else quote


class Sources:
    """The talks by number, in order of date, and what was said in which.

    Parameters
    ----------
    corpus
        The tables.
    link
        Gives the address of a note; None where notes are not to be opened.
    """

    def __init__(self, corpus: Corpus, link: Link | None = None) -> None:
        self.link = link
        self.talks = sorted(cite(corpus, corpus.interviews), key=by_time)
        self.numbers = {talk["interview_id"]: number for number, talk in enumerate(self.talks)}
        self._by_note: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, talk in enumerate(self.talks):
            self._by_note[talk["note"]].append((talk["line"], number))
        for places in self._by_note.values():
            places.sort()

    def find_number(self, note: str, line: int) -> int | None:
        """Find the number of the talk that a line of a note belongs to; None if there is none."""
        places = self._by_note.get(note, [])
        place = bisect_right(places, (line, len(self.talks)))
        return places[max(0, place - 1)][1] if places else None

    def cite(self, row: Row, tag: str = "") -> Row:
        """Describe the words of a row that knows its interview, its note and its line.

        ``talk`` is the number of the talk, None for words of no talk.
        """
        return say_words(row, tag, self.link) | {"talk": self.numbers.get(row["interview_id"])}

    def cite_all(self, rows: Iterable[Row]) -> list[Row]:
        """Describe the words of some rows."""
        return [self.cite(row) for row in rows]

    def cite_place(self, row: Row) -> Row:
        """Describe the words of a row that knows its note and its line only."""
        number = self.find_number(row["note"], row["line"])
        talk = {"interviewee": "", "date": ""} if number is None else self.talks[number]
        known = {name: talk[name] for name in ("interviewee", "date")}
        return say_words({**row, "speaker": "interviewee", **known}, "", self.link) | {"talk": number}

    def place(self, row: Row) -> Row:
        """Say where something stands, and in which talk."""
        return say_place(row, self.link) | {"talk": self.find_number(row["note"], row["line"])}

    def read(self, quotes: str) -> list[Row]:
        """Describe the words of a column ``quotes``; ``position`` is that of who said them."""
        return [self._read_line(match) for match in map(_QUOTE.fullmatch, quotes.splitlines()) if match]

    def _read_line(self, match: re.Match[str]) -> Row:
        # A name of a file may hold a comma and a blank; the longest that is known is the note.
        who, note = match["who"], match["note"]
        parts = f"{who}, {note}".split(", ")
        for start in range(1, len(parts)):
            if ", ".join(parts[start:]) in self._by_note:
                who, note = ", ".join(parts[:start]), ", ".join(parts[start:])
                break
        row: Row = {"quote": match["quote"], "interviewee": who, "note": note, "line": int(match["line"])}
        number = self.find_number(note, row["line"])
        talk = {"date": ""} if number is None else self.talks[number]
        words = say_words(row | {"date": talk["date"]}, "", self.link)
        return words | {"talk": number, "position": _say_position(talk)}


def _say_position(talk: Row) -> str:
    return join_known(join_known(talk.get("role", ""), talk.get("organization", "")), talk.get("field", ""), sign="; ")
