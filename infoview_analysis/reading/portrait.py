"""Who was interviewed: name, role and organisation, from labels, titles and first sentences."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from infoview_analysis.reading.dates import find_dates
from infoview_analysis.reading.lexicon import fold
from infoview_analysis.reading.metadata import field_meaning
from infoview_analysis.reading.names import (
    Introduction,
    clean_name,
    find_introductions,
    find_names,
    find_work_by_verb,
    has_organization_word,
    is_name,
    is_place,
    looks_like_role,
)
from infoview_analysis.reading.origin import find_medium, find_referrer
from infoview_analysis.reading.sections import Annotated
from infoview_analysis.reading.segments import Segment, name_in_title
from infoview_analysis.records import Field

__all__ = ["Portrait", "draw_portrait", "field_value"]

_OPENING_BLOCKS = 14  # a person is presented in the first lines or not at all


@dataclass(frozen=True, slots=True)
class Portrait:
    """Name, role and organisation of an interviewee; empty where the note does not say."""

    name: str
    role: str
    organization: str
    aliases: tuple[str, ...] = ()


def field_value(fields: Iterable[Field], *meanings: str) -> Field | None:
    """First filled field with one of the meanings, in the order of the meanings."""
    known = [(field_meaning(field.key), field) for field in fields if field.value]
    return next((field for meaning in meanings for key, field in known if key == meaning), None)


def draw_portrait(
    segment: Segment, fields: Sequence[Field], title: str, stem: str, elsewhere: Sequence[str] = ()
) -> Portrait:
    """Put together who was interviewed.

    Parameters
    ----------
    segment : Segment
    fields : sequence of Field
        Labelled properties that hold for the segment.
    title : str
        First heading or line of the note.
    stem : str
        File name without ending and without export suffix.
    elsewhere : sequence of str
        All lines of the note, where a bare name may be completed and a job told before.
    """
    opening = [entry for entry in segment.blocks if entry.block.kind != "rule"][:_OPENING_BLOCKS]
    labelled = field_value(fields, "interviewee")
    presented = _presentations(segment, labelled, fields, title, opening)
    name = _choose_name(segment, labelled, fields, presented, title, stem)
    name, aliases = _complete(_full_name(name, presented), [title, stem, *elsewhere])
    known = [
        intro
        for text in elsewhere
        if name.split()[:1] and name.split()[0] in text
        for intro in find_introductions(text[:1500])
        if intro.name
    ]
    role, organization = _work(name, fields, presented, known, [entry.block.text for entry in opening])
    in_title = _organization_in_title(title or segment.opening, name)
    return Portrait(name, role, in_title if in_title and not organization[:1].isupper() else organization, aliases)


def _headlines(fields: Sequence[Field]) -> list[str]:
    """Titles given as a label: *Subject*, *Title*."""
    return [
        field.value
        for field in fields
        if fold(field.key) in {"subject", "title", "re"} and not _is_salutation(field.value)
    ]


def _organization_in_title(title: str, name: str) -> str:
    """*Tomasz Wiśniewski, European Patent Office*: the employer right after the name."""
    position = title.find(name) if name else -1
    match = (
        re.match(r"\s*(?:[,@(–—|/-]|\bat\b|\s)+([^,;()|/–—]+)", title[position + len(name) :])
        if position >= 0
        else None
    )
    if match is None:
        return ""
    piece = match.group(1).strip(" .-")
    wrong = is_place(piece) or looks_like_role(piece) or find_dates(piece, year=2000) or find_medium(piece)
    written_so = piece[:1].isupper() or (title.islower() and has_organization_word(piece))
    return (
        clean_organization(piece)
        if written_so and not wrong and (has_organization_word(piece) or len(piece.split()) <= 3) and not is_name(piece)
        else ""
    )


def _presentations(
    segment: Segment, labelled: Field | None, fields: Sequence[Field], title: str, opening: list[Annotated]
) -> list[Introduction]:
    """Everybody presented by their work where an interviewee would be, most explicit place first."""
    present = field_value(fields, "participants")
    places = [
        labelled.value if labelled else "",
        present.value if present else "",
        segment.opening,
        title,
        *_headlines(fields),
    ]
    found = [
        intro for text in places if text for intro in find_introductions(text, any_case=True) if not _is_me(text, intro)
    ]
    starts = [entry.block.text[:1] for entry in segment.blocks if entry.block.text[:1].isalpha()]
    casual = sum(letter.islower() for letter in starts) > 0.5 * len(starts)
    told = [
        (number, _with_subject(text, intro, segment.name))
        for number, entry in enumerate(opening)
        if _may_present(entry, number, segment)
        for text in [entry.block.text[:1500]]
        for intro in (
            *find_introductions(text, any_case=casual or _is_lower(text)),
            *find_work_by_verb(text),
            *_at_employer(text),
        )
        if not _about_somebody_else(text, intro)
    ]
    return found + [intro for _, intro in sorted(told, key=lambda entry: -_weight(*entry))]


_AT = re.compile(
    r",?\s+(?:at|@|from|of|with)\s+(?:the\s+)?(?P<org>(?-i:[A-Z])[\w&'’-]*(?:\s+(?:of |and |& |for )?(?-i:[A-Z])[\w&'’-]*)*)"
)


def _at_employer(text: str) -> list[Introduction]:
    """*Delroy Chung at Blue Harbour Music*: a full name with an employer and no job."""
    found = []
    for name, start, end in find_names(text):
        match = _AT.match(text, end)
        if " " in name and match and has_organization_word(match["org"]):
            found.append(Introduction(clean_name(name), "", match["org"], start, match.end()))
    return found


def _may_present(entry: Annotated, number: int, segment: Segment) -> bool:
    if entry.block.field is not None or entry.block.text == segment.opening:
        return False
    asked = entry.label and entry.speaker == "note_taker"
    return not asked and (number < 6 or entry.topic not in {"people", "follow_up"})


def _weight(number: int, intro: Introduction) -> float:
    """How much an introduction says about who was interviewed; earlier ones say more."""
    return (
        2.0 * bool(intro.name)
        + (" " in intro.name)
        + 1.5 * bool(intro.organization)
        - 0.35 * number
        - 0.001 * intro.start
    )


def _is_me(text: str, intro: Introduction) -> bool:
    start = text.find(intro.name) if intro.name else -1
    return start >= 0 and bool(re.match(r"\s*\((?:me|scribe|note.?taker)\b", text[start + len(intro.name) :]))


_PRONOUN_SUBJECT = re.compile(
    r"\b(?:he|she|they)(?:['’]?s|['’]?re| is| are| was| works as| work as)?(?: now| currently| also)?(?: an?| the)?\s*$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“„][^\"“”„]*[\"“”]")


def _with_subject(text: str, intro: Introduction, name: str) -> Introduction:
    """*She is head of X*: whose name stood before, outside quotation marks; else the one the section is about."""
    before = text[: intro.start]
    if intro.name or not _PRONOUN_SUBJECT.search(before):
        return intro
    bare = _QUOTED.sub(lambda match: " " * len(match.group()), before)
    names = [name for name, _, _ in find_names(bare, any_case=_is_lower(text)) if len(name.split()) > 1] or [
        n for n, _, _ in find_names(bare)
    ]
    return replace(intro, name=clean_name(names[0]) if names else name)


def _is_lower(text: str) -> bool:
    """True for a line written without capitals."""
    return sum(c.isupper() for c in text) <= 0.02 * len(text) or text[:1].islower()


_OTHERS = re.compile(
    r"(?:\b(?:my|i am|i['’]m|im|me[,:]?|as) (?:an? |the )?(?:\w+ ){0,2}|\b(?:his|her|their|my|s) (?:old |former |ex[- ])?|\b(?:was|were|used to be|became|former|ex)[- ](?:an? |the )?|\bthe \w+ of the )$",
    re.IGNORECASE,
)


def _about_somebody_else(text: str, intro: Introduction) -> bool:
    return not intro.name and bool(_OTHERS.search(text[max(0, intro.start - 30) : intro.start]))


def _choose_name(
    segment: Segment,
    labelled: Field | None,
    fields: Sequence[Field],
    presented: list[Introduction],
    title: str,
    stem: str,
) -> str:
    in_title, in_stem = name_in_title(title), name_in_title(stem)
    full = [intro.name for intro in presented if len(intro.name.split()) > 1]
    candidates = [
        segment.name,
        _name_in_label(labelled),
        name_in_title(segment.opening),
        _linked_name(segment),
        clean_name(title) if is_name(title) and (fold(title) in fold(stem) or fields) else "",
        clean_name(stem) if is_name(stem) and " " in stem and fields and not stem.islower() else "",
        in_title if " " in in_title and not _is_salutation(title) else "",
        _name_in_participants(field_value(fields, "participants")),
        _name_before_employer(title),
        *full[:1],
        _called(segment),
        *map(name_in_title, _headlines(fields)),
        in_title if not _is_salutation(title) else "",
        _full_name(in_stem, presented),
        _name_above_job(segment),
        *(intro.name for intro in presented),
        _first_full_name(segment),
    ]
    return next(filter(None, candidates), "")


def _name_above_job(segment: Segment) -> str:
    """A line of two to four words with a job in the next line, at the top or as a signature: a name, known or not."""
    lines = [entry.block.text.strip(" >") for entry in segment.blocks if entry.block.kind != "rule"]
    for number, (line, following) in enumerate(pairwise(lines)):
        if not 2 <= len(line.split()) <= 4 or any(c.isdigit() for c in line) or looks_like_role(line):
            continue
        written_so = number == 0 or (is_name(line) and line[0].isupper())
        if written_so and any(intro.start <= 3 for intro in find_introductions(following[:200], any_case=True)):
            return clean_name(line)
    return ""


_CALLED = re.compile(
    r"\b(?:(?:his|her|their) (?:full |real )?name(?:['’]s| is|:)|full name(?: is|:)?|(?:he|she)(?:['’]s| is) called)\s+(?P<name>[^\W\d_][\w'’-]+(?:\s+[^\W\d_][\w'’-]+){0,2})",
    re.IGNORECASE,
)


def _called(segment: Segment) -> str:
    """*His name is Rajkumar Sivanesan*, *he's called Gwilym*."""
    for entry in segment.blocks[:6]:
        for match in _CALLED.finditer(entry.block.text):
            words = match["name"].split()
            names = [word for word in words if word[0].isupper()] or words[:2]
            if names and is_name(names[0].capitalize() + " Diallo"):
                return " ".join(names)
    return ""


_UNNAMED = re.compile(
    r"\b(?:not to (?:post|use|write|give|print|name|put)\b.{0,20}\bname|without a name|no names?\b|nameless|anonym)",
    re.IGNORECASE,
)


def _first_full_name(segment: Segment) -> str:
    """First full name in the opening lines of a letter or a diary, if it is not that of the one who led there."""
    if segment.opening or _UNNAMED.search(" ".join(entry.block.text for entry in segment.blocks[:3])):
        return ""
    for entry in segment.blocks[:5]:
        text = entry.block.text[:1500]
        if _is_salutation(text) or entry.block.field is not None:
            continue
        led = find_referrer(text, "", any_case=_is_lower(text))
        for name, _, _ in find_names(text, any_case=_is_lower(text)):
            if " " in name and name != led and all(len(part) > 1 for part in name.split()):
                return clean_name(name)
    return ""


def _name_before_employer(title: str) -> str:
    """*Nasrin Haidari / Nine Bells Audio*: a name in no word list before an employer or a job."""
    head, *rest = re.split(r"\s*(?:[|/,·–—(]|\s-\s)\s*", title, maxsplit=2)
    names_work = bool(rest) and (has_organization_word(rest[0]) or looks_like_role(rest[0]))
    return clean_name(head) if names_work and is_name(head) and " " in head.strip() else ""


def _linked_name(segment: Segment) -> str:
    """A link to a person in one of the first lines, which label lines follow."""
    for entry, following in zip(segment.blocks[:6], segment.blocks[1:7], strict=False):
        if entry.block.field is None and following.block.field is not None:
            return next((clean_name(name) for name in entry.block.names if is_name(name)), "")
    return ""


def _is_salutation(text: str) -> bool:
    """True for the head of a letter, which names whom it is written to."""
    return bool(
        re.match(
            r"^\W*(?:(?:dear|hi|hello|hey|caro|cara|liebe[rs]?|querid[oa]|ch[eè]re?|letter to)\b|to\s*:|subject\s*:)",
            text,
            re.IGNORECASE,
        )
    )


def _name_in_label(labelled: Field | None) -> str:
    if labelled is None:
        return ""
    inner = re.search(r"\(([^()]+)\)", labelled.value)
    if (
        inner
        and is_name(inner.group(1))
        and len(inner.group(1).split()) >= 2
        and len(inner.group(1)) >= len(labelled.value) / 3
    ):
        return clean_name(inner.group(1))
    if labelled.names:
        return clean_name(labelled.names[0])
    if re.match(r"\W*(?:nobody|no one|none|me|myself)\b", labelled.value, re.IGNORECASE):
        return ""
    intros = [intro.name for intro in find_introductions(labelled.value, any_case=True) if intro.name]
    if intros:
        return intros[0]
    head = re.split(r"[,;|–—@]|(?<!\b[sda])/|\s-\s|\band\b|\bwho\b", labelled.value)[0]
    if is_name(head):
        return clean_name(head)
    names = find_names(labelled.value)
    if names:
        return names[0][0]
    words = head.split()
    return clean_name(head) if 1 <= len(words) <= 5 and head[0].isupper() and not looks_like_role(head) else ""


def _name_in_participants(field: Field | None) -> str:
    """First participant who is not the note-taker."""
    for part in re.split(r"[;,\n]|\band\b", field.value) if field else ():
        person = re.split(r"[–—]| - ", part)[0]
        if (
            is_name(person)
            and not has_organization_word(person)
            and not re.search(r"\((?:me|scribe|note.?taker)\)", part, re.IGNORECASE)
            and clean_name(person).lower() not in {"me", "you"}
        ):
            return clean_name(person)
    return ""


def _full_name(name: str, presented: list[Introduction]) -> str:
    """The full name among those presented that a bare name stands for; the name itself if there is none."""
    parts = set(fold(name).split())
    longer = [intro.name for intro in presented if parts and parts < set(fold(intro.name).split())]
    return longer[0] if longer else name


def _complete(name: str, texts: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Complete a bare name to the full one when the note gives exactly one; tell the other forms it uses."""
    parts = fold(name).split()
    if not parts:
        return name, ()
    forms = {found for text in texts[:120] for found, _, _ in find_names(text)}
    if len(parts) == 1:
        full = {form for form in forms if len(form.split()) > 1 and parts[0] in fold(form).split()}
        if len(full) == 1:
            name = full.pop()
    own = set(fold(name).split())
    return name, tuple(sorted(form for form in forms if form != name and set(fold(form).split()) < own))


def _work(
    name: str,
    fields: Sequence[Field],
    presented: list[Introduction],
    known: list[Introduction],
    told: Sequence[str],
) -> tuple[str, str]:
    """Role and organisation: labels first, then presentations of that name, then the first one without a name."""
    role_field = next((f for f in fields if field_meaning(f.key) == "role" and f.value and _tells_a_job(f)), None)
    org_field = field_value(fields, "organization")
    where = field_value(fields, "where")
    own = set(fold(name).split())
    mine = [intro for intro in [*presented, *known] if own and own & set(fold(intro.name).split())]
    unnamed = [intro for intro in presented if not intro.name]
    best = (mine + unnamed)[:1]
    role = _clean_role(role_field.value) if role_field else ""
    organization = org_field.value if org_field else ""
    if role_field and not org_field and not (where and not is_place(where.value.split(",")[0])):
        role, organization = _split_work(role)
    if org_field and not role and looks_like_role(org_field.value):
        role, organization = _split_work(org_field.value)
    if best:
        role = role or next((intro.role for intro in [*mine, *unnamed[:1]] if intro.role), "")
        organization = organization or next(
            (intro.organization for intro in mine + unnamed[:1] if intro.organization), ""
        )
    if not organization and best:
        organization = next(filter(None, (_employer(text) for text in told[:6])), "")
    if not organization and where and role_field and not is_place(where.value.split(",")[0]):
        organization = where.value
    return _strip_articles(role), clean_organization(organization)


_WEAK_LABELS = {
    "work",
    "job",
    "does",
    "doing",
    "function",
    "title",
    "what she does",
    "what he does",
    "what they do",
    "titel",
}


def _tells_a_job(field: Field) -> bool:
    """True where a label such as *Work* is followed by a job, not by a description of the day."""
    short = len(field.value.split()) <= 5
    return (looks_like_role(field.value[:120]) and len(field.value.split()) <= 14) or (
        short and fold(field.key) not in _WEAK_LABELS
    )


def _employer(text: str) -> str:
    """*She works for the county council*: the employer told in a sentence of its own."""
    match = re.search(
        r"\b(?:works?|working|employed|is|are) (?:for|at|by|with) (?:the )?((?-i:[A-Z])[\w&'’-]*(?: (?:of |and |& |for )?(?-i:[A-Z])[\w&'’-]*)*)",
        text,
    )
    return match.group(1) if match and not is_place(match.group(1)) and not is_name(match.group(1)) else ""


def _split_work(value: str) -> tuple[str, str]:
    """A label that gives role and organisation together: *Lead Data Scientist, Swiggy*."""
    for intro in find_introductions(value, any_case=True, labelled=True):
        if intro.organization:
            role = value[: value.rfind(intro.organization)].rstrip(" ,@(-–—/|")
            return re.sub(r"\s+(?:at|with|for|of|w)$", "", role), intro.organization
    return value, ""


def _clean_role(value: str) -> str:
    value = re.split(r"\s\((?![A-Z][\w ]{0,14}\)$)|;|\.\s|\s–\s|\s—\s", value)[0]
    return re.split(r",? (?:and|who|which) (?:she|he|they|is|was)\b", value)[0].strip(" .,")


def _strip_articles(role: str) -> str:
    return re.sub(r"^(?:an?|the)\s+", "", role, flags=re.IGNORECASE)


_NOBODY = re.compile(
    r"^(?:own|self|freelance|independent|retired|unemployed|between|private|none|n/?a|various|her own|his own|their own|a |an |one of|somewhere|undisclosed|confidential|not)\b",
    re.IGNORECASE,
)


def clean_organization(value: str) -> str:
    """Name of an organisation without brackets, article and place; empty for *freelance* and the like.

    >>> clean_organization("Adairs, Melbourne"), clean_organization("freelance")
    ('Adairs', '')
    """
    value = re.sub(r"\s*[(\[][^()\[\]]*[)\]]?", "", value).strip(' .,;*_"“”')
    if _NOBODY.match(value):
        return ""
    parts = [part.strip() for part in re.split(r",|;|\s[–—-]\s|\.\s", value) if part.strip()]
    kept = parts[:1] + [part for part in parts[1:2] if has_organization_word(part) and not is_place(part)]
    return re.sub(r"^the\s+(?=[A-Z])", "", ", ".join(kept))
