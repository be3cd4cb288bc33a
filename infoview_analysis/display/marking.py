"""Where in the text of a note each statement stands that was taken from it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from infoview_analysis.corpus import Corpus
from infoview_analysis.rows import Row, list_rows

__all__ = ["KINDS", "Mark", "Piece", "cut_pieces", "find_marks"]

KINDS: Mapping[str, str] = {
    "skills": "skill",
    "trends": "trend",
    "advice": "advice",
    "referrals": "referral",
    "follow_ups": "follow_up",
    "reflections": "reflection",
}
"""What a row of each table is, in the order of legends."""

_SENSES = {
    "skills": ("stance",),
    "trends": ("direction",),
    "advice": ("polarity",),
    "referrals": ("referred", "status"),
    "follow_ups": ("kind",),
    "reflections": ("valence",),
}
"""Columns that say in a word or two what a row says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of a passage that a row was taken from."""

    start: int
    end: int
    """First character and the one after the last."""
    kind: str
    label: str
    """The row in a few words."""
    why: str
    """The row in more words, with the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a passage all of which carries the same marks."""

    text: str
    marks: tuple[Mark, ...]
    ending: tuple[Mark, ...]
    """Those of the marks that end with it."""


def find_marks(corpus: Corpus, tables: Iterable[str] = tuple(KINDS)) -> dict[int, list[Mark]]:
    """Find the marks of all passages, by the position of the passage in ``corpus.passages``.

    A skill is marked where its own words stand, everything else where its statement stands. What was put together
    from the cells of a table row is marked in the cells.
    """
    places = defaultdict(list)
    for number, passage in enumerate(list_rows(corpus.passages)):
        for line in range(passage["line"], passage["end_line"] + 1):
            places[passage["note"], line].append((number, str(passage["text"])))
    found: dict[int, list[Mark]] = defaultdict(list)
    for table in tables:
        for row in list_rows(corpus.tables[table]):
            for number, start, end in _find_places(row, places[row["note"], row["line"]]):
                found[number].append(_make_mark(table, row, start, end))
    return dict(found)


def _find_places(row: Row, passages: Sequence[tuple[int, str]]) -> list[tuple[int, int, int]]:
    quote, words = str(row["quote"]), str(row.get("text", "") or row["quote"])
    for number, text in passages:
        if (start := text.find(quote)) >= 0:
            inside = max(0, quote.find(words))
            return [(number, start + inside, start + inside + len(words if words in quote else quote))]
    # A row of a table: the quote has its cells and the words between them, the passages have the cells alone.
    if (named := [(number, text.find(words), text) for number, text in passages if words in text]) and words != quote:
        number, start, _ = named[0]
        return [(number, start, start + len(words))]
    return [(number, 0, len(text)) for number, text in passages if text and text in quote]


def _make_mark(table: str, row: Row, start: int, end: int) -> Mark:
    kind = KINDS[table]
    said = [str(row[name]).replace("_", " ") for name in _SENSES[table] if row[name]]
    name = str(row["skill"]) if table == "skills" else ""
    what = ": ".join(filter(None, [kind.replace("_", "-"), ", ".join(filter(None, [name, *said]))]))
    why = f"{what}. Why: {row['explain']}" if row["explain"] else what
    return Mark(
        start=start,
        end=end,
        kind=kind,
        label=" ".join([kind.replace("_", "-"), said[-1] if said else ""]).strip(),
        why=why,
    )


def cut_pieces(text: str, marks: Sequence[Mark]) -> list[Piece]:
    """Cut a text where marks begin and end, so that marks may overlap.

    Examples
    --------
    >>> one = Mark(start=0, end=9, kind="advice", label="", why="")
    >>> other = Mark(start=6, end=9, kind="skill", label="", why="")
    >>> [(piece.text, len(piece.marks), len(piece.ending)) for piece in cut_pieces("Learn SQL now", [one, other])]
    [('Learn ', 1, 0), ('SQL', 2, 2), (' now', 0, 0)]
    """
    cuts = sorted({0, len(text)} | {cut for mark in marks for cut in (mark.start, mark.end)})
    return [
        Piece(
            text=text[start:end],
            marks=tuple(mark for mark in marks if mark.start <= start and end <= mark.end),
            ending=tuple(mark for mark in marks if mark.end == end and mark.start < end),
        )
        for start, end in pairwise(cuts)
    ]
