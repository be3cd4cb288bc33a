"""Make sense of informational interviews.

:func:`analyze` turns a folder of Markdown notes into a :class:`Corpus` of tables; everything else here takes
one. A name is imported when it is first used, so that importing the package is quick.

Examples
--------
>>> corpus = Corpus.empty()
>>> build_overview(corpus).interviews
0
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from infoview_analysis.corpus import Corpus, analyze
    from infoview_analysis.corpus.pseudonyms import pseudonymize, read_key, reveal, write_key
    from infoview_analysis.figures import plot_gaps, plot_growth, plot_network, plot_skills, plot_timeline, plot_trends
    from infoview_analysis.language import load_pipeline
    from infoview_analysis.network import merged_graph, referral_graph, write_graph
    from infoview_analysis.reflection import (
        build_agenda,
        build_overview,
        describe_network,
        list_courtesies,
        rank_gaps,
        rank_next_talks,
        rank_skills,
        read_profile,
        search_passages,
    )
    from infoview_analysis.report import write_report

__all__ = [
    "Corpus",
    "analyze",
    "build_agenda",
    "build_overview",
    "describe_network",
    "list_courtesies",
    "load_pipeline",
    "merged_graph",
    "plot_gaps",
    "plot_growth",
    "plot_network",
    "plot_skills",
    "plot_timeline",
    "plot_trends",
    "pseudonymize",
    "rank_gaps",
    "rank_next_talks",
    "rank_skills",
    "read_key",
    "read_profile",
    "referral_graph",
    "reveal",
    "search_passages",
    "write_graph",
    "write_key",
    "write_report",
]

__version__ = "0.1.0"

# Where each name lives: the same as above, for when the program runs.
_HOMES = {
    "corpus": ("Corpus", "analyze"),
    "corpus.pseudonyms": ("pseudonymize", "read_key", "reveal", "write_key"),
    "figures": ("plot_gaps", "plot_growth", "plot_network", "plot_skills", "plot_timeline", "plot_trends"),
    "language": ("load_pipeline",),
    "network": ("merged_graph", "referral_graph", "write_graph"),
    "reflection": (
        *("build_agenda", "build_overview", "describe_network", "list_courtesies", "rank_gaps", "rank_next_talks"),
        *("rank_skills", "read_profile", "search_passages"),
    ),
    "report": ("write_report",),
}


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            value = getattr(import_module(f"{__name__}.{home}"), name)
            # From now on the name is found without coming here.
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
