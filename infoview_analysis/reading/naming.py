"""The name of the interviewee, from labels, titles, file names and first sentences."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from infoview_analysis.reading.cuts import Segment
from infoview_analysis.reading.evidence import choose_supported, weigh
from infoview_analysis.reading.fields import field_value
from infoview_analysis.reading.introductions import Introduction, find_introductions
from infoview_analysis.reading.lexicon import fold
from infoview_analysis.reading.names import can_be_given_name, clean_name, find_names, is_known_name, is_name
from infoview_analysis.reading.organizations import has_organization_word
from infoview_analysis.reading.presentations import find_headlines, is_salutation
from infoview_analysis.reading.referrers import find_referrer
from infoview_analysis.reading.roles import looks_like_role
from infoview_analysis.reading.titles import name_in_title, name_met
from infoview_analysis.reading.turned_names import turn_name
from infoview_analysis.reading.words import written_in_lower_case
from infoview_analysis.records import Field, Tagged

__all__ = ["Heads", "choose_name", "complete_name"]

_LABEL_IN_CAPITALS = re.compile(r"^[A-Z]{2,12}:\s+")
_LETTER = 1500  # characters of a block in which a letter names its subject
_IN_BRACKETS = re.compile(r"\(([^()]+)\)")
_NOBODY = re.compile(r"\W*(?:nobody|no one|none|me|myself)\b", re.IGNORECASE)
_LABEL_HEAD_ENDS = re.compile(r"[,;|–—@]|(?<!\b[sda])/|\s-\s|\band\b|\bwho\b")
_TITLE_HEAD_ENDS = re.compile(r"\s*(?:[|/,·–—(]|\s-\s)\s*")
_BETWEEN_PARTICIPANTS = re.compile(r"[;,\n]|\band\b")
_PARTICIPANT_ENDS = re.compile(r"[–—]| - ")
_NOTE_TAKER = re.compile(r"\((?:me|scribe|note.?taker)\)", re.IGNORECASE)
_UNNAMED = re.compile(
    r"\b(?:not to (?:post|use|write|give|print|name|put)\b.{0,20}\bname|without a name|no names?\b|nameless|anonym)",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:(?:his|her|their) (?:full |real )?name(?:['’]s| is|:)|full name(?: is|:)?|(?:he|she)(?:['’]s| is) called"
    r"|in full(?: is|:))\s+(?P<name>[^\W\d_][\w'’-]+(?:\s+[^\W\d_][\w'’-]+){0,3})",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"@|\d{4}")  # an address, an export's stamp


@dataclass(frozen=True, slots=True)
class Heads:
    """What stands over a conversation; empty where another one of the note could be meant."""

    title: str = ""
    """First heading or line of the note."""
    stem: str = ""
    """File name without ending and export suffix."""


def choose_name(
    segment: Segment,
    fields: Sequence[Field],
    presented: Sequence[Introduction],
    heads: Heads,
    tagged: Sequence[Tagged] = (),
) -> str:
    """The name of the interviewee by the most explicit place that tells one; empty if none does.

    Parameters
    ----------
    segment : Segment
    fields : sequence of Field
        Labelled properties that hold for the segment.
    presented : sequence of Introduction
        Everybody presented by their work, most telling first.
    heads : Heads
    tagged : sequence of Tagged
        What a language model takes the words of the segment to say.

    Examples
    --------
    >>> choose_name(Segment([]), [], [], Heads(stem="2026-03-04 Jane Doe"))
    'Jane Doe'
    """
    marked = _marked_names(one for one in tagged if one.line)  # what stands in a file name is more than the name
    everywhere = _marked_names(tagged)
    if not (segment.name or field_value(fields, "interviewee")) and (met := name_met(heads.title)):
        return _full_name(_write_out(met, marked or everywhere), presented)
    support = _find_support(tagged, everywhere)
    read = (name for name in _candidates(segment, fields, presented, heads) if name and not _NO_NAME.search(name))
    first = next(read, "")
    if not first and (segment.opening or _stays_unnamed(segment)):
        return ""
    name = clean_name(choose_supported(chain([first], read), marked or everywhere, support))
    called = _called(segment)
    same = not set(fold(name).split()).isdisjoint(fold(called).split())
    if same and len(called) > len(name):
        return called
    return _full_name(turn_name(name, whole=bool(support)) or name, presented)


def _candidates(
    segment: Segment, fields: Sequence[Field], presented: Sequence[Introduction], heads: Heads
) -> Iterator[str]:
    """What may be the name, the most explicit first."""
    title, stem = heads.title, heads.stem
    in_title = "" if is_salutation(title) else name_in_title(title)
    yield segment.name
    yield _name_in_label(field_value(fields, "interviewee"))
    yield _turned_name(segment)
    yield name_in_title(segment.opening)
    yield _linked_name(segment)
    yield clean_name(title) if is_name(title) and (fields or fold(title) in fold(stem)) else ""
    yield clean_name(stem) if fields and " " in clean_name(stem) and not stem.islower() and is_name(stem) else ""
    yield in_title if " " in in_title else ""
    yield _name_in_participants(field_value(fields, "participants"), f"{title} {stem}")
    yield _speaker(segment)
    yield _name_before_employer(title)
    yield next((intro.name for intro in presented if " " in intro.name), "")
    yield _called(segment)
    yield from map(name_in_title, find_headlines(fields))
    yield in_title
    yield _full_name(name_in_title(stem), presented)
    yield _name_above_job(segment)
    yield from (intro.name for intro in presented)
    yield _first_full_name(segment)
    yield _sender(fields)


def _write_out(met: str, marked: Iterable[tuple[str, float]]) -> str:
    """The name in a title that says with whom one talked, which is believed; a model may know its longer form."""
    own = set(fold(met).split())
    return choose_supported([met], [(name, weight) for name, weight in marked if own & set(fold(name).split())], own)


def _stays_unnamed(segment: Segment) -> bool:
    """True where the writer says that no name is to be told."""
    return _UNNAMED.search(" ".join(entry.block.text for entry in segment.blocks[:3])) is not None


def _find_support(tagged: Iterable[Tagged], marked: Iterable[tuple[str, float]]) -> set[str]:
    """Words, folded, that the model takes for a part of the name, and not rather for the one who led there."""
    words = {word for name, _ in marked for word in fold(name).split() if len(word) > 1}
    leading: dict[str, float] = defaultdict(float)
    for one in tagged:
        for word in set(fold(one.text).split()):
            leading[word] += {"interviewee": -one.chance, "referred_by": one.chance}.get(one.tag, 0)
    return {word for word in words if leading[word] <= 0} or words


def _marked_names(tagged: Iterable[Tagged]) -> list[tuple[str, float]]:
    """What a language model takes for the interviewee and can be a person, with its weight, heaviest first."""
    weighed = [(clean_name(form), weight) for form, weight in weigh(tagged, "interviewee")]
    return [(name, weight) for name, weight in weighed if _can_be_person(name)]


def _can_be_person(text: str) -> bool:
    return bool(text) and not (looks_like_role(text) or has_organization_word(text) or any(map(str.isdigit, text)))


# --- labels and titles --------------------------------------------------------------------------------------------


def _name_in_label(field: Field | None) -> str:
    if field is None:
        return ""
    if full := turn_name(field.value) or _full_name_in_brackets(field.value):
        return full
    if field.names:
        return clean_name(field.names[0])
    if _NOBODY.match(field.value):
        return ""
    if introduced := [intro.name for intro in find_introductions(field.value, any_case=True) if intro.name]:
        return introduced[0]
    head = _LABEL_HEAD_ENDS.split(field.value, maxsplit=1)[0]
    if is_name(head):
        return clean_name(head)
    if names := find_names(field.value):
        return names[0][0]
    plain = 1 <= len(head.split()) <= 5 and head[0].isupper() and not looks_like_role(head)
    return clean_name(head) if plain else ""


def _full_name_in_brackets(value: str) -> str:
    """*My neighbour (Jane Doe)*: a full name that is no mere addition."""
    inner = _IN_BRACKETS.search(value)
    if inner is None or len(inner[1].split()) < 2 or len(inner[1]) < len(value) / 3:
        return ""
    return clean_name(inner[1]) if is_name(inner[1]) else ""


def _name_in_participants(field: Field | None, title: str) -> str:
    """The participant whom the title names, else the first who is not the note-taker."""
    people = []
    for part in _BETWEEN_PARTICIPANTS.split(field.value) if field else ():
        person = _PARTICIPANT_ENDS.split(part, maxsplit=1)[0]
        note_taker = _NOTE_TAKER.search(part) or clean_name(person).lower() in {"me", "you"}
        if not note_taker and is_name(person) and not has_organization_word(person):
            people.append(clean_name(person))
    titled = (name for name in people if set(fold(name).split()) & set(fold(title).split()))
    return next(titled, "") or next(iter(people), "")


def _speaker(segment: Segment) -> str:
    """Full name that labels the answers of a transcript."""
    labels = Counter(entry.label for entry in segment.blocks if entry.label and entry.speaker == "interviewee")
    label, turns = next(iter(labels.most_common(1)), ("", 0))
    return clean_name(label) if turns > 1 and " " in label and is_name(label) else ""


def _sender(fields: Sequence[Field]) -> str:
    """Who wrote the mail, if not the note-taker."""
    sender = next((field.value for field in fields if fold(field.key) == "from"), "").split("<", maxsplit=1)[0]
    sender = turn_name(sender) or sender
    return clean_name(sender) if is_name(sender) and not _NOBODY.match(sender) else ""


def _name_before_employer(title: str) -> str:
    """*Nasrin Haidari / Nine Bells Audio*: a name in no word list before an employer or a job."""
    head, *rest = _TITLE_HEAD_ENDS.split(title, maxsplit=2)
    names_work = bool(rest) and (has_organization_word(rest[0]) or looks_like_role(rest[0]))
    return clean_name(head) if names_work and " " in head.strip() and is_name(head) else ""


# --- first lines --------------------------------------------------------------------------------------------------


def _linked_name(segment: Segment) -> str:
    """A link to a person in one of the first lines, which label lines follow."""
    for entry, following in pairwise(segment.blocks[:7]):
        if entry.block.field is None and following.block.field is not None:
            return next((clean_name(name) for name in entry.block.names if is_name(name)), "")
    return ""


def _turned_name(segment: Segment) -> str:
    """A name with the surname first, at the start of one of the first lines or behind a label in capitals."""
    lines = (_LABEL_IN_CAPITALS.sub("", entry.block.text) for entry in segment.blocks[:5])
    return next(filter(None, map(turn_name, lines)), "")


def _called(segment: Segment) -> str:
    """*His name is Rajkumar Sivanesan*, *he's called Gwilym*."""
    for entry in segment.blocks[:6]:
        for match in _CALLED.finditer(entry.block.text):
            words = match["name"].split()
            names = [word for word in words if word[0].isupper()] or words[:2]
            if can_be_given_name(names[0]):
                return " ".join(names)
    return ""


def _name_above_job(segment: Segment) -> str:
    """A line of two to four words with a job in the next line, at the top or as a signature: a name, known or not."""
    lines = [entry.block.text.strip(" >") for entry in segment.blocks if entry.block.kind != "rule"]
    for number, (line, following) in enumerate(pairwise(lines)):
        if 2 <= len(line.split()) <= 4 and _can_be_signature(line, number) and _opens_with_job(following):
            return clean_name(line)
    return ""


def _can_be_signature(line: str, number: int) -> bool:
    if any(map(str.isdigit, line)) or looks_like_role(line):
        return False
    return number == 0 or (line[0].isupper() and is_name(line))


def _opens_with_job(line: str) -> bool:
    return any(intro.start <= 3 for intro in find_introductions(line[:200], any_case=True))


def _first_full_name(segment: Segment) -> str:
    """First full name in the opening lines of a letter or a diary, if it is not that of the one who led there."""
    if segment.opening or _stays_unnamed(segment):
        return ""
    for entry in segment.blocks[:5]:
        text = entry.block.text[:_LETTER]
        if entry.block.field is not None or is_salutation(text):
            continue
        lower = written_in_lower_case(text)
        led = find_referrer(text, "", any_case=lower)
        for name, _, _ in find_names(text, any_case=lower):
            if " " in name and name != led and all(len(part) > 1 for part in name.split()):
                return clean_name(name)
    return ""


# --- full names ---------------------------------------------------------------------------------------------------


def _full_name(name: str, presented: Sequence[Introduction]) -> str:
    """The full name among those presented that a bare name stands for; the name itself if there is none."""
    parts = set(fold(name).split())
    longer = (intro.name for intro in presented if parts and parts < set(fold(intro.name).split()))
    return next((form for form in longer if _is_completed(name, form) and not _NO_NAME.search(form)), name)


def _is_completed(name: str, form: str) -> bool:
    """True unless what completes a name of several words is no name by itself: *INT-007 Jane Doe*."""
    added = [word for word in form.split() if word not in name.split()]
    return " " not in name or all(map(is_known_name, added))


def complete_name(name: str, texts: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Complete a bare name to the full one when the texts give exactly one; tell the other forms they use.

    Examples
    --------
    >>> complete_name("Jane", ["Coffee with Jane Doe", "Jane likes SQL"])
    ('Jane Doe', ('Jane',))
    """
    parts = set(fold(name).split())
    if not parts:
        return name, ()
    forms = {clean_name(found) for text in texts[:120] for found, _, _ in find_names(text)}
    full = [form for form in forms if parts < set(fold(form).split()) and _is_completed(name, form)]
    name = full[0] if len(full) == 1 else name
    own = set(fold(name).split())
    return name, tuple(sorted(form for form in forms if form != name and set(fold(form).split()) < own))
