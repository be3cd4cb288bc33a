"""Labelled properties of a note: what a label means, which blocks state one, what unknown labels stand for."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from infoview_analysis.reading.dates import find_dates
from infoview_analysis.reading.lexicon import fold, load_phrases
from infoview_analysis.reading.medium import find_medium
from infoview_analysis.reading.names import clean_name, is_name
from infoview_analysis.reading.organizations import has_organization_word
from infoview_analysis.reading.roles import looks_like_role
from infoview_analysis.reading.topics import find_topic
from infoview_analysis.records import Block, Field

__all__ = ["field_meaning", "field_value", "fill", "infer_meanings", "mark_fields"]

_LONGEST_LINE = 400  # characters of a label line
_SHORT_VALUE = 4  # words of the value of a property, where its label announces a topic too
_LONGEST_CELL = 60  # characters of a cell that states a property
_PLACEHOLDER = re.compile(
    r"^(?:\[[^\]]*\]|\([^()]*\)|<[^>]*>|tbd|tba|tbc|n/?a|none|null|nil|unknown|\?+|[-–—_.…]+|xx+|insert.*|@today)$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^\W{0,4}?(?P<key>[^\W\d_][^:|=\n]{0,38}?)\s?(?P<mark>::|:|\?:?|\s[–—=]\s|\s=\s)(?:\s+|$)(?P<value>.*)$", re.DOTALL
)
_MAIL_SUBJECT = re.compile(r"(?:re|fwd?|aw|wg|tr|rv|sv|vs|antw|odp)\s?:", re.IGNORECASE)
_ROW_NUMBER = re.compile(r"[A-Z]{0,2}\d{1,2}(?:\.\d{1,2})?[.)]?")
_ARTICLE = re.compile(r"^(?:the|your|their) ")


def fill(key: str, value: str, line: int, names: tuple[str, ...]) -> Field:
    """Make a field; a placeholder (*TBD*, *[name]*) is no value.

    Examples
    --------
    >>> fill("role", "TBD", 3, ()).value, fill("role", "Nurse", 3, ()).value
    ('', 'Nurse')
    """
    return Field(key=key, value="" if _PLACEHOLDER.match(value) else value, line=line, names=names)


# --- meanings -----------------------------------------------------------------------------------------------------


@cache
def _meanings() -> dict[str, str]:
    """Label → meaning."""
    return {label: meaning for meaning, labels in load_phrases("fields").items() for label in labels}


@lru_cache(maxsize=4096)
def field_meaning(key: str) -> str:
    """What a label stands for (``role``, ``date``, ...); empty where it is not known.

    Examples
    --------
    >>> field_meaning("🏢 Job title"), field_meaning("Name of the person"), field_meaning("Shoe size")
    ('role', 'interviewee', '')
    """
    whole = fold(key)
    folded = _ARTICLE.sub("", whole)
    if known := _meanings().get(whole) or _meanings().get(folded):
        return known
    words = set(folded.split())
    if not 2 <= len(words) <= 5:
        return ""
    return next((meaning for meaning, signs in load_phrases("label_words").items() if words & set(signs)), "")


def field_value(fields: Iterable[Field], *meanings: str) -> Field | None:
    """First filled field with one of the meanings, in the order of the meanings.

    Examples
    --------
    >>> fields = [Field(key="Via", value="", line=1), Field(key="Introduced by", value="Sam", line=2)]
    >>> field_value(fields, "referred_by").value
    'Sam'
    """
    filled = [field for field in fields if field.value]
    return next((field for meaning in meanings for field in filled if field_meaning(field.key) == meaning), None)


def infer_meanings(fields: Iterable[Field]) -> list[Field]:
    """Front matter under keys nobody knows, renamed by what the values are.

    The first value that is a name is the interviewee's; a job, an employer, a day and a medium are told by their
    looks, a second name is that of the one who led there. What is known already is not guessed again.

    Examples
    --------
    >>> [field.key for field in infer_meanings([Field(key="Wer?", value="Jane Doe", line=1)])]
    ['interviewee']
    """
    fields = list(fields)
    taken = {field_meaning(field.key) for field in fields if field.value}
    renamed = []
    for field in fields:
        meaning = "" if field_meaning(field.key) or not field.value else _meaning_of_value(field.value, taken)
        renamed.append(replace(field, key=meaning) if meaning else field)
        taken.add(meaning)
    return renamed


def _meaning_of_value(value: str, taken: set[str]) -> str:
    """First meaning not taken that a value has the looks of."""
    return next((meaning for meaning in _LOOKS if meaning not in taken and _LOOKS[meaning](value, taken)), "")


def _is_date(value: str, _: set[str]) -> bool:
    dates = find_dates(value) if len(value) < 40 else []
    return bool(dates) and dates[0].start < 12


def _is_full_name(value: str, _: set[str]) -> bool:
    return is_name(value) and " " in clean_name(value)


def _is_role(value: str, _: set[str]) -> bool:
    return len(value.split()) <= 9 and looks_like_role(value)


def _is_organization(value: str, _: set[str]) -> bool:
    written_so = value[0].isupper() and not _MAIL_SUBJECT.match(value)
    return len(value.split()) <= 7 and has_organization_word(value) and written_so


def _is_medium(value: str, _: set[str]) -> bool:
    return len(value.split()) <= 6 and bool(find_medium(value))


def _is_second_name(value: str, taken: set[str]) -> bool:
    return "interviewee" in taken and len(value.split()) <= 4 and is_name(value)


_LOOKS = {
    "date": _is_date,
    "interviewee": _is_full_name,
    "role": _is_role,
    "organization": _is_organization,
    "medium": _is_medium,
    "referred_by": _is_second_name,
}


# --- blocks -------------------------------------------------------------------------------------------------------


def mark_fields(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Give a :class:`Field` to each block that states a property.

    A label line counts when its label is known, or when it is written as an inline field (``key:: value``).

    Examples
    --------
    >>> (block,) = mark_fields([Block(kind="paragraph", text="Role: Nurse", line=1, end_line=1)])
    >>> block.field.value
    'Nurse'
    """
    return tuple(_name_table_rows([_with_field(block) for block in blocks]))


def _with_field(block: Block) -> Block:
    if block.kind in {"heading", "code"} or block.task is not None:
        return block
    if block.kind == "row":
        label, value = _without_number(block.cells) if _is_pair(block) else ("", "")
        return _state(block, label, value) if label and field_meaning(label) and not _tells(label, value) else block
    match = _LABEL.match(block.text) if len(block.text) <= _LONGEST_LINE else None
    if match is None or (match["mark"] != "::" and not field_meaning(match["key"].strip(" *_"))):
        return block
    if match["mark"].startswith("?") and len(match["key"].split()) < 4:
        return block  # *Where?* asks, *How did you find this person?* labels
    return _state(block, match["key"].strip(" *_"), match["value"].strip())


def _tells(label: str, value: str) -> bool:
    """True for a row that tells of a topic at length: *People | Per Holm, who runs the ropewalk*."""
    long = len(value.split()) > _SHORT_VALUE and field_meaning(label) in {"participants", "ignored"}
    return long and find_topic(label) not in {"", "logistics"}


def _state(block: Block, key: str, value: str) -> Block:
    return replace(block, field=fill(key, value, block.line, block.names))


def _is_pair(block: Block) -> bool:
    return block.kind == "row" and len(_without_number(block.cells)) == 2


def _without_number(cells: Sequence[str]) -> Sequence[str]:
    """Cells of a row without the number before its label: *A2 | Position | Nurse*."""
    return cells[1:] if len(cells) == 3 and _ROW_NUMBER.fullmatch(cells[0]) else cells


def _name_table_rows(blocks: list[Block]) -> Iterator[Block]:
    """Rows of a table about the interviewee whose labels nobody knows, told by their values."""
    taken: dict[tuple[str, ...], set[str]] = {}
    for block in blocks:
        if _is_pair(block) and block.field is not None:
            taken.setdefault(block.header, set()).add(field_meaning(block.field.key))
    for block in blocks:
        known = taken.get(block.header, set()) if _is_pair(block) and block.field is None else set()
        yield _named_by_value(block, known) if known & {"interviewee", "role"} else block


def _named_by_value(block: Block, taken: set[str]) -> Block:
    """Row stating what its value looks like, which then is taken."""
    value = fill("", block.cells[-1], block.line, ()).value
    meaning = _meaning_of_value(value, taken) if value and len(value) < _LONGEST_CELL else ""
    if not meaning:
        return block
    taken.add(meaning)
    return _state(block, meaning, value)
