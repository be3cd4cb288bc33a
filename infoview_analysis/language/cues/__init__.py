"""Cue words as data: one TOML file per kind of mention, and the finder that reads them."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

__all__ = ["CueGroup", "find_cues", "load_cues", "plain_text"]

_KEY = 3
"""Letters by which phrases are looked up."""
_WORD_START = re.compile(r"(?<!\w)\w|(?<=\s)[^\w\s]|^[^\w\s]")


@dataclass(frozen=True, slots=True)
class CueGroup:
    """Phrases that speak for the same thing."""

    name: str
    weight: float
    label: str
    """Direction or polarity it speaks for; empty if for none."""


@cache
def load_cues(name: str) -> tuple[CueGroup, ...]:
    """Cue groups of a kind of mention, in the order of the file.

    >>> [group.name for group in load_cues("trends")][:2]
    ['rising', 'declining']
    """
    return tuple(
        CueGroup(group, entry.get("weight", 1.0), entry.get("direction", entry.get("polarity", "")))
        for group, entry in _read(name).items()
    )


@lru_cache(maxsize=4096)
def find_cues(text: str, name: str) -> dict[str, tuple[str, ...]]:
    """Cues of a kind of mention in a text, by group; groups without any are left out.

    >>> find_cues("Don’t ever pay; demand is growing", "trends")
    {'rising': ('growing',)}
    """
    plain = plain_text(text)
    starts = [match.start() for match in _WORD_START.finditer(plain)]
    found = {group: tuple(_matches(plain, starts, index)) for group, index in _indexes(name).items()}
    return {group: cues for group, cues in found.items() if cues}


@lru_cache(maxsize=1024)
def plain_text(text: str) -> str:
    """Lower case, one kind of apostrophe, no list marks at the front.

    >>> plain_text("→ “Don’t!”")
    "don't!”"
    """
    return re.sub(r"[’‘`´]", "'", text).casefold().lstrip(" \"“”'«„([-–—*•→>⭐✅⬜☐☑✔❗️:")


_Index = dict[str, list[tuple[re.Pattern[str], bool]]]


def _matches(plain: str, starts: list[int], index: _Index) -> list[str]:
    """Phrases in the text, the longest at each place, without overlap."""
    found = []
    end = 0
    for start in starts:
        if start < end:
            continue
        for pattern, opens in _candidates(plain, start, index):
            match = pattern.match(plain, start) if not opens or start == starts[0] else None
            if match:
                found.append(match.group())
                end = match.end()
                break
    return found


def _candidates(plain: str, start: int, index: _Index) -> list[tuple[re.Pattern[str], bool]]:
    word = plain[start : start + _KEY]
    keys = {word, word[:2], word[:1]} if len(word) == _KEY else {word, word[:1]}
    return [entry for key in sorted(keys, key=len, reverse=True) for entry in index.get(key, [])]


@cache
def _read(name: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def _indexes(name: str) -> dict[str, _Index]:
    """For each group, its phrases by their first letters, longer ones first."""
    indexes: dict[str, _Index] = {}
    for group, entry in _read(name).items():
        index = indexes.setdefault(group, {})
        for phrase in sorted(entry["phrases"], key=len, reverse=True):
            literal = re.match(r"[^\s*]*", phrase.lstrip("^"))
            key = literal.group().casefold()[:_KEY] if literal else ""
            index.setdefault(key, []).append((re.compile(_pattern(phrase.lstrip("^").casefold())), phrase.startswith("^")))
    return indexes


def _pattern(phrase: str) -> str:
    return r"\s+".join(_word_pattern(word) for word in phrase.split(" ")) + r"(?!\w)"


def _word_pattern(word: str) -> str:
    if word == "*":
        return r"(?:\S+\s+){0,3}?\S+"
    return re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "")
