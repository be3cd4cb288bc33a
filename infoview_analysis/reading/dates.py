"""Dates as people write them → ISO 8601.

``YYYY-MM-DD`` where a day is given, ``YYYY-MM`` where only the month is. Whether ``4/3/2026`` is the fourth of March
or the third of April is decided by :func:`day_comes_first` from dates that can be read one way only.
"""

import re
from collections.abc import Iterable, Iterator
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


_MONTH = r"(?P<month>[^\W\d_]{3,13})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|º|°)?\.?"
_FULL_YEAR = r"(?P<year>(?:19|20)\d{2})"
_YEAR = r"(?P<year>(?:19|20)\d{2}|['’]?\d{2})"
_PATTERNS = {
    name: re.compile(source, re.IGNORECASE)
    for name, source in {  # the most explicit first: a later one takes no character of an earlier one
        "iso": rf"(?<!\d){_FULL_YEAR}(?P<s>[-/._])(?P<month>\d{{1,2}})(?P=s)(?P<day>\d{{1,2}})(?!\d)",
        "compact": r"(?<!\d)(?P<year>20\d{2})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)",
        "numeric": r"(?<![\d/.-])(?P<a>\d{1,2})\s?(?P<s>[-/.])\s?(?P<b>\d{1,2})(?P=s)\s?"
        r"(?P<year>(?:19|20)\d{2}|\d{2})(?![\d/])",
        "day_month_year": rf"(?<![\d:.])\b{_DAY}(?:\s+(?:of|de|do|da))?[\s-]+{_MONTH}(?:\s+(?:of|de))?[\s,'’-]+{_YEAR}"
        r"(?![\d:])\b",
        "month_day_year": rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}(?![\d:])\b",
        "month_year": rf"\b{_MONTH},?\s+(?:of\s+|de\s+)?{_FULL_YEAR}\b",
        "iso_month": rf"(?<![\d-]){_FULL_YEAR}-(?P<month>0[1-9]|1[0-2])(?![\d-])",
        "day_month": rf"(?<![\d:.,])\b(?:the\s+)?{_DAY}\s+(?:of\s+|de\s+)?{_MONTH}(?!\w)",
        "month_day": rf"\b{_MONTH}\s+(?:the\s+)?{_DAY}(?![\d:.,]*\d|\s*(?:am|pm|%|years|hours|people))\b",
        "numeric_short": r"(?<![\d/.-])(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\d/.]|\s*(?:of|hours|days))",
        "month_only": rf"\b(?:early|mid|late|end of)?\s*{_MONTH}(?!\w)",
    }.items()
}
_YEARLESS = {"day_month", "month_day", "numeric_short", "month_only"}
_DIGIT = re.compile(r"\d")
_WEEKDAY_REACH = 12  # characters before a date in which its weekday stands


@cache
def _numbers(prefix: str) -> dict[str, int]:
    """Number by name of the months (prefix ``m``) or of the days of the week (``d``)."""
    groups = load_phrases("months").items()
    return {name: int(key[1:]) for key, names in groups if re.fullmatch(rf"{prefix}\d+", key) for name in names}


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
    taken: set[int] = set()
    for name in _patterns_for(text, year):
        for match in _PATTERNS[name].finditer(text):
            span = range(match.start(), match.end())
            if taken.isdisjoint(span) and (iso := _read(name, match, day_first, year)):
                found.append(FoundDate(iso, match.start(), match.end(), name not in _YEARLESS))
                taken.update(span)
    return sorted(found, key=lambda date: date.start)


def _patterns_for(text: str, year: int | None) -> Iterator[str]:
    """Patterns that can match at all: without a digit only the name of a month can."""
    has_digit = _DIGIT.search(text) is not None
    for name in _PATTERNS:
        if (year is not None or name not in _YEARLESS) and (has_digit or name == "month_only"):
            yield name


def _read(name: str, match: re.Match[str], day_first: bool, year: int | None) -> str:
    parts = match.groupdict()
    number = _year(parts["year"]) if "year" in parts else year or 0
    if "a" in parts:
        forced = _forced_order(match, number)
        first, second = int(parts["a"]), int(parts["b"])
        day, month = (first, second) if (day_first if forced is None else forced) else (second, first)
        return _iso(number, month, day)
    if name == "month_only" and (len(parts["month"]) < 4 or fold(parts["month"]) in load_phrases("months")["everyday"]):
        return ""
    month = int(parts["month"]) if parts["month"].isdigit() else _numbers("m").get(fold(parts["month"]), 0)
    return _iso(number, month, int(parts["day"]) if parts.get("day") else None)


def _year(text: str) -> int:
    digits = text.strip("'’")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


# --- order of day and month ---------------------------------------------------------------------------------------


def _forced_order(match: re.Match[str], year: int) -> bool | None:
    """Whether the day comes first, where the numbers or the weekday before them leave no choice."""
    first, second = int(match["a"]), int(match["b"])
    if first > 12 >= second:
        return True
    if second > 12 >= first:
        return False
    words = fold(match.string[max(0, match.start() - _WEEKDAY_REACH) : match.start()]).split()
    weekday = _numbers("d").get(words[-1]) if words else None
    if weekday is None or first == second:
        return None
    as_day_first, as_month_first = _iso(year, second, first), _iso(year, first, second)
    fits = [bool(iso) and date.fromisoformat(iso).isoweekday() == weekday for iso in (as_day_first, as_month_first)]
    return fits[0] if fits[0] != fits[1] else None


def day_comes_first(texts: Iterable[str]) -> bool | None:
    """Which order of day and month the texts use, by their dates that can be read one way only; None if none tells.

    Examples
    --------
    >>> day_comes_first(["met 25/3/2026"]), day_comes_first(["met 3/4/2026"])
    (True, None)
    """
    votes = {True: 0, False: 0}
    for text in texts:
        for order, weight in _votes(text):
            votes[order] += weight
    return None if votes[True] == votes[False] else votes[True] > votes[False]


def _votes(text: str) -> Iterator[tuple[bool, int]]:
    """Order of each numeric date and what it counts: one with a year counts twice."""
    for match in _PATTERNS["numeric"].finditer(text):
        order = _forced_order(match, _year(match["year"]))
        if order is not None and max(int(match["a"]), int(match["b"])) <= 31:
            yield order, 2
    for match in _PATTERNS["numeric_short"].finditer(text):
        first, second = int(match["a"]), int(match["b"])
        if max(first, second) <= 31 and (first > 12) != (second > 12):
            yield first > 12, 1


def is_ambiguous(text: str) -> bool:
    """True where a numeric date could be read both ways.

    Examples
    --------
    >>> is_ambiguous("4/3/2026"), is_ambiguous("25/3/2026"), is_ambiguous("Wed 4/3/2026")
    (True, False, False)
    """
    return any(_is_ambiguous(match) for match in _PATTERNS["numeric"].finditer(text))


def _is_ambiguous(match: re.Match[str]) -> bool:
    first, second = int(match["a"]), int(match["b"])
    return max(first, second) <= 12 and first != second and _forced_order(match, _year(match["year"])) is None


# --- relative to another day --------------------------------------------------------------------------------------

_DAYS_AWAY = {
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "tomorrow": 1, "tmr": 1,
    "tmrw": 1, "tomoro": 1, "yesterday": -1, "last night": -1, "the day after tomorrow": 2,
}  # fmt: skip
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}
_RELATIVE = re.compile(
    rf"\b(?:(?P<fixed>{'|'.join(_DAYS_AWAY)})"
    rf"|in (?P<count>\d{{1,2}}|{'|'.join(_COUNTS)})(?: or two)? (?P<unit>day|week|month)s?\b"
    r"|(?P<when>by|on|before|this|next|until|til|till|b4|due)?\s*"
    r"(?P<weekday>mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)",
    re.IGNORECASE,
)


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
        if (match["when"] or "").lower() == "next":
            continue  # *next Friday* is this week's or next week's
        return _resolve(match, day, forward)
    return ""


def _resolve(match: re.Match[str], day: date, forward: bool) -> str:
    if match["fixed"]:
        return (day + timedelta(days=_DAYS_AWAY.get(match["fixed"].lower(), 0))).isoformat()
    if match["count"]:
        count = int(match["count"]) if match["count"].isdigit() else _COUNTS.get(match["count"].lower(), 1)
        return _shift(day, count, match["unit"].lower())
    weekday = _numbers("d").get(fold(match["weekday"]))
    if weekday is None:
        return ""  # a letter that is i or s to the pattern only: *frıday*
    distance = (weekday - day.isoweekday()) % 7
    return (day + timedelta(days=(distance or 7) if forward else distance - 7 if distance else 0)).isoformat()


def _shift(day: date, count: int, unit: str) -> str:
    if unit == "month":
        years, month = divmod(day.month - 1 + count, 12)
        return f"{day.year + years:04d}-{month + 1:02d}"
    return (day + timedelta(days=count * (7 if unit == "week" else 1))).isoformat()
