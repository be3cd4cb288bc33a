"""Who led to the interviewee: from a label, or from how the talk came about."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from infoview_analysis.reading.lexicon import fold, join_patterns, load_entries
from infoview_analysis.reading.medium import find_medium
from infoview_analysis.reading.names import can_be_given_name, clean_name, find_names, is_name
from infoview_analysis.reading.organizations import is_place
from infoview_analysis.reading.roles import looks_like_role

__all__ = ["find_referrer", "find_way", "is_self_found", "is_tie", "points_on", "referrer_in_label"]

_Name = tuple[str, int, int]
_REACH = 2000  # characters in which a text tells how a talk came about


# --- labels -------------------------------------------------------------------------------------------------------

_SELF_FOUND = re.compile(
    rf"\W*(?:(?:{join_patterns('self_found', 'before')}) ){{0,6}}(?:{join_patterns('self_found', 'sources')})\b",
    re.IGNORECASE,
)
_TOLD_WAY = re.compile(rf"\b(?:{join_patterns('self_found', 'told')})\b", re.IGNORECASE)
_CODE = re.compile(r"^[A-Z]{1,4}[- ]?\d{1,4}[a-z]?[\s:,]+(?=[A-Z])")  # number of an earlier talk
_RETIRED = re.compile(r"\s*\((?:ret['’]?d?|retired)\.?\)", re.IGNORECASE)
_HELPED = re.compile(r"\b(?:introduced|connected|put us in touch|sent me|gave me)\b")
_LINK_TITLES = re.compile(r"^(?:dr|prof|professor|mrs?|ms|mx)\b\.? | (?:sir|ma['’]am|uncle|aunty)$", re.IGNORECASE)
_ABBREVIATED = re.compile(r"\b(Dr|Prof|Mr|Mrs|Ms|Mx|Eng|Assoc|St)\.")
_HEAD_ENDS = re.compile(r"[,;(–—|.]|\s-\s|\bwho\b|\bfrom\b|\bof\b|\bat\b")
_OPENING = re.compile(
    r"^(?:by|via|through|thru|intro(?:duced)? (?:by|from)|referral(?: from| by)?|thanks to)\s+", re.IGNORECASE
)
_SURNAME_IN_BRACKETS = re.compile(r"([A-Z]\w+)(?: from [^()]+)? \(([A-Z]\w+)\)")
_IN_BRACKETS = re.compile(r"\(([^(),]+)")
_REFERRAL_OF = re.compile(r"(?:referral|intro|introduction|recommendation)\s*\(([^()]+)\)", re.IGNORECASE)
_CAPITALS = re.compile(r"(?:[A-ZÀ-Ý][\w'’-]{1,30} ?){1,4}")


@cache
def _kinds() -> frozenset[str]:
    """Ways of finding people that name nobody: *Referral*, *warm intro*."""
    return frozenset(load_entries("self_found")["kinds"])


def is_self_found(text: str) -> bool:
    """True where the note-taker found the interviewee without anybody's help.

    Examples
    --------
    >>> is_self_found("cold, LinkedIn"), is_self_found("Bheki Dlamini")
    (True, False)
    """
    return bool(_SELF_FOUND.match(text)) and not _HELPED.search(text)


def find_way(text: str) -> str:
    """Find the sentence that tells how the note-taker came to somebody by themselves; empty if none does.

    Examples
    --------
    >>> find_way("Nurse at Acme. Cold mail, she answered in a day."), find_way("Nurse at Acme.")
    ('Cold mail, she answered in a day.', '')
    """
    return next((sentence.strip() for sentence in _sentences(text[:_REACH]) if _TOLD_WAY.search(sentence)), "")


def referrer_in_label(value: str, links: Sequence[str] = ()) -> str:
    """Who led to the interviewee, from the value of a label such as *Introduced by*; empty if nobody did.

    Parameters
    ----------
    value : str
    links : sequence of str
        Names that the value links to.

    Examples
    --------
    >>> referrer_in_label("Prof. Somak Dasgupta, who forwarded my mail to her")
    'Somak Dasgupta'
    >>> referrer_in_label("Teams, her camera off")
    ''
    """
    value = _RETIRED.sub("", _CODE.sub("", value))
    if not value or is_self_found(value) or fold(value) in _kinds() or _is_medium(value):
        return ""
    if links:
        name = _LINK_TITLES.sub("", links[0])
        return name if _FAMILY_TITLE.match(name.partition(" ")[0] + " ") else clean_name(name) or name
    if surname := _SURNAME_IN_BRACKETS.match(value):  # *Priya from Acme (Raman)*
        return f"{surname[1]} {surname[2]}"
    head = _OPENING.sub("", _HEAD_ENDS.split(_ABBREVIATED.sub(r"\1", value), maxsplit=1)[0].strip())
    if full := _full_name_in_brackets(value, head):
        return full
    if bracket := _REFERRAL_OF.match(value):
        head = bracket[1]
    if is_name(head):
        return clean_name(head)
    if names := find_names(value):
        return names[0][0]
    return clean_name(head) if _CAPITALS.fullmatch(head) and not looks_like_role(head) else ""


def _is_medium(value: str) -> bool:
    """True for how one talked, where the label says *Via*: *Teams, her camera off*."""
    head = _HEAD_ENDS.split(value, maxsplit=1)[0]
    return bool(find_medium(head)) and not find_names(head)


def _full_name_in_brackets(value: str, head: str) -> str:
    """*Somak (Somak Dasgupta)*: the full name that a bare one is followed by."""
    inner = _IN_BRACKETS.search(value)
    names = find_names(inner[1]) if inner else ()
    if inner is None or len(names) != 1 or " " not in names[0][0]:
        return ""
    return clean_name(inner[1]) if fold(head).split()[-1:] == fold(inner[1]).split()[:1] else ""


# --- prose --------------------------------------------------------------------------------------------------------

_NAME = "\0"  # stands for a name in a sentence and in a cue
_NOT_YET = re.compile(
    r"\b(?:will|['’]ll|to introduce|can introduce|could|offered to|promised|going to|said (?:he|she)['’]?d|next|ask for"
    r"|reach out|should write|write to|not|never)\b|n['’]t\b",
    re.IGNORECASE,
)
_POINTS_ON = re.compile(
    r"\b(?:will|['’]ll|can|could|would|offered to|promised to|going to)\s+(?:also |then |try to )?"
    r"(?:put|introduce|connect|link|hook|match|pair|point|refer|intro)\b",
    re.IGNORECASE,
)
_RELATIVE_OF = (" of", "'s", "’s")
_FAMILY_TITLE = re.compile(rf"\b({join_patterns('persons', 'family_titles')})\s+$")
_OPENING_WORD = re.compile(r"\W*([^\W\d_][\w'’-]{2,})(?=\s+[a-z])")
_STOP_OF_ABBREVIATION = re.compile(r"\b(Dr|Prof|Mr|Mrs|Ms|Mx|Eng|Assoc|St|[A-Z])\. ")
_SENTENCE = re.compile(r"[^.!?]+[.!?]*")


@dataclass(frozen=True, slots=True)
class _Cue:
    """A way to tell who led to somebody, and what it rests on."""

    kind: str
    pattern: re.Pattern[str]


@cache
def _cues() -> tuple[_Cue, ...]:
    """All cues, firmest first."""
    cues = load_entries("referrer_cues").items()
    return tuple(_Cue(key.partition("_")[0], _compile("".join(parts))) for key, parts in cues)


def _compile(source: str) -> re.Pattern[str]:
    us = "(?:us|me|him|her|them|it|my|this|that|you|both|everything)"
    gap = rf"[^.!?{_NAME}]"
    return re.compile(source.replace("NAME", _NAME).replace("GAP", gap).replace("US", us), re.IGNORECASE)


def find_referrer(text: str, interviewee: str, *, any_case: bool = False) -> str:
    """Who led to the interviewee, told in prose (*Sam introduced us*, *via Sam*); empty if nobody is named.

    Parameters
    ----------
    text : str
    interviewee : str
        Name of the interviewee, who is never the referrer.
    any_case : bool
        Whether names may be written in lower case.

    Examples
    --------
    >>> find_referrer("A former student of mine, Vivek, made the connection.", "Oksana Hrytsenko")
    'Vivek'
    """
    own = set(fold(interviewee).split())
    for sentence in _sentences(text[:_REACH]):
        known = find_names(sentence, any_case=any_case)
        names = [
            found
            for found in _with_opening_word(sentence, known, any_case)
            if own.isdisjoint(fold(found[0]).split()) and not looks_like_role(found[0]) and _can_be_person(found[0])
        ]
        if told := next(_told_by_cues(sentence, names, known), None):
            return _with_title(clean_name(told[0]), sentence[: told[1]])
    return ""


def points_on(text: str) -> bool:
    """True where the words before a name say that one is still to be led to whoever is named.

    Examples
    --------
    >>> points_on("Met her. She will put me in touch with "), points_on("She will help. Came via ")
    (True, False)
    """
    return _POINTS_ON.search(next(iter(_sentences(text)[-1:]), "")) is not None


def is_tie(text: str) -> bool:
    """True where what follows a name says whose friend or idea something is.

    Examples
    --------
    >>> is_tie("'s cousin, in accounts"), is_tie("'s dental work")
    (True, False)
    """
    return any(cue.pattern.match(_NAME + text) for cue in _cues() if cue.kind in {"idea", "tie"})


def _can_be_person(name: str) -> bool:
    """False for a place and for an abbreviation."""
    return not is_place(name) and not (name.isupper() and len(name) <= 4)


def _told_by_cues(sentence: str, names: Sequence[_Name], known: Sequence[_Name]) -> Iterator[_Name]:
    """Names that a cue tells to be the referrer's, by the firmest cue; for one cue the nearest name before it."""
    masked = [(found, sentence[: found[1]] + _NAME + sentence[found[2] :]) for found in reversed(names)]
    for cue in _cues() if masked else ():
        for found, text in masked:
            match = cue.pattern.search(text)
            if match and _is_firm(cue, match, known=found in known, before=sentence[: found[1]]):
                yield found


def _is_firm(cue: _Cue, match: re.Match[str], *, known: bool, before: str) -> bool:
    """False for plans, for somebody's relative (*wife of X linked us*), for an unknown word far from its verb."""
    if cue.kind != "source" and (_NOT_YET.search(match.group()) or before.rstrip().endswith(_RELATIVE_OF)):
        return cue.kind in {"idea", "tie"}
    return known or len(match.group()) < 34


def _with_title(name: str, before: str) -> str:
    """A single name with the family or church title it goes by: *Uncle Festus*."""
    title = _FAMILY_TITLE.search(before) if " " not in name else None
    return f"{title[1]} {name}" if title else name


def _with_opening_word(sentence: str, found: Sequence[_Name], any_case: bool) -> Sequence[_Name]:
    """The names found, with the word that opens the sentence where it is written like a name no list has."""
    opening = _OPENING_WORD.match(sentence)
    if opening is None or (found and found[0][1] <= opening.start(1)):
        return found
    word = opening[1]
    written_so = any_case or word[0].isupper()
    if not written_so or word.endswith(("ing", "ed")) or not can_be_given_name(word):
        return found
    return [(word, opening.start(1), opening.end(1)), *found]


def _sentences(text: str) -> list[str]:
    """Sentences of a text; the stop of an abbreviation becomes a blank, so that positions hold."""
    return _SENTENCE.findall(_STOP_OF_ABBREVIATION.sub(r"\1  ", text))
