"""Parts of a note that belong to one conversation each, and the lines around them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from infoview_analysis.reading.lexicon import fold
from infoview_analysis.reading.sections import Annotated

__all__ = ["Segment", "Start", "cut", "deal", "share_out", "tell_apart"]

Start = tuple[int, str]
"""Number of the block that opens a conversation, and the name of whom it is with."""


@dataclass(slots=True)
class Segment:
    """The part of a note that belongs to one conversation."""

    blocks: list[Annotated]
    opening: str = ""
    """The line that opens it: heading, bold name, table row."""
    name: str = ""
    label: str = ""
    """Speaker label of the person in a panel with shared sections."""
    row: dict[str, str] = field(default_factory=dict)
    """Meaning of a column → cell, for a table with a row per person."""
    shared: list[Annotated] = field(default_factory=list)
    """Blocks before the first segment: they hold for all."""
    ratings: list[Annotated] = field(default_factory=list)
    """Ratings of the talk in the front matter."""


def tell_apart(starts: Iterable[Start]) -> bool:
    """True where conversations with at least two people start.

    Examples
    --------
    >>> tell_apart([(0, "Jane Doe"), (7, "Sam Lee")]), tell_apart([(0, "Jane Doe"), (7, "Jane Doe")])
    (True, False)
    """
    return len({name for _, name in starts}) > 1


def cut(blocks: Sequence[Annotated], starts: Sequence[Start], is_end: Callable[[Annotated], bool]) -> list[Segment]:
    """Cut a note at the starts of conversations.

    What follows the end of a segment goes to the segment it names, or to the last one.

    Parameters
    ----------
    blocks : sequence of Annotated
    starts : sequence of (int, str)
        Number of each opening block and the name of the person, in order; at least one.
    is_end : callable
        True for a block that ends the segment before it.

    Examples
    --------
    >>> from infoview_analysis.reading.markdown import parse_blocks
    >>> from infoview_analysis.reading.sections import annotate_blocks
    >>> blocks = annotate_blocks(parse_blocks("May\\n\\nJane\\n\\nSQL\\n\\nSam\\n\\nExcel"))
    >>> [len(segment.blocks) for segment in cut(blocks, [(1, "Jane"), (3, "Sam")], lambda entry: False)]
    [2, 2]
    """
    shared = list(blocks[: starts[0][0]])
    segments = []
    tails: list[Annotated] = []
    for (start, name), following in zip(starts, [*(n for n, _ in starts[1:]), len(blocks)], strict=True):
        end = next((number for number in range(start + 1, following) if is_end(blocks[number])), following)
        segments.append(Segment(list(blocks[start:end]), blocks[start].block.text, name, shared=list(shared)))
        tails.extend(blocks[end:following])
    deal(tails, segments, segments[-1])
    return segments


def share_out(segments: list[Segment], common: Sequence[Annotated]) -> list[Segment]:
    """Give each common block to the speaker it names; what names none stays with the first one.

    Examples
    --------
    >>> from infoview_analysis.reading.markdown import parse_blocks
    >>> from infoview_analysis.reading.sections import annotate_blocks
    >>> common = annotate_blocks(parse_blocks("The panel\\n\\nDoe laughed"))
    >>> segments = [Segment([], name="Sam Lee"), Segment([], name="Jane Doe")]
    >>> [len(segment.blocks) for segment in share_out(segments, common)]
    [1, 1]
    """
    deal(common, segments, segments[0])
    for segment in segments:
        segment.shared.extend(common)
        segment.blocks.sort(key=lambda entry: entry.block.line)
    return segments


def deal(entries: Iterable[Annotated], segments: Sequence[Segment], default: Segment) -> None:
    """Give each block to the first segment it names, else to the default one."""
    signs = [(segment, _signs(segment)) for segment in segments]
    for entry in entries:
        words = fold(entry.block.text).split()
        owner = next((segment for segment, parts in signs if not parts.isdisjoint(words)), default)
        owner.blocks.append(entry)


def _signs(segment: Segment) -> set[str]:
    """Words by which a line tells that it belongs to a segment: parts of the name, the speaker label."""
    return {part for part in fold(segment.name).split() if len(part) > 2} | {segment.label} - {""}
