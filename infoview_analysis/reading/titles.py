"""The person that a title, a heading or the start of a line names."""

import re

from infoview_analysis.reading.dates import find_dates
from infoview_analysis.reading.introductions import find_introductions
from infoview_analysis.reading.lexicon import join_patterns
from infoview_analysis.reading.names import clean_name, is_known_name, is_name
from infoview_analysis.reading.topics import find_topic

__all__ = ["drop_numbering", "has_date", "name_at_start", "name_in_title", "name_met"]

_TITLED = 6  # characters of *Prof.* and the like before a name
_LINE = 200  # characters of a line in which a person is presented
_NUMBERING = re.compile(
    r"^\W{0,20}(?:"
    r"(?:\d{1,2}|[A-Z])(?:\.\d)*[.)\\-]+\s+"  # 2) or B.
    r"|(?:panell?ist|speaker|guest|person|interview(?:ee)?|chat|conversation|call|talk|recording|memo|no|int|session|part)"
    r"\b\.?\s*(?:number|no\.?|#)?\s*[\w-]{0,4}\s*[:.·–—-]\s*"  # Interview no. 3:
    r"){1,4}",
    re.IGNORECASE,
)
_MEETING = rf"(?:{join_patterns('talks', 'nouns')})"
_AGAIN = re.compile(
    rf"\b(?:again|part (?:two|three|\d)|follow[- ]?up|(?:second|third|2nd|3rd) (?:{_MEETING}|time|round))\b.*$",
    re.IGNORECASE,
)
_MEETING_WITH = re.compile(rf"^\W*(?:[^\W\d_]+ ){{0,2}}?{_MEETING} (?:with|w/?)\s+", re.IGNORECASE)
_PLACE_FOLLOWS = re.compile(r"\s@\s?|(?<=\w)\s+(?:at|in|from|on)\s")
_SEPARATOR = re.compile(r"\s*(?:[|,;:()×·•!]+|(?<!\b[sda])/|\s[–—-]+\s|\s-(?=\w)|—|–|<>|\b(?:w/|w|with|and me|x)\s)\s*")


def drop_numbering(text: str) -> str:
    """Take *1.*, *Interview 3:* and the like off the front.

    Examples
    --------
    >>> drop_numbering("Interview no. 3: Jane Doe")
    'Jane Doe'
    """
    return _NUMBERING.sub("", text)


def has_date(text: str) -> bool:
    """True where a text tells a day or a month, with or without its year.

    Examples
    --------
    >>> has_date("4 March, Jane"), has_date("Jane")
    (True, False)
    """
    return bool(find_dates(text, year=2000))


def name_in_title(text: str) -> str:
    """The person a title, heading or file name names; empty if it names none.

    An unknown name counts beside a date only.

    Examples
    --------
    >>> name_in_title("2026-03-04 Jane Doe (Acme)"), name_in_title("Key takeaways")
    ('Jane Doe', '')
    """
    text = _AGAIN.sub("", drop_numbering(text))
    dates = find_dates(text, year=2000)
    starts, ends = [0, *(found.end for found in dates)], [*(found.start for found in dates), len(text)]
    text = " | ".join(text[start:end] for start, end in zip(starts, ends, strict=True))
    for intro in find_introductions(text):
        if intro.name:
            return intro.name
    for piece in _SEPARATOR.split(_PLACE_FOLLOWS.split(text, maxsplit=1)[0]):
        piece = piece.strip(' .!?*_"“”#')
        if piece and is_name(piece) and not find_topic(piece) and (dates or any(map(is_known_name, piece.split()))):
            return clean_name(piece)
    return ""


def name_met(title: str) -> str:
    """The person with whom a title says that one talked, or talked again; empty if it says so of nobody.

    Examples
    --------
    >>> name_met("Coffee w/ jane (second time)"), name_met("Jane Doe, 2nd call"), name_met("Jane Doe, analyst")
    ('jane', 'Jane Doe', '')
    """
    if opening := _MEETING_WITH.match(title):
        title = title[opening.end() :]
    elif not _AGAIN.search(title):
        return ""
    name = name_in_title(title)
    return name if name and title.lower().find(name.lower()) <= _TITLED else ""


def name_at_start(text: str) -> str:
    """Name of a person presented by their work at the start of a line; empty if there is none.

    Examples
    --------
    >>> name_at_start("2. Jane Doe, analyst at Acme Bank"), name_at_start("Yesterday we met Jane Doe, analyst at Acme")
    ('Jane Doe', '')
    """
    bare = drop_numbering(text[:_LINE])
    name = next((intro.name for intro in find_introductions(bare, any_case=True) if intro.name), "")
    position = bare.lstrip(" *#•").lower().find(name.lower())
    return name if 0 <= position < 8 else ""
