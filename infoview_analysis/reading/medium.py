"""How a conversation was held, and how long it took."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from infoview_analysis.reading.lexicon import fold, load_phrases

__all__ = ["find_duration", "find_medium"]

_LONGEST = 4  # words of a phrase
_DURATION = re.compile(
    r"(?P<hours>\d{1,2}(?:[.,]5)?)\s?(?:h|hrs?|hours?|std)\b\.?"
    r"(?:\s*(?:and\s*)?(?P<rest>\d{1,2})\s?(?:m|mins?|minutes)?\b)?"
    r"|(?P<minutes>\d{1,3})\s?(?:min|mins|minutes|minute|′|’)(?!\w)",
    re.IGNORECASE,
)
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
        (score - 0.1 * number - 0.6 * (number > 3), medium)  # what stands far down is rather about something else
        for number, text in enumerate(texts)
        for score, medium in [_best_medium(text)]
        if medium
    ]
    return max(found, key=lambda entry: entry[0], default=(0.0, ""))[1]


def _best_medium(text: str) -> tuple[float, str]:
    return max(_scored(fold(text).split()), key=lambda entry: entry[0], default=(0.0, ""))


def _scored(words: Sequence[str]) -> Iterator[tuple[float, str]]:
    """Score and medium of each phrase in the words that tells of how a talk was held; longer ones first."""
    for size in range(_LONGEST, 0, -1):
        for start in range(len(words) - size + 1):
            phrase = words[start : start + size]
            medium = _mediums().get(" ".join(phrase), "")
            if medium and not (size == 1 and _is_other_use(words, start)):
                score = size + _firmness(phrase, medium) - 0.02 * start
                if score > 0:
                    yield score, medium


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
