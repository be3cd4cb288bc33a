"""Where a text names skills of the vocabulary."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from infoview_analysis.language.vocabulary.entries import Entry, is_abbreviation
from infoview_analysis.language.vocabulary.surfaces import LINKS, Word, find_words, make_key, make_loose_key

__all__ = ["Index", "Match", "Vocabulary", "build_index"]

_LONGEST = 8
_LOOSE_LONGEST = 6
_EDGES = LINKS | frozenset(
    ["a", "an", "the", "my", "your", "his", "her", "their", "our", "its", "own", "some", "any", "of"]
)
_KINDS = ("name", "alias", "joined", "loose")


@dataclass(frozen=True, slots=True)
class Match:
    """A name of a skill in a text."""

    entry: Entry
    start: int
    end: int
    surface: str
    """The name as the vocabulary has it."""
    kind: str
    """``name``, ``alias``, ``joined`` (written as one word) or ``loose`` (other order or form)."""
    case: bool
    """Written in the same capitals as in the vocabulary, or longer than a word."""


class Index(NamedTuple):
    """Names by key: number of the entry, of its name (0) or alias (1, 2, ...), and of the kind of match."""

    exact: dict[str, list[list[int]]]
    loose: dict[str, list[int]]


def build_index(entries: tuple[Entry, ...]) -> Index:
    """Index of all names of the entries; names of skills come before aliases."""
    index = Index({}, {})
    for aliases in (False, True):
        for number, entry in enumerate(entries):
            for place, name in enumerate(entry.aliases if aliases else (entry.name,)):
                _add(index, number, place + aliases, name)
    return index


def _add(index: Index, number: int, place: int, name: str) -> None:
    forms = tuple(word.form for word in find_words(name))
    if not forms:
        return
    index.exact.setdefault(make_key(forms), []).append([number, place, int(place > 0)])
    if len(forms) > 1 and len("".join(forms)) >= 6:
        index.exact.setdefault("".join(forms), []).append([number, place, 2])
        loose = make_loose_key(forms)
        if loose:
            index.loose.setdefault(loose, [number, place, 3])


class Vocabulary:
    """Entries and an index of all their names.

    Parameters
    ----------
    entries : iterable of Entry
    index : Index, optional
        Of these entries, where it was built before.
    dropped : frozenset of str, optional
        Words, in lower case, that are no skill here.

    Examples
    --------
    >>> script = Entry(name="JavaScript", category="tool", aliases=("JS",))
    >>> vocabulary = Vocabulary([Entry(name="stakeholder management", category="social"), script])
    >>> [(match.entry.name, match.kind) for match in vocabulary.find("Managing stakeholders, java script, JS")]
    [('stakeholder management', 'loose'), ('JavaScript', 'joined'), ('JavaScript', 'alias')]
    """

    def __init__(
        self, entries: Iterable[Entry], index: Index | None = None, dropped: frozenset[str] = frozenset()
    ) -> None:
        self.entries = tuple(entries)
        self.dropped = dropped
        self._exact, self._loose = index or build_index(self.entries)
        self._names = {entry.name.casefold(): entry for entry in self.entries}

    def __len__(self) -> int:
        return len(self.entries)

    def get(self, name: str) -> Entry | None:
        """Entry of this name, compared without case."""
        return self._names.get(name.casefold())

    def find(self, text: str) -> list[Match]:
        """All names in a text, overlapping ones too, by place, longer ones first."""
        words = find_words(text)
        found = [match for start in range(len(words)) for match in self._find_at(text, words, start)]
        return sorted(found, key=lambda match: (match.start, -match.end, match.entry.name))

    def _find_at(self, text: str, words: list[Word], start: int) -> Iterator[Match]:
        seen: set[int] = set()
        for stop in range(min(len(words), start + _LONGEST), start, -1):
            run = words[start:stop]
            if _is_broken(text, run):
                continue
            for number, place, kind in self._look_up(tuple(word.form for word in run)):
                if number not in seen or stop == start + 1:
                    seen.add(number)
                    yield self._match(text, run, self.entries[number], place, kind)

    def _look_up(self, forms: tuple[str, ...]) -> list[list[int]]:
        if len(forms) > 1 and (forms[0] in _EDGES or forms[-1] in _EDGES):
            return self._exact.get("".join(forms) if len(forms) == 2 else " ".join(forms), [])
        found = self._exact.get(make_key(forms), [])
        if not found and len(forms) == 2:
            joined = self._exact.get("".join(forms), [])
            found = [[number, place, 2] for number, place, _ in joined if not self._name(number, place).islower()]
        if not found and 2 <= len(forms) <= _LOOSE_LONGEST:
            loose = self._loose.get(make_loose_key(forms))
            found = [loose] if loose is not None else []
        return found[:3]

    def _name(self, number: int, place: int) -> str:
        entry = self.entries[number]
        return entry.aliases[place - 1] if place else entry.name

    def _match(self, text: str, run: list[Word], entry: Entry, place: int, kind: int) -> Match:
        start, end = run[0].start, run[-1].end
        surface = entry.aliases[place - 1] if place else entry.name
        written = text[start:end]
        plural = not is_abbreviation(surface) and written.rstrip("s") == surface
        return Match(entry, start, end, surface, _KINDS[kind], len(run) > 1 or written == surface or plural)


def _is_broken(text: str, run: list[Word]) -> bool:
    """True where punctuation sets the words apart."""
    return any(
        any(mark in ',;:!?()[]"“”=→|•\n' for mark in gap) or ". " in gap
        for left, right in pairwise(run)
        if (gap := text[left.end : right.start]) not in {" ", "-"}
    )
