"""Conversations that open alike: each with a line of one look that presents a person."""

import re
from collections.abc import Sequence

from infoview_analysis.reading.cuts import Segment, Start, cut
from infoview_analysis.reading.lexicon import fold, join_patterns
from infoview_analysis.reading.looks import Meeting, find_meeting, is_closing, look_of
from infoview_analysis.reading.outline import Outline
from infoview_analysis.reading.sections import Annotated
from infoview_analysis.reading.topics import find_topic

__all__ = ["cut_alike", "tells_of_several"]

_TOP = 5  # blocks in which a note says that it is about several people
_FEWEST_WORDS = 20  # of a conversation
_AFTERWARDS = {"people", "follow_up", "reflection"}
_SEVERAL = re.compile(
    rf"\b(?:(?:{join_patterns('events', 'numbers')}) (?:{join_patterns('events', 'counted')})|{join_patterns('events', 'events')})\b",
    re.IGNORECASE,
)


def tells_of_several(outline: Outline) -> bool:
    """True where the name or the top of a note says that it is about several people."""
    texts = [outline.stem, *(entry.block.text[:400] for entry in outline.blocks[:_TOP])]
    return any(_SEVERAL.search(text) for text in texts)


def cut_alike(outline: Outline) -> list[Segment]:
    """Conversations whose first lines look alike and present a person each.

    Lines of a look that tells nothing by itself (bold, a list item, a blank line above) count only where the note
    says that it is about several people.

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
    found = []
    for look, numbers in looks.items():
        marked = look in {"day", "counted"} or look.startswith("dated")
        if len(numbers) > 1 and (several or marked):
            found.append(_cut_at(blocks, numbers, look))
    return max(found, key=len, default=[])


def _cut_at(blocks: Sequence[Annotated], numbers: Sequence[int], look: str) -> list[Segment]:
    met = [(number, meeting) for number in numbers if (meeting := _meeting(blocks, number, look))]
    names = {fold(meeting.name) for _, meeting in met if meeting.name}
    if len(met) < 2 or not names or sum(meeting.has_work for _, meeting in met) * 2 < len(met):
        return []
    ends = {id(blocks[number]) for number in range(len(blocks)) if is_closing(blocks, number)}
    segments = cut(blocks, [(number, meeting.name) for number, meeting in met], lambda entry: id(entry) in ends)
    segments = [segment for segment in segments if _words(segment) >= _FEWEST_WORDS]
    return segments if len({segment.name for segment in segments}) > 1 else []


def _meeting(blocks: Sequence[Annotated], number: int, look: str) -> Meeting | None:
    entry = blocks[number]
    if entry.topic in _AFTERWARDS or is_closing(blocks, number) or entry.block.field is not None:
        return None
    below = blocks[number + 1].block.text if number + 1 < len(blocks) else ""
    if look == "day":
        return find_meeting(below)
    if find_topic(entry.block.text) and len(entry.block.text) < 60:
        return None
    return find_meeting(entry.block.text, below)


def _words(segment: Segment) -> int:
    return sum(len(entry.block.text.split()) for entry in segment.blocks)
