"""Numbers, dates and lists, as a person would write them."""

from collections.abc import Sequence

from infoview_analysis.days import read_day

__all__ = [
    "FEW",
    "join_known",
    "say_count",
    "say_date",
    "say_list",
    "say_number",
    "say_period",
    "say_share",
    "say_when",
    "warn_few",
]

_NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

FEW = 10
"""Talks, people or referrals below which a number is said to be small."""


def say_number(number: int) -> str:
    """Write a number: as a word up to twelve.

    Examples
    --------
    >>> say_number(0), say_number(12), say_number(1234)
    ('no', 'twelve', '1,234')
    """
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else f"{number:,}"


def say_count(number: int, noun: str, plural: str = "") -> str:
    """Write a number with what it counts.

    Parameters
    ----------
    number
        How many.
    noun
        What, in the singular.
    plural
        The plural where it is not formed with *s*.

    Examples
    --------
    >>> say_count(1, "talk"), say_count(2, "person", "people")
    ('one talk', 'two people')
    """
    return f"{say_number(number)} {noun if number == 1 else plural or noun + 's'}"


def say_list(items: Sequence[str], *, most: int | None = None) -> str:
    """Write a list of things.

    Parameters
    ----------
    items
        The things, in order.
    most
        How many are named before the rest is only counted.

    Examples
    --------
    >>> say_list(["SQL"]), say_list(["SQL", "R", "statistics"]), say_list(["a", "b", "c", "d"], most=2)
    ('SQL', 'SQL, R and statistics', 'a, b and two more')
    """
    # Naming the last one takes no more room than saying "and one more".
    if most is not None and len(items) > most + 1:
        items = [*items[:most], f"{say_number(len(items) - most)} more"]
    return " and ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


def say_date(date: str) -> str:
    """Write an ISO date, or a month, in words; what is neither stays as it is.

    Examples
    --------
    >>> say_date("2025-04-05"), say_date("2025-04"), say_date("")
    ('5 April 2025', 'April 2025', '')
    """
    parts = date.split("-")
    if len(parts) not in (2, 3) or not all(part.isdecimal() for part in parts) or not 1 <= int(parts[1]) <= 12:
        return date
    day = f"{int(parts[2])} " if len(parts) == 3 else ""
    return f"{day}{_MONTHS[int(parts[1]) - 1]} {parts[0]}"


def say_when(date: str) -> str:
    """Write on which day, with a blank in front; "" for what is no full date.

    Examples
    --------
    >>> say_when("2025-04-05"), say_when("2025-04")
    (' on 5 April 2025', '')
    """
    return f" on {say_date(date)}" if read_day(date) else ""


def join_known(*parts: str, sign: str = ", ") -> str:
    """Join what is known of some parts.

    Examples
    --------
    >>> join_known("analyst", ""), join_known("analyst", "Acme")
    ('analyst', 'analyst, Acme')
    """
    return sign.join(filter(None, parts))


def say_period(first: str, last: str) -> str:
    """Write from when to when.

    Examples
    --------
    >>> say_period("2025-03-11", "2026-02"), say_period("2025-03-11", "2025-03-11"), say_period("", "")
    ('between 11 March 2025 and February 2026', 'on 11 March 2025', '')
    >>> say_period("2025-03", "2025-03")
    'in March 2025'
    """
    if first != last:
        return f"between {say_date(first)} and {say_date(last)}"
    return f"{'on' if first.count('-') == 2 else 'in'} {say_date(first)}" if first else ""


def say_share(share: float) -> str:
    """Write a share as per cent.

    Examples
    --------
    >>> say_share(0.5), say_share(2 / 3), say_share(0.001), say_share(0)
    ('50 %', '67 %', 'under 1 %', '0 %')
    """
    return "under 1 %" if 0 < share < 0.005 else f"{share * 100:.0f} %"


def warn_few(number: int, noun: str, plural: str = "") -> str:
    """Warn in brackets of a number below ten, so that nobody generalizes from it; "" from ten on.

    Examples
    --------
    >>> warn_few(4, "talk"), warn_few(10, "talk")
    (' (only four talks: read it as a description, no more)', '')
    """
    few = f" (only {say_count(number, noun, plural)}: read it as a description, no more)"
    return few if number < FEW else ""
