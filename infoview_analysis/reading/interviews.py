"""A note → its interviews: who, when, how, through whom, and which passages are theirs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from infoview_analysis.reading.circumstances import (
    find_talk_duration,
    find_talk_medium,
    find_talk_referrers,
    find_talk_tags,
    find_talk_way,
)
from infoview_analysis.reading.cuts import Segment
from infoview_analysis.reading.evidence import tidy
from infoview_analysis.reading.fields import field_meaning, field_value
from infoview_analysis.reading.findings import report
from infoview_analysis.reading.guesses import find_guesses
from infoview_analysis.reading.lexicon import fold
from infoview_analysis.reading.naming import Heads
from infoview_analysis.reading.outline import Outline, build_outline
from infoview_analysis.reading.portrait import draw_portrait
from infoview_analysis.reading.screening import why_no_interview
from infoview_analysis.reading.sections import Annotated
from infoview_analysis.reading.segments import find_segments
from infoview_analysis.reading.talk_date import find_talk_date
from infoview_analysis.records import Block, Diagnostic, Field, Interview, Note, Passage, Provenance, Tagged

__all__ = ["NoteReading", "read_interviews"]

_OF_ONE_PERSON = {"interviewee", "role", "organization"}


@dataclass(frozen=True, slots=True)
class NoteReading:
    """What a note gave."""

    interviews: tuple[Interview, ...]
    passages: tuple[Passage, ...]
    """All passages of the note, those of no interview too."""
    diagnostics: tuple[Diagnostic, ...]


def read_interviews(note: Note, *, day_first: bool = True, tagged: Sequence[Tagged] = ()) -> NoteReading:
    """Interviews and passages of a note.

    Parameters
    ----------
    note : Note
    day_first : bool
        Order of day and month in dates that can be read both ways.
    tagged : sequence of Tagged
        What a language model takes the words of the note to say of its interviews.

    Examples
    --------
    >>> from infoview_analysis.reading import read_note
    >>> note = read_note("# Jane Doe, Data Analyst, Acme Bank\\n\\nUses SQL.", "a.md")
    >>> (interview,) = read_interviews(note).interviews
    >>> interview.interviewee, interview.organization
    ('Jane Doe', 'Acme Bank')
    """
    outline = build_outline(note, day_first=day_first, tagged=tagged)
    if reason := why_no_interview(outline):
        return _no_interview(
            outline, "info", "no-interview", f"taken for {reason}, no interview; nothing to do if that is right"
        )
    segments = _with_ratings(outline, find_segments(outline))
    read = [_read_interview(outline, number, segment) for number, segment in enumerate(segments, 1)]
    interviews = _carry_over(interview for interview, _ in read)
    findings = [finding for _, findings in read for finding in findings]
    if not any(interview.interviewee or interview.role for interview in interviews):
        message = "no interviewee found; write `interviewee: NAME` at the top"
        return _no_interview(outline, "warning", "no-interviewee", message, findings)
    used = {id(entry) for segment in segments for entry in [*segment.ratings, *segment.blocks]}
    rest = [entry for entry in [*outline.front, *outline.blocks] if id(entry) not in used]
    passages = [passage for interview in interviews for passage in interview.passages] + list(_passages(note, rest))
    passages.sort(key=lambda passage: passage.source.line)
    return NoteReading(tuple(interviews), tuple(passages), tuple(findings))


def _with_ratings(outline: Outline, segments: Sequence[Segment]) -> Sequence[Segment]:
    """Give ratings in the front matter to the only conversation of a note; of several it is not told which is meant."""
    ratings = [entry for entry in outline.front if entry.topic == "reflection"]
    return [replace(segments[0], ratings=ratings)] if len(segments) == 1 else segments


def _no_interview(
    outline: Outline, severity: str, code: str, message: str, findings: Sequence[Diagnostic] = ()
) -> NoteReading:
    finding = report(outline.note.path, severity, code, message)
    return NoteReading((), _passages(outline.note, [*outline.front, *outline.blocks]), (*findings, finding))


def _carry_over(interviews: Iterable[Interview]) -> list[Interview]:
    """What an earlier talk in the same note told of a person holds for later ones that do not tell it again."""
    known: dict[str, Interview] = {}
    complete = []
    for interview in interviews:
        name = fold(interview.interviewee)
        if earlier := known.get(name) if name else None:
            interview = replace(
                interview,
                role=interview.role or earlier.role,
                organization=interview.organization or earlier.organization,
                referred_by=interview.referred_by or earlier.referred_by,
            )
        known[name] = interview
        complete.append(interview)
    return complete


def _read_interview(outline: Outline, number: int, segment: Segment) -> tuple[Interview, list[Diagnostic]]:
    """One conversation of a note, and what there is to say about it."""
    fields = _fields_of(outline.note, segment)
    told, shared = _without_third_parties(segment.blocks), _without_third_parties(segment.shared)
    telling = replace(segment, blocks=told, shared=shared)
    tagged = _tagged_in(outline, segment)
    heads = Heads() if segment.opening else Heads(outline.title, outline.stem)
    portrait = draw_portrait(telling, fields, heads, outline.lines, tagged)
    referrers = find_talk_referrers(outline, telling, fields, portrait.name, tagged)
    date, findings = find_talk_date(outline, segment, fields)
    interview_id = f"{outline.note.path}#{number}"
    interview = Interview(
        interview_id=interview_id,
        interviewee=portrait.name,
        role=portrait.role,
        organization=portrait.organization,
        industry=_value(fields, "industry"),
        location=_value(fields, "location"),
        date=date,
        medium=find_talk_medium(outline, segment, fields),
        duration_min=find_talk_duration(segment, fields),
        found_through=find_talk_way(telling, fields),
        referred_by=next(iter(referrers), ""),
        also_referred_by=referrers[1:],
        aliases=portrait.aliases,
        contact=_value(fields, "contact"),
        tags=find_talk_tags(segment, fields),
        words=sum(len(entry.block.text.split()) for entry in segment.blocks),
        passages=_passages(outline.note, [*segment.ratings, *segment.blocks], interview_id),
        source=_source_of(outline, segment),
    )
    return interview, [*findings, *find_guesses(interview, segment, fields, tagged)]


def _tagged_in(outline: Outline, segment: Segment) -> list[Tagged]:
    """What is tagged in the lines of a segment; in all lines where it is the whole note."""
    own = {entry.block.line for entry in segment.blocks}
    others = {field.line for field in outline.fields if _is_third_party(field)}
    lines = {entry.block.line: entry.block.text for entry in outline.blocks}
    kept = (one for one in outline.tagged if (not segment.opening or one.line in own) and one.line not in others)
    return list(tidy(kept, lines))


def _without_third_parties(blocks: Sequence[Annotated]) -> list[Annotated]:
    """Blocks but labels of who asked, watched over or keeps the record: *Coach: …*, *Your name: …*."""
    return [entry for entry in blocks if entry.block.field is None or not _is_third_party(entry.block.field)]


def _is_third_party(field: Field) -> bool:
    return field_meaning(field.key) == "third_party"


def _value(fields: Sequence[Field], *meanings: str) -> str:
    field = field_value(fields, *meanings)
    return field.value if field else ""


def _fields_of(note: Note, segment: Segment) -> list[Field]:
    """Labelled properties that hold for a segment, its own first."""
    if segment.row:
        line = segment.blocks[0].block.line
        return [Field(key=meaning, value=value, line=line) for meaning, value in segment.row.items() if meaning]
    own = [entry.block.field for entry in segment.blocks[:40] if entry.block.field is not None]
    shared = [entry.block.field for entry in segment.shared if entry.block.field is not None]
    general = [*note.fields, *shared]
    if segment.opening:
        general = [field for field in general if field_meaning(field.key) not in _OF_ONE_PERSON]
    # What a label adds to another comes after it: *Referred by*, *Also via*.
    return sorted([*own, *general], key=lambda field: fold(field.key).startswith("also "))


def _source_of(outline: Outline, segment: Segment) -> Provenance:
    blocks = [entry.block for entry in segment.blocks or outline.front]  # a note may be front matter only
    return Provenance(
        note=outline.note.path,
        line=blocks[0].line,
        end_line=max(block.end_line for block in blocks),
        section=blocks[0].section,
        quote=blocks[0].text,
    )


def _passages(note: Note, entries: Iterable[Annotated], interview_id: str = "") -> tuple[Passage, ...]:
    return tuple(
        Passage(
            interview_id=interview_id,
            topic=entry.topic,
            speaker=entry.speaker,
            text=entry.block.text,
            block=entry.block,
            question=entry.question,
            source=_source(note, entry.block),
        )
        for entry in entries
        if entry.block.kind != "rule"
    )


def _source(note: Note, block: Block) -> Provenance:
    return Provenance(note=note.path, line=block.line, end_line=block.end_line, section=block.section, quote=block.text)
