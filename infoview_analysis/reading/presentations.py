"""Everybody presented by their work where an interviewee would be."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from infoview_analysis.reading.cuts import Segment
from infoview_analysis.reading.dates import find_dates
from infoview_analysis.reading.fields import field_value
from infoview_analysis.reading.introductions import (
    Introduction,
    find_employed,
    find_introductions,
    find_work_by_verb,
)
from infoview_analysis.reading.lexicon import fold
from infoview_analysis.reading.names import clean_name, find_names, is_name
from infoview_analysis.reading.sections import Annotated
from infoview_analysis.reading.words import QUOTED, written_in_lower_case
from infoview_analysis.records import Field

__all__ = ["find_headlines", "find_presentations", "is_salutation"]

_OPENING = 1500  # characters of a block in which a person is presented
_HEADLINE_LABELS = {"subject", "title", "re"}
_SALUTATION = re.compile(
    r"^\W*(?:(?:dear|hi|hello|hey|caro|cara|liebe[rs]?|querid[oa]|ch[eè]re?|letter to)\b|to\s*:|subject\s*:)",
    re.IGNORECASE,
)
_NAME_JOB_EMPLOYER = re.compile(
    r"(?P<name>[^–—|,:(]{4,40}?)\s*(?:–|—|\s-\s|\|)\s*(?P<job>[^–—|,:(@]{4,50}?)"
    r"\s*(?:,|@|\bat\b|\(|\|)\s*(?P<employer>[A-Z][^,()|]{1,50})"
)
_ME_FOLLOWS = re.compile(r"\s*\((?:me|scribe|note.?taker)\b")
_PRONOUN_SUBJECT = re.compile(
    r"\b(?:he|she|they)(?:['’]?s|['’]?re| is| are| was| works? as)?(?: now| currently| also)?(?: an?| the)?\s*$",
    re.IGNORECASE,
)
_SOMEBODY_ELSE = re.compile(
    r"(?:\b(?:my|i am|i['’]m|im|me[,:]?|as) (?:an? |the )?(?:\w+ ){0,2}"  # my old, I am a data
    r"|\b(?:his|her|their|my|s) (?:old |former |ex[- ])?"  # her former
    r"|\b(?:was|were|used to be|became|former|ex)[- ](?:an? |the )?"  # used to be a
    r"|\bthe \w+ of the "  # the office of the
    r"|\bi(?:['’]ve| have)? (?:\w+[ -]){0,4}(?:an? )?"  # I have been for ten years a
    r"|\b(?:than|like|ha(?:ve|s|d)|wants?|needs?|hires?|hired|rather|on|for|from|of) an? "  # rather than a
    r"|\b(?:per|every|each|any|no|what does an?|(?:work|job|life|day) of an?) (?:\w+ )?)$",  # every
    re.IGNORECASE,
)


def is_salutation(text: str) -> bool:
    """True for the head of a letter, which names whom it is written to.

    Examples
    --------
    >>> is_salutation("Dear Sam,"), is_salutation("Sam Lee")
    (True, False)
    """
    return _SALUTATION.match(text) is not None


def find_headlines(fields: Sequence[Field]) -> list[str]:
    """Titles given as a label: *Subject*, *Title*.

    Examples
    --------
    >>> find_headlines([Field(key="Title", value="Coffee with Jane Doe", line=1)])
    ['Coffee with Jane Doe']
    """
    titles = (field.value for field in fields if fold(field.key) in _HEADLINE_LABELS)
    return [title for title in titles if not is_salutation(title)]


def find_presentations(
    segment: Segment, fields: Sequence[Field], title: str, opening: Sequence[Annotated]
) -> list[Introduction]:
    """Everybody presented by their work where an interviewee would be, most telling presentation first.

    Parameters
    ----------
    segment : Segment
    fields : sequence of Field
        Labelled properties that hold for the segment.
    title : str
        First heading or line of the note.
    opening : sequence of Annotated
        First blocks of the segment.

    Examples
    --------
    >>> [intro.role for intro in find_presentations(Segment([]), [], "Jane Doe, Data Analyst, Acme Bank", [])]
    ['Data Analyst']
    """
    labelled = [field_value(fields, meaning) for meaning in ("interviewee", "participants")]
    headlines = [*(field.value for field in labelled if field), segment.opening, title, *find_headlines(fields)]
    found = [intro for text in (segment.opening, title) for intro in _by_title_form(text)]
    found += [
        intro for text in headlines for intro in find_introductions(text, any_case=True) if not _is_me(text, intro)
    ]
    told = sorted(_told(segment, opening), key=lambda entry: -_weight(*entry))
    return found + [intro for _, intro in told]


def _by_title_form(title: str) -> list[Introduction]:
    """*Samina Merchant – Catastrophe Modeller, Thornbury Re*: the parts of a title told by their places."""
    match = _NAME_JOB_EMPLOYER.match(title)
    if (
        match is None
        or not is_name(match["name"])
        or find_dates(match["job"], year=2000)
        or match["job"].count(" ") > 5
    ):
        return []
    return [Introduction(clean_name(match["name"]), match["job"].strip(), match["employer"].strip(), 0, match.end())]


def _is_me(text: str, intro: Introduction) -> bool:
    start = text.find(intro.name) if intro.name else -1
    return start >= 0 and _ME_FOLLOWS.match(text, start + len(intro.name)) is not None


def _told(segment: Segment, opening: Sequence[Annotated]) -> Iterator[tuple[int, Introduction]]:
    """Presentations in running text, with the number of their block."""
    casual = _is_mostly_lower_case(segment)
    for number, entry in enumerate(opening):
        if _may_present(entry, number, segment.opening):
            text = entry.block.text[:_OPENING]
            lower = written_in_lower_case(text)
            intros = find_introductions(text, any_case=casual or lower)
            for intro in (*intros, *find_work_by_verb(text), *find_employed(text)):
                if intro.name or not _SOMEBODY_ELSE.search(text[max(0, intro.start - 30) : intro.start]):
                    yield number, _with_subject(text, intro, segment.name, any_case=lower)


def _is_mostly_lower_case(segment: Segment) -> bool:
    starts = [entry.block.text[0] for entry in segment.blocks if entry.block.text[:1].isalpha()]
    return sum(map(str.islower, starts)) > 0.5 * len(starts)


def _may_present(entry: Annotated, number: int, heading: str) -> bool:
    if entry.block.field is not None or entry.block.text == heading:
        return False
    asked = entry.label and entry.speaker == "note_taker"
    return not asked and (number < 6 or entry.topic not in {"people", "follow_up"})


def _weight(number: int, intro: Introduction) -> float:
    """How much an introduction says about who was interviewed; earlier ones say more."""
    told = 2.0 * bool(intro.name) + (" " in intro.name) + 1.5 * bool(intro.organization)
    told += 2.0 * (intro.of_subject and not intro.name)
    return told - 0.35 * number - 0.001 * intro.start


def _with_subject(text: str, intro: Introduction, name: str, *, any_case: bool) -> Introduction:
    """*She is head of X*: whose name stood before, outside quotation marks; else the one the section is about."""
    before = text[: intro.start]
    if intro.name or not _PRONOUN_SUBJECT.search(before):
        return intro
    bare = QUOTED.sub(lambda match: " " * len(match.group()), before)
    full = [found for found, _, _ in find_names(bare, any_case=any_case) if " " in found]
    names = full or [found for found, _, _ in find_names(bare)]
    return replace(intro, name=clean_name(names[0]) if names else name, of_subject=True)
