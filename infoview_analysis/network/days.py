"""Days between dates as notes give them."""

import datetime as dt

__all__ = ["count_days", "read_day"]


def count_days(first: str, last: str) -> int | None:
    """Count the days from one date to a later one; None where one is no full date, or comes after the other.

    Examples
    --------
    >>> count_days("2024-01-31", "2024-02-02"), count_days("2024-01", "2024-02-02"), count_days("", "2024-02-02")
    (2, None, None)
    """
    one, another = read_day(first), read_day(last)
    return (another - one).days if one and another and one <= another else None


def read_day(text: str) -> dt.date | None:
    """Read a full date; None for a month, nothing, or what is no date."""
    try:
        # A month alone must not pass for its first day.
        return dt.date.fromisoformat(text) if len(text) == len("2024-01-31") else None
    except ValueError:
        return None
