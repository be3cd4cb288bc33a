"""The day of the talk."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from infoview_analysis.reading.cuts import Segment
from infoview_analysis.reading.dates import FoundDate, find_dates, find_relative_date, is_ambiguous
from infoview_analysis.reading.fields import field_value
from infoview_analysis.reading.findings import report
from infoview_analysis.reading.lexicon import load_entries
from infoview_analysis.reading.outline import Outline
from infoview_analysis.records import Diagnostic, Field

__all__ = ["find_talk_date"]

_TEXT = 700  # characters of a line in which the day of the talk stands
_OPENING = 900  # characters of a letter in which it is told
_PUBLISHED = frozenset(load_entries("notes")["published"])
_LETTER = re.compile(r"\b(?:dear|caro|cara|hi|hello)\b [A-ZÀ-Ý]", re.IGNORECASE)
_EARLIER = re.compile(r"\b(?:yesterday|last night|(?<=on )(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", re.IGNORECASE)
_REPORT = re.compile(r"\b(?:met|went|had|saw|talked|spoke|was|were|rang|visited|sat)\b", re.IGNORECASE)
_RANGE_BEFORE = re.compile(r"\d{1,2}\s?[–—-]\s?$")
_RANGE_AFTER = re.compile(r"\s?(?:[–—-]|to|until)\s?\d{1,2}\b|\s?[–—-]\s?[A-Z][a-z]+ \d")
_BARE_WEEKDAY = re.compile(r"\W*(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b(?!\W*\d)", re.IGNORECASE)
_WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
_SENTENCE = re.compile(r"[^.!?]+")


@dataclass(frozen=True, slots=True)
class _Place:
    """A text in which the date may stand."""

    text: str
    line: int


def find_talk_date(outline: Outline, segment: Segment, fields: Sequence[Field]) -> tuple[str, list[Diagnostic]]:
    """The day of the talk, and what there is to say about how it was read.

    Parameters
    ----------
    outline : Outline
        The note.
    segment : Segment
        The part of it that belongs to the talk.
    fields : sequence of Field
        Labelled properties that hold for the segment.

    Returns
    -------
    tuple of (str, list of Diagnostic)
        ``YYYY-MM-DD`` or ``YYYY-MM``; empty where the note does not say.

    Examples
    --------
    >>> from infoview_analysis.reading.outline import build_outline
    >>> from infoview_analysis.records import Note
    >>> outline = build_outline(Note(path="2026-03-04 Jane.md", blocks=(), fields=()))
    >>> find_talk_date(outline, Segment([]), [])
    ('2026-03-04', [])
    """
    if day := _weekday_of_week(outline, segment.opening):
        return day, []
    places = list(_places(outline, segment, fields))
    for number, place in enumerate(places):  # a day near the top says more than a month in the title
        found = find_dates(place.text[:_TEXT], day_first=outline.day_first, year=outline.year)
        days = (seen for seen in found if len(seen.iso) == 10 and not _is_of_period(place.text, seen))
        if first := next(days, None):
            return _before_letter(outline, place.text, first.iso), _ambiguity(outline, place, first)
        if found and number == 0 and segment.opening:
            return found[0].iso, []
    if month := _first_month(outline, places):
        return month, []
    return "", [
        report(outline.note.path, "info", "no-date", "no date of the talk found; write `date: YYYY-MM-DD` at the top")
    ]


def _places(outline: Outline, segment: Segment, fields: Sequence[Field]) -> Iterator[_Place]:
    """Texts in which the date may stand, the most telling first."""
    labelled = field_value(fields, "date")
    of_publication = any(field.key.lower() in _PUBLISHED for field in outline.note.fields)
    if labelled is not None and not of_publication:
        yield _Place(labelled.value, labelled.line)
    top = outline.blocks[0].block.line if outline.blocks else 1
    title = _Place(outline.title, top)
    yield _Place(segment.opening, segment.blocks[0].block.line) if segment.opening else title
    shared = (entry for entry in segment.shared[:6])
    for entry in [*(entry for entry in segment.blocks[:6] if entry.topic != "follow_up"), *shared]:
        yield _Place(entry.block.text, entry.block.line)
    yield title
    yield _Place(outline.file_stem, 1)
    if labelled is not None and of_publication:
        yield _Place(labelled.value, labelled.line)


def _is_of_period(text: str, found: FoundDate) -> bool:
    """True for *28 April* in *28 April – 2 May* and for *14 March* in *10–14 March*: a period, no day."""
    ends = _RANGE_BEFORE.search(text, max(0, found.start - 6), found.start) and "-" not in text[found.start : found.end]
    return bool(ends) or _RANGE_AFTER.match(text, found.end) is not None


def _weekday_of_week(outline: Outline, opening: str) -> str:
    """Day of a section called *Monday – Jane Doe* in a log whose title gives the week."""
    weekday = _BARE_WEEKDAY.match(opening)
    in_title = find_dates(outline.title, day_first=outline.day_first, year=outline.year) if weekday else []
    week = next((found.iso for found in in_title if len(found.iso) == 10), "")
    if weekday is None or not week:
        return ""
    day = date.fromisoformat(week)
    monday = day - timedelta(days=day.weekday())
    return (monday + timedelta(days=_WEEKDAYS.index(weekday[1][:2].lower()))).isoformat()


def _first_month(outline: Outline, places: Sequence[_Place]) -> str:
    """A month in the first two places, else a date with its year anywhere."""
    dates = [
        *(
            found
            for place in places[:2]
            for found in find_dates(place.text[:200], day_first=outline.day_first, year=outline.year)
        ),
        *(found for place in places for found in find_dates(place.text[:_TEXT], day_first=outline.day_first)),
    ]
    return dates[0].iso if dates else ""


def _ambiguity(outline: Outline, place: _Place, found: FoundDate) -> list[Diagnostic]:
    if not is_ambiguous(place.text[max(0, found.start - 12) : found.end]):
        return []
    seen = place.text[found.start : found.end]
    message = f'date "{seen}" can be read two ways, read as {found.iso}; write YYYY-MM-DD'
    return [report(outline.note.path, "warning", "ambiguous-date", message, line=place.line)]


def _before_letter(outline: Outline, text: str, day: str) -> str:
    """The day of the talk where only the letter is dated: *yesterday I met*, *on Thursday I went to see*."""
    opening = " ".join(entry.block.text for entry in outline.blocks[:6] if entry.block.field is None)[:_OPENING]
    is_dateline = len(text.split()) <= 8 or "dictated" in text or _LETTER.search(opening[:300])
    if not is_dateline or field_value(outline.fields, "interviewee") is not None:
        return day
    for sentence in _SENTENCE.findall(opening):
        match = _EARLIER.search(sentence)
        if match and match.start() > 0 and _REPORT.search(sentence):
            return find_relative_date(match.group(), day, forward=False) or day
    return day
