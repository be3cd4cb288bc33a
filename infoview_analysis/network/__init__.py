"""Referrals → graph, its measures, and files that other programs read.

``graph`` builds and merges, ``condense`` draws people together into groups, ``measures`` counts waves, chains and
yield, ``export`` writes.
"""

from infoview_analysis.network.condense import GROUPINGS, condense_graph
from infoview_analysis.network.export import ENDINGS, render_graph, write_graph
from infoview_analysis.network.graph import NOTE_TAKER, merged_graph, referral_graph
from infoview_analysis.network.measures import Yield, find_seeds, find_waves, measure_chains, measure_yield

__all__ = [
    "ENDINGS",
    "GROUPINGS",
    "NOTE_TAKER",
    "Yield",
    "condense_graph",
    "find_seeds",
    "find_waves",
    "measure_chains",
    "measure_yield",
    "merged_graph",
    "referral_graph",
    "render_graph",
    "write_graph",
]
