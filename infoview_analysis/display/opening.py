"""How a notebook begins: the notes, who the note-taker is, the day; whatever is missing is said and stops nothing."""

import datetime as dt
import os
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from infoview_analysis.corpus import Corpus, analyze
from infoview_analysis.errors import InfoviewError
from infoview_analysis.reflection import Profile, read_profile
from infoview_analysis.reflection.words import say_count, say_list, say_period, warn_few

__all__ = ["OpenedNotes", "open_notes"]

_SAVED = ".sqlite"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class OpenedNotes:
    """What the cells of a notebook work with."""

    corpus: Corpus
    profile: Profile | None
    """The note-taker; None where no profile was found or understood."""
    day: dt.date | None
    """The day to count from; None is the current day."""
    said: tuple[str, ...]
    """What was found, what is missing, and how to mend it."""

    def __repr__(self) -> str:
        return "\n".join(self.said)

    def _repr_html_(self) -> str:
        return "".join(f"<p>{escape(sentence)}</p>" for sentence in self.said)


def open_notes(notes: str | os.PathLike[str], profile: str | os.PathLike[str] = "", today: str = "") -> OpenedNotes:
    """Open notes for a notebook: :func:`analyze` and :func:`read_profile`, without ever failing.

    Parameters
    ----------
    notes
        Folder of notes, or a note; or the ``tables.sqlite`` that :meth:`Corpus.save` wrote.
    profile
        The note-taker's profile; "" if there is none.
    today
        The day to count from, ``YYYY-MM-DD``; "" for the current one.

    Returns
    -------
    OpenedNotes
        What cannot be read is empty, and ``said`` tells why.

    Examples
    --------
    >>> open_notes("no/such/folder").corpus.interviews.empty
    True
    """
    corpus, wrong = _read(notes)
    me, lacking = _read_profile(profile)
    day, misread = _read_day(today)
    said = (*wrong, *_describe(corpus, missing=bool(wrong)), *lacking, *misread)
    return OpenedNotes(corpus=corpus, profile=me, day=day, said=said)


def _read(notes: str | os.PathLike[str]) -> tuple[Corpus, list[str]]:
    path = Path(notes)
    try:
        if path.suffix == _SAVED:
            return Corpus.load(path.parent, format="sqlite"), []
        return analyze(path), []
    except InfoviewError as error:
        return Corpus.empty(), [f"{error}. Change NOTES in the cell above and run this one again."]


def _describe(corpus: Corpus, *, missing: bool) -> Iterator[str]:
    talks = len(corpus.interviews)
    if talks:
        period, people = say_period(*corpus.period), say_count(len(corpus.people), "person", "people")
        when = f" {period}" if period else ""
        yield f"{say_count(talks, 'talk').capitalize()}{when}, {people} named{warn_few(talks, 'talk')}."
    elif not missing:
        yield (
            "No talk was found in these notes yet. Put Markdown notes (.md) into the folder that NOTES names, or start "
            'one with: infoview new "Name of the person". Then run all cells again; until then they say what will '
            "stand in them."
        )


def _read_profile(profile: str | os.PathLike[str]) -> tuple[Profile | None, list[str]]:
    if not os.fspath(profile) or not os.path.exists(profile):
        return None, [
            "No profile was found, so nothing is known of your levels, values and targets but what the notes say of "
            "you. A draft of one: infoview profile NOTES -o profile.md"
        ]
    try:
        me = read_profile(profile)
    except InfoviewError as error:
        return None, [f"The profile is left aside: {error}"]
    named = ((me.skills, "skill"), (me.values, "value"), (me.targets, "target"))
    return me, [f"Your profile names {say_list([say_count(len(things), noun) for things, noun in named])}."]


def _read_day(today: str) -> tuple[dt.date | None, list[str]]:
    try:
        return (dt.date.fromisoformat(today) if today else None), []
    except ValueError:
        return None, [f'TODAY = "{today}" is no day; write YYYY-MM-DD. The current day is taken.']
