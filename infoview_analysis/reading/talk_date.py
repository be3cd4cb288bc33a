"""The day of the talk."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from infoview_analysis.reading.cuts import Segment
from infoview_analysis.reading.dates import FoundDate, find_dates, find_dates_in_name, is_ambiguous, weekday_number
from infoview_analysis.reading.fields import field_value
from infoview_analysis.reading.findings import report
from infoview_analysis.reading.lexicon import load_entries
from infoview_analysis.reading.mails import is_mail_reply
from infoview_analysis.reading.outline import Outline
from infoview_analysis.reading.told_dates import find_reply, find_told_date, is_of_writing, resolve_earlier
from infoview_analysis.records import Diagnostic, Field

__all__ = ["find_talk_date"]

_TEXT = 700  # characters of a line in which the day of the talk stands
_DATELINE = 8  # words of a line that is little more than a date
_SIGN_OFF = 14  # words of a closing line that is dated
_PUBLISHED = frozenset(load_entries("notes")["published"])
_RANGE_BEFORE = re.compile(r"\d{1,2}(?: [A-Z][a-z]+)?\s?[–—-]\s?$")
_RANGE_AFTER = re.compile(r"\s?(?:[–—-]|to|until)\s?\d{1,2}\b|\s?[–—-]\s?[A-Z][a-z]+ \d")
_BARE_WEEKDAY = re.compile(r"\W*(?P<weekday>[a-z]+)\b(?!\W*\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Place:
    """A text in which the date may stand."""

    text: str
    line: int
    is_title: bool = False
    """True for what names the talk rather than tells of it: a label, a heading, the opening of a section."""


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
    for line in (segment.opening, _line_above(outline, segment)):
        if weekday := _weekday_of_week(outline, line):
            return weekday, []
    places = list(_places(outline, segment, fields))
    for number, place in enumerate(places):  # a day near the top says more than a month in the title
        found = _dates(outline, place.text[:_TEXT])
        days = [seen for seen in found if len(seen.iso) == 10 and not _is_of_period(place.text, seen)]
        if days:
            day = find_reply(place.text, days) or _first_of_talk(place.text, days)
            day = _fit_to_weekday(outline, segment, place, day)
            return _told_from(outline, segment, place, day), _ambiguity(outline, place, day)
        if found and number == 0 and 0 < len(segment.opening.split()) <= _SIGN_OFF:
            return found[0].iso, []
    if month := _month_of_title(outline, places):
        return month, []
    if day_told := find_told_date(_own_texts(segment), outline.day_first, outline.year) or _sign_off(outline, segment):
        return day_told, []
    if month := _any_month(outline, places):
        return month, []
    return "", [
        report(outline.note.path, "info", "no-date", "no date of the talk found; write `date: YYYY-MM-DD` at the top")
    ]


def _dates(outline: Outline, text: str) -> list[FoundDate]:
    find = find_dates_in_name if text == outline.file_stem else find_dates
    return find(text, day_first=outline.day_first, year=outline.year)


# --- places -------------------------------------------------------------------------------------------------------


def _places(outline: Outline, segment: Segment, fields: Sequence[Field]) -> Iterator[_Place]:
    """Texts in which the date may stand, the most telling first."""
    labelled = field_value(fields, "date")
    of_publication = any(field.key.lower() in _PUBLISHED for field in outline.note.fields)
    if labelled is not None and not of_publication:
        yield _Place(labelled.value, labelled.line, True)
    top = outline.blocks[0].block.line if outline.blocks else 1
    title = _Place(outline.title, top)
    yield _Place(segment.opening, segment.blocks[0].block.line, True) if segment.opening else title
    if segment.opening:
        yield from (_Place(text, segment.blocks[0].block.line, True) for text in _lines_above(outline, segment))
    own = [entry for entry in segment.blocks[:6] if entry.topic != "follow_up"]
    for entry in [*own[:3], *segment.shared[:6], *own[3:]]:
        yield _Place(entry.block.text, entry.block.line)
    yield title
    yield _Place(outline.file_stem, 1, True)
    if labelled is not None and of_publication:
        yield _Place(labelled.value, labelled.line, True)


def _lines_above(outline: Outline, segment: Segment) -> list[str]:
    """Headings and items that a section stands under, and a dated line right above it, the nearest first."""
    block = segment.blocks[0].block
    above = [*block.headings, *block.parents]
    return [_line_above(outline, segment), *(text for text in reversed(above) if text[:200] != outline.title[:200])]


def _line_above(outline: Outline, segment: Segment) -> str:
    """The line right above a section where it is little more than a day: *WED*, *5 May*."""
    if not segment.opening or not segment.blocks:
        return ""
    number = next((n for n, entry in enumerate(outline.blocks) if entry is segment.blocks[0]), 0)
    text = outline.blocks[number - 1].block.text if number else ""
    words = len(text.split())
    if any(_opens(text, found) and words <= (_SIGN_OFF if found.has_year else 4) for found in _dates(outline, text)):
        return text
    return text if weekday_number(text.strip(" :*")) is not None else ""


def _opens(text: str, found: FoundDate) -> bool:
    """True where a line begins with a date, or with its weekday."""
    before = text[: found.start].strip(" ,:*-–—[(")
    return not before or weekday_number(before) is not None


def _own_texts(segment: Segment) -> list[str]:
    return [entry.block.text for entry in segment.blocks if entry.topic != "follow_up" and entry.block.task is None]


# --- readings -----------------------------------------------------------------------------------------------------


def _is_of_period(text: str, found: FoundDate) -> bool:
    """True for *28 April* in *28 April – 2 May* and for *14 March* in *10–14 March*: a period, no day."""
    ends = (
        _RANGE_BEFORE.search(text, max(0, found.start - 18), found.start) and "-" not in text[found.start : found.end]
    )
    return bool(ends) or _RANGE_AFTER.match(text, found.end) is not None


def _first_of_talk(text: str, days: Sequence[FoundDate]) -> FoundDate:
    """The first day in a text that is not the day of writing it, else the first."""
    return next((day for day in days if not is_of_writing(text, day.start)), days[0])


def _fit_to_weekday(outline: Outline, segment: Segment, place: _Place, found: FoundDate) -> FoundDate:
    """The other reading of a date that can be read two ways, where only that one is the weekday the talk opens with."""
    match = _BARE_WEEKDAY.match(next(iter(_own_texts(segment)), ""))
    weekday = weekday_number(match["weekday"]) if match else None
    if weekday is None or date.fromisoformat(found.iso).isoweekday() == weekday:
        return found
    others = find_dates(place.text, day_first=not outline.day_first, year=outline.year)
    fits = (day for day in others if day.start == found.start and len(day.iso) == 10)
    return next((day for day in fits if date.fromisoformat(day.iso).isoweekday() == weekday), found)


def _weekday_of_week(outline: Outline, opening: str) -> str:
    """Day of a section called *Monday – Jane Doe* in a log whose title gives the week."""
    match = _BARE_WEEKDAY.match(opening)
    weekday = weekday_number(match["weekday"]) if match else None
    in_title = _dates(outline, " ".join(outline.lines[:2])[:_TEXT]) if weekday else []
    week = next((found.iso for found in in_title if len(found.iso) == 10), "")
    if weekday is None or not week:
        return ""
    day = date.fromisoformat(week)
    return (day + timedelta(days=weekday - day.isoweekday())).isoformat()


def _told_from(outline: Outline, segment: Segment, place: _Place, found: FoundDate) -> str:
    """The day of the talk where the day found is that of a letter, of writing the note or of handing it in."""
    of_log = place.text == segment.opening and not is_of_writing(place.text, found.start)
    if of_log or field_value(outline.fields, "interviewee") is not None or is_mail_reply(outline):
        return found.iso
    own = [*outline.lines[:6], *_own_texts(segment)[:12]]
    texts = [text for text in dict.fromkeys(own) if text != place.text or len(text.split()) > _DATELINE]
    if earlier := resolve_earlier(place.text, found, texts):
        return earlier
    if len(place.text.split()) <= _DATELINE and not segment.opening and not place.is_title:
        told = find_told_date(texts, outline.day_first, outline.year, loosely=True)
        distance = (date.fromisoformat(found.iso) - date.fromisoformat(told)).days if told else 0
        return told if 0 < distance < 60 else found.iso
    return found.iso


def _sign_off(outline: Outline, segment: Segment) -> str:
    """Day in a closing line, or the one told relative to it."""
    texts = _own_texts(segment)
    for text in reversed(texts[-6:]):
        piece = text.splitlines()[-1] if text else ""
        found = [seen for seen in _dates(outline, piece) if len(seen.iso) == 10 and seen.has_year]
        if found and len(piece.split()) <= _SIGN_OFF:
            return resolve_earlier(f"writing {piece}", found[0], texts) or found[0].iso
    return ""


def _month_of_title(outline: Outline, places: Sequence[_Place]) -> str:
    """A month in a label, a heading or the first lines."""
    titles = [place for number, place in enumerate(places) if number < 2 or place.is_title]
    return next((found.iso for place in titles for found in _dates(outline, place.text[:200])), "")


def _any_month(outline: Outline, places: Sequence[_Place]) -> str:
    """The first date that gives its year."""
    dates = (found for place in places for found in find_dates(place.text[:_TEXT], day_first=outline.day_first))
    return next((found.iso for found in dates), "")


def _ambiguity(outline: Outline, place: _Place, found: FoundDate) -> list[Diagnostic]:
    if not is_ambiguous(place.text[max(0, found.start - 12) : found.end]):
        return []
    seen = place.text[found.start : found.end]
    message = f'date "{seen}" can be read two ways, read as {found.iso}; write YYYY-MM-DD'
    return [report(outline.note.path, "warning", "ambiguous-date", message, line=place.line)]
