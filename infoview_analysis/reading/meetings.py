"""Whom a line or paragraph presents that may open a conversation: by name, by job, or as somebody without a name."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from infoview_analysis.reading.dates import find_dates
from infoview_analysis.reading.introductions import find_employed, find_work_by_verb
from infoview_analysis.reading.lexicon import fold, join_patterns, load_entries
from infoview_analysis.reading.looks import COUNTED
from infoview_analysis.reading.names import can_be_given_name, clean_name, find_names, is_name
from infoview_analysis.reading.organizations import has_organization_word
from infoview_analysis.reading.roles import find_roles
from infoview_analysis.reading.titles import drop_numbering
from infoview_analysis.reading.words import BREAK, written_in_lower_case

__all__ = ["Meeting", "find_meeting", "find_meeting_in_prose", "tells_of_nobody"]

_BEGINNING = 60  # characters in which a line presents whom it is about
_IN_PROSE = 240  # characters in which a paragraph does
_AT_ONCE = 8  # characters before a single name that a line opens with
_SHORT = 70  # characters of a line that the next one may complete
_POINTING = re.compile(rf"\b(?:{join_patterns('events', 'pointing')})\b", re.IGNORECASE)
_UNNAMED = re.compile(rf"\b(?:{join_patterns('events', 'unnamed')})\b", re.IGNORECASE)
_NOBODY = re.compile(rf"\b(?:{join_patterns('events', 'nobody')})\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?]['’\"”]?\s")
_CONTINUING = re.compile(r"\W*(?:also|and|or|plus|then|another|otherwise)\b", re.IGNORECASE)
_NICKNAME = re.compile(r"\s[\"“(‘']\w+[\"”)’'](?=\s[A-ZÀ-Ý])")
_VERBS = "|".join(verb for verbs in load_entries("job_verbs").values() for verb in verbs)
_DOES = re.compile(rf"\s@\s|\b(?:who|she|he)\s(?:now\s)?(?:{_VERBS})\b")
_CLOCK = re.compile(r"^\W*\d{1,2}(?:[:.uh]\d{2}|\s?[ap]m|[uh]\b)\W*", re.IGNORECASE)
_NAME_THEN_JOB = re.compile(r"(?:(?<=^)|(?<=[.!?]\s))(?P<name>[A-ZÀ-Ý][\w'’-]{2,}),\s")
_ARTICLE = re.compile(r"(?:an?|the|some|one)\s", re.IGNORECASE)
_PLACE_BEFORE = re.compile(
    r"(?<!talked )(?<!spoke )(?<!talk )(?<!speak )(?<!next )\b(?:to|in|at|from|near)\s$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Meeting:
    """Whom an opening line presents."""

    name: str
    """Empty for a person without a name."""
    has_work: bool
    """Whether the job or the employer is told too."""


def find_meeting(text: str, below: str = "") -> Meeting | None:
    """Whom a line presents near its beginning, by a name, a job or both; None if it presents nobody.

    Parameters
    ----------
    text : str
        The line that may open a conversation.
    below : str
        The next line, which may complete a short one.

    Examples
    --------
    >>> find_meeting("Booth 4 - airport police, special agent Jane Doe")
    Meeting(name='Jane Doe', has_work=True)
    >>> find_meeting("Fri 5 May: a nurse who gave no name")
    Meeting(name='', has_work=True)
    >>> find_meeting("Sat 6 May: holiday, nobody")
    """
    bare = _without_mark(text)
    if tells_of_nobody(bare[:_BEGINNING]):
        return None
    name = _name_near_start(bare, _BEGINNING)
    if len(bare) < _SHORT and below:
        name = name or _name_near_start(below, _BEGINNING)
        bare = f"{bare}\n{below}"
    has_work = _tells_work(bare, 2 * _BEGINNING)
    if name or has_work or _UNNAMED.search(bare[:_BEGINNING]):
        return Meeting(name, has_work)
    return None


def tells_of_nobody(text: str) -> bool:
    """True for an entry about a talk that did not take place.

    Examples
    --------
    >>> tells_of_nobody("Thursday: postponed again"), tells_of_nobody("Thursday: Jane")
    (True, False)
    """
    return _NOBODY.search(text) is not None


def find_meeting_in_prose(text: str, known: Collection[str] = ()) -> Meeting | None:
    """Whom a paragraph presents by name and job in its first sentences; None if it presents nobody so.

    Parameters
    ----------
    text : str
        A paragraph.
    known : collection of str
        Names of people presented before, folded.

    Examples
    --------
    >>> find_meeting_in_prose("Then Jane Doe sat down, who is a nurse at the clinic.")
    Meeting(name='Jane Doe', has_work=True)
    >>> find_meeting_in_prose("She told me to ring Sam Lee, a cook. Also Jane Doe, a nurse at the clinic.")
    """
    top = text[: 2 * _IN_PROSE]
    if not _tells_work(top, int(1.5 * _IN_PROSE)):
        return None
    words = {word for name in known for word in name.split()}
    told = [
        (name, start)
        for name, start, _ in find_names(top, any_case=written_in_lower_case(top))
        if start < _IN_PROSE and words.isdisjoint(fold(name).split()) and _is_somebody(top, name, start)
    ]
    told += [
        (match["name"], match.start("name")) for match in _NAME_THEN_JOB.finditer(top) if _has_job_after(top, match)
    ]
    told = [(name, start) for name, start in told if _is_met(top, name, start)]
    full = next((name for name, _ in told if " " in name), "")
    name = full or next((name for name, _ in told), "")
    return Meeting(clean_name(name), has_work=True) if name else None


def _is_met(text: str, name: str, start: int) -> bool:
    """True for a name whose sentence points to nobody else before it and that work follows, a single name closely."""
    *before, sentence = _SENTENCE_END.split(text[:start])
    if before and _CONTINUING.match(sentence):
        sentence = f"{before[-1]} {sentence}"
    return not _POINTING.search(sentence) and _tells_work(text[start:], _BEGINNING * (3 if " " in name else 1))


def _without_mark(text: str) -> str:
    """A line without the number, day or hour that it opens with."""
    bare = _CLOCK.sub("", COUNTED.sub("", drop_numbering(_NICKNAME.sub("", text))))
    first = next(iter(find_dates(bare[:40], year=2000)), None)
    if first is not None and len(fold(bare[: first.start]).split()) <= 1:
        bare = bare[first.end :].lstrip(" .,:;–—-")
    return bare


def _tells_work(text: str, reach: int) -> bool:
    text = text[:reach]
    return bool(find_roles(text) or find_work_by_verb(text) or find_employed(text) or _DOES.search(text))


def _name_near_start(text: str, reach: int) -> str:
    """The words before the first break if they can be a name, else the first name near the beginning."""
    first = BREAK.split(text, maxsplit=1)[0].strip(" *_.!")
    if 2 <= len(first.split()) <= 4 and is_name(first) and not find_roles(first) and not _ARTICLE.match(first):
        return clean_name(first)
    if " " not in first and _has_job_after(text, match := _NAME_THEN_JOB.match(text)):
        return match["name"] if match else ""
    found = [
        (clean_name(name), start)
        for name, start, _ in find_names(text[: 2 * reach], any_case=written_in_lower_case(text))
        if start < reach and _is_somebody(text, name, start)
    ]
    full = (name for name, _ in found if " " in name)
    single = (name for name, start in found if start < _AT_ONCE and not find_roles(name))
    return next(full, "") or next(single, "")


def _has_job_after(text: str, match: re.Match[str] | None) -> bool:
    """True for *Rosebella, production manager*: a word that can be a name before a comma and a job."""
    if match is None or not can_be_given_name(match["name"]):
        return False
    return any(start < 4 for start, _ in find_roles(text[match.end() : match.end() + 60]))


def _is_somebody(text: str, name: str, start: int) -> bool:
    """True unless a name is that of a place or a firm."""
    return not has_organization_word(name) and not _PLACE_BEFORE.search(text[max(0, start - 12) : start])
