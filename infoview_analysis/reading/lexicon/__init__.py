"""Words the reader knows, as data: labels, headings, names, titles, job titles, organisations, places."""

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

__all__ = ["fold", "load_phrases", "load_words"]

_SEPARATORS = re.compile(r"[\W_]+")


@cache
def fold(text: str) -> str:
    """Text without case, accents, emoji and punctuation, words set apart by one blank.

    >>> fold("🗣️ What's changing?")
    'what s changing'
    """
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l").replace("ø", "o").replace("đ", "d"))
    return _SEPARATORS.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


@cache
def load_words(name: str) -> frozenset[str]:
    """Entries of a word list, folded.

    Lines starting with ``#`` are comments.
    """
    lines = files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8").splitlines()
    entries = (line for line in lines if line.strip() and not line.startswith("#"))
    return frozenset(entries if name == "names" else map(fold, entries))  # names are many and kept folded


@cache
def load_phrases(name: str) -> dict[str, tuple[str, ...]]:
    """Phrases of a TOML file by what they mean, folded; a closing ``*`` is kept."""
    table = tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    return {
        meaning: tuple(fold(phrase) + ("*" if phrase.endswith("*") else "") for phrase in phrases)
        for meaning, phrases in table.items()
    }
