"""Markdown → interviews: files, front matter, blocks, topics, speakers, who was interviewed when and how."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from os import PathLike

from infoview_analysis.reading.dates import day_comes_first
from infoview_analysis.reading.fields import field_meaning, infer_meanings, mark_fields
from infoview_analysis.reading.files import NoteFile, find_note_files, read_text
from infoview_analysis.reading.front_matter import parse_front_matter
from infoview_analysis.reading.interviews import read_interviews
from infoview_analysis.reading.lines import blank_comments
from infoview_analysis.reading.markdown import parse_blocks
from infoview_analysis.reading.transposed import turn_tables
from infoview_analysis.records import Diagnostic, Interview, Note, Passage, Tagged

__all__ = ["Reading", "read_folder", "read_interviews", "read_note"]


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from a folder of notes."""

    notes: tuple[Note, ...]
    interviews: tuple[Interview, ...]
    passages: tuple[Passage, ...]
    """All passages; those of notes without an interview have an empty ``interview_id``."""
    diagnostics: tuple[Diagnostic, ...]


def read_note(text: str, path: str) -> Note:
    """Text of a note → :class:`Note`.

    Examples
    --------
    >>> note = read_note("---\\nrole: Analyst\\n---\\n# Jane Doe", "jane.md")
    >>> [block.text for block in note.blocks], note.fields[0].value
    (['role: Analyst', 'Jane Doe'], 'Analyst')
    """
    front = parse_front_matter(blank_comments(text), path)
    blocks = mark_fields(turn_tables(parse_blocks(front.body, first_line=front.first_line)))
    return Note(
        path=path,
        blocks=(*front.blocks, *blocks),
        fields=tuple(infer_meanings(front.fields)),
        diagnostics=front.diagnostics,
    )


def read_folder(
    notes: str | PathLike[str],
    *,
    exclude: Sequence[str] = (),
    tag: Callable[[Note], Sequence[Tagged]] | None = None,
    advance: Callable[[int, int], None] | None = None,
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
    files = find_note_files(notes, exclude=exclude)
    read, diagnostics = _read_files(files)
    readings = []
    for done, (note, order) in enumerate(zip(read, _day_orders(read), strict=True), 1):
        readings.append(read_interviews(note, day_first=order, tagged=tag(note) if tag else ()))
        if advance is not None:
            advance(done, len(read))
    return Reading(
        notes=tuple(read),
        interviews=tuple(interview for reading in readings for interview in reading.interviews),
        passages=tuple(passage for reading in readings for passage in reading.passages),
        diagnostics=(*diagnostics, *(finding for reading in readings for finding in reading.diagnostics)),
    )


def _read_files(files: Sequence[NoteFile]) -> tuple[list[Note], list[Diagnostic]]:
    """Notes that may be read, and what there is to say about those that may not."""
    notes: list[Note] = []
    diagnostics: list[Diagnostic] = []
    for file in files:
        note = _read_file(file)
        if isinstance(note, Diagnostic):
            diagnostics.append(note)
        elif note is not None:
            notes.append(note)
            diagnostics.extend(note.diagnostics)
    return notes, diagnostics


def _read_file(file: NoteFile) -> Note | Diagnostic | None:
    """The note, why there is none, or None where it is private: not even its name is told."""
    text = read_text(file)
    if isinstance(text, Diagnostic):
        return text
    note = read_note(text, file.name)
    return None if _is_private(note) else note


def _day_orders(notes: Sequence[Note]) -> list[bool]:
    """Whether the day comes first in numeric dates, note by note: its own dates decide, else those of the folder."""
    own = [day_comes_first(_texts(note)) for note in notes]
    clear = [order for order in own if order is not None]
    common = clear.count(True) >= clear.count(False)
    return [common if order is None else order for order in own]


def _texts(note: Note) -> list[str]:
    return [note.path, *(field.value for field in note.fields), *(block.text for block in note.blocks)]


def _is_private(note: Note) -> bool:
    marks = (field.value.lower() for field in note.fields if field_meaning(field.key) == "private")
    return any(mark in {"true", "yes", "1", "x"} for mark in marks)
