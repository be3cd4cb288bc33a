"""Which short form stands for which full name: parts of it, initials, nicknames, names clipped or misspelt."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from enum import IntEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar

from infoview_analysis.identity.names import Name
from infoview_analysis.word_lists import load_toml

if TYPE_CHECKING:
    from nicknames import NickNamer

__all__ = ["Likeness", "NameIndex", "compare_names", "keep_surest"]

_STEM = 3
"""Letters at its beginning that a clipped name keeps."""
_TAIL = 4
"""Letters at its end that a clipped name keeps: Emeka, Chukwuemeka."""
_ENDING = 2
"""Letters that a clipped name may add: Sukhdeep, Sukhi; Sławomir, Sławek."""
_MOST_INITIALS = 4
_MISSPELT = 5
"""Letters from which on one wrong letter is a slip and no other name."""


class Likeness(IntEnum):
    """How surely a form of a name stands for a full name."""

    NONE = 0
    VARIANT = 1
    """A nickname, a clipped or misspelt word, or a single letter: only where nobody else comes into question."""
    PART = 2
    """Words and initials of the full name."""


def compare_names(form: Name, full: Name) -> Likeness:
    """Compare a form of a name with a full name.

    Examples
    --------
    >>> from infoview_analysis.identity.names import parse_name
    >>> full = parse_name("Priya Anand Raman")
    >>> [compare_names(parse_name(text), full).name for text in ("Priya", "Raman", "Priya R.", "P.A.R.", "Sam R")]
    ['PART', 'PART', 'PART', 'PART', 'NONE']
    >>> names = [("Kasia", "Katarzyna Nowak"), ("Jo Lee", "Josephine Lee"), ("K", "Kim Lee"), ("Al", "Kim Lee")]
    >>> [compare_names(*map(parse_name, pair)).name for pair in names]
    ['VARIANT', 'VARIANT', 'VARIANT', 'NONE']
    """
    if is_initials(form):
        return _compare_initials(form, full)
    rest, likeness = sorted(full.tokens | set(full.words)), Likeness.PART
    for word in sorted(form.telling, key=lambda word: (word not in rest, -len(word), word)):
        found = [word] if word in rest else _find_varied(word, rest, full)
        if not found:
            return Likeness.NONE
        rest = [other for other in rest if other not in found]
        if word not in found and len(word) > 1:
            likeness = Likeness.VARIANT
    # Of two full names at least one word has to be the same: Jo Atkinson is no Josh Atkins.
    return Likeness.NONE if form.is_full and form.tokens.isdisjoint(full.tokens) else likeness


def _find_varied(word: str, rest: Sequence[str], full: Name) -> list[str]:
    """Find the words of a full name that a word or letters stand for: ``K``, ``KJ``, ``Kasia``."""
    found = [other for other in rest if (other.startswith(word) if len(word) == 1 else _is_variant(word, other))]
    if found or not 1 < len(word) <= _MOST_INITIALS - 1:
        return found[:1]
    starts = full.pieces[: len(word)]
    return list(starts) if word == "".join(piece[0] for piece in starts) and len(full.pieces) > len(word) else []


def is_initials(name: Name) -> bool:
    """Whether a name is nothing but initials.

    Examples
    --------
    >>> from infoview_analysis.identity.names import parse_name
    >>> [is_initials(parse_name(text)) for text in ("PR", "P. R.", "j-p", "P", "Al")]
    [True, True, True, True, False]
    """
    letters = "".join(filter(str.isalpha, name.written))
    return 0 < len(letters) <= _MOST_INITIALS and (letters.isupper() or all(len(piece) == 1 for piece in name.pieces))


def _compare_initials(form: Name, full: Name) -> Likeness:
    letters = "".join(form.pieces)
    if len(letters) > 1:
        return Likeness.PART if letters in _list_initials(full) else Likeness.NONE
    return Likeness.VARIANT if letters in _list_letters(full) else Likeness.NONE


def _list_initials(name: Name) -> Set[str]:
    """List the initials a name may be shortened to: all, first and last, those of a hyphenated first name."""
    letters = "".join(piece[0] for piece in name.pieces)
    first = letters[: name.first_pieces]
    return {name.initials, name.initials[0] + name.initials[-1], letters, first, first + name.initials[-1]}


def _list_letters(name: Name) -> Set[str]:
    return {name.initials[0], name.initials[-1]}


@lru_cache(maxsize=50_000)
def _is_variant(word: str, other: str) -> bool:
    """Whether a folded word of a name may be another one: a nickname, clipped or misspelt."""
    return other in _find_canonical(word) or _is_clipped(word, other) or _is_misspelt(word, other)


def _is_clipped(word: str, other: str) -> bool:
    if len(word) >= len(other):
        return False
    common = next((place for place in range(len(word)) if word[place] != other[place]), len(word))
    is_head = common >= _STEM and len(word) - common <= _ENDING and common > len(word) - common
    return is_head or (len(word) >= _TAIL and other.endswith(word))


def _is_misspelt(word: str, other: str) -> bool:
    if min(len(word), len(other)) < _MISSPELT or word[:_STEM] != other[:_STEM]:
        return False
    from rapidfuzz.distance import OSA

    return bool(OSA.distance(word, other, score_cutoff=1) <= 1)


@lru_cache(maxsize=50_000)
def _find_canonical(word: str) -> Set[str]:
    """Find the first names that a nickname stands for."""
    return _load_nicknames().canonicals_of(word) | frozenset(load_toml(__package__, "diminutives.toml").get(word, ()))


@cache
def _load_nicknames() -> "NickNamer":
    from nicknames import NickNamer

    return NickNamer()


T = TypeVar("T")


class NameIndex(Generic[T]):
    """Full names with a value each, found by a form without comparing with all of them.

    Examples
    --------
    >>> from infoview_analysis.identity.names import parse_name
    >>> index = NameIndex[int]()
    >>> index.add(parse_name("Priya Raman"), 1)
    >>> index.find(parse_name("Priya")), index.find(parse_name("Sam"))
    ({1: <Likeness.PART: 2>}, {})
    """

    def __init__(self) -> None:
        self._entries: dict[str, list[tuple[Name, T]]] = defaultdict(list)

    def add(self, name: Name, value: T) -> None:
        """Add a full name."""
        for key in _list_keys(name):
            self._entries[key].append((name, value))

    def find(self, form: Name) -> dict[T, Likeness]:
        """Find the values of all names that a form may stand for, each with how surely."""
        found: dict[T, Likeness] = {}
        for key in _list_asked_keys(form):
            for name, value in self._entries.get(key, ()):
                if name.tokens != form.tokens and (likeness := compare_names(form, name)):
                    found[value] = max(likeness, found.get(value, likeness))
        return found


def keep_surest(found: Mapping[T, Likeness]) -> set[T]:
    """Keep the values for which a form stands most surely."""
    surest = max(found.values(), default=Likeness.NONE)
    return {value for value, likeness in found.items() if likeness is surest}


def _list_keys(name: Name) -> Set[str]:
    """List what a full name is looked up by: words, their ends, initials."""
    words = {*name.tokens, *name.words}
    ends = {end for word in words for end in (word[:_STEM] + "-", "-" + word[-_TAIL:])}
    return words | ends | {f".{letters}" for letters in _list_initials(name) | _list_letters(name)}


def _list_asked_keys(form: Name) -> Set[str]:
    """List the keys under which whatever a form may stand for is to be found."""
    if is_initials(form):
        return {f".{''.join(form.pieces)}"}
    if form.is_full:
        return form.tokens  # full names share a word, see compare_names
    # Every name that holds a form holds its longest word, as it is or varied.
    word = max(form.telling, key=lambda token: (len(token), token))
    return {word, word[:_STEM] + "-", "-" + word[-_TAIL:], *_find_canonical(word)}
