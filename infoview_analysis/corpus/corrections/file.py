"""``corrections.toml`` as a person writes it: read, checked, what is wrong said in words."""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from infoview_analysis.corpus.corrections.cells import COLUMNS, NEEDED, parse_cells
from infoview_analysis.corpus.corrections.entries import FILE, Correction, Corrections, tidy_note
from infoview_analysis.own_files import parse_toml, read_text

__all__ = ["parse_corrections", "read_corrections"]

_EXAMPLE = """\
[[change]]
table = "trends"
note = "a.md"
quote = "dashboards are"
set = { direction = "rising" }"""
_ELSEWHERE = {
    "people": "who is who is settled in people.toml",
    "passages": "these are the note's own words",
    "diagnostics": "these follow from the notes",
}


class _OwnEntry(BaseModel):
    """An entry as a person writes it; columns of the table stand beside these keys."""

    model_config = ConfigDict(extra="allow", strict=True)

    table: str
    note: str = Field(min_length=1)
    quote: str = ""
    line: int | None = Field(default=None, ge=1)

    @field_validator("table")
    @classmethod
    def _know_table(cls, value: str) -> str:
        if value not in COLUMNS:
            why = _ELSEWHERE.get(value, "there is no such table")
            raise ValueError(f'"{value}" cannot be corrected here, {why}; choose from {", ".join(COLUMNS)}')
        return value

    @model_validator(mode="after")
    def _know_cells(self) -> "_OwnEntry":
        extra = self.model_extra or {}
        if "reviewed" in extra:
            raise ValueError("reviewed belongs at the top of the file, above the first [[…]]")
        parse_cells(self.table, extra)
        if self.table != "interviews" and not re.search(r"[^\W_]", self.quote):
            raise ValueError("a quote is needed: words of the row, as the note has them")
        return self

    @property
    def cells(self) -> dict[str, Any]:
        """The columns, parsed."""
        return parse_cells(self.table, self.model_extra or {})


class _OwnChange(_OwnEntry):
    values: dict[str, Any] = Field(alias="set", min_length=1)

    @field_validator("values")
    @classmethod
    def _know_values(cls, value: dict[str, Any], info: Any) -> dict[str, Any]:
        return parse_cells(info.data["table"], value) if "table" in info.data else value


class _OwnAdd(_OwnEntry):
    @model_validator(mode="after")
    def _say_enough(self) -> "_OwnAdd":
        missing = [name for name in NEEDED[self.table] if not self.cells.get(name)]
        if missing:
            raise ValueError(f"a new row of {self.table} needs {' and '.join(missing)}")
        return self


class _OwnCorrections(BaseModel):
    """The file as a person writes it."""

    model_config = ConfigDict(extra="forbid")

    reviewed: list[str] = []
    drop: list[_OwnEntry] = []
    change: list[_OwnChange] = []
    add: list[_OwnAdd] = []


def read_corrections(notes: str | os.PathLike[str]) -> Corrections:
    """Read the ``corrections.toml`` of a folder of notes, or of the folder in which a note stands.

    Returns
    -------
    Corrections
        Without the file, nothing. For a single note, what the file says of this note.

    Raises
    ------
    UsageError
        If the file cannot be read or says something else; the message tells what to write.
    """
    root = Path(notes)
    file = (root if root.is_dir() else root.parent) / FILE
    if not file.is_file():
        return Corrections()
    own = parse_corrections(read_text(file), path=str(file))
    if root.is_dir():
        return own
    name = tidy_note(root.name)
    return Corrections(
        entries=tuple(entry for entry in own.entries if entry.note == name),
        reviewed=tuple(note for note in own.reviewed if note == name),
        text=own.text,
    )


def parse_corrections(text: str, *, path: str = FILE) -> Corrections:
    """Parse the text of a ``corrections.toml``.

    Examples
    --------
    >>> own = parse_corrections('[[drop]]\\ntable = "skills"\\nnote = "a.md"\\nquote = "a box"\\nskill = "Box"')
    >>> [(entry.action, entry.quote, entry.cells, entry.place) for entry in own.entries]
    [('drop', 'a box', {'skill': 'Box'}, 1)]
    """
    own = parse_toml(text, _OwnCorrections, path=path, example=_EXAMPLE)
    return Corrections(
        entries=(
            *_list_entries("drop", own.drop, text),
            *_list_entries("change", own.change, text),
            *_list_entries("add", own.add, text),
        ),
        reviewed=tuple(map(tidy_note, own.reviewed)),
        text=text,
    )


def _list_entries(action: str, own: Sequence[_OwnEntry], text: str) -> Iterator[Correction]:
    places = _find_places(action, text)
    for number, entry in enumerate(own):
        added = action == "add"
        yield Correction(
            action=action,
            table=entry.table,
            note=tidy_note(entry.note),
            quote=entry.quote,
            line=entry.line,
            cells={} if added else entry.cells,
            values=entry.cells if added else entry.values if isinstance(entry, _OwnChange) else {},
            # Entries that stand in an array on a line have no heading of their own.
            place=places[number] if len(places) == len(own) else _find_line(entry.quote, text),
        )


def _find_line(quote: str, text: str) -> int:
    return next((number for number, line in enumerate(text.splitlines(), 1) if quote and quote in line), 1)


def _find_places(action: str, text: str) -> list[int]:
    """Find the lines at which the entries of a kind begin."""
    heading = re.compile(rf"\s*\[\[\s*{action}\s*\]\]")
    return [number for number, line in enumerate(text.splitlines(), 1) if heading.match(line)]
