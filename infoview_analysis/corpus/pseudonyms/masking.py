"""A text with labels in place of its names: those of the tables first, then everything that may be one."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from infoview_analysis.corpus.pseudonyms.addresses import mask_addresses
from infoview_analysis.corpus.pseudonyms.known import NAME, Keys, Known
from infoview_analysis.corpus.pseudonyms.marks import (
    JOINS,
    KEEP,
    is_glued,
    is_place_only,
    mark_initials,
    mark_offices,
    mark_span,
    spread,
)
from infoview_analysis.corpus.pseudonyms.ordinary import can_keep_capital, is_ordinary
from infoview_analysis.corpus.pseudonyms.sentences import OWN_WORDS
from infoview_analysis.corpus.pseudonyms.words import Word, cut_words, is_lower_case, is_title_case
from infoview_analysis.corpus.pseudonyms.workplaces import (
    mark_everyday_names,
    mark_offices_of_places,
    mark_partners,
    mark_plain_workplaces,
    mark_workplaces,
)
from infoview_analysis.reading.names import find_names
from infoview_analysis.reading.organizations import find_employer

if TYPE_CHECKING:
    from infoview_analysis.language.entities import Entity

__all__ = ["Masker", "prepare"]


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
    places: set[str] = field(default_factory=set)
    """Words that the language model takes for a place somewhere in the notes; other places may be a café's name."""
    suspects: dict[str, set[str]] = field(default_factory=dict)
    """By note, everyday words that name somebody there: *Rose*."""

    def learn(self, texts: Iterable[tuple[str, str]]) -> None:
        """Remember names that show in one place and could pass elsewhere: at the start of a sentence, in lower case.

        ``texts`` come with their note; all are gone through before any counts, so that their order changes nothing.
        """
        for text, entities in self.entities.items():
            spans = [text[entity.start : entity.end] for entity in entities if entity.label == "GPE"]
            self.places.update(word.key for span in spans for word in cut_words(span))
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
            if all(word.is_capital or word.key in JOINS for word in name):
                yield name

    def mask(self, text: str, note: str) -> str:
        """The text with a label for each name."""
        return _write_labels(text, self._mark(text, note))

    def mask_words(self, text: str, note: str) -> str:
        """A text of the program's with a label for each name of the tables and each word that is no everyday one."""
        words = cut_words(text)
        marks = [""] * len(words)
        self._mark_known(words, marks, note, lower=False)
        self._mark_skills(words, marks, note)
        for number, word in enumerate(words):
            if not (marks[number] or word.key in OWN_WORDS or is_ordinary(word.text) or is_place_only(word.text)):
                marks[number] = NAME
        return _write_labels(text, marks)

    def _mark(self, text: str, note: str) -> list[str]:
        """For each word its label, ``keep`` or nothing."""
        words = cut_words(text)
        marks = [""] * len(words)
        lower = is_lower_case(text)
        self._mark_known(words, marks, note, lower=lower)
        self._mark_skills(words, marks, note)
        for start, end in self._spans(text, lower=lower):
            mark_span(words, marks, start, end, lower=lower)
        mark_initials(text, words, marks)
        mark_workplaces(words, marks)
        mark_offices_of_places(text, words, marks)
        mark_everyday_names(text, words, marks)
        mark_plain_workplaces(text, words, marks)
        title = is_title_case(text)
        mark_offices(text, words, marks, title=title)
        for number, word in enumerate(words):
            if not marks[number] and self._may_be_name(word, note, title=title):
                marks[number] = NAME
        spread(text, words, marks, title=title)
        if lower:
            mark_partners(text, words, marks)
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
                    marks[number : number + length] = [KEEP] * length

    def _spans(self, text: str, *, lower: bool) -> Iterable[tuple[int, int]]:
        for entity in self.entities.get(text, ()):
            if not (entity.label == "GPE" and is_place_only(text[entity.start : entity.end])):
                yield entity.start, entity.end
        yield from ((start, end) for _, start, end in find_names(text, any_case=lower))
        firm = find_employer(text)
        if firm:
            start = text.find(firm)
            yield start, start + len(firm)

    def _may_be_name(self, word: Word, note: str, *, title: bool) -> bool:
        if word.key in self.suspects.get(note, ()) and word.is_capital:
            return True
        if is_place_only(word.text):
            return word.key in self.known.places or (word.is_capital and word.key not in self.places)
        if not is_ordinary(word.text):
            return True
        return word.is_capital and not (word.opens or title or can_keep_capital(word.text) or word.text.isupper())


def _write_labels(text: str, marks: Sequence[str]) -> str:
    """The text with its labels in place of the words they mark."""
    words, parts, last = cut_words(text), [], 0
    for run in _runs(text, words, marks):
        parts += [text[last : words[run[0]].start], _label(marks[number] for number in run)]
        last = words[run[-1]].end
    return "".join([*parts, text[last:]])


def _runs(text: str, words: Sequence[Word], marks: Sequence[str]) -> Iterable[list[int]]:
    """Numbers of the words that become one label."""
    run: list[int] = []
    for number, (word, mark) in enumerate(zip(words, marks, strict=True)):
        shown = mark not in ("", KEEP)
        if run and not (shown and is_glued(text, words[run[-1]], word) and _agree(marks[run[0] : number], mark)):
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
