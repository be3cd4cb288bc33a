"""People presented by their work: *Jane Doe, analyst at Acme*, *Assumpta, who manages the dairy*."""

import re
from dataclasses import dataclass
from functools import lru_cache

from infoview_analysis.reading.lexicon import load_entries
from infoview_analysis.reading.names import clean_name, find_names, is_name_by_place
from infoview_analysis.reading.organizations import CAPITALIZED, find_organization_after, has_organization_word
from infoview_analysis.reading.roles import find_roles
from infoview_analysis.reading.words import BREAK, drop_possessive

__all__ = ["Introduction", "find_employed", "find_introductions", "find_work_by_verb"]

_REACH = 300  # characters before a job within which its holder is named
_SPECIALISM = re.compile(
    r"\s[‘'’][A-Z][’']"  # Gardener ‘B’
    r"|\s\([a-z][^()]{3,30}\)(?=\s+(?:at|with|for)\b|\s*[,@])"  # Engineer (machine learning) at
    r"|\s\([a-z][a-z-]{3,20}(?:\s[a-z][a-z-]{3,20})?\)"  # Registrar (loans)
    r"|\s\((?:Level|Grade|Band)\s\w+\)"
    r"|\sin\s(?!the\b|an?\b|my\b|her\b|his\b|our\b|one\b)[a-z][a-z ]{3,30}?(?=\s(?:at|with|for)\s)"  # in adult care at
    r"|,\s[A-Z][\w&'’ -]{3,50}(?=,?\s(?:at|@)\s(?:the\s)?[A-Z])"  # Manager, Data Platforms at
)
_CLOSING_BRACKET = re.compile(r"\s*\([^()]*\)(?=[\s,]*$)")
_CONNECTIVE = re.compile(
    r"^[\s,.(:/–—=|·@-]*(?:\([^()]*\))?[\s,(:/–—=|·-]*"
    r"(?:(?:is|was|works? as|working as|now|currently|an?|the|as|our|she['’]?s|he['’]?s|she is|he is|they are|who is"
    r"|who['’]s|aka|today|their|senior|also|became|and|has been|been)\s*){0,12}$",
    re.IGNORECASE,
)
"""What may stand between a name and the job: no more than a comma or *is a*."""

_VERBS = {verb: role for role, verbs in load_entries("job_verbs").items() for verb in verbs}
_BY_VERB = re.compile(
    rf"\b(?P<verb>{'|'.join(_VERBS)})\b"
    r"(?:[^.;!?,]{0,40}?\b(?:at|for|in))?\s+(?:the\s+)?"
    rf"(?P<organization>{CAPITALIZED})",
    re.IGNORECASE,
)
_CLOSING_WHO = re.compile(r",?\s*(?:who|that)\s*$")
_AT = re.compile(
    rf"(?P<does>,?\s+who\s+(?:[a-z][\w-]*\s+){{1,6}}?at|,?\s+(?:at|@|from|of|with))\s+(?:the\s+)?"
    rf"(?P<organization>{CAPITALIZED})"
)


@dataclass(frozen=True, slots=True)
class Introduction:
    """A person presented by their work; parts that are not told are empty."""

    name: str
    role: str
    organization: str
    start: int
    """Where the role starts."""
    end: int
    """Position after the last part."""
    of_subject: bool = False
    """Whether it is *she* or *he* who is said to have the job."""


@lru_cache(maxsize=4096)
def find_introductions(text: str, *, any_case: bool = False, labelled: bool = False) -> tuple[Introduction, ...]:
    """People presented by their work, in the order they stand there.

    Parameters
    ----------
    text : str
        A line, heading or sentence.
    any_case : bool
        Whether names and organisations may be written in lower case.
    labelled : bool
        Whether the text is known to tell somebody's work, so that what follows the role is taken for the employer.

    Examples
    --------
    >>> intro = find_introductions("Dr Hyun-woo Bae is Chief Engineer of Severn Electric Aviation, which is small")[0]
    >>> intro.name, intro.role, intro.organization
    ('Hyun-woo Bae', 'Chief Engineer', 'Severn Electric Aviation')
    """
    found: list[Introduction] = []
    previous = 0
    for start, stop in find_roles(text):
        if start < previous:
            continue  # inside the employer's name: *Circuit Court of Cook County*
        if specialism := _SPECIALISM.match(text, stop):
            stop = specialism.end()
        name = _name_before(text, previous, start, any_case)
        known = labelled or bool(name) or start <= 3
        organization, previous_end = find_organization_after(text, stop, any_case=any_case, labelled=known)
        found.append(Introduction(name, text[start:stop].strip(), organization, start, previous_end))
        previous = previous_end
    return tuple(found)


def _name_before(text: str, start: int, end: int, any_case: bool) -> str:
    """The name that a role belongs to: the last one, joined to the role by no more than *is a* or a comma."""
    before = _CLOSING_BRACKET.sub("", text[max(start, end - _REACH) : end])
    pieces = [piece.strip() for piece in BREAK.split(before) if piece.strip(" *_#")]
    last = pieces[-1] if pieces and is_name_by_place(pieces[-1], any_case=any_case) else ""
    found = find_names(before, any_case=any_case)
    if any_case and found and found[-1][0] in last:
        return clean_name(last)
    if found and _CONNECTIVE.match(drop_possessive(before[found[-1][2] :])):
        return clean_name(found[-1][0])
    return clean_name(last)


def find_work_by_verb(text: str) -> list[Introduction]:
    """People whose job a verb tells, in the order they stand there.

    Examples
    --------
    >>> [(intro.name, intro.role) for intro in find_work_by_verb("Assumpta Tansey, who manages the Kilbracken Dairy")]
    [('Assumpta Tansey', 'manager')]
    """
    return [_by_verb(text, match) for match in _BY_VERB.finditer(text)]


def _by_verb(text: str, match: re.Match[str]) -> Introduction:
    before = _CLOSING_WHO.sub(", ", text[max(0, match.start() - _REACH) : match.start()])
    name = _name_before(before, 0, len(before), any_case=False)
    return Introduction(name, _VERBS[match["verb"].lower()], match["organization"], match.start(), match.end())


def find_employed(text: str) -> list[Introduction]:
    """Full names with an employer and no job, in the order they stand there.

    Examples
    --------
    >>> [(intro.name, intro.organization) for intro in find_employed("Delroy Chung, who runs the desk at Blue Harbour")]
    [('Delroy Chung', 'Blue Harbour')]
    >>> [(intro.name, intro.organization) for intro in find_employed("met Delroy Chung at Blue Harbour Studios")]
    [('Delroy Chung', 'Blue Harbour Studios')]
    """
    found = []
    for name, start, end in find_names(text):
        match = _AT.match(text, end) if " " in name else None
        if match and (has_organization_word(match["organization"]) or " at" in match["does"][4:]):
            found.append(Introduction(clean_name(name), "", match["organization"], start, match.end()))
    return found
