"""Make sense of informational interviews.

:func:`analyze` turns a folder of Markdown notes into a :class:`Corpus` of tables; everything else here takes
one. A name is imported when it is first used, so that importing the package is quick.

Examples
--------
>>> corpus = Corpus.empty()
>>> build_overview(corpus).interviews
0
"""

TYPE_CHECKING = False  # importing typing would take longer than all else here
if TYPE_CHECKING:
    from typing import Any

    from infoview_analysis.corpus import Corpus, analyze, suggest_correction
    from infoview_analysis.corpus.pseudonyms import pseudonymize, read_key, reveal, write_key
    from infoview_analysis.display import (
        open_notes,
        show_contradictions,
        show_figure,
        show_gaps,
        show_interview,
        show_lines,
        show_network,
        show_note,
        show_paths,
        show_statements,
        show_table,
    )
    from infoview_analysis.exchange import write_export
    from infoview_analysis.figures import (
        plot_advice,
        plot_coverage,
        plot_fit,
        plot_gaps,
        plot_growth,
        plot_network,
        plot_saturation,
        plot_skill_matrix,
        plot_skills,
        plot_timeline,
        plot_trends,
        use_theme,
    )
    from infoview_analysis.language import load_pipeline
    from infoview_analysis.network import merged_graph, referral_graph, write_graph
    from infoview_analysis.reflection import (
        build_agenda,
        build_matrix,
        build_overview,
        compare_paths,
        count_statements,
        describe_fit,
        describe_network,
        describe_saturation,
        describe_topics,
        find_contradictions,
        find_unheard,
        follow_saturation,
        gather_evidence,
        list_courtesies,
        list_favours,
        measure_saturation,
        measure_topics,
        prepare_talk,
        rank_advice,
        rank_gaps,
        rank_next_talks,
        rank_skills,
        rank_trends,
        read_profile,
        render_calendar,
        search_passages,
        summarize_cohorts,
        trace_opinions,
    )
    from infoview_analysis.report import write_report

__all__ = [
    "Corpus",
    "analyze",
    "build_agenda",
    "build_matrix",
    "build_overview",
    "compare_paths",
    "count_statements",
    "describe_fit",
    "describe_network",
    "describe_saturation",
    "describe_topics",
    "find_contradictions",
    "find_unheard",
    "follow_saturation",
    "gather_evidence",
    "list_courtesies",
    "list_favours",
    "load_pipeline",
    "measure_saturation",
    "measure_topics",
    "merged_graph",
    "open_notes",
    "plot_advice",
    "plot_coverage",
    "plot_fit",
    "plot_gaps",
    "plot_growth",
    "plot_network",
    "plot_saturation",
    "plot_skill_matrix",
    "plot_skills",
    "plot_timeline",
    "plot_trends",
    "prepare_talk",
    "pseudonymize",
    "rank_advice",
    "rank_gaps",
    "rank_next_talks",
    "rank_skills",
    "rank_trends",
    "read_key",
    "read_profile",
    "referral_graph",
    "render_calendar",
    "reveal",
    "search_passages",
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
    "suggest_correction",
    "summarize_cohorts",
    "trace_opinions",
    "use_theme",
    "write_export",
    "write_graph",
    "write_key",
    "write_report",
]

__version__ = "0.1.0"

# Where each name lives: the same as above, for when the program runs.
_HOMES = {
    "corpus": ("Corpus", "analyze", "suggest_correction"),
    "corpus.pseudonyms": ("pseudonymize", "read_key", "reveal", "write_key"),
    "display": (
        *("open_notes", "show_contradictions", "show_figure", "show_gaps", "show_interview", "show_lines"),
        *("show_network", "show_note", "show_paths", "show_statements", "show_table"),
    ),
    "exchange": ("write_export",),
    "figures": (
        *("plot_advice", "plot_coverage", "plot_fit", "plot_gaps", "plot_growth", "plot_network"),
        *("plot_saturation", "plot_skill_matrix", "plot_skills", "plot_timeline", "plot_trends"),
        "use_theme",
    ),
    "language": ("load_pipeline",),
    "network": ("merged_graph", "referral_graph", "write_graph"),
    "reflection": (
        *("build_agenda", "build_overview", "describe_network", "list_courtesies", "rank_gaps", "rank_next_talks"),
        *("rank_skills", "read_profile", "search_passages", "find_contradictions", "rank_advice", "rank_trends"),
        *("describe_saturation", "describe_topics", "find_unheard", "follow_saturation", "measure_saturation"),
        *("count_statements", "measure_topics"),
        *("build_matrix", "compare_paths", "describe_fit", "gather_evidence", "summarize_cohorts", "trace_opinions"),
        *("list_favours", "prepare_talk", "render_calendar"),
    ),
    "report": ("write_report",),
}


def __getattr__(name: str) -> "Any":
    from importlib import import_module

    for home, names in _HOMES.items():
        if name in names:
            value = getattr(import_module(f"{__name__}.{home}"), name)
            # From now on the name is found without coming here.
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
