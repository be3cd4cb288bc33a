"""Referrals → graph, its measures, and files that other programs read.

``graph`` builds and merges, ``condense`` draws people together into groups, ``export`` writes. Of the measures,
``measures`` counts waves and yield, ``chains`` finds the longest ways, ``trees`` who led to whom first, ``delays`` how
long it took, ``channels`` how people were found, ``brokers`` on whom the rest hangs, ``mixing`` who points to their own
kind, ``sampling`` whether it matters where one began, ``coverage`` what is thin.
"""

from infoview_analysis.network.brokers import Broker, find_brokers
from infoview_analysis.network.chains import find_longest_chain, has_circles, measure_chains
from infoview_analysis.network.channels import CHANNELS, ChannelYield, measure_channels, name_channel, name_way
from infoview_analysis.network.condense import GROUPINGS, condense_graph, find_group
from infoview_analysis.network.coverage import Coverage, measure_coverage
from infoview_analysis.network.delays import Delay, Delays, Wait, measure_delays
from infoview_analysis.network.export import ENDINGS, render_graph, write_graph
from infoview_analysis.network.graph import NOTE_TAKER, merged_graph, referral_graph
from infoview_analysis.network.measures import Yield, find_seeds, find_waves, measure_yield
from infoview_analysis.network.mixing import Mixing, Reciprocity, measure_mixing, measure_reciprocity
from infoview_analysis.network.sampling import Bottleneck, Convergence, Tree, measure_bottleneck, measure_convergence
from infoview_analysis.network.trees import find_chain, find_parents, find_trees

__all__ = [
    "CHANNELS",
    "ENDINGS",
    "GROUPINGS",
    "NOTE_TAKER",
    "Bottleneck",
    "Broker",
    "ChannelYield",
    "Convergence",
    "Coverage",
    "Delay",
    "Delays",
    "Mixing",
    "Reciprocity",
    "Tree",
    "Wait",
    "Yield",
    "condense_graph",
    "find_brokers",
    "find_chain",
    "find_group",
    "find_longest_chain",
    "find_parents",
    "find_seeds",
    "find_trees",
    "find_waves",
    "has_circles",
    "measure_bottleneck",
    "measure_chains",
    "measure_channels",
    "measure_convergence",
    "measure_coverage",
    "measure_delays",
    "measure_mixing",
    "measure_reciprocity",
    "measure_yield",
    "merged_graph",
    "name_channel",
    "name_way",
    "referral_graph",
    "render_graph",
    "write_graph",
]
