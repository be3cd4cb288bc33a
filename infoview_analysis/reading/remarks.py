"""Remarks of the note-taker on fit that stand under no heading: a few own words near the end of a note."""

import re
from collections.abc import Sequence
from functools import cache

from infoview_analysis.reading.lexicon import load_entries
from infoview_analysis.reading.words import QUOTED
from infoview_analysis.records import Block
from infoview_analysis.word_lists import compile_any

__all__ = ["is_closing_remark"]

_OPEN_TOPICS = {"other", "follow_up", "logistics"}
"""Topics under which no words of the interviewee are announced."""
_KINDS = {"paragraph", "item"}
_SENTENCE_ENDS = re.compile(r"(?<=[.!?;…])\s+")
_VERDICT = re.compile(
    r"(?:^|[,;.!?–—-]\s+)(?:fit|overall)?\W*(?:10|\d)(?:\.\d)?\s*(?:/|out of)\s*10"
    r"(?=[.?!)]|\s*$|,?\s(?:but|although|though|would|because|if|for|since|and|so|from|maybe)\b)",
    re.IGNORECASE,
)
"""A rating that stands for itself: of *modelling 5/5* it is told what is rated, *3/10, pantry* is a day."""
_OTHERS_SPEAK = re.compile(r"\W*(?:and |but |so |then )?(?:he|she|they)\b", re.IGNORECASE)
_ALONE = re.compile(r"\W*\d{1,2}\s*/\s*10\W*")


def is_closing_remark(blocks: Sequence[Block], number: int, topic: str) -> bool:
    """True where a block in the later part of a note tells what the note-taker thinks of the work.

    Parameters
    ----------
    blocks : sequence of Block
        All blocks of the note.
    number : int
        Which of them.
    topic : str
        What the lines above it announce.

    Examples
    --------
    >>> texts = ("Jane Doe, nurse", "works nights", "honestly could see myself here")
    >>> blocks = [Block(kind="item", text=text, line=line, end_line=line) for line, text in enumerate(texts, 1)]
    >>> [is_closing_remark(blocks, number, "other") for number in range(3)]
    [False, False, True]
    """
    block = blocks[number]
    if block.kind not in _KINDS or block.task is not None or block.field is not None or block.callout:
        return False
    if not _stands_late(blocks, number) or not (topic in _OPEN_TOPICS or _follows_list(blocks, number)):
        return False
    return _tells_fit(QUOTED.sub(" ", block.text.replace("’", "'")))


def _stands_late(blocks: Sequence[Block], number: int) -> bool:
    """True in the second half of the note, and right before the next heading or the end."""
    following = blocks[number + 1].kind if number + 1 < len(blocks) else "heading"
    return 2 * number >= len(blocks) or following in {"heading", "rule"}


def _follows_list(blocks: Sequence[Block], number: int) -> bool:
    """True for a paragraph behind a list: what announced the list no longer holds."""
    if blocks[number].kind != "paragraph":
        return False
    before = (block.kind for block in reversed(blocks[:number]) if block.kind != "paragraph")
    return next(before, "") in {"item", "row"}


def _tells_fit(text: str) -> bool:
    sentences = [sentence for sentence in _SENTENCE_ENDS.split(text) if not _is_told(sentence)]
    rated = not _ALONE.fullmatch(text) and any(map(_VERDICT.search, sentences))
    return rated or any(map(_pattern("own").search, sentences))


def _is_told(sentence: str) -> bool:
    return _OTHERS_SPEAK.match(sentence) is not None or _pattern("told").search(sentence) is not None


@cache
def _pattern(group: str) -> re.Pattern[str]:
    return compile_any(load_entries("remarks")[group], apostrophe="'?")
