"""What lines look like: which ones stand out as the opening of something, which ones close a row of conversations."""

import re
from collections.abc import Sequence
from functools import cache

from infoview_analysis.reading.dates import find_dates
from infoview_analysis.reading.lexicon import fold, join_patterns, load_entries
from infoview_analysis.reading.sections import Annotated
from infoview_analysis.reading.titles import drop_numbering
from infoview_analysis.reading.topics import find_topic

__all__ = ["COUNTED", "is_closing", "is_day", "look_of", "opens_part"]

COUNTED = re.compile(
    rf"^\W*(?:{join_patterns('events', 'numbered')})"
    rf"\s*(?:number|no\.?|nr\.?|#)?\s*(?:\d{{1,3}}|[a-z]|[ivx]{{1,4}}|{join_patterns('events', 'number_words')})\b\W*",
    re.IGNORECASE,
)
"""*Booth 4 -*, *Speaker two:* at the beginning of a line."""
_CLAUSE = re.compile(r"[.:,;!?–—]")
_CLOSINGS = frozenset(load_entries("events")["closings"])
_DAY = 40  # characters of a line that is a day
_HEADLINE = 60  # characters of a line that works as a heading


def opens_part(blocks: Sequence[Annotated], number: int) -> bool:
    """True for a block above which a line is left blank or a heading or rule stands."""
    if not number:
        return True
    before, block = blocks[number - 1].block, blocks[number].block
    return block.line - before.end_line > 1 or before.kind in {"heading", "rule"}


def is_day(text: str) -> bool:
    """True for a line that is a day and nothing else.

    Examples
    --------
    >>> is_day("Thursday 15th May"), is_day("TUE"), is_day("17/09/24 #1"), is_day("On Monday we met")
    (True, True, True, False)
    """
    if len(text) > _DAY:
        return False
    dates = find_dates(text, year=2000)
    rest = text[: dates[0].start] + text[dates[0].end :] if dates else text
    words = [word for word in fold(rest).split() if not word.isdigit() and word not in {"st", "nd", "rd", "th"}]
    return bool(dates or words) and all(word in _weekdays() for word in words)


@cache
def _weekdays() -> frozenset[str]:
    months = load_entries("months")
    return frozenset(name for key, names in months.items() if key.startswith("d") for name in names)


def look_of(blocks: Sequence[Annotated], number: int) -> str:
    """By what a line stands out as the opening of something; empty where it does not.

    Examples
    --------
    >>> from infoview_analysis.reading.markdown import parse_blocks
    >>> from infoview_analysis.reading.sections import annotate_blocks
    >>> blocks = annotate_blocks(parse_blocks("## May\\n\\nJANE DOE\\nNurse.\\n\\nBooth 2: Sam"))
    >>> [look_of(blocks, number) for number in range(len(blocks))]
    ['heading 2', 'capitals', '', 'counted']
    """
    entry = blocks[number]
    block = entry.block
    if is_day(block.text) and (block.kind == "heading" or opens_part(blocks, number)):
        return "day"
    if block.kind == "heading":
        return f"heading {block.level}"
    if block.kind not in {"paragraph", "item"} or block.parents or block.task is not None or entry.label:
        return ""
    if COUNTED.match(block.text) and opens_part(blocks, number):
        return "counted"
    if block.bold and block.text.startswith(block.bold):
        return "dated bold" if is_day(block.bold) else "bold"
    if entry.lead == block.text and block.text.isupper():
        return "capitals"
    if not opens_part(blocks, number):
        return "item" if block.kind == "item" else ""
    return f"{'dated ' if find_dates(block.text[:40], year=2000) else ''}{block.kind} after a blank line"


def is_closing(blocks: Sequence[Annotated], number: int) -> bool:
    """True for a line that leads from conversations to what is to be done, or to what they all have in common."""
    entry = blocks[number]
    if entry.block.kind == "rule" or entry.block.parents:
        return False
    text = entry.block.text
    clause = " ".join(fold(_CLAUSE.split(drop_numbering(text), maxsplit=1)[0]).split())
    if opens_part(blocks, number) and entry.block.kind == "paragraph" and clause in _CLOSINGS:
        return True
    if len(text) > _HEADLINE or not (entry.block.kind == "heading" or entry.lead == text):
        return False
    return clause in _CLOSINGS or (len(text.split()) <= 6 and find_topic(text) in {"follow_up", "reflection"})
