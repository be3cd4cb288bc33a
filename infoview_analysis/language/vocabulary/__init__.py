"""Known skills, as data: nine files by field of work, the user's own words, and files of ESCO and O*NET."""

from functools import cache

from infoview_analysis.language.vocabulary.entries import CATEGORIES, Entry, load_entries, make_skill_id
from infoview_analysis.language.vocabulary.matcher import Match, Vocabulary

__all__ = ["CATEGORIES", "Entry", "Match", "Vocabulary", "load_vocabulary", "make_skill_id"]


@cache
def load_vocabulary() -> Vocabulary:
    """The shipped vocabulary."""
    return Vocabulary(load_entries())
