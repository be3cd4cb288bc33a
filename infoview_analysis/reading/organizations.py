"""Employers: words that mark them, their names after a job, their names in labels."""

import re

from infoview_analysis.reading.lexicon import fold, join_patterns, load_entries, load_words
from infoview_analysis.reading.names import find_names, is_known_name, is_name
from infoview_analysis.reading.words import BRACKETS, written_in_lower_case

__all__ = [
    "CAPITALIZED",
    "clean_organization",
    "find_employer",
    "find_organization_after",
    "has_organization_word",
    "is_place",
]

_LONGEST = 9  # words of an employer's name
_REACH = 400  # characters within which it ends

_CAPITAL_WORD = r"(?-i:[A-Z])[\w&'’-]*"
CAPITALIZED = rf"{_CAPITAL_WORD}(?:\s+(?:(?:of|and|&|for)\s+)?{_CAPITAL_WORD}){{0,9}}"
"""Pattern of a name of several words in capitals: *Museum of the Sea* is none, *Bank of America* is."""


_LINK = re.compile(
    r"(?:\s*\([^()]{1,60}\))?\s*"
    r"(?P<link>,?\s?(?:who )?works? (?:for|at|with)\b|@|,|/|\||·|–|—|-(?=\s)|\(|\bw/|\b(?:at|w|with|for|of|in|by)\b)"
    r"\s*(?:(?-i:the)\s+(?=[A-Z]))?",
    re.IGNORECASE,
)
_END = re.compile(
    r"[,;()\[\]|\"“”:!?*]|\.(?:\s|$)|\s[–—-]+>?\s|\s/\s|→|·"  # punctuation
    rf"|\s(?:{join_patterns('organizations', 'ends')})\b",
    re.IGNORECASE,
)
_UNIT = re.compile(r"[^,.;]{2,25}\s(?:at|@|with)\s+(?:the\s)?")  # in *the lab at* Acme
_NO_EMPLOYER = re.compile(rf"(?:{join_patterns('organizations', 'no_employer')})\b", re.IGNORECASE)
_NOBODY = re.compile(rf"(?:{join_patterns('organizations', 'nobody')})\b", re.IGNORECASE)
_EMPLOYED = tuple(
    re.compile(pattern.replace("ORG", rf"(?:the )?(?P<organization>{CAPITALIZED})"))
    for pattern in load_entries("organizations")["employed"]
)
_EMPLOYED_IN_LOWER_CASE = re.compile(
    rf"\b(?:works?|working|employed) (?:for|at|by) (?:the )?(?P<organization>[^\W\d][^.,;:()\n]{{2,40}}?)"
    rf"(?=[.,;:()\n]|$|\s(?:{join_patterns('organizations', 'ends')})\b)"
)
_SEPARATOR = re.compile(r",|;|\s[–—-]\s|\.\s")
_ARTICLE = re.compile(r"^the\s+(?=[A-Z])")


def has_organization_word(text: str) -> bool:
    """True where a word marks the text as an organisation's name (*Ltd*, *Hospital*, *Museum*).

    Examples
    --------
    >>> has_organization_word("Eko Spine Clinic"), has_organization_word("Eko Spine")
    (True, False)
    """
    return not load_words("organization_words").isdisjoint(fold(text).split())


def is_place(text: str) -> bool:
    """True where the whole text is a known place.

    Examples
    --------
    >>> is_place("Melbourne"), is_place("Melbourne Water")
    (True, False)
    """
    return fold(text) in load_words("places")


def find_organization_after(text: str, stop: int, *, any_case: bool, labelled: bool) -> tuple[str, int]:
    """Employer named right after a job.

    Parameters
    ----------
    text : str
    stop : int
        Where the job ends.
    any_case : bool
        Whether organisations may be written in lower case.
    labelled : bool
        Whether the text is known to tell somebody's work.

    Returns
    -------
    tuple of (str, int)
        Name and the position after it; empty and `stop` if there is none.

    Examples
    --------
    >>> find_organization_after("Analyst at the Bank of America, Boston", 7, any_case=False, labelled=False)
    ('Bank of America', 30)
    """
    link = _LINK.match(text, stop)
    if link is None:
        return "", stop
    word = link["link"].lower()
    unit = _UNIT.match(text, link.end()) if word == "in" else None
    start = unit.end() if unit else link.end()
    end = _end_of_name(text, start)
    name = _without_trailing_name(text[start:end].strip(" .'’"))
    strong = word in {"@", "at", "w/", "w", "with", "for"} or "work" in word
    if not _can_be_employer(name) or (not strong and not labelled and _is_rather_a_person(name)):
        return "", stop
    if name[0].isupper() or (any_case and _is_convincing_in_lower_case(name, word, strong, labelled)):
        return name, end
    return "", stop


def _end_of_name(text: str, start: int) -> int:
    limit = min(len(text), start + _REACH)
    match = _END.search(text, start, limit)
    return match.start() if match else limit


def _can_be_employer(name: str) -> bool:
    return bool(name) and not _NO_EMPLOYER.match(name) and len(name.split()) <= _LONGEST and not is_place(name)


def _is_rather_a_person(name: str) -> bool:
    return is_name(name) and not has_organization_word(name)


def _is_convincing_in_lower_case(name: str, link: str, strong: bool, labelled: bool) -> bool:
    if strong or (has_organization_word(name) and " " in name):
        return True
    return labelled and len(name.split()) <= 4 and link in {",", "/", "|", "·"}


def _without_trailing_name(text: str) -> str:
    """Cut off a personal name that follows without punctuation, as in dictated notes."""
    for name, start, end in find_names(text):
        if start > 3 and end == len(text) and len(name.split()) > 1 and all(map(is_known_name, name.split())):
            return text[:start].rstrip()
    return text


def find_employer(text: str) -> str:
    """Employer told in a sentence of its own; empty if none is.

    Examples
    --------
    >>> find_employer("She works for the County Council."), find_employer("he works for harbour coal, nights")
    ('County Council', 'harbour coal')
    >>> find_employer("He runs the bakery at Bluebell Farm."), find_employer("at Acme Tools since 2019")
    ('Bluebell Farm', 'Acme Tools')
    """
    for match in (match for pattern in _EMPLOYED for match in pattern.finditer(text)):
        name = match["organization"]
        if _can_be_employer(name) and not (_is_rather_a_person(name) and any(map(is_known_name, name.split()))):
            return name
    plain = _EMPLOYED_IN_LOWER_CASE.search(text) if written_in_lower_case(text) else None
    return plain["organization"] if plain and _can_be_employer(plain["organization"]) else ""


def clean_organization(value: str) -> str:
    """Name of an organisation without brackets, article and place; empty for *freelance* and the like.

    Examples
    --------
    >>> clean_organization("Adairs, Melbourne"), clean_organization("freelance")
    ('Adairs', '')
    """
    value = BRACKETS.sub("", value).strip(' .,;*_"“”')
    if _NOBODY.match(value):
        return ""
    parts = [part.strip() for part in _SEPARATOR.split(value) if part.strip()]
    kept = parts[:1] + [part for part in parts[1:2] if has_organization_word(part) and not is_place(part)]
    return _ARTICLE.sub("", ", ".join(kept))
