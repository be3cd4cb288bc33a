"""The day of the talk as prose tells it: *we met on 4 March*, *her reply of 4 March*, *yesterday I saw …*."""

import re
from collections.abc import Iterator, Sequence

from infoview_analysis.reading.dates import FoundDate, find_dates
from infoview_analysis.reading.lexicon import join_patterns
from infoview_analysis.reading.relative_dates import find_relative_date

__all__ = ["find_reply", "find_told_date", "is_of_writing", "resolve_earlier"]

_OPENING = 900  # characters in which it is told when the talk was
_CLOSE = 40  # characters between a date and what it is the date of
_LETTER = re.compile(r"\b(?:dear|caro|cara|hi|hello)\b [A-ZÀ-Ý]", re.IGNORECASE)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_EARLIER = re.compile(
    rf"\b(?:the day before yesterday|yesterday|last night|(?:last|on|this past) {_WEEKDAY}\b|{_WEEKDAY} last\b"
    r"|(?:\d|a couple of|a|one|two|three|four|five|six) (?:days?|weeks?) (?:ago|back))(?!,?\s+(?:the\s+)?(?:\w+\s)?\d)",
    re.IGNORECASE,
)
_ANY_WEEKDAY = re.compile(rf"\b{_WEEKDAY}\b", re.IGNORECASE)
_TALK = re.compile(rf"\b(?:{join_patterns('talks', 'verbs')})\b", re.IGNORECASE)
_REPORT = re.compile(
    rf"\b(?:{'|'.join(join_patterns('talks', key) for key in ('verbs', 'loose_verbs', 'nouns'))})\b", re.IGNORECASE
)
_WRITING = re.compile(rf"\b(?:{join_patterns('talks', 'writing')})\b", re.IGNORECASE)
_REPLY = re.compile(rf"\b(?:{join_patterns('talks', 'replies')})\b", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:I|we|me|us|my)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?\n]+(?:\.(?=\d|\w\.)[^.!?\n]+)*")


def is_of_writing(text: str, position: int) -> bool:
    """True where a date at a position is that of writing the note.

    Examples
    --------
    >>> is_of_writing("Typed up 4 March", 9), is_of_writing("Typed up later. Met 4 March", 20)
    (True, False)
    """
    before = text[max(0, position - _CLOSE) : position]
    return _WRITING.search(re.split(r"[.;]\s", before)[-1]) is not None


def find_reply(text: str, days: Sequence[FoundDate]) -> FoundDate | None:
    """Of several days in a text that of the answer; None where none is.

    Examples
    --------
    >>> text = "asked 4/3/2026, her reply 6/3/2026"
    >>> find_reply(text, find_dates(text)).iso
    '2026-03-06'
    """
    starts = [0, *(day.end for day in days)]
    replies = (day for start, day in zip(starts, days, strict=False) if _REPLY.search(text[start : day.start]))
    return next(replies, None) if len(days) > 1 else None


def resolve_earlier(text: str, found: FoundDate, texts: Sequence[str]) -> str:
    """Day of a talk told relative to the day of a letter or of writing; empty where it is that day itself.

    Parameters
    ----------
    text : str
        The line in which the day stands.
    found : FoundDate
        The day, in that line.
    texts : sequence of str
        The other lines, in which the talk is told.

    Examples
    --------
    >>> (found,) = find_dates("Typed up Friday 6 March 2026")
    >>> resolve_earlier("Typed up Friday 6 March 2026", found, ["Met Jane last Wednesday."])
    '2026-03-04'
    """
    opening = " ".join([text, *texts])[:_OPENING]
    of_writing = is_of_writing(text, found.start)
    is_letter = len(text.split()) <= 8 or "dictated" in text or _LETTER.search(opening[:300]) is not None
    if is_letter or of_writing:
        return next((day for day in _earlier_days(opening, found, of_writing) if day), "")
    behind = text[found.end : found.end + 2 * _CLOSE]
    return next((day for day in _earlier_days(behind, found, of_writing) if day), "")


def _earlier_days(opening: str, found: FoundDate, of_writing: bool) -> Iterator[str]:
    """Days before the one found that the opening tells of."""
    for sentence in _SENTENCE.findall(opening):
        if not _REPORT.search(sentence):
            continue
        match = _EARLIER.search(sentence)
        if match and (not match.group().lower().startswith("on ") or _FIRST_PERSON.search(sentence)):
            yield find_relative_date(match.group(), found.iso, forward=False)
        elif of_writing:
            weekdays = (find_relative_date(one, found.iso, forward=False) for one in _ANY_WEEKDAY.findall(sentence))
            yield from (day for day in weekdays if day != found.iso)


def find_told_date(texts: Sequence[str], day_first: bool, year: int | None, *, loosely: bool = False) -> str:
    """Day in a sentence in which the note-taker tells of the talk, loosely of anything done; empty if there is none.

    Examples
    --------
    >>> find_told_date(["Her firm closed on 1 May 2020. We met on 4 March 2026 over tea."], True, None)
    '2026-03-04'
    """
    tells = _REPORT if loosely else _TALK
    for text in texts:
        for sentence in _SENTENCE.findall(text):
            days = [day for day in find_dates(sentence, day_first=day_first, year=year) if len(day.iso) == 10]
            if days and tells.search(sentence) and (_FIRST_PERSON.search(sentence) or len(sentence.split()) < 9):
                return days[0].iso
    return ""
