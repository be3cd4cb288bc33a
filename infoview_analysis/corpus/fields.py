"""Which field of work a person is in, told by what they do, their industry and their employer.

The words are data, in ``fields.toml`` beside this file; its head says what each kind of word counts.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from infoview_analysis.reading.lexicon import fold
from infoview_analysis.word_lists import load_toml

__all__ = ["FIELDS", "UNKNOWN_FIELD", "find_field", "load_phrases"]

UNKNOWN_FIELD = "field not known"
"""What is said where nothing tells the field of work."""

FIELDS = (
    "farming, forestry and fishing",
    "energy and environment",
    "building and architecture",
    "engineering",
    "manufacturing and crafts",
    "transport and logistics",
    "sales and retail",
    "marketing and communications",
    "food and hospitality",
    "personal services",
    "health care",
    "social and community work",
    "education",
    "libraries and museums",
    "science",
    "data and analytics",
    "software and IT",
    "design",
    "media and publishing",
    "arts and performance",
    "sport",
    "finance",
    "law",
    "government and policy",
    "safety and defence",
    "business and HR",
)
"""Fields of work, in the order of ``fields.toml``."""

_LONGEST = 4  # words of a phrase
_SHORTEST_STEM = 3  # letters
_BEFORE = 1000  # added to the number of a part on what somebody was before: it counts after all others
_AND = re.compile(r"[&+]")
_TOKEN = re.compile(r"[^\W_]+|[,;:/|()\[\]–—•·]| - ")

# Where to look for a sign, what says most first.
_EVIDENCE = (
    ("role", {"jobs"}),
    ("role", {"words"}),
    ("industry", {"places", "words", "jobs"}),
    ("organization", {"places"}),
    ("organization", {"words"}),
    ("role", {"places"}),
    ("role", {"last"}),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sign:
    """A word or phrase that tells a field."""

    field: str
    kind: str
    part: int
    """Number of the part of the text it stands in; the first part says most."""
    last: int
    """Number of its last word; the head of an English title comes last."""


def _load() -> Mapping[str, Any]:
    return load_toml(__package__, "fields.toml")


def load_phrases() -> Mapping[str, Mapping[str, list[str]]]:
    """Words and phrases by field, then by kind, as written.

    Examples
    --------
    >>> load_phrases()["law"]["jobs"][0]
    'lawyer*'
    """
    return {field: _load()[field] for field in FIELDS}


@lru_cache(maxsize=4096)
def find_field(role: str = "", organization: str = "", industry: str = "") -> str:
    """Find the field of work of a person.

    What the role says counts most, then the industry, then words in the name of the employer: a data analyst
    in a hospital works in data. Words that fit any field (*manager*) count only when nothing else does.

    Parameters
    ----------
    role
        What the person does, as a note has it.
    organization
        Name of the employer.
    industry
        Industry, where a note labels it.

    Returns
    -------
    str
        One of :data:`FIELDS`; empty when nothing tells.

    Examples
    --------
    >>> find_field("Senior Data Analyst", "St Mary's Hospital")
    'data and analytics'
    >>> find_field("Manager", "St Mary's Hospital"), find_field("Manager", "Acme"), find_field("", "Acme")
    ('health care', 'business and HR', '')
    """
    texts = {"role": role, "organization": organization, "industry": industry}
    told = (_find_told(texts[source], kinds) for source, kinds in _EVIDENCE)
    return next(filter(None, told), "")


def _find_told(text: str, kinds: Collection[str]) -> str:
    """Find the field that signs of these kinds tell: those of the first part that has any, the last of them."""
    signs = [sign for sign in _find_signs(text) if sign.kind in kinds]
    return min(signs, key=lambda sign: (sign.part, -sign.last)).field if signs else ""


@lru_cache(maxsize=4096)
def _find_signs(text: str) -> tuple[_Sign, ...]:
    """Find all signs of a text, the longest phrase at each word; what somebody was before is a last part."""
    words = _split_words(text)
    signs: list[_Sign] = []
    part = start = before = 0
    while start < len(words):
        length, meanings = _look_up(words, start)
        if not meanings and _is_break(words[start]):
            part, before = part + 1, 0
        if words[start] in _load()["former"]:
            before = _BEFORE
        last = start + length - 1
        signs += (_Sign(field=field, kind=kind, part=before + part, last=last) for kind, field in meanings.items())
        start += length
    return tuple(signs)


def _split_words(text: str) -> tuple[str, ...]:
    """Split a text into folded words, with a comma for each mark that parts them."""
    composed = unicodedata.normalize("NFC", _AND.sub(" and ", text))
    return tuple(fold(token) or "," for token in _TOKEN.findall(composed))


def _is_break(word: str) -> bool:
    return word == "," or word in _load()["breaks"]


def _look_up(words: tuple[str, ...], start: int) -> tuple[int, Mapping[str, str]]:
    """Look up the longest known phrase from a word on: its number of words, and its field by kind."""
    for length in range(min(_LONGEST, len(words) - start), 0, -1):
        end = start + length
        phrase, followed = " ".join(words[start:end]), end < len(words) and not _is_break(words[end])
        if meanings := _find_phrase(phrase, followed=followed):
            return length, meanings
    return 1, {}


def _find_phrase(phrase: str, *, followed: bool) -> Mapping[str, str]:
    """Find what a phrase tells as it stands, else by the longest known stem of its last word."""
    index = _index()
    if meanings := {**index.get(phrase, {}), **(index.get(f"{phrase} *", {}) if followed else {})}:
        return meanings
    shortest = phrase.rfind(" ") + 1 + _SHORTEST_STEM
    stems = (phrase[:end] + "*" for end in range(len(phrase), shortest - 1, -1))
    return next((index[stem] for stem in stems if stem in index), {})


@cache
def _index() -> Mapping[str, Mapping[str, str]]:
    """Fields by phrase, then by kind; a closing ``*`` is kept."""
    index: dict[str, dict[str, str]] = {}
    for field, kinds in load_phrases().items():
        for kind, phrases in kinds.items():
            for phrase in phrases:
                index.setdefault(_fold_phrase(phrase), {})[kind] = field
    return index


def _fold_phrase(phrase: str) -> str:
    """Fold a phrase of the file; `` *`` and ``*`` at its end are kept."""
    ending = " *" if phrase.endswith(" *") else "*" if phrase.endswith("*") else ""
    return fold(_AND.sub(" and ", phrase)) + ending
