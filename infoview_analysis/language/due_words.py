"""Ways to write a day in a hurry or a row of them, written out so that the date rules read them."""

import re
from functools import cache

from infoview_analysis.reading.lexicon import fold, load_phrases

__all__ = ["MONTHS", "write_out"]

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_ROMAN = ("", "II", "III", "IV", "", "VI", "VII", "VIII", "IX", "", "XI", "XII")  # I, V and X mean something else
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY = r"(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_REWRITES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(source, re.IGNORECASE), target)
    for source, target in (
        (r"\bfirst of (?=[A-Z])", "1 "),
        (rf"\b(\d{{1,2}})({_NAME})(\d{{2,4}})?\b", r"\1 \2 \3"),  # 22MAR24
        (rf"\b(\d{{1,2}})[/.]({_NAME})[/.](\d{{2,4}})\b", r"\1 \2 \3"),  # 2/sep/2024
        (rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s*(?:and|or|&|/|–|-)\s*\d{{1,2}}(?:st|nd|rd|th)?\s+({_NAME})\b", r"\1 \2"),
        (r"(?<![\w.,:/-])(0?[1-9]|[12]\d|3[01])\.(0[1-9]|1[0-2])\.?(?![\w.%]|\s*(?:am|pm|uhr|h)\b)", r"\1/\2"),
        (r"(?<![\w.,:/-])(0?[1-9]|[12]\d|3[01])\.([1-9]|1[0-2])\.(?=\s|$)", r"\1/\2"),
        (r"(\b\d{1,2}/\d{1,2})\.(?=\s|$)", r"\1 "),
        (r"\b(?:tonite|2nite|tonit|tnite)\b", "tonight"),
        (r"\b(?:2moro|2morrow|2mrw|tmw|tomorow|tommorow|morgen|demain|domani|mañana)\b", "tomorrow"),
        (r"\bb4\b", "before"),
        (r"\b(\w+) (weeks?|days?|months?) from (?:now|today)\b", r"in \1 \2"),
        # no day of their own: any Saturday, last Friday, a week that starts on a day
        (rf"\b(?:an?|some|any)\s+{_DAY} in {_NAME}\b", " "),
        (rf"\b(?:an?|every|each|per|some|any|last|one|most|of)\s+{_DAY}\b", " "),
        (r"\bsunday (?:school|sch|roast|lunch|papers?)\b", " "),
        (rf"\b(?:week|wk)s? (?:of|commencing|beginning|starting)(?: the)? (?:\d{{1,2}}\w* {_NAME}|{_NAME} \d+)\b", " "),
    )
)


def write_out(text: str) -> str:
    """The same text with days written in full, and without weekdays that are no certain day.

    Examples
    --------
    >>> write_out("CV NLT 22MAR24"), write_out("form b4 31.03"), write_out("reel by 1 XII"), write_out("cv domingo")
    ('CV NLT 22 MAR 24', 'form before 31/03', 'reel by 1 dec', 'cv Sunday')
    >>> write_out("come in on a Saturday").split()
    ['come', 'in', 'on']
    """
    for pattern, target in _REWRITES:
        text = pattern.sub(target, text)
    text = re.sub(r"\b(\d{1,2})\.? ([IVX]{2,4})\b", _roman_month, text)
    return re.sub(r"[^\W\d_]{5,}", lambda match: _foreign_days().get(fold(match.group()), match.group()), text)


def _roman_month(match: re.Match[str]) -> str:
    return f"{match[1]} {MONTHS[_ROMAN.index(match[2])]}" if match[2] in _ROMAN else match.group()


@cache
def _foreign_days() -> dict[str, str]:
    """Name of a weekday in other languages → the English one; Portuguese ordinals are left out."""
    groups = load_phrases("months")
    ordinals = {"segunda", "terca", "quarta", "quinta", "sexta"}
    return {
        name: day
        for number, day in enumerate(_DAYS, 1)
        for name in groups[f"d{number}"]
        if name not in ordinals and name != day.lower()
    }
