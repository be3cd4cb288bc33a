"""What lines look like and whom they present: by both, lines that open a conversation are told from others."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from infoview_analysis.reading.dates import find_dates
from infoview_analysis.reading.introductions import find_introductions, find_work_by_verb
from infoview_analysis.reading.lexicon import fold, join_patterns, load_entries
from infoview_analysis.reading.names import clean_name, find_names
from infoview_analysis.reading.roles import find_roles
from infoview_analysis.reading.sections import Annotated
from infoview_analysis.reading.titles import drop_numbering
from infoview_analysis.reading.topics import find_topic
from infoview_analysis.reading.words import written_in_lower_case

__all__ = ["Meeting", "find_meeting", "is_closing", "is_day", "look_of", "opens_part"]

_POINTING = re.compile(rf"\b(?:{join_patterns('events', 'pointing')})\b", re.IGNORECASE)
_COUNTED = re.compile(
    rf"^\W*(?:{join_patterns('events', 'numbered')})\s*(?:number|no\.?|nr\.?|#)?\s*\w{{1,5}}\b\W*", re.IGNORECASE
)
_UNNAMED = re.compile(rf"\b(?:{join_patterns('events', 'unnamed')})\b", re.IGNORECASE)
_NOBODY = re.compile(rf"\b(?:{join_patterns('events', 'nobody')})\b", re.IGNORECASE)
_CLOSINGS = frozenset(load_entries("events")["closings"])
_BEGINNING = 130  # characters in which a line presents whom it is about
_SHORT = 70  # characters of a line that the next one may complete


@dataclass(frozen=True, slots=True)
class Meeting:
    """Whom an opening line presents."""

    name: str
    """Empty for a person without a name."""
    has_work: bool
    """Whether the job or the employer is told too."""


# --- looks --------------------------------------------------------------------------------------------------------


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
    dates = find_dates(text, year=2000)
    rest = text[: dates[0].start] + text[dates[0].end :] if dates else text
    words = [word for word in fold(rest).split() if not word.isdigit() and word not in {"st", "nd", "rd", "th"}]
    return len(text) <= 40 and bool(dates or words) and all(word in _weekdays() for word in words)


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
    if _COUNTED.match(block.text) and opens_part(blocks, number):
        return "counted"
    if block.bold and block.text.startswith(block.bold):
        return "bold"
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
    leads = entry.block.kind == "heading" or entry.lead == entry.block.text or opens_part(blocks, number)
    if not leads or len(entry.block.text) > 60:
        return False
    words = fold(entry.block.text.split(":")[0]).split()
    return " ".join(words) in _CLOSINGS or (len(words) <= 6 and find_topic(entry.block.text) in {"follow_up", "reflection"})


# --- persons ------------------------------------------------------------------------------------------------------


def find_meeting(text: str, below: str = "", *, reach: int = _BEGINNING) -> Meeting | None:
    """Whom a line presents near its beginning, by a name, a job or both; None if it presents nobody.

    Parameters
    ----------
    text : str
        The line that may open a conversation.
    below : str
        The next line, which may complete a short one.
    reach : int
        Characters within which a person must be presented.

    Examples
    --------
    >>> find_meeting("Booth 4 - Acme, special agent Jane Doe")
    Meeting(name='Jane Doe', has_work=True)
    >>> find_meeting("Fri 5 May: a nurse who gave no name")
    Meeting(name='', has_work=True)
    >>> find_meeting("Sat 6 May: holiday, nobody")
    """
    bare = _COUNTED.sub("", drop_numbering(text))
    if _NOBODY.search(bare[:reach]):
        return None
    if len(bare) < _SHORT and below:
        bare = f"{bare}\n{below}"
    bare = bare[: 2 * reach]
    lower = written_in_lower_case(bare)
    intros = [*find_introductions(bare, any_case=lower), *find_work_by_verb(bare)]
    has_work = any(intro.start < 1.7 * reach for intro in intros) or bool(find_roles(bare[:reach]))
    for intro in intros:
        position = bare.find(intro.name) if intro.name else -1
        if 0 <= position < reach and not _POINTING.search(bare[:position]):
            return Meeting(_longer(intro.name, bare), has_work=True)
    if name := _first_name(bare, reach, any_case=lower):
        return Meeting(name, has_work)
    if has_work or _UNNAMED.search(bare[:reach]):
        return Meeting("", has_work)
    return None


def _first_name(text: str, reach: int, *, any_case: bool) -> str:
    """First full name near the beginning, or a single one that opens the text."""
    found = [
        (name, start)
        for name, start, _ in find_names(text, any_case=any_case)
        if start < reach and not _POINTING.search(text[:start])
    ]
    full = (clean_name(name) for name, _ in found if " " in name)
    single = (clean_name(name) for name, start in found if start < 30)
    return next(full, "") or next(single, "")


def _longer(name: str, text: str) -> str:
    """The full name that the same words give for a single one."""
    if " " in name:
        return name
    return next((full for full, _, _ in find_names(text) if name in full.split()), name)
