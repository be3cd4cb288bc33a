"""What ``corrections.toml`` says, as records: rows that the user drops, changes and adds, notes they went through."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from infoview_analysis.records import Diagnostic, Provenance

__all__ = ["FILE", "Correction", "Corrections", "report_problem", "tidy_note"]

FILE = "corrections.toml"
"""Name of the file, in the folder of the notes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """An entry of the file."""

    action: str
    """``drop``, ``change`` or ``add``."""
    table: str
    note: str
    quote: str = ""
    """Words of the row, or a part of them; may be empty for an interview."""
    line: int | None = None
    """Line of the note; decides where the same words stand twice."""
    cells: Mapping[str, Any] = field(default_factory=dict)
    """What else is to tell the row from others with these words."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """What the row is to say."""
    place: int = 1
    """Line in the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """What a ``corrections.toml`` says."""

    entries: tuple[Correction, ...] = ()
    reviewed: tuple[str, ...] = ()
    """Notes that the user went through: whatever is not corrected there is right."""
    text: str = ""
    """The file, to tell at which line something stands."""

    def only(self, table: str) -> "Corrections":
        """Return what is said of a table."""
        return replace(self, entries=tuple(entry for entry in self.entries if entry.table == table))

    def without(self, table: str) -> "Corrections":
        """Return what is said of all other tables."""
        return replace(self, entries=tuple(entry for entry in self.entries if entry.table != table))

    def select(self, *actions: str, interviews: bool) -> tuple[Correction, ...]:
        """Select the entries about interviews, or those about all other tables."""
        chosen = (entry for entry in self.entries if entry.action in actions)
        return tuple(entry for entry in chosen if (entry.table == "interviews") is interviews)


def report_problem(place: int, code: str, message: str) -> Diagnostic:
    """Say what is the matter with an entry at a line of the file."""
    source = Provenance(note=FILE, line=place, end_line=place)
    severity = "info" if code.startswith("needless") else "warning"
    return Diagnostic(severity=severity, code=code, message=message, source=source)


def tidy_note(note: str) -> str:
    """Write the path of a note as the tables do."""
    return unicodedata.normalize("NFC", note.strip().replace("\\", "/")).removeprefix("./")
