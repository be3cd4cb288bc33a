"""Phrases of a statement that might name a skill: names of the vocabulary, and runs of words beyond it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files

from infoview_analysis.language.context import Context
from infoview_analysis.language.vocabulary import Match, Vocabulary
from infoview_analysis.language.vocabulary.homographs import choose_sense
from infoview_analysis.language.vocabulary.surfaces import Word, find_words

__all__ = ["Candidate", "Scene", "find_candidates", "read_scene"]

_LONGEST = 5
_OWNERS = frozenset(["my", "your", "his", "her", "their", "our"])


@dataclass(slots=True)
class Scene:
    """A statement cut into words and segments."""

    text: str
    context: Context
    words: list[Word]
    segments: list[int]
    """For each word, the number of the segment it is in; segments end at punctuation."""
    matches: list[Match] = field(default_factory=list)
    lower: bool = False
    """True where the writer does without capitals."""
    dropped: frozenset[str] = frozenset()
    """Words, in lower case, that the user calls no skill."""

    def bounds(self, segment: int) -> tuple[int, int]:
        """First word of a segment and the one after its last."""
        first = self.segments.index(segment)
        return first, first + self.segments.count(segment)

    def place(self, candidate: "Candidate") -> tuple[int, int]:
        """First character of a candidate, and the one after its last."""
        return self.words[candidate.start].start, self.words[candidate.stop - 1].end


@dataclass(slots=True)
class Candidate:
    """Words ``start`` to ``stop`` under a name."""

    start: int
    stop: int
    name: str
    source: str
    """``name``, ``alias``, ``joined``, ``loose`` (vocabulary), ``surface`` (its words as written) or ``new``."""
    match: Match | None = None


@cache
def _stop_words() -> tuple[frozenset[str], frozenset[str]]:
    """Words no phrase has at its edges, and words no phrase has at all."""
    edges, never = files(__package__).joinpath("stop_words.txt").read_text(encoding="utf-8").split("\n\n")
    return frozenset((edges + " " + never).split()), frozenset(never.split())


def read_scene(text: str, context: Context, vocabulary: Vocabulary) -> Scene:
    """Cut a statement into words and segments and look its words up."""
    words = find_words(text)
    segments: list[int] = []
    number = end = 0
    for word in words:
        gap = text[end : word.start]
        number += bool(segments) and any(mark in gap for mark in ',;:()[]"“”!?=→•|/…—–\n.&*')
        segments.append(number)
        end = word.end
    letters = [c for c in f"{text} {context.before} {context.after}" if c.isalpha()]
    lower = sum(c.isupper() for c in letters) <= max(1, len(letters) // 120)
    around = " ".join((text, context.section, context.lead, context.question, context.before, context.after))
    matches = [_with_sense(match, around, vocabulary) for match in vocabulary.find(text)]
    return Scene(text, context, words, segments, matches, lower, vocabulary.dropped)


def _with_sense(match: Match, around: str, vocabulary: Vocabulary) -> Match:
    """The match with the skill that its form means among these words."""
    entry = vocabulary.get(choose_sense(match.surface, around))
    return replace(match, entry=entry) if entry is not None else match


def find_candidates(scene: Scene) -> list[Candidate]:
    """Everything that might be a skill, with every name it might go by.

    Examples
    --------
    >>> from infoview_analysis.language.vocabulary import Entry
    >>> vocabulary = Vocabulary([Entry(name="JavaScript", category="tool", aliases=("JS",))])
    >>> scene = read_scene("You need JS, jar testing", Context(), vocabulary)
    >>> [(c.name, c.source) for c in find_candidates(scene)]
    [('JavaScript', 'alias'), ('JS', 'surface'), ('jar testing', 'new'), ('jar', 'new'), ('testing', 'new')]
    """
    found = [*_known(scene), *_new(scene)]
    return [
        one
        for one in found
        if _write(scene, one.start, one.stop).casefold() not in scene.dropped and not _is_title(scene, one)
    ]


def _is_title(scene: Scene, candidate: Candidate) -> bool:
    """True for *words* in *her words: yes*, the title of a column or line."""
    owner = scene.words[candidate.start - 1].form if candidate.start else ""
    _, end = scene.place(candidate)
    return owner in _OWNERS and scene.text[end:].lstrip().startswith(":")


def _known(scene: Scene) -> Iterator[Candidate]:
    starts = {word.start: number for number, word in enumerate(scene.words)}
    stops = {word.end: number + 1 for number, word in enumerate(scene.words)}
    for match in scene.matches:
        start, stop = starts[match.start], stops[match.end]
        yield Candidate(start, stop, match.entry.name, match.kind, match)
        written = _write(scene, start, stop)
        if match.entry.field != "user" and written.casefold() != match.entry.name.casefold():
            yield Candidate(start, stop, written, "surface", match)


def _new(scene: Scene) -> Iterator[Candidate]:
    edges, never = _stop_words()
    known = {(candidate.start, candidate.stop) for candidate in _known(scene)}
    words, segments = scene.words, scene.segments
    for start, first in enumerate(words):
        if first.form in edges or first.form.isdigit():
            continue
        for stop in range(min(len(words), start + _LONGEST), start, -1):
            last = words[stop - 1].form
            if segments[stop - 1] != segments[start] or last in edges:
                continue
            if (start, stop) in known or any(word.form in never for word in words[start:stop]):
                continue
            yield Candidate(start, stop, _write(scene, start, stop), "new")


def _write(scene: Scene, start: int, stop: int) -> str:
    """The words as written, a capital at the start of a sentence undone."""
    text = scene.text[scene.words[start].start : scene.words[stop - 1].end].replace("\n", " ")
    first = scene.words[start].text
    if start == 0 and first[0].isupper() and first[1:].islower() and stop - start > 1:
        return text[0].lower() + text[1:]
    return text
