"""Days and months as notes give them: ``YYYY-MM-DD``, ``YYYY-MM``, or nothing."""

import datetime as dt
from calendar import monthrange

__all__ = ["add_months", "count_days", "day_order", "read_day"]


def read_day(text: str) -> dt.date | None:
    """Read a full date; None for a month, nothing, or what is no date.

    Examples
    --------
    >>> read_day("2024-01-31"), read_day("2024-01"), read_day("2024-01-32")
    (datetime.date(2024, 1, 31), None, None)
    """
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    # Python reads days of weeks and days without hyphens, too.
    return day if day.isoformat() == text else None


def count_days(first: str, last: str) -> int | None:
    """Count the days from one date to a later one; None where one is no full date, or comes after the other.

    Examples
    --------
    >>> count_days("2024-01-31", "2024-02-02"), count_days("2024-01", "2024-02-02"), count_days("", "2024-02-02")
    (2, None, None)
    """
    one, another = read_day(first), read_day(last)
    return (another - one).days if one and another and one <= another else None


def add_months(date: str, months: int) -> str:
    """Return the same day of the month so many months later, or the last one of a shorter month.

    Examples
    --------
    >>> add_months("2025-08-31", 6), add_months("2025-01-15", 12)
    ('2026-02-28', '2026-01-15')
    """
    day = dt.date.fromisoformat(date)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return f"{year:04d}-{month + 1:02d}-{min(day.day, monthrange(year, month + 1)[1]):02d}"


def day_order(date: str) -> str:
    """Return the key that puts dates in order: a month counts as its end, nothing comes last.

    Examples
    --------
    >>> sorted(["", "2024-02-01", "2024-01", "2024-01-31"], key=day_order)
    ['2024-01-31', '2024-01', '2024-02-01', '']
    """
    return date if len(date) > len("2024-01") else f"{date or '9999'}-99"
