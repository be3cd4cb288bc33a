"""Marks on the words of a text: what belongs to a name, told by its capitals and by what stands beside it."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from infoview_analysis.corpus.pseudonyms.known import NAME
from infoview_analysis.corpus.pseudonyms.ordinary import can_keep_capital, is_ordinary
from infoview_analysis.corpus.pseudonyms.words import Word, cut_words
from infoview_analysis.reading.lexicon import load_words
from infoview_analysis.reading.names import is_known_name, is_title
from infoview_analysis.word_lists import load_toml

__all__ = [
    "JOINS",
    "KEEP",
    "is_glued",
    "is_place_only",
    "mark_initials",
    "mark_offices",
    "mark_span",
    "spread",
]

KEEP = "keep"
"""Mark of a word that stays whatever it is: a skill."""
JOINS = frozenset(["of", "and", "for", "the", "de", "van", "von", "der", "den", "del", "di", "da", "la", "le", "al"])
"""Words that a name runs over: *Bank of America*."""
_BETWEEN_INITIALS = frozenset([".", "-", ". ", ".-"])
_NO_INITIALS = frozenset(["eg", "ie", "am", "pm", "AM", "PM", "US", "UK", "EU", "PS", "NB", "QA", "BA", "MA", "Ph"])
_GLUE = frozenset(" -'’.&\u2010\u2011")
"""Signs between the words of one name."""


def is_place_only(text: str) -> bool:
    """True for a place that cannot be a person's name."""
    key = " ".join(word.key for word in cut_words(text))
    return key in load_words("places") and not is_known_name(key)


def mark_span(words: Sequence[Word], marks: list[str], start: int, end: int, *, lower: bool) -> None:
    """Mark the words of a name that a model or a rule has found."""
    inside = [number for number, word in enumerate(words) if start <= word.start and word.end <= end]
    if len(inside) == 1 and can_keep_capital(words[inside[0]].text):
        return
    for number in inside:
        if not marks[number] and (lower or words[number].is_capital or not is_ordinary(words[number].text)):
            marks[number] = NAME


def mark_initials(text: str, words: Sequence[Word], marks: list[str]) -> None:
    """Mark *J.-C.*, *t-a* and the letter of *Dr O*."""
    for number, (one, other) in enumerate(pairwise(words)):
        if len(other.text) > 1 or not other.text.isalpha():
            continue
        between = text[one.end : other.start]
        if len(one.text) == 1 and between in _BETWEEN_INITIALS and one.text + other.text not in _NO_INITIALS:
            marks[number : number + 2] = [mark or NAME for mark in marks[number : number + 2]]
        elif is_title(one.text) and other.is_capital and between in (" ", ". "):
            marks[number + 1] = marks[number + 1] or NAME


def mark_offices(text: str, words: Sequence[Word], marks: list[str], *, title: bool) -> None:
    """Mark capitals in a row among which is a word for an organisation or a place: *European Patent Office*.

    In a title, where all has capitals, the row has to begin or end with a word for a body: *School of Biology*.
    """
    for run in _capital_rows(text, words, marks):
        keys = [words[number].key for number in run]
        told = any(key in load_words("organization_words") for key in keys) or any(map(is_place_only, keys))
        is_body = _is_body(keys[-1]) or (keys[1] == "of" and _is_body(keys[0]))
        if is_body or (told and not title and not all(map(is_place_only, keys))):
            for number in run:
                marks[number] = NAME


def _is_body(key: str) -> bool:
    bodies = load_toml(__package__, "everyday_names.toml")["bodies"]
    return key in bodies or key.removesuffix("s") in bodies


def _capital_rows(text: str, words: Sequence[Word], marks: Sequence[str]) -> Iterable[list[int]]:
    """Numbers of two words or more in capitals that stand together, with *of* and *and* between them."""
    row: list[int] = []
    for number, word in enumerate(words):
        can_join = bool(row) and not word.opens and is_glued(text, words[number - 1], word)
        if row and not (can_join and marks[number] in ("", KEEP) and (word.is_capital or word.key in JOINS)):
            yield from _without_ends(row, words)
            row = []
        if row or (marks[number] in ("", KEEP) and word.is_capital):
            row.append(number)
    yield from _without_ends(row, words)


def _without_ends(row: Sequence[int], words: Sequence[Word]) -> Iterable[list[int]]:
    """The row without small words at its ends and openers at its start, if two words are left."""
    kept = list(row)
    while kept and not words[kept[-1]].is_capital:
        kept.pop()
    while kept and (words[kept[0]].key in load_words("not_names") or not words[kept[0]].is_capital):
        kept.pop(0)
    if len(kept) > 1:
        yield kept


def spread(text: str, words: Sequence[Word], marks: list[str], *, title: bool) -> None:
    """Let a name take in the capitals beside it, also over *of*: *Severn Electric Aviation*."""
    if title:
        return
    order = range(len(words))
    for numbers in (order, reversed(order)):
        before: Word | None = None
        for number in numbers:
            word = words[number]
            joined = before is not None and is_glued(text, *sorted((before, word), key=lambda one: one.start))
            if joined and not marks[number] and word.is_capital and _is_open(word):
                marks[number] = NAME
            if marks[number] in ("", KEEP):
                before = word if before is not None and joined and word.key in JOINS and not marks[number] else None
            else:
                before = word


def _is_open(word: Word) -> bool:
    """True for a capital that can belong to the name beside it."""
    return word.key not in load_words("not_names") and len(word.text) > 1 and not word.opens


def is_glued(text: str, one: Word, other: Word) -> bool:
    return set(text[one.end : other.start]) <= _GLUE
