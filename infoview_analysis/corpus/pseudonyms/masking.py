"""A text with labels in place of its names: those of the tables first, then everything that may be one."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from infoview_analysis.corpus.pseudonyms.addresses import mask_addresses
from infoview_analysis.corpus.pseudonyms.known import NAME, Keys, Known
from infoview_analysis.corpus.pseudonyms.ordinary import can_keep_capital, is_ordinary
from infoview_analysis.corpus.pseudonyms.words import Word, cut_words, is_lower_case, is_title_case
from infoview_analysis.reading.lexicon import load_words
from infoview_analysis.reading.names import find_names, is_known_name, is_title
from infoview_analysis.reading.organizations import find_employer

if TYPE_CHECKING:
    from infoview_analysis.language.entities import Entity

__all__ = ["Masker", "prepare"]

_KEEP = "keep"
_JOINS = frozenset(["of", "and", "for", "the", "de", "van", "von", "der", "den", "del", "di", "da", "la", "le", "al"])
"""Words that a name runs over: *Bank of America*."""
_BETWEEN_INITIALS = frozenset([".", "-", ". ", ".-"])
_NO_INITIALS = frozenset(["eg", "ie", "am", "pm", "AM", "PM", "US", "UK", "EU", "PS", "NB", "QA", "BA", "MA", "Ph"])
_GLUE = frozenset(" -'’.&\u2010\u2011")
"""Signs between the words of one name."""


def prepare(text: str) -> str:
    """A text as it is gone through: letters whole, addresses masked.

    Examples
    --------
    >>> prepare("Zoe\u0308, zoe@acme.com")
    'Zoë, [mail]'
    """
    return mask_addresses(unicodedata.normalize("NFC", text))


@dataclass(slots=True, kw_only=True)
class Masker:
    """Masks texts of notes."""

    known: Known
    skills: Mapping[str, frozenset[Keys]]
    """Skills of each note, which may stand whatever their words are."""
    entities: Mapping[str, tuple["Entity", ...]] = field(default_factory=dict)
    """What the language model takes for names, by prepared text."""
    suspects: dict[str, set[str]] = field(default_factory=dict)
    """By note, everyday words that name somebody there: *Rose*."""

    def learn(self, texts: Iterable[tuple[str, str]]) -> None:
        """Remember names that show in one place and could pass elsewhere: at the start of a sentence, in lower case.

        ``texts`` come with their note; all are gone through before any counts, so that their order changes nothing.
        """
        found = [(name, note) for text, note in texts for name in self._find_capital_names(text, note)]
        for name, note in found:
            if len(name) > 1:
                self.known.add_phrase(tuple(word.key for word in name))
            elif is_ordinary(name[0].text) and not name[0].opens:
                self.suspects.setdefault(note, set()).add(name[0].key)

    def _find_capital_names(self, text: str, note: str) -> Iterable[list[Word]]:
        words = cut_words(text)
        for run in _runs(text, words, self._mark(text, note)):
            name = [words[number] for number in run]
            if all(word.is_capital or word.key in _JOINS for word in name):
                yield name

    def mask(self, text: str, note: str) -> str:
        """The text with a label for each name."""
        words, marks = cut_words(text), self._mark(text, note)
        parts, last = [], 0
        for run in _runs(text, words, marks):
            parts += [text[last : words[run[0]].start], _label(marks[number] for number in run)]
            last = words[run[-1]].end
        return "".join([*parts, text[last:]])

    def _mark(self, text: str, note: str) -> list[str]:
        """For each word its label, ``keep`` or nothing."""
        words = cut_words(text)
        marks = [""] * len(words)
        lower = is_lower_case(text)
        self._mark_known(words, marks, note, lower=lower)
        self._mark_skills(words, marks, note)
        for start, end in self._spans(text, lower=lower):
            _mark_span(words, marks, start, end, lower=lower)
        _mark_initials(text, words, marks)
        title = is_title_case(text)
        if not title:
            _mark_offices(text, words, marks)
        for number, word in enumerate(words):
            if not marks[number] and self._may_be_name(word, note, title=title):
                marks[number] = NAME
        _spread(text, words, marks, title=title)
        return marks

    def _mark_known(self, words: Sequence[Word], marks: list[str], note: str, *, lower: bool) -> None:
        number = 0
        while number < len(words):
            length, label = self.known.match(words, number, note, lower=lower) or (1, "")
            marks[number : number + length] = [label] * length
            number += length

    def _mark_skills(self, words: Sequence[Word], marks: list[str], note: str) -> None:
        skills = self.skills.get(note, frozenset())
        for length in sorted({len(keys) for keys in skills}, reverse=True):
            for number in range(len(words) - length + 1):
                keys = tuple(word.key for word in words[number : number + length])
                if keys in skills and not any(marks[number : number + length]):
                    marks[number : number + length] = [_KEEP] * length

    def _spans(self, text: str, *, lower: bool) -> Iterable[tuple[int, int]]:
        for entity in self.entities.get(text, ()):
            if not (entity.label == "GPE" and _is_place(text[entity.start : entity.end])):
                yield entity.start, entity.end
        yield from ((start, end) for _, start, end in find_names(text, any_case=lower))
        firm = find_employer(text)
        if firm:
            start = text.find(firm)
            yield start, start + len(firm)

    def _may_be_name(self, word: Word, note: str, *, title: bool) -> bool:
        if word.key in self.suspects.get(note, ()) and word.is_capital:
            return True
        if _is_place(word.text):
            return note in self.known.places.get(word.key, ())
        if not is_ordinary(word.text):
            return True
        return word.is_capital and not (word.opens or title or can_keep_capital(word.text) or word.text.isupper())


def _is_place(text: str) -> bool:
    """True for a place that cannot be a person's name."""
    key = " ".join(word.key for word in cut_words(text))
    return key in load_words("places") and not is_known_name(key)


def _mark_span(words: Sequence[Word], marks: list[str], start: int, end: int, *, lower: bool) -> None:
    """Mark the words of a name that a model or a rule has found."""
    inside = [number for number, word in enumerate(words) if start <= word.start and word.end <= end]
    if len(inside) == 1 and can_keep_capital(words[inside[0]].text):
        return
    for number in inside:
        if not marks[number] and (lower or words[number].is_capital or not is_ordinary(words[number].text)):
            marks[number] = NAME


def _mark_initials(text: str, words: Sequence[Word], marks: list[str]) -> None:
    """Mark *J.-C.*, *t-a* and the letter of *Dr O*."""
    for number, (one, other) in enumerate(pairwise(words)):
        if len(other.text) > 1 or not other.text.isalpha():
            continue
        between = text[one.end : other.start]
        if len(one.text) == 1 and between in _BETWEEN_INITIALS and one.text + other.text not in _NO_INITIALS:
            marks[number : number + 2] = [mark or NAME for mark in marks[number : number + 2]]
        elif is_title(one.text) and other.is_capital and between in (" ", ". "):
            marks[number + 1] = marks[number + 1] or NAME


def _mark_offices(text: str, words: Sequence[Word], marks: list[str]) -> None:
    """Mark capitals in a row among which is a word for an organisation or a place: *European Patent Office*."""
    for run in _capital_rows(text, words, marks):
        keys = [words[number].key for number in run]
        told = any(key in load_words("organization_words") for key in keys) or any(map(_is_place, keys))
        if told and not all(map(_is_place, keys)):
            for number in run:
                marks[number] = NAME


def _capital_rows(text: str, words: Sequence[Word], marks: Sequence[str]) -> Iterable[list[int]]:
    """Numbers of two words or more in capitals that stand together, with *of* and *and* between them."""
    row: list[int] = []
    for number, word in enumerate(words):
        can_join = bool(row) and not word.opens and _is_glued(text, words[number - 1], word)
        if row and not (can_join and marks[number] in ("", _KEEP) and (word.is_capital or word.key in _JOINS)):
            yield from _without_ends(row, words)
            row = []
        if marks[number] in ("", _KEEP) and word.is_capital:
            row.append(number)
        elif row:
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


def _spread(text: str, words: Sequence[Word], marks: list[str], *, title: bool) -> None:
    """Let a name take in the capitals beside it, also over *of*: *Severn Electric Aviation*."""
    if title:
        return
    order = range(len(words))
    for numbers in (order, reversed(order)):
        before: Word | None = None
        for number in numbers:
            word = words[number]
            joined = before is not None and _is_glued(text, *sorted((before, word), key=lambda one: one.start))
            if joined and not marks[number] and word.is_capital and _is_open(word):
                marks[number] = NAME
            if marks[number] in ("", _KEEP):
                before = word if before is not None and joined and word.key in _JOINS and not marks[number] else None
            else:
                before = word


def _is_open(word: Word) -> bool:
    """True for a capital that can belong to the name beside it."""
    return word.key not in load_words("not_names") and len(word.text) > 1 and not word.opens


def _is_glued(text: str, one: Word, other: Word) -> bool:
    return set(text[one.end : other.start]) <= _GLUE


def _runs(text: str, words: Sequence[Word], marks: Sequence[str]) -> Iterable[list[int]]:
    """Numbers of the words that become one label."""
    run: list[int] = []
    for number, (word, mark) in enumerate(zip(words, marks, strict=True)):
        shown = mark not in ("", _KEEP)
        if run and not (shown and _is_glued(text, words[run[-1]], word) and _agree(marks[run[0] : number], mark)):
            yield run
            run = []
        if shown:
            run.append(number)
    if run:
        yield run


def _agree(marks: Sequence[str], mark: str) -> bool:
    """True where a further mark may join: one label, and beside it names of which nothing is known."""
    return len({*marks, mark} - {NAME}) <= 1


def _label(marks: Iterable[str]) -> str:
    return next(iter(sorted({*marks} - {NAME})), NAME)
