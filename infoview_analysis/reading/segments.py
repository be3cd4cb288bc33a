"""One note → its conversations: logs, panels, one heading per person, one table row per person."""

import re
from collections.abc import Callable, Sequence

from infoview_analysis.reading.alike import cut_alike
from infoview_analysis.reading.cuts import Segment
from infoview_analysis.reading.fields import field_meaning
from infoview_analysis.reading.logs import cut_at_bold_names, cut_at_dated_lines, cut_at_headings, cut_at_rows
from infoview_analysis.reading.names import clean_name, is_name
from infoview_analysis.reading.outline import Outline
from infoview_analysis.reading.panels import cut_at_labels, cut_at_leads
from infoview_analysis.reading.sections import Annotated

__all__ = ["find_segments"]

_STRATEGIES: tuple[Callable[[Sequence[Annotated]], list[Segment]], ...] = (
    cut_at_rows,
    cut_at_headings,
    cut_at_bold_names,
    cut_at_leads,
    cut_at_dated_lines,
)
"""Ways to tell conversations apart, from the most explicit to the least."""
_BETWEEN_PEOPLE = re.compile(r"[,;&+]|\band\b")
_FULL = 25  # words that a conversation has at least


def find_segments(outline: Outline) -> list[Segment]:
    """Parts of a note that belong to one conversation each, in order; always at least one.

    The first strategy that finds conversations with something in them counts, unless another one finds the same and
    more; a note where none finds two is one segment.

    Examples
    --------
    >>> from infoview_analysis.records import Note
    >>> from infoview_analysis.reading.outline import build_outline
    >>> [len(segment.blocks) for segment in find_segments(build_outline(Note(path="a.md", blocks=(), fields=())))]
    [0]
    """
    blocks = outline.blocks
    labelled = cut_at_labels(blocks, _people_named(outline))
    alike = cut_alike(outline)
    cuts = [*(strategy(blocks) for strategy in _STRATEGIES), labelled, alike]
    found = [segments for segments in cuts if len(segments) > 1]
    full = [segments for segments in found if sum(map(_is_full, segments)) * 2 > len(segments)] or found
    best = full[0] if full else [Segment(list(blocks))]
    for finer, sign in ((labelled, _name), (alike, _start)):
        if len(finer) > len(best) > 1 and set(map(sign, finer)) >= set(map(sign, best)):
            return finer
    return best


def _name(segment: Segment) -> str:
    return segment.name


def _start(segment: Segment) -> int:
    """Line on which a conversation starts."""
    return segment.blocks[0].block.line if segment.blocks else 0


def _is_full(segment: Segment) -> bool:
    return sum(len(entry.block.text.split()) for entry in segment.blocks) >= _FULL


def _people_named(outline: Outline) -> tuple[str, ...]:
    """People whom a label line names beside each other: *with: Jane Doe, Sam Lee*."""
    for field in outline.fields:
        if field_meaning(field.key) in {"interviewee", "participants"}:
            names = field.names or tuple(map(str.strip, _BETWEEN_PEOPLE.split(field.value)))
            if len(names) > 1 and all(map(is_name, names)):
                return tuple(map(clean_name, names))
    return ()
