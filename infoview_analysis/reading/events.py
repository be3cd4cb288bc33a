"""Conversations of an event or a letter told in prose: a paragraph begins by presenting each person."""

import re
from collections.abc import Sequence

from infoview_analysis.reading.cuts import Segment, Start, cut
from infoview_analysis.reading.introductions import find_introductions
from infoview_analysis.reading.lexicon import load_entries
from infoview_analysis.reading.names import clean_name, is_known_name, is_name
from infoview_analysis.reading.sections import Annotated

__all__ = ["cut_at_paragraphs"]

_TOP = 5  # blocks in which a note says that it is about several people
_BEGINNING = 170  # characters within which a paragraph names whom it is about
_WORDS = load_entries("events")
_SEVERAL = re.compile(
    rf"\b(?:(?:{'|'.join(_WORDS['numbers'])}) (?:{'|'.join(_WORDS['counted'])})|{'|'.join(_WORDS['events'])})\b",
    re.IGNORECASE,
)
_POINTING = re.compile(rf"\b(?:{'|'.join(_WORDS['pointing'])})\b", re.IGNORECASE)
_NAME_OPENS = re.compile(
    rf"^(?:\W*(?:{'|'.join(_WORDS['openings'])})\b[^.A-Z]{{0,40}})?\W*"
    r"(?P<name>[A-ZÀ-Ý][\w'’-]+(?:\s[A-ZÀ-Ý][\w'’-]+){1,3})",
    re.IGNORECASE,
)
_PRONOUN_FOLLOWS = re.compile(r"[.,;:]?\s+(?:she|he|they)(?:['’]s|['’]re| is| are| works)", re.IGNORECASE)


def cut_at_paragraphs(blocks: Sequence[Annotated]) -> list[Segment]:
    """Paragraphs that begin by presenting a person each, where the note says that it is about several."""
    if not any(_SEVERAL.search(entry.block.text[:400]) for entry in blocks[:_TOP]):
        return []
    starts: list[Start] = []
    for number, entry in enumerate(blocks):
        name = _presented_first(entry.block.text) if _may_open(entry, number) else ""
        if name and name not in {known for _, known in starts}:
            starts.append((number, name))
    return cut(blocks, starts, _ends) if len(starts) > 1 else []


def _may_open(entry: Annotated, number: int) -> bool:
    block = entry.block
    if block.kind in {"heading", "row", "rule"} or block.task is not None or block.field is not None or entry.label:
        return False
    return number <= _TOP or entry.topic not in {"people", "follow_up", "reflection"}


def _ends(entry: Annotated) -> bool:
    leads_on = entry.lead == entry.block.text and bool(entry.lead) and entry.topic in {"follow_up", "reflection"}
    return entry.block.kind == "heading" or leads_on


def _presented_first(text: str) -> str:
    """Full name presented by a job near the beginning of a paragraph, and not pointed to."""
    for intro in find_introductions(text[:320], any_case=text[:1].islower()):
        position = text.find(intro.name.split()[0]) if intro.name else -1
        if " " in intro.name and 0 <= position < _BEGINNING and not _POINTING.search(text[:position]):
            return intro.name
    match = _NAME_OPENS.match(text)
    if match is None or not _PRONOUN_FOLLOWS.match(text, match.end()):
        return ""
    known = is_name(match["name"]) and any(map(is_known_name, match["name"].split()))
    return clean_name(match["name"]) if known else ""
