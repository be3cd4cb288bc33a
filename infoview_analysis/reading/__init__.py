"""Markdown → interviews: files, front matter, blocks, topics, speakers, who was interviewed when and how."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from os import PathLike

from infoview_analysis.reading.dates import day_comes_first
from infoview_analysis.reading.files import find_note_files, read_text
from infoview_analysis.reading.interviews import NoteReading, read_interviews
from infoview_analysis.reading.markdown import blank_comments, parse_blocks
from infoview_analysis.reading.metadata import field_meaning, infer_meanings, mark_fields, parse_front_matter
from infoview_analysis.records import Diagnostic, Interview, Note, Passage, Provenance

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
    blocks = mark_fields(parse_blocks(front.body, first_line=front.first_line))
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
    advance: Callable[[int, int], None] | None = None,
) -> Reading:
    """Read a note or all notes of a folder.

    Parameters
    ----------
    notes : path
        A Markdown file or a folder.
    exclude : sequence of str
        Patterns as in ``.gitignore`` of notes to pass over.
    advance : callable, optional
        Called with (notes done, notes in all) after each note.

    Raises
    ------
    UsageError
        If there is nothing that could be read.
    """
    files = find_note_files(notes, exclude=exclude)
    read: list[Note] = []
    diagnostics: list[Diagnostic] = []
    for done, file in enumerate(files, 1):
        text = read_text(file)
        if isinstance(text, Diagnostic):
            diagnostics.append(text)
        else:
            note = read_note(text, file.name)
            if _is_private(note):
                diagnostics.append(_left_out(note))
            else:
                read.append(note)
                diagnostics.extend(note.diagnostics)
        if advance is not None:
            advance(done, len(files))
    readings = [read_interviews(note, day_first=order) for note, order in zip(read, _day_orders(read), strict=True)]
    return Reading(
        notes=tuple(read),
        interviews=tuple(interview for reading in readings for interview in reading.interviews),
        passages=tuple(passage for reading in readings for passage in reading.passages),
        diagnostics=(*diagnostics, *(finding for reading in readings for finding in reading.diagnostics)),
    )


def _day_orders(notes: Sequence[Note]) -> list[bool]:
    """Whether the day comes first in numeric dates, note by note: its own dates decide, else those of the folder."""
    own = [day_comes_first(_texts(note)) for note in notes]
    clear = [order for order in own if order is not None]
    common = clear.count(True) >= clear.count(False)
    return [common if order is None else order for order in own]


def _texts(note: Note) -> list[str]:
    return [note.path, *(field.value for field in note.fields), *(block.text for block in note.blocks)]


def _is_private(note: Note) -> bool:
    return any(
        field_meaning(field.key) == "private" and field.value.lower() in {"true", "yes", "1", "x"}
        for field in note.fields
    )


def _left_out(note: Note) -> Diagnostic:
    source = Provenance(note=note.path, line=1, end_line=1)
    return Diagnostic(
        severity="info", code="private", message="marked private, left out of every result", source=source
    )
