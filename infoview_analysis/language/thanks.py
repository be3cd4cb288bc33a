"""Thanks given in another way than by ticking them off: a cake, a card with its date, a word on the spot."""

import re

from infoview_analysis.language.cues import plain_text
from infoview_analysis.language.due_words import write_out
from infoview_analysis.reading.dates import find_dates

__all__ = ["is_thanked"]

_HEAD = re.compile(
    r"(?:a )?(?:thank[- ]?yous?|thanks|thx)(?: (?:note|card|letter|e-?mail|mail|message|text|call|gift))?(?P<rest>\b.*)"
    r"|(?:thank|thanked) [^:,(–—]{1,40}(?P<after>[:,(–—].*)"
)
_ORDER = re.compile(
    r"^\s*(?:[:,–—-]\s*)?(?:not yet|still|to do|todo|tomorrow|tonight|by \w+day|asap|soon|when|once|if|\?)"
)
_GIVEN = re.compile(
    r"(?<!to be )(?<!will be )(?<!\bi )\b(?:baked|bought|brought|called|cooked|dropped|gave|handed|invited|left"
    r"|paid|picked|posted|rang|said|sent|spoke|texted|told|took|treated|went|wrote)\b"
)
_OTHERS = re.compile(r"\b(?:he|she|they|who|that|which|what|where|as|when|since|because|it|you)\b[^,;:]*$")
_AT_ONCE = re.compile(
    r"\b(?:on the spot|straight away|right away|(?:the )?same (?:day|morning|afternoon|evening|night))\b"
)
_MEANS = re.compile(
    r"\b(?:by|with|per|via|in|over)(?: an?| the)? (?:card|chat|dm|e-?mail|hand|letter|linkedin|mail|message|note|person"
    r"|phone|post|postcard|text|whatsapp|writing)\b(?P<rest>.*)"
)
_ANY_YEAR = 2000
"""Dates in such a hurry give no year, and any one tells that there is a date."""
_LIMIT = re.compile(r"\b(?:by|before|until|till|due|nlt|no later than)\s+(?:the\s+)?$")


def is_thanked(text: str) -> bool:
    """Tell whether a thank-you tells how it was given.

    A date alone does not: it may be the day by which thanks are due.

    Examples
    --------
    >>> is_thanked("thank-you: brought a cake on 2 May"), is_thanked("thanks, by card, 3 October")
    (True, True)
    >>> is_thanked("thank-you card, 3 October"), is_thanked("thank-you for the book she brought")
    (False, False)
    >>> is_thanked("thanks by mail, before 3 October"), is_thanked("thank her: took a photo of the card")
    (False, True)
    """
    plain = plain_text(text)
    head = _HEAD.match(plain)
    if head is None:
        return False
    rest = head["rest"] if head["rest"] is not None else head["after"]
    if _ORDER.match(rest):
        return False
    given = any(not _OTHERS.search(rest[: verb.start()]) for verb in _GIVEN.finditer(rest))
    return given or bool(_AT_ONCE.search(rest)) or _is_dated(rest)


def _is_dated(text: str) -> bool:
    means = _MEANS.search(text)
    if means is None:
        return False
    rest = write_out(means["rest"])
    return any(not _LIMIT.search(rest[: day.start]) for day in find_dates(rest, year=_ANY_YEAR))
