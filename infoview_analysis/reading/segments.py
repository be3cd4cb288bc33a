"""One note → its conversations: logs, panels, one heading per person, one table row per person.

A *segment* is the part of a note that belongs to one conversation. Strategies are tried from the most explicit to
the least: a table with a row per person, sections that name a person each, bold names that open paragraphs, dated
lines, speaker labels that stand for several people. A note where none of them finds two is one segment.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from infoview_analysis.reading.dates import find_dates
from infoview_analysis.reading.lexicon import fold
from infoview_analysis.reading.metadata import field_meaning
from infoview_analysis.reading.names import (
    clean_name,
    find_introductions,
    is_known_name,
    is_name,
    looks_like_role,
)
from infoview_analysis.reading.sections import Annotated, find_topic

__all__ = ["Segment", "find_segments", "name_in_title"]


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


_NUMBERING = re.compile(
    r"^\W*(?:(?:\d{1,2}|[A-Z])(?:\.\d)*[.)\\-]+\s+|(?:panell?ist|speaker|guest|person|interview(?:ee)?|chat|conversation|call|talk|recording|memo|no|int|session|part)\b\.?\s*(?:number|no\.?|#)?\s*[\w-]{0,4}\s*[:.·–—-]\s*)+",
    re.IGNORECASE,
)
_PIECES = re.compile(r"\s*(?:[|,;:()×·•!]+|(?<!\b[sda])/|\s[–—-]+\s|\s-(?=\w)|—|–|<>|\b(?:w/|w|with|and me|x)\s)\s*")
_AGAIN = re.compile(r"\b(?:again|part (?:two|three|\d)|follow[- ]?up|second (?:talk|call|chat))\b.*$", re.IGNORECASE)
_PLACE_FOLLOWS = re.compile(r"\s@\s?|(?<=\w)\s+(?:at|in|from|on)\s")


def name_in_title(text: str) -> str:
    """The person a title, heading or file name names; empty if it names none.

    >>> name_in_title("2026-03-04 Jane Doe (Acme)"), name_in_title("Key takeaways")
    ('Jane Doe', '')
    """
    text = _AGAIN.sub("", _NUMBERING.sub("", text))
    dates = find_dates(text, year=2000)
    for found in reversed(dates):
        text = text[: found.start] + " | " + text[found.end :]
    for intro in find_introductions(text):
        if intro.name:
            return intro.name
    for piece in _PIECES.split(_PLACE_FOLLOWS.split(text)[0]):
        piece = piece.strip(' .!?*_"“”#')
        if piece and is_name(piece) and not find_topic(piece) and (dates or any(map(is_known_name, piece.split()))):
            return clean_name(piece)
    return ""


def find_segments(blocks: Sequence[Annotated]) -> list[Segment]:
    """Parts of a note that belong to one conversation each, in order; always at least one."""
    strategies: tuple[Callable[[Sequence[Annotated]], list[Segment]], ...] = (
        _by_rows, _by_headings, _by_bold_names, _by_leads, _by_dated_lines, _by_labels,
    )  # fmt: skip
    for strategy in strategies:
        segments = strategy(blocks)
        if len(segments) > 1:
            return segments
    return [Segment(list(blocks))]


def _by_rows(blocks: Sequence[Annotated]) -> list[Segment]:
    """A table with a row per person: a column of names and two more columns of known meaning."""
    segments = []
    for entry in blocks:
        header = [field_meaning(cell) for cell in entry.block.header]
        if (
            "interviewee" not in header
            or len(set(header) & {"role", "organization", "date", "medium", "referred_by"}) < 2
        ):
            continue
        cells = dict(zip(header, entry.block.cells, strict=False))
        if is_name(cells["interviewee"]):
            segments.append(Segment([entry], entry.block.cells[0], clean_name(cells["interviewee"]), row=cells))
    return segments


def _by_headings(blocks: Sequence[Annotated]) -> list[Segment]:
    """Sections of one level that name a person each, in the heading or in a label below it."""
    levels: dict[int, list[tuple[int, str]]] = {}
    for number, entry in enumerate(blocks):
        block = entry.block
        if block.kind != "heading" or any(find_topic(title) in {"people", "follow_up"} for title in block.headings[1:]):
            continue
        name = _labelled_name(blocks, number) or _named_by_heading(blocks, number) or _name_below_date(blocks, number)
        unnamed = not name and looks_like_role(re.sub(r"^(?:an?|the) ", "", block.text)) and not find_topic(block.text)
        if name or unnamed:
            levels.setdefault(block.level, []).append((number, name))
    for level in sorted(levels):
        starts = levels[level]
        if len({(name, blocks[n].block.text) for n, name in starts}) > 1 and sum(bool(name) for _, name in starts) > 1:
            ends = [n for n, e in enumerate(blocks) if e.block.kind == "heading" and e.block.level <= level]
            return _cut(blocks, starts, ends)
    return []


def _labelled_name(blocks: Sequence[Annotated], number: int) -> str:
    """Name in a label line below a heading, before the next heading."""
    for entry in blocks[number + 1 : number + 8]:
        if entry.block.kind == "heading":
            return ""
        if entry.block.field is not None and field_meaning(entry.block.field.key) == "interviewee":
            value = entry.block.field.value
            intro = next((intro for intro in find_introductions(value) if intro.name), None)
            return intro.name if intro else name_in_title(value)
    return ""


def _named_by_heading(blocks: Sequence[Annotated], number: int) -> str:
    """Name in a heading; a single or unknown word counts when the lines below present that person."""
    heading = blocks[number].block.text
    bare = _NUMBERING.sub("", heading).strip()
    below = [entry.block for entry in blocks[number + 1 : number + 4]]
    told = _name_at_start(below[0].text) if below else ""
    if told and set(fold(bare).split()) <= set(fold(told).split()):
        return told
    name = name_in_title(heading)
    if " " in name or (name and (find_dates(heading, year=2000) or name[0].isupper())):
        return name
    labelled = any(block.field is not None and field_meaning(block.field.key) == "role" for block in below)
    works = bool(below) and any(intro.start <= 3 for intro in find_introductions(below[0].text[:200]))
    return clean_name(bare) if (labelled or works) and is_name(bare) and not find_topic(bare) else ""


def _name_below_date(blocks: Sequence[Annotated], number: int) -> str:
    """Name that opens the first line below a heading that is a date."""
    if not find_dates(blocks[number].block.text, year=2000) or number + 1 >= len(blocks):
        return ""
    return _name_at_start(blocks[number + 1].block.text)


def _name_at_start(text: str) -> str:
    """Name of a person presented by their work at the start of a line."""
    bare = _NUMBERING.sub("", text[:200])
    intro = next((intro for intro in find_introductions(bare, any_case=True) if intro.name), None)
    return intro.name if intro is not None and bare.lstrip(" *#•").lower().find(intro.name.lower()) in range(8) else ""


def _by_bold_names(blocks: Sequence[Annotated]) -> list[Segment]:
    """Lines that open with a name in bold, or are a bold line with a date, a name and a job."""
    starts = []
    for number, entry in enumerate(blocks):
        block = entry.block
        if block.kind in {"heading", "row"} or not block.bold or block.parents or entry.label:
            continue
        if block.text.endswith("wrote:"):
            continue  # the head of a quoted mail
        name = name_in_title(block.bold) or (_name_at_start(block.text) if is_name(block.bold) else "")
        rest = block.text[len(block.bold) : len(block.bold) + 160]
        presented = any(intro.name or not intro.name for intro in find_introductions(block.text[:200]))
        if (
            name
            and (presented or find_dates(block.bold, year=2000))
            and entry.topic not in {"people", "follow_up"}
            and not rest.lstrip().startswith(":")
        ):
            starts.append((number, name))
    if len({name for _, name in starts}) < 2:
        return []
    ends = [
        n
        for n, e in enumerate(blocks)
        if e.block.kind in {"heading", "rule"} or (e.lead and e.topic in {"follow_up", "reflection"})
    ]
    return _cut(blocks, starts, ends)


def _by_dated_lines(blocks: Sequence[Annotated]) -> list[Segment]:
    """Outermost lines with a date, a name and a job, or short lines that open with a name and a job."""
    starts = []
    for number, entry in enumerate(blocks):
        block = entry.block
        if block.kind in {"heading", "row"} or block.parents or block.task is not None or len(block.text) > 250:
            continue
        if block.text.endswith("wrote:"):
            continue  # the head of a quoted mail
        name = _name_at_start(block.text) if entry.topic not in {"people", "follow_up"} else ""
        if name and not find_dates(block.text[:120], year=2000) and (len(block.text) > 110 or block.kind == "item"):
            name = ""
        if not name and find_dates(block.text[:40], year=2000):
            name = next((intro.name for intro in find_introductions(block.text, any_case=True) if intro.name), "")
        if name:
            starts.append((number, name))
    ends = [n for n, e in enumerate(blocks) if e.block.kind == "heading"]
    gaps = [following[0] - start[0] for start, following in zip(starts, [*starts[1:], (len(blocks), "")], strict=False)]
    starts = [start for start, gap in zip(starts, gaps, strict=True) if gap > 2]  # a list of names is no log
    return _cut(blocks, starts, ends) if len({name for _, name in starts}) > 1 else []


def _cut(blocks: Sequence[Annotated], starts: list[tuple[int, str]], ends: list[int]) -> list[Segment]:
    """Cut at the starts; what follows a segment's end goes to the segment it names, or to the last one."""
    first = starts[0][0]
    segments = []
    tails: list[Annotated] = []
    for position, (start, name) in enumerate(starts):
        following = starts[position + 1][0] if position + 1 < len(starts) else len(blocks)
        end = min([n for n in ends if start < n < following] or [following])
        segments.append(Segment(list(blocks[start:end]), blocks[start].block.text, name, shared=list(blocks[:first])))
        tails.extend(blocks[end:following])
    for entry in tails:
        _owner(entry, segments).blocks.append(entry)
    return segments


def _owner(entry: Annotated, segments: list[Segment]) -> Segment:
    words = set(fold(entry.block.text).split())
    for segment in segments:
        parts = [part for part in fold(segment.name).split() if len(part) > 2]
        if words & set(parts):
            return segment
    return segments[-1]


_DEFINITION = re.compile(r"^(?P<label>[A-ZÀ-Ý]{1,3})\s*=\s*(?P<text>.+)$", re.DOTALL)


def _by_labels(blocks: Sequence[Annotated]) -> list[Segment]:
    """A panel: several speakers, each presented once, each with a label of their own."""
    people = _presented(blocks)
    counts = Counter(fold(entry.label) for entry in blocks if entry.label and entry.speaker == "interviewee")
    bold = Counter(fold(entry.block.bold.rstrip(":")) for entry in blocks if entry.block.bold.endswith(":"))
    labels = {}
    for label in [*counts, *bold]:
        matches = [name for name in people if _stands_for(label, name)]
        if len(matches) == 1:
            labels[label] = matches[0]
    names = list(dict.fromkeys(labels.values()))
    if len(names) < 2:
        return []
    segments = {
        name: Segment([], people[name], name, label=next(la for la, n in labels.items() if n == name)) for name in names
    }
    common: list[Annotated] = []
    for entry in blocks:
        label = fold(entry.label) or fold(entry.block.bold.rstrip(":"))
        if label in labels:
            segments[labels[label]].blocks.append(entry)
        else:
            common.append(entry)
    return _share_out(list(segments.values()), common)


def _share_out(segments: list[Segment], common: list[Annotated]) -> list[Segment]:
    """Give each common block to the speaker it names; what names none stays with the first one."""
    for entry in common:
        _owner_or_first(entry, segments).blocks.append(entry)
        for segment in segments:
            segment.shared.append(entry)
    for segment in segments:
        segment.blocks.sort(key=lambda entry: entry.block.line)
    return segments


def _owner_or_first(entry: Annotated, segments: list[Segment]) -> Segment:
    words = set(fold(entry.block.text).split())
    scored = [
        segment
        for segment in segments
        if words & {p for p in fold(segment.name).split() if len(p) > 2} or segment.label in words
    ]
    return scored[0] if scored else segments[0]


def _by_leads(blocks: Sequence[Annotated]) -> list[Segment]:
    """Lead-in lines or headings that call people presented before by a part of their name: *2. DR DUBE*."""
    people = _presented(blocks)
    starts = []
    for number, entry in enumerate(blocks):
        if entry.block.kind != "heading" and entry.lead != entry.block.text:
            continue
        words = [
            word
            for word in fold(_NUMBERING.sub("", entry.block.text)).split()
            if word not in {"dr", "mr", "ms", "mrs", "prof"}
        ]
        matches = [name for name in people if words and len(words) <= 3 and set(words) <= set(fold(name).split())]
        if len(matches) == 1:
            starts.append((number, matches[0]))
        elif (
            not matches
            and 2 <= len(words) <= 4
            and is_name(entry.block.text)
            and name_in_title(entry.block.text)
            and entry.topic == "other"
        ):
            starts.append((number, clean_name(entry.block.text)))
    if len({name for _, name in starts}) < 2:
        return []
    ends = [n for n, e in enumerate(blocks) if e.lead == e.block.text or e.block.kind == "heading"]
    segments = _cut(blocks, starts, ends)
    for segment in segments:
        segment.opening = f"{people.get(segment.name, '')} | {segment.opening}"
    return segments


def _presented(blocks: Sequence[Annotated]) -> dict[str, str]:
    """People presented by their work in a note: name → the words that present them."""
    people: dict[str, str] = {}
    for entry in blocks[:40]:
        text = entry.block.text
        if entry.block.kind == "row" and entry.block.header and is_name(entry.block.cells[0]):
            people.setdefault(clean_name(entry.block.cells[0]), ", ".join(entry.block.cells))
            continue
        if match := _DEFINITION.match(text):
            text = match["text"]
        for intro in find_introductions(text, any_case=text[:1].islower()):
            if intro.name and (" " in intro.name or intro.name[0].isupper()) and "(me)" not in text[: intro.start]:
                people.setdefault(intro.name, text[max(0, intro.start - len(intro.name) - 6) : intro.end])
    return people


def _stands_for(label: str, name: str) -> bool:
    """True where a label is the name, a part of it or its initials."""
    parts = fold(name).split()
    initials = "".join(part[0] for part in parts)
    return bool(label) and (
        set(label.split()) <= set(parts)
        or (
            len(label) <= 3
            and (
                label == initials
                or label == initials[:1]
                or (len(label) == 2 and label[0] == initials[0] and label[1] in initials[1:])
            )
        )
    )
