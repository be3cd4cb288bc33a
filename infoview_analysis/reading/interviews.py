"""A note → its interviews: who, when, how, through whom, and which passages are theirs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from infoview_analysis.reading.dates import FoundDate, find_dates, find_relative_date, is_ambiguous
from infoview_analysis.reading.lexicon import fold
from infoview_analysis.reading.metadata import field_meaning
from infoview_analysis.reading.names import clean_name, find_names, is_name, looks_like_role
from infoview_analysis.reading.origin import (
    find_duration,
    find_medium,
    find_referrer,
    is_self_found,
    referrer_in_label,
)
from infoview_analysis.reading.portrait import Portrait, draw_portrait, field_value
from infoview_analysis.reading.sections import Annotated, annotate_blocks
from infoview_analysis.reading.segments import Segment, find_segments
from infoview_analysis.records import Diagnostic, Field, Interview, Note, Passage, Provenance

__all__ = ["NoteReading", "read_interviews"]

_EXPORT_SUFFIX = re.compile(r"\s+[0-9a-f]{32}$")
_LETTER = re.compile(r"\b(?:dear|caro|cara|hi|hello)\b [A-ZÀ-Ý]", re.IGNORECASE)
_EARLIER = re.compile(r"\b(?:yesterday|last night|(?<=on )(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", re.IGNORECASE)
_REPORT = re.compile(r"\b(?:met|went|had|saw|talked|spoke|was|were|rang|visited|sat)\b", re.IGNORECASE)
_NO_TALK = {
    "index",
    "moc",
    "template",
    "instructions",
    "guidelines",
    "questions",
    "questionnaire",
    "checklist",
    "syllabus",
}
_PUBLISHED = {"layout", "draft", "categories", "toc", "published", "permalink", "slug"}


@dataclass(frozen=True, slots=True)
class NoteReading:
    """What a note gave."""

    interviews: tuple[Interview, ...]
    passages: tuple[Passage, ...]
    """All passages of the note, those of no interview too."""
    diagnostics: tuple[Diagnostic, ...]


def read_interviews(note: Note, *, day_first: bool = True) -> NoteReading:
    """Interviews and passages of a note.

    Parameters
    ----------
    note : Note
    day_first : bool
        Order of day and month in dates that can be read both ways.
    """
    return _NoteReader(note, day_first).read()


class _NoteReader:
    def __init__(self, note: Note, day_first: bool) -> None:
        self.note = note
        self.day_first = day_first
        self.front = [Annotated(block, "logistics", "note_taker") for block in note.blocks if block.kind == "field"]
        self.blocks = annotate_blocks([block for block in note.blocks if block.kind != "field"])
        self.file_stem = _EXPORT_SUFFIX.sub("", PurePosixPath(note.path).stem)
        self.stem = self.file_stem.replace("___", " ").replace("_", " ")
        texts = [entry.block.text for entry in self.blocks if entry.block.kind != "rule"]
        self.title = texts[0][:200] if texts else ""
        self.year = self._find_year(texts)
        self.diagnostics: list[Diagnostic] = []

    def read(self) -> NoteReading:
        reason = self._why_none()
        if reason:
            self._report("info", "no-interview", f"taken for {reason}, no interview; nothing to do if that is right")
            return NoteReading((), self._passages([*self.front, *self.blocks], ""), tuple(self.diagnostics))
        segments = find_segments(self.blocks)
        interviews = _carry_over([self._interview(number, segment) for number, segment in enumerate(segments, 1)])
        if not any(interview.interviewee or interview.role for interview in interviews):
            message = "no interviewee found; write `interviewee: NAME` at the top"
            self._report("warning", "no-interviewee", message)
            return NoteReading((), self._passages([*self.front, *self.blocks], ""), tuple(self.diagnostics))
        used = {id(entry) for segment in segments for entry in segment.blocks}
        rest = self._passages([*self.front, *(entry for entry in self.blocks if id(entry) not in used)], "")
        passages = [passage for interview in interviews for passage in interview.passages] + list(rest)
        return NoteReading(
            tuple(interviews), tuple(sorted(passages, key=lambda p: p.source.line)), tuple(self.diagnostics)
        )

    def _find_year(self, texts: list[str]) -> int | None:
        dated = [self.file_stem, *(field.value for field in self.note.fields), *texts]
        for text in dated:
            for found in find_dates(text, day_first=self.day_first):
                return int(found.iso[:4])
        years = re.findall(r"\b(20\d{2})\b", " ".join(dated[:12]))
        return int(years[0]) if years else None

    # --- is it an interview at all -----------------------------------------------------------------------------

    def _why_none(self) -> str:
        text = " ".join(entry.block.text for entry in self.blocks)
        content = [
            entry for entry in self.blocks if entry.block.kind not in {"heading", "rule"} and entry.block.field is None
        ]
        titles = [words for text in (self.stem, self.title) if 0 < len(words := fold(text).split()) <= 9]
        asked = next(
            (f for f in self._all_fields() if field_meaning(f.key) == "interviewee" and _names_somebody(f)), None
        )
        if not text.strip() and not self.note.fields:
            return "an empty note"
        questions = sum(_is_to_be_filled(entry.block.text) for entry in content)
        named_so = any(
            _NO_TALK & set(words) and (len(words) <= 6 or questions >= 0.25 * len(content)) for words in titles
        )
        phrased_so = any(
            re.search(r"\b(?:how to|how we do|question (?:list|bank))\b", " ".join(words)) for words in titles
        )
        if asked is None and (named_so or phrased_so):
            return "a template or a list"
        if content and asked is None and questions >= 0.5 * len(content) and questions > 2:
            return "a list of questions"
        linked = sum(bool(entry.block.names) and len(entry.block.text) < 60 for entry in content)
        if content and asked is None and linked >= 0.6 * len(content) and linked > 2:
            return "an index page"
        empty = [
            f
            for f in self._all_fields()
            if field_meaning(f.key) in {"interviewee", "role", "organization", "date"} and not f.value
        ]
        if len(empty) >= 3:
            return "a template that was not filled in"
        return ""

    def _all_fields(self) -> list[Field]:
        return [
            *self.note.fields,
            *(entry.block.field for entry in self.blocks if entry.block.field is not None),
        ]

    # --- one interview -----------------------------------------------------------------------------------------

    def _interview(self, number: int, segment: Segment) -> Interview:
        fields = self._fields_of(segment)
        title, stem = ("", "") if segment.opening else (self.title, self.stem)
        portrait = draw_portrait(segment, fields, title, stem, [entry.block.text for entry in self.blocks])
        first = segment.blocks[0].block if segment.blocks else self.blocks[0].block
        found = field_value(fields, "referred_by", "how")
        interview_id = f"{self.note.path}#{number}"
        return Interview(
            interview_id=interview_id,
            interviewee=portrait.name,
            role=portrait.role,
            organization=portrait.organization,
            industry=_text(field_value(fields, "industry")),
            location=_text(field_value(fields, "location")),
            date=self._date(segment, fields),
            medium=self._medium(segment, fields),
            duration_min=self._duration(segment, fields),
            found_through=_text(found),
            referred_by=self._referrer(segment, fields, portrait),
            aliases=portrait.aliases,
            contact=_text(field_value(fields, "contact")),
            tags=self._tags(segment, fields),
            words=sum(len(entry.block.text.split()) for entry in segment.blocks),
            passages=self._passages(segment.blocks, interview_id),
            source=Provenance(
                note=self.note.path,
                line=first.line,
                end_line=max((entry.block.end_line for entry in segment.blocks), default=first.end_line),
                section=first.section,
                quote=first.text,
            ),
        )

    def _fields_of(self, segment: Segment) -> list[Field]:
        if segment.row:
            return [
                Field(key=meaning, value=value, line=segment.blocks[0].block.line)
                for meaning, value in segment.row.items()
                if meaning
            ]
        own = [entry.block.field for entry in segment.blocks[:40] if entry.block.field is not None]
        shared = [entry.block.field for entry in segment.shared if entry.block.field is not None]
        general = [*self.note.fields, *shared]
        if segment.opening:
            general = [
                field for field in general if field_meaning(field.key) not in {"interviewee", "role", "organization"}
            ]
        return [*own, *general]

    def _date(self, segment: Segment, fields: Sequence[Field]) -> str:
        labelled = field_value(fields, "date")
        published = any(field.key.lower() in _PUBLISHED for field in self.note.fields)
        opening = [entry.block.text for entry in segment.blocks[:6] if entry.topic != "follow_up"]
        texts = [segment.opening, *opening] if segment.opening else [self.title, *opening]
        texts += [entry.block.text for entry in segment.shared[:6]] + [self.title, self.file_stem]
        if labelled is not None and not published:
            texts = [labelled.value, *texts]
        elif labelled is not None:
            texts.append(labelled.value)
        for number, text in enumerate(texts):  # a day near the top says more than a month in the title
            found = find_dates(text[:700], day_first=self.day_first, year=self.year)
            days = [date for date in found if len(date.iso) == 10]
            if days:
                return self._accept(text, days[0])
            if found and number == 0 and segment.opening:
                return found[0].iso
        for text in texts[:2]:
            for date in find_dates(text[:200], day_first=self.day_first, year=self.year):
                return date.iso
        for text in texts:
            for date in find_dates(text[:700], day_first=self.day_first):
                return date.iso
        self._report("info", "no-date", "no date of the talk found; write `date: YYYY-MM-DD` at the top")
        return ""

    def _accept(self, text: str, found: FoundDate) -> str:
        if is_ambiguous(text[max(0, found.start - 12) : found.end]):
            message = (
                f'date "{text[found.start : found.end]}" can be read two ways, read as {found.iso}; write YYYY-MM-DD'
            )
            self._report("warning", "ambiguous-date", message)
        return self._shifted(text, found.iso, found.start)

    def _shifted(self, text: str, iso: str, start: int) -> str:
        """The day of the talk where only the letter is dated: *yesterday I met*, *on Thursday I went to see*."""
        opening = " ".join(entry.block.text for entry in self.blocks[:6] if entry.block.field is None)[:900]
        dateline = len(text.split()) <= 8 or "dictated" in text or bool(_LETTER.search(opening[:300]))
        labelled = field_value(self._all_fields(), "interviewee") is not None
        if len(iso) != 10 or not dateline or labelled:
            return iso
        for sentence in re.findall(r"[^.!?]+", opening):
            match = _EARLIER.search(sentence)
            if match and _REPORT.search(sentence) and match.start() > 0:
                return find_relative_date(match.group(), iso, forward=False) or iso
        return iso

    def _medium(self, segment: Segment, fields: Sequence[Field]) -> str:
        for meaning in ("medium", "how", "date", "location", "where", "referred_by", "interviewee"):
            labelled = field_value(fields, meaning)
            if labelled is not None and (medium := find_medium(labelled.value)):
                if not (meaning == "referred_by" and medium in {"chat", "email", "in_person"}):
                    return medium
        texts = (
            [segment.opening, *(entry.block.text for entry in segment.blocks[:6])]
            if segment.opening
            else [self.title, *(e.block.text for e in self.blocks[:6])]
        )
        texts += [entry.block.text for entry in segment.shared[:8]] + [self.title, self.stem]
        return find_medium(*(text[:400] for text in texts))

    def _duration(self, segment: Segment, fields: Sequence[Field]) -> int | None:
        labelled = field_value(fields, "duration")
        texts = [labelled.value] if labelled else [entry.block.text[:300] for entry in segment.blocks[:5]]
        return next((minutes for text in texts if (minutes := find_duration(text))), None)

    def _referrer(self, segment: Segment, fields: Sequence[Field], portrait: Portrait) -> str:
        labelled = field_value(fields, "referred_by")
        if labelled is not None and (name := referrer_in_label(labelled.value, labelled.names)):
            return self._complete_name(name)
        if labelled is not None and is_self_found(labelled.value):
            return ""
        how = field_value(fields, "how")
        opening = [entry for entry in segment.blocks[:10] if entry.topic not in {"people", "follow_up"}]
        texts = [how.value if how else "", *(entry.block.text[:900] for entry in opening)]
        if not segment.opening:
            texts += [
                entry.block.text[:300] for entry in segment.blocks[10:] if entry.topic in {"background", "logistics"}
            ]
        for text in texts:
            if name := find_referrer(text, portrait.name, any_case=text[:1].islower()):
                return self._complete_name(name)
        return ""

    def _complete_name(self, name: str) -> str:
        """The full name that the note gives for a bare one, where it gives exactly one."""
        if not name or " " in name:
            return name
        full = {
            match.group()
            for entry in self.blocks
            for match in re.finditer(rf"\b{re.escape(name)}(?: [A-ZÀ-Ý][\w'’-]+)+", entry.block.text)
        }
        full = {form for form in full if not looks_like_role(form) and clean_name(form) == form and is_name(form)}
        return full.pop() if len(full) == 1 else name

    def _tags(self, segment: Segment, fields: Sequence[Field]) -> tuple[str, ...]:
        labelled = field_value(fields, "tags")
        listed = [tag.strip(" #").lower() for tag in re.split(r"[,;]\s*|\s+(?=#)", labelled.value)] if labelled else []
        found = [tag for entry in segment.blocks for tag in entry.block.tags]
        return tuple(sorted({tag for tag in [*listed, *found] if tag}))

    # --- passages ----------------------------------------------------------------------------------------------

    def _passages(self, blocks: Sequence[Annotated], interview_id: str) -> tuple[Passage, ...]:
        return tuple(
            Passage(
                interview_id=interview_id,
                topic=entry.topic,
                speaker=entry.speaker,
                text=entry.block.text,
                block=entry.block,
                question=entry.question,
                source=Provenance(
                    note=self.note.path,
                    line=entry.block.line,
                    end_line=entry.block.end_line,
                    section=entry.block.section,
                    quote=entry.block.text,
                ),
            )
            for entry in blocks
            if entry.block.kind != "rule"
        )

    def _report(self, severity: str, code: str, message: str, line: int = 1) -> None:
        source = Provenance(note=self.note.path, line=line, end_line=line)
        self.diagnostics.append(Diagnostic(severity=severity, code=code, message=message, source=source))


def _names_somebody(field: Field) -> bool:
    return bool(field.names or find_names(field.value, any_case=True)) or field.value[:1].isupper()


def _is_to_be_filled(text: str) -> bool:
    """True for a question and for a placeholder in square brackets."""
    return text.rstrip(")").endswith("?") or re.fullmatch(r"\W*\[[^\]]*\]\W*", text) is not None


def _carry_over(interviews: list[Interview]) -> list[Interview]:
    """What an earlier talk in the same note told of a person holds for later ones that do not tell it again."""
    known: dict[str, Interview] = {}
    complete = []
    for interview in interviews:
        earlier = known.get(fold(interview.interviewee))
        if earlier is not None and interview.interviewee:
            interview = replace(
                interview,
                role=interview.role or earlier.role,
                organization=interview.organization or earlier.organization,
                referred_by=interview.referred_by or earlier.referred_by,
            )
        known[fold(interview.interviewee)] = interview
        complete.append(interview)
    return complete


def _text(field: Field | None) -> str:
    return field.value if field is not None else ""
