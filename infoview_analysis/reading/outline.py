"""A note with its blocks annotated, its title and its year: what everything about its interviews is read from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import PurePosixPath

from infoview_analysis.reading.dates import find_dates
from infoview_analysis.reading.marks import drop_export_id
from infoview_analysis.reading.ratings import is_rating
from infoview_analysis.reading.sections import Annotated, annotate_blocks
from infoview_analysis.records import Block, Field, Note, Tagged

__all__ = ["Outline", "build_outline"]

_TITLE = 200  # characters
_TOP = 12  # lines that may tell the year
_YEAR = re.compile(
    r"(?<!\bin )(?<!\bsince )(?<!\bfrom )(?<!\buntil )(?<!\bby )(?<!\d[–-])(?<![^\W_])20\d{2}(?![^\W_]|[–-]\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Outline:
    """A note, ready to be asked for its interviews."""

    note: Note
    front: list[Annotated]
    """Front matter."""
    blocks: list[Annotated]
    """Everything below it."""
    lines: list[str]
    """Text of each of these blocks."""
    fields: list[Field]
    """Labelled properties: front matter, then those of the body."""
    file_stem: str
    """File name without ending and export suffix."""
    title: str
    """First heading or line."""
    day_first: bool
    """Order of day and month in dates that can be read both ways."""
    year: int | None
    """Year of dates that give none."""
    tagged: Sequence[Tagged] = ()
    """What a language model takes its words to say."""

    @property
    def stem(self) -> str:
        """File name as words."""
        return self.file_stem.replace("___", " ").replace("_", " ")


def build_outline(note: Note, *, day_first: bool = True, tagged: Sequence[Tagged] = ()) -> Outline:
    """Annotate a note.

    Examples
    --------
    >>> outline = build_outline(Note(path="calls/2026-03-04_Jane.md", blocks=(), fields=()))
    >>> outline.stem, outline.year
    ('2026-03-04 Jane', 2026)
    """
    blocks = annotate_blocks([block for block in note.blocks if block.kind != "field"])
    file_stem = drop_export_id(PurePosixPath(note.path).stem)
    texts = [entry.block.text for entry in blocks if entry.block.kind != "rule"]
    return Outline(
        note=note,
        front=[_annotate_front(block) for block in note.blocks if block.kind == "field"],
        blocks=blocks,
        lines=[entry.block.text for entry in blocks],
        fields=[*note.fields, *(entry.block.field for entry in blocks if entry.block.field is not None)],
        file_stem=file_stem,
        title=_whole_words(texts[0]) if texts else "",
        day_first=day_first,
        year=_find_year(file_stem, [field.value for field in note.fields], texts, day_first),
        tagged=tagged,
    )


def _annotate_front(block: Block) -> Annotated:
    return Annotated(block, "reflection" if is_rating(block.text) else "logistics", "note_taker")


def _whole_words(text: str) -> str:
    """The beginning of a text, up to a blank."""
    return text if len(text) <= _TITLE else text[: text.rfind(" ", 0, _TITLE)]


def _find_year(file_stem: str, values: Sequence[str], texts: Sequence[str], day_first: bool) -> int | None:
    """Year of the first full date, else the first number by which a title, a label or a short line gives one."""
    named = [file_stem, *values, *texts[:_TOP]]
    near = (found for text in named for found in find_dates(text, day_first=day_first))
    below = (found for text in texts[_TOP:] for found in find_dates(text, day_first=day_first) if len(found.iso) == 10)
    if first := next(chain(near, below), None):
        return int(first.iso[:4])
    bare = (match for text in named for match in _YEAR.finditer(text[:_TITLE]))
    return next((int(match.group()) for match in bare), None)
