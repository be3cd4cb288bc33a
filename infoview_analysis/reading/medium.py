"""How a conversation was held, and how long it took."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby

from infoview_analysis.reading.lexicon import fold, load_entries, load_phrases

__all__ = ["find_duration", "find_medium", "rate_medium", "rate_told_medium"]

_LONGEST = 4  # words of a phrase
_DURATION = re.compile(
    r"(?P<hours>\d{1,2}(?:[.,]5)?)\s?(?:h|hrs?|hours?|std)\b\.?"
    r"(?:\s*(?:and\s*)?(?P<rest>\d{1,2})\s?(?:m|mins?|minutes)?\b)?"
    r"|(?P<minutes>\d{1,3})\s?(?:min|mins|minutes|minute|′|’)(?!\w)",
    re.IGNORECASE,
)
_TOLD = {"in_person": 2.3, "somewhere": 1.2, "phone": 2.7, "video": 3.0, "email": 2.8, "chat": 3.0}
"""How firmly a sentence about each tells: a table may stand beside a screen too, and a place be that of work."""
_ALONE = 0.7  # a word by itself between commas says more ...
_AMONG = 0.4  # ... than one in a sentence
_BETWEEN = re.compile(r"[.,;:!?()|/•·–—\"“”\n\[\]]|\s-\s")
_SENTENCE = re.compile(r"[^.!?]+")
_FIRST_PERSON = re.compile(r"\b(?:I|me|we|us)\b", re.IGNORECASE)
_BARE_MINUTES = re.compile(r"\s*\d{2,3}\s*")


@cache
def _mediums() -> dict[str, str]:
    """Phrase → medium."""
    return {phrase: medium for medium, phrases in load_phrases("mediums").items() for phrase in phrases}


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(load_phrases("medium_words")[key])


def find_medium(*texts: str) -> str:
    """How the talk was held, by the most telling words in the texts; empty if they do not say.

    Of equally telling words those in an earlier text count.

    Examples
    --------
    >>> find_medium("WhatsApp voice call, 40 min"), find_medium("their canteen, scone each"), find_medium("in May")
    ('phone', 'in_person', '')
    """
    found = [
        (
            score - 0.1 * number - 0.6 * (number > 3) - 0.6 * (number > 6),
            medium,
        )  # what stands far down is rather about something else
        for number, text in enumerate(texts)
        for score, medium in [rate_medium(text)]
        if medium
    ]
    return max(found, key=lambda entry: entry[0], default=(0.0, ""))[1]


@lru_cache(maxsize=2048)  # conversations of a note share its first lines
def rate_medium(text: str) -> tuple[float, str]:
    """How a text says that the talk was held, and how firmly: above 2 it leaves little doubt.

    Examples
    --------
    >>> rate_medium("Rang Jane in the end")[1], rate_medium("Her phone number is on the card")
    ('phone', (0.0, ''))
    """
    plain = _passing().sub(" | ", text)
    return max([*_told_in(plain), *_named_in(plain)], key=lambda entry: entry[0], default=(0.0, ""))


def rate_told_medium(text: str) -> tuple[float, str]:
    """As :func:`rate_medium`, by sentences in which the note-taker tells of the talk only.

    Examples
    --------
    >>> rate_told_medium("We sat in her kitchen.")[1], rate_told_medium("She sits in a kitchen.")
    ('in_person', (0.0, ''))
    """
    sentences = (one for one in _SENTENCE.findall(_passing().sub(" | ", text)) if _FIRST_PERSON.search(one))
    told = (entry for sentence in sentences for entry in _told_in(sentence) if entry[0] > _TOLD["somewhere"])
    return max(told, key=lambda entry: entry[0], default=(0.0, ""))


# --- sentences ----------------------------------------------------------------------------------------------------


@cache
def _passing() -> re.Pattern[str]:
    """What mentions a medium in passing."""
    return re.compile(_join(load_entries("medium_patterns")["passing"]), re.IGNORECASE)


@cache
def _told() -> dict[str, re.Pattern[str]]:
    """Medium → what tells that a talk was held so."""
    words = load_entries("medium_patterns")
    parts = {f"<{key}>": f"(?:{'|'.join(words[key])})" for key in ("place", "talk", "whose")}
    patterns = {}
    for medium in _TOLD:
        source = _join(sorted(words[f"told_{medium}"], key=_begins_at_word))
        for name, part in parts.items():
            source = source.replace(name, part)
        patterns[medium] = re.compile(source, re.IGNORECASE)
    return patterns


def _join(sources: Iterable[str]) -> str:
    """Any of some patterns; those in a row that begin at a word are tried there only, which saves most of the time."""
    rows = ((at_word, list(row)) for at_word, row in groupby(sources, key=_begins_at_word))
    return "|".join(rf"\b(?:{'|'.join(one[2:] for one in row)})" if at_word else "|".join(row) for at_word, row in rows)


def _begins_at_word(source: str) -> bool:
    return source.startswith(r"\b")


def _told_in(text: str) -> Iterator[tuple[float, str]]:
    """Score and medium of the first sentence that tells of each medium."""
    for medium, pattern in _told().items():
        if match := pattern.search(text):
            yield _TOLD[medium] - 0.002 * match.start(), medium.replace("somewhere", "in_person")


# --- words --------------------------------------------------------------------------------------------------------


def _named_in(text: str) -> Iterator[tuple[float, str]]:
    """Score and medium of the words for a medium in a text; more where little else stands between two commas."""
    start = 0
    for piece in _BETWEEN.split(text):
        words = fold(piece).split()
        for score, medium, size in _scored(words):
            yield score - 0.02 * start + (_ALONE if len(words) <= size + 1 else -_AMONG if size == 1 else 0.0), medium
        start += len(words)


def _scored(words: Sequence[str]) -> Iterator[tuple[float, str, int]]:
    """Score, medium and length of each phrase in the words that tells of how a talk was held; longer ones first."""
    for size in range(_LONGEST, 0, -1):
        for start in range(len(words) - size + 1):
            phrase = words[start : start + size]
            medium = _mediums().get(" ".join(phrase), "")
            if medium and not (size == 1 and _is_other_use(words, start)):
                score = size + _firmness(phrase, medium) - 0.02 * start
                if score > 0:
                    yield score, medium, size


def _firmness(phrase: Sequence[str], medium: str) -> float:
    if not _words("firm").isdisjoint(phrase):
        return 1.5
    if len(phrase) > 1:
        return 0.0
    if phrase[0] in _words("vague"):
        return -0.6
    return -0.5 if medium == "in_person" else 0.0


def _is_other_use(words: Sequence[str], index: int) -> bool:
    """True for *meet* as a verb, *call centre*, *to call*, *team's phone number*."""
    word = words[index]
    before = words[index - 1] if index else ""
    after = words[index + 1] if index + 1 < len(words) else ""
    if word in _words("verbs") and before in _words("before_verb"):
        return True
    if word == "phone" and after in _words("after_phone"):
        return True
    return not _words("other_use").isdisjoint({f"{before} {word}", f"{word} {after}"})


def find_duration(text: str) -> int | None:
    """Length of the talk in minutes; None if the text does not say.

    Examples
    --------
    >>> find_duration("1 h 12"), find_duration("40 min"), find_duration("50")
    (72, 40, 50)
    """
    if _BARE_MINUTES.fullmatch(text):
        return int(text)
    match = _DURATION.search(text)
    if match is None:
        return None
    if match["minutes"]:
        return int(match["minutes"])
    return round(float(match["hours"].replace(",", ".")) * 60) + int(match["rest"] or 0)
