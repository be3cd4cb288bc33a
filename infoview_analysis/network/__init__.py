"""Referrals → graph, its measures, and files that other programs read.

``graph`` builds and merges, ``measures`` counts waves, chains and yield, ``export`` writes.
"""

from infoview_analysis.network.export import ENDINGS, render_graph, write_graph
from infoview_analysis.network.graph import NOTE_TAKER, merged_graph, referral_graph
from infoview_analysis.network.measures import Yield, find_seeds, find_waves, measure_chains, measure_yield

__all__ = [
    "ENDINGS",
    "NOTE_TAKER",
    "Yield",
    "find_seeds",
    "find_waves",
    "measure_chains",
    "measure_yield",
    "merged_graph",
    "referral_graph",
    "render_graph",
    "write_graph",
]
