"""Lines of a note or statements of an interview → windows of pieces that are encoded together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from infoview_analysis.language.encoder.wordpiece import Pieces, WordPiece
from infoview_analysis.language.statements import Statement
from infoview_analysis.records import Note

__all__ = ["MARKS", "Line", "Span", "Window", "find_windows", "note_lines", "statement_lines"]

MARKS = {
    "note_taker": "[unused1]", "interviewee": "[unused2]", "heading": "[unused3]", "task": "[unused4]",
    "done": "[unused5]", "field": "[unused6]", "block": "[unused7]", "file": "[unused8]",
}  # fmt: skip
"""Pieces that say who speaks, that a heading comes, that a line has a check box, what kind of line it is."""
_FRESH = 224
"""Pieces of the lines that a window is made for, at most, unless one alone is longer."""
_BEFORE = 64
"""Pieces of the lines before them, at most."""
_LONGEST = 180
"""Pieces of a line that are read."""
_HEADING = 40
"""Pieces of what a line stands under that are read."""
_LINES = 80
"""Lines of a note that are read."""


@dataclass(frozen=True, slots=True)
class Line:
    """What is read as one."""

    text: str
    marks: tuple[str, ...]
    heading: str = ""
    """What it stands under; said only where it differs from that of the line before."""
    number: int = 0
    """Line of the note."""


@dataclass(frozen=True, slots=True)
class _Cut:
    heading: Pieces
    marks: tuple[int, ...]
    words: Pieces

    def __len__(self) -> int:
        return len(self.heading.ids) + len(self.marks) + len(self.words.ids)


@dataclass(frozen=True, slots=True)
class Span:
    """Where a line is in a window."""

    line: int
    """Number of the line."""
    mark: int
    """Its first mark."""
    start: int
    """Its first piece."""
    end: int
    """The piece after its last."""
    places: tuple[tuple[int, int], ...]
    """Characters of the word of each of its pieces."""


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces encoded together, and the lines that are read in it."""

    ids: list[int]
    shapes: list[int]
    spans: list[Span]


def statement_lines(statements: Iterable[Statement]) -> Iterator[Line]:
    """A line per statement, marked by who speaks and by its check box."""
    for statement in statements:
        context = statement.context
        marks = [context.speaker]
        if context.task is not None:
            marks.append("done" if context.task.strip().lower() == "x" else "task")
        heading = " | ".join(filter(None, (context.section, context.question, context.lead)))
        yield Line(statement.text, tuple(marks), heading[:160])


def note_lines(note: Note) -> list[Line]:
    """The path of a note and its blocks, marked by what they are.

    >>> from infoview_analysis.reading import read_note
    >>> [(line.text, line.marks) for line in note_lines(read_note("# Jane Doe", "a/jane.md"))]
    [('a/jane', ('file',)), ('Jane Doe', ('heading',))]
    """
    blocks = (block for block in note.blocks if block.kind != "rule")
    kinds = {"heading": "heading", "field": "field"}
    lines = (Line(block.text, (kinds.get(block.kind, "block"),), number=block.line) for block in islice(blocks, _LINES))
    return [Line(note.path.removesuffix(".md").replace("_", " "), ("file",)), *lines]


def find_windows(lines: Iterable[Line], cutter: WordPiece) -> Iterator[Window]:
    """Windows over lines; each line is read in one of them, in order.

    A window opens with a few of the lines before, as context.
    """
    cuts = list(_cut(lines, cutter))
    first = 0
    while first < len(cuts):
        stop, size = first, 0
        while stop == first or (stop < len(cuts) and size + len(cuts[stop]) < _FRESH):
            size += len(cuts[stop])
            stop += 1
        opening, size = first, 0
        while opening > 0 and size + len(cuts[opening - 1]) <= _BEFORE:
            opening -= 1
            size += len(cuts[opening])
        yield _window(cuts, opening, first, stop, cutter)
        first = stop


def _cut(lines: Iterable[Line], cutter: WordPiece) -> Iterator[_Cut]:
    before = ""
    for line in lines:
        heading = cutter.cut(line.heading if line.heading != before else "").cut_to(_HEADING)
        if heading.ids:
            mark = cutter.vocabulary[MARKS["heading"]]
            heading = Pieces((mark, *heading.ids), (0, *heading.shapes), ((0, 0), *heading.places))
        before = line.heading
        marks = tuple(cutter.vocabulary[MARKS[mark]] for mark in line.marks)
        yield _Cut(heading, marks, cutter.cut(line.text).cut_to(_LONGEST))


def _window(cuts: Sequence[_Cut], opening: int, first: int, stop: int, cutter: WordPiece) -> Window:
    ids, shapes, spans = [cutter.vocabulary["[CLS]"]], [0], []
    for number in range(opening, stop):
        cut = cuts[number]
        mark = len(ids) + len(cut.heading.ids)
        start = mark + len(cut.marks)
        ids += [*cut.heading.ids, *cut.marks, *cut.words.ids]
        shapes += [*cut.heading.shapes, *(0 for _ in cut.marks), *cut.words.shapes]
        if number >= first:
            spans.append(Span(number, mark, start, len(ids), cut.words.places))
    return Window(ids, shapes, spans)
