"""The notes that come with the package, analysed once for all tests that check answers on them."""

from functools import cache
from pathlib import Path

from infoview_analysis.corpus import Corpus, analyze

__all__ = ["DATA", "NOTES", "analyze_sample"]

DATA = Path(__file__).parent.parent / "data"
NOTES = DATA / "notes"


@cache
def analyze_sample() -> Corpus:
    """Analyse ``data/notes``."""
    return analyze(NOTES)
