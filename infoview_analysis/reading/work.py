"""Role and organisation of the interviewee, from labels, presentations and titles."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from infoview_analysis.reading.dates import find_dates
from infoview_analysis.reading.fields import field_meaning, field_value
from infoview_analysis.reading.introductions import Introduction, find_introductions
from infoview_analysis.reading.lexicon import fold, load_phrases, load_words
from infoview_analysis.reading.medium import find_medium
from infoview_analysis.reading.names import is_name, is_title
from infoview_analysis.reading.organizations import (
    clean_organization,
    find_employer,
    has_organization_word,
    is_place,
)
from infoview_analysis.reading.roles import find_roles, looks_like_role
from infoview_analysis.records import Field

__all__ = ["can_be_organization", "complete_organization", "find_work", "organization_in_title"]

_WEAK_LABELS = frozenset(load_phrases("jobs")["weak_labels"])
_WEAK_EMPLOYER_LABELS = frozenset(load_phrases("organizations")["weak_labels"])
_ROLE_ENDS = re.compile(
    r"\s\((?![A-Z][\w ]{0,14}\)$|[a-z][a-z-]{3,18}(?: [a-z][a-z-]{3,18})?\))"  # but Registrar (loans)
    r"|,\s(?:her|his|their|my|own)\b|\s(?:since|until)\s|\sfor (?:the (?:last|past) )?\w+ years"
    r"|;|\.\s|\s–\s|\s—\s|,? (?:and|who|which) (?:she|he|they|is|was)\b"
)
_CLOSING_LINK = re.compile(r"\s+(?:at|with|for|of|w)$")
_ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
_AFTER_NAME = re.compile(r"\s*(?:[,@(–—|/-]|\bat\b|\s){1,40}([^,;()|/–—]+)")


def find_work(fields: Sequence[Field], presented: Sequence[Introduction], told: Sequence[str]) -> tuple[str, str]:
    """Role and organisation: labels first, then how the interviewee is presented, then a sentence about the employer.

    Parameters
    ----------
    fields : sequence of Field
        Labelled properties that hold for the interview.
    presented : sequence of Introduction
        The interviewee presented by their work, most telling first.
    told : sequence of str
        First lines of the interview.

    Examples
    --------
    >>> find_work([Field(key="Job", value="Lead Data Scientist, Swiggy", line=1)], [], [])
    ('Lead Data Scientist', 'Swiggy')
    """
    role, organization = _labelled_work(fields)
    role = role or next((intro.role for intro in presented if intro.role), "")
    organization = organization or next((intro.organization for intro in presented if intro.organization), "")
    if not organization and presented:
        organization = next(filter(None, map(find_employer, told[:6])), "")
    return _ARTICLE.sub("", role), clean_organization(organization or _workplace(fields))


def _labelled_work(fields: Sequence[Field]) -> tuple[str, str]:
    role_field = next((field for field in fields if _tells_a_job(field)), None)
    organization_field = field_value([field for field in fields if not _tells_a_place(field)], "organization")
    role = _clean_role(role_field.value) if role_field else ""
    if role_field and not organization_field and not _workplace(fields):
        return _split_work(role)
    if organization_field and not role and looks_like_role(organization_field.value):
        return _split_employer(organization_field.value)
    return role, organization_field.value if organization_field else ""


def _tells_a_job(field: Field) -> bool:
    """True where a label such as *Work* is followed by a job, not by a description of the day."""
    if not field.value or field_meaning(field.key) != "role":
        return False
    length = len(field.value.split())
    weak = length > 5 or fold(field.key) in _WEAK_LABELS
    return not weak or (length <= 14 and looks_like_role(field.value[:120]))


def _tells_a_place(field: Field) -> bool:
    """True where a label such as *Office* is followed by words, not by a name."""
    return fold(field.key) in _WEAK_EMPLOYER_LABELS and field.value[:1].islower()


def _workplace(fields: Sequence[Field]) -> str:
    """Value of a label *Where* that names no town, beside a job."""
    where = field_value(fields, "where")
    beside_job = any(map(_tells_a_job, fields))
    return where.value if where and beside_job and not is_place(where.value.split(",")[0]) else ""


def _clean_role(value: str) -> str:
    return _ROLE_ENDS.split(value, maxsplit=1)[0].strip(" .,")


def _split_work(value: str) -> tuple[str, str]:
    """A label that gives role and organisation together: *Lead Data Scientist, Swiggy*."""
    for intro in find_introductions(value, any_case=True, labelled=True):
        if intro.organization:
            role = value[: value.rfind(intro.organization)].rstrip(" ,@(-–—/|")
            return _CLOSING_LINK.sub("", role), intro.organization
    return value, ""


def _split_employer(value: str) -> tuple[str, str]:
    """A label for the employer with the job behind its name: *Acme Travel (Leeds). Founder, 6 staff*."""
    start, end = find_roles(value)[0]
    employer = value[:start].rstrip(" ,.;–—-|/")
    return (value[start:end], employer) if employer and start > len(employer) + 1 else _split_work(value)


def organization_in_title(title: str, name: str) -> str:
    """Employer right after the name in a title; empty if there is none.

    Examples
    --------
    >>> organization_in_title("Tomasz Wiśniewski, Baltic Freight", "Tomasz Wiśniewski")
    'Baltic Freight'
    """
    position = title.find(name) if name else -1
    match = _AFTER_NAME.match(title[position + len(name) :]) if position >= 0 else None
    piece = match[1].strip(" .-") if match else ""
    marked = has_organization_word(piece)
    written_so = piece[:1].isupper() or (marked and title.islower())
    if not written_so or not (marked or len(piece.split()) <= 3):
        return ""
    return "" if _is_something_else(piece) else clean_organization(piece)


def _is_something_else(piece: str) -> bool:
    """True for what may follow a name too: a place, a job, a date, a medium, another name."""
    if is_place(piece) or looks_like_role(piece) or is_name(piece):
        return True
    return bool(find_dates(piece, year=2000) or find_medium(piece))


def can_be_organization(text: str) -> bool:
    """True unless the whole text is a place, a form of address or a job.

    Examples
    --------
    >>> [can_be_organization(text) for text in ("Acme", "Lisbon", "Madam", "Property Underwriter")]
    [True, False, False, False]
    """
    if len(fold(text)) < 2 or is_place(text) or is_title(text):
        return False
    job = find_roles(text) == ((0, len(text)),)
    general = load_words("role_modifiers").issuperset(fold(text).split()[:-1])
    return not (job and general and (" " in text or text.islower())) or has_organization_word(text)


def complete_organization(name: str, texts: Iterable[str]) -> str:
    """The longer form of an employer's name that the texts give, up to a word that marks organisations.

    Examples
    --------
    >>> complete_organization("Bluebell", ["She is at Bluebell Valley College now."])
    'Bluebell Valley College'
    >>> complete_organization("Klinikum", ["nurse at Klinikum Fichtelgrund"])
    'Klinikum Fichtelgrund'
    """
    if not name[:1].isupper():
        return name
    following = re.compile(rf"(?<!\w){re.escape(name)}(?:\s+[A-ZÀ-Ý][\w'’&-]*){{1,4}}")
    marked = load_words("organization_words")
    generic = set(fold(name).split()) <= marked
    forms: Counter[str] = Counter()
    for match in (match for text in texts if name in text for match in following.finditer(text)):
        added = match.group()[len(name) :].split()
        if looks_like_role(" ".join(added)):
            continue
        ends = [number for number, word in enumerate(added, 1) if generic or fold(word) in marked]
        if ends:
            forms[" ".join([name, *added[: ends[-1]]])] += 1
    return next((form for form, _ in forms.most_common(1)), name)
