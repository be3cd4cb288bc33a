"""Organisations whose names are everyday words: by a list of known ones, and by what stands before a workplace."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from infoview_analysis.corpus.pseudonyms.known import NAME, Keys, keys_of
from infoview_analysis.corpus.pseudonyms.marks import is_glued, is_place_only
from infoview_analysis.corpus.pseudonyms.words import Word
from infoview_analysis.reading.lexicon import load_words
from infoview_analysis.word_lists import compile_any, load_toml

__all__ = [
    "everyday_names",
    "mark_everyday_names",
    "mark_offices_of_places",
    "mark_partners",
    "mark_plain_workplaces",
    "mark_workplaces",
]

_LONGEST = 4
"""Words of a workplace in text without capitals."""
_BETWEEN = 2
"""Words between a place and the word for an organisation: *leeds city council*."""
_SENTENCE_END = re.compile(r"[.!?…]\s+|\n")


@cache
def everyday_names(kind: str) -> frozenset[Keys]:
    """Well-known organisations, by the words of their names: those known ``anywhere``, or ``beside_work`` only.

    Examples
    --------
    >>> ("red", "cross") in everyday_names("anywhere"), ("target",) in everyday_names("beside_work")
    (True, True)
    """
    return frozenset(map(keys_of, _load()[kind]))


def mark_workplaces(words: Sequence[Word], marks: list[str]) -> None:
    """Mark a place at which somebody works: one is *in* a town, and *at* a firm of that name."""
    for number, (one, other) in enumerate(pairwise(words)):
        if one.key in ("at", "for") and other.is_capital and not other.opens and is_place_only(other.text):
            marks[number + 1] = marks[number + 1] or NAME


def mark_offices_of_places(text: str, words: Sequence[Word], marks: list[str]) -> None:
    """Mark an organisation that a place names, in any case: *leeds city council*, *university of leeds*."""
    offices, places = load_words("organization_words"), load_words("places")
    for number in (number for number, word in enumerate(words) if word.key in places):
        ends = [end for end in _glued(text, words, number, _BETWEEN + 1) if words[end].key in offices]
        _mark(marks, range(number, ends[-1] + 1) if ends else ())
        if number > 1 and words[number - 1].key == "of" and words[number - 2].key in offices:
            _mark(marks, range(number - 2, number + 1))


def mark_plain_workplaces(text: str, words: Sequence[Word], marks: list[str]) -> None:
    """Mark what stands where a workplace is named, in sentences without a capital: *nurse at open door*."""
    for start in _starts(text, words):
        if _begins_plainly(text, words[start].start):
            _mark(marks, _workplace(text, words, start))


def mark_everyday_names(text: str, words: Sequence[Word], marks: list[str]) -> None:
    """Mark well-known organisations behind *at* and the like; one of one word in a sentence without a capital only."""
    for number, word in enumerate(words[:-1], 1):
        if word.key in _set("links"):
            reach = _reach(text, words, number)
            least = 1 if _begins_plainly(text, words[reach[0]].start) else 2
            names = (reach[:length] for length in range(len(reach), least - 1, -1))
            known = everyday_names("beside_work")
            _mark(marks, next((name for name in names if tuple(words[n].key for n in name) in known), ()))


def _begins_plainly(text: str, position: int) -> bool:
    """True where the sentence around a position begins without a capital: its writer may do so with names as well."""
    sentence = _SENTENCE_END.split(text[:position] + text[position])[-1]
    first = next(filter(str.isalpha, sentence), "")
    return first.islower()


def mark_partners(text: str, words: Sequence[Word], marks: list[str]) -> None:
    """Mark what a name runs over in text without capitals: *thwaite bone & joint*."""
    for number, (one, other) in enumerate(pairwise(words)):
        if text[one.end : other.start].strip() == "&":
            before = range(max(0, number - _BETWEEN), number + 1)
            named = [n for n in before if marks[n] == NAME and len(_glued(text, words, n, number - n)) == number - n]
            _mark(marks, range(named[0], number + 2) if named else ())


def _starts(text: str, words: Sequence[Word]) -> Iterator[int]:
    """Numbers of the words with which a workplace may begin: after a cue, or after a job and *at*."""
    cues = [match.end() for match in _cues().finditer(text)]
    for number, word in enumerate(words):
        is_job_at = number > 1 and words[number - 1].key == "at" and words[number - 2].key in load_words("role_heads")
        if is_job_at or any(cue <= word.start and not text[cue : word.start].strip(" -") for cue in cues):
            yield number


def _workplace(text: str, words: Sequence[Word], number: int) -> Iterator[int]:
    for index in _reach(text, words, number):
        if words[index].key in _set("no_workplace"):
            return
        yield index


def _reach(text: str, words: Sequence[Word], number: int) -> list[int]:
    """Numbers of the words up to which a workplace can reach that begins here, without *the*."""
    start = number + 1 if words[number].key == "the" and number + 1 < len(words) else number
    return [start, *_glued(text, words, start, _LONGEST - 1)]


def _mark(marks: list[str], numbers: Iterable[int]) -> None:
    for number in numbers:
        marks[number] = marks[number] or NAME


def _glued(text: str, words: Sequence[Word], number: int, most: int) -> list[int]:
    """Numbers of up to ``most`` words behind a word with nothing but glue between them."""
    found: list[int] = []
    for one, other in pairwise(words[number : number + most + 1]):
        if not is_glued(text, one, other):
            break
        found.append(number + len(found) + 1)
    return found


@cache
def _cues() -> re.Pattern[str]:
    return compile_any(_load()["cues"])


@cache
def _set(kind: str) -> frozenset[str]:
    return frozenset(_load()[kind])


def _load() -> dict[str, list[str]]:
    return load_toml(__package__, "everyday_names.toml")
