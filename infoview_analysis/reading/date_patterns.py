"""How dates are written, as regular expressions."""

import re
from collections.abc import Iterable

from infoview_analysis.reading.lexicon import fold, load_phrases

__all__ = ["MONTH_FIRST", "NEEDS", "NEEDS_MONTH", "PATTERNS", "YEARLESS", "find_signs"]

_MONTH = r"(?P<month>[^\W\d_]{3,13})\.?"
_ROMAN = r"(?P<month>(?-i:XI{0,2}|IX|IV|VI{0,3}|I{1,3}))"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|°|ª)?\.?"
_FULL_YEAR = r"(?P<year>(?:19|20)\d{2})"
_YEAR = r"(?P<year>(?:19|20)\d{2}|['’]?\d{2})"
_SPELLED_YEAR = r"(?P<year>(?:19|20)\d{2}|twenty[\s-]twenty(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?)"
_SPELLED_DAY = rf"(?P<day>{'|'.join(sorted(load_phrases('months')['days'], key=len, reverse=True))})".replace(
    " ", r"[\s-]"
)
PATTERNS = {
    name: re.compile(source, re.IGNORECASE)
    for name, source in {
        "iso": rf"(?<!\d){_FULL_YEAR}(?P<s>[-/._])(?P<month>\d{{1,2}})(?P=s)(?P<day>\d{{1,2}})(?!\d)",
        "compact": r"(?<!\d)(?P<year>20\d{2})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])"
        # An identifier made of the time, too: 202411081530.
        r"(?=(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?(?!\d)|(?!\d))",
        "kanji": r"(?<!\d)(?P<year>20\d{2})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日",
        "military": r"(?<![^\W_])(?P<day>\d{2})(?:\d{4}[A-Z]?)?(?P<month>[A-Z]{3})(?P<year>20\d{2}|\d{2})(?![^\W_])",
        "numeric": r"(?<![\d/.-])(?P<a>\d{1,2})\s?(?P<s>[-/.])\s?(?P<b>\d{1,2})(?P=s)\s?"
        r"(?P<year>(?:19|20)\d{2}|\d{2})(?![\d/])",
        "day_month_year": rf"(?<![\d:.])\b{_DAY}(?:\s+(?:of|de|do|da))?[\s/.-]+{_MONTH}(?:\s+(?:of|de))?"
        rf"[\s,'’/.-]+{_YEAR}(?![\d:])\b",
        "roman": rf"(?<![\d:.])\b{_DAY}[\s/.-]+{_ROMAN}[\s/.-]+{_FULL_YEAR}\b",
        "month_day_year": rf"\b{_MONTH}\s+(?:the\s+)?{_DAY},?\s+{_YEAR}(?![\d:])\b",
        "spelled": rf"\b{_SPELLED_DAY}(?:\s+of)?\s+{_MONTH},?\s+{_SPELLED_YEAR}\b",
        "month_spelled": rf"\b{_MONTH}\s+(?:the\s+)?{_SPELLED_DAY},?\s+{_SPELLED_YEAR}\b",
        "month_year": rf"\b{_MONTH},?\s+(?:of\s+|de\s+)?{_FULL_YEAR}\b",
        "roman_year": rf"(?:^|[,;:(]\s*)(?P<month>(?-i:I{{2,3}}|IV|VI{{1,3}}|IX|XI{{1,2}}))\s+{_FULL_YEAR}\b",
        "iso_month": rf"(?<![\d-]){_FULL_YEAR}-(?P<month>0[1-9]|1[0-2])(?![\d-])",
        "day_month": rf"(?<![\d:.,])\b(?:the\s+)?{_DAY}\s*(?:of\s+|de\s+)?{_MONTH}(?!\w)",
        "month_day": rf"\b{_MONTH}\s+(?:the\s+)?{_DAY}(?![\d:.,]*\d|\s*(?:am|pm|%|years|hours|people))\b",
        "spelled_day": rf"\b{_SPELLED_DAY}(?:\s+of)?\s+{_MONTH}(?!\w)",
        "month_spelled_day": rf"\b{_MONTH}\s+(?:the\s+)?{_SPELLED_DAY}\b",
        "numeric_short": r"(?<![\d/.-])(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\d/.]|\s*(?:of|hours|days))",
        "numeric_dots": r"(?<=[^\d/.-])(?<!\n)\b(?P<a>\d{1,2})\.\s?(?P<b>1[0-2]|0?[1-9])\.(?!\d)",
        "month_only": rf"\b(?:early|mid|late|end of)?\s*{_MONTH}(?!\w)",
    }.items()
}
"""Ways to write a date, by name; a later one takes no character of an earlier one."""
YEARLESS = {"day_month", "month_day", "spelled_day", "month_spelled_day", "numeric_short", "numeric_dots", "month_only"}
"""Those that give no year."""
MONTH_FIRST = {"month_day", "month_day_year", "month_year", "month_spelled", "month_spelled_day", "month_only"}
"""Those with the month before the day, or without one."""
NEEDS_MONTH = {"spelled_day", "month_spelled_day", "month_only"}
"""Those in which a month that is an everyday word is none."""

_WITHOUT_DIGIT = {"spelled", "month_spelled", "spelled_day", "month_spelled_day", "month_only"}
_PARTS = {"year": _FULL_YEAR, "day": _SPELLED_DAY, "month": _MONTH}
NEEDS = {
    name: {sign for sign, part in _PARTS.items() if part in pattern.pattern}
    | (set() if name in _WITHOUT_DIGIT else {"digit"})
    for name, pattern in PATTERNS.items()
}
"""Signs that a text has in which a pattern tells a date, see :func:`find_signs`."""


def _shortest(words: Iterable[str]) -> tuple[str, ...]:
    """Words without those that hold another one."""
    given = set(words)
    return tuple(sorted(word for word in given if not any(other in word for other in given - {word})))


_DIGIT, _FIGURES = re.compile(r"\d"), re.compile(r"(?:19|20)\d\d")
_DAYS = _shortest(load_phrases("months")["days"])
_MONTHS = _shortest(
    name
    for key, names in load_phrases("months").items()
    for name in names
    if re.fullmatch(r"[mr]\d+", key) and len(name) > 2  # Roman figures of three letters can stand for a name
)


def find_signs(text: str) -> set[str]:
    """Signs of a date in a text: ``digit``, ``year`` in figures, the name of a ``day`` or a ``month``.

    Names are looked for inside of words too: *04MAR26*, *5thmay*.

    Examples
    --------
    >>> sorted(find_signs("Third of March")), sorted(find_signs("since 2019")), find_signs("She sews.")
    (['day', 'month'], ['digit', 'year'], set())
    """
    folded = fold(text)
    signs = {
        "digit": _DIGIT.search(folded),
        "year": _FIGURES.search(folded),
        "day": any(map(folded.__contains__, _DAYS)),
        "month": any(map(folded.__contains__, _MONTHS)),
    }
    return {sign for sign, found in signs.items() if found}
