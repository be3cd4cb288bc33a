"""Markdown → interviews: files, front matter, blocks, topics, speakers, who was interviewed when and how."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from os import PathLike
from typing import Any

from infoview_analysis.reading.dates import day_comes_first
from infoview_analysis.reading.fields import field_meaning, infer_meanings, mark_fields
from infoview_analysis.reading.files import NoteFile, find_note_files, read_text
from infoview_analysis.reading.findings import report
from infoview_analysis.reading.front_matter import parse_front_matter
from infoview_analysis.reading.interviews import NoteReading, read_interviews
from infoview_analysis.reading.lines import blank_comments, find_open_comment, shorten_runs
from infoview_analysis.reading.markdown import parse_blocks
from infoview_analysis.reading.transposed import turn_tables
from infoview_analysis.records import Diagnostic, Interview, Note, Passage, Tagged

__all__ = [
    "Glance",
    "NoteReading",
    "Reading",
    "Sheet",
    "read_folder",
    "read_interviews",
    "read_note",
    "read_notes",
]


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from a folder of notes."""

    interviews: tuple[Interview, ...]
    passages: tuple[Passage, ...]
    """All passages; those of notes without an interview have an empty ``interview_id``."""
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The text of a note, before it is read."""

    path: str
    text: str
    day_first: bool = True
    """Order of day and month in numeric dates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """What has to be known of a note before the notes are read."""

    private: bool
    """True where nothing of it may be told, not even its name."""
    day_first: bool | None = None
    """Order of day and month by its own dates, None where they do not tell."""


@lru_cache(maxsize=256)  # a folder of as many notes is parsed once, though looked at twice
def read_note(text: str, path: str) -> Note:
    """Text of a note → :class:`Note`.

    Examples
    --------
    >>> note = read_note("---\\nrole: Analyst\\n---\\n# Jane Doe", "jane.md")
    >>> [block.text for block in note.blocks], note.fields[0].value
    (['role: Analyst', 'Jane Doe'], 'Analyst')
    """
    diagnostics = []
    if line := find_open_comment(text):
        message = "a comment opens here and is never closed, so that nothing below is read; close it with --> or %%"
        diagnostics = [report(path, "warning", "open-comment", message, line=line)]
    front = parse_front_matter(shorten_runs(blank_comments(text)), path)
    blocks = mark_fields(turn_tables(parse_blocks(front.body, first_line=front.first_line)))
    return Note(
        path=path,
        blocks=(*front.blocks, *blocks),
        fields=tuple(infer_meanings(front.fields)),
        diagnostics=(*diagnostics, *front.diagnostics),
    )


def read_folder(
    notes: str | PathLike[str],
    *,
    exclude: Sequence[str] = (),
    tag: Callable[[Note], Sequence[Tagged]] | None = None,
    advance: Callable[[int, int], None] | None = None,
    through: Callable[..., Iterable[Any]] = map,
) -> Reading:
    """Read a note or all notes of a folder.

    Parameters
    ----------
    notes : path
        A Markdown file or a folder.
    exclude : sequence of str
        Patterns as in ``.gitignore`` of notes to pass over.
    tag : callable, optional
        A language model that tells which words of a note name the interviewee, their job, their employer and who led
        there; without it the rules decide alone.
    advance : callable, optional
        Called with (notes done, notes in all) after each note.
    through : callable, optional
        Puts each note through a step of work, as ``map`` does; another one may do so in several processes.

    Raises
    ------
    UsageError
        If there is nothing that could be read.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "jane.md").write_text("# Jane Doe, Data Analyst, Acme Bank")
    ...     reading = read_folder(folder)
    >>> [interview.interviewee for interview in reading.interviews]
    ['Jane Doe']
    """
    sheets, unreadable = _open_files(find_note_files(notes, exclude=exclude))
    sheets = _settle_days(sheets, list(through(glance_at, sheets)))
    readings: list[NoteReading] = []
    for reading in through(partial(read_sheet, tag=tag), sheets):
        readings.append(reading)
        if advance is not None:
            advance(len(readings), len(sheets))
    return Reading(
        interviews=tuple(interview for reading in readings for interview in reading.interviews),
        passages=tuple(passage for reading in readings for passage in reading.passages),
        diagnostics=(*unreadable, *(finding for reading in readings for finding in reading.diagnostics)),
    )


def glance_at(sheet: Sheet) -> Glance:
    """Whether a note is private, and which order of day and month its dates tell."""
    note = read_note(sheet.text, sheet.path)
    return Glance(private=True) if _is_private(note) else Glance(private=False, day_first=day_comes_first(_texts(note)))


def read_sheet(sheet: Sheet, tag: Callable[[Note], Sequence[Tagged]] | None = None) -> NoteReading:
    """Read one note by itself, see :func:`read_folder`."""
    note = read_note(sheet.text, sheet.path)
    reading = read_interviews(note, day_first=sheet.day_first, tagged=tag(note) if tag else ())
    return replace(reading, diagnostics=(*note.diagnostics, *reading.diagnostics))


def read_notes(notes: str | PathLike[str]) -> list[Note]:
    """All notes of a folder that may be read, without what is in them."""
    read = (read_note(sheet.text, sheet.path) for sheet in _open_files(find_note_files(notes))[0])
    return [note for note in read if not _is_private(note)]


def _open_files(files: Sequence[NoteFile]) -> tuple[list[Sheet], list[Diagnostic]]:
    """The texts, and why there is none of some files."""
    opened = [(file, read_text(file)) for file in files]
    sheets = [Sheet(path=file.name, text=text) for file, text in opened if isinstance(text, str)]
    return sheets, [text for _, text in opened if isinstance(text, Diagnostic)]


def _settle_days(sheets: Sequence[Sheet], glances: Sequence[Glance]) -> list[Sheet]:
    """Notes that may be told of, each with its order of day and month: its own dates decide, else those of all."""
    clear = [glance.day_first for glance in glances if glance.day_first is not None]
    common = clear.count(True) >= clear.count(False)
    return [
        replace(sheet, day_first=common if glance.day_first is None else glance.day_first)
        for sheet, glance in zip(sheets, glances, strict=True)
        if not glance.private
    ]


def _texts(note: Note) -> list[str]:
    return [note.path, *(field.value for field in note.fields), *(block.text for block in note.blocks)]


def _is_private(note: Note) -> bool:
    marks = (field.value.lower() for field in note.fields if field_meaning(field.key) == "private")
    return any(mark in {"true", "yes", "1", "x"} for mark in marks)
