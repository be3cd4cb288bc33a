"""Persons named in an interview beside the interviewee, each with everything said of them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from infoview_analysis.language.cues import find_cues
from infoview_analysis.language.statements import Statement
from infoview_analysis.reading.lexicon import fold, load_words
from infoview_analysis.reading.names import clean_name, find_names
from infoview_analysis.reading.organizations import has_organization_word, is_place
from infoview_analysis.reading.roles import looks_like_role

__all__ = ["Circle", "Interviewee", "NamedPerson", "Place", "find_people"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person is named: number of the statement and characters in it."""

    statement: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A person named in an interview."""

    name: str
    """The fullest form in the interview, without title."""
    places: tuple[Place, ...]
    linked: bool
    """True where the writer made the name a link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interviewee:
    """Somebody interviewed in one of the notes."""

    name: str
    aliases: tuple[str, ...]
    date: str
    note: str
    interview_id: str


@dataclass(frozen=True, kw_only=True)
class Circle:
    """What the notes know of people. The default knows nothing."""

    interviewed: tuple[Interviewee, ...] = ()
    spread: tuple[tuple[str, float], ...] = ()
    """Folded first name → share of the notes it occurs in; that of the note-taker is in many."""

    @cached_property
    def by_first_name(self) -> Mapping[str, Sequence[Interviewee]]:
        """Those interviewed, by the first word of their folded names."""
        found: defaultdict[str, list[Interviewee]] = defaultdict(list)
        for other in self.interviewed:
            found["".join(fold(other.name).split()[:1])].append(other)
        return found

    @cached_property
    def shares(self) -> Mapping[str, float]:
        """The spread of each first name."""
        return dict(self.spread)


def find_people(statements: Sequence[Statement], circle: Circle | None = None) -> list[NamedPerson]:
    """Persons named in the statements of an interview, in order; the interviewee is left out.

    A bare first name counts for the one person whose full name begins with it, be it an interviewee of the same note.
    Where people are pointed to, unknown words in capitals are taken for names too.

    Examples
    --------
    >>> from infoview_analysis.language.context import Context
    >>> from infoview_analysis.records import Provenance
    >>> texts = ["Ask for Dev Patel.", "Dev runs analytics"]
    >>> where = Provenance(note="a.md", line=1, end_line=1)
    >>> statements = [Statement(interview_id="", text=text, context=Context(), source=where) for text in texts]
    >>> [(person.name, len(person.places)) for person in find_people(statements)]
    [('Dev Patel', 2)]
    """
    seen = [found for number, statement in enumerate(statements) for found in _names_in(number, statement)]
    note = statements[0].source.note if statements else ""
    others = [other.name for other in (circle or Circle()).interviewed if other.note == note]
    full = _full_names([name for name, _, _ in seen] + others)
    people: dict[str, tuple[str, list[Place], bool]] = {}
    for name, place, linked in seen:
        whole = full.get(fold(name), name)
        _, places, was_linked = people.get(fold(whole), ("", [], False))
        people[fold(whole)] = (people.get(fold(whole), (whole,))[0], [*places, place], linked or was_linked)
    own = (statements[0].context.interviewee, *statements[0].context.aliases) if statements else ()
    return [NamedPerson(n, tuple(where), link) for n, where, link in people.values() if not _is_same(n, own)]


def _names_in(number: int, statement: Statement) -> Iterator[tuple[str, Place, bool]]:
    text = statement.text
    lower = text == text.lower()
    spans = [_without_verb(text, *span) for span in find_names(text, any_case=lower)]
    for name in statement.context.names:
        start = text.find(name)
        if start >= 0:
            spans = [span for span in spans if span[2] <= start or span[1] >= start + len(name)]
            yield clean_name(name), Place(number, start, start + len(name)), True
    if not lower:
        pointing = statement.context.topic == "people" or "pointing" in find_cues(text, "referrals")
        unknown = [span for span in _unknown_names(text) if pointing or (span[1] == 0 and " " in span[0])]
        spans += [span for span in unknown if not any(span[1] < end and start < span[2] for _, start, end in spans)]
    for name, start, end in sorted((_with_surname(text, *span) for span in spans), key=lambda span: span[1]):
        if fold(name):
            yield clean_name(name), Place(number, start, end), False


_PARTICLES = frozenset(
    {"van", "von", "de", "der", "den", "del", "da", "di", "bin", "al", "el", "la", "le", "ten", "ter", "y", "dos"}
)
_WORDS = re.compile(r"(?<![\w@#/.])[^\W\d_][\w'’-]+(?: [^\W\d_][\w'’-]*)*")


def _unknown_names(text: str) -> Iterator[tuple[str, int, int]]:
    """Runs of capitalised words that no list knows: two words anywhere, one inside a sentence or before a comma."""
    for match in _WORDS.finditer(text):
        for run in _capital_runs(match.group()):
            start = match.start() + match.group().find(run)
            if _can_be_person(run, text, start):
                yield re.sub(r"['’]s?$", "", run), start, start + len(re.sub(r"['’]s?$", "", run))


def _capital_runs(text: str) -> Iterator[str]:
    run: list[str] = []
    for word in [*text.split(" "), ""]:
        capital = word[:1].isupper() and not (word.isupper() and len(word) > 1)
        if capital or (run and word in _PARTICLES):
            run.append(word)
        elif run:
            yield " ".join(run)
            run = []


def _can_be_person(run: str, text: str, start: int) -> bool:
    words = run.split()
    if has_organization_word(run) or is_place(run) or looks_like_role(run):
        return False
    if any(fold(word) in load_words("not_names") or re.match(r"I['’]\w+$", word) for word in words):
        return False
    opens = not text[:start].strip(" \"“'‘(*-–—•>→") or text[:start].rstrip().endswith((".", "!", "?", ":"))
    return len(words) > 1 or (len(run) > 2 and (not opens or text[start + len(run) :].startswith((",", " (", " at "))))


_OPENING = frozenset(
    {
        "you",
        "there",
        "re",
        "m",
        "s",
        "i",
        "it",
        "ring",
        "call",
        "email",
        "mail",
        "ask",
        "tell",
        "meet",
        "see",
        "thank",
        "write",
        "find",
        "contact",
        "text",
    }
    | {"visit", "dear", "hi", "hello", "then", "with", "and", "but", "when", "while", "message", "via", "from", "so"}
    | {
        "next",
        "old",
        "our",
        "her",
        "his",
        "my",
        "the",
        "also",
        "said",
        "says",
        "new",
        "young",
        "great",
        "big",
        "little",
        "another",
    }
)
"""Words that a capital at the start of a sentence makes look like a first name."""


def _without_verb(text: str, name: str, start: int, end: int) -> tuple[str, int, int]:
    """Take *Ring* off *Ring Deborah Ofori-Atta*, and *'s* off the end."""
    first, _, rest = name.partition(" ")
    if rest and set(fold(first).split()) <= _OPENING:
        return rest, end - len(rest), end
    return name, start, end


_ELIDED = re.compile(r" [dl]['’][A-ZÀ-Ý][\w-]+")


def _with_surname(text: str, name: str, start: int, end: int) -> tuple[str, int, int]:
    """Add *d'Entremont* to *Catherine*."""
    match = _ELIDED.match(text, end)
    return (f"{name}{match.group()}", start, match.end()) if match else (name, start, end)


def _full_names(names: Sequence[str]) -> dict[str, str]:
    """Folded bare name → the one full name that begins or ends with it."""
    full = {fold(name): name for name in names if len(name.split()) > 1}
    found: dict[str, str] = {}
    for bare in {fold(name) for name in names} - set(full):
        owners = [name for key, name in full.items() if key.startswith(f"{bare} ") or key.endswith(f" {bare}")]
        if len(owners) == 1:
            found[bare] = owners[0]
    return found


def _is_same(name: str, known: Sequence[str]) -> bool:
    """True where a name is one of those known, or a part of it."""
    parts = set(fold(name).split())
    others = [set(fold(other).split()) for other in known if other]
    return any(parts <= other or other <= parts for other in others)
