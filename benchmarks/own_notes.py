"""How well a user's own notes were understood, told from what they corrected in the notes that they went through.

A row that an entry of ``corrections.toml`` drops is wrong; one that it changes is wrong too, and what it should have
said was missed; one that it adds was missed. Every other row of a note under ``reviewed`` is right.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from infoview_analysis.corpus import Corpus, analyze
from infoview_analysis.corpus.corrections import FILE, Corrections, read_corrections
from infoview_analysis.corpus.corrections.matching import UNMET
from infoview_analysis.reflection.intervals import wilson_interval

__all__ = ["Share", "describe_notes", "measure_tables"]

TABLES = ("interviews", "skills", "trends", "advice", "referrals", "follow_ups", "reflections")
FEW = 30
"""Rows below which an interval is too wide to tell two versions of the package apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Rows of a table in the notes that were gone through."""

    rows: int
    """Found."""
    dropped: int = 0
    changed: int = 0
    added: int = 0

    @property
    def right(self) -> int:
        """Rows that need no correction."""
        return max(0, self.rows - self.dropped - self.changed)

    @property
    def wanted(self) -> int:
        """Rows that there should be."""
        return self.right + self.changed + self.added


def measure_tables(found: Corpus, corrections: Corrections, failed: Sequence[int] = ()) -> Mapping[str, Share]:
    """Measure tables by what was corrected in them.

    Parameters
    ----------
    found
        The tables without corrections.
    corrections
        What the user says.
    failed
        Lines of entries that did nothing: these say nothing of the tables.

    Examples
    --------
    >>> from infoview_analysis.corpus.corrections import Correction
    >>> own = Corrections(entries=(Correction(action="add", table="advice", note="a.md"),), reviewed=("a.md",))
    >>> measure_tables(Corpus.empty(), own)["advice"]
    Share(rows=0, dropped=0, changed=0, added=1)
    """
    told = Counter(
        (entry.table, entry.action)
        for entry in corrections.entries
        if entry.note in corrections.reviewed and entry.place not in failed
    )
    return {
        table: Share(
            rows=int(found.tables[table]["note"].isin(corrections.reviewed).sum()),
            dropped=told[table, "drop"],
            changed=told[table, "change"],
            added=told[table, "add"],
        )
        for table in TABLES
    }


def describe_notes(notes: Path) -> Iterator[str]:
    """Say how well a folder of notes was understood, a line per table."""
    own = read_corrections(notes)
    if not own.reviewed:
        yield f'{notes / FILE}: say which notes you went through, at its top: reviewed = ["a.md", "b.md"]'
        return
    findings = analyze(notes).diagnostics
    unmet = findings[(findings["note"] == FILE) & findings["code"].isin(UNMET)]
    read = analyze(notes, corrected=False)
    present = set(own.reviewed) & set(read.passages["note"])
    yield from _lay_out(measure_tables(read, own, unmet["line"].tolist()))
    yield ""
    yield f"notes gone through: {len(present)}; 95 % Wilson intervals, as if rows did not depend on each other."
    if len(unmet):
        yield f"entries that did nothing and are not counted: {len(unmet)}; infoview check {notes} names them."
    elsewhere = sum(entry.note not in own.reviewed for entry in own.entries)
    if elsewhere:
        yield f"entries about notes that are not under reviewed, not counted: {elsewhere}"


def _lay_out(shares: Mapping[str, Share]) -> Iterator[str]:
    yield f"{'table':12}{'rows':>6}{'wrong':>7}{'missed':>8}  {'precision':22}recall"
    for table, share in shares.items():
        wrong, missed = share.dropped + share.changed, share.changed + share.added
        few = "  few rows" if share.rows < FEW else ""
        precision, recall = _say_share(share.right, share.rows), _say_share(share.right, share.wanted)
        yield f"{table:12}{share.rows:6}{wrong:7}{missed:8}  {precision:22}{recall}{few}"


def _say_share(right: int, total: int) -> str:
    if not total:
        return "none to judge by"
    low, high = wilson_interval(right, total)
    return f"{right / total:.3f} ({low:.2f}–{high:.2f})"
