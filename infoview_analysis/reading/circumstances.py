"""How a conversation came about and was held: medium, duration, referrer, tags."""

import re
from collections.abc import Sequence

from infoview_analysis.reading.cuts import Segment
from infoview_analysis.reading.evidence import find_said
from infoview_analysis.reading.fields import field_meaning, field_value
from infoview_analysis.reading.lexicon import fold, join_patterns
from infoview_analysis.reading.mails import is_mail_reply
from infoview_analysis.reading.medium import find_duration, find_medium, rate_medium, rate_told_medium
from infoview_analysis.reading.names import clean_name, is_known_name, is_name
from infoview_analysis.reading.outline import Outline
from infoview_analysis.reading.referrers import (
    find_referrer,
    find_way,
    is_self_found,
    is_tie,
    points_on,
    referrer_in_label,
)
from infoview_analysis.reading.roles import looks_like_role
from infoview_analysis.reading.sections import Annotated
from infoview_analysis.records import Field, Tagged

__all__ = ["find_talk_duration", "find_talk_medium", "find_talk_referrers", "find_talk_tags", "find_talk_way"]

_TELLING_LABELS = ("medium", "how", "date", "location", "where", "referred_by", "interviewee", "duration")
_OF_REFERRER = {"chat", "email", "in_person"}  # beside a referrer these tell how that one was asked
_HEAD = 9  # lines around the beginning of a talk
_FEW = 4  # words that name a medium and tell nothing more
_LINE = 400  # characters of a line that may tell how the talk was held
_FIRM = 1.6  # from where a text leaves little doubt
_LATER = {"people", "follow_up"}  # topics under which nothing is told of the talk itself
_EVENT = re.compile(rf"\b(?:{join_patterns('events', 'gatherings')})\b", re.IGNORECASE)
_CHAT_STAMP = re.compile(r"\[\d{1,2}[./]\d{1,2}[./]\d{2,4}, ")  # how messengers export what was written
_BETWEEN_CHOICES = re.compile(r"\s*[/|]\s*")
_TICK = re.compile(r"^[✔✓☑✅]|[✔✓☑✅x]$")
_TICKED_BOX = re.compile(r"\[[xX✓✔]\]\s*(?P<choice>[^\[\]]+)")
_OWNER = re.compile(r"['’]s(?!\w)")
_BETWEEN_TAGS = re.compile(r"[,;]\s*|\s+(?=#)")


def find_talk_medium(outline: Outline, segment: Segment, fields: Sequence[Field]) -> str:
    """How the talk was held, from labels, else from the lines around its beginning; empty if they do not say.

    Examples
    --------
    >>> from infoview_analysis.reading import read_note
    >>> from infoview_analysis.reading.outline import build_outline
    >>> outline = build_outline(read_note("# Jane Doe\\n\\nOn Zoom, 40 min", "a.md"))
    >>> find_talk_medium(outline, Segment(outline.blocks), [])
    'video'
    """
    if sum(_CHAT_STAMP.match(text) is not None for text in _texts(segment.blocks)) > 3:
        return "chat"
    if is_mail_reply(outline):
        return "email"
    own = {entry.block.line for entry in segment.blocks}
    labels = [field for field in fields if not segment.opening or field.line in own]
    if medium := _medium_in_labels(labels):
        return medium
    if segment.opening and (medium := _medium_of_section(outline, segment)):
        return medium
    return _medium_in_labels(fields) or _medium_in_texts(outline, segment)


def _medium_in_labels(fields: Sequence[Field]) -> str:
    for meaning in _TELLING_LABELS:
        labelled = field_value(fields, meaning)
        medium = find_medium(_ticked(labelled.value)) if labelled else ""
        if medium and not (meaning == "referred_by" and medium in _OF_REFERRER):
            return medium
    return find_medium(next((field.value for field in fields if fold(field.key) == "type"), ""))


def _medium_of_section(outline: Outline, segment: Segment) -> str:
    """What a section says of itself where it leaves no doubt, else what is said of all talks of the note."""
    own = _firm_medium([segment.opening, *_texts(segment.blocks[:3])])
    common = _firm_medium([outline.title, outline.stem, *_texts(segment.shared[:4])])
    if _EVENT.search(f"{outline.title} {outline.stem}"):  # several people met at an event, unless it was held on screen
        return "video" if "video" in (own, common) else "in_person"
    return own or common


def _firm_medium(texts: Sequence[str]) -> str:
    rated = [rate_medium(text[:_LINE]) for text in texts]
    return next((medium for score, medium in rated if score > _FIRM), "")


def _medium_in_texts(outline: Outline, segment: Segment) -> str:
    """The most telling words near the beginning, else a sentence further down."""
    texts = (
        [segment.opening, *_texts(segment.blocks[:_HEAD])]
        if segment.opening
        else [outline.title, *outline.lines[:_HEAD]]
    )
    texts += [*_texts(segment.shared[:8]), outline.title, outline.stem]
    if medium := find_medium(*(text[:_LINE] for text in texts)):
        return medium
    later = [entry.block.text for entry in segment.blocks if entry.topic not in _LATER and entry.block.task is None]
    rated = [rate_told_medium(text) for text in later]
    return max(rated, key=lambda entry: entry[0], default=(0.0, ""))[1]


def _ticked(value: str) -> str:
    """The choice that is ticked in *in person ✔ / phone*, *[ ] phone [x] video*; the value itself where nothing is."""
    if boxed := _TICKED_BOX.search(value):
        return boxed["choice"]
    choices = [choice.strip() for choice in _BETWEEN_CHOICES.split(value)]
    ticked = [choice for choice in choices if _TICK.search(choice)]
    return ticked[0] if len(choices) > 1 and len(ticked) == 1 else value


def _texts(entries: Sequence[Annotated]) -> list[str]:
    return [entry.block.text for entry in entries]


def find_talk_duration(segment: Segment, fields: Sequence[Field]) -> int | None:
    """Minutes, from a label, else from the first lines; None if they do not say.

    Examples
    --------
    >>> find_talk_duration(Segment([]), [Field(key="Duration", value="40 min", line=1)])
    40
    """
    labelled = field_value(fields, "duration")
    texts = [labelled.value] if labelled else [text[:300] for text in _texts(segment.blocks[:5])]
    return next(filter(None, map(find_duration, texts)), None)


def find_talk_referrers(
    outline: Outline, segment: Segment, fields: Sequence[Field], interviewee: str, tagged: Sequence[Tagged] = ()
) -> tuple[str, ...]:
    """Who led to the interviewee, from labels, else from prose, else from what a model marked; the first one did most.

    Examples
    --------
    >>> from infoview_analysis.reading import read_note
    >>> from infoview_analysis.reading.outline import build_outline
    >>> outline = build_outline(read_note("# Jane Doe\\n\\nSam Lee introduced us.", "a.md"))
    >>> find_talk_referrers(outline, Segment(outline.blocks), [], "Jane Doe")
    ('Sam Lee',)
    """
    labels = [field for field in fields if field.value and field_meaning(field.key) == "referred_by"]
    named = [(referrer_in_label(label.value, label.names), fold(label.key)) for label in labels]
    told = [name for name in dict.fromkeys(name for name, _ in named) if name and not _is_part(name, interviewee)]
    if told:
        # Of several labels all but the first may tell of anything that brought people together, unless they say "also".
        also = {name for name, key in named if key.startswith("also ")}
        return tuple(_full_name(outline, name) for name in told if name == told[0] or name in also)
    if labels and is_self_found(labels[0].value):
        return ()
    name = _find_told_referrer(segment, fields, interviewee, tagged)
    return (_full_name(outline, name),) if name else ()


def _find_told_referrer(segment: Segment, fields: Sequence[Field], interviewee: str, tagged: Sequence[Tagged]) -> str:
    """Who led there by a cue, unless that may be any word that opens a sentence and a model marked somebody."""
    texts = _telling_texts(segment, fields)
    told = next(filter(None, (find_referrer(text, interviewee, any_case=text[:1].islower()) for text in texts)), "")
    if any(map(is_known_name, told.split())):
        return told
    said = clean_name(find_said(_telling(tagged, segment), "referred_by"))
    other = said and set(fold(said).split()).isdisjoint(fold(interviewee).split())
    return said if other else told


def _telling(tagged: Sequence[Tagged], segment: Segment) -> list[Tagged]:
    """Marks that may tell who led there: not whom one is still to be led to, nor whose dog it was."""
    texts = {entry.block.line: entry.block.text for entry in segment.blocks}
    return [one for one in tagged if _may_tell(texts.get(one.line, ""), one)]


def _may_tell(text: str, one: Tagged) -> bool:
    before, after = text[: one.start], text[one.start + len(one.text) :]
    owner = _OWNER.search(one.text + after[:2])
    return not points_on(before) and (owner is None or is_tie(one.text[owner.start() :] + after))


def find_talk_way(segment: Segment, fields: Sequence[Field]) -> str:
    """How the note-taker came to the interviewee: from labels, else from the first lines; empty if they do not say.

    Examples
    --------
    >>> from infoview_analysis.reading import read_note
    >>> from infoview_analysis.reading.outline import build_outline
    >>> outline = build_outline(read_note("# Jane Doe\\n\\nFound her on LinkedIn.", "a.md"))
    >>> find_talk_way(Segment(outline.blocks), [])
    'Found her on LinkedIn.'
    """
    ways = [field for field in fields if not _is_only_medium(field.value)]
    if labelled := field_value(ways, "referred_by", "how"):
        return labelled.value
    first = (entry for entry in segment.blocks[:_HEAD] if entry.topic not in _LATER and entry.block.kind != "heading")
    return next(filter(None, (find_way(entry.block.text) for entry in first)), "")


def _is_only_medium(value: str) -> bool:
    """True for *phone*, *Teams, 30 min*: how one talked, not how one came to talk."""
    return bool(find_medium(value)) and len(value.split()) <= _FEW and not is_self_found(value)


def _is_part(name: str, interviewee: str) -> bool:
    """True for the interviewee, who never led to themselves."""
    return set(fold(name).split()) <= set(fold(interviewee).split())


def _telling_texts(segment: Segment, fields: Sequence[Field]) -> list[str]:
    """Texts that may tell how a talk came about."""
    how = field_value(fields, "how")
    texts = [how.value] if how else []
    texts += [entry.block.text[:900] for entry in segment.blocks[:10] if entry.topic not in {"people", "follow_up"}]
    if segment.name and segment.name in "".join(_texts(segment.shared[:1])):  # a log of talks with one person
        texts += [text[:900] for text in _texts(segment.shared[:_HEAD])]
    if not segment.opening:
        later = [entry for entry in segment.blocks[10:] if entry.topic in {"background", "logistics"}]
        texts += [text[:300] for text in _texts(later)]
    return texts


def _full_name(outline: Outline, name: str) -> str:
    """The full name that the note gives for a bare one, where it gives exactly one."""
    if " " in name:
        return name
    if name[0].islower():
        return _full_name_in_lower_case(outline, name)
    pattern = re.compile(rf"\b{re.escape(name)}(?: [A-ZÀ-Ý][\w'’-]+){{1,9}}")
    full = {form for text in outline.lines if name in text for form in pattern.findall(text)}
    full = {form for form in full if not looks_like_role(form) and clean_name(form) == form and is_name(form)}
    return full.pop() if len(full) == 1 else name


def _full_name_in_lower_case(outline: Outline, name: str) -> str:
    pattern = re.compile(rf"\b{re.escape(name)} [^\W\d_][\w'’-]+")
    full = {form for text in outline.lines if name in text for form in pattern.findall(text)}
    full = {form for form in full if is_known_name(form.split()[1]) and is_name(form)}
    return full.pop() if len(full) == 1 else name


def find_talk_tags(segment: Segment, fields: Sequence[Field]) -> tuple[str, ...]:
    """Tags of a segment, in lower case, sorted.

    Examples
    --------
    >>> find_talk_tags(Segment([]), [Field(key="tags", value="#data, Coffee", line=1)])
    ('coffee', 'data')
    """
    labelled = field_value(fields, "tags")
    listed = [tag.strip(" #").lower() for tag in _BETWEEN_TAGS.split(labelled.value)] if labelled else []
    found = [tag for entry in segment.blocks for tag in entry.block.tags]
    return tuple(sorted({*listed, *found} - {""}))
