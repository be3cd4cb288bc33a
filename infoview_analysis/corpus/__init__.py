"""Mentions → tidy data frames: build, save, load.

``schema`` names tables and columns, ``core`` holds :class:`Corpus`, ``storage`` turns tables into files and back,
``parts`` and ``spool`` take long ones part by part, ``build`` makes them from records, ``tables`` is what it makes,
``fields`` tells in which field of work a person is, ``corrections`` and ``corrected`` obey what the user has
corrected, ``desk`` studies notes one by one, ``analysis`` goes the whole way.
"""

from infoview_analysis.corpus.analysis import analyze
from infoview_analysis.corpus.build import build_corpus
from infoview_analysis.corpus.core import Corpus
from infoview_analysis.corpus.corrections import suggest_correction
from infoview_analysis.corpus.fields import FIELDS, find_field
from infoview_analysis.corpus.schema import LIST_SEPARATOR, PROVENANCE, SCHEMA
from infoview_analysis.corpus.storage import FORMATS

__all__ = [
    "FIELDS",
    "FORMATS",
    "LIST_SEPARATOR",
    "PROVENANCE",
    "SCHEMA",
    "Corpus",
    "analyze",
    "build_corpus",
    "find_field",
    "suggest_correction",
]
