"""Who has been written to, as running notes tell it: *emailed Dev*, *no reply from Dev yet*."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from infoview_analysis.identity import People

__all__ = ["find_contacted", "tells_of_contact"]

_NAME = "\0"
"""Stands for a name in a sentence."""
_WROTE = (
    r"(?:e-?mailed|mailed|wrote to|written to|messaged|texted|called|rang|phoned|pinged|contacted|chased|reached out to"
    r"|sent an? (?:e-?mail|mail|message|note|line) to)"
)
_ANSWER = r"(?:answer(?:ed)?|repl(?:y|ied)|respond(?:ed)?|w(?:rote|ritten) back|g[eo]t(?:ten)? back|come back)"
_NOT_YET = r"(?:(?:has|have|had)(?:n['’]t| not)|did(?:n['’]t| not)|never|still has(?:n['’]t| not))"
_TOLD = re.compile(
    # Mine only: "he emailed Dev" is what somebody else did.
    rf"(?:^\W*|\b(?:I|I['’]ve|have|and|then|also)\s+){_WROTE}\s+{_NAME}"
    rf"|{_NAME}\s+{_NOT_YET}\s+(?:\w+\s+)?{_ANSWER}"
    rf"|{_NAME}\s+(?:has\s+)?(?:answered|replied|wrote back|got back)"
    r"(?=\W*$|[,.;]| (?:on|and|but|that|yes|no|within|after)\b)"
    rf"|\bno (?:answer|reply|response|word)(?: yet)? from {_NAME}"
    rf"|\bwaiting (?:for|to hear from) {_NAME}",
    re.IGNORECASE,
)
_CUE = re.compile(rf"\b(?:{_WROTE}|{_ANSWER}|waiting|no word)\b", re.IGNORECASE)
_WORD = re.compile(r"\w[\w'’-]*")
_SENTENCES = re.compile(r"(?<=[.!?;])\s+")


def tells_of_contact(text: str) -> bool:
    """Whether words may say that somebody has been written to; others need not be looked at."""
    return bool(_CUE.search(text))


def find_contacted(told: Iterable[tuple[str, str]], people: People) -> frozenset[str]:
    """Find the persons to whom the note-taker has written, whichever note says so.

    Parameters
    ----------
    told
        Note and text of the passages that :func:`tell <tells_of_contact>` of it.
    people
        Who is who; a note that only mentions somebody, such as an index, has to name them in full.

    Returns
    -------
    frozenset of str
        Their ``person_id``.
    """
    full: dict[str, set[str]] = defaultdict(set)
    for person in people.persons:
        for name in (person.name, *person.aliases):
            full[name.casefold()].add(person.person_id)
    known = _NameFinder({*full, *(name for _, name in people.ids)})
    found: set[str] = set()
    for note, text in told:
        for name in known.find_written_to(text):
            meant = people.find_id(note, name)
            same = full[name] if " " in name else set()
            found |= {meant} if meant else same if len(same) == 1 else set()
    return frozenset(found)


class _NameFinder:
    """Known names, in lower case, found in running text by their first word."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_first: dict[str, list[str]] = defaultdict(list)
        for name in sorted(names, key=len, reverse=True):
            self._by_first[name.split()[0] if name.strip() else ""].append(name)

    def find_written_to(self, text: str) -> Iterator[str]:
        """Yield the names of whom a sentence says that they were written to."""
        for sentence in _SENTENCES.split(text.casefold()):
            for word in _WORD.finditer(sentence):
                name = self._find_at(sentence, word)
                if name and _TOLD.search(f"{sentence[: word.start()]}{_NAME}{sentence[word.start() + len(name) :]}"):
                    yield name

    def _find_at(self, sentence: str, word: re.Match[str]) -> str:
        """Find the longest name that begins with a word of a sentence; empty if none does."""
        names = self._by_first.get(word[0], ())
        return next((name for name in names if sentence.startswith(name, word.start())), "")
