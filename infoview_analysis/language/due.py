"""When a follow-up is due."""

import re
from calendar import monthrange
from datetime import date as Date  # noqa: N812 - "date" names ISO texts here

from infoview_analysis.reading.dates import FoundDate, find_dates
from infoview_analysis.reading.relative_dates import find_relative_date

__all__ = ["find_due"]

_LIMIT = re.compile(
    r"\b(?:by|before|due|until|till|nlt|no later than|deadline:?|after|from)\s+(?:\w+day,?\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_SENT_ON = re.compile(
    r"(?:\b(?:sent|done|gone|completed?|thanked|given|mailed|posted|emailed|went|did|accepted|delivered)\b|[✅✔☑✓])[^;]{0,40}$",
    re.IGNORECASE,
)
_MONTH_END = re.compile(
    r"\b(?:end of|before the end of|by the end of)\s+(?:the\s+)?(?P<month>month|[a-z]{3,9})\b|\bmonth[- ]end\b",
    re.IGNORECASE,
)
_MONTH = re.compile(r"\b(?:in|by|until|from|early|late)\s+(?P<month>march|may)\b(?!\s+\d)", re.IGNORECASE)
_DAY = re.compile(
    r"\b(?:by|before|after|until|from|on)\s+the\s+(?P<day>\d{1,2})(?:st|nd|rd|th)\b(?!\s+(?:of|[A-Z]))", re.IGNORECASE
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def find_due(text: str, date: str, *, done: bool = False) -> str:
    """ISO date by which something is due; empty if the text gives none.

    Parameters
    ----------
    text : str
    date : str
        ISO date of the talk.
    done : bool
        Whether it is done: then a bare date is the day it was, no limit.

    Examples
    --------
    >>> find_due("cv to her by friday", "2025-02-12"), find_due("thanks ✅ 2025-02-13", "2025-02-12", done=True)
    ('2025-02-14', '')
    >>> find_due("call in August", "2024-05-01"), find_due("by the end of February", "2025-01-09")
    ('2024-08', '2025-02-28')
    >>> find_due("before the 20th", "2025-01-09"), find_due("sign up by 5/1/2025", "2025-03-04")
    ('2025-01-20', '2025-05-01')
    """
    plain = re.sub(r"\bfirst of (?=[A-Z])", "1 ", text)
    if ended := _month_end(plain, date):
        return ended
    found = _dates(plain, date)
    limits = [one for one in found if _LIMIT.search(plain[: one.start])]
    open_dates = [
        one for one in found if not _SENT_ON.search(plain[: one.start]) and not (done and _is_near(one, date))
    ]
    for one in (*limits, *open_dates):
        return one.iso if one.has_year else _roll(one.iso, date)
    if done and not re.search(r"\b(?:by|before|until|due|tonight|tomorrow)\b", plain, re.IGNORECASE):
        return ""
    return _day_only(plain, date) or _bare_month(plain, date) or find_relative_date(plain, date)


def _dates(text: str, date: str) -> list[FoundDate]:
    """Dates in a text; where day and month can be told apart in two ways, the way that lies after the talk."""
    year = int(date[:4]) if date[:4].isdigit() else None
    first, second = (find_dates(text, day_first=order, year=year) for order in (True, False))
    if len(first) != len(second):
        return first
    return [b if a.iso < date <= b.iso and a.start == b.start else a for a, b in zip(first, second, strict=True)]


def _is_near(found: FoundDate, date: str) -> bool:
    """True within a week of the talk: what was done was done then."""
    iso = found.iso if found.has_year else _roll(found.iso, date)
    if len(iso) < 10 or len(date) < 10:
        return True
    return abs((Date.fromisoformat(iso) - Date.fromisoformat(date)).days) <= 7


def _roll(iso: str, date: str) -> str:
    """The same day in the next year where a date without a year lies well before the talk.

    >>> _roll("2024-01-10", "2024-11-20")
    '2025-01-10'
    """
    if len(date) < 7:
        return iso
    months = (int(iso[:4]) - int(date[:4])) * 12 + int(iso[5:7]) - int(date[5:7])
    return f"{int(iso[:4]) + 1}{iso[4:]}" if months < -5 else iso


def _month_end(text: str, date: str) -> str:
    match = _MONTH_END.search(text)
    if match is None or len(date) < 7:
        return ""
    name = (match["month"] or "month").lower()
    if name != "month" and name[:3] not in _MONTHS:
        return ""
    month = int(date[5:7]) if name == "month" else _MONTHS.index(name[:3]) + 1
    year = int(date[:4]) + (month < int(date[5:7]))
    return f"{year:04d}-{month:02d}-{monthrange(year, month)[1]:02d}"


def _day_only(text: str, date: str) -> str:
    """*before the 20th*: the next twentieth."""
    match = _DAY.search(text)
    if match is None or len(date) < 10:
        return ""
    talk, day = Date.fromisoformat(date), int(match["day"])
    months = talk.year * 12 + talk.month - 1 + (day < talk.day)
    year, month = divmod(months, 12)
    return f"{year:04d}-{month + 1:02d}-{day:02d}" if 1 <= day <= monthrange(year, month + 1)[1] else ""


def _bare_month(text: str, date: str) -> str:
    """*in March*, *in May*: months that are everyday words too."""
    match = _MONTH.search(text)
    if match is None or len(date) < 7:
        return ""
    month = _MONTHS.index(match["month"].lower()[:3]) + 1
    return f"{int(date[:4]) + (month < int(date[5:7])):04d}-{month:02d}"
