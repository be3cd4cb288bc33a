"""Names of people, taken apart."""

import re
import unicodedata
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

__all__ = ["Name", "capitalize", "fold_text", "has_capitals", "is_common", "parse_name", "slugify"]

_TITLES = frozenset(
    {"dr", "doctor", "prof", "professor", "mr", "mrs", "ms", "mx", "miss", "sir", "dame", "rev", "reverend", "sister"}
    | {"fr", "hon", "engr", "er", "adv", "barr"}
    | {"lt", "sgt", "cpl", "capt", "captain", "col", "colonel", "cmdr", "gen", "insp"}
)
# Letters that Unicode does not take apart into a base letter and an accent.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"} | {"’": "'", "ʼ": "'"}
)
_EPITHETS = frozenset(
    {"big", "little", "old", "young", "wee", "uncle", "aunt", "auntie", "aunty", "tia", "tio", "coach", "pastor"}
    | {"chef", "sir", "maam", "madam", "madame", "mme", "mlle", "monsieur", "senor", "senora", "sra", "herr", "frau"}
    | {"encik", "cik", "puan", "san", "sensei", "da", "di", "bhai", "ji"}
)
"""What people put before or behind the name of somebody they know."""
_PARTICLES = frozenset(
    {"van", "der", "den", "de", "het", "ter", "von", "zu", "da", "das", "do", "dos", "del", "della", "di", "du", "la"}
    | {"le", "y", "e", "bin", "binti", "binte", "bint", "ibn"}
)
"""Words of a name that are written small."""
_ASIDE = re.compile(r"\s*(?:[(\[].*|\s@\s?.*)$", re.DOTALL)
_POSSESSIVE = re.compile(r"['’]s$")
_HYPHEN = re.compile("[-‐‑–]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name, taken apart."""

    written: str
    """As written, without title, bracket, organisation and possessive."""
    words: tuple[str, ...]
    """Its words in order, folded: no case, no accents, no punctuation."""
    pieces: tuple[str, ...]
    """The same, hyphenated words taken apart."""
    tokens: frozenset[str]
    """The pieces, in no order."""
    telling: frozenset[str]
    """The pieces that tell who it is: of Big Dave, Uncle Faizel, Ramanathan Sir one each."""
    first_pieces: int
    """Number of pieces of the first word."""
    key: str
    """The folded words, joined."""
    initials: str
    """First letters of the words."""
    is_full: bool
    """Whether it tells a person from others of one first name: two words that are no initials."""
    is_long: bool
    """Whether there is more to it than one word or initials: ``Priya R.`` too."""


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
    taken_apart = [tuple(filter(None, map(_fold_word, _HYPHEN.split(part)))) for part in parts]
    pieces = tuple(piece for part in taken_apart for piece in part)
    tokens = frozenset(pieces)
    told = [word for word in words if word not in _EPITHETS] or words
    return Name(
        written=" ".join(parts),
        words=words,
        pieces=words if pieces == words else pieces,
        tokens=tokens,
        telling=tokens if tokens.isdisjoint(_EPITHETS) else tokens - _EPITHETS or tokens,
        first_pieces=len(next(filter(None, taken_apart), ())),
        key=" ".join(words),
        initials="".join(word[0] for word in words),
        is_full=_is_full(told),
        is_long=len(told) > 1 and max(map(len, told)) > 1,
    )


def _is_full(words: Sequence[str]) -> bool:
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


def has_capitals(name: Name) -> bool:
    """Whether a name is written with capitals where they belong, as far as one can tell."""
    return not (name.written.islower() or name.written.isupper())


def capitalize(name: Name) -> Name:
    """Write a name with capitals that was typed without them, or in capitals only; initials stay.

    Examples
    --------
    >>> [capitalize(parse_name(text)).written for text in ("anders løvstad", "INES VAN DE MEER", "o'neill-lee", "PR")]
    ['Anders Løvstad', 'Ines van de Meer', "O'Neill-Lee", 'PR']
    """
    if has_capitals(name) or (not name.is_long and name.written.isupper()):
        return name
    words = name.written.lower().split()
    return parse_name(" ".join(word if word in _PARTICLES else word.title() for word in words))


def is_common(name: Name) -> bool:
    """Whether a name is a single word that very many people are called.

    Examples
    --------
    >>> [is_common(parse_name(text)) for text in ("Sam", "Sam Ortiz", "Ruaridh")]
    [True, False, False]
    """
    return not name.is_long and name.key in _load_common()


@cache
def _load_common() -> Set[str]:
    text = files("infoview_analysis.identity").joinpath("common_names.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def slugify(text: str) -> str:
    """Turn a name into an identifier that is the same everywhere.

    Examples
    --------
    >>> slugify("Priya Raman"), slugify("Nguyễn Thị Hồng Nhung"), slugify("O’Neill-Smith")
    ('priya-raman', 'nguyen-thi-hong-nhung', 'oneill-smith')
    """
    return "-".join(re.findall(r"\w+", re.sub(r"['_]", "", fold_text(text))))
