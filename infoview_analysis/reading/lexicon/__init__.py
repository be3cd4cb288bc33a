"""Words the reader knows, as data: labels, headings, names, titles, job titles, organisations, places, cues."""

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from infoview_analysis.word_lists import load_toml

__all__ = ["fold", "join_patterns", "load_entries", "load_lines", "load_phrases", "load_words"]

_SEPARATORS = re.compile(r"[\W_]+")
_STROKES = str.maketrans("łøđ", "lod")  # letters that Unicode does not take apart


@lru_cache(maxsize=2**16)
def fold(text: str) -> str:
    """Text without case, accents, emoji and punctuation, words set apart by one blank.

    Examples
    --------
    >>> fold("🗣️ What's changing?")
    'what s changing'
    """
    plain = text.casefold()
    if not plain.isascii():
        parts = unicodedata.normalize("NFKD", plain.translate(_STROKES))
        plain = "".join(c for c in parts if not unicodedata.combining(c))
    return _SEPARATORS.sub(" ", plain).strip()


@cache
def load_lines(name: str) -> tuple[str, ...]:
    """Entries of a word list as written, without blank lines and comments (``#``).

    Examples
    --------
    >>> load_lines("titles")[:2]
    ('dr', 'dra')
    """
    lines = files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@cache
def load_words(name: str) -> frozenset[str]:
    """Entries of a word list, folded.

    Examples
    --------
    >>> "dr" in load_words("titles")
    True
    """
    lines = load_lines(name)
    return frozenset(lines if name == "names" else map(fold, lines))  # names are many and kept folded


@cache
def load_entries(name: str) -> dict[str, tuple[str, ...]]:
    """Lists of a TOML file by their keys, as written.

    Examples
    --------
    >>> load_entries("persons")["kept_titles"][:2]
    ('captain', 'father')
    """
    return {key: tuple(entries) for key, entries in load_toml(__package__, f"{name}.toml").items()}


@cache
def load_phrases(name: str) -> dict[str, tuple[str, ...]]:
    """Phrases of a TOML file by what they mean, folded; a closing ``*`` is kept.

    Examples
    --------
    >>> load_phrases("months")["m1"][:2]
    ('january', 'jan')
    """
    return {
        meaning: tuple(fold(phrase) + ("*" if phrase.endswith("*") else "") for phrase in phrases)
        for meaning, phrases in load_entries(name).items()
    }


def join_patterns(name: str, key: str) -> str:
    """Regular expression of the entries of a list in a TOML file, any of which may match.

    Examples
    --------
    >>> join_patterns("persons", "family_titles")[:10]
    'Uncle|Aunt'
    """
    return "|".join(load_entries(name)[key])
