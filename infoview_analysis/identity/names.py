"""Names of people: parts, comparison, short forms."""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

__all__ = ["Name", "NameIndex", "abbreviates", "extends", "fold_text", "is_initials", "parse_name", "slugify"]

_TITLES = frozenset(
    {"dr", "doctor", "prof", "professor", "mr", "mrs", "ms", "mx", "miss", "sir", "dame", "rev", "reverend", "sister"}
    | {"fr", "hon", "engr", "er", "adv", "barr"}
    | {"lt", "sgt", "cpl", "capt", "captain", "col", "colonel", "cmdr", "gen", "insp"}
)
# Letters that Unicode does not take apart into a base letter and an accent.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"} | {"’": "'", "ʼ": "'"}
)
_ASIDE = re.compile(r"\s*(?:[(\[].*|\s@\s?.*)$", re.DOTALL)
_POSSESSIVE = re.compile(r"['’]s$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name, taken apart."""

    written: str
    """As written, without title, bracket, organisation and possessive."""
    words: tuple[str, ...]
    """Its words in order, folded: no case, no accents, no punctuation."""
    tokens: frozenset[str]
    """The same, hyphenated words taken apart."""
    key: str
    """The folded words, joined."""
    initials: str
    """First letters of the words."""
    is_full: bool
    """Whether it tells a person from others of one first name: two words that are no initials."""


@lru_cache(maxsize=50_000)
def parse_name(text: str) -> Name:
    """Parse a name as a note writes it.

    Examples
    --------
    >>> parse_name("Dr. Siobhán O’Neill (ex-Stripe)").written
    'Siobhán O’Neill'
    >>> parse_name("Raman, Priya").words
    ('priya', 'raman')
    >>> parse_name("Priya Raman @ Monzo") == parse_name("Priya Raman")
    True
    >>> [parse_name(text).is_full for text in ("Priya Raman", "Priya", "Priya R.", "王小明")]
    [True, False, False, True]
    """
    parts = _arrange(_POSSESSIVE.sub("", _ASIDE.sub("", text.strip())).split(","))
    while len(parts) > 1 and _fold_word(parts[0]) in _TITLES:
        parts = parts[1:]
    words = tuple(word for part in parts if (word := _fold_word(part)))
    pieces = (_fold_word(piece) for part in parts for piece in re.split(r"[-‐‑–]", part))
    return Name(
        written=" ".join(parts),
        words=words,
        tokens=frozenset(piece for piece in pieces if piece),
        key=" ".join(words),
        initials="".join(word[0] for word in words),
        is_full=_is_full(words),
    )


def _is_full(words: tuple[str, ...]) -> bool:
    written_out = [word for word in words if len(word) > 1]
    return len(written_out) > 1 or any(map(_is_ideographic, written_out))


def _arrange(commas: list[str]) -> list[str]:
    """Put a name in speaking order: ``Raman, Priya`` is turned, ``Priya Raman, PhD`` ends at the comma."""
    first = commas[0].split()
    return first if len(first) > 1 or len(commas) == 1 else commas[1].split() + first


def fold_text(text: str) -> str:
    """Fold case and accents.

    Examples
    --------
    >>> fold_text("Łukasz Müller-Ångström")
    'lukasz muller-angstrom'
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _fold_word(word: str) -> str:
    return "".join(letter for letter in fold_text(word) if letter.isalnum())


def _is_ideographic(word: str) -> bool:
    # Chinese, Japanese and Korean names are written without a blank.
    return len(word) > 1 and all(unicodedata.name(letter, "").startswith(_SCRIPTS) for letter in word)


_SCRIPTS = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")


def abbreviates(short: Name, full: Name) -> bool:
    """Whether one name is a short form of the other: first name, surname, ``Priya R.``, ``PR``.

    Examples
    --------
    >>> full = parse_name("Priya Anand Raman")
    >>> [abbreviates(parse_name(text), full) for text in ("Priya", "Raman", "Priya R.", "P.A.R.", "Pria")]
    [True, True, True, True, False]
    """
    whole = {token for token in short.tokens if len(token) > 1}
    if whole and whole <= full.tokens:
        rest = full.tokens - whole
        return all(any(token.startswith(letter) for token in rest) for letter in short.tokens - whole)
    return is_initials(short) and short.key.replace(" ", "") in _list_initials(full)


def _list_initials(name: Name) -> tuple[str, str]:
    return name.initials, name.initials[0] + name.initials[-1]


def is_initials(name: Name) -> bool:
    """Whether a name is nothing but initials.

    Examples
    --------
    >>> [is_initials(parse_name(text)) for text in ("PR", "P. R.", "Al", "P")]
    [True, True, False, False]
    """
    letters = "".join(filter(str.isalpha, name.written))
    return 2 <= len(letters) <= 4 and letters.isupper()


def extends(longer: Name, name: Name) -> bool:
    """Whether a full name holds another: all words of a full one, or its short form.

    Examples
    --------
    >>> longer = parse_name("Maria Silva Costa")
    >>> [extends(longer, parse_name(text)) for text in ("Maria Silva", "Maria", "Maria Lopes")]
    [True, True, False]
    """
    return name.tokens < longer.tokens if name.is_full else abbreviates(name, longer)


T = TypeVar("T")


class NameIndex(Generic[T]):
    """Full names with a value each, found by a shorter form without comparing with all of them.

    Examples
    --------
    >>> index = NameIndex[int]()
    >>> index.add(parse_name("Priya Raman"), 1)
    >>> index.find_longer(parse_name("Priya")), index.find_longer(parse_name("Sam"))
    ({1}, set())
    """

    def __init__(self) -> None:
        self._entries: dict[str, list[tuple[Name, T]]] = defaultdict(list)

    def add(self, name: Name, value: T) -> None:
        """Add a full name."""
        for key in {*name.tokens, *(_INITIALS + letters for letters in _list_initials(name))}:
            self._entries[key].append((name, value))

    def find_longer(self, name: Name) -> set[T]:
        """Find the values of all names that hold this one."""
        keys = [token for token in name.tokens if len(token) > 1] + [_INITIALS + name.key.replace(" ", "")]
        # The key with the fewest names is enough: every longer name stands under each of them.
        lists = [self._entries[key] for key in keys if key in self._entries]
        words = min(lists, key=len) if lists else []
        return {value for longer, value in words if extends(longer, name)}


_INITIALS = "\0"
"""Marks keys that are initials."""


def slugify(text: str) -> str:
    """Turn a name into an identifier that is the same everywhere.

    Examples
    --------
    >>> slugify("Priya Raman"), slugify("Nguyễn Thị Hồng Nhung"), slugify("O’Neill-Smith")
    ('priya-raman', 'nguyen-thi-hong-nhung', 'oneill-smith')
    """
    return "-".join(re.findall(r"\w+", re.sub(r"['_]", "", fold_text(text))))
