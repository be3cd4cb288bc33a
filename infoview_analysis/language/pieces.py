"""Passage → pieces: runs of words with a speaker, a question, a box or a date of their own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from infoview_analysis.language.cues import load_phrases
from infoview_analysis.language.task_rows import is_task_header, read_task_row
from infoview_analysis.reading.lexicon import fold
from infoview_analysis.reading.ratings import is_rating
from infoview_analysis.reading.turns import split_turn
from infoview_analysis.records import Passage

__all__ = ["Piece", "find_pieces"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of words of a passage."""

    text: str
    speaker: str
    question: str = ""
    own: bool = False
    """True where the speaker was said by a label or a column, so that the words need not tell."""
    lead: str = ""
    """Label before it, empty where it has none of its own."""
    task: str | None = None
    """State of its box, None where it has none."""
    beside: str = ""
    """What the line or the row says of the to-do besides its words: dates of a task manager, the cell *Due*."""


def find_pieces(passage: Passage, labels: frozenset[str]) -> Iterator[Piece]:
    """Words of a passage without labels, cell by cell and box by box.

    Parameters
    ----------
    passage : Passage
    labels : frozenset of str
        Labels of the speakers, folded.
    """
    for piece in _raw_pieces(passage, labels):
        for boxed in _boxes(_without_dates(piece)):
            yield from _listed(boxed)


def _raw_pieces(passage: Passage, labels: frozenset[str]) -> Iterator[Piece]:
    block = passage.block
    if is_rating(block.text):
        yield Piece(text=block.text, speaker=passage.speaker, own=True)
        return
    if block.kind == "row" and len(block.cells) > 1:
        yield from _cells(passage)
        return
    if block.field is not None and block.text.startswith(block.field.key) and block.field.value:
        value = block.text[block.text.find(block.field.value) :] if block.field.value in block.text else block.text
        yield Piece(text=value, speaker=passage.speaker, question=passage.question or block.field.key)
        return
    text = block.text
    turn = split_turn(text)
    if turn is not None and fold(turn.label) in labels:
        yield from _aside(turn.text, passage.speaker, own=True)
    else:
        beside = text if block.task is not None else ""
        for piece in _aside(text, passage.speaker, own=block.task is not None):
            yield replace(piece, task=block.task, beside=beside)


_ASIDE = re.compile(r"(?:^|(?<=[.!?;,)\"”]) )(?P<label>(?:me|ME|Me|self|SELF)\s*(?::|→|=|->))\s*")


def _aside(text: str, speaker: str, *, own: bool) -> Iterator[Piece]:
    """Split ``…. me: i got the french`` into what was said and what the note-taker says of themselves."""
    match = _ASIDE.search(text)
    if match is None:
        yield Piece(text=text, speaker=speaker, own=own)
        return
    if text[: match.start()].strip():
        yield Piece(text=text[: match.start()], speaker=speaker, own=own)
    yield Piece(text=text[match.end() :], speaker="note_taker", own=True)


_SHORT = 3
"""Words of the shortest to-do in a row of them, and of the longest cell that only names its owner."""

# --- to-dos -------------------------------------------------------------------------------------------------------

_DATES = re.compile(
    r"\s*(?:[📅🗓⏳⌛🛫➕✅❌🔁🆔⛔🏁🔺⏫🔼🔽⏬]\ufe0f?\s*(?:\d{4}-\d{1,2}-\d{1,2}[.)]?|every [\w ]+?)?\s*"
    r"|(?:DEADLINE|SCHEDULED|CLOSED): ?[<\[][^>\]]*[>\]]\s*"
    r"|\[(?:due|scheduled|start|created|completion)::[^\]]*\]\s*)+$"
)
_BOX = re.compile(r"(?:(?P<open>[☐⬜□🔲▢])|(?P<ticked>[☑▣☒]))\ufe0f?\s*(?=\w)")


def _without_dates(piece: Piece) -> Piece:
    """Take the dates and marks of a task manager off the end."""
    match = _DATES.search(piece.text)
    if match is None or not re.search(r"\d|<", match.group()) or not piece.text[: match.start()].strip():
        return piece
    return replace(piece, text=piece.text[: match.start()], beside=piece.beside or match.group().strip())


def _boxes(piece: Piece) -> Iterator[Piece]:
    """Each check box in a line by itself: ``☑ card ☐ call Ann``."""
    matches = [*_BOX.finditer(piece.text)]
    if not matches:
        yield piece
        return
    if piece.text[: matches[0].start()].strip():
        yield replace(piece, text=piece.text[: matches[0].start()], beside="")
    for match, end in zip(matches, [*(match.start() for match in matches[1:]), len(piece.text)], strict=True):
        yield replace(
            piece, text=piece.text[match.end() : end], task=" " if match["open"] else "x", own=True, beside=""
        )


_LABEL = re.compile(r"\W*(?P<label>[^\W\d][\w' -]{1,40}?)\s*(?::|[–—-](?=\s)|=)\s*(?=\S)")
_COMMA = re.compile(r",\s+(?=[^()]*(?:\(|$))")


def _listed(piece: Piece) -> Iterator[Piece]:
    """Cut ``To do: ring Ann, read the act, send CV`` into its to-dos."""
    match = _LABEL.match(piece.text)
    if match is None or fold(match["label"]) not in load_phrases("tasks")["label"]:
        yield piece
        return
    rest = piece.text[match.end() :]
    parts = _COMMA.split(rest) if not re.search(r"[.;!?] |\s/\s|\s[–-]\s", rest) else [rest]
    if len(parts) < 3 or min(len(part.split()) for part in parts) < _SHORT:
        parts = [rest]
    for part in parts:
        yield replace(piece, text=part, lead=match["label"], beside=piece.beside if len(parts) == 1 else "")


# --- tables -------------------------------------------------------------------------------------------------------

_THEIR_COLUMN = re.compile(
    r"\b(?:they|she|he|said|says|told|answer|quote|their|her|his|interviewee|words)\b", re.IGNORECASE
)
_OWN_COLUMN = re.compile(r"\b(?:me|i|my|mine|myself)\b", re.IGNORECASE)


def _cells(passage: Passage) -> Iterator[Piece]:
    """A piece per cell after the first; the header of the column and the first cell are its question."""
    cells, header = passage.block.cells, passage.block.header
    if not header and is_task_header(cells):
        return
    row = read_task_row(header, cells)
    for number, cell in enumerate(cells):
        title = header[number] if number < len(header) else ""
        if row is not None and number == row.action:
            yield Piece(
                text=cell, speaker=passage.speaker, question=title, own=True, task=row.task, beside=row.due or " "
            )
        elif not cell or (number == 0 and len(cell.split()) <= 4) or (row and len(cell.split()) <= _SHORT):
            continue
        else:
            column = _column_speaker(title)
            question = " ".join(filter(None, (cells[0] if number else "", title)))
            yield Piece(text=cell, speaker=column or passage.speaker, question=question, own=bool(column))


def _column_speaker(title: str) -> str:
    if len(title.split()) > 8:
        return ""
    if _THEIR_COLUMN.search(title):
        return "interviewee"
    return "note_taker" if _OWN_COLUMN.search(title) else ""
