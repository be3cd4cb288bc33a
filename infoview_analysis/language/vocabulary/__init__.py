"""Known skills, as data: nine files by field of work, the user's own words, and files of ESCO and O*NET."""

from functools import cache

from infoview_analysis.language.vocabulary.check import check_entries
from infoview_analysis.language.vocabulary.entries import Entry, find_usual_name, load_entries, make_skill_id
from infoview_analysis.language.vocabulary.importers import import_esco, import_onet
from infoview_analysis.language.vocabulary.index import fingerprint, read_index
from infoview_analysis.language.vocabulary.matcher import Match, Vocabulary
from infoview_analysis.language.vocabulary.user import (
    extend_vocabulary,
    find_own_words,
    parse_vocabulary,
    read_vocabulary,
)

__all__ = [
    "Entry",
    "Match",
    "Vocabulary",
    "check_entries",
    "extend_vocabulary",
    "find_own_words",
    "find_usual_name",
    "import_esco",
    "import_onet",
    "load_entries",
    "load_vocabulary",
    "make_skill_id",
    "parse_vocabulary",
    "read_vocabulary",
]


@cache
def load_vocabulary() -> Vocabulary:
    """The shipped vocabulary, by its prepared index where that belongs to the files as they are."""
    entries = load_entries()
    return Vocabulary(entries, read_index(fingerprint(entries)))
