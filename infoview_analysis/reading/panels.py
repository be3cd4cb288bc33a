"""Conversations of a panel: people presented once, then called by a part of their name, initials or a label."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence

from infoview_analysis.reading.cuts import Segment, cut, share_out, tell_apart
from infoview_analysis.reading.fields import field_meaning
from infoview_analysis.reading.introductions import find_introductions
from infoview_analysis.reading.lexicon import fold
from infoview_analysis.reading.names import clean_name, find_names, is_name
from infoview_analysis.reading.sections import Annotated
from infoview_analysis.reading.titles import drop_numbering, name_in_title
from infoview_analysis.records import Block

__all__ = ["cut_at_labels", "cut_at_leads"]

_PRESENTED_WITHIN = 40  # blocks
_DEFINITION = re.compile(r"^[A-ZÀ-Ý]{1,3}\s*=\s*(?P<text>.+)$", re.DOTALL)  # JD = Jane Doe, analyst
_BEFORE_MARK = re.compile(r"^(?P<label>[^\W\d_][\w.'’-]*)(?::|\s[–—-])\s")
_NICKNAME = re.compile(r"\s[\"“(][^\W\d_]+[\"”)](?=\s[A-ZÀ-Ý])")
_CALLED = re.compile(r"[\"“](?P<nickname>[^\W\d_]+)[\"”]\s(?P<surname>[A-ZÀ-Ý][\w'’-]+)")
_INITIALS = 3  # letters of a label that is no name
_TOP = 5  # blocks that may name speakers without telling their work
_FORMS_OF_ADDRESS = {"dr", "mr", "ms", "mrs", "prof"}


def cut_at_leads(blocks: Sequence[Annotated]) -> list[Segment]:
    """Lead-in lines or headings that call people presented before by a part of their name: *2. DR DUBE*.

    Examples
    --------
    >>> from infoview_analysis.reading import read_note
    >>> from infoview_analysis.reading.outline import build_outline
    >>> text = "Jane Doe, nurse, and Sam Lee, cook\\n\\n# DOE\\nSleep.\\n\\n# LEE\\nKnives."
    >>> blocks = build_outline(read_note(text, "a.md")).blocks
    >>> [segment.name for segment in cut_at_leads(blocks)]
    ['Jane Doe', 'Sam Lee']
    """
    people = _presented(blocks)
    starts = [
        (number, name)
        for number, entry in enumerate(blocks)
        if (_is_headline(entry) or _is_numbered_name(entry)) and (name := _called(entry, people))
    ]
    ends = [*(number for number, _ in starts[1:]), len(blocks)]
    starts = [
        start
        for start, end in zip(starts, ends, strict=False)
        if end - start[0] > 2 or _is_headline(blocks[start[0]])  # a mere list of names is no panel
    ]
    if not tell_apart(starts):
        return []
    segments = cut(blocks, starts, _is_headline)
    for segment in segments:
        segment.opening = f"{people.get(segment.name, '')} | {segment.opening}"
    return segments


def _is_headline(entry: Annotated) -> bool:
    return entry.block.kind == "heading" or entry.lead == entry.block.text


def _is_numbered_name(entry: Annotated) -> bool:
    """An outermost item that is a name and nothing else: *1) Jane Doe*."""
    return entry.block.kind == "item" and not entry.block.parents and is_name(entry.block.text)


def _called(entry: Annotated, people: Iterable[str]) -> str:
    """Who a headline calls: one of the people presented, or else somebody by their full name."""
    text = entry.block.text
    words = [word for word in fold(drop_numbering(text)).split() if word not in _FORMS_OF_ADDRESS]
    matches = [name for name in people if set(words) <= set(fold(name).split())] if 1 <= len(words) <= 3 else []
    if matches:
        return matches[0] if len(matches) == 1 else ""
    full = 2 <= len(words) <= 4 and entry.topic == "other" and is_name(text) and " " in clean_name(text)
    full = full and len(fold(name_in_title(text)).split()) == len(words)
    return clean_name(text) if full else ""


def cut_at_labels(blocks: Sequence[Annotated], named: Iterable[str] = ()) -> list[Segment]:
    """Several speakers, each presented once or named in the front matter, each with a label of their own.

    Examples
    --------
    >>> from infoview_analysis.reading import read_note
    >>> from infoview_analysis.reading.outline import build_outline
    >>> text = "JD = Jane Doe, nurse\\n\\nSL = Sam Lee, cook\\n\\nJD: Sleep.\\n"
    >>> text += "\\nSL: Knives.\\n\\nJD: Tea.\\n\\nSL: Tea."
    >>> blocks = build_outline(read_note(text, "a.md")).blocks
    >>> [segment.name for segment in cut_at_labels(blocks)]
    ['Jane Doe', 'Sam Lee']
    """
    people = dict.fromkeys(named, "") | _presented(blocks)
    at_top = dict.fromkeys(_named_at_top(blocks), "") | people
    short = {label: name for label, name in _labels_of(at_top, blocks).items() if len(label) <= _INITIALS}
    labels = _labels_of(people, blocks) | short
    names = dict.fromkeys(labels.values())
    if len(names) < 2:
        return []
    first_label = {name: label for label, name in reversed(labels.items())}
    segments = {name: Segment([], at_top[name] or name, name, label=first_label[name]) for name in names}
    common: list[Annotated] = []
    for entry in blocks:
        name = labels.get(fold(entry.label) or _opening_label(entry.block, labels))
        (segments[name].blocks if name else common).append(entry)
    return share_out(list(segments.values()), common)


def _named_at_top(blocks: Sequence[Annotated]) -> Iterator[str]:
    """Full names in the first lines, with or without work."""
    for entry in blocks[:_TOP]:
        text = _NICKNAME.sub("", entry.block.text)
        yield from (clean_name(name) for name, _, _ in find_names(text) if " " in name)


def _labels_of(people: Iterable[str], blocks: Sequence[Annotated]) -> dict[str, str]:
    """Label → the one person presented whom it stands for."""
    said = [fold(entry.label) for entry in blocks if entry.label and entry.speaker == "interviewee"]
    bold = Counter(fold(entry.block.bold) for entry in blocks if _is_bold_label(entry.block))
    called = {
        fold(match["nickname"]): match["surname"] for entry in blocks for match in _CALLED.finditer(entry.block.text)
    }
    labels = {}
    for label in dict.fromkeys([*said, *(label for label, count in bold.items() if label and count > 1)]):
        matches = [
            name for name in people if _stands_for(label, name) or (label in called and name.endswith(called[label]))
        ]
        if len(matches) == 1:
            labels[label] = matches[0]
    return labels


def _is_bold_label(block: Block) -> bool:
    """True for *JD:* in bold, or *J* in bold before what J says."""
    return block.bold.endswith(":") or (len(block.bold.split()) == 1 and len(block.text) > len(block.bold) + 1)


def _opening_label(block: Block, labels: Container[str]) -> str:
    """The known label that a line opens with, in bold or before a colon or dash."""
    if block.bold and fold(block.bold) in labels:
        return fold(block.bold)
    match = _BEFORE_MARK.match(block.text)
    return fold(match["label"]) if match and fold(match["label"]) in labels else ""


def _stands_for(label: str, name: str) -> bool:
    """True where a label is the name, a part of it or its initials."""
    parts = fold(name).split()
    initials = "".join(part[0] for part in parts)
    if not label or set(label.split()) <= set(parts):
        return bool(label)
    if len(label) == 2:
        return label[0] == initials[:1] and label[1] in initials[1:]
    return len(label) <= 3 and label in (initials, initials[:1])


def _presented(blocks: Sequence[Annotated]) -> dict[str, str]:
    """People presented by their work in a note: name → the words that present them."""
    people: dict[str, str] = {}
    for entry in blocks[:_PRESENTED_WITHIN]:
        cell = _cell_of_name(entry.block)
        if cell and is_name(cell):
            people.setdefault(clean_name(cell), ", ".join(entry.block.cells))
        else:
            for name, words in _presented_in(entry.block.text):
                people.setdefault(name, words)
    return people


def _cell_of_name(block: Block) -> str:
    """The cell of a table row in which the name stands: that of the column of names, else the first one."""
    if block.kind != "row" or not block.header:
        return ""
    named = (cell for key, cell in zip(block.header, block.cells, strict=False) if field_meaning(key) == "interviewee")
    return next(named, block.cells[0])


def _presented_in(text: str) -> list[tuple[str, str]]:
    if match := _DEFINITION.match(text):
        text = match["text"]
    return [
        (intro.name, text[max(0, intro.start - len(intro.name) - 6) : intro.end])
        for intro in find_introductions(text, any_case=text[:1].islower())
        if intro.name and (" " in intro.name or intro.name[0].isupper()) and text.find("(me)", 0, intro.start) < 0
    ]
