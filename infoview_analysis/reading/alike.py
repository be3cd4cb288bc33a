"""Conversations that open alike: each with a line of one look that presents a person."""

import re
from collections.abc import Callable, Collection, Sequence

from infoview_analysis.reading.cuts import Segment, cut
from infoview_analysis.reading.lexicon import fold, join_patterns
from infoview_analysis.reading.looks import is_closing, look_of
from infoview_analysis.reading.meetings import Meeting, find_meeting, find_meeting_in_prose
from infoview_analysis.reading.outline import Outline
from infoview_analysis.reading.sections import Annotated
from infoview_analysis.reading.titles import name_in_title
from infoview_analysis.reading.topics import find_topic

__all__ = ["cut_alike", "tells_of_several"]

_Meet = Callable[[Sequence[Annotated], int], Meeting | None]
"""Whom the block of this number presents."""

_TOP = 5  # blocks in which a note says that it is about several people
_FEWEST_WORDS = 20  # of a conversation
_WORDS_OF_A_DAY = 40  # in a log of one person
_PRESENTING = 160  # characters of a line that presents somebody and does no more
_AFTERWARDS = {"people", "follow_up", "reflection"}
_PROSE = "paragraph after a blank line"
_SEVERAL = re.compile(
    rf"\b(?:(?:{join_patterns('events', 'numbers')}) (?:{join_patterns('events', 'counted')})"
    rf"|{join_patterns('events', 'events')})\b",
    re.IGNORECASE,
)


def tells_of_several(outline: Outline) -> bool:
    """True where the name or the top of a note says that it is about several people."""
    texts = [outline.stem, *(entry.block.text[:400] for entry in outline.blocks[:_TOP])]
    return any(_SEVERAL.search(text) for text in texts)


def cut_alike(outline: Outline) -> list[Segment]:
    """Conversations whose first lines look alike and present a person each.

    Lines of a look that tells nothing by itself (bold, a list item, a blank line above) count only where the note
    says that it is about several people, and where they tell names and work.

    Examples
    --------
    >>> from infoview_analysis.reading import read_note
    >>> from infoview_analysis.reading.outline import build_outline
    >>> text = "Booth 4: Jane Doe, nurse\\n" + 25 * "care " + "\\n\\nBooth 5: a cook, no name\\n" + 25 * "soup "
    >>> [segment.name for segment in cut_alike(build_outline(read_note(text, "a.md")))]
    ['Jane Doe', '']
    """
    blocks = outline.blocks
    several = tells_of_several(outline)
    looks: dict[str, list[int]] = {}
    for number in range(len(blocks)):
        if look := look_of(blocks, number):
            looks.setdefault(look, []).append(number)
    found: list[list[Segment]] = []
    for look, numbers in looks.items():
        if look == "day":
            found.append(_cut_at(blocks, numbers, _met_below) or _cut_at_days(outline, numbers))
        elif look == "counted" or look.startswith("dated"):
            found.append(_cut_at(blocks, numbers, _met))
        elif several and look == _PROSE:
            found.append(_cut_at_prose(blocks, numbers))
        elif several and look != "item":
            found.append(_cut_at_presentations(blocks, numbers))
    return max(found, key=len, default=[])


# --- whom a line presents -----------------------------------------------------------------------------------------


def _met(blocks: Sequence[Annotated], number: int) -> Meeting | None:
    text = blocks[number].block.text
    if find_topic(text) and len(text) < 60:
        return None
    return find_meeting(text, _text_below(blocks, number)) or find_meeting_in_prose(text)


def _presented(blocks: Sequence[Annotated], number: int) -> Meeting | None:
    """Whom a short line presents; the next line may tell the name or the work, but not both."""
    text = blocks[number].block.text
    if len(text) > _PRESENTING or find_topic(text) or _SEVERAL.search(text):
        return None
    bare = len(text.split()) == 1
    return find_meeting(text, _text_below(blocks, number)) if bare or find_meeting(text) else None


def _met_below(blocks: Sequence[Annotated], number: int) -> Meeting | None:
    """Whom the first line below a day presents."""
    below = _text_below(blocks, number)
    met = find_meeting(below)
    return met if met and met.name else find_meeting_in_prose(below) or met


def _text_below(blocks: Sequence[Annotated], number: int) -> str:
    return blocks[number + 1].block.text if number + 1 < len(blocks) else ""


def _may_open(blocks: Sequence[Annotated], number: int) -> bool:
    entry = blocks[number]
    return entry.topic not in _AFTERWARDS and entry.block.field is None and not is_closing(blocks, number)


# --- cuts ---------------------------------------------------------------------------------------------------------


def _cut_at(blocks: Sequence[Annotated], numbers: Sequence[int], meet: _Meet) -> list[Segment]:
    """Parts that open with marked lines, without the short ones that present nobody: *Friday: holiday*."""
    met = {number: meeting for number in numbers if _may_open(blocks, number) and (meeting := meet(blocks, number))}
    following = [*numbers[1:], len(blocks)]
    idle = {
        number
        for number, after in zip(numbers, following, strict=True)
        if number not in met and _count_words(blocks[number:after]) < _FEWEST_WORDS
    }
    return _cut(blocks, met, idle)


def _cut_at_presentations(blocks: Sequence[Annotated], numbers: Sequence[int]) -> list[Segment]:
    """Parts that open with lines that tell name and work; beside two of them one without a name counts too."""
    met = {
        number: meeting for number in numbers if _may_open(blocks, number) and (meeting := _presented(blocks, number))
    }
    if sum(bool(meeting.name) and meeting.has_work for meeting in met.values()) < max(2, 0.5 * len(met)):
        return []
    return _cut(blocks, met)


def _cut_at_prose(blocks: Sequence[Annotated], numbers: Sequence[int]) -> list[Segment]:
    """Paragraphs that present somebody new each in their first sentences."""
    met: dict[int, Meeting] = {}
    for number in numbers:
        known = {fold(meeting.name) for meeting in met.values()}
        if _may_open(blocks, number) and (meeting := find_meeting_in_prose(blocks[number].block.text, known)):
            met[number] = meeting
    return _cut(blocks, met, fewest=0)


def _cut_at_days(outline: Outline, numbers: Sequence[int]) -> list[Segment]:
    """Days of a log about the one person its title names."""
    name = name_in_title(outline.title)
    starts = [(number, name) for number in numbers]
    segments = cut(outline.blocks, starts, lambda entry: False) if name else []
    return segments if all(_count_words(segment.blocks) >= _WORDS_OF_A_DAY for segment in segments) else []


def _cut(
    blocks: Sequence[Annotated], met: dict[int, Meeting], idle: Collection[int] = (), *, fewest: int = _FEWEST_WORDS
) -> list[Segment]:
    if len({fold(meeting.name) for meeting in met.values()}) < 2:
        return []
    ends = {id(blocks[number]) for number in range(len(blocks)) if is_closing(blocks, number)}
    starts = [(number, met[number].name if number in met else "") for number in sorted({*met, *idle})]
    opened = {id(blocks[number]) for number in met}
    return [
        segment
        for segment in cut(blocks, starts, lambda entry: id(entry) in ends)
        if id(segment.blocks[0]) in opened and _count_words(segment.blocks) >= fewest
    ]


def _count_words(entries: Sequence[Annotated]) -> int:
    return sum(len(entry.block.text.split()) for entry in entries)
