"""Conversations of a log: a table row, a heading, a bold name or a dated line for each."""

import re
from collections.abc import Sequence
from functools import partial

from infoview_analysis.reading.cuts import Segment, Start, cut, deal, tell_apart
from infoview_analysis.reading.fields import field_meaning, fill, infer_meanings
from infoview_analysis.reading.introductions import find_introductions
from infoview_analysis.reading.lexicon import fold
from infoview_analysis.reading.looks import opens_part
from infoview_analysis.reading.meetings import tells_of_nobody
from infoview_analysis.reading.names import clean_name, find_names, is_name, is_name_by_place
from infoview_analysis.reading.roles import looks_like_role
from infoview_analysis.reading.sections import Annotated
from infoview_analysis.reading.titles import drop_numbering, has_date, name_at_start, name_in_title
from infoview_analysis.reading.topics import find_topic
from infoview_analysis.records import Block

__all__ = ["cut_at_bold_names", "cut_at_dated_lines", "cut_at_headings", "cut_at_rows"]

_AFTERWARDS = {"people", "follow_up"}  # under these topics names are no interviewees
_TOLD_BY_COLUMNS = {"role", "organization", "date", "medium", "referred_by"}
_ARTICLE = re.compile(r"^(?:an?|the) ")


# --- rows ---------------------------------------------------------------------------------------------------------


def cut_at_rows(blocks: Sequence[Annotated]) -> list[Segment]:
    """Conversations of a table with a row per person: a column of names and two more columns of known meaning.

    Examples
    --------
    >>> from infoview_analysis.reading import read_note
    >>> from infoview_analysis.reading.outline import build_outline
    >>> text = "| Name | Role | Date |\\n|---|---|---|\\n"
    >>> text += "| Jane Doe | Nurse | 4 May |\\n| Sam Lee | Cook | 5 May |"
    >>> blocks = build_outline(read_note(text, "a.md")).blocks
    >>> [segment.name for segment in cut_at_rows(blocks)]
    ['Jane Doe', 'Sam Lee']
    """
    segments = []
    for entry in blocks:
        row = _meanings_of_cells(entry.block)
        full = sum(len(cell.split()) > 3 for cell in entry.block.cells) > 3
        told = full or (len(_TOLD_BY_COLUMNS & set(row)) >= 2 and not tells_of_nobody(entry.block.text))
        if "interviewee" in row and told and (name := _name_in_cell(row["interviewee"])):
            segments.append(Segment([entry], row["interviewee"], name, row=row))
    return _with_lines_around(blocks, segments) if tell_apart(enumerate(segment.name for segment in segments)) else []


def _meanings_of_cells(block: Block) -> dict[str, str]:
    """Meaning of a column, or else what the cell looks like → cell; of two columns of one meaning the first counts."""
    fields = [fill(key, value, block.line, ()) for key, value in zip(block.header, block.cells, strict=False)]
    row: dict[str, str] = {}
    for field in infer_meanings(fields):
        if (meaning := field_meaning(field.key)) and field.value:
            row.setdefault(meaning, field.value)
    return row


def _name_in_cell(cell: str) -> str:
    """*Doe Jane, Dr.*: the name that a cell begins with."""
    name = clean_name(cell.split(",")[0].split("(")[0])
    known = is_name(name) or is_name_by_place(name) or bool(find_names(cell[: len(name) + 6]))
    return name if known and len(name.split()) <= 5 and not looks_like_role(name) else ""


def _with_lines_around(blocks: Sequence[Annotated], segments: list[Segment]) -> list[Segment]:
    """Add what follows the table to the conversation it names, what stands before it to what all share."""
    inside = {id(entry) for segment in segments for entry in segment.blocks}
    numbers = [number for number, entry in enumerate(blocks) if id(entry) in inside]
    for segment in segments:
        segment.shared = [entry for entry in blocks[: numbers[0]] if entry.block.kind != "row"]
    deal([entry for entry in blocks[numbers[-1] + 1 :] if entry.block.kind != "row"], segments, segments[-1])
    return segments


# --- headings -----------------------------------------------------------------------------------------------------


def cut_at_headings(blocks: Sequence[Annotated]) -> list[Segment]:
    """Sections of one level that name a person each, in the heading or below it.

    Examples
    --------
    >>> from infoview_analysis.reading import read_note
    >>> from infoview_analysis.reading.outline import build_outline
    >>> text = "## Jane Doe\\nNurse\\n## Sam Lee\\nCook"
    >>> blocks = build_outline(read_note(text, "a.md")).blocks
    >>> [segment.name for segment in cut_at_headings(blocks)]
    ['Jane Doe', 'Sam Lee']
    """
    levels: dict[int, list[Start]] = {}
    for number, entry in enumerate(blocks):
        if _can_open(entry.block):
            name = _name_below(blocks, number)
            if name or _is_about_somebody(entry.block.text):
                levels.setdefault(entry.block.level, []).append((number, name))
    for level, starts in sorted(levels.items()):
        told = {(name, blocks[number].block.text) for number, name in starts}
        if len(told) > 1 and sum(bool(name) for _, name in starts) > 1:
            return cut(blocks, starts, partial(_ends_section, level))
    return []


def _can_open(block: Block) -> bool:
    return block.kind == "heading" and not any(find_topic(title) in _AFTERWARDS for title in block.headings[1:])


def _ends_section(level: int, entry: Annotated) -> bool:
    return entry.block.kind == "heading" and entry.block.level <= level


def _is_about_somebody(heading: str) -> bool:
    """True for a heading such as *A nurse*."""
    return looks_like_role(_ARTICLE.sub("", heading)) and not find_topic(heading)


def _name_below(blocks: Sequence[Annotated], number: int) -> str:
    """Name that a heading tells, or the first lines below it."""
    return _labelled_name(blocks, number) or _named_by_heading(blocks, number) or _name_below_date(blocks, number)


def _labelled_name(blocks: Sequence[Annotated], number: int) -> str:
    """Name in a label line below a heading, before the next heading."""
    for entry in blocks[number + 1 : number + 8]:
        if entry.block.kind == "heading":
            return ""
        if entry.block.field is not None and field_meaning(entry.block.field.key) == "interviewee":
            value = entry.block.field.value
            introduced = (intro.name for intro in find_introductions(value) if intro.name)
            return next(introduced, "") or name_in_title(value)
    return ""


def _named_by_heading(blocks: Sequence[Annotated], number: int) -> str:
    """Name in a heading; a single or unknown word counts when the lines below present that person."""
    heading = blocks[number].block.text
    bare = drop_numbering(heading).strip()
    below = [entry.block for entry in blocks[number + 1 : number + 4]]
    told = name_at_start(below[0].text) if below else ""
    if told and set(fold(bare).split()) <= set(fold(told).split()):
        return told
    if below and (completed := _completed_below(bare, below[0].text)):
        return completed
    name = name_in_title(heading)
    if name and (" " in name or name[0].isupper() or has_date(heading)):
        return name
    return clean_name(bare) if _tell_work(below) and is_name(bare) and not find_topic(bare) else ""


def _completed_below(heading: str, text: str) -> str:
    """The name before the first comma, known or not, that completes the one word of the heading and has a job."""
    name, comma, work = text.partition(",")
    completed = 2 <= len(name.split()) <= 4 and fold(name.split()[0]) == fold(heading)
    return clean_name(name) if comma and completed and looks_like_role(work[:60]) else ""


def _tell_work(below: Sequence[Block]) -> bool:
    """True where the lines below a heading tell the job of the person it names."""
    if any(block.field is not None and field_meaning(block.field.key) == "role" for block in below):
        return True
    return bool(below) and any(intro.start <= 3 for intro in find_introductions(below[0].text[:200]))


def _name_below_date(blocks: Sequence[Annotated], number: int) -> str:
    """Name that opens the first line below a heading that is a date."""
    follows = number + 1 < len(blocks) and has_date(blocks[number].block.text)
    return name_at_start(blocks[number + 1].block.text) if follows else ""


# --- lines --------------------------------------------------------------------------------------------------------


def cut_at_bold_names(blocks: Sequence[Annotated]) -> list[Segment]:
    """Lines that open with a name in bold, or are a bold line with a date, a name and a job.

    Examples
    --------
    >>> from infoview_analysis.reading import read_note
    >>> from infoview_analysis.reading.outline import build_outline
    >>> text = "**Jane Doe**, nurse at Eko Clinic\\n\\n**Sam Lee**, cook at Rosa's Cafe"
    >>> blocks = build_outline(read_note(text, "a.md")).blocks
    >>> [segment.name for segment in cut_at_bold_names(blocks)]
    ['Jane Doe', 'Sam Lee']
    """
    starts = [(number, name) for number, entry in enumerate(blocks) if (name := _bold_name(entry))]
    return cut(blocks, starts, _ends_bold_part) if tell_apart(starts) else []


def _bold_name(entry: Annotated) -> str:
    block = entry.block
    if not block.bold or block.kind in {"heading", "row"} or block.parents or entry.label:
        return ""
    if entry.topic in _AFTERWARDS or _is_mail_head(block) or block.text[len(block.bold) :].lstrip().startswith(":"):
        return ""
    if not find_introductions(block.text[:200]) and not has_date(block.bold):
        return ""
    return name_in_title(block.bold) or (name_at_start(block.text) if is_name(block.bold) else "")


def _ends_bold_part(entry: Annotated) -> bool:
    return entry.block.kind in {"heading", "rule"} or (bool(entry.lead) and entry.topic in {"follow_up", "reflection"})


def _is_mail_head(block: Block) -> bool:
    """True for the line above a quoted mail: *On 4 March Jane Doe wrote:*."""
    return block.text.endswith("wrote:")


def cut_at_dated_lines(blocks: Sequence[Annotated]) -> list[Segment]:
    """Outermost lines with a date, a name and a job, or short lines that open with a name and a job.

    Examples
    --------
    >>> from infoview_analysis.reading import read_note
    >>> from infoview_analysis.reading.outline import build_outline
    >>> text = "4 May, Jane Doe, nurse\\n- triage\\n- shifts\\n\\n5 May, Sam Lee, cook\\n- knives\\n- stock"
    >>> blocks = build_outline(read_note(text, "a.md")).blocks
    >>> [segment.name for segment in cut_at_dated_lines(blocks)]
    ['Jane Doe', 'Sam Lee']
    """
    starts = [(number, name) for number in range(len(blocks)) if (name := _dated_name(blocks, number))]
    following = [*starts[1:], (len(blocks), "")]
    starts = [start for start, after in zip(starts, following, strict=False) if after[0] - start[0] > 2]
    return cut(blocks, starts, lambda entry: entry.block.kind == "heading") if tell_apart(starts) else []


def _dated_name(blocks: Sequence[Annotated], number: int) -> str:
    entry, block = blocks[number], blocks[number].block
    if block.kind in {"heading", "row"} or block.parents or block.task is not None or _is_mail_head(block):
        return ""
    if len(block.text) > 250:
        return ""
    name = name_at_start(block.text) if entry.topic not in _AFTERWARDS else ""
    if name and len(block.text) <= 110 and block.kind != "item" and opens_part(blocks, number):
        return name
    if name and has_date(block.text[:120]):
        return name
    if has_date(block.text[:40]):
        return next((intro.name for intro in find_introductions(block.text, any_case=True) if intro.name), "")
    return ""
