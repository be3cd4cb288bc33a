"""Cue words as data: one TOML file per kind of mention, and the finder that reads them."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from infoview_analysis.word_lists import compile_any, load_toml, phrase_pattern

__all__ = [
    "CueGroup",
    "find_cues",
    "level_case",
    "list_plain",
    "list_words",
    "load_cues",
    "load_pattern",
    "load_phrases",
    "plain_text",
]

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


@cache
def load_phrases(name: str) -> dict[str, frozenset[str]]:
    """Plain word lists of a file, by name.

    >>> "etc" in load_phrases("sentences")["ending"]
    True
    """
    return {group: frozenset(words) for group, words in _read(name).items()}


@cache
def load_pattern(name: str, group: str) -> re.Pattern[str]:
    """Pattern of any phrase of a plain word list.

    >>> load_pattern("withdrawn", "withdrawn").search("learn to weld. forget it.").group()
    'forget it'
    """
    return compile_any(load_phrases(name)[group])


def list_plain() -> frozenset[str]:
    """Words that say nothing of what a statement is about.

    >>> "the" in list_plain(), "weld" in list_plain()
    (True, False)
    """
    return frozenset().union(*load_phrases("plain").values())


def list_words(name: str) -> frozenset[str]:
    """Words of the cues of a kind of mention, but for those of a group ``field``, which name what is spoken of.

    >>> "growing" in list_words("trends"), "funding" in list_words("trends")
    (True, False)
    """
    groups = (entry for group, entry in _read(name).items() if group != "field")
    return frozenset(word for entry in groups for phrase in entry["phrases"] for word in re.findall(r"\w+", phrase))


@lru_cache(maxsize=4096)
def find_cues(text: str, name: str) -> dict[str, tuple[str, ...]]:
    """Cues of a kind of mention in a text, by group; groups without any are left out.

    >>> find_cues("Don’t ever pay; demand is growing", "trends")
    {'rising': ('growing',)}
    """
    plain = plain_text(text)
    found: dict[str, list[str]] = {group: [] for group in _read(name)}
    ends = dict.fromkeys(found, 0)
    starts = [match.start() for match in _WORD_START.finditer(plain)]
    index = _index(name)
    for start in starts:
        word = plain[start : start + _KEY]
        for key in (word, word[:2], word[:1])[: len(word)]:
            for group, pattern, opens in index.get(key, ()):
                if start < ends[group] or (opens and start != starts[0]):
                    continue
                if match := pattern.match(plain, start):
                    found[group].append(match.group())
                    ends[group] = match.end()
    return {group: tuple(cues) for group, cues in found.items() if cues}


def level_case(text: str) -> str:
    """Lower case, one kind of apostrophe.

    >>> level_case("Don’t")
    "don't"
    """
    return re.sub(r"[’‘`´]", "'", text).casefold()


@lru_cache(maxsize=1024)
def plain_text(text: str) -> str:
    """Lower case, one kind of apostrophe, no list marks at the front.

    >>> plain_text("→ “Don’t!”")
    "don't!”"
    """
    return level_case(text).lstrip(" \"“”'«„([-–—*•→>⭐✅⬜☐☑✔❗️:")


def _read(name: str) -> dict[str, Any]:
    return load_toml(__package__, f"{name}.toml")


@cache
def _index(name: str) -> dict[str, list[tuple[str, re.Pattern[str], bool]]]:
    """Phrases by their first letters: group, pattern, whether they count at the start only; longer ones first."""
    index: dict[str, list[tuple[str, re.Pattern[str], bool]]] = {}
    phrases = [(phrase.casefold(), group) for group, entry in _read(name).items() for phrase in entry["phrases"]]
    for phrase, group in sorted(phrases, key=lambda pair: -len(pair[0])):
        bare = phrase.lstrip("^")
        key = bare.split(" ")[0].rstrip("*")[:_KEY]
        index.setdefault(key, []).append((group, re.compile(rf"{phrase_pattern(bare)}(?!\w)"), phrase.startswith("^")))
    return index
