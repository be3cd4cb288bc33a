"""One note → its conversations: logs, panels, one heading per person, one table row per person."""

from collections.abc import Callable, Sequence

from infoview_analysis.reading.cuts import Segment
from infoview_analysis.reading.events import cut_at_paragraphs
from infoview_analysis.reading.logs import cut_at_bold_names, cut_at_dated_lines, cut_at_headings, cut_at_rows
from infoview_analysis.reading.panels import cut_at_labels, cut_at_leads
from infoview_analysis.reading.sections import Annotated

__all__ = ["find_segments"]

_STRATEGIES: tuple[Callable[[Sequence[Annotated]], list[Segment]], ...] = (
    cut_at_rows,
    cut_at_headings,
    cut_at_bold_names,
    cut_at_leads,
    cut_at_dated_lines,
    cut_at_labels,
    cut_at_paragraphs,
)
"""Ways to tell conversations apart, from the most explicit to the least."""


def find_segments(blocks: Sequence[Annotated]) -> list[Segment]:
    """Parts of a note that belong to one conversation each, in order; always at least one.

    The first strategy that finds two counts; a note where none does is one segment.

    Examples
    --------
    >>> [len(segment.blocks) for segment in find_segments([])]
    [0]
    """
    for strategy in _STRATEGIES:
        segments = strategy(blocks)
        if len(segments) > 1:
            return segments
    return [Segment(list(blocks))]
