"""What was found in the talks of a note by themselves, and how all notes together settle it.

Importing this module is quick: it does without spaCy, so that what was found once is used again without it.
"""

from dataclasses import dataclass

from infoview_analysis.language.mentions import read_referral
from infoview_analysis.language.people import Circle
from infoview_analysis.language.pointers import Pointer, judge_pointer
from infoview_analysis.records import Mention

__all__ = ["NoteFindings", "TalkFindings", "settle_talk"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkFindings:
    """What was found in one interview by itself."""

    incoming: tuple[Mention, ...]
    """Who led to the interviewee."""
    pointers: tuple[Pointer, ...]
    """Whom it may point to; all notes together decide."""
    others: tuple[Mention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteFindings:
    """What was found in the interviews of one note by themselves."""

    talks: tuple[TalkFindings, ...]
    firsts: tuple[str, ...]
    """First names in it, see :func:`~infoview_analysis.language.circle.name_firsts`."""


def settle_talk(found: TalkFindings, circle: Circle) -> list[Mention]:
    """Mentions of one interview, in note order, with what all notes know of people."""
    judged = ((pointer, judge_pointer(pointer, circle)) for pointer in found.pointers)
    outgoing = [read_referral(pointer, finding) for pointer, finding in judged if finding is not None]
    return sorted([*found.incoming, *outgoing, *found.others], key=lambda mention: mention.source.line)
