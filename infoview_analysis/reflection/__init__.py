"""Tables and graph → answers: what recurs, what is lacking, whom to see, what to do.

A folder for each answer, of which every docstring says which module does what: ``skills`` that are asked for and
lacking, ``themes`` on which people agree or not, ``fit`` of each path, ``saturation`` of what was heard, ``people`` to
see, ``agenda`` of what is to do, ``cohort`` of what many note-takers hear. Beside them ``search`` finds passages,
``overview`` says the whole in a few sentences (``letter``), ``statements`` counts what was taken from each talk,
``profile`` reads what the note-taker says of themselves, ``profile_draft`` drafts it; ``frames``, ``quotes``, ``words``
and ``intervals`` are what all share.
"""

from infoview_analysis.reflection.agenda.build import build_agenda
from infoview_analysis.reflection.agenda.calendar_file import render_calendar
from infoview_analysis.reflection.agenda.courtesies import list_courtesies
from infoview_analysis.reflection.agenda.favours import list_favours
from infoview_analysis.reflection.agenda.preparation import Preparation, prepare_talk
from infoview_analysis.reflection.cohort.summary import summarize_cohorts
from infoview_analysis.reflection.fit.comparison import build_matrix, compare_paths
from infoview_analysis.reflection.fit.evidence import gather_evidence
from infoview_analysis.reflection.fit.opinions import trace_opinions
from infoview_analysis.reflection.fit.story import describe_fit
from infoview_analysis.reflection.intervals import wilson_interval
from infoview_analysis.reflection.overview import Overview, Paragraph, build_overview
from infoview_analysis.reflection.people.connections import describe_network
from infoview_analysis.reflection.people.next_talks import rank_next_talks
from infoview_analysis.reflection.profile import Profile, ProfileSkill, Target, parse_profile, read_profile
from infoview_analysis.reflection.profile_draft import draft_profile
from infoview_analysis.reflection.saturation.measures import follow_saturation, measure_saturation
from infoview_analysis.reflection.saturation.sentences import describe_saturation
from infoview_analysis.reflection.saturation.topic_coverage import describe_topics, find_unheard, measure_topics
from infoview_analysis.reflection.saturation.topics import load_topics
from infoview_analysis.reflection.search import search_passages
from infoview_analysis.reflection.skills.demand import rank_skills
from infoview_analysis.reflection.skills.gaps import rank_gaps
from infoview_analysis.reflection.skills.pairs import rank_pairs
from infoview_analysis.reflection.skills.splits import split_support
from infoview_analysis.reflection.statements import count_statements
from infoview_analysis.reflection.themes.contradictions import find_contradictions
from infoview_analysis.reflection.themes.ranking import rank_advice, rank_trends

__all__ = [
    "Overview",
    "Paragraph",
    "Preparation",
    "Profile",
    "ProfileSkill",
    "Target",
    "build_agenda",
    "build_matrix",
    "build_overview",
    "compare_paths",
    "count_statements",
    "describe_fit",
    "describe_network",
    "describe_saturation",
    "describe_topics",
    "draft_profile",
    "find_contradictions",
    "find_unheard",
    "follow_saturation",
    "gather_evidence",
    "list_courtesies",
    "list_favours",
    "load_topics",
    "measure_saturation",
    "measure_topics",
    "parse_profile",
    "prepare_talk",
    "rank_advice",
    "rank_gaps",
    "rank_next_talks",
    "rank_pairs",
    "rank_skills",
    "rank_trends",
    "read_profile",
    "render_calendar",
    "search_passages",
    "split_support",
    "summarize_cohorts",
    "trace_opinions",
    "wilson_interval",
]
