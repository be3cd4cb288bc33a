"""What a heading, lead-in or question announces."""

from functools import cache, lru_cache

from infoview_analysis.reading.lexicon import fold, load_phrases

__all__ = ["find_topic"]

_LONGEST_LINE = 40  # words that are looked at
_LONGEST = 6  # words of a phrase
_SHORTEST_STEM = 4  # letters before the ``*`` of a phrase


@cache
def _phrases() -> dict[str, tuple[str, int]]:
    """Phrase → topic and number of words."""
    return {
        phrase: (topic, phrase.count(" ") + 1)
        for topic, phrases in load_phrases("headings").items()
        for phrase in phrases
    }


@cache
def _stems() -> frozenset[str]:
    """Phrases that end in ``*``, without it."""
    return frozenset(phrase[:-1] for phrase in _phrases() if phrase.endswith("*"))


@lru_cache(maxsize=2**14)
def find_topic(text: str) -> str:
    """Topic that a heading, lead-in or question announces; empty where it announces none.

    The longest phrase wins, the earlier one of two as long.

    Examples
    --------
    >>> find_topic("📈 Where is it going?"), find_topic("Marmalade")
    ('trends', '')
    """
    words = fold(text).split()[:_LONGEST_LINE]
    best = (0.0, "")
    for size in range(1, min(_LONGEST, len(words)) + 1):
        for start in range(len(words) - size + 1):
            topic, length = _look_up(" ".join(words[start : start + size]))
            score = length + size / max(4, len(words)) - 0.001 * start
            if topic and score > best[0] and (size > 1 or len(words) <= _reach(words[start])):
                best = (score, topic)
    return best[1]


def _reach(word: str) -> int:
    """Words a line may have for a single word to announce its topic: short everyday words only by themselves."""
    return 1 if len(word) <= 5 else 7


def _look_up(phrase: str) -> tuple[str, int]:
    if phrase in _phrases():
        return _phrases()[phrase]
    cuts = range(_SHORTEST_STEM, min(len(phrase), _longest_stem()) + 1)
    return next((_phrases()[phrase[:cut] + "*"] for cut in cuts if phrase[:cut] in _stems()), ("", 0))


@cache
def _longest_stem() -> int:
    return max(map(len, _stems()))
