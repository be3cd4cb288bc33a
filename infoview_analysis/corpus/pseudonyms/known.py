"""Names that the tables know, and whom each means in which note."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from infoview_analysis.corpus.pseudonyms.ordinary import is_ordinary
from infoview_analysis.corpus.pseudonyms.words import Word, cut_words, is_lower_case
from infoview_analysis.reading.lexicon import load_entries, load_words

__all__ = ["NAME", "Known", "keys_of"]

NAME = "[name]"
"""Stands for a name that belongs to nobody in the tables, or to several."""

Keys = tuple[str, ...]

_PARTICLES = frozenset(load_entries("persons")["particles"]) | {"and", "of", "the", "for"}


_LEAST_TELLING = 3
"""Letters up to which an everyday word tells no organisation by itself."""


def keys_of(text: str) -> Keys:
    """Words of a name as they are compared.

    Examples
    --------
    >>> keys_of("Hyun-woo Bae")
    ('hyun', 'woo', 'bae')
    """
    return tuple(word.key for word in cut_words(text))


def _telling_parts(keys: Keys) -> Iterable[str]:
    """Words of an organisation's name that can stand for it; an everyday one does so in its notes only.

    Examples
    --------
    >>> list(_telling_parts(("heritage", "victoria"))), list(_telling_parts(("open", "door", "tamsworth")))
    (['heritage'], ['door', 'tamsworth'])
    """
    rest = [key for key in keys if len(key) > 1 and key not in load_words("places")]
    for key in rest:
        is_only = len(rest) == 1 < len(keys) and key not in _PARTICLES
        if not is_ordinary(key) or is_only or (len(keys) > 1 and not _is_general(key)):
            yield key


def _is_general(key: str) -> bool:
    lists = ("not_names", "organization_words", "role_heads", "role_modifiers")
    return len(key) <= _LEAST_TELLING or key in _PARTICLES or any(key in load_words(name) for name in lists)


@dataclass(slots=True, kw_only=True)
class Known:
    """Names by their words.

    Examples
    --------
    >>> known = Known()
    >>> known.add_person("Person 1", ["Priya Raman"], notes=["a.md"])
    >>> known.match(cut_words("Thanks, Priya"), 1, "a.md", lower=False)
    (1, 'Person 1')
    """

    labels: dict[Keys, set[str]] = field(default_factory=dict)
    """Pseudonyms of a whole name or of a part that can stand for it."""
    notes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Notes that have to do with whom a pseudonym stands for."""
    places: set[str] = field(default_factory=set)
    """Places in names of organisations: alone they may still be the organisation, or give it away."""
    hidden: set[Keys] = field(default_factory=set)
    """Names that the user wants hidden wherever they stand."""
    longest: dict[str, int] = field(default_factory=dict)
    """Words of the longest name by its first word."""

    def add_person(self, label: str, forms: Iterable[str], *, notes: Iterable[str]) -> None:
        """Add a person; each word of the name counts too, but for particles and initials."""
        self.notes[label].update(notes)
        for form in forms:
            keys = keys_of(form)
            self._add(keys, label)
            for part in keys:
                if len(part) > 1 and part not in _PARTICLES:
                    self._add((part,), label)

    def add_organisation(self, label: str, forms: Iterable[str], *, notes: Iterable[str]) -> None:
        """Add an organisation; words of its name count only where they mean nothing else."""
        self.notes[label].update(notes)
        for form in forms:
            keys = keys_of(form)
            self._add(keys, label)
            self.places.update(part for part in keys if len(part) > 1 and part in load_words("places"))
            for part in _telling_parts(keys):
                self._add((part,), label)

    def add_phrase(self, keys: Keys) -> None:
        """Add what was found to be the name of something that the tables do not have."""
        self.labels.setdefault(keys, {NAME})
        self._reach(keys)

    def add_hidden(self, keys: Keys) -> None:
        """Add a name that the user wants hidden, in whatever case and whatever else its words mean."""
        if keys:
            self.hidden.add(keys)
            self.add_phrase(keys)

    def _add(self, keys: Keys, label: str) -> None:
        if keys:
            self.labels.setdefault(keys, set()).add(label)
            self._reach(keys)

    def _reach(self, keys: Keys) -> None:
        self.longest[keys[0]] = max(len(keys), self.longest.get(keys[0], 0))

    def match(self, words: Sequence[Word], index: int, note: str, *, lower: bool) -> tuple[int, str] | None:
        """How many words from here are a name, and its label; None where they are none.

        ``lower`` says that the text does without capitals.
        """
        for length in range(min(self.longest.get(words[index].key, 0), len(words) - index), 0, -1):
            run = words[index : index + length]
            keys = tuple(word.key for word in run)
            labels = self.labels.get(keys)
            if labels and (length > 1 or keys in self.hidden or self._is_meant(run[0], labels, note, lower=lower)):
                return length, self._choose(labels, note, alone=length == 1)
        return None

    def _is_meant(self, word: Word, labels: set[str], note: str, *, lower: bool) -> bool:
        """True for a word that stands for the name here: *Rose* may be one, *rose* only where all is lower case."""
        if not is_ordinary(word.text):
            return True
        here = any(note in self.notes[label] for label in labels if label != NAME)
        if word.key in load_words("not_names") or len(word.text) == 1:
            return here and not lower and word.is_capital and not word.opens and len(word.text) > 1
        return here if lower else word.is_capital and (here or not word.opens)

    def _choose(self, labels: set[str], note: str, *, alone: bool) -> str:
        here = {label for label in labels if note in self.notes.get(label, ())}
        # A first name means whoever the note has to do with; elsewhere it may well be another's.
        chosen = here or (set() if alone else labels)
        return next(iter(chosen)) if len(chosen) == 1 else NAME

    def labels_in(self, text: str) -> Keys:
        """The words of a text, if it is a whole name; empty if it is none."""
        keys = keys_of(text)
        told = len(keys) > 1 or keys in self.hidden or not is_lower_case(text)
        return keys if keys in self.labels and told else ()
