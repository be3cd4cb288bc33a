"""The tables of a folder of notes, as data frames."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from html import escape
from pathlib import Path

import pandas as pd

from infoview_analysis.corpus.parts import Whole
from infoview_analysis.corpus.schema import SCHEMA, build_frame
from infoview_analysis.corpus.storage import FORMATS, decode_tables, encode_tables, list_files
from infoview_analysis.errors import UsageError
from infoview_analysis.output import finish_writing, write_files

__all__ = ["Corpus"]

_PREVIEW_ROWS = 5
_PREVIEW_COLUMNS = ("date", "interviewee", "role", "organization", "note")
_HELD = {
    "interviews": "conversations",
    "people": "people, met or only named",
    "passages": "blocks of the notes; nothing is left out",
    "skills": "mentions of a skill",
    "trends": "statements about change",
    "advice": "recommendations",
    "referrals": "statements that point to somebody",
    "follow_ups": "things to do after a talk",
    "reflections": "remarks of the note-taker on how it fits",
    "diagnostics": "findings about the notes",
}
"""What a row of each table is, for people."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Corpus:
    """What a folder of notes says: one :class:`pandas.DataFrame` per table.

    Columns stand in the order of :data:`infoview_analysis.corpus.SCHEMA`: the table's own, then ``note``,
    ``line``, ``end_line``, ``section``, ``quote``; mentions end with ``explain``. Text is ``string``, empty
    where the note says nothing; numbers are ``Int64``, ``<NA>`` where missing; truth values are ``boolean``.
    Dates are text, ``YYYY-MM-DD`` or ``YYYY-MM``, because a note may give no day. Several tags or aliases are
    joined with ``"; "``. Rows are ordered by note and line, whatever order the notes came in.

    Examples
    --------
    >>> corpus = Corpus.empty()
    >>> corpus
    <Corpus: 0 interviews, 0 people, 0 notes>
    >>> corpus.follow_ups.columns.tolist()[:5]
    ['interview_id', 'kind', 'person_id', 'due', 'done']
    """

    interviews: pd.DataFrame
    """One row per conversation."""
    people: pd.DataFrame
    """One row per person, interviewed or only named in a referral."""
    passages: pd.DataFrame
    """One row per block of a note; nothing is left out."""
    skills: pd.DataFrame
    """One row per mention of a skill."""
    trends: pd.DataFrame
    """One row per statement about change."""
    advice: pd.DataFrame
    """One row per recommendation."""
    referrals: pd.DataFrame
    """One row per statement that points from one person to another."""
    follow_ups: pd.DataFrame
    """One row per thing to do after the talk."""
    reflections: pd.DataFrame
    """One row per statement by the note-taker about fit."""
    diagnostics: pd.DataFrame
    """One row per finding about a note."""

    @classmethod
    def empty(cls) -> "Corpus":
        """Return a corpus without rows."""
        return cls(**{table: build_frame(table, ()) for table in SCHEMA})

    @classmethod
    def load(
        cls,
        folder: str | os.PathLike[str],
        *,
        format: str | None = None,  # noqa: A002 # the word of the command
    ) -> "Corpus":
        """Read back what :meth:`save` wrote.

        Parameters
        ----------
        folder
            Where the tables are.
        format
            ``csv``, ``json``, ``parquet`` or ``sqlite``; None takes the one that was written last.

        Raises
        ------
        UsageError
            When the folder holds no tables, or they are not as :meth:`save` writes them.
        """
        root = Path(folder)
        finish_writing(root)
        chosen = format or _find_format(root)
        try:
            content = {name: _read_parts(root / name) for name in list_files(chosen)}
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise UsageError(f"cannot read {error.filename}: {reason}; write the tables again") from error
        return cls(**decode_tables(content, chosen))

    def save(
        self,
        folder: str | os.PathLike[str],
        *,
        format: str = "csv",  # noqa: A002 # the word of the command
        part_rows: int | None = None,
    ) -> None:
        """Write all tables into a folder: all of them, or none.

        Parameters
        ----------
        folder
            Made if it is missing. Tables already there are replaced, other files are left alone.
        format
            ``csv``, ``json`` or ``parquet`` write one file per table, ``sqlite`` writes ``tables.sqlite``.
        part_rows
            With ``parquet``, makes each table a folder (``skills.parquet/part-0000.parquet`` …) of files with so many
            rows at most, as programs for large tables read them.

        Raises
        ------
        OutputError
            When the folder cannot be written; what was there before is still there.
        UsageError
            When the format is not known.

        Notes
        -----
        A spreadsheet evaluates cells, and notes come from anywhere: in CSV a cell that it would take for a
        formula (``=…``, or ``+ - @`` with a function call or a command) gets a leading apostrophe, which
        :meth:`load` takes off again. Other text stays as the note has it.

        Examples
        --------
        >>> import tempfile
        >>> folder = tempfile.mkdtemp()
        >>> Corpus.empty().save(folder, format="sqlite")
        >>> Corpus.load(folder) == Corpus.empty()
        True
        """
        parts = {name: Whole(frame) for name, frame in self.tables.items()}
        write_files(folder, encode_tables(parts, format, part_rows=part_rows))

    @property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """The frames by name, in the order of the contract."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def period(self) -> tuple[str, str]:
        """First and last date of an interview; empty where no note gives a date."""
        dates = [date for date in self.interviews["date"].tolist() if date]
        return (min(dates), max(dates)) if dates else ("", "")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Corpus):
            return NotImplemented
        return all(frame.equals(other.tables[name]) for name, frame in self.tables.items())

    __hash__ = None  # type: ignore[assignment] # frames can be changed in place

    def __repr__(self) -> str:
        notes = self.passages["note"].nunique()
        return f"<Corpus: {len(self.interviews)} interviews, {len(self.people)} people, {notes} notes>"

    def _repr_html_(self) -> str:
        counts = [
            f"<tr><th>{name}</th><td>{len(frame)}</td><td>{_HELD[name]}</td></tr>"
            for name, frame in self.tables.items()
        ]
        tables = f"<p>{escape(self._describe())}</p><table><tbody>{''.join(counts)}</tbody></table>"
        if self.interviews.empty:
            return tables
        head = f"<thead><tr>{_html_cells('th', _PREVIEW_COLUMNS)}</tr></thead>"
        return f"{tables}<table>{head}<tbody>{''.join(self._preview_rows())}</tbody></table>"

    def _describe(self) -> str:
        first, last = self.period
        when = f", {first} to {last}" if first != last else f", {first}" if first else ""
        shown = min(_PREVIEW_ROWS, len(self.interviews))
        below = f"; the first {shown} below" if shown else ""
        return f"{len(self.interviews)} interviews{when}{below}"

    def _preview_rows(self) -> list[str]:
        head = self.interviews[list(_PREVIEW_COLUMNS)].head(_PREVIEW_ROWS)
        return [f"<tr>{_html_cells('td', row)}</tr>" for row in head.itertuples(index=False)]


def _html_cells(tag: str, values: tuple[str, ...]) -> str:
    return "".join(f"<{tag}>{escape(str(value))}</{tag}>" for value in values)


def _find_format(root: Path) -> str:
    """Name the format of the tables in a folder; of several the one written last."""
    found = {
        kind: max((root / name).stat().st_mtime_ns for name in list_files(kind))
        for kind in FORMATS
        if all((root / name).exists() for name in list_files(kind))
    }
    if not found:
        raise UsageError(f"no tables in {root}; write them with: infoview extract NOTES -o {root}")
    return max(found, key=lambda kind: found[kind])


def _read_parts(path: Path) -> list[bytes]:
    """Read a file, or the files of a folder in their order."""
    parts = sorted(path.glob("part-*")) if path.is_dir() else []
    return [part.read_bytes() for part in parts or [path]]
