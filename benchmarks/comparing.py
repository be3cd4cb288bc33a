"""Tell whether what was extracted is what was annotated: names, dates, words, quotes."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

__all__ = [
    "meets",
    "normalize",
    "normalize_person",
    "same_date",
    "same_person",
    "same_text",
    "same_truth",
    "same_word",
    "split_words",
]

_TITLES = re.compile(r"\b(dr|prof|professor|mr|mrs|ms|mx)\b\.?", re.IGNORECASE)
_WORD = re.compile(r"[a-z0-9+#]+|[^\W\d_a-z]+")
_WIKILINK = re.compile(r"\[\[(?:[^\]|]*\|)?([^\]]*)\]\]")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_SHARED_WORDS = 0.6


def normalize(text: str | None) -> str:
    """Fold case, accents, punctuation and white space.

    Examples
    --------
    >>> normalize("Café Müller & Sons, Ltd."), normalize("C++ / C#"), normalize(None)
    ('cafe muller and sons ltd', 'c++ c#', '')
    """
    letters = (sign for sign in unicodedata.normalize("NFKD", text or "") if not unicodedata.combining(sign))
    return " ".join(_WORD.findall("".join(letters).casefold().replace("&", " and ")))


def normalize_person(name: str | None) -> str:
    """Fold a name like :func:`normalize`, and drop titles.

    Examples
    --------
    >>> normalize_person("Prof. Zoë O'Brien")
    'zoe o brien'
    """
    return normalize(_TITLES.sub(" ", name or ""))


def meets(one: str | None, other: str | None) -> bool:
    """Tell whether two quotes are of the same statement.

    They are when one contains the other (two words or more), or when they share 60 % of their words
    (Dice: twice the shared words by all words of both).

    Examples
    --------
    >>> meets("Don't apply cold.", "don't apply **cold**, ask for a walk-through first")
    True
    >>> meets("apply cold", "never apply while cold")
    True
    >>> meets("cold", "don't apply cold, ask first"), meets("", "")
    (False, False)
    """
    first, second = split_words(one), split_words(other)
    if not first or not second:
        return False
    if min(len(first), len(second)) >= 2 and (_contains(first, second) or _contains(second, first)):
        return True
    shared = (Counter(first) & Counter(second)).total()
    return 2 * shared / (len(first) + len(second)) >= _SHARED_WORDS


def split_words(quote: str | None) -> list[str]:
    """Split a quote into folded words; of links only the text counts.

    Examples
    --------
    >>> split_words("Ask [[Ann Lee|Ann]], see [her page](https://example.org)")
    ['ask', 'ann', 'see', 'her', 'page']
    """
    return normalize(_LINK.sub(r"\1", _WIKILINK.sub(r"\1", quote or ""))).split()


def _contains(whole: Sequence[str], part: Sequence[str]) -> bool:
    return f" {' '.join(part)} " in f" {' '.join(whole)} "


def same_date(seen: str | None, wanted: str | None) -> bool:
    """Tell whether a date is the one wanted; where only a month is wanted, any day of it will do.

    Examples
    --------
    >>> same_date("2024-03-14", "2024-03"), same_date("2024-03", "2024-03-14"), same_date("", None)
    (True, False, True)
    """
    day, target = (seen or "")[:10], wanted or ""
    return day == target or (len(target) == len("2024-03") and day.startswith(target))


def same_text(seen: str | None, wanted: str | None) -> bool:
    """Compare by :func:`normalize`."""
    return normalize(seen) == normalize(wanted)


def same_person(seen: str | None, wanted: str | None) -> bool:
    """Compare by :func:`normalize_person`."""
    return normalize_person(seen) == normalize_person(wanted)


def same_word(seen: str | None, wanted: str | None) -> bool:
    """Compare words of a closed vocabulary."""
    return (seen or "") == (wanted or "")


def same_truth(seen: str | None, wanted: bool) -> bool:
    """Compare a cell that says yes or no with a truth value."""
    return ((seen or "").strip().casefold() in {"true", "1", "yes", "t", "done"}) == wanted
