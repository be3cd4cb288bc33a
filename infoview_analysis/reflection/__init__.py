"""Tables and graph → answers: what recurs, what is lacking, whom to see, what to do.

``skills`` and ``gaps`` rank, ``pairs``, ``splits`` and ``families`` say what goes with a skill and who asks for it;
``themes`` and ``contradictions`` say what people agree and disagree on; ``fit`` compares paths by values;
``saturation`` and ``topics`` measure how much of what can be heard was heard; ``connections`` and ``fields``
describe the referral network, ``next_talks`` says whom to see, ``courtesies`` whom to tell, ``favours`` what to
give back; ``agenda`` lists what is open, ``preparation`` what to know before a talk; ``search`` finds passages,
``overview`` says the whole in a few sentences; ``profile`` reads what the note-taker says of themselves,
``profile_draft`` drafts it.
"""

from infoview_analysis.reflection.agenda import build_agenda
from infoview_analysis.reflection.calendar_file import render_calendar
from infoview_analysis.reflection.connections import describe_network
from infoview_analysis.reflection.contradictions import find_contradictions
from infoview_analysis.reflection.courtesies import list_courtesies
from infoview_analysis.reflection.evidence import gather_evidence
from infoview_analysis.reflection.favours import list_favours
from infoview_analysis.reflection.fit import build_matrix, compare_paths
from infoview_analysis.reflection.fit_story import describe_fit
from infoview_analysis.reflection.gaps import rank_gaps
from infoview_analysis.reflection.intervals import wilson_interval
from infoview_analysis.reflection.next_talks import rank_next_talks
from infoview_analysis.reflection.opinions import trace_opinions
from infoview_analysis.reflection.overview import Overview, Paragraph, build_overview
from infoview_analysis.reflection.pairs import rank_pairs
from infoview_analysis.reflection.preparation import Preparation, prepare_talk
from infoview_analysis.reflection.profile import Profile, ProfileSkill, Target, parse_profile, read_profile
from infoview_analysis.reflection.profile_draft import draft_profile
from infoview_analysis.reflection.saturation import follow_saturation, measure_saturation
from infoview_analysis.reflection.saturation_said import describe_saturation
from infoview_analysis.reflection.search import search_passages
from infoview_analysis.reflection.skills import rank_skills
from infoview_analysis.reflection.splits import split_support
from infoview_analysis.reflection.themes import rank_advice, rank_trends
from infoview_analysis.reflection.topic_coverage import describe_topics, find_unheard, measure_topics
from infoview_analysis.reflection.topics import load_topics

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
    "trace_opinions",
    "wilson_interval",
]
