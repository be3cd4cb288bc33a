"""Dates as people write them → ISO 8601.

``YYYY-MM-DD`` where a day is given, ``YYYY-MM`` where only the month is. Whether ``4/3/2026`` is the fourth of March
or the third of April is decided by :func:`day_comes_first` from dates that can be read one way only.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from infoview_analysis.reading.lexicon import fold, load_phrases

__all__ = ["FoundDate", "day_comes_first", "find_dates", "find_relative_date", "is_ambiguous"]


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text."""

    iso: str
    """``YYYY-MM-DD`` or ``YYYY-MM``."""
    start: int
    end: int
    has_year: bool = True
    """False where the year was taken from elsewhere."""


@cache
def _names(prefix: str) -> dict[str, int]:
    phrases = load_phrases("months")
    return {name: int(key[1:]) for key, names in phrases.items() if key.startswith(prefix) for name in names}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    month = r"(?P<month>[^\W\d_]{3,13})\.?"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th|º|°)?\.?"
    year = r"(?P<year>(?:19|20)\d{2}|['’]?\d{2})"
    sources = {
        "iso": r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<s>[-/._])(?P<month>\d{1,2})(?P=s)(?P<day>\d{1,2})(?!\d)",
        "compact": r"(?<!\d)(?P<year>20\d{2})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)",
        "numeric": r"(?<![\d/.-])(?P<a>\d{1,2})\s?(?P<s>[-/.])\s?(?P<b>\d{1,2})(?P=s)\s?(?P<year>(?:19|20)\d{2}|\d{2})(?![\d/])",
        "day_month_year": rf"(?<![\d:.])\b{day}(?:\s+(?:of|de|do|da))?[\s-]+{month}(?:\s+(?:of|de))?[\s,'’-]+{year}(?![\d:])\b",
        "month_day_year": rf"\b{month}\s+{day},?\s+{year}(?![\d:])\b",
        "month_year": rf"\b{month},?\s+(?:of\s+|de\s+)?(?P<year>(?:19|20)\d{{2}})\b",
        "iso_month": r"(?<![\d-])(?P<year>(?:19|20)\d{2})-(?P<month>0[1-9]|1[0-2])(?![\d-])",
        "day_month": rf"(?<![\d:.,])\b(?:the\s+)?{day}\s+(?:of\s+|de\s+)?{month}(?!\w)",
        "month_day": rf"\b{month}\s+(?:the\s+)?{day}(?![\d:.,]*\d|\s*(?:am|pm|%|years|hours|people))\b",
        "numeric_short": r"(?<![\d/.-])(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\d/.]|\s*(?:of|hours|days))",
        "month_only": rf"\b(?P<early>early|mid|late|end of)?\s*{month}(?!\w)",
    }
    return {name: re.compile(source, re.IGNORECASE) for name, source in sources.items()}


_YEARLESS = {"day_month", "month_day", "numeric_short", "month_only"}
_EVERYDAY = {
    "may",
    "mar",
    "march",
    "mars",
    "dec",
    "sep",
    "set",
    "jun",
    "mart",
    "marca",
    "mei",
    "maja",
    "marco",
}


def _month(name: str) -> int:
    return _names("m").get(fold(name), 0)


def _year(text: str) -> int:
    digits = text.strip("'’")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _iso(year: int, month: int, day: int | None) -> str:
    """ISO text of a date that exists; empty otherwise."""
    if not 1 <= month <= 12 or not 1950 <= year <= 2100:
        return ""
    if day is None:
        return f"{year:04d}-{month:02d}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def find_dates(text: str, *, day_first: bool = True, year: int | None = None) -> list[FoundDate]:
    """Dates in a text, in the order they stand there.

    Parameters
    ----------
    text : str
        Any text.
    day_first : bool
        Whether ``4/3/2026`` means the fourth of March.
    year : int, optional
        Year of dates that give none; without it these are not reported.

    Examples
    --------
    >>> [found.iso for found in find_dates("met Sat 20th July 2024, again in March 2025")]
    ['2024-07-20', '2025-03']
    >>> [found.iso for found in find_dates("4/3/26 and 3 Sept", day_first=False, year=2026)]
    ['2026-04-03', '2026-09-03']
    """
    found: list[FoundDate] = []
    for name, pattern in _patterns().items():
        if name in _YEARLESS and year is None:
            continue
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            iso = _read(name, match, day_first, year, text)
            if iso:
                found.append(FoundDate(iso, match.start(), match.end(), name not in _YEARLESS))
    return sorted(found, key=lambda date: date.start)


def _read(name: str, match: re.Match[str], day_first: bool, year: int | None, text: str) -> str:
    parts = match.groupdict()
    number = _year(parts["year"]) if parts.get("year") else year or 0
    if "a" in parts:
        first, second = int(parts["a"]), int(parts["b"])
        one_way = _forced_order(first, second, number, text[max(0, match.start() - 12) : match.start()])
        day, month = (first, second) if (one_way if one_way is not None else day_first) else (second, first)
        return _iso(number, month, day)
    month = int(parts["month"]) if parts["month"].isdigit() else _month(parts["month"])
    if name == "month_only" and (fold(parts["month"]) in _EVERYDAY or len(parts["month"]) < 4):
        return ""
    day_text = parts.get("day")
    return _iso(number, month, int(day_text) if day_text else None)


def _forced_order(first: int, second: int, year: int, before: str) -> bool | None:
    """Whether the day comes first, where the numbers or the weekday before them leave no choice."""
    if first > 12 >= second:
        return True
    if second > 12 >= first:
        return False
    words = fold(before).split()
    weekday = _names("d").get(words[-1]) if words else None
    if weekday is None or first == second:
        return None
    as_day_first, as_month_first = _iso(year, second, first), _iso(year, first, second)
    fits = [bool(iso) and date.fromisoformat(iso).isoweekday() == weekday for iso in (as_day_first, as_month_first)]
    return fits[0] if fits[0] != fits[1] else None


def day_comes_first(texts: Iterable[str]) -> bool | None:
    """Which order of day and month the texts use, by their dates that can be read one way only; None if none tells.

    >>> day_comes_first(["met 25/3/2026"]), day_comes_first(["met 3/4/2026"])
    (True, None)
    """
    votes = {True: 0, False: 0}
    for text in texts:
        for name in ("numeric", "numeric_short"):
            for match in _patterns()[name].finditer(text):
                year = _year(match["year"]) if name == "numeric" else 2024
                before = text[max(0, match.start() - 12) : match.start()] if name == "numeric" else ""
                order = _forced_order(int(match["a"]), int(match["b"]), year, before)
                if order is not None and int(match["a"]) <= 31 and int(match["b"]) <= 31:
                    votes[order] += 2 if name == "numeric" else 1
    return None if votes[True] == votes[False] else votes[True] > votes[False]


def is_ambiguous(text: str) -> bool:
    """True where a numeric date could be read both ways."""
    return any(
        int(m["a"]) != int(m["b"]) and _forced_order(int(m["a"]), int(m["b"]), _year(m["year"]), text[max(0, m.start() - 12) : m.start()]) is None
        for m in _patterns()["numeric"].finditer(text)
        if int(m["a"]) <= 12 and int(m["b"]) <= 12
    )  # fmt: skip


_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}
_RELATIVE = re.compile(
    r"\b(?:(?P<fixed>today|tonight|this (?:morning|afternoon|evening)|tomorrow|tmr|tmrw|tomoro|yesterday|last night|the day after tomorrow)"
    r"|in (?P<n>\d{1,2}|a|one|two|three|four|five|six|ten)(?: or two)? (?P<unit>day|week|month)s?\b"
    r"|(?P<when>by|on|before|this|next|until|til|till|b4|due)?\s*(?P<weekday>mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)",
    re.IGNORECASE,
)
_FIXED = {
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "tmr": 1,
    "tmrw": 1,
    "tomoro": 1,
    "yesterday": -1,
    "last night": -1,
    "the day after tomorrow": 2,
}


def find_relative_date(text: str, anchor: str, *, forward: bool = True) -> str:
    """Date that a text gives relative to another day (``tomorrow``, ``by Friday``, ``in two weeks``); "" if none.

    Parameters
    ----------
    text : str
    anchor : str
        ISO date of the day the text was written.
    forward : bool
        Whether a bare weekday is the next one (a plan) or the last one (a report).

    Examples
    --------
    >>> find_relative_date("email Priya by Friday", "2026-03-04")
    '2026-03-06'
    """
    if len(anchor) != 10:
        return ""
    day = date.fromisoformat(anchor)
    for match in _RELATIVE.finditer(text):
        if match["fixed"]:
            return (day + timedelta(days=_FIXED.get(match["fixed"].lower(), 0))).isoformat()
        if match["n"]:
            count = int(match["n"]) if match["n"].isdigit() else _NUMBERS[match["n"].lower()]
            return _shift(day, count, match["unit"].lower())
        if fold(match["when"] or "") == "next":
            continue
        distance = (_names("d")[fold(match["weekday"])] - day.isoweekday()) % 7
        return (
            day + timedelta(days=distance or 7) if forward else day - timedelta(days=(7 - distance) % 7)
        ).isoformat()
    return ""


def _shift(day: date, count: int, unit: str) -> str:
    if unit == "month":
        month = day.month - 1 + count
        return f"{day.year + month // 12:04d}-{month % 12 + 1:02d}"
    return (day + timedelta(days=count * (7 if unit == "week" else 1))).isoformat()
