"""Days told relative to another day: *yesterday*, *by Friday*, *in two weeks*."""

import re
from datetime import date, timedelta

from infoview_analysis.reading.dates import weekday_number

__all__ = ["find_relative_date"]

_DAYS_AWAY = {
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "tomorrow": 1, "tmr": 1,
    "tmrw": 1, "tomoro": 1, "the day before yesterday": -2, "yesterday": -1, "last night": -1,
    "the day after tomorrow": 2,
}  # fmt: skip
_COUNTS = {"a": 1, "one": 1, "two": 2, "a couple of": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}
_RELATIVE = re.compile(
    rf"\b(?:(?P<fixed>{'|'.join(_DAYS_AWAY)})"
    rf"|(?P<back>\d{{1,2}}|{'|'.join(_COUNTS)}) (?P<back_unit>day|week)s? (?:ago|back)\b"
    rf"|in (?P<count>\d{{1,2}}|{'|'.join(_COUNTS)})(?: or two)? (?P<unit>day|week|month)s?\b"
    r"|(?P<when>by|on|before|this|last|next|until|til|till|b4|due)?\s*"
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
    if match["back"]:
        return _shift(day, -_count(match["back"]), match["back_unit"].lower())
    if match["count"]:
        return _shift(day, _count(match["count"]), match["unit"].lower())
    weekday = weekday_number(match["weekday"])
    if weekday is None:
        return ""  # a letter that is i or s to the pattern only: *frıday*
    distance = (weekday - day.isoweekday()) % 7
    if forward and (match["when"] or "").lower() != "last":
        return (day + timedelta(days=distance or 7)).isoformat()
    is_today = distance == 0 and (match["when"] or "").lower() != "last"
    return (day + timedelta(days=0 if is_today else distance - 7)).isoformat()


def _count(text: str) -> int:
    return int(text) if text.isdigit() else _COUNTS.get(text.lower(), 1)


def _shift(day: date, count: int, unit: str) -> str:
    if unit == "month":
        years, month = divmod(day.month - 1 + count, 12)
        return f"{day.year + years:04d}-{month + 1:02d}"
    return (day + timedelta(days=count * (7 if unit == "week" else 1))).isoformat()
