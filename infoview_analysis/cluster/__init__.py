"""The same work beyond one machine: notes from anywhere, searched by the machines of a Dask cluster.

``crew`` hands out the work, ``places`` brings notes here from any place that fsspec knows, ``analysis`` joins both.
"""

from infoview_analysis.cluster.analysis import PART_ROWS, analyze_on_cluster

__all__ = ["PART_ROWS", "analyze_on_cluster"]
