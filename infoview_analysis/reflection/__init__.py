"""Tables and graph → answers: what recurs, what is lacking, whom to see, what to do.

``skills`` and ``gaps`` rank, ``agenda`` lists what is open, ``next_talks`` whom to see, ``courtesies`` whom to
tell, ``favours`` what to give back, ``preparation`` what to know before a talk, ``search`` finds passages,
``overview`` says the whole in a few sentences, ``connections`` and ``fields`` the referral network, ``profile`` reads
what the note-taker says of themselves.
"""

from infoview_analysis.reflection.agenda import build_agenda
from infoview_analysis.reflection.calendar_file import render_calendar
from infoview_analysis.reflection.connections import describe_network
from infoview_analysis.reflection.courtesies import list_courtesies
from infoview_analysis.reflection.favours import list_favours
from infoview_analysis.reflection.gaps import rank_gaps
from infoview_analysis.reflection.intervals import wilson_interval
from infoview_analysis.reflection.next_talks import rank_next_talks
from infoview_analysis.reflection.overview import Overview, Paragraph, build_overview
from infoview_analysis.reflection.preparation import Preparation, prepare_talk
from infoview_analysis.reflection.profile import Profile, ProfileSkill, Target, parse_profile, read_profile
from infoview_analysis.reflection.questions import load_questions
from infoview_analysis.reflection.search import search_passages
from infoview_analysis.reflection.skills import rank_skills

__all__ = [
    "Overview",
    "Paragraph",
    "Preparation",
    "Profile",
    "ProfileSkill",
    "Target",
    "build_agenda",
    "build_overview",
    "describe_network",
    "list_courtesies",
    "list_favours",
    "load_questions",
    "parse_profile",
    "prepare_talk",
    "rank_gaps",
    "rank_next_talks",
    "rank_skills",
    "read_profile",
    "render_calendar",
    "search_passages",
    "wilson_interval",
]
