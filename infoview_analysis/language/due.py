"""When a follow-up is due."""

import re
from calendar import monthrange
from datetime import date as Date  # noqa: N812 - "date" names ISO texts here

from infoview_analysis.language.due_words import MONTHS, write_out
from infoview_analysis.reading.dates import FoundDate, find_dates
from infoview_analysis.reading.relative_dates import find_relative_date

__all__ = ["find_due", "find_marked_date"]

_LIMIT = re.compile(
    r"\b(?:by|before|due|until|till|nlt|no later than|deadline:?|after|from)\s+(?:\w+day,?\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_SENT_ON = re.compile(
    r"(?:\b(?:sent|done|gone|completed?|thanked|given|mailed|posted|emailed|went|did|accepted|delivered|submitted"
    r"|returned|handed in)\b|[✅✔☑✓])[^;]{0,40}$",
    re.IGNORECASE,
)
_NAME = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_MONTH_END = re.compile(
    rf"\bend (?:of )?(?:the )?(?P<month>month|{_NAME})\b(?! \d{{1,2}}\b)|(?<!after )\bmonth[- ]end\b", re.IGNORECASE
)
_MONTH = re.compile(
    rf"\b(?:in|by|from|early|mid|late|opens|starts)\s+(?P<month>{_NAME})\b(?!\s+\d)"
    r"|\b(?P<last>jan|feb|apr|aug|sept?|oct|nov|dec)\b(?=\s*(?:[.,;:!?)]|$|when\b|if\b))",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"\b(?:weeks?|wks?|leave|trip|cover|rehearsal|holidays?|break|until|till|til)\s*(?:\b(?:in|from|for)\s*)?$",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\s*(?:training|board|intake|class|exams?|sitting|trip|course|conference|rotation)\b", re.IGNORECASE
)
_DAY = re.compile(
    r"\b(?P<limit>(?:by|before|after|until|till|from|on)\s+)?the\s+(?P<day>\d{1,2})(?:st|nd|rd|th)\b"
    r"(?!\s+(?:of|floor|grade|street|century|edition|[A-Z]))(?P<ends>\s*(?:$|[.,;:!?()–-]|(?:or|and|on|from|in|at)\b))?",
    re.IGNORECASE,
)
_MARKED = tuple(
    re.compile(rf"(?:{sign})\ufe0f?\s*[<\[]?(?P<date>\d{{4}}-\d{{1,2}}-\d{{1,2}})")
    for sign in ("[📅🗓]|DEADLINE: ?|due:: ?", "[⏳⌛]|SCHEDULED: ?|scheduled:: ?")
)
"""Signs of task managers, the most binding first."""


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
    if marked := find_marked_date(text):
        return marked
    plain = write_out(text)
    if ended := _month_end(plain, date):
        return ended
    found = [one for one in _dates(plain, date) if not _is_spent(one, plain, date, done=done)]
    found.sort(key=lambda one: not _LIMIT.search(plain[: one.start]))
    iso = [one.iso if one.has_year else _roll(one.iso, date) for one in found]
    if days := [day for day in iso if len(day) == 10]:
        return days[0]
    if done and not re.search(r"\b(?:by|before|until|due|tonight|tomorrow)\b", plain, re.IGNORECASE):
        return ""
    return _day_only(plain, date) or find_relative_date(plain, date) or next(iter(iso), "") or _bare_month(plain, date)


def find_marked_date(text: str) -> str:
    """Date by which something is due by the sign of a task manager; empty where there is none.

    Examples
    --------
    >>> find_marked_date("call Ann 🛫 2026-03-01 📅 2026-3-6"), find_marked_date("SCHEDULED: <2026-03-31 Tue>")
    ('2026-03-06', '2026-03-31')
    """
    match = next(filter(None, (pattern.search(text) for pattern in _MARKED)), None)
    if match is None:
        return ""
    year, month, day = match["date"].split("-")
    return f"{year}-{int(month):02d}-{int(day):02d}"


def _is_spent(found: FoundDate, text: str, date: str, *, done: bool) -> bool:
    """True for the day something was done, and for a month that says when something else takes place."""
    before, after = text[: found.start], text[found.end :]
    if len(found.iso) < 10 and (_SPAN.search(before) or (_EVENT.match(after) and not found.has_year)):
        return True
    if _LIMIT.search(before):
        return False
    return bool(_SENT_ON.search(before)) or (done and _is_near(found, date))


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
    month = int(date[5:7]) if name == "month" else MONTHS.index(name[:3]) + 1
    year = int(date[:4]) + (month < int(date[5:7]))
    return f"{year:04d}-{month:02d}-{monthrange(year, month)[1]:02d}"


def _day_only(text: str, date: str) -> str:
    """*before the 20th*: the next twentieth."""
    match = _DAY.search(text)
    if match is None or len(date) < 10 or not (match["limit"] or match["ends"] is not None):
        return ""
    if _SENT_ON.search(text[: match.start()]):
        return ""
    talk, day = Date.fromisoformat(date), int(match["day"])
    months = talk.year * 12 + talk.month - 1 + (day < talk.day)
    year, month = divmod(months, 12)
    return f"{year:04d}-{month + 1:02d}-{day:02d}" if 1 <= day <= monthrange(year, month + 1)[1] else ""


def _bare_month(text: str, date: str) -> str:
    """*in March*, *in May*, *nov*: months that are everyday words or short."""
    match = _MONTH.search(text)
    if match is None or len(date) < 7:
        return ""
    name = match["month"] or match["last"]
    start = match.start("month") if match["month"] else match.start("last")
    if _SPAN.search(text[:start]) or _EVENT.match(text[match.end() :]):
        return ""
    month = MONTHS.index(name.lower()[:3]) + 1
    return f"{int(date[:4]) + (month < int(date[5:7])):04d}-{month:02d}"
