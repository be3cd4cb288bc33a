"""Tables → what other programs go on from: code books and projects, a table of codes, pages for Obsidian.

``codes`` names the codes, ``text`` makes an interview plain text and finds statements in it, ``coding`` says what is
coded where, ``describing`` who and when; ``refi`` writes these after REFI-QDA. ``matrix`` is interviews by codes,
``pages`` and ``wiki`` a page per person; ``write`` picks one by the name of the file.
"""

from infoview_analysis.exchange.codes import Code, build_codes
from infoview_analysis.exchange.matrix import CELLS, COLUMNS, build_matrix, render_matrix
from infoview_analysis.exchange.pages import render_pages
from infoview_analysis.exchange.refi import pack_project, render_codebook, render_project
from infoview_analysis.exchange.write import ENDINGS, check_target, write_export

__all__ = [
    "CELLS",
    "COLUMNS",
    "ENDINGS",
    "Code",
    "build_codes",
    "build_matrix",
    "check_target",
    "pack_project",
    "render_codebook",
    "render_matrix",
    "render_pages",
    "render_project",
    "write_export",
]
