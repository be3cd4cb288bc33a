"""Where a text names skills of the vocabulary."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from infoview_analysis.language.vocabulary.entries import Entry, is_abbreviation
from infoview_analysis.language.vocabulary.surfaces import Word, find_words, make_key, make_loose_key

__all__ = ["Match", "Vocabulary"]

_LONGEST = 8
_LOOSE_LONGEST = 6
_EDGES = frozenset("a an the my your his her their our its own some any of and or for with in on to at by from into about up out as is are be".split())


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


@dataclass(slots=True)
class _Surface:
    entry: int
    text: str
    kind: str


@dataclass(slots=True)
class Vocabulary:
    """Entries and an index of all their names.

    Examples
    --------
    >>> vocabulary = Vocabulary([Entry(name="stakeholder management", category="social"), Entry(name="JavaScript", category="tool", aliases=("JS",))])
    >>> [(match.entry.name, match.kind) for match in vocabulary.find("Managing stakeholders, java script, JS")]
    [('stakeholder management', 'loose'), ('JavaScript', 'joined'), ('JavaScript', 'alias')]
    """

    entries: tuple[Entry, ...]
    _exact: dict[str, list[_Surface]] = field(repr=False)
    _loose: dict[str, _Surface] = field(repr=False)
    _names: dict[str, Entry] = field(repr=False)

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._exact, self._loose = {}, {}
        self._names = {entry.name.casefold(): entry for entry in self.entries}
        for number, entry in enumerate(self.entries):
            self._add(number, entry.name, "name")
        for number, entry in enumerate(self.entries):
            for alias in entry.aliases:
                self._add(number, alias, "alias")

    def _add(self, number: int, name: str, kind: str) -> None:
        forms = tuple(word.form for word in find_words(name))
        if not forms:
            return
        surface = _Surface(number, name, kind)
        self._exact.setdefault(make_key(forms), []).append(surface)
        if len(forms) > 1 and len("".join(forms)) >= 6:
            self._exact.setdefault("".join(forms), []).append(_Surface(number, name, "joined"))
            loose = make_loose_key(forms)
            if loose:
                self._loose.setdefault(loose, _Surface(number, name, "loose"))

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
            forms = tuple(word.form for word in run)
            for surface in self._look_up(forms):
                if surface.entry not in seen or stop == start + 1:
                    seen.add(surface.entry)
                    yield self._match(text, run, surface)

    def _look_up(self, forms: tuple[str, ...]) -> list[_Surface]:
        if len(forms) > 1 and (forms[0] in _EDGES or forms[-1] in _EDGES):
            return self._exact.get("".join(forms), []) if len(forms) == 2 else self._exact.get(" ".join(forms), [])
        found = self._exact.get(make_key(forms), [])
        if not found and len(forms) == 2:
            found = [surface for surface in self._exact.get("".join(forms), []) if not surface.text.islower()]
            found = [_Surface(surface.entry, surface.text, "joined") for surface in found]
        if not found and 2 <= len(forms) <= _LOOSE_LONGEST:
            loose = self._loose.get(make_loose_key(forms))
            found = [loose] if loose is not None else []
        return found[:3]

    def _match(self, text: str, run: list[Word], surface: _Surface) -> Match:
        start, end = run[0].start, run[-1].end
        written = text[start:end]
        case = len(run) > 1 or written == surface.text or (not is_abbreviation(surface.text) and written.rstrip("s") == surface.text)
        return Match(self.entries[surface.entry], start, end, surface.text, surface.kind, case)


def _is_broken(text: str, run: list[Word]) -> bool:
    """True where punctuation sets the words apart."""
    return any(
        any(mark in ",;:!?()[]\"“”=→|•" or mark == "\n" for mark in gap) or ". " in gap
        for left, right in zip(run, run[1:], strict=False)
        if (gap := text[left.end : right.start]) not in {" ", "-"}
    )
