"""What came of the corrections."""

from collections.abc import Collection, Iterable, Iterator

from infoview_analysis.corpus.corrections.entries import FILE, Corrections, report_problem, tidy_note
from infoview_analysis.corpus.corrections.matching import UNMET, UNUSED
from infoview_analysis.records import Diagnostic, Provenance

__all__ = ["report_outcome"]


def report_outcome(
    corrections: Corrections, notes: Iterable[str], findings: Collection[Diagnostic]
) -> Iterator[Diagnostic]:
    """Say how many entries were obeyed, and which of the notes that the user went through are not there.

    Parameters
    ----------
    corrections
        What the user says.
    notes
        Paths of all notes that were read.
    findings
        Those about entries, one for each that was not obeyed among them.
    """
    total = len(corrections.entries)
    if total:
        failed = sum(one.code in UNMET for one in findings)
        message = f"{total - failed} of {total} correction{'' if total == 1 else 's'} obeyed"
        source = Provenance(note=FILE, line=1, end_line=1)
        yield Diagnostic(severity="info", code="corrections", message=message, source=source)
    for note in sorted(set(corrections.reviewed) - set(map(tidy_note, notes))):
        place = next((number for number, line in enumerate(corrections.text.splitlines(), 1) if note in line), 1)
        message = f"reviewed: no note {note} was read; write its path from the folder of the notes"
        yield report_problem(place, UNUSED, message)
