"""Tables and graph → answers: what recurs, what is lacking, whom to see, what to do.

``skills`` and ``gaps`` rank, ``agenda`` lists what is open, ``next_talks`` whom to see, ``courtesies`` whom to
tell, ``search`` finds passages, ``overview`` says the whole in a few sentences, ``connections`` and ``fields`` the
referral network, ``themes`` and ``contradictions`` what people agree and disagree on, ``profile`` reads what the
note-taker says of themselves.
"""

from infoview_analysis.reflection.agenda import build_agenda
from infoview_analysis.reflection.connections import describe_network
from infoview_analysis.reflection.contradictions import find_contradictions
from infoview_analysis.reflection.courtesies import list_courtesies
from infoview_analysis.reflection.gaps import rank_gaps
from infoview_analysis.reflection.intervals import wilson_interval
from infoview_analysis.reflection.next_talks import rank_next_talks
from infoview_analysis.reflection.overview import Overview, Paragraph, build_overview
from infoview_analysis.reflection.profile import Profile, ProfileSkill, Target, parse_profile, read_profile
from infoview_analysis.reflection.search import search_passages
from infoview_analysis.reflection.skills import rank_skills
from infoview_analysis.reflection.themes import rank_advice, rank_trends

__all__ = [
    "Overview",
    "Paragraph",
    "Profile",
    "ProfileSkill",
    "Target",
    "build_agenda",
    "build_overview",
    "describe_network",
    "find_contradictions",
    "list_courtesies",
    "parse_profile",
    "rank_advice",
    "rank_gaps",
    "rank_next_talks",
    "rank_skills",
    "rank_trends",
    "read_profile",
    "search_passages",
    "wilson_interval",
]
