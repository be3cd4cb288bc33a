"""Which field of work a person is in, told by what they do, their industry and their employer.

The words are data, in ``fields.toml`` beside this file; its head says what each kind of word counts.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from infoview_analysis.reading.lexicon import fold

__all__ = ["FIELDS", "find_field", "load_phrases"]

_FURTHEST = 4  # words of a phrase
_LAST_PART = 1000
_SHORTEST_STEM = 3  # letters
_TOKEN = re.compile(r"[^\W_]+|[,;:/|()\[\]–—•·]| - ")
_BREAKS = frozenset(
    {
        "and",
        "at",
        "by",
        "for",
        "from",
        "in",
        "of",
        "on",
        "to",
        "with",
        "y",
        "e",
        "et",
        "und",
        "og",
        "och",
        "i",
        "de",
        "des",
        "du",
        "d",
        "da",
        "do",
        "dos",
        "der",
        "di",
        "del",
        "della",
        "en",
        "con",
        "chez",
        "bei",
    }
)
_FORMER = frozenset({"ex", "former", "formerly", "previously"})
_AND = re.compile(r"[&+]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sign:
    """A word or phrase that tells a field."""

    field: str
    kind: str
    part: int
    """Number of the part of the text it stands in; the first part says most."""
    last: int
    """Number of its last word; the head of an English title comes last."""


@cache
def load_phrases() -> Mapping[str, Mapping[str, list[str]]]:
    """Words and phrases by field, then by kind, as written.

    Examples
    --------
    >>> load_phrases()["law"]["jobs"][0]
    'lawyer*'
    """
    return tomllib.loads(files(__package__).joinpath("fields.toml").read_text(encoding="utf-8"))


FIELDS: tuple[str, ...] = tuple(load_phrases())
"""Fields of work, in the order of ``fields.toml``."""


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
    for text, kinds in (
        (role, ("jobs",)),
        (role, ("words",)),
        (industry, ("places", "words", "jobs")),
        (organization, ("places",)),
        (organization, ("words",)),
        (role, ("places",)),
        (role, ("last",)),
    ):
        if field := _find_told(text, kinds):
            return field
    return ""


def _find_told(text: str, kinds: tuple[str, ...]) -> str:
    """Find the field that signs of these kinds tell: those of the first part that has any, the last of them."""
    signs = [sign for sign in _find_signs(text) if sign.kind in kinds]
    return min(signs, key=lambda sign: (sign.part, -sign.last)).field if signs else ""


@lru_cache(maxsize=4096)
def _find_signs(text: str) -> tuple[_Sign, ...]:
    """Find all signs of a text, the longest phrase at each word; what somebody was before is a last part."""
    words = tuple(_split_words(text))
    signs: list[_Sign] = []
    part = start = former = 0
    while start < len(words):
        word = words[start]
        length, meanings = _look_up(words, start)
        if not meanings and _is_break(word):
            part, former = part + 1, 0
        if word in _FORMER:
            former = _LAST_PART
        last = start + length - 1
        signs += (_Sign(field=field, kind=kind, part=former + part, last=last) for kind, field in meanings.items())
        start += length
    return tuple(signs)


def _is_break(word: str) -> bool:
    return word == "," or word in _BREAKS


def _split_words(text: str) -> Iterator[str]:
    for token in _TOKEN.findall(_AND.sub(" and ", text)):
        yield fold(token) or ","


def _look_up(words: tuple[str, ...], start: int) -> tuple[int, Mapping[str, str]]:
    """Look up the longest known phrase from a word on: its number of words, and its field by kind."""
    for length in range(min(_FURTHEST, len(words) - start), 0, -1):
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
