"""What the user has settled about who is who: ``people.toml`` next to the notes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from infoview_analysis.identity.names import Name, parse_name
from infoview_analysis.own_files import parse_toml, read_text
from infoview_analysis.records import Diagnostic, Provenance

__all__ = ["FILE", "Decisions", "parse_decisions", "read_decisions"]

FILE = "people.toml"
"""Name of the file, in the folder of the notes."""
_EXAMPLE = """\
same = [["Jo Atkinson", "Josephine Atkinson"], ["Sam in 2024-05-01 fair.md", "Sam Ortiz"]]
different = [["Ann Lee in a.md", "Ann Lee in b.md"]]
[rename]
"Priya R." = "Priya Raman\""""
_PLACED = re.compile(r"(?P<name>.*\S)\s+in\s+(?P<note>\S.*\.(?:md|markdown))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reference:
    """A name as the user points to it: everywhere, or in one note."""

    text: str
    """As the user wrote it: ``Sam``, ``Sam in a.md``."""
    name: Name
    note: str = ""
    """Empty for every note."""

    def fits(self, note: str, forms: Iterable[Name]) -> bool:
        """Whether a person with these forms of a name in a note is meant."""
        return self.note in ("", note) and any(form.key == self.name.key for form in forms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """Who is one person, who is not, and what people are called."""

    same: tuple[tuple[Reference, ...], ...] = ()
    different: tuple[tuple[Reference, ...], ...] = ()
    names: tuple[tuple[Reference, str], ...] = ()
    text: str = ""
    """The file, to tell at which line something stands."""

    def find_sides(self, note: str, forms: Iterable[Name]) -> frozenset[tuple[int, int]]:
        """Find where a person stands: number of the entry in ``different``, and of the reference in it."""
        return frozenset(_find_places(self.different, note, tuple(forms)))

    def find_unions(self, note: str, forms: Iterable[Name]) -> frozenset[int]:
        """Find the entries in ``same`` that a person belongs to."""
        return frozenset(entry for entry, _ in _find_places(self.same, note, tuple(forms)))

    def find_name(self, note: str, forms: Sequence[Name]) -> str:
        """Find what a person is to be called; empty if nothing was said."""
        return next((name for reference, name in self.names if reference.fits(note, forms)), "")

    def report_unused(self, places: Sequence[tuple[str, Sequence[Name]]]) -> Iterator[Diagnostic]:
        """Report every reference that points to nobody.

        Parameters
        ----------
        places
            For everybody in every note: the note and the forms of the name.
        """
        references = [reference for entry in (*self.same, *self.different) for reference in entry]
        for reference in [*references, *(reference for reference, _ in self.names)]:
            if not any(reference.fits(note, forms) for note, forms in places):
                line = next((n for n, text in enumerate(self.text.splitlines(), 1) if reference.text in text), 1)
                message = f'"{reference.text}" is nobody in these notes; write the name as the note has it'
                source = Provenance(note=FILE, line=line, end_line=line)
                yield Diagnostic(severity="warning", code="unknown-person", message=message, source=source)


def _find_places(entries: Sequence[Sequence[Reference]], note: str, forms: Sequence[Name]) -> Iterator[tuple[int, int]]:
    for number, entry in enumerate(entries):
        for side, reference in enumerate(entry):
            if reference.fits(note, forms):
                yield number, side


class _OwnDecisions(BaseModel):
    """The file as a person writes it."""

    model_config = ConfigDict(extra="forbid")

    same: list[list[str]] = Field(default=[])
    different: list[list[str]] = Field(default=[])
    rename: dict[str, str] = Field(default={})


def read_decisions(folder: str | PathLike[str]) -> Decisions:
    """Read the ``people.toml`` of a folder of notes; without one nothing is settled.

    Raises
    ------
    UsageError
        If the file cannot be read or says something else; the message tells what to write.
    """
    file = Path(folder) / FILE
    return parse_decisions(read_text(file), path=str(file)) if file.exists() else Decisions()


def parse_decisions(text: str, *, path: str = FILE) -> Decisions:
    """Parse the text of a ``people.toml``.

    Examples
    --------
    >>> settled = parse_decisions('same = [["Sam in a.md", "Sam Ortiz"]]')
    >>> [(one.name.written, one.note) for one in settled.same[0]]
    [('Sam', 'a.md'), ('Sam Ortiz', '')]
    """
    own = parse_toml(text, _OwnDecisions, path=path, example=_EXAMPLE)
    return Decisions(
        same=tuple(tuple(map(_parse_reference, entry)) for entry in own.same),
        different=tuple(tuple(map(_parse_reference, entry)) for entry in own.different),
        names=tuple((_parse_reference(old), new) for old, new in own.rename.items()),
        text=text,
    )


def _parse_reference(text: str) -> Reference:
    placed = _PLACED.fullmatch(text.strip())
    return Reference(text, parse_name(placed["name"]), placed["note"]) if placed else Reference(text, parse_name(text))
