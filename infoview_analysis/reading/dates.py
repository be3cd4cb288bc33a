"""Dates as people write them → ISO 8601.

``YYYY-MM-DD`` where a day is given, ``YYYY-MM`` where only the month is. Whether ``4/3/2026`` is the fourth of March
or the third of April is decided by :func:`day_comes_first` from dates that can be read one way only.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from infoview_analysis.reading.date_patterns import MONTH_FIRST, NEEDS, NEEDS_MONTH, PATTERNS, YEARLESS, find_signs
from infoview_analysis.reading.lexicon import fold, load_phrases

__all__ = ["FoundDate", "day_comes_first", "find_dates", "find_dates_in_name", "is_ambiguous", "weekday_number"]


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text."""

    iso: str
    """``YYYY-MM-DD`` or ``YYYY-MM``."""
    start: int
    end: int
    has_year: bool = True
    """False where the year was taken from elsewhere."""


_UNITS = ("twenty", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SIX_DIGITS = re.compile(r"(?<!\d)(\d{2})(\d{2})(\d{2})(?!\d)")
_WEEKDAY_REACH = 12  # characters before a date in which its weekday stands


@cache
def _numbers(prefix: str) -> dict[str, int]:
    """Number by name of the months (prefix ``m``; ``r`` in Roman figures) or of the days of the week (``d``)."""
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
    return list(_find_dates(text, day_first, year))


@lru_cache(maxsize=2048)  # several rules ask for the dates of the same lines of a note
def _find_dates(text: str, day_first: bool, year: int | None) -> tuple[FoundDate, ...]:
    found: list[FoundDate] = []
    taken: set[int] = set()
    for name in _patterns_for(text, year):
        for match in PATTERNS[name].finditer(text):
            span = range(match.start(), match.end())
            if taken.isdisjoint(span) and (iso := _read(name, match, day_first, year)):
                found.append(FoundDate(iso, match.start(), match.end(), name not in YEARLESS))
                taken.update(span)
    return tuple(sorted(found, key=lambda date: date.start))


def _patterns_for(text: str, year: int | None) -> list[str]:
    """Patterns that can tell a date in a text at all."""
    signs = find_signs(text)
    return [name for name in PATTERNS if NEEDS[name] <= signs and (year is not None or name not in YEARLESS)]


def _read(name: str, match: re.Match[str], day_first: bool, year: int | None) -> str:
    parts = match.groupdict()
    number = _year(parts["year"]) if "year" in parts else year or 0
    if "a" in parts:
        forced = _forced_order(match, number)
        first, second = int(parts["a"]), int(parts["b"])
        day, month = (first, second) if (day_first if forced is None else forced) else (second, first)
        return _iso(number, month, day)
    return "" if _is_everyday_word(name, fold(parts["month"]), match.group()) else _iso(number, *_month_and_day(parts))


def _month_and_day(parts: dict[str, str | None]) -> tuple[int, int | None]:
    """Numbers of a month and a day in figures, Roman figures or words; 0 for a word that is no month."""
    month, day = fold(parts["month"] or ""), parts.get("day")
    known = _numbers("m").get(month) or _numbers("r").get(month, 0)
    number = int(month) if month.isdigit() else known
    return number, (int(day) if day.isdigit() else _ordinal(day)) if day else None


def _is_everyday_word(name: str, month: str, text: str) -> bool:
    """True for *may* by itself, for *ago 5* and *the second may*: no month, where it stands."""
    words = load_phrases("months")
    if name in MONTH_FIRST and month in words["after_day"]:
        return True
    if name == "month_only" and len(month) < 4:
        return True
    return name in NEEDS_MONTH and month in words["everyday"] and " of " not in text


def _ordinal(text: str) -> int:
    days = load_phrases("months")["days"]
    return days.index(fold(text)) + 1 if fold(text) in days else 0


def _year(text: str) -> int:
    digits = text.strip("'’")
    if not digits.isdigit():
        unit = fold(digits).split()[-1]
        return 2020 + _UNITS.index(unit) if unit in _UNITS else 0
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def find_dates_in_name(stem: str, *, day_first: bool = True, year: int | None = None) -> list[FoundDate]:
    """Dates in the name of a file, in which six digits are one too: year first at its start, day first elsewhere.

    Examples
    --------
    >>> [find_dates_in_name(stem)[0].iso for stem in ("260304_jane", "Jane 040326", "NOTES_JANE_04MAR26")]
    ['2026-03-04', '2026-03-04', '2026-03-04']
    """
    if found := find_dates(stem, day_first=day_first, year=year):
        return found
    for match in _SIX_DIGITS.finditer(stem):
        first, second, third = match.groups()
        ending = (third, second, first) if day_first else (third, first, second)
        orders = [(first, second, third), ending] if match.start() == 0 else [ending, (first, second, third)]
        read = (_iso(2000 + int(year_), int(month), int(day)) for year_, month, day in orders)
        if iso := next(filter(None, read), ""):
            return [FoundDate(iso, match.start(), match.end())]
    return []


def weekday_number(name: str) -> int | None:
    """Number of a day of the week (Monday = 1) by its name; None for any other word.

    Examples
    --------
    >>> weekday_number("Weds"), weekday_number("May")
    (3, None)
    """
    return _numbers("d").get(fold(name))


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
    for match in PATTERNS["numeric"].finditer(text):
        order = _forced_order(match, _year(match["year"]))
        if order is not None and max(int(match["a"]), int(match["b"])) <= 31:
            yield order, 2
    for match in PATTERNS["numeric_short"].finditer(text):
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
    return any(_is_ambiguous(match) for match in PATTERNS["numeric"].finditer(text))


def _is_ambiguous(match: re.Match[str]) -> bool:
    first, second = int(match["a"]), int(match["b"])
    return max(first, second) <= 12 and first != second and _forced_order(match, _year(match["year"])) is None
