"""Answers → what a notebook shows: tables, cards, marked notes, pictures.

Each ``show_`` function returns a :class:`Shown`: HTML in a notebook, plain text in a terminal. ``opening`` begins a
notebook, ``tables`` shows rows and sentences, ``cards`` what has more to say than a row holds, ``marking`` finds in the
text of a note what was taken from it, ``notes`` shows that, and ``pictures`` the figures.
"""

from infoview_analysis.display.cards import show_contradictions, show_gaps, show_interview, show_paths
from infoview_analysis.display.notes import show_note, show_statements
from infoview_analysis.display.opening import OpenedNotes, open_notes
from infoview_analysis.display.pictures import show_figure, show_network
from infoview_analysis.display.shown import Shown
from infoview_analysis.display.tables import show_lines, show_table

__all__ = [
    "OpenedNotes",
    "Shown",
    "open_notes",
    "show_contradictions",
    "show_figure",
    "show_gaps",
    "show_interview",
    "show_lines",
    "show_network",
    "show_note",
    "show_paths",
    "show_statements",
    "show_table",
]
