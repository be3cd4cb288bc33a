"""The overview in words: short paragraphs that are true for any number of interviews, none included.

``prose`` joins words and the things they lead to; ``heard`` writes who was met and what they said, ``lack`` what is
asked for, ``ahead`` whom to see, what is open and whether to go on, ``fit`` how the paths suit the note-taker.
"""

from infoview_analysis.reflection.letter.ahead import write_enough, write_open, write_people
from infoview_analysis.reflection.letter.fit import write_fit
from infoview_analysis.reflection.letter.heard import write_heard, write_start
from infoview_analysis.reflection.letter.lack import write_gaps
from infoview_analysis.reflection.letter.prose import Phrase, Prose, join_prose

__all__ = [
    "Phrase",
    "Prose",
    "join_prose",
    "write_enough",
    "write_fit",
    "write_gaps",
    "write_heard",
    "write_open",
    "write_people",
    "write_start",
]
