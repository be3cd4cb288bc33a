"""What there is to say about a note, with the line it is about."""

from infoview_analysis.records import Diagnostic, Provenance

__all__ = ["report"]


def report(note: str, severity: str, code: str, message: str, *, line: int = 1) -> Diagnostic:
    """Make a finding about a line of a note.

    Examples
    --------
    >>> report("a.md", "info", "no-date", "no date of the talk found", line=1).source.note
    'a.md'
    """
    source = Provenance(note=note, line=line, end_line=line)
    return Diagnostic(severity=severity, code=code, message=message, source=source)
