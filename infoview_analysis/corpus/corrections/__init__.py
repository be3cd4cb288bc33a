"""What the user has corrected: ``corrections.toml`` next to the notes, obeyed by every run; notes stay untouched.

``file`` reads it into ``entries``, ``cells`` knows what may stand in a row, ``quotes`` finds words again, ``matching``
finds the row that is meant, ``interviews`` and ``mentions`` correct the records, ``outcome``
says what came of it, ``suggestions`` writes an entry for a row.
"""

from infoview_analysis.corpus.corrections.entries import FILE, Correction, Corrections
from infoview_analysis.corpus.corrections.file import parse_corrections, read_corrections
from infoview_analysis.corpus.corrections.interviews import correct_interviews
from infoview_analysis.corpus.corrections.mentions import correct_mentions
from infoview_analysis.corpus.corrections.outcome import report_outcome
from infoview_analysis.corpus.corrections.suggestions import suggest_correction

__all__ = [
    "FILE",
    "Correction",
    "Corrections",
    "correct_interviews",
    "correct_mentions",
    "parse_corrections",
    "read_corrections",
    "report_outcome",
    "suggest_correction",
]
